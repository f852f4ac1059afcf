"""Numbers drawn from a seed: the same on every machine and with every version of every library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_WORD = (1 << 64) - 1


def _mixed(word: int) -> int:
    """The scrambling step of SplitMix64 (Steele, Lea, Flood 2014)."""
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _WORD
    return word ^ (word >> 31)


class Draws:
    """A stream of numbers from a seed.

    >>> one, other = Draws(7), Draws(7)
    >>> [one.below(10) for _ in range(3)] == [other.below(10) for _ in range(3)]
    True
    """

    def __init__(self, seed: int) -> None:
        self._state = _mixed(seed & _WORD)

    def _next(self) -> int:
        self._state = (self._state + 0x9E3779B97F4A7C15) & _WORD
        return _mixed(self._state)

    def apart(self, name: str) -> Draws:
        """A stream of its own for one purpose: what is drawn from it moves nothing else."""
        state = self._state
        for byte in name.encode():
            state = _mixed(state ^ byte)
        return Draws(state)

    def unit(self) -> float:
        """At least 0, below 1."""
        return (self._next() >> 11) * 2.0**-53

    def between(self, low: float, high: float) -> float:
        """At least ``low``, below ``high``."""
        return low + (high - low) * self.unit()

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1."""
        return (self._next() * n) >> 64

    def chance(self, p: float) -> bool:
        """True with probability ``p``."""
        return self.unit() < p

    def pick(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[self.below(len(among))]

    def shuffled(self, among: Sequence[T]) -> list[T]:
        """All of them, in a drawn order."""
        left = list(among)
        for n in range(len(left) - 1, 0, -1):
            other = self.below(n + 1)
            left[n], left[other] = left[other], left[n]
        return left

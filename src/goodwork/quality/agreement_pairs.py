"""What every agreement coefficient returns, and the answers that can be compared at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NO_PAIRS = "No item has two answers, so there is nothing to compare."
ONE_VALUE = "All answers are the same, so chance alone would agree as well and nothing can be said beyond it."


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement coefficient with its interval, or the reason why it is undefined."""

    coefficient: str
    value: float | None
    """1 is perfect agreement, 0 is what chance gives, below 0 is worse than chance. None when undefined."""
    reason: str
    """Why ``value`` is None; empty otherwise."""
    low: float | None
    """2.5 % bound of the bootstrap over items; None without replicates or when it can't be had."""
    high: float | None
    observed: float | None
    """Observed share of agreement (kappas, AC) or mean disagreement inside items (alpha)."""
    expected: float | None
    """The same by chance."""
    items: int
    """Items with at least two answers."""
    answers: int
    """Answers on those items."""
    note: str = ""
    """What was sampled or left out on the way, in a sentence; empty when everything was used."""


@dataclass(frozen=True, slots=True)
class Pairable:
    """Answers of items that have two or more of them, laid out item by item."""

    ptr: Ints
    """(items + 1,) where each item's answers begin."""
    row: Ints
    """(answers,) position of each answer in the caller's arrays."""

    @property
    def sizes(self) -> Ints:
        """(items,) answers per item."""
        return np.diff(self.ptr)


def pairable(item: npt.ArrayLike) -> Pairable:
    """The answers on items with at least two, item by item.

    ``item`` (answers,) holds any integer codes, in any order.
    """
    code = np.asarray(item)
    if code.ndim != 1 or (code.size and not np.issubdtype(code.dtype, np.integer)):
        raise Invalid("`item` must be a flat array of whole numbers, one per answer.")
    if code.size == 0:
        return Pairable(np.zeros(1, np.int64), np.zeros(0, np.int64))
    row = np.arange(code.size)
    if np.any(code[1:] < code[:-1]):
        row = np.argsort(code, kind="stable")
        code = code[row]
    starts = np.flatnonzero(np.r_[True, code[1:] != code[:-1]])
    sizes = np.diff(np.r_[starts, code.size])
    keep = sizes >= 2
    return Pairable(np.r_[0, np.cumsum(sizes[keep])], row[np.repeat(keep, sizes)])

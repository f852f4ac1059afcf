"""How much equal answers that depend on each other are worth together."""

from __future__ import annotations


def voices(equal: int, share: float) -> float:
    """What ``equal`` answers of people who depend on each other are worth, with a share of repeats.

    >>> round(voices(3, 0.8), 2), voices(1, 0.8)
    (1.4, 1.0)
    """
    return 1 + (equal - 1) * (1 - share)

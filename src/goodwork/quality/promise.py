"""What gold lets one promise of declared labels, in so many words: at most so many are wrong, with such a probability.

A calibrated confidence is right on average; a promise holds for the very threshold that is used, with a certainty that
is stated, and takes nothing for granted of models or people: only that gold was drawn at random. Of the gold items that
reach a threshold, the number of wrong ones is binomial with the error rate of what is declared there, so its tail tests
"more than ``error`` are wrong" exactly (Clopper-Pearson). Several thresholds are tried in an order that is fixed before
any gold is looked at, from strict to lenient, until one fails: then the chance that any promise is wrong stays under
1 - `CERTAINTY`, whatever threshold comes out (fixed-sequence testing; Angelopoulos et al., *Learn then Test*, 2021;
Candès et al., *Probably approximately correct labels*, 2025).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid
from goodwork.quality.calibration import lower_bound

Floats = NDArray[np.float64]

CERTAINTY = 0.95
"""Probability with which a promise holds."""

STEP = 0.01
"""Between two thresholds that are tried."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What holds of the labels whose confidence reaches a threshold."""

    error: float
    """The share that may be wrong: 1 less the target."""
    above: float | None
    """The lowest confidence from which at most ``error`` of the labels are wrong; None: nothing can be promised yet."""
    coverage: float
    """Share of the items that reach it; 0 without."""
    gold: int
    """Gold items that reach it; without a promise those that reach the target."""
    wrong: int
    """How many of them are wrong."""
    at_most: float
    """What can be said in any case: the share of what reaches the target that is wrong at most; 1 says nothing."""

    @property
    def target(self) -> float:
        """The share that has to be right."""
        return round(1 - self.error, 10)

    @property
    def sentence(self) -> str:
        """The promise in plain words."""
        wanted, sure = f"{100 * self.error:.3g} %", f"with probability {CERTAINTY:g}"
        if self.above is not None and self.coverage == 1:
            return (
                f"At most {wanted} of all labels are wrong, whatever their confidence, {sure} "
                f"({self.wrong:,} of {self.gold:,} gold items are)."
            )
        if self.above is not None:
            return (
                f"At most {wanted} of the labels with confidence {self.above:.2f} or more are wrong, {sure} "
                f"({self.wrong:,} of {self.gold:,} gold items are). That is {100 * self.coverage:.0f} % of the items."
            )
        if not self.gold or self.at_most >= 1:
            return f"Nothing can be promised: no gold item shows that labels with confidence {self.target:g} are right."
        return (
            f"At most {100 * self.at_most:.1f} % of the labels with confidence {self.target:g} or more are wrong, "
            f"{sure} ({self.wrong:,} of {self.gold:,} gold items are); that at most {wanted} are can't be promised yet."
        )


def promise(confidence: Floats, right: NDArray[np.bool_], everywhere: Floats, target: float) -> Promise:
    """What gold lets one promise at ``target``.

    ``confidence`` (n,) and ``right`` (n,) of random gold items that were judged without their own gold;
    ``everywhere`` (items,) the confidence of all items, for the share that the promise covers. The first threshold is
    the target, or, where too few gold items reach it to prove anything, the highest that enough reach.

    >>> promise(np.ones(59), np.ones(59, bool), np.ones(1), 0.95).above
    0.95
    >>> promise(np.ones(58), np.ones(58, bool), np.ones(1), 0.95).above is None
    True
    """
    if not 0 < target < 1:
        raise Invalid(f"The target is {target}; it has to lie between 0 and 1.")
    error = 1 - target
    enough = math.ceil(math.log(1 - CERTAINTY) / math.log(target))
    rank = np.sort(confidence)[::-1]
    first = target
    if np.count_nonzero(confidence >= target) < enough <= rank.size:
        first = min(target, math.floor(rank[enough - 1] / STEP + 1e-9) * STEP)
    lowest = min(rank.min(initial=1.0), everywhere.min(initial=1.0))
    above: float | None = None
    for step in range(math.ceil(first / STEP)):
        threshold = round(first - step * STEP, 10)
        n, wrong = _counted(confidence, right, threshold)
        if lower_bound(n - wrong, n, CERTAINTY) < target:
            break
        above = threshold
        if threshold <= lowest:
            break  # it holds of all items
    n, wrong = _counted(confidence, right, target if above is None else above)
    at_target = _counted(confidence, right, target)
    return Promise(
        round(error, 10),
        above,
        0.0 if above is None or not everywhere.size else float((everywhere >= above).mean()),
        n,
        wrong,
        1 - lower_bound(at_target[0] - at_target[1], at_target[0], CERTAINTY),
    )


def _counted(confidence: Floats, right: NDArray[np.bool_], threshold: float) -> tuple[int, int]:
    """Gold items that reach a threshold, and how many of them are wrong."""
    there = confidence >= threshold
    return int(np.count_nonzero(there)), int(np.count_nonzero(there & ~right))

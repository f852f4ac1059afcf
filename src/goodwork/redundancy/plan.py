"""How many lanes and bands a threshold asks for, and the recall that this promises.

A pair of Jaccard J agrees in one lane with probability J, so ``bands`` bands of ``rows`` lanes bring it up with
probability ``1 - (1 - J^rows)^bands`` (Broder 1997; Leskovec, Rajaraman and Ullman, chapter 3). The sketch then
agrees in Binomial(lanes, J + (1 - J)/256) places; it passes from ``cut`` places on, which leaves a margin of
about three standard deviations below the threshold. What passes is compared exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from goodwork.errors import Invalid

CHANCE = 1 / 256
"""That two 8-bit lanes agree by chance."""

LOWEST = 0.4
"""Thresholds below this would need sketches longer than the texts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How pairs are found: ``lanes`` bytes of sketch, in bands of ``rows`` bytes, ``cut`` equal bytes to pass."""

    threshold: float
    lanes: int
    rows: int
    cut: int

    @property
    def bands(self) -> int:
        return self.lanes // self.rows

    def recall(self, jaccard: float) -> float:
        """The probability that a pair of that Jaccard is brought up by a band and passes the sketch.

        >>> plan = Plan.of(0.7)
        >>> plan.recall(0.8) > 0.998, plan.recall(0.71) > 0.98, plan.recall(0.3) < 0.01
        (True, True, True)
        """
        banded = 1 - (1 - jaccard**self.rows) ** self.bands
        p = jaccard + (1 - jaccard) * CHANCE
        passed = sum(
            math.comb(self.lanes, k) * p**k * (1 - p) ** (self.lanes - k) for k in range(self.cut, self.lanes + 1)
        )
        return banded * passed

    @classmethod
    def of(cls, threshold: float) -> Plan:
        """The plan for a Jaccard threshold from 0.4 to 1."""
        if not LOWEST <= threshold <= 1:
            raise Invalid(
                f"A threshold of {threshold} can't be used.",
                next_step=f"Choose one from {LOWEST} (loose) to 1 (the same shingles); 0.7 is usual.",
            )
        lanes, rows = (64, 4) if threshold >= 0.68 else (96, 3) if threshold >= 0.5 else (128, 3)
        p = threshold + (1 - threshold) * CHANCE
        margin = 2.8 * math.sqrt(lanes * p * (1 - p)) + 1
        return cls(threshold, lanes, rows, max(rows, math.floor(lanes * p - margin) + 1))

"""Which tier somebody's answers earn, and what is missing for one.

Two things of a person's answers to a question enter: the lower end of the 95 % interval of their skill, and the items
behind it, up to the number that a tier asks for. When they answered, in what order, how long it took, how much more
they did and how long they stayed away are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwork.model.qualifications import Shown, Tier


def earned(tiers: Sequence[Tier], shown: Sequence[Shown]) -> int:
    """The highest tier that answers earn; 0: none.

    Of the questions that speak for the qualification, those count on which enough items are known; there has to be one,
    and each has to show the tier: who is good at one and not at another is not good at both. Whoever falls short of a
    tier that work earns does not earn a higher one.

    >>> tiers = [Tier(1, "basic", 0.7, 20), Tier(2, "expert", 0.9, 40)]
    >>> earned(tiers, [Shown(0.92, 41)]), earned(tiers, [Shown(0.92, 39)]), earned(tiers, [Shown(0.92, 19)])
    (2, 1, 0)
    >>> earned(tiers, [Shown(0.92, 400), Shown(0.75, 30)]), earned(tiers, [Shown(0.92, 400), Shown(0.6, 30)])
    (2, 0)
    """
    highest = 0
    for tier in sorted(tiers, key=lambda one: one.tier):
        if tier.least is None or tier.items is None:
            continue
        lows = [one.low for one in shown if one.low is not None and one.items >= tier.items]
        if not lows or min(lows) < tier.least:
            break
        highest = tier.tier
    return highest


@dataclass(frozen=True, slots=True)
class Missing:
    """What answers to a question lack for a tier."""

    items: int
    """That can be compared; 0: there are enough."""
    lower: bool
    """Whether the lower end of the interval lies below what is asked, as far as it is known."""


def missing(tier: Tier, shown: Shown) -> Missing | None:
    """What is missing at one question; None: work does not earn this tier.

    >>> missing(Tier(1, "basic", 0.7, 20), Shown(0.65, 12))
    Missing(items=8, lower=True)
    """
    if tier.least is None or tier.items is None:
        return None
    return Missing(max(0, tier.items - shown.items), shown.low is not None and shown.low < tier.least)

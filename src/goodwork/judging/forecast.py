"""How many answers a project still needs, out of what its items needed so far.

An item that has stopped says after how many answers; an open one says that it was not after those it has. That is
right-censored data: the chance to stop after k answers, for items that got so far, is the share of those that did. In
each of many draws these chances come from their posterior (Beta, Jeffreys' prior), and what every open item still takes
follows from them, with its own variance; neighbouring numbers of answers that few items have reached share one chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.model.outlook import Needed
from goodwork.model.projects import Policy

FEWEST_STOPPED = 20
"""Stopped items below which nothing is estimated."""

MANY = 0.2
"""Share of the stopped items, from which it is said that further answers would hardly help there."""

_SHARED = 10
"""Items that have got so far, below which a number of answers shares its chance with the one before."""
_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Tally:
    """Items by the number of answers they have: number -> items. Gold is not among them: it has a cap of its own."""

    stopped: Mapping[int, int]
    """Settled by the rule, or out of answers."""
    asking: Mapping[int, int]
    """Open."""
    ended: Mapping[int, int]
    """Settled by a person: they would perhaps have gone on."""
    scale: float = 1.0
    """Open items of the project for each that is tallied as open, where a sample was tallied."""
    unanswered: int = 0
    """Tallied open items without an answer, gold among them."""
    is_whole: bool = True
    """Whether every item was tallied."""
    no_gain: int = 0
    """Of the stopped, those below the target where another answer would hardly help."""


def forecast(tally: Tally, policy: Policy, *, seed: int = 0) -> Needed:
    """The answers that open items still take, until each of them is settled or has *most*.

    >>> found = forecast(Tally({2: 60, 3: 40}, {0: 50}, {}), Policy(fewest=2, most=3))
    >>> round(found.value), found.items
    (120, 100)
    """
    stopped = sum(tally.stopped.values())
    open_items = sum(tally.asking.values()) * tally.scale
    if not open_items:
        what = "No item is open: every one has the answers it needs."
        return Needed(0.0, 0.0, 0.0, stopped, what + _spent(tally, stopped))
    if stopped < FEWEST_STOPPED:
        are = "1 item has" if stopped == 1 else f"{stopped} items have"
        left = FEWEST_STOPPED - stopped
        more = f"{left} more {'is' if left == 1 else 'are'} needed before an estimate is shown."
        what = f"{are} all answers so far; {more}"
        return Needed(None, None, None, stopped, what)
    mean, spread = _left(tally, policy, np.random.default_rng(seed))
    have = np.array([min(n, policy.most) for n in tally.asking], np.int64)
    items = np.array(list(tally.asking.values()), np.float64) * tally.scale
    total, variance = mean[:, have] @ items, spread[:, have] @ items
    drawn = total + np.sqrt(variance) * np.random.default_rng(seed + 1).standard_normal(len(total))
    # Each open item takes one more answer at least.
    least = float(np.maximum(policy.fewest - have, np.where(have < policy.most, 1, 0)) @ items)
    low, high = (max(float(v), least) for v in np.quantile(drawn, (0.025, 0.975)))
    what = f"It rests on {stopped:,} items that have all their answers. Gold, skips and reviews are not counted."
    what += _spent(tally, stopped)
    return Needed(max(float(total.mean()), least), low, high, stopped, what)


def _spent(tally: Tally, stopped: int) -> str:
    """That further answers save nothing and mend nothing, where that holds for many of the items."""
    if stopped < FEWEST_STOPPED or tally.no_gain < MANY * stopped:
        return ""
    return (
        f" On {tally.no_gain:,} of {stopped:,} items asking ended below the target, because another answer would "
        "hardly help: people can't agree there. Clearer rules or a reviewer would; more answers would not."
    )


def _left(tally: Tally, policy: Policy, dice: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(draws, most + 1) mean and variance of the answers that an open item with k of them still takes."""
    stop = _chances(tally, policy, dice)
    most = policy.most
    mean, second = np.zeros((len(stop), most + 1)), np.zeros((len(stop), most + 1))
    for k in range(most - 1, -1, -1):
        on = 1 - stop[:, k + 1]
        mean[:, k] = 1 + on * mean[:, k + 1]
        second[:, k] = 1 + on * (2 * mean[:, k + 1] + second[:, k + 1])
    return mean, np.maximum(second - mean**2, 0.0)


def _chances(tally: Tally, policy: Policy, dice: np.random.Generator) -> NDArray[np.float64]:
    """(draws, most + 1) the chance that an item with k answers stops there: 0 below *fewest*, 1 at *most*."""
    most, fewest = policy.most, min(policy.fewest, policy.most)
    stops, reached = np.zeros(most + 1), np.zeros(most + 1)
    for counts, at_end in ((tally.stopped, 1), (tally.asking, 1), (tally.ended, 0)):
        for n, items in counts.items():
            # Who stopped before *fewest*, under an older policy, would stop there now.
            k = min(max(n, fewest), most) if counts is tally.stopped else min(n, most)
            reached[: k + at_end] += items
            stops[k] += items if counts is tally.stopped else 0
    stop = np.zeros((_DRAWS, most + 1))
    k = fewest
    while k < most:
        end = k + 1
        while end < most and reached[end] < _SHARED:
            end += 1
        right, tried = stops[k:end].sum(), reached[k:end].sum()
        stop[:, k:end] = dice.beta(right + 0.5, max(tried - right, 0.0) + 0.5, (_DRAWS, 1))
        k = end
    stop[:, most] = 1.0
    return stop

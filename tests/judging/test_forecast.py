"""How many answers are still needed: right on projects whose end is known, and silent where little is known."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from goodwork.judging.forecast import FEWEST_STOPPED, Tally, forecast
from goodwork.model.projects import Policy

POLICY = Policy(target=0.9, fewest=2, most=6)
CHANCES = {2: 0.5, 3: 0.3, 4: 0.5, 5: 0.2, 6: 1.0}
"""How probable it is that an item stops at a number of answers, once it has got so far."""


def _takes(dice: np.random.Generator, items: int) -> list[int]:
    found: list[int] = []
    for _ in range(items):
        k = POLICY.fewest
        while dice.random() >= CHANCES[k]:
            k += 1
        found.append(k)
    return found


def test_the_interval_holds_what_it_says_on_projects_whose_end_is_known() -> None:
    held, off = 0, list[float]()
    for seed in range(200):
        dice = np.random.default_rng(seed)
        takes = _takes(dice, 300)
        # The queue has given every item up to so many answers by now.
        reached = dice.integers(0, 7, 300).tolist()
        stopped = Counter(t for t, r in zip(takes, reached, strict=True) if r >= t)
        asking = Counter(r for t, r in zip(takes, reached, strict=True) if r < t)
        left = sum(t - r for t, r in zip(takes, reached, strict=True) if r < t)
        found = forecast(Tally(stopped, asking, {}), POLICY)
        assert found.value is not None and found.low is not None and found.high is not None
        held += found.low <= left <= found.high
        off.append(found.value / left - 1)
    assert 0.90 <= held / 200 <= 0.995, held
    assert abs(float(np.mean(off))) < 0.02


@pytest.mark.parametrize("n", [0, 1, FEWEST_STOPPED - 1])
def test_below_the_minimum_only_what_is_missing_is_said(n: int) -> None:
    found = forecast(Tally({2: n}, {0: 50}, {}), POLICY)
    assert (found.value, found.low, found.high, found.items) == (None, None, None, n)
    left = FEWEST_STOPPED - n
    assert f"{left} more {'is' if left == 1 else 'are'} needed" in found.says


def test_a_project_with_nothing_open_needs_nothing() -> None:
    found = forecast(Tally({}, {}, {}), POLICY)
    assert (found.value, found.says) == (0.0, "No item is open: every one has the answers it needs.")


def test_items_that_settle_on_count_need_what_the_policy_says() -> None:
    found = forecast(Tally({3: 400}, {0: 10, 1: 10}, {}), Policy(fewest=3, most=3))
    assert (found.value, found.low, found.high) == (50, 50, 50)


def test_a_tallied_sample_speaks_for_the_whole_project() -> None:
    part = forecast(Tally({2: 80, 3: 20}, {0: 100}, {}), POLICY)
    whole = forecast(Tally({2: 80, 3: 20}, {0: 100}, {}, scale=50.0), POLICY)
    assert part.value is not None and whole.value == pytest.approx(50 * part.value)


def test_answers_that_nobody_needed_yet_are_estimated_from_their_neighbours() -> None:
    # No item has got beyond three answers: most may be large, and the estimate stays near what was seen.
    few = forecast(Tally({2: 90, 3: 10}, {0: 10}, {}), Policy(fewest=2, most=4))
    many = forecast(Tally({2: 90, 3: 10}, {0: 10}, {}), Policy(fewest=2, most=1000))
    assert few.value is not None and many.value is not None and many.value - few.value < 2


def test_where_people_cannot_agree_it_says_that_more_answers_would_hardly_help() -> None:
    for asking in ({1: 5}, {}):
        assert "On 30 of 100 items" in forecast(Tally({3: 100}, asking, {}, no_gain=30), POLICY).says
    assert "hardly" not in forecast(Tally({3: 100}, {1: 5}, {}, no_gain=3), POLICY).says

"""Outlines: what makes one unsound, the one order of its points, and the same with fewer points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.geometry.outlines import in_one_order, inside, with_fewer_points, wrong_in
from goodwork.geometry.polygons import Polygon, crosses_itself, iou
from tests.geometry.test_polygons import star

SQUARE = np.array([[0.0, 0], [9, 0], [9, 9], [0, 9]])


@pytest.mark.parametrize(
    ("hole", "wrong"),
    [
        ([[2, 2], [4, 2], [4, 4]], None),
        ([[2, 2], [4, 2], [6, 2]], "flat"),
        ([[2, 2], [4, 4], [4, 2], [2, 4.5]], "crosses"),
        ([[2, 2], [12, 2], [4, 4]], "hole"),
        ([[0, 2], [4, 2], [4, 4]], "hole"),
        ([[12, 2], [14, 2], [14, 4]], "hole"),
        ([[-1, -1], [10, -1], [10, 10], [-1, 10]], "hole"),
        ([[5, 5], [7, 5], [6, 7]], "hole"),
    ],
)
def test_what_is_wrong_with_a_part_is_said(hole: list[list[float]], wrong: str | None) -> None:
    other = np.array([[5.5, 5.2], [6.5, 5.2], [6, 6]])
    assert wrong_in(Polygon(SQUARE, (np.array(hole, dtype=float), other))) == wrong


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 40), st.integers(0, 50))
def test_a_crossing_is_found_wherever_it_is(seed: int, points: int, turn: int) -> None:
    ring = np.roll(star(seed, points), turn, axis=0)
    assert not crosses_itself(ring)
    # Two corners that change places cross their sides, or those touch.
    swapped = ring.copy()
    swapped[[0, 2]] = swapped[[2, 0]]
    brute = _crosses(swapped)
    assert crosses_itself(swapped) == brute


def _crosses(ring: np.ndarray) -> bool:
    """Side by side, as one would by hand: no three corners of a star are in one line."""
    n = len(ring)

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
        return float(np.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])))

    for i in range(n):
        for j in range(i + 2, n):
            if i == 0 and j == n - 1:
                continue
            a, b, c, d = ring[i], ring[i + 1], ring[j], ring[(j + 1) % n]
            if side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b):
                return True
    return False


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 12), st.integers(0, 11), st.booleans())
def test_the_same_outline_is_the_same_value_wherever_one_began(seed: int, n: int, turn: int, back: bool) -> None:
    ring = [(float(x), float(y)) for x, y in star(seed, n).round(2)]
    turned = ring[turn % n :] + ring[: turn % n]
    again = [*turned, turned[0]][:: -1 if back else 1]
    assert in_one_order([[again], [ring]]) == in_one_order([[ring], [ring]])


def test_fewer_points_lie_within_the_slack_and_cover_nearly_the_same() -> None:
    # A circle on the sides of pixels, as a vote has it.
    across = np.arange(-40.0, 40)
    high = np.sqrt(1600 - across**2)
    upper, lower = np.stack([across, high], axis=1), np.stack([-across, -high], axis=1)
    ring = np.concatenate([upper, lower]).round()
    few = with_fewer_points(ring, 0.75)
    assert 8 <= len(few) < len(ring) / 3
    assert iou([Polygon(few)], [Polygon(ring)]) > 0.97
    assert inside(few, np.array([[0.0, 0], [39, 39]])).tolist() == [True, False]

"""Polygons: areas, crossings, cuts and overlaps, by laws and by what shapely says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.geometry.polygons import Polygon, areas, check_polygon, clip, crosses_itself, iou, ring_area


def star(seed: int, points: int, middle: tuple[float, float] = (50, 50), reach: float = 40) -> np.ndarray:
    """A ring that does not cross itself: corners at growing angles about a middle."""
    rng = np.random.default_rng(seed)
    angle = (np.arange(points) + rng.random(points)) * 2 * np.pi / points
    far = rng.uniform(0.2, 1, points) * reach
    return np.stack([middle[0] + far * np.cos(angle), middle[1] + far * np.sin(angle)], axis=1)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 30), st.floats(-60, 60), st.floats(0.5, 3))
def test_what_two_shapes_share_keeps_its_laws(seed: int, points: int, shift: float, times: float) -> None:
    one, other = [Polygon(star(seed, points))], [Polygon(star(seed + 1, points) + shift)]
    of_one, of_other, both = areas(one, other)
    assert of_one == pytest.approx(ring_area(one[0].outer), rel=1e-9)
    assert of_other == pytest.approx(ring_area(other[0].outer), rel=1e-9)
    assert -1e-9 <= both <= min(of_one, of_other) + 1e-9
    assert iou(one, one) == pytest.approx(1)
    assert iou(one, other) == pytest.approx(iou(other, one), abs=1e-12)
    bigger = [[Polygon(part.outer * times) for part in shape] for shape in (one, other)]
    assert iou(*bigger) == pytest.approx(iou(one, other), abs=1e-9)
    # Two parts that are the same cover what one covers.
    assert iou([*one, *one], other) == pytest.approx(iou(one, other), abs=1e-12)


def test_overlaps_are_those_of_shapely() -> None:
    # shapely 2.2.0, Polygon(star(k, n)).intersection / union.
    for seed, found in SHAPELY.items():
        one, other = Polygon(star(seed, 25)), Polygon(star(seed + 100, 12, (60, 45)))
        assert iou([one], [other]) == pytest.approx(found, abs=1e-12)


SHAPELY = {
    0: 0.5111032456891546,
    1: 0.4801197072143761,
    2: 0.42033916747185734,
    3: 0.3534147887445068,
    4: 0.3575437149962174,
}


def test_holes_and_parts_count() -> None:
    square = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])
    ring = check_polygon(square, [square / 2 + 2])
    assert areas([ring], [Polygon(square)]) == pytest.approx((75, 100, 75))
    assert areas([ring, Polygon(square / 2 + 2)], [Polygon(square)]) == pytest.approx((100, 100, 100))
    assert iou([Polygon(square), Polygon(square + 5)], [Polygon(square), Polygon(square + 20)]) == pytest.approx(
        100 / 275
    )


def test_a_ring_that_crosses_or_covers_itself_is_found() -> None:
    simple = star(3, 40)
    assert not crosses_itself(simple)
    swapped = simple.copy()
    swapped[[4, 11]] = swapped[[11, 4]]
    assert crosses_itself(swapped)
    for ring in ([[0, 0], [2, 2], [2, 0], [0, 2]], [[0, 0], [4, 0], [2, 0], [2, 2]], [[0, 0], [4, 0], [4, 4], [2, 0]]):
        assert crosses_itself(np.array(ring, dtype=float))


def test_a_polygon_is_cut_to_its_picture() -> None:
    ring = star(7, 30, (5, 60), 50)
    picture = Polygon(np.array([[0.0, 0], [80, 0], [80, 70], [0, 70]]))
    cut = clip(Polygon(ring), 80, 70)
    assert cut is not None
    assert ring_area(cut.outer) == pytest.approx(areas([Polygon(ring)], [picture])[2], rel=1e-9)
    assert (cut.outer >= 0).all() and (cut.outer <= [80, 70]).all()
    assert clip(Polygon(ring + 500), 80, 70) is None


@pytest.mark.parametrize(
    "outer",
    [
        [[0, 0], [1, 1]],
        [[0, 0], [1, 1], [2, 2]],
        [[0, 0], [2, 2], [2, 0], [0, 2]],
        [[0, 0], [1, 0], [float("nan"), 3]],
        [[0, 0], [1, 0], [3, 1e12]],
        "points",
        [[1, 2, 3], [1, 2, 3], [3, 4, 5]],
    ],
)
def test_what_is_no_polygon_is_refused(outer: object) -> None:
    with pytest.raises(Invalid):
        check_polygon(outer)  # type: ignore[arg-type]

"""Boxes: what two share, upright and turned, by laws and by what shapely says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.geometry import boxes
from goodwork.geometry.polygons import Polygon
from goodwork.geometry.polygons import iou as iou_of_shapes

side = st.floats(0.01, 1e4)
place = st.floats(-1e4, 1e4)
upright = st.tuples(place, place, side, side).map(lambda t: [t[0], t[1], t[0] + t[2], t[1] + t[3]])
turned = st.tuples(upright, st.floats(-720, 720)).map(lambda t: [*t[0], t[1]])


@settings(max_examples=25, deadline=None)
@given(st.lists(turned, min_size=1, max_size=4), st.lists(turned, min_size=1, max_size=4))
def test_iou_is_symmetric_one_with_itself_and_that_of_the_corners_as_polygons(a: list[Any], b: list[Any]) -> None:
    left, right = boxes.check_turned(a), boxes.check_turned(b)
    found = boxes.rotated_iou(left, right)
    assert ((found >= 0) & (found <= 1)).all()
    np.testing.assert_allclose(found, boxes.rotated_iou(right, left).T, atol=1e-9)
    np.testing.assert_allclose(np.diag(boxes.rotated_iou(left, left)), 1, atol=1e-7)
    flat = boxes.iou(left[:, :4], right[:, :4])
    straight = [np.column_stack([side[:, :4], np.zeros(len(side))]) for side in (left, right)]
    np.testing.assert_allclose(flat, boxes.rotated_iou(*straight), atol=1e-9)
    np.testing.assert_allclose(np.diag(boxes.iou(left[:, :4], left[:, :4])), 1)
    shapes = [[[Polygon(ring)] for ring in boxes.corners(side)] for side in (left, right)]
    as_shapes = [[iou_of_shapes(mine, theirs) for theirs in shapes[1]] for mine in shapes[0]]
    np.testing.assert_allclose(found, as_shapes, atol=1e-6)


def test_turned_boxes_share_what_shapely_says() -> None:
    # shapely 2.2.0: affinity.rotate of box(...) about its centre, clockwise as seen with y down.
    a = np.array([[10.0, 20, 110, 60, 30], [0, 0, 10, 10, 45], [5, 5, 6, 300, -17]])
    b = np.array([[20.0, 10, 90, 80, -12.5], [2, 2, 8, 8, 0], [1000, 1000, 1001, 1001, 3]])
    np.testing.assert_allclose(boxes.rotated_iou(a, b), SHAPELY, atol=1e-9)


SHAPELY = [[0.5248662303449741, 0.0, 0.0], [0.0, 0.36, 0.0], [0.0, 0.0, 0.0]]


def test_boxes_that_touch_lie_in_each_other_or_are_the_same_when_turned() -> None:
    unit = np.array([[0.0, 0, 1, 1, 0]])
    others = np.array([[1.0, 0, 2, 1, 0], [0, 0, 1, 1, 90], [0, 0, 1, 1, 360], [0.25, 0.25, 0.75, 0.75, 45]])
    np.testing.assert_allclose(boxes.rotated_iou(unit, others), [[0, 1, 1, 0.25]], atol=1e-12)
    assert boxes.iou(np.array([[3.0, 3, 3, 3]]), np.array([[3.0, 3, 3, 3]])).tolist() == [[0.0]]
    assert boxes.clip(np.array([[-5.0, 2, 20, 30]]), 10, 8).tolist() == [[0.0, 2.0, 10.0, 8.0]]


@pytest.mark.parametrize(
    ("given_", "where"),
    [
        ([[0, 0, 1, 1], [0, 0, float("nan"), 1]], "boxes[1]"),
        ([[0, 0, 0, 1]], "boxes[0]"),
        ([[0, 0, 1, 1], [4, 4, 3, 5]], "boxes[1]"),
        ([[0, 0, float("inf"), 1]], "boxes[0]"),
        ([[0, 0, 1e9, 1]], "boxes[0]"),
    ],
)
def test_what_is_no_box_is_named(given_: list[Any], where: str) -> None:
    with pytest.raises(Invalid) as refused:
        boxes.check_boxes(given_)
    assert [fault.where for fault in refused.value.faults] == [where]


@pytest.mark.parametrize("given_", [[[1, 2, 3]], [[1, 2, 3, "x"]], [1, 2, 3, 4], [[1, 2, 3, 4]] * 11, [[1], [1, 2]]])
def test_what_are_no_rows_of_four_numbers_is_refused(given_: list[Any]) -> None:
    with pytest.raises(Invalid):
        boxes.check_boxes(given_, most=10)


def test_nothing_is_a_list_of_boxes() -> None:
    assert boxes.check_boxes([]).shape == (0, 4)
    assert boxes.iou(boxes.check_boxes([]), boxes.check_boxes([[0, 0, 1, 1]])).shape == (0, 1)
    assert boxes.rotated_iou(boxes.check_turned([]), boxes.check_turned([[0, 0, 1, 1, 2]])).shape == (0, 1)

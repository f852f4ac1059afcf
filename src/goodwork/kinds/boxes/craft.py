"""How boxes are compared and put together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from goodwork.geometry.boxes import corners, iou, rotated_iou
from goodwork.kinds.attributes import agreed_attributes
from goodwork.kinds.boxes.schema import Box
from goodwork.kinds.region_matching import Craft
from goodwork.quality.regions_grouping import MOST_REGIONS
from goodwork.quality.regions_shapes import Boxes

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]


def array_of(boxes: Sequence[Box]) -> Floats:
    """(n, 5) the borders of boxes and their rotation."""
    return np.array([(*box.box, box.rotation) for box in boxes], dtype=np.float64).reshape(-1, 5)


def shared(a: Sequence[Box], b: Sequence[Box]) -> Floats:
    """(a, b) the pixels that both of two boxes cover over those that either covers."""
    if any(box.rotation for box in (*a, *b)):
        return rotated_iou(array_of(a), array_of(b))
    return iou(array_of(a)[:, :4], array_of(b)[:, :4])


def _extents(boxes: Sequence[Box]) -> Floats:
    points = corners(array_of(boxes))
    return np.concatenate([points.min(axis=1), points.max(axis=1)], axis=1)


def _said(box: Box) -> Mapping[str, str]:
    # An id of an attribute never begins with a space.
    return {**box.attributes, " crowd": "yes"} if box.crowd else box.attributes


def _shape(box: Box) -> Floats:
    return np.array([*box.box, box.rotation] if box.rotation else box.box, dtype=np.float64)


def _standing(shape: Floats, label: str, members: Sequence[tuple[float, Box]]) -> Box:
    left, top, right, bottom, *turned = shape.tolist()
    crowd = math.fsum(w for w, box in members if box.crowd) > math.fsum(w for w, box in members if not box.crowd)
    agreed = agreed_attributes([(w, box.attributes) for w, box in members])
    return Box(
        id="g", label=label, box=(left, top, right, bottom), rotation=turned[0] if turned else 0.0,
        crowd=crowd, attributes=agreed,
    )  # fmt: skip


CRAFT: Craft[Box] = Craft(
    shared=shared,
    extents=_extents,
    said=_said,
    sort=Boxes(),
    shape=_shape,
    standing=_standing,
    too_many=lambda boxes: len(boxes) > MOST_REGIONS,
)

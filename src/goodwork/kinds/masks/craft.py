"""How masks are compared and put together: on their runs, and pixel by pixel only where several drew one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from goodwork.geometry import boxes, masks
from goodwork.geometry.coco_text import to_text
from goodwork.kinds.attributes import agreed_attributes
from goodwork.kinds.masks.schema import MOST_RUNS, Mask
from goodwork.kinds.region_matching import Craft
from goodwork.quality.regions_grouping import MOST_REGIONS
from goodwork.quality.regions_shapes import Masks

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_COMPARED = 100_000_000
"""Runs of masks whose boxes meet, pair by pair: what is compared all with all takes some seconds."""

MOST_VOTED = 2_000_000_000
"""Pixels of the boxes around masks that hang together: voting on them takes less than half a minute."""


class DrawnMasks(Masks):
    """Masks as people draw them: put together as somebody could have drawn them."""

    def __init__(self, least: int) -> None:
        self.least = least

    def middle(self, members: Sequence[masks.Mask], weight: Floats) -> masks.Mask:
        """The pixels that the weighted vote gives; those of the weightiest where too few or too many runs are left."""
        first = members[0]
        if all(one == first for one in members):
            return first
        made = super().middle(members, weight)
        sound = made.area >= self.least and len(made.counts) <= MOST_RUNS
        return made if sound else members[int(weight.argmax())]


@lru_cache(maxsize=64)
def craft_of(least: int, overlap: str) -> Craft[Mask]:
    """The craft of masks of at least so many pixels; ``overlap``: whether a pixel may belong to several, see schema."""
    sort = DrawnMasks(least)

    def shared(a: Sequence[Mask], b: Sequence[Mask]) -> Floats:
        return sort.likeness([one.runs for one in a], [one.runs for one in b])

    return Craft(
        shared=shared,
        extents=_extents,
        said=_said,
        sort=sort,
        shape=lambda mask: mask.runs,
        standing=_standing,
        too_many=_too_many,
        apart=(lambda chosen: _apart(_of_one_size(chosen), least)) if overlap == "none" else _of_one_size,
    )


def _extents(regions: Sequence[Mask]) -> Floats:
    return np.array([region.around for region in regions], dtype=np.float64).reshape(-1, 4)


def _said(mask: Mask) -> Mapping[str, str]:
    return mask.attributes


def _standing(shape: masks.Mask, label: str, members: Sequence[tuple[float, Mask]]) -> Mask:
    return _of(shape, label, agreed_attributes([(weight, one.attributes) for weight, one in members]))


def _of_one_size(chosen: Sequence[Mask]) -> list[Mask]:
    """Masks, the surest first, without those of a picture of another size than the first: no answer has both.

    Where an item does not say how large its picture is, nothing keeps people from masks of several sizes.
    """
    return [mask for mask in chosen if mask.size == chosen[0].size]


def _apart(chosen: Sequence[Mask], least: int) -> list[Mask]:
    """Masks, the surest first, each without the pixels of those before it; out where too few are left."""
    if masks.overlap([mask.runs for mask in chosen]) is None:
        return [*chosen]
    left: list[Mask] = []
    taken: masks.Mask | None = None
    for mask in chosen:
        free = mask.runs if taken is None else masks.minus(mask.runs, taken)
        if free.area < least or len(free.counts) > MOST_RUNS:
            continue
        taken = free if taken is None else masks.union([taken, free])
        left.append(mask if free == mask.runs else _of(free, mask.label, mask.attributes))
    return left


def _of(shape: masks.Mask, label: str, attributes: dict[str, str]) -> Mask:
    return Mask(id="g", label=label, size=(shape.height, shape.width), counts=to_text(shape), attributes=attributes)


def _too_many(regions: Sequence[Mask]) -> bool:
    if len(regions) > MOST_REGIONS:
        return True
    around = _extents(regions)
    if (around[:, 2:] - around[:, :2]).prod(axis=1).sum() > MOST_VOTED:
        return True
    runs = np.array([len(region.runs.counts) for region in regions], dtype=np.float64)
    over = boxes.iou(around, around) > 0
    return bool(((runs[:, None] + runs[None, :]) * over).sum() / 2 > MOST_COMPARED)

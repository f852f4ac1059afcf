"""How keypoints are compared and put together: by object keypoint similarity, and point by point."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from goodwork.geometry.keypoints import COCO_PERSON
from goodwork.kinds.attributes import agreed_attributes
from goodwork.kinds.keypoints.schema import COCO, Skeleton
from goodwork.kinds.region_matching import Craft
from goodwork.quality.regions_grouping import MOST_REGIONS
from goodwork.quality.regions_shapes import USUAL_TOLERANCE, Points

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

FAINT = 0.01
"""Skeletons that are less alike than this have nothing in common."""

DIGITS = 2
"""Of a pixel, in a consensus that nobody placed exactly so."""


@lru_cache(maxsize=64)
def craft_of(ids: tuple[str, ...], least: float) -> Craft[Skeleton]:
    """The craft of skeletons of these points."""
    sigmas = COCO_PERSON if ids == COCO else (USUAL_TOLERANCE,) * len(ids)
    sort = _Placed(sigmas, least)
    # Farther than this from its place, a point alone is less alike than FAINT.
    reach = 2 * max(sigmas) * math.sqrt(2 * math.log(1 / FAINT))

    def shape(skeleton: Skeleton) -> Floats:
        return np.array([skeleton.points.get(name, (0.0, 0.0, 0)) for name in ids], dtype=np.float64)

    def shared(a: Sequence[Skeleton], b: Sequence[Skeleton]) -> Floats:
        return sort.likeness([shape(one) for one in a], [shape(one) for one in b])

    def extents(regions: Sequence[Skeleton]) -> Floats:
        around = np.array([region.around for region in regions])
        wide = reach * np.sqrt(sort.areas(np.array([shape(region) for region in regions])))[:, None]
        return np.concatenate([around[:, :2] - wide, around[:, 2:] + wide], axis=1)

    def standing(made: Floats, label: str, members: Sequence[tuple[float, Skeleton]]) -> Skeleton:
        points = {
            name: (float(x), float(y), 2 if seen > 1 else 1)
            for name, (x, y, seen) in zip(ids, made.tolist(), strict=True)
            if seen > 0
        }
        agreed = agreed_attributes([(weight, one.attributes) for weight, one in members])
        return Skeleton.model_validate({"id": "g", "label": label, "points": points, "attributes": agreed})

    return Craft(
        shared=shared,
        extents=extents,
        said=_said,
        sort=sort,
        shape=shape,
        standing=standing,
        too_many=lambda skeletons: len(skeletons) > MOST_REGIONS,
    )


class _Placed(Points):
    """Keypoints as people place them: what lies far apart shares nothing, and a middle has as few digits as a hand."""

    def likeness(self, a: Sequence[Floats], b: Sequence[Floats]) -> Floats:
        table = super().likeness(a, b)
        return np.where(table < FAINT, 0.0, table)

    def middle(self, members: Sequence[Floats], weight: Floats) -> Floats:
        made = super().middle(members, weight)
        drawn = np.array(members)
        # What somebody placed exactly so keeps all its digits.
        kept = (drawn[..., :2] == made[None, :, :2]).all(axis=2).any(axis=0)
        return np.where(kept[:, None], made, np.concatenate([made[:, :2].round(DIGITS), made[:, 2:]], axis=1))


def _said(skeleton: Skeleton) -> Mapping[str, str]:
    return skeleton.attributes

"""What people draw in pictures, as the command line names it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is drawn."""

    BOXES = "boxes"
    POLYGONS = "polygons"
    MASKS = "masks"
    KEYPOINTS = "keypoints"
    POLYLINES = "polylines"

"""The cameras that a car carries."""

from __future__ import annotations

from goodwork.pictures.scenes.facts import Camera
from goodwork.pictures.scenes.solids import Pose, turn

_WIDE = 0.66
"""Focal length over width: about 74 degrees from side to side."""
CAMERAS = {
    "front": Pose(0.0, 0.0, 1.55, 1.0, 0.0),
    "left": Pose(-0.2, 0.4, 1.55, *turn(0.5206)),
    "right": Pose(-0.2, -0.4, 1.55, *turn(-0.5206)),
    "back": Pose(-2.2, 0.0, 1.55, -1.0, 0.0),
}
"""Where each is; left and right look 55 degrees aside."""


def camera(name: str, width: int, height: int) -> Camera:
    """One of `CAMERAS`, with pictures of this size."""
    # In an upright picture the height decides, so that the road does not fill it.
    return Camera(name, width, height, _WIDE * max(width, height), CAMERAS[name], -0.012)

"""A scene: what stands where, how it is lit, and who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from goodwork.pictures.scenes.solids import Colour, Floats, Point, Pose, Solid, turn

CLASSES = (
    "sky", "road", "marking", "pavement", "ground", "building", "vegetation", "pole", "fence", "hill",
    "car", "van", "bus", "truck", "person", "bicycle", "sign", "traffic light",
)  # fmt: skip
"""What a pixel can be, by the numbers of semantic masks."""
THINGS = CLASSES[CLASSES.index("car") :]
"""The classes of which each thing is told apart: they get boxes."""
JOINTS = (
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle",
    "right_ankle",
)  # fmt: skip
"""The points of a person, in the order that COCO has them; left is the person's own."""
STEP = 0.1
"""Seconds until the next moment, to which the flow leads."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a thing is made of, in its own frame: x to its front, y to its left, z up from the ground below it."""

    solids: tuple[Solid, ...]
    joints: tuple[Point, ...] = ()
    """Of a person: `JOINTS`."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that is told apart from others."""

    id: int
    """From 1, as in the instance masks."""
    name: str
    pose: Pose
    size: Point
    """Length, width and height of the smallest box around it that stands upright and is turned as it is, in metres."""
    centre: Point
    """The middle of that box, in the world."""
    velocity: Point = (0.0, 0.0, 0.0)
    """Metres per second, in the world."""
    joints: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Light:
    """How a scene is lit. Colours are light, 1 about the white of a clear day."""

    name: str
    sun: Point
    """The direction to the sun, of unit length."""
    of_sun: Colour
    zenith: Colour
    horizon: Colour
    ground: Colour
    clouds: float
    """0: none, 1: nothing else."""
    fog: float
    """How fast things fade: 1 / metres."""
    wet: float
    """0: a dry road, 1: one that mirrors the sky."""
    exposure: float
    shift: float
    """Where the clouds stand."""


class Camera(NamedTuple):
    """A pinhole camera without distortion."""

    name: str
    width: int
    height: int
    focal: float
    """Pixels; the same in x and y. The middle of the picture is the principal point."""
    pose: Pose
    """Its centre, and where it looks: ahead of it is x of this pose, level."""
    pitch: float = 0.0
    """Half the tangent of how far it looks up."""

    @property
    def turn(self) -> Floats:
        """(3, 3) from the world to the camera: rows are its x (right), y (down) and z (ahead)."""
        cos, sin = self.pose.cos, self.pose.sin
        level, up = turn(self.pitch)
        return np.array([(sin, -cos, 0.0), (cos * up, sin * up, -level), (cos * level, sin * level, up)])

    @property
    def centre(self) -> Floats:
        """(3,) in the world."""
        return np.array([self.pose.x, self.pose.y, self.pose.z])

    def see(self, points: Floats) -> Floats:
        """(..., 3) points of the world, in the camera's frame."""
        rows = self.turn
        x, y, z = (points[..., k] - self.centre[k] for k in range(3))
        return np.stack([row[0] * x + row[1] * y + row[2] * z for row in rows], axis=-1)

    def project(self, seen: Floats) -> Floats:
        """(..., 2) the pixels of points in the camera's frame; of those behind it, nothing that means anything."""
        return np.stack(
            [
                self.focal * seen[..., 0] / seen[..., 2] + self.width / 2,
                self.focal * seen[..., 1] / seen[..., 2] + self.height / 2,
            ],
            axis=-1,
        )


@dataclass(frozen=True, slots=True)
class Mesh:
    """All triangles of a scene."""

    triangles: Floats
    """(n, 3, 3) in the world."""
    part: npt.NDArray[np.int32]
    """(n,) the row of each triangle in what follows."""
    colours: Floats
    surfaces: npt.NDArray[np.int32]
    bents: npt.NDArray[np.int32]
    centres: Floats
    axes: Floats
    classes: npt.NDArray[np.uint8]
    """(parts,) numbers of `CLASSES`."""
    things: npt.NDArray[np.uint16]
    """(parts,) ids of things; 0: none."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A street at one moment."""

    seed: int
    number: int
    place: str
    light: Light
    things: tuple[Thing, ...]
    mesh: Mesh
    speed: float
    """Metres per second at which the cameras move, along x of the world."""


class Stage:
    """A scene while it is built."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self._solids: list[Solid] = []
        self._triangles: list[Floats] = []
        self._ends: list[Floats] = []
        """Of each solid its centre, and where its axis ends."""
        self._classes: list[int] = []
        self._ids: list[int] = []

    def put(self, name: str, solids: Sequence[Solid], pose: Pose = Pose()) -> None:
        """Add what nobody tells apart."""
        self._add(name, solids, pose, 0)

    def place(self, name: str, shape: Shape, pose: Pose, velocity: Point = (0.0, 0.0, 0.0)) -> None:
        """Add a thing."""
        own = np.concatenate([solid.triangles.reshape(-1, 3) for solid in shape.solids])
        low, high = own.min(axis=0), own.max(axis=0)
        x, y, z = (high - low).tolist()
        middle = pose.of((low + high) / 2).tolist()
        joints = tuple((a, b, c) for a, b, c in pose.of(np.array(shape.joints)).tolist()) if shape.joints else ()
        identity = len(self.things) + 1
        self.things.append(Thing(identity, name, pose, (x, y, z), (middle[0], middle[1], middle[2]), velocity, joints))
        self._add(name, shape.solids, pose, identity)

    def _add(self, name: str, solids: Sequence[Solid], pose: Pose, identity: int) -> None:
        if not solids:
            return
        self._solids += solids
        self._triangles.append(pose.of(np.concatenate([solid.triangles for solid in solids])))
        centres = np.array([solid.centre for solid in solids], dtype=np.float64)
        axes = np.array([solid.axis for solid in solids], dtype=np.float64)
        self._ends.append(np.stack([pose.of(centres), pose.of(centres + axes)], axis=1))
        self._classes += [CLASSES.index(name)] * len(solids)
        self._ids += [identity] * len(solids)

    def mesh(self) -> Mesh:
        """Everything that was added."""
        of = self._solids
        ends = np.concatenate(self._ends)
        return Mesh(
            np.concatenate(self._triangles),
            np.repeat(np.arange(len(of), dtype=np.int32), [len(solid.triangles) for solid in of]),
            np.array([solid.colour for solid in of], dtype=np.float64),
            np.array([solid.surface for solid in of], dtype=np.int32),
            np.array([solid.bent for solid in of], dtype=np.int32),
            np.ascontiguousarray(ends[:, 0]),
            ends[:, 1] - ends[:, 0],
            np.array(self._classes, dtype=np.uint8),
            np.array(self._ids, dtype=np.uint16),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """What a camera sees of a scene, and what is true of it. All arrays are (height, width) or have one axis more."""

    camera: Camera
    colour: npt.NDArray[np.uint8]
    """(h, w, 3) red, green, blue."""
    depth: npt.NDArray[np.float64]
    """Metres ahead of the camera (along its z) of what the ray through the pixel's middle meets; 0: the sky."""
    semantic: npt.NDArray[np.uint8]
    """Numbers of `CLASSES`."""
    instance: npt.NDArray[np.uint16]
    """Ids of things; 0: none."""
    flow: npt.NDArray[np.float32]
    """(h, w, 2) pixels by which what is seen moves to the right and down in `STEP` seconds; 0 where there is sky."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What is true of one thing in a picture. Boxes are x0, y0, x1, y1 in pixels."""

    thing: Thing
    pixels: int
    """Pixels that show it; 0 when something hides it."""
    share: float
    """The part of its outline, as it would be with nothing before it, that shows: 0 to 1."""
    visible: tuple[float, float, float, float] | None
    """The hull of its pixels, to the border of the last one; None without any."""
    amodal: tuple[float, float, float, float]
    """The hull of the whole thing, as if nothing stood before it and the picture went on."""
    cuboid: tuple[float, float, float, float]
    """The hull of the eight corners of its box in space, cut where the camera's near plane cuts it."""
    joints: tuple[tuple[float, float, int], ...] = ()
    """Of a person: x, y, and 2 for seen, 1 for hidden, 0 for outside (x and y are 0 then)."""

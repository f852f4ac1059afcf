"""From a scene and a camera to a picture and its truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodwork.pictures.scenes.facts import STEP, Camera, Frame, Mark, Mesh, Scene, Thing
from goodwork.pictures.scenes.kernels import NEAR, cover, shade
from goodwork.pictures.scenes.solids import Floats, Pose

OVER = 2
"""Rays per pixel and side of which the colour is the mean; the truth is that of the ray through the middle."""
_SHADOWS = 2048
"""Pixels of a side of what the sun sees."""
_FROM_SUN = 4000.0
"""Metres: so far off that its rays are all but parallel."""
_LIT = 60.0
"""Metres around the middle of the view in which shadows are cast."""
_NEAR_JOINT = 0.35
"""Metres that the surface may lie before a joint that is seen: the thickness of a body."""

Box = tuple[float, float, float, float]


def render(scene: Scene, camera: Camera) -> Frame:
    """The picture that a camera takes, and everything that is true of it."""
    mesh = scene.mesh
    corners = camera.see(mesh.triangles)
    nearness, first = _cover(corners, camera, 1)
    part = np.where(first >= 0, mesh.part[first], -1)
    semantic = np.where(part >= 0, mesh.classes[part], 0).astype(np.uint8)
    instance = np.where(part >= 0, mesh.things[part], 0).astype(np.uint16)
    depth = np.divide(1.0, nearness, out=np.zeros_like(nearness), where=nearness > 0)
    frame = Frame(
        camera, _colour(scene, corners, camera), depth, semantic, instance, _flow(scene, camera, depth, instance)
    )
    return replace(frame, marks=tuple(_marks(scene, frame, corners)))


def later(scene: Scene, camera: Camera, seconds: float = STEP) -> tuple[Scene, Camera]:
    """The same scene and camera a moment later: things and cameras have gone straight on."""
    moved = np.zeros((len(scene.things) + 1, 3))
    for thing in scene.things:
        moved[thing.id] = [v * seconds for v in thing.velocity]
    mesh = scene.mesh
    by_part = moved[mesh.things]
    things = tuple(
        replace(
            thing,
            pose=thing.pose._replace(x=thing.pose.x + dx, y=thing.pose.y + dy),
            centre=(thing.centre[0] + dx, thing.centre[1] + dy, thing.centre[2]),
            joints=tuple((x + dx, y + dy, z) for x, y, z in thing.joints),
        )
        for thing in scene.things
        for dx, dy, _ in [moved[thing.id].tolist()]
    )
    after = replace(mesh, triangles=mesh.triangles + by_part[mesh.part][:, None], centres=mesh.centres + by_part)
    pose = camera.pose._replace(x=camera.pose.x + scene.speed * seconds)
    return replace(scene, mesh=after, things=things), camera._replace(pose=pose)


def _cover(corners: Floats, camera: Camera, over: int) -> tuple[Floats, np.ndarray]:
    nearness = np.zeros((camera.height * over, camera.width * over))
    first = np.full(nearness.shape, -1, np.int32)
    focal = float(camera.focal)
    cover(corners, focal, focal, camera.width / 2, camera.height / 2, float(over), nearness, first)
    return nearness, first


def _normals(triangles: Floats) -> Floats:
    """(n, 3) of unit length; 0 where a triangle has no area."""
    u, v = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    n = np.stack(
        [
            u[:, 1] * v[:, 2] - u[:, 2] * v[:, 1],
            u[:, 2] * v[:, 0] - u[:, 0] * v[:, 2],
            u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0],
        ],
        axis=1,
    )
    length = np.sqrt(n[:, 0] * n[:, 0] + n[:, 1] * n[:, 1] + n[:, 2] * n[:, 2])
    return n / np.where(length > 0, length, 1.0)[:, None]


def _colour(scene: Scene, corners: Floats, camera: Camera) -> np.ndarray:
    mesh, light = scene.mesh, scene.light
    nearness, first = _cover(corners, camera, OVER)
    shadow, sun_camera = _shadow(mesh, light.sun, camera)
    picture = np.empty((camera.height, camera.width, 3), np.uint8)
    focal = float(camera.focal)
    shade(
        nearness, first, OVER, focal, focal, camera.width / 2, camera.height / 2, camera.centre, camera.turn,
        _normals(mesh.triangles), mesh.part, mesh.colours, mesh.surfaces, mesh.bents, mesh.centres, mesh.axes,
        np.array(light.sun), np.array([light.of_sun, light.zenith, light.horizon, light.ground]), light.clouds,
        light.shift, light.fog, light.wet, light.exposure, sun_camera.turn, sun_camera.centre, sun_camera.focal, shadow,
        picture,
    )  # fmt: skip
    return picture


def _shadow(mesh: Mesh, sun: tuple[float, float, float], camera: Camera) -> tuple[Floats, Camera]:
    """What the sun sees first, and the camera that stands for it."""
    level = (sun[0] * sun[0] + sun[1] * sun[1]) ** 0.5
    # It looks from far away, at a place before the camera.
    ahead = camera.pose.before(0.7 * _LIT)
    pose = Pose(
        ahead.x + _FROM_SUN * sun[0], ahead.y + _FROM_SUN * sun[1], _FROM_SUN * sun[2], -sun[0] / level, -sun[1] / level
    )
    down = -sun[2] / (1.0 + level)
    looking = Camera("sun", _SHADOWS, _SHADOWS, _FROM_SUN * _SHADOWS / (2.0 * _LIT), pose, down)
    shadow, _ = _cover(looking.see(mesh.triangles), looking, 1)
    return shadow, looking


def _flow(scene: Scene, camera: Camera, depth: Floats, instance: np.ndarray) -> np.ndarray:
    """(h, w, 2) where what each pixel shows goes until the next moment."""
    moved = np.zeros((len(scene.things) + 1, 3))
    for thing in scene.things:
        moved[thing.id] = [v * STEP for v in thing.velocity]
    # In the camera's frame everything moves by what it moves itself, less what the camera moves.
    relative = moved - np.array([scene.speed * STEP, 0.0, 0.0])
    rows = camera.turn
    seen = np.stack(
        [row[0] * relative[:, 0] + row[1] * relative[:, 1] + row[2] * relative[:, 2] for row in rows], axis=1
    )
    u = (np.arange(camera.width) + 0.5 - camera.width / 2) / camera.focal
    v = (np.arange(camera.height) + 0.5 - camera.height / 2) / camera.focal
    step = seen[instance]
    z = np.where(depth > 0, depth, 1.0)
    after = z + step[..., 2]
    after = np.where(after > 0, after, np.inf)
    dx = camera.focal * ((u[None, :] * z + step[..., 0]) / after - u[None, :])
    dy = camera.focal * ((v[:, None] * z + step[..., 1]) / after - v[:, None])
    there = (depth > 0) & np.isfinite(after)
    return np.where(there[..., None], np.stack([dx, dy], axis=-1), 0.0).astype(np.float32)


def _marks(scene: Scene, frame: Frame, corners: Floats) -> list[Mark]:
    """What is true of each thing that would be in the picture if nothing stood before it, by its id."""
    camera, mesh = frame.camera, scene.mesh
    pixels = np.bincount(frame.instance.ravel(), minlength=len(scene.things) + 1)
    owner = mesh.things[mesh.part]
    order = np.argsort(owner, kind="stable")
    starts = np.searchsorted(owner[order], np.arange(len(scene.things) + 2))
    found: list[Mark] = []
    for thing in scene.things:
        own = corners[order[starts[thing.id] : starts[thing.id + 1]]]
        amodal = hull(own, camera)
        cuboid = hull(_faces(thing, camera), camera)
        if amodal is None or cuboid is None or not _within(amodal, camera):
            continue
        alone = int(np.count_nonzero(_cover(np.ascontiguousarray(own), camera, 1)[1] >= 0))
        count = int(pixels[thing.id])
        if not alone:
            continue
        visible = _box(frame.instance == thing.id) if count else None
        found.append(Mark(thing, count, count / alone, visible, amodal, cuboid, _joints(thing, frame)))
    return found


def hull(triangles: Floats, camera: Camera) -> Box | None:
    """The hull of triangles (n, 3, 3) in the camera's frame, as far as they lie ahead of its near plane."""
    z = triangles[..., 2]
    ahead = triangles[z >= NEAR]
    edges = np.concatenate([triangles[:, (0, 1)], triangles[:, (1, 2)], triangles[:, (2, 0)]])
    crossing = edges[(edges[:, 0, 2] >= NEAR) != (edges[:, 1, 2] >= NEAR)]
    if len(crossing):
        a, b = crossing[:, 0], crossing[:, 1]
        cut = a + ((NEAR - a[:, 2]) / (b[:, 2] - a[:, 2]))[:, None] * (b - a)
        cut[:, 2] = NEAR
        ahead = np.concatenate([ahead, cut])
    if not len(ahead):
        return None
    points = camera.project(ahead)
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x0, y0, x1, y1


def corners_of(thing: Thing) -> Floats:
    """(8, 3) the corners of the box around a thing, in the world: x, then y, then z from low to high."""
    half = np.array([(x, y, z) for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)]) * np.array(thing.size)
    x, y, z = thing.centre
    return thing.pose._replace(x=x, y=y, z=z).of(half)


_SIDES = ((0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5))


def _faces(thing: Thing, camera: Camera) -> Floats:
    seen = camera.see(corners_of(thing))
    return np.stack([seen[[a, b, c]] for side in _SIDES for a, b, c in (side[:3], (side[0], *side[2:]))])


def _within(box: Box, camera: Camera) -> bool:
    x0, y0, x1, y1 = box
    return x1 > 0 and y1 > 0 and x0 < camera.width and y0 < camera.height


def _box(mask: np.ndarray) -> Box:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def _joints(thing: Thing, frame: Frame) -> tuple[tuple[float, float, int], ...]:
    if not thing.joints:
        return ()
    camera = frame.camera
    seen = camera.see(np.array(thing.joints))
    places = camera.project(np.where(seen[:, 2:] > NEAR, seen, 1.0))
    marked: list[tuple[float, float, int]] = []
    for (x, y), z in zip(places.tolist(), seen[:, 2].tolist(), strict=True):
        if z <= NEAR or not (0 <= x < camera.width and 0 <= y < camera.height):
            marked.append((0.0, 0.0, 0))
            continue
        row, column = int(y), int(x)
        shows = frame.instance[row, column] == thing.id and z - frame.depth[row, column] < _NEAR_JOINT
        marked.append((x, y, 2 if shows else 1))
    return tuple(marked)

"""A second way to see a scene, slow and simple: one ray against every triangle (Möller and Trumbore 1997)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.pictures.scenes.facts import Camera

Floats = npt.NDArray[np.float64]


def met(triangles: Floats, x: float, y: float, camera: Camera) -> tuple[Floats, Floats]:
    """Of triangles (n, 3, 3) in the camera's frame: metres ahead at which the ray through a place of the picture meets
    the plane of each, and how far inside of the triangle that is, as a share of it: negative is outside."""
    ray = np.array([(x - camera.width / 2) / camera.focal, (y - camera.height / 2) / camera.focal, 1.0])
    a, u, v = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    p = np.cross(np.broadcast_to(ray, v.shape), v)
    det = np.einsum("ij,ij->i", u, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        s = -a
        first = np.einsum("ij,ij->i", s, p) / det
        q = np.cross(s, u)
        second = q @ ray / det
        depth = np.einsum("ij,ij->i", v, q) / det
    inside = np.minimum(np.minimum(first, second), 1 - first - second)
    return np.nan_to_num(depth, nan=-1.0), np.nan_to_num(inside, nan=-1.0)

"""The loops over triangles and pixels, compiled: which triangle a ray meets first, and what light comes from there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.quality.kernels import kernel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

NEAR = 0.1
"""Metres ahead of a camera before which nothing is drawn."""
MATT, PAINT, GLASS, GROUND, LEAF, LAMP = range(6)
"""`solids.Surface`, as numbers that compile."""


@kernel
def cover(
    corners: Floats, fx: float, fy: float, cx: float, cy: float, over: float, nearness: Floats, first: Ints
) -> None:
    """Draws triangles (n, 3, 3), given in the camera's frame, into ``nearness`` (h, w; 1 / metres ahead, 0: nothing)
    and ``first`` (h, w; the number of the triangle, -1: none).

    A triangle is cut at `NEAR`, so nothing behind the camera is drawn. The ray of a pixel goes through its middle, at
    ``over`` samples per pixel and side. Where it meets the plane n.p = d of the triangle, 1 / z = n.r / d, exactly:
    nothing is interpolated between corners.
    """
    h, w = nearness.shape
    px = np.empty(4)
    py = np.empty(4)
    poly = np.empty((4, 3))
    for t in range(corners.shape[0]):
        ux, uy, uz = (
            corners[t, 1, 0] - corners[t, 0, 0],
            corners[t, 1, 1] - corners[t, 0, 1],
            corners[t, 1, 2] - corners[t, 0, 2],
        )
        vx, vy, vz = (
            corners[t, 2, 0] - corners[t, 0, 0],
            corners[t, 2, 1] - corners[t, 0, 1],
            corners[t, 2, 2] - corners[t, 0, 2],
        )
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        d = nx * corners[t, 0, 0] + ny * corners[t, 0, 1] + nz * corners[t, 0, 2]
        if d == 0.0:
            continue
        # Cut at the near plane: at most four corners are left.
        k = 0
        for i in range(3):
            j = (i + 1) % 3
            zi, zj = corners[t, i, 2], corners[t, j, 2]
            if zi >= NEAR:
                for c in range(3):
                    poly[k, c] = corners[t, i, c]
                k += 1
            if (zi >= NEAR) != (zj >= NEAR):
                s = (NEAR - zi) / (zj - zi)
                for c in range(3):
                    poly[k, c] = corners[t, i, c] + s * (corners[t, j, c] - corners[t, i, c])
                poly[k, 2] = NEAR
                k += 1
        if k < 3:
            continue
        for i in range(k):
            px[i] = (fx * poly[i, 0] / poly[i, 2] + cx) * over
            py[i] = (fy * poly[i, 1] / poly[i, 2] + cy) * over
        twice = 0.0
        x0 = x1 = px[0]
        y0 = y1 = py[0]
        for i in range(k):
            j = (i + 1) % k
            twice += px[i] * py[j] - px[j] * py[i]
            x0, x1 = min(x0, px[i]), max(x1, px[i])
            y0, y1 = min(y0, py[i]), max(y1, py[i])
        if twice == 0.0 or x1 <= 0.0 or y1 <= 0.0 or x0 >= w or y0 >= h:
            continue
        way = 1.0 if twice > 0.0 else -1.0
        r0, r1 = int(max(0.0, np.floor(y0 - 0.5))), int(min(h - 1.0, np.ceil(y1 - 0.5)))
        c0, c1 = int(max(0.0, np.floor(x0 - 0.5))), int(min(w - 1.0, np.ceil(x1 - 0.5)))
        for r in range(r0, r1 + 1):
            y = r + 0.5
            # The columns in which the row is inside: between the sides that rise and those that fall.
            low, high = float(c0), float(c1)
            for i in range(k):
                j = (i + 1) % k
                ex, ey = (px[j] - px[i]) * way, (py[j] - py[i]) * way
                # Inside is where the cross product of a side and the way from its start is not negative.
                if ey > 0.0:
                    high = min(high, np.floor(px[i] + ex * (y - py[i]) / ey - 0.5))
                elif ey < 0.0:
                    low = max(low, np.ceil(px[i] + ex * (y - py[i]) / ey - 0.5))
                elif ex * (y - py[i]) < 0.0:
                    high = low - 1.0
            ry = (y / over - cy) / fy
            for c in range(int(low), int(high) + 1):
                near = (nx * (((c + 0.5) / over - cx) / fx) + ny * ry + nz) / d
                if near > nearness[r, c]:
                    nearness[r, c] = near
                    first[r, c] = t


@kernel
def _hashed(x: int, y: int, z: int) -> float:
    """A number from 0 to 1 for a point of the lattice."""
    n = (x * 374761393 + y * 668265263 + z * 1274126177) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return float(n ^ (n >> 16)) / 4294967296.0


@kernel
def _cloudy(x: float, y: float, z: float) -> float:
    """Smooth noise, 0 to 1, with about one hill per unit."""
    fx, fy, fz = np.floor(x), np.floor(y), np.floor(z)
    i, j, k = int(fx), int(fy), int(fz)
    u, v, q = x - fx, y - fy, z - fz
    u, v, q = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v), q * q * (3.0 - 2.0 * q)
    low = (_hashed(i, j, k) * (1.0 - u) + _hashed(i + 1, j, k) * u) * (1.0 - v) + (
        _hashed(i, j + 1, k) * (1.0 - u) + _hashed(i + 1, j + 1, k) * u
    ) * v
    high = (_hashed(i, j, k + 1) * (1.0 - u) + _hashed(i + 1, j, k + 1) * u) * (1.0 - v) + (
        _hashed(i, j + 1, k + 1) * (1.0 - u) + _hashed(i + 1, j + 1, k + 1) * u
    ) * v
    return low * (1.0 - q) + high * q


@kernel
def _sky(
    dx: float, dy: float, dz: float, sun: Floats, lights: Floats, clouds: float, shift: float, out: Floats
) -> None:
    """The light of the sky from a direction of unit length, into ``out``; rows of ``lights``: sun, zenith, horizon."""
    up = max(dz, 0.0)
    mix = 1.0 - (1.0 - up) * (1.0 - up) * (1.0 - up)
    cover = 0.0
    if clouds > 0.0 and up > 0.01:
        # Clouds lie on a plane above: those near the horizon are small and flat.
        u, v = dx / (up + 0.12) * 2.2 + shift, dy / (up + 0.12) * 2.2
        n, weight = 0.0, 0.53
        for i in range(4):
            n += weight * _cloudy(u, v, 2.5 * i + 0.5)
            u, v, weight = 2.1 * u, 2.1 * v, 0.5 * weight
        cover = min(1.0, max(0.0, (n - (1.0 - clouds)) * 3.2)) * min(1.0, up * 9.0)
    near = max(0.0, dx * sun[0] + dy * sun[1] + dz * sun[2])
    halo = near * near
    halo *= halo
    halo *= halo
    glow = 0.25 * halo
    halo *= halo
    halo *= halo
    halo *= halo
    glow += 0.5 * halo * halo
    for c in range(3):
        clear = lights[1, c] * mix + lights[2, c] * (1.0 - mix)
        cloud = lights[2, c] * 0.55 + 0.4 * (lights[0, c] * 0.18 + 0.25)
        out[c] = clear * (1.0 - cover) + cloud * cover + glow * lights[0, c] * 0.3 * (1.0 - 0.6 * cover)


@kernel
def shade(
    nearness: Floats, first: Ints, over: int, fx: float, fy: float, cx: float, cy: float, origin: Floats, turn: Floats,
    flat: Floats, part: Ints, colours: Floats, surfaces: Ints, bents: Ints, centres: Floats, axes: Floats,
    sun: Floats, lights: Floats, clouds: float, shift: float, fog: float, wet: float, exposure: float,
    sun_turn: Floats, sun_from: Floats, sun_focal: float, shadow: Floats, picture: Bytes,
) -> None:  # fmt: skip
    """Fills ``picture`` (h, w, 3) with the light of ``over`` x ``over`` rays per pixel.

    ``turn`` (3, 3) and ``origin`` (3,) are the camera's; ``flat`` (n, 3) the normals of the triangles, ``part`` (n,)
    the row of each in ``colours`` and the others. ``shadow`` is what the sun sees first, as `cover` drew it for a
    camera far away at ``sun_from``. Rows of ``lights``: sun, zenith, horizon, light from the ground.
    """
    h, w, _ = picture.shape
    size = shadow.shape[0]
    sky = np.empty(3)
    light = np.empty(3)
    total = np.empty(3)
    noise = np.empty(3)
    for r in range(h):
        for c in range(w):
            total[:] = 0.0
            for sub in range(over * over):
                rr, cc = r * over + sub // over, c * over + sub % over
                ex, ey = ((cc + 0.5) / over - cx) / fx, ((rr + 0.5) / over - cy) / fy
                dx = turn[0, 0] * ex + turn[1, 0] * ey + turn[2, 0]
                dy = turn[0, 1] * ex + turn[1, 1] * ey + turn[2, 1]
                dz = turn[0, 2] * ex + turn[1, 2] * ey + turn[2, 2]
                length = np.sqrt(dx * dx + dy * dy + dz * dz)
                t = first[rr, cc]
                if t < 0:
                    shine, dim, z, surface, lit = 1.0, 1.0, 0.0, -1, 0.0
                    wx, wy, wz = dx / length, dy / length, dz / length
                    light[:] = 0.0
                else:
                    z = 1.0 / nearness[rr, cc]
                    x, y, up = origin[0] + dx * z, origin[1] + dy * z, origin[2] + dz * z
                    dx, dy, dz = dx / length, dy / length, dz / length
                    p = part[t]
                    surface = surfaces[p]
                    fnx, fny, fnz = flat[t, 0], flat[t, 1], flat[t, 2]
                    if fnx * dx + fny * dy + fnz * dz > 0.0:
                        fnx, fny, fnz = -fnx, -fny, -fnz
                    nx, ny, nz = fnx, fny, fnz
                    if bents[p] > 0:
                        qx, qy, qz = x - centres[p, 0], y - centres[p, 1], up - centres[p, 2]
                        ax, ay, az = axes[p, 0], axes[p, 1], axes[p, 2]
                        aa = ax * ax + ay * ay + az * az
                        is_end = False
                        if bents[p] == 2:
                            # The flat ends of a tube stay flat.
                            along = fnx * ax + fny * ay + fnz * az
                            is_end = along * along > 0.7 * aa
                            s = (qx * ax + qy * ay + qz * az) / aa
                            qx, qy, qz = qx - s * ax, qy - s * ay, qz - s * az
                        q = np.sqrt(qx * qx + qy * qy + qz * qz)
                        if q > 0.0 and not is_end:
                            nx, ny, nz = qx / q, qy / q, qz / q
                            if nx * fnx + ny * fny + nz * fnz < 0.0:
                                nx, ny, nz = fnx, fny, fnz
                    grain = 1.0
                    fine = 3.1 if surface == LEAF else (0.35 if surface == GROUND else 1.3)
                    hills = 0 if surface in (PAINT, GLASS, LAMP) else (1 if surface == MATT else (2 if z > 25.0 else 3))
                    for i in range(hills):
                        noise[i] = _cloudy(x * fine, y * fine, up * fine + 1.5)
                        fine *= 2.7 if surface == LEAF else 7.0
                    if surface == LEAF:
                        a, b = noise[0], noise[1]
                        grain = 0.45 + 0.6 * a + 0.5 * b
                        nx, ny, nz = nx + (a - 0.5) * 0.9, ny + (b - 0.5) * 0.9, nz + (a + b - 1.0) * 0.5
                        q = np.sqrt(nx * nx + ny * ny + nz * nz)
                        nx, ny, nz = nx / q, ny / q, nz / q
                    elif surface == GROUND:
                        grain = 0.82 + 0.22 * noise[0] + 0.1 * noise[1]
                        if hills == 3:
                            grain += 0.12 * (noise[2] - 0.5)
                    elif surface == MATT:
                        grain = 0.94 + 0.12 * noise[0]
                    toward = nx * sun[0] + ny * sun[1] + nz * sun[2]
                    lit = 0.0
                    if toward > 0.0 and fnx * sun[0] + fny * sun[1] + fnz * sun[2] > 0.0:
                        # Shadow: does the sun see something before this point? Looked up a little above the surface.
                        lift = 0.05 + 0.14 * (1.0 - toward)
                        bx, by = x + lift * fnx - sun_from[0], y + lift * fny - sun_from[1]
                        bz = up + lift * fnz - sun_from[2]
                        su = sun_turn[0, 0] * bx + sun_turn[0, 1] * by + sun_turn[0, 2] * bz
                        sv = sun_turn[1, 0] * bx + sun_turn[1, 1] * by + sun_turn[1, 2] * bz
                        sz = sun_turn[2, 0] * bx + sun_turn[2, 1] * by + sun_turn[2, 2] * bz
                        gu, gv = sun_focal * su / sz + size / 2.0, sun_focal * sv / sz + size / 2.0
                        lit = 1.0
                        if 2.0 < gu < size - 2.0 and 2.0 < gv < size - 2.0:
                            # The share of a square of two pixels that is not before this point.
                            ku, kv = np.floor(gu - 1.0), np.floor(gv - 1.0)
                            pu, pv = gu - 1.0 - ku, gv - 1.0 - kv
                            seen = 0.0
                            for i in range(3):
                                high = 1.0 - pv if i == 0 else (1.0 if i == 1 else pv)
                                for j in range(3):
                                    before = shadow[int(kv) + i, int(ku) + j]
                                    if before == 0.0 or 1.0 / before > sz - 0.12:
                                        seen += high * (1.0 - pu if j == 0 else (1.0 if j == 1 else pu))
                            lit = seen / 4.0
                        lit *= toward
                    facing = -(nx * dx + ny * dy + nz * dz)
                    for k in range(3):
                        above = 0.5 * lights[1, k] + 0.5 * lights[2, k]
                        ambient = above * (0.55 + 0.35 * nz) + lights[3, k] * (0.8 - 0.5 * nz)
                        light[k] = colours[p, k] * grain * (ambient * 0.8 + lights[0, k] * lit)
                    if surface == LAMP:
                        for k in range(3):
                            light[k] = colours[p, k] * (1.0 + 0.35 * max(0.0, facing)) / exposure
                    shine, dim = 0.0, 1.0
                    gap = 1.0 - max(0.0, facing)
                    if surface == GLASS:
                        shine = 0.10 + 0.75 * gap * gap * gap * gap * gap
                    elif surface == PAINT:
                        shine = 0.035 + 0.45 * gap * gap * gap * gap * gap
                    elif surface == GROUND and nz > 0.9:
                        shine = wet * 0.8 * gap * gap * gap * gap
                    back = 2.0 * (nx * dx + ny * dy + nz * dz)
                    wx, wy, wz = dx - back * nx, dy - back * ny, dz - back * nz
                    if wz < 0.02:
                        wz, dim = 0.02, 0.3
                if shine > 0.0:
                    # What is seen or mirrored of the sky.
                    _sky(wx, wy, wz, sun, lights, clouds if t < 0 else clouds * 0.6, shift, sky)
                    spot = 0.0
                    if surface in (PAINT, GLASS) and lit > 0.0:
                        spot = max(0.0, wx * sun[0] + wy * sun[1] + wz * sun[2])
                        for _ in range(6):
                            spot *= spot
                    for k in range(3):
                        light[k] = light[k] * (1.0 - shine) + sky[k] * dim * shine + 1.5 * spot * lights[0, k]
                # Fog: the share of light that comes through falls with the distance, and hides the lower sky.
                far = z * length * fog
                clear = 1.0 / (1.0 + far + far * far)
                if t < 0:
                    low = 1.0 - max(0.0, wz)
                    clear = 1.0 - min(1.0, fog * 60.0) * low * low
                for k in range(3):
                    total[k] += light[k] * clear + lights[2, k] * 0.95 * (1.0 - clear)
            for k in range(3):
                # A curve of film, then a square root for the eye.
                v = total[k] / (over * over) * exposure
                v = v * (2.51 * v + 0.03) / (v * (2.43 * v + 0.59) + 0.14)
                v = np.sqrt(min(1.0, max(0.0, v)))
                picture[r, c, k] = int(v * 255.0 + 0.5)

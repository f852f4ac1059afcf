"""People, who walk, stand or ride, built of solids, with the joints that their limbs have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goodwork.pictures.scenes.draws import Draws
from goodwork.pictures.scenes.facts import Shape
from goodwork.pictures.scenes.solids import Colour, Point, Solid, ball, box, tapered, tube

_SKINS: tuple[Colour, ...] = (
    (0.62, 0.40, 0.29), (0.50, 0.30, 0.20), (0.34, 0.19, 0.12), (0.20, 0.105, 0.065), (0.12, 0.065, 0.045),
    (0.66, 0.46, 0.36),
)  # fmt: skip
_HAIRS: tuple[Colour, ...] = (
    (0.012, 0.010, 0.010),
    (0.05, 0.03, 0.018),
    (0.12, 0.07, 0.035),
    (0.36, 0.26, 0.13),
    (0.35, 0.34, 0.33),
    (0.16, 0.06, 0.02),
)
_CLOTHES: tuple[Colour, ...] = (
    (0.40, 0.04, 0.04), (0.03, 0.08, 0.26), (0.02, 0.02, 0.025), (0.55, 0.55, 0.52), (0.60, 0.42, 0.03),
    (0.05, 0.20, 0.10), (0.22, 0.09, 0.20), (0.10, 0.22, 0.30), (0.48, 0.22, 0.08), (0.20, 0.20, 0.21),
    (0.58, 0.30, 0.30), (0.07, 0.28, 0.30),
)  # fmt: skip
_TROUSERS: tuple[Colour, ...] = (
    (0.025, 0.04, 0.09),
    (0.02, 0.02, 0.022),
    (0.16, 0.13, 0.09),
    (0.09, 0.09, 0.10),
    (0.05, 0.07, 0.13),
    (0.3, 0.26, 0.19),
)


class _Look(NamedTuple):
    skin: Colour
    hair: Colour
    top: Colour
    trousers: Colour
    shoes: Colour


def _look(draws: Draws) -> _Look:
    return _Look(
        draws.pick(_SKINS), draws.pick(_HAIRS), draws.pick(_CLOTHES), draws.pick(_TROUSERS),
        draws.pick(((0.015, 0.015, 0.015), (0.5, 0.5, 0.48), (0.12, 0.06, 0.03))),
    )  # fmt: skip


class _Body(NamedTuple):
    """Where the joints of one person are; pairs are left, right."""

    head: Point
    neck: Point
    hips: Point
    shoulders: tuple[Point, Point]
    elbows: tuple[Point, Point]
    wrists: tuple[Point, Point]
    hip: tuple[Point, Point]
    knees: tuple[Point, Point]
    ankles: tuple[Point, Point]
    scale: float
    """Against somebody of 1.75 m."""


def walker(draws: Draws, *, walks: bool, small: bool = False) -> Shape:
    """Somebody on foot; a child where ``small``."""
    look = _look(draws)
    scale = draws.between(0.62, 0.78) if small else draws.between(0.9, 1.07)
    stride = draws.between(0.12, 0.34) * draws.pick((-1.0, 1.0)) if walks else draws.between(-0.04, 0.04)
    h = 1.75 * scale
    hip_z, knee_z = 0.515 * h, 0.285 * h

    def leg(side: float, swing: float) -> tuple[Point, Point, Point]:
        y = side * 0.095 * scale
        bend = 0.16 * scale if swing < 0 else 0.03 * scale
        foot = (swing * 1.15, y, 0.075 * scale + (0.09 * scale if swing < -0.1 else 0.0))
        return (0.0, y, hip_z), (swing * 0.45 + bend * 0.6, y, knee_z), foot

    def arm(side: float, swing: float) -> tuple[Point, Point, Point]:
        y = side * 0.205 * scale
        out = side * 0.255 * scale
        forward = 0.10 * scale if swing > 0 else 0.03 * scale
        return (0.0, y, 0.815 * h), (swing * 0.42, out, 0.635 * h), (swing * 0.85 + forward, out, 0.485 * h)

    left, right = leg(1.0, stride), leg(-1.0, -stride)
    left_arm, right_arm = arm(1.0, -stride * 0.9), arm(-1.0, stride * 0.9)
    body = _Body(
        (0.02 * scale, 0.0, 0.928 * h), (0.0, 0.0, 0.845 * h), (0.0, 0.0, hip_z), (left_arm[0], right_arm[0]),
        (left_arm[1], right_arm[1]), (left_arm[2], right_arm[2]), (left[0], right[0]), (left[1], right[1]),
        (left[2], right[2]), scale,
    )  # fmt: skip
    solids = _solids(body, look)
    wears = draws.below(5)
    if wears == 0:
        low = 0.30 * h
        solids.append(
            tapered((-0.17 * scale, 0.17 * scale, -0.22 * scale, 0.22 * scale),
                (-0.10 * scale, 0.10 * scale, -0.15 * scale, 0.15 * scale), low, 0.62 * h, look.top)
        )  # fmt: skip
    elif wears == 1:
        solids.append(
            box((-0.32 * scale, -0.15 * scale, 0.56 * h), (-0.11 * scale, 0.15 * scale, 0.83 * h), draws.pick(_CLOTHES))
        )
    elif wears == 2:
        x, y, z = body.wrists[1]
        solids.append(box((x - 0.14, y - 0.05, z - 0.42 * scale), (x + 0.14, y + 0.05, z - 0.08), draws.pick(_CLOTHES)))
    return Shape(tuple(solids), _joints(body))


def rider(draws: Draws) -> Shape:
    """Somebody who sits on a bicycle, in the frame of that bicycle."""
    look = _look(draws)
    y = 0.10
    body = _Body(
        (0.17, 0.0, 1.63), (0.10, 0.0, 1.47), (-0.25, 0.0, 1.0), ((0.06, 0.2, 1.42), (0.06, -0.2, 1.42)),
        ((0.20, 0.27, 1.17), (0.20, -0.27, 1.17)), ((0.37, 0.24, 1.06), (0.37, -0.24, 1.06)),
        ((-0.24, y, 0.99), (-0.24, -y, 0.99)), ((0.16, y, 0.78), (0.10, -y, 0.66)),
        ((-0.06, y + 0.04, 0.47), (-0.12, -y - 0.04, 0.25)), 1.0,
    )  # fmt: skip
    solids = _solids(body, look)
    if draws.chance(0.5):
        x, _, z = body.head
        solids.append(ball((x - 0.01, 0.0, z + 0.055), (0.135, 0.115, 0.09), draws.pick(_CLOTHES)))
    return Shape(tuple(solids), _joints(body))


def _solids(body: _Body, look: _Look) -> list[Solid]:
    s = body.scale
    hx, _, hz = body.head
    (nx, _, nz), (bx, _, bz) = body.neck, body.hips
    up = (nx - bx, nz - bz)
    chest = (bx + 0.72 * up[0], 0.0, bz + 0.72 * up[1])
    solids: list[Solid] = [
        ball((hx, 0.0, hz), (0.098 * s, 0.082 * s, 0.122 * s), look.skin),
        ball((hx - 0.025 * s, 0.0, hz + 0.03 * s), (0.102 * s, 0.092 * s, 0.115 * s), look.hair),
        tube((nx, 0.0, nz - 0.03 * s), (hx, 0.0, hz - 0.06 * s), 0.052 * s, 0.05 * s, look.skin),
        # The trunk: wider than deep, so two tubes and a ball between the shoulders.
        ball((chest[0], 0.0, chest[2]), (0.13 * s, 0.2 * s, 0.17 * s), look.top),
    ]
    for side in (-1.0, 1.0):
        at = side * 0.075 * s
        solids.append(
            tube(
                (bx, at, bz - 0.02 * s),
                (chest[0], side * 0.09 * s, chest[2] + 0.06 * s),
                0.115 * s,
                0.115 * s,
                look.top,
            )
        )
    solids.append(ball((bx, 0.0, bz), (0.125 * s, 0.17 * s, 0.12 * s), look.trousers))
    for n in (0, 1):
        solids += [
            ball(body.shoulders[n], (0.075 * s,) * 3, look.top, around=8, rows=4),
            _limb(body.shoulders[n], body.elbows[n], 0.06 * s, 0.047 * s, look.top),
            _limb(body.elbows[n], body.wrists[n], 0.046 * s, 0.036 * s, look.top),
            ball(body.wrists[n], (0.05 * s, 0.032 * s, 0.062 * s), look.skin, around=8, rows=4),
            _limb(body.hip[n], body.knees[n], 0.092 * s, 0.066 * s, look.trousers),
            _limb(body.knees[n], body.ankles[n], 0.064 * s, 0.046 * s, look.trousers),
        ]
        x, y, z = body.ankles[n]
        solids.append(tapered(
            (x - 0.08 * s, x + 0.19 * s, y - 0.05 * s, y + 0.05 * s),
            (x - 0.07 * s, x + 0.08 * s, y - 0.045 * s, y + 0.045 * s),
            z - 0.075 * s, z + 0.03 * s, look.shoes,
        ))  # fmt: skip
    return solids


def _limb(a: Sequence[float], b: Sequence[float], r0: float, r1: float, colour: Colour) -> Solid:
    return tube(a, b, r0, r1, colour)


def _joints(body: _Body) -> tuple[Point, ...]:
    """`facts.JOINTS` of a person."""
    s = body.scale
    x, _, z = body.head
    face: list[Point] = [
        (x + 0.095 * s, 0.0, z - 0.01 * s), (x + 0.08 * s, 0.032 * s, z + 0.025 * s),
        (x + 0.08 * s, -0.032 * s, z + 0.025 * s),
        (x, 0.08 * s, z), (x, -0.08 * s, z),
    ]  # fmt: skip
    pairs = (body.shoulders, body.elbows, body.wrists, body.hip, body.knees, body.ankles)
    return (*face, *(joint for pair in pairs for joint in pair))

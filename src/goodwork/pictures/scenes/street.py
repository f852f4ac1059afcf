"""What stands along a street: trees, lamps, signs, traffic lights and houses, built of solids."""

from __future__ import annotations

import numpy as np

from goodwork.pictures.scenes.draws import Draws
from goodwork.pictures.scenes.facts import Shape
from goodwork.pictures.scenes.solids import (
    Colour,
    Floats,
    Point,
    Solid,
    Surface,
    ball,
    box,
    circle,
    disc,
    facing_x,
    facing_y,
    fan,
    loft,
    quad,
    tube,
)

_STEEL: Colour = (0.16, 0.17, 0.17)
_RED: Colour = (0.48, 0.015, 0.02)
_WHITE: Colour = (0.78, 0.78, 0.76)
_BLUE: Colour = (0.01, 0.09, 0.42)
_BLACK: Colour = (0.012, 0.012, 0.012)
_GLASS: Colour = (0.035, 0.05, 0.065)
_WALLS: tuple[Colour, ...] = (
    (0.42, 0.30, 0.20), (0.50, 0.44, 0.33), (0.30, 0.12, 0.08), (0.36, 0.36, 0.35), (0.55, 0.48, 0.30),
    (0.24, 0.20, 0.18), (0.46, 0.28, 0.20), (0.40, 0.42, 0.42), (0.52, 0.40, 0.36), (0.30, 0.34, 0.30),
)  # fmt: skip
_AWNINGS: tuple[Colour, ...] = (
    (0.32, 0.03, 0.03),
    (0.03, 0.16, 0.10),
    (0.04, 0.08, 0.22),
    (0.5, 0.36, 0.08),
    (0.2, 0.2, 0.2),
)
_ROOFS: tuple[Colour, ...] = ((0.24, 0.07, 0.04), (0.06, 0.06, 0.065), (0.16, 0.09, 0.06))
_LEAVES: tuple[Colour, ...] = ((0.07, 0.15, 0.028), (0.05, 0.12, 0.03), (0.10, 0.17, 0.03), (0.06, 0.13, 0.045))
_AUTUMN: tuple[Colour, ...] = ((0.34, 0.17, 0.03), (0.36, 0.09, 0.025), (0.30, 0.22, 0.04), (0.14, 0.15, 0.03))
_BARK: Colour = (0.075, 0.05, 0.032)


def tree(draws: Draws, *, autumn: bool) -> list[Solid]:
    """A broad tree, about 5 to 9 m high."""
    height, leaves = draws.between(5.0, 9.0), draws.pick(_AUTUMN if autumn else _LEAVES)
    trunk = height * draws.between(0.32, 0.42)
    solids = [tube((0, 0, 0), (0, 0, trunk * 1.25), 0.17, 0.11, _BARK)]
    wide = height * draws.between(0.20, 0.27)
    for n in range(6):
        x, y = circle(6)[n].tolist()
        reach = wide * draws.between(0.35, 0.75) if n else 0.0
        r = wide * draws.between(0.5, 0.78)
        z = trunk + wide * draws.between(0.4, 1.3) + (height - trunk) * 0.12
        solids.append(_crown((reach * x, reach * y, z), (r, r, r * 0.9), leaves, draws))
    solids.append(_crown((0, 0, height - wide * 0.9), (wide * 0.75, wide * 0.75, wide * 0.85), leaves, draws))
    return solids


def conifer(draws: Draws) -> list[Solid]:
    """A fir."""
    height, green = draws.between(6.0, 12.0), (0.025, 0.07, 0.03)
    solids = [tube((0, 0, 0), (0, 0, height * 0.3), 0.16, 0.12, _BARK)]
    wide, low = height * 0.2, height * 0.12
    for n in range(4):
        z0, r = low + n * height * 0.2, wide * (1.0 - 0.2 * n)
        solids.append(tube((0, 0, z0), (0, 0, z0 + height * 0.34), r, 0.02, green, sides=12, surface=Surface.LEAF))
    return solids


def bush(draws: Draws) -> list[Solid]:
    """A bush."""
    r = draws.between(0.5, 1.0)
    return [_crown((n * r * 0.7, 0, r * 0.55), (r, r, r * 0.8), draws.pick(_LEAVES), draws) for n in (-1, 0, 1)]


def _crown(at: Point, radii: Point, colour: Colour, draws: Draws) -> Solid:
    lumps = [draws.between(0.82, 1.14) for _ in range(13)]
    return ball(at, radii, colour, around=12, rows=6, surface=Surface.LEAF, lumps=lumps)


def bar(a: Point, b: Point, radius: float, colour: Colour) -> Solid:
    """A thin bar, such as of a fence."""
    return tube(a, b, radius, radius, colour, sides=4)


def hedge(x0: float, x1: float, y: float, height: float) -> list[Solid]:
    """A cut hedge along x."""
    return [box((x0, y - 0.35, 0), (x1, y + 0.35, height), (0.05, 0.11, 0.03), Surface.LEAF)]


def lamp(over: float, *, lit: bool) -> list[Solid]:
    """A street lamp whose arm reaches ``over`` the road, to its left."""
    glow: Colour = (1.0, 0.82, 0.5) if lit else (0.5, 0.5, 0.48)
    return [
        tube((0, 0, 0), (0, 0, 7.2), 0.09, 0.055, _STEEL),
        tube((0, 0, 7.15), (0, over, 7.6), 0.05, 0.04, _STEEL, sides=6),
        box((-0.12, over - 0.3, 7.54), (0.12, over + 0.35, 7.66), _STEEL),
        quad(
            [(-0.1, over - 0.28, 7.535), (0.1, over - 0.28, 7.535),
             (0.1, over + 0.33, 7.535), (-0.1, over + 0.33, 7.535)],
            glow, Surface.LAMP if lit else Surface.MATT,
        ),
    ]  # fmt: skip


def pole(height: float) -> list[Solid]:
    """The post of a sign."""
    return [tube((0, 0, 0), (0, 0, height), 0.035, 0.035, _STEEL, sides=6)]


def sign(draws: Draws, height: float) -> Shape:
    """The plate of a traffic sign at the top of a post; it faces along x."""
    which, z = draws.below(6), height - 0.1
    x = 0.05
    back = (0.3, 0.3, 0.3)
    if which == 0:  # a limit: a red ring around a number
        return Shape((
            disc((x, 0, z), (1, 0, 0), 0.36, _RED), disc((x + 0.01, 0, z), (1, 0, 0), 0.27, _WHITE),
            *_digits(x + 0.02, z, draws.pick("35")), disc((x - 0.01, 0, z), (1, 0, 0), 0.36, back),
        ))  # fmt: skip
    if which == 1:  # give way, standing on its point
        return Shape(
            (
                _plate(x, z, _POINT_DOWN, 0.45, _RED),
                _plate(x + 0.01, z, _POINT_DOWN, 0.29, _WHITE),
                _plate(x - 0.01, z, _POINT_DOWN, 0.45, back),
            )
        )
    if which == 2:  # a warning
        bar = box((x + 0.015, -0.025, z - 0.06), (x + 0.025, 0.025, z + 0.16), _BLACK)
        dot = box((x + 0.015, -0.025, z - 0.15), (x + 0.025, 0.025, z - 0.095), _BLACK)
        return Shape(
            (
                _plate(x, z, _POINT_UP, 0.47, _RED),
                _plate(x + 0.01, z, _POINT_UP, 0.32, _WHITE),
                bar,
                dot,
                _plate(x - 0.01, z, _POINT_UP, 0.47, back),
            )
        )
    if which == 3:  # stop
        return Shape(
            (
                disc((x, 0, z), (1, 0, 0), 0.4, _WHITE, sides=8),
                disc((x + 0.01, 0, z), (1, 0, 0), 0.36, _RED, sides=8),
                *_bars(x + 0.02, z),
                disc((x - 0.01, 0, z), (1, 0, 0), 0.4, back, sides=8),
            )
        )
    if which == 4:  # no entry
        return Shape(
            (
                disc((x, 0, z), (1, 0, 0), 0.38, _RED),
                box((x + 0.005, -0.25, z - 0.06), (x + 0.015, 0.25, z + 0.06), _WHITE),
                disc((x - 0.01, 0, z), (1, 0, 0), 0.38, back),
            )
        )
    # a parking place
    return Shape((
        box((x - 0.01, -0.34, z - 0.34), (x + 0.01, 0.34, z + 0.34), _BLUE),
        *(box((x + 0.01, a, z + c), (x + 0.02, b, z + d), _WHITE) for a, b, c, d in _LETTER),
    ))  # fmt: skip


_LETTER = ((-0.15, -0.07, -0.22, 0.22), (-0.07, 0.15, 0.15, 0.22), (-0.07, 0.15, -0.05, 0.02), (0.08, 0.15, 0.02, 0.15))
_POINT_UP = ((-0.87, -0.5), (0.87, -0.5), (0.0, 1.0))
_POINT_DOWN = ((-0.87, 0.5), (0.87, 0.5), (0.0, -1.0))


def _plate(x: float, z: float, corners: tuple[tuple[float, float], ...], size: float, colour: Colour) -> Solid:
    return Solid(fan(np.array([(x, a * size, z + b * size) for a, b in corners])), colour)


_SEGMENTS = {"3": "abgcd", "5": "afgcd", "0": "abcdef"}
_PLACES = {
    "a": (-0.06, 0.06, 0.11, 0.15), "b": (0.04, 0.08, 0.0, 0.15), "c": (0.04, 0.08, -0.15, 0.0),
    "d": (-0.06, 0.06, -0.15, -0.11), "e": (-0.08, -0.04, -0.15, 0.0), "f": (-0.08, -0.04, 0.0, 0.15),
    "g": (-0.06, 0.06, -0.02, 0.02),
}  # fmt: skip
"""Where the seven strokes of a digit are: y0, y1, z0, z1 about its middle."""


def _digits(x: float, z: float, first: str) -> list[Solid]:
    """30 or 50, as its reader sees it: y runs to the left of whoever looks along -x."""
    made: list[Solid] = []
    for digit, middle in ((first, -0.11), ("0", 0.11)):
        for segment in _SEGMENTS[digit]:
            a, b, c, d = _PLACES[segment]
            made.append(box((x, middle + a, z + c), (x + 0.008, middle + b, z + d), _BLACK))
    return made


def _bars(x: float, z: float) -> list[Solid]:
    """Four letters, from afar."""
    return [box((x, y - 0.05, z - 0.09), (x + 0.008, y + 0.05, z + 0.09), _WHITE) for y in (-0.24, -0.08, 0.08, 0.24)]


def traffic_light(draws: Draws) -> Shape:
    """The housing of a traffic light at the top of a post; it faces along x."""
    on = draws.pick((0, 2, 2, 1))
    solids = [box((-0.14, -0.17, 2.5), (0.12, 0.17, 3.5), (0.02, 0.022, 0.02))]
    lamps: tuple[Colour, ...] = ((1.0, 0.05, 0.03), (1.0, 0.55, 0.04), (0.05, 0.95, 0.35))
    dark: tuple[Colour, ...] = ((0.09, 0.01, 0.01), (0.09, 0.05, 0.01), (0.01, 0.07, 0.03))
    for n in range(3):
        z = 3.32 - 0.32 * n
        colour, surface = (lamps[n], Surface.LAMP) if n == on else (dark[n], Surface.MATT)
        solids.append(disc((0.13, 0, z), (1, 0, 0), 0.12, colour, surface=surface))
        solids.append(box((0.12, -0.13, z + 0.10), (0.28, 0.13, z + 0.125), _BLACK))
    return Shape(tuple(solids))


def building(draws: Draws, length: float, *, lit: bool) -> list[Solid]:
    """A house of a town along x from 0 to ``length``; its front is y = 0 and looks along -y, to the street."""
    wall, floors, high = draws.pick(_WALLS), 2 + draws.below(4), draws.between(3.0, 3.5)
    ground, deep = 3.9, 14.0
    height = ground + floors * high + 0.7
    darker = (wall[0] * 0.55, wall[1] * 0.55, wall[2] * 0.55)
    lighter = (min(0.7, wall[0] * 1.35), min(0.7, wall[1] * 1.35), min(0.7, wall[2] * 1.35))
    solids = [
        box((0, 0, 0), (length, deep, height), wall),
        box((-0.1, -0.22, height - 0.45), (length + 0.1, 0.2, height), lighter),
        box((0, -0.09, ground - 0.32), (length, 0.1, ground), lighter),
        box((0, -0.05, 0), (length, 0.1, 0.5), darker),
    ]
    solids += _shops(draws, length, ground, darker, lit=lit)
    across = max(2, int(length / draws.between(2.4, 3.2)))
    step, tall, wide = length / across, draws.between(1.6, 2.1), draws.between(1.0, 1.35)
    balconies = draws.chance(0.35)
    for floor in range(floors):
        z = ground + floor * high + 0.75
        for n in range(across):
            x = (n + 0.5) * step
            solids += _window(x, z, wide, tall, lighter, lit=lit and draws.chance(0.4))
            if balconies and n % 2 == 1:
                solids.append(box((x - 0.95, -0.85, z - 0.35), (x + 0.95, 0, z - 0.22), lighter))
                solids.append(box((x - 0.95, -0.87, z - 0.22), (x + 0.95, -0.83, z + 0.65), _STEEL))
    # The gables to both sides have windows too.
    for x in (-0.012, length + 0.012):
        for floor in range(floors):
            z = ground + floor * high + 0.75
            for y in (3.0, 7.0):
                solids.append(facing_x(x, (y, y + 1.1), (z, z + tall), _GLASS, Surface.GLASS))
        solids.append(facing_x(x, (0, deep), (0, 0.5), darker))
    return solids


def _window(x: float, z: float, wide: float, tall: float, frame: Colour, *, lit: bool) -> list[Solid]:
    a, b = x - wide / 2, x + wide / 2
    pane = ((1.0, 0.72, 0.38), Surface.LAMP) if lit else (_GLASS, Surface.GLASS)
    return [
        facing_y((a - 0.09, b + 0.09), -0.012, (z - 0.09, z + tall + 0.09), frame),
        facing_y((a, b), -0.022, (z, z + tall), *pane),
        box((x - 0.03, -0.035, z), (x + 0.03, -0.02, z + tall), frame),
        box((a - 0.14, -0.16, z - 0.17), (b + 0.14, 0, z - 0.08), frame),
    ]


def _shops(draws: Draws, length: float, ground: float, darker: Colour, *, lit: bool) -> list[Solid]:
    """The ground floor: windows of shops with awnings, and doors."""
    made: list[Solid] = []
    fields = max(2, int(length / 4.5))
    step = length / fields
    door = draws.below(fields)
    for n in range(fields):
        x0, x1 = n * step + 0.4, (n + 1) * step - 0.4
        if n == door:
            middle = (x0 + x1) / 2
            made.append(facing_y((middle - 0.75, middle + 0.75), -0.06, (0, 2.9), darker))
            made.append(facing_y((middle - 0.55, middle + 0.55), -0.07, (0.15, 2.3), draws.pick(_AWNINGS)))
            continue
        bright = lit and draws.chance(0.7)
        pane = ((1.0, 0.78, 0.48), Surface.LAMP) if bright else (_GLASS, Surface.GLASS)
        made.append(facing_y((x0 - 0.1, x1 + 0.1), -0.055, (0.4, 3.0), darker))
        made.append(facing_y((x0, x1), -0.065, (0.55, 2.75), *pane))
        if draws.chance(0.5):
            colour = draws.pick(_AWNINGS)
            made.append(
                quad(
                    [(x0 - 0.1, -0.05, 3.15), (x1 + 0.1, -0.05, 3.15), (x1 + 0.1, -1.3, 2.65), (x0 - 0.1, -1.3, 2.65)],
                    colour,
                )
            )
            made.append(facing_y((x0 - 0.1, x1 + 0.1), -1.3, (2.65, 2.42), colour))
    return made


def house(draws: Draws, length: float, *, lit: bool) -> list[Solid]:
    """A house with a gabled roof along x from 0 to ``length``; its front is y = 0 and looks along -y."""
    wall = draws.pick(
        ((0.62, 0.60, 0.54), (0.58, 0.46, 0.26), (0.30, 0.13, 0.09), (0.42, 0.44, 0.44), (0.56, 0.38, 0.30))
    )
    roof, deep, height = draws.pick(_ROOFS), 8.5, draws.between(3.0, 5.6)
    frame: Colour = (0.66, 0.66, 0.63)
    ridge = height + draws.between(2.2, 3.4)
    solids = [box((0, 0, 0), (length, deep, height), wall)]
    gables = ([(x, 0, height), (x, deep, height), (x, deep / 2, ridge)] for x in (0.0, length))
    solids += [Solid(fan(np.array(gable)), wall) for gable in gables]
    for out in (-0.5, deep + 0.5):
        low = height - 0.5 * (ridge - height) / (deep / 2)
        low_ring: Floats = np.array(
            [(-0.4, out, low), (length + 0.4, out, low), (length + 0.4, out, low + 0.16), (-0.4, out, low + 0.16)]
        )
        high_ring: Floats = np.array(
            [
                (-0.4, deep / 2, ridge),
                (length + 0.4, deep / 2, ridge),
                (length + 0.4, deep / 2, ridge + 0.16),
                (-0.4, deep / 2, ridge + 0.16),
            ]
        )
        solids.append(loft([low_ring, high_ring], roof))
    chimney = draws.between(0.2, 0.8) * length
    solids.append(
        box((chimney - 0.35, deep * 0.35, height), (chimney + 0.35, deep * 0.35 + 0.7, ridge + 0.8), (0.24, 0.10, 0.07))
    )
    door = draws.between(0.3, 0.7) * length
    solids.append(facing_y((door - 0.6, door + 0.6), -0.02, (0, 2.3), frame))
    solids.append(facing_y((door - 0.48, door + 0.48), -0.03, (0, 2.15), draws.pick(_AWNINGS)))
    for floor in range(1 if height < 4.4 else 2):
        for n in range(3):
            x = length * (n + 0.5) / 3
            if floor or abs(x - door) > 1.5:
                solids += _window(x, 0.9 + 2.6 * floor, 1.3, 1.25, frame, lit=lit and draws.chance(0.5))
    for x in (-0.012, length + 0.012):
        solids.append(facing_x(x, (2.2, 3.6), (0.9, 2.2), _GLASS, Surface.GLASS))
    return solids

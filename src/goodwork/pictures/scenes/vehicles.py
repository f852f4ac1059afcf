"""Cars, vans, buses, trucks and bicycles, built of solids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodwork.pictures.scenes.draws import Draws
from goodwork.pictures.scenes.facts import Shape
from goodwork.pictures.scenes.solids import (
    Colour,
    Floats,
    Solid,
    Surface,
    box,
    disc,
    facing_x,
    facing_y,
    hoop,
    loft,
    quad,
    tapered,
    tube,
)

PAINTS: tuple[Colour, ...] = (
    (0.62, 0.62, 0.64), (0.03, 0.03, 0.035), (0.72, 0.72, 0.70), (0.30, 0.02, 0.02), (0.02, 0.07, 0.22),
    (0.16, 0.17, 0.18), (0.05, 0.13, 0.10), (0.30, 0.34, 0.38), (0.42, 0.20, 0.03), (0.10, 0.20, 0.34),
    (0.36, 0.31, 0.22), (0.75, 0.55, 0.05),
)  # fmt: skip
_RUBBER: Colour = (0.012, 0.012, 0.013)
_RIM: Colour = (0.33, 0.33, 0.34)
_DARK: Colour = (0.02, 0.02, 0.022)
_GLASS: Colour = (0.02, 0.03, 0.035)
_FRONT_LAMP: Colour = (0.8, 0.8, 0.75)
_REAR_LAMP: Colour = (0.42, 0.01, 0.01)
_PLATE: Colour = (0.7, 0.7, 0.62)


@dataclass(frozen=True, slots=True)
class _Form:
    """What makes one sort of car look unlike another, in metres."""

    length: float
    width: float
    height: float
    belt: float
    """Height of the lower edge of the windows."""
    bonnet: float
    """Height of the bonnet at the front."""
    tail: float
    """Height at the back below the rear window."""
    glass: tuple[float, float, float, float]
    """Shares of the length from the back: rear window below and above, windscreen above and below."""


_FORMS = (
    _Form(4.05, 1.76, 1.47, 0.93, 0.74, 0.90, (0.02, 0.10, 0.60, 0.77)),  # a small car
    _Form(4.65, 1.82, 1.44, 0.93, 0.72, 0.88, (0.13, 0.26, 0.58, 0.75)),  # a saloon
    _Form(4.70, 1.82, 1.48, 0.94, 0.73, 0.92, (0.01, 0.07, 0.59, 0.75)),  # an estate
    _Form(4.55, 1.90, 1.70, 1.08, 0.92, 1.05, (0.01, 0.07, 0.61, 0.76)),  # a tall one
)


def _ring(x: float, half: float, low: float, high: float, cut: float) -> Floats:
    """The outline across a body at x: a rectangle whose corners are cut."""
    return np.array(
        [
            (x, -half + cut, low), (x, half - cut, low), (x, half, low + cut), (x, half, high - cut),
            (x, half - cut, high), (x, -half + cut, high), (x, -half, high - cut), (x, -half, low + cut),
        ]
    )  # fmt: skip


def _wheel(x: float, y: float, radius: float) -> list[Solid]:
    """A wheel at the outer side y of a body."""
    out = 1.0 if y > 0 else -1.0
    spokes = [
        box(
            (x - 0.03, y + out * 0.036 - 0.004, radius - reach),
            (x + 0.03, y + out * 0.036 + 0.004, radius + reach),
            _DARK,
        )
        for reach in (radius * 0.5,)
    ]
    return [
        tube((x, y - out * 0.2, radius), (x, y + out * 0.02, radius), radius, radius, _RUBBER, sides=16),
        disc((x, y + out * 0.028, radius), (0, out, 0), radius * 0.62, _RIM, sides=16),
        *spokes,
        disc((x, y + out * 0.044, radius), (0, out, 0), radius * 0.16, _DARK, sides=8),
    ]


def _arch(x: float, y: float, radius: float) -> Solid:
    out = 1.0 if y > 0 else -1.0
    return disc((x, y + out * 0.008, radius), (0, out, 0), radius * 1.17, _DARK, sides=16)


def _lamps(x: float, half: float, z: float, colour: Colour, size: tuple[float, float], surface: Surface) -> list[Solid]:
    """A lamp at each side of a front or back at x."""
    wide, high = size
    made: list[Solid] = []
    for side in (-1.0, 1.0):
        y0, y1 = side * half, side * (half - wide)
        made.append(facing_x(x, (y0, y1), (z, z + high), colour, surface))
    return made


def car(draws: Draws) -> Shape:
    """A car of one of four sorts, in one of a dozen colours."""
    form, paint = draws.pick(_FORMS), draws.pick(PAINTS)
    back, front, half = -form.length / 2, form.length / 2, form.width / 2
    low = 0.2
    body = loft(
        [
            _ring(back, half * 0.88, low + 0.14, form.tail - 0.12, 0.10),
            _ring(back + 0.10, half * 0.97, low + 0.04, form.tail, 0.10),
            _ring(back + form.length * 0.2, half, low, form.belt, 0.09),
            _ring(front - form.length * 0.27, half, low, form.belt, 0.09),
            _ring(front - form.length * 0.12, half * 0.98, low, (form.belt + form.bonnet) / 2 + 0.03, 0.12),
            _ring(front - 0.12, half * 0.93, low + 0.02, form.bonnet, 0.14),
            _ring(front, half * 0.80, low + 0.12, form.bonnet - 0.14, 0.10),
        ],
        paint,
        Surface.PAINT,
    )
    solids = [body, *_house(form, paint)]
    radius = 0.31 if form.height < 1.6 else 0.36
    for x in (back + form.length * 0.19, front - form.length * 0.19):
        for y in (-half, half):
            solids += [_arch(x, y, radius), *_wheel(x, y, radius)]
    return Shape((*solids, *_ends(form, back, front, half), *_sides(form, back, front, half, paint)))


def _house(form: _Form, paint: Colour) -> list[Solid]:
    """The glass of a car, its roof and its pillars."""
    back, half = -form.length / 2, form.width / 2
    b0, b1, f1, f0 = (back + share * form.length for share in form.glass)
    top, wide, narrow = form.height, half * 0.93, half * 0.72
    glass = tapered(
        (b0, f0, -wide, wide), (b1, f1, -narrow, narrow), form.belt - 0.03, top - 0.035, _GLASS, Surface.GLASS
    )
    roof = tapered(
        (b1 - 0.05, f1 + 0.05, -narrow - 0.015, narrow + 0.015), (b1 + 0.1, f1 - 0.12, -narrow + 0.1, narrow - 0.1),
        top - 0.05, top, paint, Surface.PAINT,
    )  # fmt: skip
    pillars: list[Solid] = []
    for side in (-1.0, 1.0):
        for low, high, thick in ((b0, b1, 0.055), (f0, f1, 0.04)):
            ends = (low, side * wide, form.belt - 0.03), (high, side * narrow, top - 0.035)
            pillars.append(tube(*ends, thick, thick, paint, sides=6, surface=Surface.PAINT))
        for share in (0.34, 0.68) if form.length > 4.2 else (0.5,):
            low, high = b0 + share * (f0 - b0), b1 + share * (f1 - b1)
            low = high = (low + high) / 2
            ends = (low, side * wide, form.belt - 0.03), (high, side * narrow, top - 0.035)
            pillars.append(tube(*ends, 0.045, 0.045, _DARK, sides=4))
    return [glass, roof, *pillars]


def _ends(form: _Form, back: float, front: float, half: float) -> list[Solid]:
    """Lamps, plates, bumpers and the grille."""
    grille = form.bonnet - 0.30
    return [
        *_lamps(front + 0.006, half * 0.78, form.bonnet - 0.27, _FRONT_LAMP, (0.34, 0.12), Surface.LAMP),
        *_lamps(back - 0.006, half * 0.85, form.tail - 0.34, _REAR_LAMP, (0.26, 0.19), Surface.LAMP),
        facing_x(front + 0.005, (-half * 0.38, half * 0.38), (grille, grille + 0.13), _DARK),
        facing_x(front + 0.008, (-0.26, 0.26), (0.37, 0.48), _PLATE),
        facing_x(back - 0.008, (-0.26, 0.26), (form.tail - 0.32, form.tail - 0.21), _PLATE),
        box((front - 0.14, -half * 0.84, 0.22), (front + 0.02, half * 0.84, 0.34), _DARK),
        box((back - 0.02, -half * 0.90, 0.24), (back + 0.14, half * 0.90, 0.38), _DARK),
    ]


def _sides(form: _Form, back: float, front: float, half: float, paint: Colour) -> list[Solid]:
    """Mirrors, the gap between doors, door handles."""
    mirror = back + form.glass[3] * form.length - 0.25
    door = back + 0.47 * form.length
    made: list[Solid] = []
    for side in (-1.0, 1.0):
        y = side * (half + 0.004)
        inner, outer = sorted((side * (half - 0.03), side * (half + 0.15)))
        made.append(
            box((mirror - 0.07, inner, form.belt), (mirror + 0.07, outer, form.belt + 0.13), paint, Surface.PAINT)
        )
        gaps = (door, door + 0.24 * form.length)
        made += [facing_y((x, x + 0.015), y, (0.36, form.belt - 0.1), _DARK) for x in gaps]
        handle = form.belt - 0.2
        made.append(facing_y((door + 0.08, door + 0.26), y, (handle, handle + 0.035), _DARK))
        made.append(box((back + 0.9, min(y, y - side * 0.05), 0.2), (front - 0.9, max(y, y - side * 0.05), 0.3), _DARK))
    return made


def van(draws: Draws) -> Shape:
    """A delivery van."""
    paint = draws.pick(((0.7, 0.7, 0.7), (0.7, 0.7, 0.7), (0.55, 0.38, 0.02), (0.04, 0.12, 0.3), (0.3, 0.3, 0.32)))
    length, half, height = draws.between(5.2, 6.0), 1.0, draws.between(2.25, 2.6)
    back, front = -length / 2, length / 2
    screen = front - 1.0
    solids = [
        loft(
            [
                _ring(back, half * 0.97, 0.3, height - 0.04, 0.08),
                _ring(back + 0.1, half, 0.26, height, 0.1),
                _ring(screen - 0.75, half, 0.26, height, 0.12),
                _ring(screen - 0.35, half, 0.26, height - 0.16, 0.14),
                _ring(screen + 0.3, half * 0.98, 0.26, 1.24, 0.1),
                _ring(front - 0.1, half * 0.94, 0.26, 1.02, 0.12),
                _ring(front, half * 0.86, 0.36, 0.9, 0.08),
            ],
            paint,
            Surface.PAINT,
        ),
        # The windscreen lies a little above the slope from the roof to the bonnet.
        quad(
            [
                (screen + 0.26, -half * 0.84, 1.31), (screen + 0.26, half * 0.84, 1.31),
                (screen - 0.32, half * 0.78, height - 0.19), (screen - 0.32, -half * 0.78, height - 0.19),
            ],
            _GLASS, Surface.GLASS,
        ),
    ]  # fmt: skip
    for side in (-1.0, 1.0):
        y = side * (half + 0.006)
        solids.append(
            quad(
                [(screen + 0.1, y, 1.2), (screen - 0.85, y, 1.2), (screen - 0.85, y, 1.8), (screen - 0.3, y, 1.8)],
                _GLASS,
                Surface.GLASS,
            )
        )
        gaps = (screen - 0.95, screen - 2.2, screen + 0.25)
        solids += [facing_y((x, x + 0.02), y, (0.4, 1.15), _DARK) for x in gaps]
        inner, outer = sorted((side * half, side * (half + 0.2)))
        solids.append(box((screen + 0.05, inner, 1.25), (screen + 0.17, outer, 1.6), _DARK))
        for x in (back + 1.0, front - 0.95):
            solids += [_arch(x, side * half, 0.35), *_wheel(x, side * half, 0.35)]
        solids.append(facing_x(back - 0.006, (side * 0.08, side * 0.8), (1.4, height - 0.35), _GLASS, Surface.GLASS))
    solids += [
        *_lamps(front + 0.006, half * 0.84, 0.66, _FRONT_LAMP, (0.3, 0.2), Surface.LAMP),
        *_lamps(back - 0.008, half * 0.95, 0.75, _REAR_LAMP, (0.14, 0.5), Surface.LAMP),
        facing_x(front + 0.005, (-0.45, 0.45), (0.68, 0.84), _DARK),
        facing_x(front + 0.008, (-0.26, 0.26), (0.44, 0.55), _PLATE),
        facing_x(back - 0.009, (-0.26, 0.26), (0.8, 0.91), _PLATE),
        box((front - 0.1, -half * 0.88, 0.26), (front + 0.03, half * 0.88, 0.42), _DARK),
        box((back - 0.06, -half * 0.96, 0.3), (back, half * 0.96, 0.46), _DARK),
    ]
    return Shape(tuple(solids))


def bus(draws: Draws) -> Shape:
    """A bus of a town."""
    paint = draws.pick(((0.45, 0.03, 0.02), (0.62, 0.44, 0.04), (0.04, 0.2, 0.32), (0.08, 0.25, 0.1)))
    length, half, height = draws.between(10.5, 12.0), 1.27, 3.05
    back, front = -length / 2, length / 2
    solids = [
        loft(
            [
                _ring(back, half * 0.98, 0.34, height - 0.05, 0.1), _ring(back + 0.15, half, 0.3, height, 0.12),
                _ring(front - 0.3, half, 0.3, height, 0.12), _ring(front, half * 0.97, 0.34, height - 0.14, 0.12),
            ],
            paint, Surface.PAINT,
        ),
        facing_x(front + 0.008, (-half * 0.9, half * 0.9), (1.05, 2.35), _GLASS, Surface.GLASS),
        facing_x(front + 0.008, (-half * 0.6, half * 0.6), (2.45, 2.78), (0.01, 0.01, 0.01)),
        facing_x(front + 0.012, (-half * 0.4, half * 0.4), (2.54, 2.7), (0.9, 0.5, 0.05), Surface.LAMP),
        facing_x(back - 0.008, (-half * 0.85, half * 0.85), (1.5, 2.5), _GLASS, Surface.GLASS),
        *_lamps(front + 0.01, half * 0.9, 0.55, _FRONT_LAMP, (0.36, 0.2), Surface.LAMP),
        *_lamps(back - 0.01, half * 0.92, 0.7, _REAR_LAMP, (0.2, 0.45), Surface.LAMP),
        facing_x(front + 0.01, (-0.26, 0.26), (0.42, 0.53), _PLATE),
    ]  # fmt: skip
    for side in (-1.0, 1.0):
        y = side * (half + 0.008)
        x = back + 0.35
        while x + 1.3 < front - 0.2:
            solids.append(facing_y((x, x + 1.25), y, (1.15, 2.4), _GLASS, Surface.GLASS))
            x += 1.36
        solids.append(facing_y((back + 0.1, front - 0.3), y, (0.75, 0.95), (0.75, 0.75, 0.72)))
        for x in (back + 2.6, front - 2.6):
            solids += [_arch(x, side * half, 0.48), *_wheel(x, side * half, 0.48)]
        inner, outer = sorted((side * half, side * (half + 0.28)))
        solids.append(box((front - 0.05, inner, 2.0), (front + 0.1, outer, 2.4), _DARK))
    return Shape(tuple(solids))


def truck(draws: Draws) -> Shape:
    """A lorry: a cab, and a box behind it."""
    paint, load = (
        draws.pick(PAINTS),
        draws.pick(((0.7, 0.7, 0.68), (0.6, 0.6, 0.6), (0.1, 0.22, 0.4), (0.5, 0.45, 0.3))),
    )
    length, half, height = draws.between(7.2, 8.6), 1.22, draws.between(3.2, 3.6)
    back, front = -length / 2, length / 2
    cab = front - 1.9
    solids = [
        box((back, -half, 1.0), (cab - 0.15, half, height), load),
        box((back, -half * 0.5, 0.6), (front - 0.4, half * 0.5, 1.0), _DARK),
        box((back + 0.02, -half * 0.96, 0.5), (back + 0.1, half * 0.96, 0.62), _DARK),
        loft(
            [
                _ring(cab, half * 0.98, 0.5, 2.75, 0.1), _ring(front - 0.35, half * 0.98, 0.5, 2.75, 0.12),
                _ring(front, half * 0.95, 0.5, 1.5, 0.1),
            ],
            paint, Surface.PAINT,
        ),
        quad(
            [
                (front + 0.005, -half * 0.84, 1.56), (front + 0.005, half * 0.84, 1.56),
                (front - 0.3, half * 0.84, 2.6), (front - 0.3, -half * 0.84, 2.6),
            ],
            _GLASS, Surface.GLASS,
        ),
        *_lamps(front + 0.01, half * 0.86, 0.72, _FRONT_LAMP, (0.32, 0.18), Surface.LAMP),
        *_lamps(back - 0.01, half * 0.9, 0.66, _REAR_LAMP, (0.3, 0.16), Surface.LAMP),
        facing_x(front + 0.006, (-half * 0.55, half * 0.55), (0.95, 1.3), _DARK),
        facing_x(front + 0.01, (-0.26, 0.26), (0.56, 0.67), _PLATE),
        facing_x(back - 0.01, (-0.02, 0.02), (1.05, height - 0.05), _DARK),
        facing_x(back - 0.012, (-0.26, 0.26), (0.7, 0.81), _PLATE),
    ]  # fmt: skip
    for side in (-1.0, 1.0):
        y = side * (half * 0.98 + 0.008)
        solids.append(
            quad(
                [(front - 0.45, y, 1.55), (cab + 0.5, y, 1.55), (cab + 0.5, y, 2.4), (front - 0.55, y, 2.4)],
                _GLASS,
                Surface.GLASS,
            )
        )
        for x in (back + 1.5, front - 1.2):
            solids += [_arch(x, side * half * 0.98, 0.47), *_wheel(x, side * half * 0.98, 0.47)]
        inner, outer = sorted((side * half, side * (half + 0.24)))
        solids.append(box((front - 0.3, inner, 1.7), (front - 0.18, outer, 2.3), _DARK))
    return Shape(tuple(solids))


def bicycle(draws: Draws) -> Shape:
    """A bicycle without its rider."""
    paint = draws.pick(((0.35, 0.02, 0.02), (0.02, 0.08, 0.28), (0.02, 0.02, 0.02), (0.03, 0.2, 0.12), (0.6, 0.6, 0.6)))
    r, rear, fore = 0.34, -0.52, 0.54
    crank, seat, head = (-0.08, 0.0, 0.29), (-0.24, 0.0, 0.88), (0.38, 0.0, 0.86)
    bars = [
        (crank, seat),
        (crank, head),
        (seat, head),
        (seat, (rear, 0.0, r)),
        (crank, (rear, 0.0, r)),
        (head, (fore, 0.0, r)),
    ]
    solids = [tube(a, b, 0.02, 0.02, paint, sides=6, surface=Surface.PAINT) for a, b in bars]
    for x in (rear, fore):
        solids += hoop((x, 0.0, r), (0, 1, 0), r - 0.022, 0.022, _RUBBER)
        points = [(0.30, 0.0), (0.15, 0.26), (0.15, -0.26)]
        solids += [tube((x - a, 0.0, r - b), (x + a, 0.0, r + b), 0.005, 0.005, _RIM, sides=3) for a, b in points]
    solids += [
        tube(head, (0.36, 0.0, 1.02), 0.016, 0.016, _DARK, sides=4),
        tube((0.36, -0.27, 1.03), (0.36, 0.27, 1.03), 0.016, 0.016, _DARK, sides=6),
        box((-0.40, -0.07, 0.90), (-0.14, 0.07, 0.95), _DARK),
        tube((-0.08, -0.14, 0.42), (-0.08, 0.14, 0.16), 0.015, 0.015, _DARK, sides=4),
        disc((rear - 0.36, 0.0, 0.6), (-1, 0, 0), 0.03, _REAR_LAMP, sides=8, surface=Surface.LAMP),
    ]
    return Shape(tuple(solids))

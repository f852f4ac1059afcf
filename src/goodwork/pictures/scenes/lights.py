"""Weather and times of day."""

from __future__ import annotations

from typing import NamedTuple

from goodwork.pictures.scenes.draws import Draws
from goodwork.pictures.scenes.facts import Light
from goodwork.pictures.scenes.solids import Colour, turn


class _Sort(NamedTuple):
    name: str
    height: tuple[float, float]
    """Half the tangent of how high the sun stands."""
    of_sun: Colour
    zenith: Colour
    horizon: Colour
    ground: Colour
    clouds: tuple[float, float]
    fog: float
    wet: float
    exposure: float


_SORTS = (
    _Sort(
        "clear", (0.36, 0.56), (2.9, 2.7, 2.3), (0.16, 0.34, 0.78), (0.62, 0.76, 0.92), (0.20, 0.18, 0.15),
        (0.20, 0.42), 0.0010, 0.0, 0.62,
    ),
    _Sort(
        "cloudy", (0.34, 0.50), (1.9, 1.8, 1.65), (0.26, 0.42, 0.72), (0.70, 0.78, 0.88), (0.22, 0.20, 0.18),
        (0.52, 0.68), 0.0014, 0.0, 0.68,
    ),
    _Sort(
        "overcast", (0.36, 0.52), (0.30, 0.30, 0.30), (0.62, 0.66, 0.72), (0.80, 0.83, 0.86), (0.26, 0.25, 0.24),
        (0.85, 0.95), 0.0026, 0.0, 0.78,
    ),
    _Sort(
        "evening", (0.09, 0.17), (3.2, 1.75, 0.75), (0.20, 0.30, 0.58), (1.05, 0.66, 0.36), (0.20, 0.14, 0.10),
        (0.30, 0.55), 0.0022, 0.0, 0.62,
    ),
    _Sort(
        "fog", (0.36, 0.50), (0.22, 0.22, 0.22), (0.66, 0.69, 0.72), (0.74, 0.76, 0.78), (0.26, 0.26, 0.25),
        (0.0, 0.0), 0.0160, 0.2, 0.78,
    ),
    _Sort(
        "rain", (0.36, 0.50), (0.16, 0.17, 0.18), (0.40, 0.45, 0.52), (0.62, 0.66, 0.71), (0.18, 0.18, 0.18),
        (0.85, 0.95), 0.0065, 1.0, 0.86,
    ),
    _Sort(
        "dusk", (0.06, 0.10), (0.34, 0.22, 0.20), (0.07, 0.11, 0.26), (0.62, 0.40, 0.38), (0.08, 0.07, 0.08),
        (0.35, 0.55), 0.0024, 0.25, 1.15,
    ),
)  # fmt: skip
WEATHERS = tuple(sort.name for sort in _SORTS)
LIT = frozenset({"dusk"})
"""When lamps and windows are lit."""


def light(name: str, draws: Draws) -> Light:
    """How a scene is lit in this weather; where the sun stands is drawn."""
    sort = next(one for one in _SORTS if one.name == name)
    level, up = turn(draws.between(*sort.height))
    # From the side or from behind: whoever looks into the sun sees little.
    around, side = turn(draws.pick((-1.0, 1.0)) * draws.between(0.45, 1.6))
    sun = (level * around, level * side, up)
    return Light(
        name, sun, sort.of_sun, sort.zenith, sort.horizon, sort.ground, draws.between(*sort.clouds), sort.fog, sort.wet,
        sort.exposure, draws.between(0.0, 50.0),
    )  # fmt: skip

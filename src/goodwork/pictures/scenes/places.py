"""Streets: a town, a suburb, a road through the country, with everybody on them, from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from goodwork.pictures.scenes import people, street, vehicles
from goodwork.pictures.scenes.draws import Draws
from goodwork.pictures.scenes.facts import Light, Scene, Shape, Stage
from goodwork.pictures.scenes.lights import LIT, WEATHERS, light
from goodwork.pictures.scenes.solids import Colour, Pose, Solid, Surface, ball, fan, quad

PLACES = ("town", "suburb", "country")
_FROM, _TO = -50.0, 230.0
"""Metres behind and ahead of the cameras in which there is a road."""
_ASPHALT: Colour = (0.085, 0.087, 0.092)
_WET: Colour = (0.05, 0.052, 0.057)
_PAINT: Colour = (0.62, 0.62, 0.58)
_PAVING: Colour = (0.30, 0.285, 0.26)
_KERB: Colour = (0.42, 0.41, 0.39)
_GRASS: Colour = (0.085, 0.155, 0.04)
_DRY: Colour = (0.26, 0.22, 0.07)
_HIGH = 0.12
"""Metres that a pavement lies above the road."""


class _Sort(NamedTuple):
    """What a place has; metres from the middle of the road."""

    lanes: int
    """In each direction."""
    parking: float
    pavement: float
    speed: tuple[float, float]
    parked: float
    """How often a place at the kerb is taken, 0 to 1."""
    people: tuple[int, int]
    crossing: float
    """How often there is one."""


_SORTS = {
    "town": _Sort(1, 2.3, 3.6, (4.0, 9.0), 0.62, (5, 11), 0.7),
    "suburb": _Sort(1, 2.2, 2.2, (6.0, 10.0), 0.36, (2, 6), 0.35),
    "country": _Sort(1, 0.0, 0.0, (14.0, 22.0), 0.0, (0, 2), 0.0),
}
_LANE = 3.3


@dataclass(frozen=True, slots=True)
class Road:
    """A road that bends by y = bend x^2. A place on it is how far ahead, and how far to the left of its middle."""

    bend: float
    start: float
    """Where its middle is at x = 0: the cameras are in the middle of the right lane."""

    def at(self, along: float, left: float, z: float = 0.0) -> Pose:
        """A place, looking along the road."""
        steep = 2.0 * self.bend * along
        length = (1.0 + steep * steep) ** 0.5
        cos, sin = 1.0 / length, steep / length
        return Pose(along - sin * left, self.start + self.bend * along * along + cos * left, z, cos, sin)

    def strip(
        self, a: float, b: float, right: float, left: float, z: float, colour: Colour,
        surface: Surface = Surface.GROUND, step: float = 5.0,
    ) -> Solid:  # fmt: skip
        """A band of the ground from ``a`` to ``b`` ahead."""
        pieces: list[np.ndarray] = []
        n = max(1, int((b - a) / step + 0.999)) if self.bend else 1
        for i in range(n):
            x0, x1 = a + (b - a) * i / n, a + (b - a) * (i + 1) / n
            corners = [self.at(x, y, z)[:3] for x, y in ((x0, right), (x1, right), (x1, left), (x0, left))]
            pieces.append(fan(np.array(corners)))
        return Solid(np.concatenate(pieces), colour, surface)


class _Free:
    """The ground that nobody stands on yet."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float]] = []

    def take(self, x: float, y: float, radius: float) -> bool:
        """Take a round piece of ground; False when some of it is taken."""
        if any((x - a) ** 2 + (y - b) ** 2 < (radius + r) ** 2 for a, b, r in self._taken):
            return False
        self._taken.append((x, y, radius))
        return True


def scene(seed: int, number: int, *, place: str | None = None, weather: str | None = None) -> Scene:
    """One scene of a seed, by its number; where nothing is said, place and weather are drawn."""
    draws = Draws(seed * 1_000_003 + number)
    where = place or draws.pick((*PLACES, "town", "suburb"))
    how = weather or draws.pick((*WEATHERS, "clear", "cloudy"))
    lit = light(how, draws.apart("light"))
    return _Street(where, how, draws).scene(seed, number, lit)


class _Street:
    def __init__(self, place: str, weather: str, draws: Draws) -> None:
        self._draws = draws
        self._place = place
        self._sort = _SORTS[place]
        self._lit = weather in LIT
        self._wet = weather in ("rain", "dusk")
        self._autumn = draws.chance(0.25)
        self._stage = Stage()
        self._free = _Free()
        bend = draws.pick((-1.0, 0.0, 0.0, 1.0)) * draws.between(0.0004, 0.0016)
        self._road = Road(bend, _LANE / 2)
        self._edge = _LANE * self._sort.lanes + self._sort.parking
        """From the middle to the kerb."""
        self._out = self._edge + self._sort.pavement
        self._crossing = draws.between(16.0, 34.0) if draws.chance(self._sort.crossing) else None
        # Nobody else stands where the cameras are.
        self._free.take(0.0, 0.0, 4.0)

    def scene(self, seed: int, number: int, lit: Light) -> Scene:
        self._ground()
        self._furniture()
        if self._place == "town":
            self._town()
        elif self._place == "suburb":
            self._suburb()
        else:
            self._country()
        self._traffic()
        self._on_foot()
        stage = self._stage
        return Scene(
            seed, number, self._place, lit, tuple(stage.things), stage.mesh(), self._draws.between(*self._sort.speed)
        )

    def _ground(self) -> None:
        stage, road, draws = self._stage, self._road, self._draws
        far = 900.0
        grass = _DRY if self._place == "country" and draws.chance(0.35) else _GRASS
        below = _PAVING if self._place == "town" else grass
        stage.put(
            "ground",
            [
                quad(
                    [(-far, -far, -0.03), (far, -far, -0.03), (far, far, -0.03), (-far, far, -0.03)],
                    below,
                    Surface.GROUND,
                )
            ],
        )
        asphalt = _WET if self._wet else _ASPHALT
        stage.put("road", [road.strip(_FROM, _TO, -self._edge, self._edge, 0.0, asphalt)])
        marks: list[Solid] = []
        x = _FROM + draws.between(0.0, 9.0)
        while x < _TO:
            marks.append(road.strip(x, x + 3.0, -0.06, 0.06, 0.008, _PAINT, step=2.0))
            x += 9.0
        for side in (-1.0, 1.0):
            middle = side * _LANE * self._sort.lanes
            if not self._sort.parking:
                marks.append(
                    road.strip(_FROM, _TO, middle - side * 0.2 - 0.06, middle - side * 0.2 + 0.06, 0.008, _PAINT)
                )
            else:
                marks.append(road.strip(_FROM, _TO, middle - 0.05, middle + 0.05, 0.008, _PAINT))
        if self._crossing is not None:
            marks.append(road.strip(self._crossing - 2.4, self._crossing - 2.0, -_LANE, 0.0, 0.009, _PAINT))
            y = -self._edge + 0.3
            while y + 0.5 < self._edge:
                marks.append(road.strip(self._crossing - 1.5, self._crossing + 1.5, y, y + 0.5, 0.01, _PAINT))
                y += 1.0
        stage.put("marking", marks)
        if self._sort.pavement:
            for side in (-1.0, 1.0):
                a, b = sorted((side * (self._edge + 0.15), side * self._out))
                stage.put("pavement", [road.strip(_FROM, _TO, a, b, _HIGH, _PAVING)])
                a, b = sorted((side * self._edge, side * (self._edge + 0.15)))
                face = np.concatenate([self._wall(x, side * self._edge) for x in np.arange(_FROM, _TO, 5.0).tolist()])
                stage.put("pavement", [road.strip(_FROM, _TO, a, b, _HIGH + 0.002, _KERB), Solid(face, _KERB)])

    def _wall(self, x: float, left: float) -> np.ndarray:
        """The upright side of a kerb."""
        a, b = self._road.at(x, left), self._road.at(x + 5.0, left)
        return fan(np.array([(a.x, a.y, 0.0), (b.x, b.y, 0.0), (b.x, b.y, _HIGH), (a.x, a.y, _HIGH)]))

    def _facing(self, along: float, left: float, z: float = 0.0) -> Pose:
        """A place whose y axis leads away from the road, on whichever side."""
        pose = self._road.at(along, left, z)
        return pose if left > 0 else pose.turned(-1.0, 0.0)

    def _furniture(self) -> None:
        """Lamps, trees, signs and traffic lights at the kerb."""
        draws, stage, road = self._draws.apart("furniture"), self._stage, self._road
        paved = bool(self._sort.pavement)
        at = self._edge + (0.55 if paved else 1.6)
        z = _HIGH if paved else 0.0
        for side in (-1.0, 1.0):
            x = _FROM + draws.between(5.0, 25.0)
            while paved and x < 150.0:
                pose = road.at(x, side * at, z)
                self._free.take(pose.x, pose.y, 0.3)
                stage.put("pole", street.lamp(2.2, lit=self._lit), pose if side < 0 else pose.turned(-1.0, 0.0))
                x += 28.0
            x = _FROM + draws.between(0.0, 12.0)
            while self._place != "country" and x < 140.0:
                pose = road.at(x, side * (at + 0.2), z)
                if draws.chance(0.55) and self._free.take(pose.x, pose.y, 1.0):
                    stage.put("vegetation", street.tree(draws, autumn=self._autumn), pose)
                x += draws.between(9.0, 14.0)
        for _ in range(3 + draws.below(4)):
            self._sign(draws, draws.between(9.0, 70.0), draws.pick((-1.0, -1.0, 1.0)), at, z)
        if self._crossing is not None and draws.chance(0.6):
            for side, along in ((-1.0, self._crossing - 2.6), (1.0, self._crossing + 2.6)):
                pose = road.at(along, side * at, z)
                pose = pose.turned(-1.0, 0.0) if side < 0 else pose
                if self._free.take(pose.x, pose.y, 0.3):
                    stage.put("pole", street.pole(3.5), pose)
                    stage.place("traffic light", street.traffic_light(draws), pose)

    def _sign(self, draws: Draws, along: float, side: float, at: float, z: float) -> None:
        pose = self._road.at(along, side * at, z)
        pose = pose.turned(-1.0, 0.0) if side < 0 else pose
        if self._free.take(pose.x, pose.y, 0.5):
            height = draws.between(2.4, 2.9)
            self._stage.put("pole", street.pole(height), pose)
            self._stage.place("sign", street.sign(draws, height), pose)

    def _town(self) -> None:
        draws = self._draws.apart("houses")
        for side in (-1.0, 1.0):
            x = _FROM
            while x < _TO - 20.0:
                length = draws.between(11.0, 24.0)
                # The left side of the street is on the left of who walks along it with the houses at hand.
                start = x if side > 0 else x + length
                back = self._out + 0.1 + draws.between(0.0, 0.8)
                self._stage.put(
                    "building", street.building(draws, length, lit=self._lit), self._facing(start, side * back)
                )
                x += length + (draws.between(7.0, 10.0) if draws.chance(0.18) else 0.15)
        end = self._road.at(_TO, 0.0)
        for n in range(-4, 4):
            pose = end.before(6.0 + draws.between(0.0, 6.0), n * 18.0 + 18.0).turned(0.0, -1.0)
            self._stage.put("building", street.building(draws, 17.8, lit=self._lit), pose)

    def _suburb(self) -> None:
        draws, stage = self._draws.apart("houses"), self._stage
        for side in (-1.0, 1.0):
            x = _FROM
            while x < _TO - 40.0:
                length, gap = draws.between(9.0, 13.0), draws.between(5.0, 11.0)
                start = x if side > 0 else x + length
                back = self._out + draws.between(4.5, 8.0)
                stage.put("building", street.house(draws, length, lit=self._lit), self._facing(start, side * back))
                if draws.chance(0.6):
                    hedged = street.hedge(0.0, length - 2.5, 0.5, draws.between(0.8, 1.5))
                    stage.put("vegetation", hedged, self._facing(start, side * self._out))
                for _ in range(2):
                    pose = self._road.at(
                        x + draws.between(0.0, length + gap), side * (self._out + draws.between(1.6, 4.0))
                    )
                    if self._free.take(pose.x, pose.y, 1.2):
                        stage.put(
                            "vegetation",
                            street.bush(draws) if draws.chance(0.5) else street.tree(draws, autumn=self._autumn),
                            pose,
                        )
                for _ in range(2):
                    pose = self._road.at(
                        x + draws.between(0.0, length + gap), side * (back + draws.between(11.0, 24.0))
                    )
                    stage.put(
                        "vegetation",
                        street.conifer(draws) if draws.chance(0.4) else street.tree(draws, autumn=self._autumn),
                        pose,
                    )
                x += length + gap
        self._hills(draws, 3)

    def _country(self) -> None:
        draws, stage = self._draws.apart("fields"), self._stage
        rows = draws.chance(0.5)
        for side in (-1.0, 1.0):
            x = _FROM
            while x < 170.0:
                pose = self._road.at(
                    x, side * (self._edge + (draws.between(3.0, 4.5) if rows else draws.between(4.0, 40.0)))
                )
                if self._free.take(pose.x, pose.y, 1.5):
                    made = street.conifer(draws) if draws.chance(0.25) else street.tree(draws, autumn=self._autumn)
                    stage.put("vegetation", made if draws.chance(0.8) else street.bush(draws), pose)
                x += draws.between(6.0, 13.0) if rows else draws.between(3.0, 10.0)
            if draws.chance(0.6):
                self._fence(side * (self._edge + 2.4))
        for _ in range(2):
            side = draws.pick((-1.0, 1.0))
            pose = self._facing(draws.between(45.0, 120.0), side * draws.between(16.0, 40.0))
            stage.put("building", street.house(draws, 12.0, lit=self._lit), pose)
        self._hills(draws, 8)

    def _fence(self, left: float) -> None:
        wood: Colour = (0.16, 0.11, 0.07)
        solids: list[Solid] = []
        for x in np.arange(_FROM, 110.0, 3.0).tolist():
            a, b = self._road.at(x, left), self._road.at(x + 3.0, left)
            solids.append(street.bar((a.x, a.y, 0.0), (a.x, a.y, 1.05), 0.05, wood))
            solids += [street.bar((a.x, a.y, z), (b.x, b.y, z), 0.035, wood) for z in (0.5, 0.92)]
        self._stage.put("fence", solids)

    def _hills(self, draws: Draws, n: int) -> None:
        for _ in range(n):
            x, y = draws.between(260.0, 620.0), draws.between(-520.0, 520.0)
            high = draws.between(26.0, 75.0)
            radii = (draws.between(110.0, 220.0), draws.between(120.0, 260.0), high)
            green = draws.between(0.7, 1.2)
            colour = (0.055 * green, 0.10 * green, 0.04 * green)
            self._stage.put("hill", [ball((x, y, -6.0), radii, colour, around=24, rows=12, surface=Surface.LEAF)])

    def _drive(self, shape: Shape, name: str, along: float, left: float, speed: float, radius: float) -> bool:
        """A vehicle on the road; those on its left side come towards the cameras."""
        pose = self._road.at(along, left)
        if not self._free.take(pose.x, pose.y, radius):
            return False
        if left > 0:
            pose = pose.turned(-1.0, 0.0)
        self._stage.place(name, shape, pose, (pose.cos * speed, pose.sin * speed, 0.0))
        return True

    def _traffic(self) -> None:
        draws = self._draws.apart("traffic")
        for left, first in ((-_LANE / 2, 11.0), (_LANE / 2, 8.0)):
            along = first + draws.between(0.0, 14.0)
            while along < 150.0:
                name, shape, radius = self._vehicle(draws)
                speed = draws.between(*self._sort.speed)
                self._drive(shape, name, along + radius, left, speed, radius)
                along += 2 * radius + draws.between(6.0, 30.0 if self._place == "town" else 60.0)
        self._riders(draws)
        if self._sort.parking:
            self._park(draws)

    def _vehicle(self, draws: Draws) -> tuple[str, Shape, float]:
        """Its name, what it looks like, and half the length of the road that it takes."""
        which = draws.unit()
        if which < 0.72:
            return "car", vehicles.car(draws), 2.6
        if which < 0.86:
            return "van", vehicles.van(draws), 3.2
        if which < 0.93 or self._place == "suburb":
            return "truck", vehicles.truck(draws), 4.6
        return "bus", vehicles.bus(draws), 6.3

    def _riders(self, draws: Draws) -> None:
        for _ in range(draws.below(3) + (1 if draws.chance(0.4) else 0)):
            side = draws.pick((-1.0, -1.0, 1.0))
            along, left = draws.between(6.0, 40.0), side * (_LANE - 0.65)
            pose = self._road.at(along, left)
            if not self._free.take(pose.x, pose.y, 1.0):
                continue
            pose = pose.turned(-1.0, 0.0) if side > 0 else pose
            speed = draws.between(3.5, 6.5)
            velocity = (pose.cos * speed, pose.sin * speed, 0.0)
            self._stage.place("bicycle", vehicles.bicycle(draws), pose, velocity)
            self._stage.place("person", people.rider(draws), pose, velocity)

    def _park(self, draws: Draws) -> None:
        for side in (-1.0, 1.0):
            along = _FROM + draws.between(0.0, 5.0)
            while along < 110.0:
                near = self._crossing is not None and abs(along - self._crossing) < 6.0
                if draws.chance(self._sort.parked) and not near:
                    name, shape, radius = (
                        ("van", vehicles.van(draws), 3.1) if draws.chance(0.12) else ("car", vehicles.car(draws), 2.45)
                    )
                    pose = self._road.at(along, side * (self._edge - 1.15))
                    if self._free.take(pose.x, pose.y, 1.2):
                        turned = (side > 0) != draws.chance(0.08)
                        self._stage.place(name, shape, pose.turned(-1.0, 0.0) if turned else pose)
                    along += radius - 2.45
                along += 5.9

    def _on_foot(self) -> None:
        draws, road = self._draws.apart("people"), self._road
        low, high = self._sort.people
        for _ in range(low + draws.below(high - low + 1)):
            side = draws.pick((-1.0, 1.0))
            # More of them near than far: those who are far are a few pixels high.
            near = draws.unit()
            along = 6.0 + 50.0 * near * near
            left = side * draws.between(self._edge + 0.9, max(self._edge + 1.2, self._out - 0.6))
            pose = road.at(along, left, _HIGH if self._sort.pavement else 0.0)
            if not self._free.take(pose.x, pose.y, 0.45):
                continue
            walks = draws.chance(0.8)
            pose = pose.turned(draws.pick((-1.0, 1.0)), 0.0)
            speed = draws.between(0.8, 1.6) if walks else 0.0
            shape = people.walker(draws, walks=walks, small=draws.chance(0.14))
            self._stage.place("person", shape, pose, (pose.cos * speed, pose.sin * speed, 0.0))
        if self._crossing is not None:
            for _ in range(1 + draws.below(4)):
                pose = road.at(
                    self._crossing + draws.between(-1.1, 1.1), draws.between(-self._edge + 0.5, self._edge - 0.5)
                )
                if self._free.take(pose.x, pose.y, 0.45):
                    pose = pose.turned(0.0, draws.pick((-1.0, 1.0)))
                    speed = draws.between(0.9, 1.6)
                    shape = people.walker(draws, walks=True, small=draws.chance(0.15))
                    self._stage.place("person", shape, pose, (pose.cos * speed, pose.sin * speed, 0.0))

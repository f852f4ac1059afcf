"""What a scene says of itself is so, found out in another way than it was made."""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.pictures.scenes.cameras import CAMERAS, camera
from goodwork.pictures.scenes.facts import CLASSES, JOINTS, THINGS, Camera, Frame, Scene
from goodwork.pictures.scenes.files import truth
from goodwork.pictures.scenes.kernels import NEAR, cover
from goodwork.pictures.scenes.lights import WEATHERS
from goodwork.pictures.scenes.places import PLACES, scene
from goodwork.pictures.scenes.render import later, render
from goodwork.pictures.scenes.solids import Pose
from tests.pictures.rays import met

WIDE, HIGH = 192, 120
SEEN = [("town", "clear", "front", 3), ("suburb", "dusk", "left", 1), ("town", "evening", "back", 2)]


@lru_cache
def street(place: str, weather: str, number: int) -> Scene:
    return scene(11, number, place=place, weather=weather)


@lru_cache
def taken(place: str, weather: str, name: str, number: int) -> tuple[Scene, Frame]:
    made = street(place, weather, number)
    return made, render(made, camera(name, WIDE, HIGH))


@pytest.mark.parametrize("of", SEEN, ids=str)
def test_a_pixel_shows_what_its_ray_meets_first(of: tuple[str, str, str, int]) -> None:
    made, frame = taken(*of)
    seen = frame.camera.see(made.mesh.triangles)
    draws = np.random.default_rng(1)
    things = np.argwhere(frame.instance > 0)
    anywhere = np.stack([draws.integers(0, HIGH, 12), draws.integers(0, WIDE, 12)], axis=1)
    some = things[draws.integers(0, len(things), 14)] if len(things) else anywhere
    for row, column in (*anywhere.tolist(), *some.tolist()):
        depth, inside = met(seen, column + 0.5, row + 0.5, frame.camera)
        hit = (inside > 1e-9) & (depth >= NEAR)
        unsure = (np.abs(inside) <= 1e-9) & (depth >= NEAR)
        here = frame.depth[row, column]
        if not hit.any():
            assert here == 0 or np.isclose(depth[unsure], here, rtol=1e-9).any()
            continue
        nearest = depth[hit].min()
        assert here == pytest.approx(nearest, rel=1e-9) or np.isclose(depth[unsure], here, rtol=1e-9).any()
        at_it = made.mesh.part[np.flatnonzero((inside >= -1e-9) & np.isclose(depth, here, rtol=1e-9))]
        assert frame.semantic[row, column] in made.mesh.classes[at_it]
        assert frame.instance[row, column] in made.mesh.things[at_it]


@pytest.mark.parametrize("of", SEEN, ids=str)
def test_a_box_is_the_hull_of_its_pixels_and_lies_in_the_box_of_the_whole_thing(of: tuple[str, str, str, int]) -> None:
    _, frame = taken(*of)
    for mark in frame.marks:
        rows, columns = np.nonzero(frame.instance == mark.thing.id)
        assert mark.pixels == len(rows) and 0 <= mark.share <= 1
        x0, y0, x1, y1 = mark.amodal
        a0, b0, a1, b1 = mark.cuboid
        assert a0 - 1e-6 <= x0 and b0 - 1e-6 <= y0 and x1 <= a1 + 1e-6 and y1 <= b1 + 1e-6
        if mark.visible is None:
            assert not len(rows)
            continue
        assert mark.visible == (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        # The middle of each pixel lies in the thing, so half a pixel of its box may lie beyond.
        assert x0 - 0.5 <= mark.visible[0] and y0 - 0.5 <= mark.visible[1]
        assert mark.visible[2] <= x1 + 0.5 and mark.visible[3] <= y1 + 0.5
        assert set(np.unique(frame.semantic[rows, columns]).tolist()) == {CLASSES.index(mark.thing.name)}
    told = {mark.thing.id for mark in frame.marks}
    assert set(np.unique(frame.instance).tolist()) - {0} <= told


@pytest.mark.parametrize("of", SEEN, ids=str)
def test_the_corners_of_boxes_in_space_fall_where_the_file_says(of: tuple[str, str, str, int]) -> None:
    made, frame = taken(*of)
    told = truth(made, [frame], "images")
    (seen,) = told["cameras"]
    k, rotation, centre = (np.array(seen[name]) for name in ("intrinsics", "rotation", "centre"))
    assert np.allclose(rotation @ rotation.T, np.eye(3), atol=1e-5) and np.linalg.det(rotation) == pytest.approx(
        1, abs=1e-5
    )
    things = {thing["id"]: thing for thing in told["things"]}
    compared = 0
    for mark in seen["marks"]:
        thing = things[mark["thing"]]
        half = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * np.array(thing["size"]) / 2
        c, s = np.cos(thing["heading"]), np.sin(thing["heading"])
        world = half @ np.array([(c, -s, 0), (s, c, 0), (0, 0, 1)]).T + np.array(thing["centre"])
        ahead = (world - centre) @ rotation.T
        if ahead[:, 2].min() < 0.5:
            continue
        places = (ahead @ k.T)[:, :2] / ahead[:, 2:]
        assert np.abs(np.concatenate([places.min(axis=0), places.max(axis=0)]) - mark["cuboid"]).max() < 0.5
        compared += 1
    assert compared


@pytest.mark.parametrize("of", SEEN, ids=str)
def test_flow_leads_to_where_the_same_spot_is_a_moment_later(of: tuple[str, str, str, int]) -> None:
    made, frame = taken(*of)
    after, moved = later(made, frame.camera)
    before, then = frame.camera.see(made.mesh.triangles), moved.see(after.mesh.triangles)
    draws = np.random.default_rng(2)
    seen = np.argwhere(frame.depth > 0)
    things = np.argwhere(frame.instance > 0)
    tried = 0
    for row, column in (
        *seen[draws.integers(0, len(seen), 10)].tolist(),
        *things[:: max(1, len(things) // 14)].tolist(),
    ):
        depth, inside = met(before, column + 0.5, row + 0.5, frame.camera)
        at = np.flatnonzero((inside > 1e-5) & np.isclose(depth, frame.depth[row, column], rtol=1e-9))
        if not len(at):
            continue
        dx, dy = frame.flow[row, column].tolist()
        _, there = met(then[at[:1]], column + 0.5 + dx, row + 0.5 + dy, moved)
        share = float(inside[at[0]])
        # The same spot of the same triangle: as far inside of it as before, but for the four bytes of a number.
        assert there[0] == pytest.approx(share, abs=2e-2 * max(1.0, share) if abs(dx) + abs(dy) > 50 else 5e-3)
        tried += 1
    assert tried > 12
    assert np.abs(frame.flow[frame.depth == 0]).max(initial=0) == 0


def test_joints_are_where_people_are() -> None:
    marked = 0
    for number in (1, 3):
        _, frame = taken("town", "clear", "front", number)
        for mark in frame.marks:
            assert bool(mark.joints) == (mark.thing.name == "person")
            if not mark.joints:
                continue
            assert len(mark.joints) == len(JOINTS)
            for x, y, state in mark.joints:
                if state == 2:
                    assert frame.instance[int(y), int(x)] == mark.thing.id
                    marked += 1
                x0, y0, x1, y1 = mark.amodal
                assert state == 0 or (x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1)
    assert marked > 10


_NUMBERS = st.floats(-6, 6, allow_nan=False).map(lambda n: round(n, 3))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(*[_NUMBERS] * 9), min_size=1, max_size=4))
def test_what_lies_before_the_near_plane_is_drawn_and_nothing_else(rows: list[tuple[float, ...]]) -> None:
    triangles = np.array(rows).reshape(-1, 3, 3)
    of = Camera("any", 16, 12, 11.0, Pose())
    nearness, first = np.zeros((12, 16)), np.full((12, 16), -1, np.int32)
    cover(triangles, 11.0, 11.0, 8.0, 6.0, 1.0, nearness, first)
    for row in range(12):
        for column in range(16):
            depth, inside = met(triangles, column + 0.5, row + 0.5, of)
            edge = np.abs(inside) < 1e-6
            hit = (inside > 0) & (depth >= NEAR)
            if edge.any() or (np.abs(depth - NEAR) < 1e-6).any():
                continue
            assert (first[row, column] >= 0) == hit.any()
            if hit.any():
                assert 1 / nearness[row, column] == pytest.approx(depth[hit].min(), rel=1e-6)


def test_the_same_seed_makes_the_same_picture_on_every_machine() -> None:
    _, frame = taken("town", "clear", "front", 3)
    again = render(scene(11, 3, place="town", weather="clear"), camera("front", WIDE, HIGH))
    other = render(scene(11, 4, place="town", weather="clear"), camera("front", WIDE, HIGH))
    for name in ("colour", "depth", "semantic", "instance", "flow"):
        assert np.array_equal(getattr(again, name), getattr(frame, name))
        assert not np.array_equal(getattr(other, name), getattr(frame, name))
    prints = [hashlib.sha256(np.ascontiguousarray(a).tobytes()).hexdigest()[:16] for a in (frame.colour, frame.depth)]
    assert prints == ["36969c156d58d296", "17dcc0eb8076f08e"]


def test_places_weathers_and_cameras_are_all_there_and_differ() -> None:
    assert set(CAMERAS) == {"front", "left", "right", "back"}
    shown = {how: render(street("country", how, 2), camera("front", 64, 64)).colour for how in WEATHERS}
    assert len({picture.tobytes() for picture in shown.values()}) == len(WEATHERS)
    assert all(picture.std() > 8 for picture in shown.values())
    streets = (street("town", "clear", 3), street("suburb", "dusk", 1), street("country", "clear", 2))
    assert {made.place for made in streets} == set(PLACES)
    named = {thing.name for made in streets for thing in made.things}
    assert named == set(THINGS)

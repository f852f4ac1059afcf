"""Polygons of several people put together: near the truth, sound, and no finer than somebody would draw."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from goodwork.errors import Fault
from goodwork.forms.reading import read_form
from goodwork.geometry import polygons
from goodwork.geometry.polygons import iou
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.polygons import KIND
from goodwork.kinds.polygons.craft import shape_of, shared
from goodwork.kinds.polygons.schema import PolygonsAnswer, PolygonsQuestion
from goodwork.model.records import Loss
from goodwork.model.records import Polygon as PolygonRecord

QUESTION: Any = read_form([{"key": "hulls", "kind": "polygons", "title": "?", "labels": ["Boat", "Buoy"]}])[0]
assert isinstance(QUESTION, PolygonsQuestion)
HULL = np.array([[60.0, 100], [180, 104], [150, 160], [140, 130], [72, 140]])
HOLE = np.array([[90.0, 110], [110, 110], [110, 124], [90, 124]])


def answer(*shapes: tuple[str, list[list[np.ndarray]]]) -> PolygonsAnswer:
    drawn = [
        {"id": f"x{n}", "label": label, "parts": [[ring.tolist() for ring in part] for part in parts]}
        for n, (label, parts) in enumerate(shapes)
    ]
    return PolygonsAnswer.model_validate({"polygons": drawn})


def test_shaky_hands_together_are_nearer_than_one_alone() -> None:
    rng = np.random.default_rng(4)
    given: list[Given[PolygonsAnswer]] = []
    alone: list[float] = []
    for person in range(5):
        ring, hole = HULL + rng.normal(0, 3, HULL.shape), HOLE + rng.normal(0, 1, HOLE.shape)
        one = answer(("boat", [[ring, hole]]), *([("buoy", [[HOLE + 200]])] if person == 0 else []))
        given.append(Given(person, one))
        alone.append(iou(shape_of(one.polygons[0]), TRUE))
    found = KIND.consensus(QUESTION, given, Skills())
    (boat,) = found.answer.polygons
    assert boat.label == "boat"
    assert iou(shape_of(boat), TRUE) > max(alone)
    assert len(boat.parts) == 1 and len(boat.parts[0]) == 2
    assert boat.points < 60
    assert found.confidence is not None and 0.3 < found.confidence < 1
    assert not KIND.faults(QUESTION, found.answer, [])


TRUE = [polygons.Polygon(HULL, (HOLE,))]


def test_many_points_are_compared_in_time_and_nearly_exactly() -> None:
    turns = np.linspace(0, 2 * np.pi, 1500, endpoint=False)
    circle = np.stack([300 + 200 * np.cos(turns), 300 + 200 * np.sin(turns)], axis=1)
    one, other = (answer(("boat", [[circle + shift]])).polygons[0] for shift in (0, 40))
    begun = time.process_time()
    value = shared([one], [other])[0, 0]
    assert time.process_time() - begun < 5
    apart = 40 * np.sqrt(2)
    lens = 2 * 200**2 * np.arccos(apart / 400) - apart / 2 * np.sqrt(4 * 200**2 - apart**2)
    assert value == pytest.approx(lens / (2 * np.pi * 200**2 - lens), abs=0.005)


def test_too_many_points_are_refused_with_the_number() -> None:
    ring = [[float(x), float(x % 2)] for x in range(1500)]
    made = PolygonsAnswer.model_validate({"polygons": [{"id": "a", "label": "boat", "parts": [[ring, ring]]}]})
    (fault,) = KIND.faults(QUESTION, made, [])
    assert isinstance(fault, Fault) and "3,000 points" in fault.what
    corners = tuple((float(x), float(x % 2)) for x in range(2500))
    record = PolygonRecord("hulls", "1", "boat", "Boat", ((corners,),))
    found, lost = KIND.from_records(QUESTION, [record])
    assert found is None and isinstance(lost[0], Loss) and "2,500 points" in lost[0].what

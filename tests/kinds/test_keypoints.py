"""Keypoints of several people put together: near the truth, with a vote on what is seen; points and lines by name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from goodwork.errors import Invalid
from goodwork.forms.reading import read_form
from goodwork.geometry.keypoints import COCO_PERSON
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.keypoints import KIND
from goodwork.kinds.keypoints.craft import craft_of
from goodwork.kinds.keypoints.schema import COCO, KeypointsAnswer, KeypointsQuestion
from goodwork.model.records import Keypoints
from goodwork.quality.regions_shapes import Points, geometric_median

RIG = {"key": "rigs", "kind": "keypoints", "title": "?", "labels": ["Boat"], "points": ["Bow", "Mast", "Stern"]}
QUESTION: Any = read_form([RIG])[0]
assert isinstance(QUESTION, KeypointsQuestion)
TRUTH = np.array([[60.0, 105], [120, 80], [180, 105]])


def answer(*skeletons: np.ndarray) -> KeypointsAnswer:
    """Rows of x, y, seen: 0 is not there."""
    drawn = [
        {
            "id": f"x{n}",
            "label": "boat",
            "points": {
                name: (x, y, int(seen))
                for name, (x, y, seen) in zip(QUESTION.point_ids, rows.tolist(), strict=True)
                if seen
            },
        }
        for n, rows in enumerate(skeletons)
    ]
    return KeypointsAnswer.model_validate({"keypoints": drawn})


def test_shaky_hands_together_are_nearer_than_one_alone_and_slips_move_nothing() -> None:
    rng = np.random.default_rng(3)
    given: list[Given[KeypointsAnswer]] = []
    alone: list[float] = []
    for person in range(5):
        rows = np.column_stack([TRUTH + rng.normal(0, 3, TRUTH.shape), [2, 1 if person < 3 else 2, 2]])
        if person == 4:
            # Bow and stern exchanged, and one more that nobody else saw.
            rows[[0, 2], :2] = rows[[2, 0], :2]
        else:
            alone.append(float(np.hypot(*(rows[:, :2] - TRUTH).T).mean()))
        given.append(Given(person, answer(rows, *([rows + np.array([200, 100, 0])] if person == 4 else []))))
    found = KIND.consensus(QUESTION, given, Skills())
    (boat,) = found.answer.keypoints
    made = np.array([boat.points[name] for name in QUESTION.point_ids])
    assert np.hypot(*(made[:, :2] - TRUTH).T).mean() < np.mean(alone)
    assert made[:, 2].tolist() == [2, 1, 2]
    assert found.confidence is not None and 0.3 < found.confidence < 1
    assert not KIND.faults(QUESTION, found.answer, [])


def test_what_one_alone_saw_of_each_is_still_a_skeleton() -> None:
    one, other = np.column_stack([TRUTH, [2, 0, 0]]), np.column_stack([TRUTH, [0, 0, 2]])
    middle = Points().middle([one, other], np.array([1.0, 2]))
    assert middle.tolist() == [[0, 0, 0], [0, 0, 0], [180, 105, 2]]
    # No place near it has a smaller sum of distances.
    points, weight = np.array([[0.0, 0], [10, 0], [1, 12], [400, 300]]), np.array([1.0, 2, 1, 1.5])
    at = geometric_median(points, weight)

    def total(place: np.ndarray) -> float:
        return float(weight @ np.hypot(*(points - place).T))

    assert all(total(at) <= total(at + 0.01 * np.array(step)) for step in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)))


def test_the_published_tolerances_go_with_cocos_points_alone() -> None:
    rows = np.array([[10.0 * n, 7.0 * n % 50, 2] for n in range(17)])
    moved = rows + np.array([3.0, 0, 0])
    skeletons = [
        KeypointsAnswer.model_validate(
            {"keypoints": [{"id": "a", "label": "p", "points": dict(zip(COCO, one.tolist(), strict=True))}]}
        ).keypoints[0]
        for one in (rows, moved)
    ]
    published = Points(COCO_PERSON, 16).likeness([rows], [moved])
    assert craft_of(COCO, 16).shared(skeletons[:1], skeletons[1:]) == pytest.approx(published)
    assert craft_of(COCO[::-1], 16).shared(skeletons[:1], skeletons[1:]) != pytest.approx(published)


def test_lines_are_found_by_name_and_those_to_nothing_are_refused() -> None:
    (read,) = read_form([{**RIG, "lines": [["Bow", "mast"], ["mast", "Stern"]]}])
    assert isinstance(read, KeypointsQuestion) and read.lines == (("bow", "mast"), ("mast", "stern"))
    for lines in ([["Bow", "Keel"]], [["Bow", "Mast"], ["mast", "bow"]], [["Bow", "Bow"]]):
        with pytest.raises(Invalid):
            read_form([{**RIG, "lines": lines}])
    with pytest.raises(Invalid):
        read_form([{**RIG, "points": ["Bow", "bow"]}])


def test_points_that_are_gone_leave_and_points_of_files_are_found_by_name() -> None:
    before = {"keypoints": [{"id": "k1", "label": "boat", "points": {"bow": [1, 1, 2], "keel": [2, 2, 2]}}]}
    migrated = KIND.migrate(QUESTION, before)
    assert migrated is not None and migrated["keypoints"][0]["points"] == {"bow": [1, 1, 2]}  # type: ignore[index]
    assert KIND.migrate(QUESTION, {"keypoints": [{**before["keypoints"][0], "points": {"keel": [2, 2, 2]}}]}) is None
    record = Keypoints("rigs", "1", "boat", "Boat", (("BOW", 1.0, 2.0, 2), ("Keel", 3.0, 4.0, 1)))
    found, lost = KIND.from_records(QUESTION, [record])
    assert found is not None and found.keypoints[0].points == {"bow": (1.0, 2.0, 2)}
    assert ["Keel" in one.what for one in lost] == [True]

"""Polylines of several people put together: near the truth, whichever way they were drawn; odd lines and large ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from goodwork.forms.reading import read_form
from goodwork.geometry.lines import along, lengths, nearest
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.polylines import KIND
from goodwork.kinds.polylines.craft import MOST_TOGETHER, craft_of
from goodwork.kinds.polylines.schema import MOST_POINTS, Polyline, PolylinesAnswer, PolylinesQuestion
from goodwork.model.records import Polyline as Record
from goodwork.quality.regions_lines import Lines, medians
from goodwork.quality.regions_shapes import geometric_median

RAW = {"key": "lanes", "kind": "polylines", "title": "?", "labels": ["Lane", "Kerb"]}
QUESTION: Any = read_form([RAW])[0]
DIRECTED: Any = read_form([{**RAW, "directed": True}])[0]
assert isinstance(QUESTION, PolylinesQuestion)
TRUTH = np.array([[40.0, 300], [160, 220], [300, 210], [420, 90]])


def answer(*lines: np.ndarray, label: str = "lane") -> PolylinesAnswer:
    drawn = [{"id": f"x{n}", "label": label, "points": line.tolist()} for n, line in enumerate(lines)]
    return PolylinesAnswer.model_validate({"polylines": drawn})


def apart(line: np.ndarray, truth: np.ndarray = TRUTH) -> float:
    """Mean pixels between two lines, both ways."""
    places = np.linspace(0, 1, 200)
    return float((nearest(along(line, places), truth)[0].mean() + nearest(along(truth, places), line)[0].mean()) / 2)


def test_shaky_hands_together_are_nearer_than_one_alone_whichever_way_they_draw() -> None:
    rng = np.random.default_rng(4)
    drawn = [TRUTH + rng.normal(0, 4, TRUTH.shape) for _ in range(5)]
    # One sets more corners, two draw the other way round, one slips at a corner, one stops early.
    drawn[0] = np.insert(drawn[0], 2, (drawn[0][1] + drawn[0][2]) / 2, axis=0)
    drawn[1], drawn[2] = drawn[1][::-1], drawn[2][::-1]
    drawn[3][1] += [30, 40]
    drawn[4][-1] = drawn[4][-2] + 0.4 * (drawn[4][-1] - drawn[4][-2])
    found = KIND.consensus(QUESTION, [Given(n, answer(line)) for n, line in enumerate(drawn)], Skills())
    (line,) = found.answer.polylines
    together = apart(np.array(line.points))
    assert together < 0.6 * np.mean([apart(one) for one in drawn]) and together < 3
    assert len(line.points) <= 10 and not KIND.faults(QUESTION, found.answer, [])
    # It ends where most of them end.
    ends = np.array(line.points)[[0, -1]]
    ends = ends[ends[:, 0].argsort()]
    assert np.hypot(*(ends - TRUTH[[0, -1]]).T).max() < 10


def test_the_way_that_a_line_runs_counts_where_the_question_says_so() -> None:
    one, other = answer(TRUTH), answer(TRUTH[::-1])
    assert KIND.distance(QUESTION, one, other) == 0 and KIND.is_near(QUESTION, one, other)
    assert KIND.distance(DIRECTED, one, other) == 1 and not KIND.is_near(DIRECTED, one, other)
    both = answer(TRUTH, TRUTH[::-1])
    assert KIND.faults(QUESTION, both, []) and not KIND.faults(DIRECTED, both, [])
    # What most people say of the way stands.
    given = [Given(n, answer(TRUTH[::-1] if n == 0 else TRUTH)) for n in range(3)]
    (line,) = KIND.consensus(DIRECTED, given, Skills()).answer.polylines
    assert line.points == tuple(map(tuple, TRUTH.tolist()))


def test_what_two_lines_share_is_the_length_that_lies_at_the_other() -> None:
    line = np.array([[0.0, 0], [100, 0]])
    lines, down, right = Lines(10), np.array([0.0, 1]), np.array([1.0, 0])

    def shared(other: np.ndarray) -> float:
        return float(lines.likeness([line], [other])[0, 0])

    assert shared(line[::-1] + 5 * down) == pytest.approx(0.5)
    assert shared(line + 10 * down) == 0
    # Half of it: all of the half, half of the whole, and what lies within the reach of its end.
    assert shared(np.array([[0.0, 0], [50, 0]])) == pytest.approx((50 + 50 + 5) / 150, abs=0.01)
    # More corners on the way change nothing; a loop back over it is length of its own that lies at the other.
    assert shared(np.array([[0.0, 0], [30, 0], [31, 0], [100, 0]])) == pytest.approx(1)
    table = lines.likeness([line, line + 4 * down], [line, line + 500 * right])
    assert table.tolist() == [[1, 0], [pytest.approx(0.6), 0]]


def test_medians_of_many_places_are_those_of_each() -> None:
    rng = np.random.default_rng(1)
    points, weight = rng.normal(0, 9, (5, 30, 2)), rng.uniform(0.2, 2, 5)
    points[1, 10:20] = points[0, 10:20]
    has = rng.random((5, 30)) < 0.7
    has[0] = True
    has[1], has[2:, :5] = True, False
    found = medians(points, weight[:, None] * has)
    for k in range(30):
        assert found[k] == pytest.approx(geometric_median(points[has[:, k], k], weight[has[:, k]]), abs=1e-3)


def test_legs_that_run_beside_each_other_stay_apart_in_the_middle() -> None:
    hairpin = np.array([[0.0, 0], [200, 0], [200, 12], [0, 12]])
    rng = np.random.default_rng(2)
    drawn = [hairpin + rng.normal(0, 1, hairpin.shape) for _ in range(5)]
    made = Lines(16).middle(drawn, np.ones(5))
    assert lengths(made)[-1] == pytest.approx(412, rel=0.03) and apart(made, hairpin) < 1.5


@pytest.mark.parametrize("bad", [[[0, 0], [0, 0]], [[0, 0]], [[0, 0], [float("nan"), 1]], [[0, 0], [True, 1]], "line"])
def test_what_is_no_line_is_refused(bad: Any) -> None:
    with pytest.raises(ValidationError):
        PolylinesAnswer.model_validate({"polylines": [{"id": "a", "label": "lane", "points": bad}]})


def test_a_line_of_very_many_points_is_compared_and_put_together_soon() -> None:
    turns = np.linspace(0, 60, MOST_POINTS)
    spiral = np.column_stack([300 + 4 * turns * np.cos(turns), 300 + 4 * turns * np.sin(turns)])
    drawn = [spiral + move for move in (0.0, 1.0, 2.0)]
    made = Lines(16).middle(drawn, np.ones(3))
    assert len(made) <= MOST_POINTS and lengths(made)[-1] == pytest.approx(lengths(spiral)[-1], rel=0.1)
    more = np.append(spiral, [[0.0, 0]], axis=0)
    with pytest.raises(ValidationError):
        answer(more)
    # Lines piled up on one place are not compared all with all.
    pile = [Polyline(id=f"l{n}", label="lane", points=((0, 0), (10, n / 100))) for n in range(MOST_TOGETHER + 1)]
    assert craft_of(16, directed=False).too_many(pile)


def test_lines_of_files_are_read_without_steps_of_no_length() -> None:
    said = KIND.from_records(QUESTION, [Record("lanes", "1", "lane", "Lane", ((0, 0), (0, 0), (5, 5), (5, 5)))])
    assert said[0] is not None and said[0].polylines[0].points == ((0, 0), (5, 5)) and not said[1]
    found, lost = KIND.from_records(QUESTION, [Record("lanes", "1", "lane", "Lane", ((3, 3), (3, 3)))])
    assert found is None and [one.why for one in lost] == ["it has no length"]
    long = tuple((float(n), 0.0) for n in range(MOST_POINTS + 1))
    found, lost = KIND.from_records(QUESTION, [Record("lanes", "1", "lane", "Lane", long)])
    assert found is None and "2,000" in lost[0].why


def test_lines_of_many_corners_that_hang_together_are_not_compared_for_minutes() -> None:
    drawn = np.random.default_rng(8).uniform(0, 400, (200, 300, 2))
    craft = craft_of(16, directed=False)
    assert craft.too_many(answer(*drawn).polylines)
    # Three corners each are soon compared, and lines that lie far from each other cost nothing.
    assert not craft.too_many(answer(*drawn[:, :3]).polylines)
    far = np.arange(200)[:, None, None] * np.array([1000, 0])
    assert not craft.too_many(answer(*(drawn + far)).polylines)

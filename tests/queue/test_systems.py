"""Systems compared through their outputs: standings with intervals, and a bias for the side that was shown first."""

from __future__ import annotations

import random

import numpy as np
import pytest

from goodwork.actions.quality.refit_project import refit_project
from goodwork.api.wire.quality import ProjectQuality
from goodwork.forms.reading import read_form
from goodwork.kinds.registry import kind_of
from goodwork.learning.columns import Column
from goodwork.learning.comparing import FEWEST, compare
from goodwork.learning.report import Estimate
from goodwork.model.ids import ProjectId
from tests.api.callers import House
from tests.queue.place import place

QUESTION = {
    "key": "better", "kind": "pairwise", "title": "Which?", "outputs": ["a", "b"],
    "systems": {"a": "model_a", "b": "model_b"},
}  # fmt: skip
STRENGTH = {"small": -1.0, "middle": 0.0, "large": 1.0}


def _comparisons(
    n: int, *, bias: float = 0.0, swapped: bool = False, seed: int = 7, systems: bool = True
) -> tuple[Column, dict[int, dict[str, str]]]:
    """Each of five people compares outputs of two systems; ``bias`` draws them to the side shown first."""
    dice = random.Random(seed)
    (question,) = read_form([QUESTION if systems else {**QUESTION, "systems": {}}])
    column, metadata = Column(question), dict[int, dict[str, str]]()
    for item in range(n):
        one, other = dice.sample(sorted(STRENGTH), 2)
        metadata[item] = {"model_a": one, "model_b": other}
        shown = dice.sample(["a", "b"], 2)
        leaning = STRENGTH[one] - STRENGTH[other] + (bias if shown[0] == "a" else -bias)
        choice = "a" if dice.random() < 1 / (1 + np.exp(-leaning)) else "b"
        # One person answers upside down, and the fit finds that out.
        person = dice.randrange(5)
        if swapped and person == 0:
            choice = "b" if choice == "a" else "a"
        column.item.append(item)
        column.person.append(person)
        column.answer.append(kind_of("pairwise").answer.model_validate({"choice": choice, "shown": shown}))
    return column, metadata


@pytest.mark.parametrize("swapped", [False, True])
def test_standings_recover_who_wins_how_often(swapped: bool) -> None:
    found = compare(*_comparisons(600, swapped=swapped))
    assert found is not None
    assert [row.system for row in found.systems] == ["large", "middle", "small"]
    best, _, worst = (row.wins for row in found.systems)
    assert worst.high < 0.5 < best.low
    if not swapped:
        for row, truth in zip(found.systems, (1.0, 0.0, -1.0), strict=True):
            assert row.wins.low <= 1 / (1 + np.exp(-truth)) <= row.wins.high
    assert sum(row.wins.items for row in found.systems) == 1200


def test_a_bias_for_the_first_side_is_seen_and_none_is_made_up() -> None:
    biased = compare(*_comparisons(600, bias=1.0, systems=False))
    assert biased is not None
    assert biased.first_shown.low > 0.5 and "lean" in biased.first_shown.why
    assert biased.first_shown.items == 600
    # Without one the interval misses one half in one of twenty; more than five of twenty is no accident (p < 0.0004).
    missed = 0
    for seed in range(20):
        found = compare(*_comparisons(200, seed=seed, systems=False))
        assert found is not None
        missed += not found.first_shown.low <= 0.5 <= found.first_shown.high
    assert missed <= 5
    assert biased.systems == ()


def test_too_few_comparisons_say_how_many_are_missing() -> None:
    found = compare(*_comparisons(FEWEST - 1))
    assert found is not None
    why = f"{FEWEST - 1} of {FEWEST} preferences whose order is known."
    assert found.first_shown == Estimate(None, items=FEWEST - 1, why=why)
    assert {row.wins.value for row in found.systems} == {None}


def test_ties_count_half_and_unnamed_systems_nothing() -> None:
    (question,) = read_form([QUESTION])
    tie = kind_of("pairwise").answer.model_validate({"choice": "tie"})
    column = Column(question, list(range(60)), [n % 3 for n in range(60)], [tie] * 60)
    found = compare(column, {n: {"model_a": "x", "model_b": "y"} for n in range(40)})
    assert found is not None
    assert [(row.system, round(row.wins.value, 3), row.wins.items) for row in found.systems] == [
        ("x", 0.5, 40), ("y", 0.5, 40),
    ]  # fmt: skip
    assert found.first_shown.items == 0


def test_other_questions_compare_nothing() -> None:
    (question,) = read_form([{"key": "mood", "kind": "classification", "title": "?", "labels": ["x", "y"]}])
    answer = kind_of("classification").answer.model_validate({"labels": ["x"]})
    assert compare(Column(question, [1], [1], [answer]), {}) is None


async def test_a_refit_reads_who_made_what_and_the_page_has_it(house: House) -> None:
    here = await place(house, questions=[QUESTION], policy={"fewest": 1, "most": 1})
    items = await here.items(FEWEST, wanted=1)
    await here.sql(
        "UPDATE item_payload SET metadata = jsonb_build_object('model_a', 'x', 'model_b', 'y', 'size', 3),"
        ' payload = CAST(:p AS jsonb) WHERE project_id = :project',
        p='{"parts": [{"name": "a", "type": "text", "text": "A"}, {"name": "b", "type": "text", "text": "B"}]}',
        project=here.project,
    )  # fmt: skip
    person = await house.person(here.owner, "annotator")
    for _ in items:
        claim = (await here.claim(person))["claim"]
        answers = {"better": {"choice": "b", "shown": ["b", "a"]}}
        await person.ok("POST", f"/claims/{claim['id']}/annotation", json={"answers": answers, "form_version": 1})
    await here.appraise()
    await refit_project(house.state.database, house.state.blobs, here.worker.organization_id, ProjectId(here.project))
    report = ProjectQuality.model_validate(await here.owner.ok("GET", f"/projects/{here.project}/quality"))
    comparisons = report.questions[0].comparisons
    assert comparisons is not None
    assert [row.system for row in comparisons.systems] == ["y", "x"]
    wins = comparisons.systems[0].wins
    assert wins.items == FEWEST and wins.value is not None and wins.low is not None and wins.value > wins.low > 0.5
    assert comparisons.first_shown.value == 1

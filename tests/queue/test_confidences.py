"""The overview shows the confidences that the items show, of every kind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from goodwork.actions.quality.refit_project import refit_project
from goodwork.kinds.registry import KINDS
from goodwork.model.ids import ProjectId
from tests.api.callers import House
from tests.queue.place import Place, place

FIXTURES = Path(__file__).parents[2] / "fixtures" / "kinds"
FILES = {path.parent.name: json.loads(path.read_text()) for path in sorted(FIXTURES.glob("*/*.json"))}


def test_every_kind_is_tried() -> None:
    assert set(FILES) == set(KINDS)


@pytest.mark.parametrize("name", FILES)
async def test_the_overview_counts_the_confidences_that_items_show(house: House, name: str) -> None:
    fixture = FILES[name]
    question = fixture["question"]
    key, kind = question["key"], KINDS[question["kind"]]
    said = [case["answer"] for case in fixture["answers"] if case["valid"] and case.get("on_parts", True)]
    here = await place(house, questions=[question], policy={"target": 0.99, "fewest": 2, "most": 2})
    items = await here.items(4)
    people = [(await house.person(here.owner, "annotator")).me["person_id"] for _ in range(2)]
    for n, item in enumerate(items):
        for m, person in enumerate(people):
            answer = said[n * m % len(said)]
            await here.sql(
                "INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, revision,"
                " form_version, answers) VALUES (:o, :p, :i, :w, 0, 1, 1, CAST(:a AS jsonb))",
                o=here.worker.organization_id, p=here.project, i=item, w=person, a=json.dumps({key: answer}),
            )  # fmt: skip
        await here.sql("UPDATE item SET completed = 2 WHERE id = :i", i=item)
    await here.sql(
        "INSERT INTO to_appraise (item_id, organization_id, project_id)"
        " SELECT id, organization_id, project_id FROM item WHERE project_id = :p",
        p=here.project,
    )
    assert await here.appraise() == 4
    await _agree(here, key, kind.has_confidence)
    await refit_project(house.state.database, house.state.blobs, here.worker.organization_id, ProjectId(here.project))
    await here.appraise()
    await _agree(here, key, kind.has_confidence)
    # What goes takes its count with it.
    await here.sql("DELETE FROM consensus WHERE item_id = :i", i=items[0])
    await _agree(here, key, kind.has_confidence, items=3)


async def _agree(here: Place, key: str, has_confidence: bool, *, items: int = 4) -> None:
    rows = await here.sql("SELECT confidence FROM consensus WHERE project_id = :p AND question = :q",
                          p=here.project, q=key)  # fmt: skip
    assert len(rows) == items
    shown = Counter(min(9, int(row[0] * 10)) for row in rows if row[0] is not None)
    (found,) = (await here.owner.ok("GET", f"/projects/{here.project}/quality"))["questions"]
    assert found["confidence_histogram"] == [shown[n] for n in range(10)]
    assert (sum(found["confidence_histogram"]) == items) is has_confidence is found["has_confidence"]

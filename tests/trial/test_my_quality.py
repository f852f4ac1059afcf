"""What the page My quality costs: it does not grow with what somebody answered."""

from __future__ import annotations

import json
import statistics
import time

from goodwork.actions.quality.refit_project import refit_project
from goodwork.model.ids import ProjectId
from tests.api.callers import Caller, House
from tests.api.conftest import house
from tests.queue.place import Place, place

__all__ = ["house"]

QUESTIONS = [
    {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]},
    {"key": "words", "kind": "spans", "title": "Mark the words", "labels": ["Word"]},
    {"key": "stars", "kind": "rating", "title": "How many stars?", "low": 1, "high": 5},
]
PEOPLE = 3
TIMES = 60


async def _answered(house: House, answers: int) -> tuple[Place, list[Caller]]:
    """So many items that three people answered, three questions each, a tenth of them otherwise; fitted."""
    here = await place(house, questions=QUESTIONS)
    people = [await house.person(here.owner, "annotator") for _ in range(PEOPLE)]
    items = await here.items(answers, wanted=PEOPLE)
    for n, person in enumerate(people):
        said = [
            {
                "mood": {"labels": ["good" if (item + (n == 0 and item % 10 == 3)) % 2 else "bad"]},
                "words": {
                    "spans": []
                    if n == 0 and item % 10 == 3
                    else [{"id": "s1", "label": "word", "fragments": [[0, 4]], "text": "Text"}]
                },
                "stars": {"value": 1 + (item + (n == 0 and item % 10 == 3)) % 5},
            }
            for item in items
        ]
        await here.sql(
            "WITH c AS (INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
            "  SELECT :o, :p, i, :who, 1, now() FROM unnest(CAST(:items AS bigint[])) i RETURNING id, item_id)"
            " INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, revision,"
            "  form_version, answers, surplus)"
            " SELECT :o, :p, c.item_id, :who, c.id, 1, 1, CAST(n.said AS jsonb), false"
            " FROM unnest(CAST(:items AS bigint[]), CAST(:said AS text[])) n (item_id, said)"
            " JOIN c ON c.item_id = n.item_id ORDER BY c.item_id",
            o=here.worker.organization_id, p=here.project, who=person.me["person_id"], items=items,
            said=[json.dumps(one) for one in said],
        )  # fmt: skip
    database, blobs = house.state.database, house.state.blobs
    await refit_project(database, blobs, here.worker.organization_id, ProjectId(here.project))
    return here, people


async def _seconds(caller: Caller) -> list[float]:
    found: list[float] = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        page = await caller.ok("GET", "/me/quality")
        found.append(time.perf_counter() - begun)
        assert all(question["skill"]["value"] is not None for question in page["rows"][0]["questions"])
    return sorted(found)


async def test_the_page_costs_the_same_whatever_somebody_answered(house: House) -> None:
    _, (few, *_) = await _answered(house, 250)
    _, (many, *_) = await _answered(house, 5_000)
    taken = {250: await _seconds(few), 5_000: await _seconds(many)}
    for answers, seconds in taken.items():
        p50, p95 = (1000 * seconds[int(share * (TIMES - 1))] for share in (0.5, 0.95))
        print(f"{answers} answers: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    assert statistics.median(taken[5_000]) < 2 * statistics.median(taken[250]) + 0.005

"""Appraisal and refit over HTTP and the worker's actions: sums, settled items, skills, gold, the report."""

from __future__ import annotations

import json
import random
from typing import Any

from goodwork.actions.quality.refit_project import refit_project
from goodwork.api.wire.quality import ProjectQuality, ProjectSkills
from goodwork.model.ids import ProjectId
from goodwork.routing.order import Hand
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

ITEMS = 24


async def test_a_refit_learns_who_is_right_and_says_what_it_rests_on(house: House) -> None:
    here = await place(house, policy={"target": 0.8, "fewest": 3, "most": 4})
    items = await here.items(ITEMS, wanted=3)
    truth = {item: "good" if n % 2 else "bad" for n, item in enumerate(items)}
    people = [await house.person(here.owner, "annotator") for _ in range(4)]
    await here.sql("UPDATE item SET wanted = 4 WHERE project_id = :p", p=here.project)
    for item in items[:5]:
        await here.sql(
            "INSERT INTO gold (item_id, organization_id, project_id, answers, inclusion)"
            " VALUES (:i, :o, :p, CAST(:a AS jsonb), 0.2)",
            i=item, o=here.worker.organization_id, p=here.project, a=json.dumps({"mood": {"labels": [truth[item]]}}),
        )  # fmt: skip
    dice = random.Random(1)
    for n, person in enumerate(people):
        for _ in items:
            claim = (await here.claim(person))["claim"]
            right = truth[claim["item"]["id"]]
            wrong = "bad" if right == "good" else "good"
            # The last one guesses.
            await here.submit(person, claim, dice.choice([right, wrong]) if n == 3 else right)
    assert await here.appraise() == ITEMS
    await refit_project(house.state.database, house.state.blobs, here.worker.organization_id, ProjectId(here.project))
    assert await here.appraise() == ITEMS, "every item is decided again"

    report = ProjectQuality.model_validate(await here.owner.ok("GET", f"/projects/{here.project}/quality"))
    (question,) = report.questions
    assert (report.people, report.annotations) == (4, 4 * ITEMS) and report.fitted_at is not None
    assert question.agreement.value is not None and 0.2 < question.agreement.value < 1
    assert question.accuracy_on_gold.items == 5 and question.accuracy_on_gold.value == 1
    assert not question.calibrated and question.gold_missing > 0 and "Not calibrated yet" in question.calibration_note
    assert sum(question.confidence_histogram) == ITEMS
    assert question.confusing_pairs[0].share == 1 and {question.confusing_pairs[0].a} <= {"Good", "Bad"}

    seen = [ProjectSkills.model_validate(await _own(person)) for person in (people[0], people[3])]
    mine, guesser = (row.questions[0] for row in seen)
    assert mine.skill.value is not None and guesser.skill.value is not None
    assert mine.skill.value > guesser.skill.value and mine.skill.items == ITEMS
    hands = dict(await here.sql("SELECT person_id, hand FROM queue_cursor WHERE project_id = :p", p=here.project))
    assert [hands[person.me["person_id"]] for person in people] == [Hand.ABOVE] * 3 + [Hand.BELOW]
    assert mine.evidence and mine.evidence[0].excerpt.startswith("Text ")

    counted = await here.sql(
        "SELECT (SELECT count(*) FROM item WHERE project_id = :p AND state = 1),"
        " (SELECT count(*) FROM annotation WHERE project_id = :p),"
        " (SELECT count(*) FROM consensus WHERE project_id = :p)", p=here.project,
    )  # fmt: skip
    kept = await here.sql("SELECT settled, annotations FROM project_progress WHERE project_id = :p", p=here.project)
    assert tuple(kept[0]) == tuple(counted[0])[:2] and counted[0][2] == ITEMS
    right = await here.sql("SELECT item_id, answer FROM consensus WHERE project_id = :p", p=here.project)
    assert all(row[1]["labels"] == [truth[row[0]]] for row in right)


async def test_a_refit_on_demand_is_one_job_and_a_managers_word(house: House) -> None:
    here = await place(house)
    person = await house.person(here.owner, "annotator")
    for _ in range(2):
        await here.owner.ok("POST", f"/projects/{here.project}/refit", 202)
    refused = await person.request("POST", f"/projects/{here.project}/refit")
    assert refused.status_code == 403
    jobs = await here.sql("SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = :l", l=f"refit:{here.project}")
    assert jobs[0][0] == 1


async def _own(caller: Caller) -> dict[str, Any]:
    """What My quality shows of the one project."""
    (row,) = (await caller.ok("GET", "/me/quality"))["rows"]
    return row


async def _refit(here: Place) -> None:
    await here.appraise()
    database, blobs = here.house.state.database, here.house.state.blobs
    await refit_project(database, blobs, here.worker.organization_id, ProjectId(here.project))
    await here.appraise()


async def _played(house: House, *, gold: dict[int, str], people: int = 5) -> tuple[Place, list[int], list[Caller]]:
    """Twelve items that everybody answers; at one the first person stands alone. ``gold``: place -> label."""
    here = await place(house, policy={"target": 0.8, "fewest": people, "most": people + 1})
    items = await here.items(12, wanted=people)
    callers = [await house.person(here.owner, "annotator") for _ in range(people)]
    for at, label in gold.items():
        await here.sql(
            "INSERT INTO gold (item_id, organization_id, project_id, answers, inclusion)"
            " VALUES (:i, :o, :p, CAST(:a AS jsonb), 0.2)",
            i=items[at], o=here.worker.organization_id, p=here.project, a=json.dumps({"mood": {"labels": [label]}}),
        )  # fmt: skip
        await here.sql("UPDATE item SET gold = 1 WHERE id = :i", i=items[at])
    for n, caller in enumerate(callers):
        for _ in items:
            claim = (await here.claim(caller))["claim"]
            at = items.index(claim["item"]["id"])
            said = ("good", "bad")[(at + (n == 0 and at == 10) + (n == 1 and at == 3)) % 2]
            await here.submit(caller, claim, said)
    return here, items, callers


async def _skills(here: Place) -> list[tuple[float, float, float, int]]:
    rows = await here.sql(
        "SELECT estimate, low, high, items FROM skill WHERE project_id = :p ORDER BY person_id", p=here.project
    )
    return [tuple(row) for row in rows]


async def _won(here: Place, appellant: Caller, item: int, against: str) -> None:
    made = await appellant.ok("POST", f"/items/{item}/appeals", 201, json={"against": against})
    standing = (await here.owner.ok("GET", f"/appeals/{made['id']}"))["standing"]
    body = {"upheld": True, "reason": "It is meant.", "standing": standing}
    await here.owner.ok("POST", f"/appeals/{made['id']}/decision", json=body)


async def test_a_won_appeal_mends_every_score_at_once_and_a_refit_agrees(house: House) -> None:
    here, items, (ann, *others) = await _played(house, gold={})
    await _refit(here)
    before = await _skills(here)
    row = (await _own(ann))["questions"][0]
    assert items[10] in [piece["item_id"] for piece in row["evidence"] if piece["may_appeal"] == "score"]
    await _won(here, ann, items[10], "score")
    mended = await _skills(here)
    assert mended[0][0] > before[0][0] and all(a[0] < b[0] for a, b in zip(mended[1:], before[1:], strict=True))
    row = (await _own(ann))["questions"][0]
    (piece,) = [piece for piece in row["evidence"] if piece["item_id"] == items[10]]
    assert piece["source"] == "gold" and "raised" in piece["reason"] and piece["appealed"] == "upheld"
    theirs = (await _own(others[0]))["questions"][0]
    (piece,) = [piece for piece in theirs["evidence"] if piece["item_id"] == items[10]]
    assert "lowered" in piece["reason"] and piece["may_appeal"] == "review"
    await _refit(here)
    after = await _skills(here)
    # The prior and the population's errors are learned afresh, so it is near and not the same.
    for then, now, first in zip(mended, after, before, strict=True):
        assert abs(then[0] - now[0]) < 0.05 and then[1] < now[0] < then[2] and now[3] == first[3]


async def test_after_a_won_appeal_against_gold_all_is_as_if_the_gold_had_been_right_from_the_start(
    house: House,
) -> None:
    known = {0: "good", 1: "bad", 2: "good"}
    wrong, items, (ann, *_) = await _played(house, gold={**known, 10: "good"})
    await _refit(wrong)
    await wrong.appraise()
    row = (await _own(ann))["questions"][0]
    assert items[10] in [piece["item_id"] for piece in row["evidence"] if piece["may_appeal"] == "gold"]
    await _won(wrong, ann, items[10], "gold")
    await _refit(wrong)
    right, _, _ = await _played(house, gold={**known, 10: "bad"})
    await _refit(right)
    assert await _skills(wrong) == await _skills(right)
    stands = "SELECT state, settled_how, wanted, completed FROM item WHERE project_id = :p ORDER BY position"
    says = (
        "SELECT c.answer, c.confidence FROM consensus c JOIN item i ON i.id = c.item_id WHERE c.project_id = :p"
        " ORDER BY i.position"
    )
    for statement in (stands, says):
        assert [tuple(r) for r in await wrong.sql(statement, p=wrong.project)] == [
            tuple(r) for r in await right.sql(statement, p=right.project)
        ]

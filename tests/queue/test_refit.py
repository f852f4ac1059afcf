"""Appraisal and refit over HTTP and the worker's actions: sums, settled items, skills, gold, the report."""

from __future__ import annotations

import json
import random

from goodwork.actions.quality.refit_project import refit_project
from goodwork.api.wire.quality import MyQuality, ProjectQuality
from goodwork.model.ids import ProjectId
from tests.api.callers import House
from tests.queue.place import place

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

    (mine,) = [MyQuality.model_validate(row) for row in await people[0].ok("GET", "/me/quality")]
    (guesser,) = [MyQuality.model_validate(row) for row in await people[3].ok("GET", "/me/quality")]
    assert mine.skill.value is not None and guesser.skill.value is not None
    assert mine.skill.value > guesser.skill.value and mine.skill.items == ITEMS
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

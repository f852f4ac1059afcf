"""What becomes of items, and of what gold proved, when a project asks other questions than before."""

from __future__ import annotations

import json
from typing import Any

from goodwork.actions.quality.refit_project import refit_project
from goodwork.model.ids import ProjectId
from tests.api.callers import QUESTIONS, House
from tests.queue.place import Place, place

STARS = {"key": "stars", "kind": "rating", "title": "How many stars?"}
NOTE = {"key": "note", "kind": "text", "title": "Which word?"}


async def _refit(here: Place) -> None:
    """The refit that was asked for, and the appraisal after it."""
    gone = "DELETE FROM procrastinate_jobs WHERE task_name = 'refit' RETURNING id"
    assert await here.sql(gone), "a refit was asked for"
    state = here.house.state
    await refit_project(state.database, state.blobs, here.worker.organization_id, ProjectId(here.project))
    await here.appraise()


async def _proof(here: Place) -> tuple[Any, ...]:
    proof = (await here.owner.ok("GET", f"/projects/{here.project}"))["progress"]["proof"]
    row = next(r for r in (await here.owner.ok("GET", "/projects"))["rows"] if r["id"] == here.project)
    assert row["supported"] == proof["supported"], "the list of projects says what the project says"
    return proof["supported"], proof["proves"], proof["missing"], proof["states"]


async def test_a_question_that_nobody_has_answered_yet_is_not_met(house: House) -> None:
    here = await place(house, policy={"target": 0.6, "fewest": 1, "most": 3})
    (item,) = await here.items(1, wanted=1)
    person = await house.person(here.owner, "annotator")
    path = f"/projects/{here.project}"
    await here.submit(person, (await here.claim(person))["claim"])
    await here.appraise()
    await here.owner.ok("POST", f"{path}/refit", 202)
    await _refit(here)
    await here.sql("UPDATE project_quality SET proves = 0.9, proof_missing = 0 WHERE project_id = :p", p=here.project)
    assert (await here.owner.ok("GET", f"/items/{item}"))["how"] == "met" and (await _proof(here))[0]

    await here.owner.ok("PATCH", path, json={"questions": [*QUESTIONS, STARS]})
    assert await _proof(here) == (False, None, 6, True), "what was proved is of other questions"
    await _refit(here)
    progress = (await here.owner.ok("GET", path))["progress"]
    assert (progress["settled"], progress["met"]) == (0, 0)
    line = (await here.owner.ok("GET", f"/items/{item}/story"))["rows"][0]
    assert (line["step"], line["cause"], line["because"]) == (
        "reopened", "questions-changed", "The questions changed.",
    )  # fmt: skip
    assert "lowest confidence 0 % on “How many stars?”" in line["says"]
    assert (await _proof(here))[:2] == (False, None)

    # Asked as before it is met again by the answer that is there. Words that nobody has written are missing, too.
    await here.owner.ok("PATCH", path, json={"questions": QUESTIONS})
    await _refit(here)
    assert (await here.owner.ok("GET", f"/items/{item}"))["how"] == "met"
    await here.owner.ok("PATCH", path, json={"questions": [NOTE]})
    assert await _proof(here) == (False, None, None, False)
    await _refit(here)
    detail = await here.owner.ok("GET", f"/items/{item}")
    assert (detail["state"], detail["consensus"]) == ("open", []), "what is asked no more is said no more"
    other = await house.person(here.owner, "annotator")
    claim = (await here.claim(other))["claim"]
    body = {"answers": {"note": {"text": "rain"}}, "form_version": claim["form_version"]}
    await other.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
    await here.appraise()
    assert (await here.owner.ok("GET", f"/items/{item}"))["how"] == "on-count"


async def test_the_same_questions_again_ask_for_no_refit(house: House) -> None:
    here = await place(house)
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"questions": QUESTIONS, "purpose": "Another one."})
    assert await here.sql("SELECT FROM procrastinate_jobs WHERE task_name = 'refit'") == []


async def test_gold_of_a_label_that_is_gone_says_nothing_and_the_project_goes_on_learning(house: House) -> None:
    labels = [{"id": name, "name": name.title()} for name in ("good", "bad", "mixed")]
    here = await place(
        house, policy={"target": 0.6, "fewest": 1, "most": 3}, questions=[{**QUESTIONS[0], "labels": labels}]
    )
    path, items = f"/projects/{here.project}", await here.items(3, wanted=1)
    person = await house.person(here.owner, "annotator")
    for item, label in zip(items[:2], ("good", "mixed"), strict=True):
        await here.sql(
            "INSERT INTO gold (item_id, organization_id, project_id, answers, inclusion)"
            " VALUES (:i, :o, :p, CAST(:a AS jsonb), 0.5)",
            i=item, o=here.worker.organization_id, p=here.project, a=json.dumps({"mood": {"labels": [label]}}),
        )  # fmt: skip
        await here.sql("UPDATE item SET gold = 1 WHERE id = :i", i=item)
    for _ in items:
        await here.submit(person, (await here.claim(person))["claim"])
    await here.appraise()
    await here.owner.ok("PATCH", path, json={"questions": QUESTIONS})
    await _refit(here)
    quality = await here.owner.ok("GET", f"{path}/quality")
    assert quality["error"] is None and quality["questions"][0]["accuracy_on_gold"]["items"] == 1
    for item in items:
        assert (await here.owner.ok("GET", f"/items/{item}"))["consensus"]

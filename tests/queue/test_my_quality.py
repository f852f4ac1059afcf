"""My quality over HTTP: what a person sees of their skill, what leads see of it, and what nobody sees."""

from __future__ import annotations

import json
from typing import Any

from goodwork.actions.quality.refit_project import refit_project
from goodwork.api.wire.base import Page
from goodwork.api.wire.quality import PersonSkills, PracticeOut, ProjectSkills, QuestionSkill
from goodwork.model.ids import ProjectId
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

SPANS = [{"key": "words", "kind": "spans", "title": "Mark the words", "labels": ["Word", "Number"]}]
NOTHING: dict[str, Any] = {"words": {"spans": []}}


def marked(label: str = "word", end: int = 4) -> dict[str, Any]:
    """A span at the beginning of any of these texts."""
    return {
        "words": {"spans": [{"id": "s1", "label": label, "fragments": [[0, end]], "text": "Text "[:end]}]}
    }  # fmt: skip


async def _refit(here: Place) -> None:
    await here.appraise()
    state = here.house.state
    await refit_project(state.database, state.blobs, here.worker.organization_id, ProjectId(here.project))
    await here.appraise()


async def _worked(house: House) -> tuple[Place, list[int], list[Caller]]:
    """Twelve texts that four people mark; the first misses the word in three, and leaves out one that is none."""
    here = await place(house, questions=SPANS, policy={"target": 0.8, "fewest": 4, "most": 4})
    await here.owner.ok(
        "PUT", f"/projects/{here.project}/guideline", json={"markdown": "# Each word\nMark the word of every text."}
    )
    items = await here.items(12, wanted=4)
    await here.sql(
        "INSERT INTO gold (item_id, organization_id, project_id, answers, inclusion)"
        " VALUES (:i, :o, :p, CAST(:a AS jsonb), 0.2)",
        i=items[11], o=here.worker.organization_id, p=here.project, a=json.dumps(NOTHING),
    )  # fmt: skip
    people = [await house.person(here.owner, "annotator") for _ in range(4)]
    for n, person in enumerate(people):
        for _ in items:
            claim = (await here.claim(person))["claim"]
            at = items.index(claim["item"]["id"])
            said = NOTHING if n == 0 and at in (2, 5, 8, 11) else marked()
            body = {"answers": said, "form_version": 1}
            await person.ok("POST", f"/claims/{claim['id']}/annotation", 201, json=body)
    return here, items, people


async def _own(caller: Caller) -> QuestionSkill:
    (row,) = Page[ProjectSkills].model_validate(await caller.ok("GET", "/me/quality")).rows
    return row.questions[0]


async def test_spans_have_their_place_with_praise_misses_and_what_to_practise(house: House) -> None:
    here, items, (ann, bea, *_) = await _worked(house)
    before = await _own(ann)
    assert (before.skill.value, before.missing, before.measures) == (None, 10, "near"), "nothing is fitted yet"
    await _refit(here)
    mine, hers = await _own(ann), await _own(bea)
    assert mine.kind == "spans" and mine.skill.items == 12 and mine.missing == 0
    assert mine.skill.value is not None and hers.skill.value is not None and mine.skill.value < hers.skill.value
    assert mine.skill.low is not None and mine.skill.high is not None and mine.skill.low < mine.skill.high

    assert [one.item_id for one in mine.caught] == [items[11]] and hers.caught == []
    lowered = [piece for piece in mine.evidence if piece.moved < 0]
    assert {piece.item_id for piece in lowered} == {items[2], items[5], items[8]}
    assert {(piece.mine, piece.other) for piece in lowered} == {("nothing marked", "Word “Text”")}
    assert all(piece.may_appeal == "score" and piece.source == "consensus" for piece in lowered)
    assert any(piece.moved > 0 and piece.alike and piece.may_appeal is None for piece in mine.evidence)
    for piece in (*mine.evidence, *mine.caught):
        assert piece.claim_id and (await ann.ok("GET", f"/claims/{piece.claim_id}"))["item"]["id"] == piece.item_id

    (slip,) = mine.slips
    assert (slip.what, slip.said, slip.right, slip.items) == ("missed", "", "Word", 3) and slip.cost > 0
    assert mine.trend.windows == [] and mine.trend.missing == 28 and not mine.trend.certain
    (practice,) = [
        PracticeOut.model_validate(row)
        for row in await ann.ok("GET", f"/me/quality/{here.project}/words/practice")
    ]  # fmt: skip
    assert practice.slip == slip and practice.rule == "Each word" and practice.cases == []
    assert {example.item_id for example in practice.examples} == {items[2], items[5], items[8]}
    assert (await ann.request("GET", f"/me/quality/{here.project}/mood/practice")).status_code == 404


async def test_leads_see_the_same_evidence_and_others_nothing(house: House) -> None:
    here, _, (ann, bea, *_) = await _worked(house)
    await _refit(here)
    mine, person = await _own(ann), ann.me["person_id"]
    there = f"/projects/{here.project}/people/{person}/quality"
    for path in (there, f"/people/{person}/quality"):
        seen = PersonSkills.model_validate(await here.owner.ok("GET", path))
        (theirs,) = seen.rows[0].questions
        assert seen.name == ann.me["name"] and theirs.skill == mine.skill and theirs.slips == mine.slips
        assert [piece.item_id for piece in theirs.evidence] == [piece.item_id for piece in mine.evidence]
        assert all(piece.claim_id is None and piece.may_appeal is None for piece in theirs.evidence)
        assert (await bea.request("GET", path)).status_code == 403 == (await ann.request("GET", path)).status_code
    reviewer = await house.person(here.owner, "reviewer")
    assert (await reviewer.request("GET", there)).status_code == 403
    await here.owner.ok("PUT", f"/projects/{here.project}/grants/{reviewer.me['person_id']}", json={"role": "manager"})
    assert (await reviewer.ok("GET", there))["rows"] and (
        await reviewer.request("GET", f"/people/{person}/quality")
    ).status_code == 403
    stranger = await house.owner()
    for path in (there, f"/people/{person}/quality"):
        assert (await stranger.request("GET", path)).status_code == 404


async def test_a_won_appeal_mends_what_spans_say_of_everybody_at_once(house: House) -> None:
    here, items, (ann, bea, *_) = await _worked(house)
    await _refit(here)
    mine, hers = await _own(ann), await _own(bea)
    made = await ann.ok("POST", f"/items/{items[2]}/appeals", 201, json={"against": "score"})
    standing = (await here.owner.ok("GET", f"/appeals/{made['id']}"))["standing"]
    body = {"upheld": True, "reason": "It is a name.", "standing": standing}
    await here.owner.ok("POST", f"/appeals/{made['id']}/decision", json=body)
    mended, others = await _own(ann), await _own(bea)
    assert mine.skill.value and hers.skill.value and mended.skill.value and others.skill.value
    assert mended.skill.value > mine.skill.value and others.skill.value < hers.skill.value
    (piece,) = [piece for piece in mended.evidence if piece.item_id == items[2]]
    assert (piece.source, piece.alike, piece.appealed) == ("gold", True, "upheld") and piece.moved > 0
    await _refit(here)
    for then, now in ((mended, await _own(ann)), (others, await _own(bea))):
        # The prior and how far answers lie apart are learned afresh, so it is near and not the same.
        assert now.skill.value is not None and then.skill.value is not None
        assert abs(now.skill.value - then.skill.value) < 0.05 and now.skill.items == then.skill.items


async def test_projects_come_page_by_page_and_one_that_was_left_is_out_of_it(house: House) -> None:
    here = await place(house, questions=SPANS)
    ann = await house.person(here.owner, "annotator")
    other = Place(house, here.owner, (await house.project(here.owner, questions=SPANS))["id"])
    for one in (here, other):
        await one.items(1)
        claim = (await one.claim(ann))["claim"]
        body = {"answers": marked(), "form_version": 1}
        await ann.ok("POST", f"/claims/{claim['id']}/annotation", 201, json=body)
    first = await ann.ok("GET", "/me/quality", params={"limit": 1})
    second = await ann.ok("GET", "/me/quality", params={"limit": 1, "after": first["next"]})
    assert [row["project_id"] for row in (*first["rows"], *second["rows"])] == [other.project, here.project]
    assert second["next"] is None
    await here.owner.ok("PATCH", f"/projects/{other.project}", json={"state": "archived"})
    rows = (await ann.ok("GET", "/me/quality"))["rows"]
    assert [row["project_id"] for row in rows] == [here.project]
    assert len((await here.owner.ok("GET", f"/people/{ann.me['person_id']}/quality"))["rows"]) == 2

"""The inbox over HTTP: what people are told of what they did, by whom, and who is not."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson

from goodwork.api.wire.base import Page
from goodwork.api.wire.inbox import EntryOut
from goodwork.model.ids import ProjectId
from goodwork.store.quality.labels import answers
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}


async def _inbox(caller: Caller, **query: Any) -> list[EntryOut]:
    page = Page[EntryOut].model_validate(await caller.ok("GET", "/me/inbox", params=query))
    return page.rows


async def _unread(caller: Caller) -> int:
    return (await caller.ok("GET", "/me/inbox/unread"))["unread"]


async def _answered(house: House, *said: str) -> tuple[Place, int, list[Caller], list[int]]:
    """One item, answered by one annotator for each of these labels; their annotations."""
    here = await place(house, policy={"target": 0.95, "fewest": len(said), "most": 5, "disputed": "expert"})
    (item,) = await here.items(1, wanted=len(said))
    people = [await house.person(here.owner, "annotator") for _ in said]
    made: list[int] = []
    for person, label in zip(people, said, strict=True):
        claim = (await here.claim(person))["claim"]
        body = {"answers": {"mood": {"labels": [label]}}, "form_version": 1}
        made.append((await person.ok("POST", f"/claims/{claim['id']}/annotation", 201, json=body))["id"])
    await here.appraise()
    return here, item, people, made


async def _labels(here: Place) -> list[str]:
    """What a refit reads as people's answers."""
    async with here.house.state.database.transaction(here.worker) as t:
        rows = [row async for rows in answers(t, ProjectId(here.project)) for row in rows]
    return [orjson.loads(row.answers or "")["mood"]["labels"][0] for row in rows]


async def test_the_answer_to_a_flag_comes_back_and_a_second_word_comes_to_the_top(house: House) -> None:
    here = await place(house)
    await here.items(1)
    ann = await house.person(here.owner, "annotator")
    claim = (await here.claim(ann))["claim"]
    await ann.ok("POST", f"/claims/{claim['id']}/flag", 204, json={"note": "Which rule decides?"})
    assert await _inbox(ann) == [] and await _unread(ann) == 0
    flag = (await here.owner.ok("GET", f"/projects/{here.project}/flags"))["rows"][0]["id"]
    await here.owner.ok("POST", f"/flags/{flag}/resolution", 204, json={"resolution": "The second one."})
    (entry,) = await _inbox(ann)
    assert (entry.about, entry.said, entry.reason) == ("flag", "Which rule decides?", "The second one.")
    assert entry.by and not entry.is_read and await _unread(ann) == 1
    await ann.ok("POST", "/me/inbox/read", 204, json={"upto": entry.id})
    assert (await _inbox(ann))[0].is_read and await _unread(ann) == 0

    await here.owner.ok("POST", f"/flags/{flag}/resolution", 204, json={"resolution": "The first one after all."})
    (again,) = await _inbox(ann)
    assert again.id > entry.id and not again.is_read and again.reason == "The first one after all."


async def test_a_review_is_told_to_everybody_who_answered_and_to_nobody_else(house: House) -> None:
    here, item, (ann, bea), _ = await _answered(house, "good", "bad")
    other = await house.person(here.owner, "annotator")
    reviewer = await house.person(here.owner, "reviewer")
    body = {"answers": BAD, "form_version": 1, "reason": "Rule 2 decides."}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=body)
    (mine,), (hers,) = await _inbox(ann), await _inbox(bea)
    row = (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"][0]
    assert [told["about"] for told in row["came_back"]] == ["review"]
    assert (mine.about, mine.reason, mine.holds, mine.item_id) == ("review", "Rule 2 decides.", True, item)
    assert [(row.mine, row.right, row.alike) for row in mine.beside] == [("Good", "Bad", False)]
    assert [(row.mine, row.right, row.alike) for row in hers.beside] == [("Bad", "Bad", True)]
    assert mine.claim_id and await ann.ok("GET", f"/claims/{mine.claim_id}")
    assert await _inbox(other) == [] == await _inbox(reviewer)

    # A second review takes the place of the first, and both are told.
    seen = (await reviewer.ok("GET", f"/items/{item}"))["reviews"][0]["id"]
    second = {"answers": GOOD, "form_version": 1, "reason": "Rule 3.", "seen": seen}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=second)
    assert [(entry.reason, entry.holds) for entry in await _inbox(ann)] == [
        ("Rule 3.", True),
        ("Rule 2 decides.", False),
    ]
    page = await ann.ok("GET", "/me/inbox", params={"limit": 1})
    rest = await _inbox(ann, limit=1, after=page["next"])
    assert [entry.reason for entry in rest] == ["Rule 2 decides."]


async def test_why_a_known_answer_is_right_is_told_once_to_who_answered_otherwise(house: House) -> None:
    here, item, (ann, bea), _ = await _answered(house, "good", "bad")
    gold = {"answers": BAD, "reason": "It says so in line 3."}
    await here.owner.ok("PUT", f"/items/{item}/gold", 204, json=gold)
    await here.appraise()
    await here.appraise()
    (entry,) = await _inbox(ann)
    assert (entry.about, entry.reason, entry.decision) == ("gold", "It says so in line 3.", None)
    assert [(row.mine, row.right) for row in entry.beside] == [("Good", "Bad")] and await _inbox(bea) == []

    # Other gold: the entry is about what holds now. No gold any more: nobody is told of it.
    await here.owner.ok("PUT", f"/items/{item}/gold", 204, json={"answers": GOOD, "reason": "Line 4."})
    await here.appraise()
    assert await _inbox(ann) == [] and [entry.reason for entry in await _inbox(bea)] == ["Line 4."]
    await here.owner.ok("DELETE", f"/items/{item}/gold", 204)
    assert await _inbox(bea) == [] and await _unread(bea) == 0


async def test_whoever_has_no_access_any_more_reads_nothing_of_the_project(house: House) -> None:
    here, item, (ann, _), _ = await _answered(house, "good", "bad")
    reviewer = await house.person(here.owner, "reviewer")
    body = {"answers": BAD, "form_version": 1, "reason": "Rule 2."}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=body)
    assert await _unread(ann) == 1
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "archived"})
    assert await _inbox(ann) == [] and await _unread(ann) == 0


async def test_an_answer_changed_after_one_was_told_what_is_right_is_no_evidence(house: House) -> None:
    here, item, (ann, _), (first, _) = await _answered(house, "good", "bad")
    reviewer = await house.person(here.owner, "reviewer")
    await ann.ok("POST", f"/annotations/{first}/revisions", 201, json={"answers": BAD, "form_version": 1})
    counted = await _labels(here)
    assert sorted(counted) == ["bad", "bad"], "changed before anybody said what is right"
    body = {"answers": GOOD, "form_version": 1, "reason": "Rule 2."}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=body)
    newest = (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"][0]["annotation_id"]
    await ann.ok("POST", f"/annotations/{newest}/revisions", 201, json={"answers": GOOD, "form_version": 1})
    assert sorted(await _labels(here)) == ["bad", "bad"]


async def test_an_entry_is_about_the_answer_that_stood_when_it_was_told(house: House) -> None:
    here, item, (ann, bea), (first, _) = await _answered(house, "good", "bad")
    reviewer = await house.person(here.owner, "reviewer")
    body = {"answers": BAD, "form_version": 1, "reason": "Rule 2."}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=body)
    await ann.ok("POST", f"/annotations/{first}/revisions", 201, json={"answers": BAD, "form_version": 1})
    (mine,), (hers,) = await _inbox(ann), await _inbox(bea)
    assert [(row.mine, row.right, row.alike) for row in mine.beside] == [("Good", "Bad", False)]
    assert mine.changed_since and not hers.changed_since

    # A later review is about what stands by then.
    seen = (await reviewer.ok("GET", f"/items/{item}"))["reviews"][0]["id"]
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json={**body, "seen": seen})
    newest, oldest = await _inbox(ann)
    assert [row.mine for row in newest.beside] == ["Bad"] and not newest.changed_since
    assert [row.mine for row in oldest.beside] == ["Good"] and oldest.changed_since


async def test_who_was_told_of_gold_that_was_taken_back_knew_it_all_the_same(house: House) -> None:
    here, item, (ann, bea), (first, second) = await _answered(house, "good", "bad")
    await here.owner.ok("PUT", f"/items/{item}/gold", 204, json={"answers": BAD, "reason": "Line 3."})
    await here.appraise()
    (told,) = await _inbox(ann)
    await here.owner.ok("DELETE", f"/items/{item}/gold", 204)
    row = (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"][0]
    assert await _inbox(ann) == [] and await _unread(ann) == 0 and row["came_back"] == []
    await ann.ok("POST", f"/annotations/{first}/revisions", 201, json={"answers": BAD, "form_version": 1})
    assert sorted(await _labels(here)) == ["bad", "good"], "the answer before she was told counts"

    # Gold again: who answers otherwise by now is told, at the top and unread; what was known first stays known.
    await here.owner.ok("PUT", f"/items/{item}/gold", 204, json={"answers": GOOD, "reason": "Line 4."})
    await here.appraise()
    (again,), (hers,) = await _inbox(ann), await _inbox(bea)
    assert again.id > told.id and not again.is_read and again.reason == "Line 4." == hers.reason
    await bea.ok("POST", f"/annotations/{second}/revisions", 201, json={"answers": GOOD, "form_version": 1})
    assert sorted(await _labels(here)) == ["bad", "good"]


async def test_an_entry_says_why_an_answer_does_not_stand_beside_it(house: House) -> None:
    mood = {
        "key": "mood",
        "kind": "classification",
        "title": "Mood",
        "labels": [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}],
    }
    why = {"key": "why", "kind": "text", "title": "Why?", "most": 100_000, "required": False}
    here = await place(house, questions=[mood, why])
    (item,) = await here.items(1, wanted=1)
    ann, reviewer = await house.person(here.owner, "annotator"), await house.person(here.owner, "reviewer")
    claim = (await here.claim(ann))["claim"]
    body = {"answers": {**GOOD, "why": {"text": "wörd " * 16_000}}, "form_version": 1}
    made = (await ann.ok("POST", f"/claims/{claim['id']}/annotation", 201, json=body))["id"]
    await here.appraise()
    review = {"answers": BAD, "form_version": 1, "reason": "Rule 2."}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=review)
    (entry,) = await _inbox(ann)
    assert entry.not_compared is None and entry.beside[0].mine == "Good"
    ((blob,),) = await here.sql("SELECT answers_blob FROM annotation WHERE id = :i", i=made)
    await asyncio.to_thread(Path(house.state.blobs.path(blob)).write_bytes, b"{}")
    (entry,) = await _inbox(ann)
    assert (entry.not_compared, entry.beside, entry.reason) == ("damaged", [], "Rule 2.")

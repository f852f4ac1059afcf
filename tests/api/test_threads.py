"""Threads and decided cases over HTTP: who sees what is asked and answered, and what stands beside a task."""

from __future__ import annotations

from typing import Any

import orjson

from goodwork.api.wire.base import Page
from goodwork.api.wire.guideline import AnsweringOut, BesideTaskOut, CaseOut, ThreadDetail, ThreadOut
from goodwork.model.ids import ProjectId
from goodwork.store.quality.labels import answers
from tests.api.callers import WHY, Caller, House
from tests.queue.place import Place, place

GUIDE = "# Irony\nA lovely Monday of drizzle is bad.\n\n# Prices\nA price alone is neither."
GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}


async def _ask(caller: Caller, here: Place, **body: Any) -> ThreadOut:
    made = await caller.ok("POST", f"/projects/{here.project}/threads", 201, json={"asked": "Is this irony?", **body})
    return ThreadOut.model_validate(made)


async def _thread(caller: Caller, thread: int) -> ThreadDetail:
    return ThreadDetail.model_validate(await caller.ok("GET", f"/threads/{thread}"))


async def _cases(caller: Caller, here: Place, **query: Any) -> list[CaseOut]:
    page = await caller.ok("GET", f"/projects/{here.project}/cases", params=query)
    return Page[CaseOut].model_validate(page).rows


async def _beside(caller: Caller, claim: dict[str, Any]) -> BesideTaskOut:
    return BesideTaskOut.model_validate(await caller.ok("GET", f"/claims/{claim['id']}/beside"))


async def _texts(here: Place, *texts: str, wanted: int = 2, gold: int = 0) -> list[int]:
    """Items with these texts, the first first."""
    ids = await here.items(len(texts), wanted=wanted, gold=gold)
    for item, text in zip(ids, texts, strict=True):
        await here.sql(
            "UPDATE item_payload SET payload = jsonb_build_object('parts', jsonb_build_array(jsonb_build_object("
            "'name', 'text', 'type', 'text', 'text', CAST(:t AS text)))) WHERE item_id = :i",
            t=text, i=item,
        )  # fmt: skip
    return ids


async def test_a_question_is_answered_and_withheld_from_those_who_are_still_asked(house: House) -> None:
    here = await place(house, guideline=GUIDE, policy={"target": 0.95, "fewest": 3, "most": 5})
    (item,) = await _texts(here, "Another lovely Monday", wanted=3)
    ann, bea, cleo = [await house.person(here.owner, "annotator") for _ in range(3)]
    claim, hers = (await here.claim(ann))["claim"], (await here.claim(bea))["claim"]
    asked = await _ask(ann, here, item_id=item)
    assert (asked.item_id, asked.excerpt, asked.mine) == (item, "Another lovely Monday", True)
    refused = await cleo.post(f"/projects/{here.project}/threads", json={"asked": "And this?", "item_id": item})
    assert refused.status_code == 404, "an item exists for those who met it"

    waiting = AnsweringOut.model_validate(await here.owner.ok("GET", f"/projects/{here.project}/answering"))
    assert (waiting.answerer, waiting.may_answer, waiting.open) == (here.owner.me["name"], True, 1)
    assert waiting.oldest_on is not None
    seen_by_ann = AnsweringOut.model_validate(await ann.ok("GET", f"/projects/{here.project}/answering"))
    assert (seen_by_ann.may_answer, seen_by_ann.oldest_on) == (False, None)
    (entry,) = (await here.owner.ok("GET", "/me/inbox"))["rows"]
    assert (entry["about"], entry["said"], entry["thread_id"], entry["reason"]) == (
        "thread", "Is this irony?", asked.id, "",
    )  # fmt: skip

    assert (await ann.post(f"/threads/{asked.id}/answer", json={"answer": "Yes."})).status_code == 403
    await here.owner.ok("POST", f"/threads/{asked.id}/answer", json={"answer": "Yes: bad."})
    assert (await here.owner.ok("GET", "/me/inbox"))["rows"] == [], "it waits no more"
    (entry,) = (await ann.ok("GET", "/me/inbox"))["rows"]
    assert (entry["reason"], entry["by"], entry["i_asked"]) == ("Yes: bad.", here.owner.me["name"], True)

    # Whoever asked reads the answer; who has yet to answer the item reads that there is one, and nothing of it.
    assert (await _thread(ann, asked.id)).answer == "Yes: bad."
    assert [row.id for row in (await _beside(ann, claim)).threads] == [asked.id]
    for other, sees in ((bea, True), (cleo, False)):
        withheld = await _thread(other, asked.id)
        assert (withheld.withheld, withheld.answer, withheld.answered_by, withheld.said) == (True, None, None, [])
        assert withheld.answered_on is not None and withheld.by == asked.by != ann.me["name"]
        assert (withheld.item_id == item) == sees
        assert (await other.post(f"/threads/{asked.id}/comments", json={"said": "Bad."})).status_code == 409
    assert (await _beside(bea, hers)).threads == []
    await here.submit(bea, hers)
    told = (await _beside(bea, hers)).threads
    assert [(row.answer, row.withheld) for row in told] == [("Yes: bad.", False)]
    await bea.ok("POST", f"/threads/{asked.id}/comments", 204, json={"said": "I see."})
    assert [(row.said, row.mine) for row in (await _thread(ann, asked.id)).said] == [("I see.", False)]
    assert (await _thread(cleo, asked.id)).said == []

    # What she was told is no evidence of what she knew; what the other said before is.
    await here.submit(ann, claim, "bad")
    async with house.state.database.transaction(here.worker) as t:
        rows = [row async for rows in answers(t, ProjectId(here.project)) for row in rows]
    assert [orjson.loads(row.answers or "")["mood"]["labels"] for row in rows] == [["good"]]


async def test_an_answer_becomes_a_case_that_stands_beside_items_like_it(house: House) -> None:
    here = await place(house, guideline=GUIDE)
    first, second, third = await _texts(
        here, "Another lovely Monday of drizzle, thank you", "What a lovely Monday, drizzle again", "Bread: 3 euros"
    )
    ann, bea = [await house.person(here.owner, "annotator") for _ in range(2)]
    taken = [(await here.claim(ann, further=True))["claim"] for _ in range(3)]
    claims = {claim["item"]["id"]: claim for claim in taken}
    asked = await _ask(ann, here, item_id=first, rule="Irony")
    body = {"source": "thread", "thread_id": asked.id}
    path = f"/projects/{here.project}/cases"
    assert (await here.owner.post(path, json=body)).status_code == 409
    await here.owner.ok("POST", f"/threads/{asked.id}/answer", json={"answer": "Bad: irony counts as what is meant."})
    made = CaseOut.model_validate(await here.owner.ok("POST", path, 201, json=body))
    again = CaseOut.model_validate(await here.owner.ok("POST", path, 201, json=body))
    assert made == again and made.waits and made.rule == "Irony" and made.by == here.owner.me["name"]
    assert (await _thread(here.owner, asked.id)).case_id == made.id

    # Ann has not answered the item: even she, who asked, finds the case nowhere yet; then beside what is like it.
    assert await _cases(ann, here) == [] == (await _beside(ann, claims[second])).cases
    await here.submit(ann, claims[first], "bad")
    beside = await _beside(ann, claims[second])
    assert [case.id for case in beside.cases] == [made.id] and beside.rule == "Irony"
    assert (await _beside(ann, claims[third])).cases == [] == (await _beside(ann, claims[first])).cases
    assert await _cases(bea, here) == [] and [c.id for c in await _cases(ann, here, contains="IRONY counts")] == [
        made.id
    ]
    assert [c.id for c in await _cases(ann, here, contains="drizzle")] == [made.id]
    assert await _cases(ann, here, contains="bread") == []
    await here.owner.ok("DELETE", f"/cases/{made.id}", 204)
    assert await _cases(ann, here) == []


async def test_gold_and_reviews_become_cases_and_end_with_what_they_say(house: House) -> None:
    here = await place(house)
    gold, reviewed = await _texts(here, "A known one", "A reviewed one")
    ann = await house.person(here.owner, "annotator")
    path = f"/projects/{here.project}/cases"
    assert (await here.owner.post(path, json={"source": "gold", "item_id": gold})).status_code == 404
    await here.owner.ok("PUT", f"/items/{gold}/gold", 204, json={"answers": BAD, "reason": "Line 3."})
    case = CaseOut.model_validate(await here.owner.ok("POST", path, 201, json={"source": "gold", "item_id": gold}))
    assert (case.answer, case.why, case.waits) == ("Bad", "Line 3.", True)
    body = {"answers": GOOD, "form_version": 1, "reason": "Rule 2."}
    await here.owner.ok("POST", f"/items/{reviewed}/reviews", 201, json=body)
    made = await here.owner.ok("POST", path, 201, json={"source": "review", "item_id": reviewed})
    assert (made["answer"], made["why"], made["waits"]) == ("Good", "Rule 2.", False)
    assert [c.id for c in await _cases(here.owner, here)] == [made["id"], case.id]
    # The reviewed item is settled, so nobody is asked for it; gold is, also for whoever has answered it.
    claim = (await here.claim(ann))["claim"]
    assert claim["item"]["id"] == gold
    await here.submit(ann, claim)
    assert [c.id for c in await _cases(ann, here)] == [made["id"]]
    await here.sql("UPDATE item SET wanted = completed, state = 1 WHERE id = :i", i=gold)
    assert {c.id for c in await _cases(ann, here)} == {made["id"], case.id}
    await here.owner.ok("PUT", f"/items/{gold}/gold", 204, json={"answers": GOOD, "reason": "Line 4."})
    assert [c.id for c in await _cases(here.owner, here)] == [made["id"]]
    put_back = {"state": "open", "reason": "Look again."}
    await here.owner.ok("PATCH", f"/items/{reviewed}", 204, json=put_back)
    assert await _cases(here.owner, here) == []


async def test_lists_go_by_key_and_the_named_answerer_answers(house: House) -> None:
    here = await place(house, guideline=GUIDE)
    ann, reviewer = await house.person(here.owner, "annotator"), await house.person(here.owner, "reviewer")
    answering = f"/projects/{here.project}/answering"
    refused = await here.owner.put(answering, json={"answerer_id": ann.me["person_id"]})
    assert refused.status_code == 422 and "reviews or leads" in refused.json()["title"]
    named = await here.owner.ok("PUT", answering, json={"answerer_id": reviewer.me["person_id"]})
    assert named["answerer"] == reviewer.me["name"]
    asked = [await _ask(ann, here, asked=f"Question {n}?") for n in range(3)]
    assert (
        await ann.post(f"/projects/{here.project}/threads", json={"asked": "?", "rule": "Weather"})
    ).status_code == 422
    assert (await ann.post(f"/projects/{here.project}/threads", json={"asked": "  "})).status_code == 422
    assert len((await reviewer.ok("GET", "/me/inbox"))["rows"]) == 3
    await reviewer.ok("POST", f"/threads/{asked[1].id}/answer", json={"answer": "Yes."})
    await reviewer.ok("POST", f"/threads/{asked[1].id}/answer", json={"answer": "No, after all."})
    changed = await _thread(ann, asked[1].id)
    assert changed.answer == "No, after all." and changed.changed_on is not None and not changed.may_answer

    async def listed(**query: Any) -> list[int]:
        ids: list[int] = []
        after = None
        while True:
            params = {"limit": 1, **query, **({"after": after} if after else {})}
            page = await ann.ok("GET", f"/projects/{here.project}/threads", params=params)
            ids += [row["id"] for row in page["rows"]]
            if (after := page["next"]) is None:
                return ids

    first, second, third = [thread.id for thread in asked]
    assert await listed() == [third, second, first]
    assert await listed(state="open") == [first, third]
    assert await listed(state="answered") == [second]
    # Who is named and leaves is followed by who made the project.
    await here.owner.ok("PATCH", f"/people/{reviewer.me['person_id']}", json={"active": False, **WHY})
    assert (await here.owner.ok("GET", answering))["answerer"] == here.owner.me["name"]


async def test_nobody_asks_without_end_and_asking_twice_is_asking_once(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    path = f"/projects/{here.project}/threads"
    sent: dict[str, Any] = {"json": {"asked": "Once?"}, "headers": {"Idempotency-Key": "k"}}
    assert (await ann.ok("POST", path, **sent))["id"] == (await ann.ok("POST", path, **sent))["id"]
    for n in range(19):
        await _ask(ann, here, asked=f"{n}?")
    refused = await ann.post(path, json={"asked": "And?"})
    assert refused.status_code == 409 and "wait for an answer" in refused.json()["title"]
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "archived"})
    assert (await here.owner.post(path, json={"asked": "And?"})).status_code == 409

"""Proposals over HTTP: from an annotator's words to a new version of the guideline, with a reason either way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from goodwork.api.wire.guideline import ProposalDetail
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

OLD = "# Irony\nLook at what is said."
NEW = "# Irony\nLook at what is meant."


async def _propose(caller: Caller, here: Place, **body: Any) -> ProposalDetail:
    sent = {"about": "guideline", "words": NEW, "why": "Irony says the opposite.", **body}
    return ProposalDetail.model_validate(await caller.ok("POST", f"/projects/{here.project}/proposals", 201, json=sent))


async def _decide(caller: Caller, proposal: int, status: int = 200, **body: Any) -> Any:
    answer = await caller.post(f"/proposals/{proposal}/decision", json={"accept": True, "reason": "Right.", **body})
    assert answer.status_code == status, answer.text
    return answer.json()


async def _entries(caller: Caller) -> list[tuple[Any, ...]]:
    rows = (await caller.ok("GET", "/me/inbox"))["rows"]
    return [(row["about"], row["decision"], row["reason"], row["i_asked"]) for row in rows]


async def test_a_proposal_becomes_a_guideline_version_and_those_concerned_are_told(house: House) -> None:
    here = await place(house, guideline=OLD)
    ann, bea = [await house.person(here.owner, "annotator") for _ in range(2)]
    made = await _propose(ann, here)
    assert (made.base, made.words, made.mine, made.accepted, made.may_decide) == (OLD, NEW, True, None, False)
    assert made.closes_on - made.on == timedelta(days=7)
    assert await _entries(here.owner) == [("proposal", None, "", False)]
    await bea.ok("POST", f"/proposals/{made.id}/comments", 204, json={"said": "I stumbled over it, too."})
    seen = ProposalDetail.model_validate(await here.owner.ok("GET", f"/proposals/{made.id}"))
    assert seen.by == ann.me["name"] and [row.said for row in seen.said] == ["I stumbled over it, too."]
    assert ProposalDetail.model_validate(await bea.ok("GET", f"/proposals/{made.id}")).by != ann.me["name"]
    listed = (await bea.ok("GET", f"/projects/{here.project}/proposals"))["rows"]
    assert [(row["id"], "words" in row) for row in listed] == [(made.id, False)]

    # What is decided is what the decider saw the difference to.
    await here.owner.ok("PUT", f"/projects/{here.project}/guideline", json={"markdown": OLD + "\n", "note": ""})
    refused = await _decide(here.owner, made.id, 409, guideline_version=1)
    assert "version 2 by now" in refused["title"]
    decided = ProposalDetail.model_validate(await _decide(here.owner, made.id, guideline_version=2))
    assert (decided.accepted, decided.guideline_version, decided.decided_by) == (True, 3, here.owner.me["name"])
    project = await ann.ok("GET", f"/projects/{here.project}")
    assert (project["guideline"]["version"], project["guideline"]["markdown"]) == (3, NEW)
    assert project["guideline"]["note"] == "Irony says the opposite."
    assert await _entries(ann) == [("proposal", "accepted", "Right.", True)]
    assert await _entries(bea) == [("proposal", "accepted", "Right.", False)]
    assert await _entries(here.owner) == []
    await _decide(here.owner, made.id, 409, accept=False)
    assert (await bea.post(f"/proposals/{made.id}/comments", json={"said": "And?"})).status_code == 409


async def test_a_proposal_of_questions_is_words_and_may_be_declined_before_its_window_ends(house: House) -> None:
    here = await place(house, guideline=OLD)
    ann = await house.person(here.owner, "annotator")
    set_to = {"answerer_id": None, "comment_days": 30}
    answering = await here.owner.ok("PUT", f"/projects/{here.project}/answering", json=set_to)
    assert answering["comment_days"] == 30
    made = await _propose(ann, here, about="questions", words="A label for irony, please.")
    assert made.closes_on - made.on == timedelta(days=30) and made.base == ""
    assert (await ann.post(f"/proposals/{made.id}/decision", json={"accept": True, "reason": "."})).status_code == 403
    await _decide(here.owner, made.id, 422, reason="  ")
    declined = await _decide(here.owner, made.id, accept=False, reason="Irony is a mood like any other.")
    assert date.fromisoformat(declined["decided_on"]) < made.closes_on
    assert await _entries(ann) == [("proposal", "declined", "Irony is a mood like any other.", True)]
    assert (await ann.ok("GET", f"/projects/{here.project}"))["guideline"]["version"] == 1
    listed = (await ann.ok("GET", f"/projects/{here.project}/proposals", params={"state": "decided"}))["rows"]
    assert [row["reason"] for row in listed] == ["Irony is a mood like any other."]


async def test_nothing_to_change_is_no_proposal_and_nobody_proposes_without_end(house: House) -> None:
    here = await place(house, guideline=OLD)
    ann = await house.person(here.owner, "annotator")
    path = f"/projects/{here.project}/proposals"
    same = await ann.post(path, json={"about": "guideline", "words": OLD, "why": "Because."})
    assert same.status_code == 422 and "nothing would change" in same.json()["title"]
    empty = await ann.post(path, json={"about": "questions", "words": " ", "why": "Because."})
    assert empty.status_code == 422
    sent = {"about": "questions", "words": "One.", "why": "Because."}
    twice = [await ann.ok("POST", path, json=sent, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert twice[0]["id"] == twice[1]["id"]
    for n in range(9):
        await _propose(ann, here, about="questions", words=f"{n}.")
    assert (await ann.post(path, json={**sent, "words": "Eleven."})).status_code == 409

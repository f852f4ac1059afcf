"""Thanks over HTTP: who may give them, where they arrive, and how often."""

from __future__ import annotations

from goodwork.actions.queue import thank
from goodwork.api.wire.base import Page
from goodwork.api.wire.inbox import EntryOut
from goodwork.api.wire.queue import HistoryRow
from tests.api.callers import Caller, House
from tests.queue.place import place

ASKED = {"asked": "Is hail weather?"}


async def _inbox(caller: Caller) -> list[EntryOut]:
    return Page[EntryOut].model_validate(await caller.ok("GET", "/me/inbox")).rows


async def test_thanks_for_each_deed_arrive_once_with_the_words_that_they_are_for(house: House) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    ann = await house.person(here.owner, "annotator")
    reviewer = await house.person(here.owner, "reviewer")
    there = f"/projects/{here.project}"
    claim = (await here.claim(ann))["claim"]
    await ann.ok("POST", f"/claims/{claim['id']}/flag", 204, json={"note": "It is cut off."})
    answer = (await here.submit(ann, claim))["id"]
    flag = (await reviewer.ok("GET", f"{there}/flags"))["rows"][0]["id"]
    question = (await ann.ok("POST", f"{there}/threads", 201, json={"asked": "Is hail weather?"}))["id"]
    body = {"about": "questions", "words": "Ask for hail.", "why": "It is missing."}
    proposal = (await ann.ok("POST", f"{there}/proposals", 201, json=body))["id"]
    deeds = {"answer": answer, "flag": flag, "question": question, "proposal": proposal}
    for deed, identity in deeds.items():
        sent = {"deed": deed, "id": identity, "words": " It helped. "}
        for _ in range(2):
            await reviewer.ok(
                "POST", f"{there}/thanks", 204, json=sent, headers={"Idempotency-Key": f"thanks for {deed}"}
            )
        assert (await reviewer.request("POST", f"{there}/thanks", json=sent)).status_code == 409
    entries = await _inbox(ann)
    assert [entry.thanked_for for entry in entries] == ["proposal", "question", "flag", "answer"]
    assert [entry.said for entry in entries] == ["It is missing.", "Is hail weather?", "It is cut off.", ""]
    assert {entry.reason for entry in entries} == {"It helped."} and {entry.by for entry in entries} == {
        reviewer.me["name"]
    }
    assert [(entry.proposal_id, entry.thread_id, entry.item_id) for entry in entries] == [
        (proposal, None, None), (None, question, None), (None, None, item), (None, None, item)
    ]  # fmt: skip
    assert (await ann.ok("GET", "/me/inbox/unread"))["unread"] == 4
    row = HistoryRow.model_validate((await ann.ok("GET", f"{there}/history"))["rows"][0])
    assert [(told.about, told.thanked_for) for told in row.came_back] == [("thanks", "flag"), ("thanks", "answer")]
    # Whoever opens the item again sees that they have thanked for it; others have not.
    for caller, thanked in ((reviewer, True), (here.owner, False)):
        assert [one["thanked"] for one in (await caller.ok("GET", f"/items/{item}"))["given"]] == [thanked]
    # Another one may thank for the same; nobody thanks themselves, nor for what is in another project.
    await here.owner.ok("POST", f"{there}/thanks", 204, json={"deed": "flag", "id": flag})
    refused = await here.owner.request("POST", f"{there}/thanks", json={"deed": "answer", "id": 2**40})
    assert refused.status_code == 404
    other = await house.project(here.owner)
    refused = await here.owner.request("POST", f"/projects/{other['id']}/thanks", json={"deed": "flag", "id": flag})
    assert refused.status_code == 404
    own = (await reviewer.ok("POST", f"{there}/threads", 201, json={"asked": "Which rule?"}))["id"]
    refused = await reviewer.request("POST", f"{there}/thanks", json={"deed": "question", "id": own})
    assert refused.status_code == 422
    assert (await ann.request("POST", f"{there}/thanks", json={"deed": "flag", "id": flag})).status_code == 403
    assert (await _inbox(ann))[0].by == here.owner.me["name"] and (await _inbox(ann))[0].reason == ""


async def test_who_thanks_for_everything_is_stopped(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    await here.items(1)
    claim = (await here.claim(ann))["claim"]
    await ann.ok("POST", f"/claims/{claim['id']}/flag", 204, json={"note": "It is cut off."})
    flag = (await here.owner.ok("GET", f"/projects/{here.project}/flags"))["rows"][0]["id"]

    async def thanked(first: int, n: int, ago: str) -> None:
        await here.sql(
            "INSERT INTO thanks (organization_id, project_id, person_id, given_by, what, subject_id, at)"
            f" SELECT :o, :p, :a, :b, 1, n, now() - interval '{ago}'"
            " FROM generate_series(CAST(:first AS integer), :last) n",
            o=here.worker.organization_id, p=here.project, a=ann.me["person_id"], b=here.owner.me["person_id"],
            first=first, last=first + n - 1,
        )  # fmt: skip

    await thanked(1000, thank.MOST_A_DAY, "25 hours")
    await here.owner.ok("POST", f"/projects/{here.project}/thanks", 204, json={"deed": "flag", "id": flag})
    await thanked(2000, thank.MOST_A_DAY - 1, "1 hour")
    body = {
        "deed": "question",
        "id": (await ann.ok("POST", f"/projects/{here.project}/threads", 201, json=ASKED))["id"],
    }
    refused = await here.owner.request("POST", f"/projects/{here.project}/thanks", json=body)
    assert refused.status_code == 409 and "within a day" in refused.json()["title"]

"""Reviews over HTTP: what is offered first, what a review comes to, and that it stays."""

from __future__ import annotations

from typing import Any

import pytest

from goodwork.api.wire.base import Page
from goodwork.api.wire.items import ItemDetail, ReviewOut
from goodwork.api.wire.reviews import ReviewRow
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}


async def _answered(house: House, said: dict[str, tuple[str, ...]]) -> tuple[Place, list[int], list[Caller]]:
    """A project whose items have these answers, one annotator for each place in them."""
    here = await place(house, policy={"target": 0.95, "fewest": 3, "most": 3, "disputed": "expert"})
    items = await here.items(len(said), wanted=3)
    people = [await house.person(here.owner, "annotator") for _ in range(3)]
    by_item = dict(zip(items, said.values(), strict=True))
    for n, person in enumerate(people):
        for _ in items:
            claim = (await here.claim(person))["claim"]
            await here.submit(person, claim, by_item[claim["item"]["id"]][n])
    await here.appraise()
    return here, items, people


async def _list(caller: Caller, project: int) -> list[ReviewRow]:
    page = Page[ReviewRow].model_validate(await caller.ok("GET", f"/projects/{project}/reviews"))
    return page.rows


async def _item(caller: Caller, item: int, **query: Any) -> ItemDetail:
    return ItemDetail.model_validate(await caller.ok("GET", f"/items/{item}", params=query))


async def test_the_most_doubtful_item_is_offered_first_and_a_reviewed_one_no_more(house: House) -> None:
    here, (clear, doubtful), _ = await _answered(house, {"clear": ("good",) * 3, "doubtful": ("good", "bad", "good")})
    reviewer = await house.person(here.owner, "reviewer")
    rows = await _list(reviewer, here.project)
    assert [row.id for row in rows] == [doubtful, clear]
    assert rows[0].gain > rows[1].gain > 0

    made = ReviewOut.model_validate(
        await reviewer.ok("POST", f"/items/{doubtful}/reviews", 201, json={"answers": GOOD, "form_version": 1})
    )
    assert (made.decision, made.reason) == ("accepted", "")
    assert [row.id for row in await _list(reviewer, here.project)] == [clear]
    seen = await _item(reviewer, doubtful)
    assert seen.state == "settled" and seen.consensus[0].reviewed and seen.consensus[0].confidence is None
    assert seen.reviews[0].mine and len(seen.given) == 3


async def test_another_answer_than_the_consensus_takes_a_reason_and_outlives_refits(house: House) -> None:
    here, (item,), people = await _answered(house, {"a": ("good", "bad", "good")})
    reviewer = await house.person(here.owner, "reviewer")
    body = {"answers": BAD, "form_version": 1}
    refused = await reviewer.request("POST", f"/items/{item}/reviews", json=body)
    assert refused.status_code == 422 and "reason" in refused.text
    made = await reviewer.ok("POST", f"/items/{item}/reviews", 201, json={**body, "reason": "It says so."})
    bad = next(given for given in (await _item(reviewer, item)).given if given.answers == BAD)
    assert (made["decision"], made["annotation_id"]) == ("picked", bad.annotation_id)

    await here.sql(
        "INSERT INTO to_appraise (item_id, organization_id, project_id) VALUES (:i, :o, :p)",
        i=item, o=here.worker.organization_id, p=here.project,
    )  # fmt: skip
    assert await here.appraise() == 1
    seen = await _item(here.owner, item)
    assert seen.consensus[0].answer == BAD["mood"] and seen.consensus[0].reviewed

    # The lead puts it back: the answers speak again, and the review is still told.
    await here.owner.ok("PATCH", f"/items/{item}", 204, json={"state": "settled", "reason": "As it is."})
    await here.policy(most=5)
    await here.owner.ok("PATCH", f"/items/{item}", 204, json={"state": "open", "reason": "Too soon."})
    await here.appraise()
    seen = await _item(here.owner, item)
    assert seen.consensus[0].answer == GOOD["mood"] and not seen.consensus[0].reviewed
    assert [review.decision for review in seen.reviews] == ["withdrawn", "picked"]
    assert people


async def test_nobody_reviews_their_own_answer_nor_over_somebody_elses_review(house: House) -> None:
    here, (item,), people = await _answered(house, {"a": ("good", "bad", "good")})
    mine, other = people[0], await house.person(here.owner, "reviewer")
    path = f"/projects/{here.project}/grants/{mine.me['person_id']}"
    await here.owner.ok("PUT", path, json={"role": "reviewer"})
    assert await _list(mine, here.project) == []
    body = {"answers": BAD, "form_version": 1, "reason": "I know better."}
    refused = await mine.request("POST", f"/items/{item}/reviews", json=body)
    assert refused.status_code == 403 and "yourself" in refused.text

    await other.ok("POST", f"/items/{item}/reviews", 201, json=body)
    late = await here.owner.request("POST", f"/items/{item}/reviews", json={**body, "answers": GOOD})
    assert late.status_code == 409 and "meanwhile" in late.text
    seen = (await _item(here.owner, item)).reviews[0].id
    await here.owner.ok("POST", f"/items/{item}/reviews", 201, json={**body, "answers": GOOD, "seen": seen})


async def test_answers_are_checked_and_names_can_be_left_out(house: House) -> None:
    here, (item,), people = await _answered(house, {"a": ("good", "bad", "good")})
    wrong = {"answers": {"mood": {"labels": ["gone"]}}, "form_version": 1, "reason": "?"}
    assert (await here.owner.request("POST", f"/items/{item}/reviews", json=wrong)).status_code == 422
    old = {"answers": GOOD, "form_version": 7, "reason": "?"}
    assert (await here.owner.request("POST", f"/items/{item}/reviews", json=old)).status_code == 409
    names = {given.person for given in (await _item(here.owner, item)).given}
    pseudonyms = {given.person for given in (await _item(here.owner, item, pseudonyms=True)).given}
    assert names == {person.me["name"] for person in people}
    assert len(pseudonyms) == 3 and not names & pseudonyms


@pytest.mark.parametrize(
    ("first", "second", "decision"),
    [("good", "calm", "picked"), ("good", "loud", "merged"), ("bad", "loud", "corrected")],
)
def test_what_a_review_comes_to_follows_from_the_answers(first: str, second: str, decision: str) -> None:
    from goodwork.judging.reviewed import decision_of

    def said(mood: str, tone: str) -> dict[str, dict[str, Any]]:
        return {"mood": {"labels": [mood]}, "tone": {"labels": [tone]}}

    given = {1: said("good", "calm"), 2: said("so-so", "loud")}
    assert decision_of(said(first, second), said("so-so", "calm"), given)[0] == decision

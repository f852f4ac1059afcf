"""Appeals over HTTP: opened by who was told, decided by somebody else who does not see whose, and what they mend."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from goodwork.model.people import SYSTEM
from tests.api.callers import WHY, Caller, House
from tests.queue.place import Place, place

GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}
GUIDELINE = "# Mood\n\nWhat somebody feels.\n\n## Irony\n\nIt counts as what is meant."


async def _answered(house: House, *said: str, **policy: Any) -> tuple[Place, int, list[Caller]]:
    """One item, answered by one annotator for each of these labels."""
    asks = {"target": 0.95, "fewest": len(said), "most": 9, **policy}
    here = await place(house, policy=asks, guideline=GUIDELINE)
    (item,) = await here.items(1, wanted=len(said))
    people = [await house.person(here.owner, "annotator") for _ in said]
    for person, label in zip(people, said, strict=True):
        await here.submit(person, (await here.claim(person))["claim"], label)
    await here.appraise()
    return here, item, people


async def _reviewed(here: Place, reviewer: Caller, item: int, answers: Any, reason: str = "Rule 2.") -> None:
    body = {"answers": answers, "form_version": 1, "reason": reason}
    await reviewer.ok("POST", f"/items/{item}/reviews", 201, json=body)


async def _inbox(caller: Caller) -> list[dict[str, Any]]:
    return (await caller.ok("GET", "/me/inbox"))["rows"]


async def _decide(caller: Caller, appeal: int, upheld: bool, **more: Any) -> Any:
    standing = (await caller.ok("GET", f"/appeals/{appeal}"))["standing"]
    body = {"upheld": upheld, "reason": "It is meant.", "rule": "Irony", "standing": standing, **more}
    return await caller.request("POST", f"/appeals/{appeal}/decision", json=body)


async def test_an_appeal_against_a_review_is_decided_by_another_and_mends_the_item(house: House) -> None:
    here, item, (ann, bea, cyd) = await _answered(house, "good", "bad", "bad", appeal_days=3)
    first = await house.person(here.owner, "reviewer")
    second = await house.person(here.owner, "reviewer")
    await _reviewed(here, first, item, BAD)
    (told,) = await _inbox(ann)
    assert (told["may_appeal"], told["appealed"]) == ("review", None)
    assert not (await _inbox(bea))[0]["may_appeal"], "it was decided as she said"
    row = (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"][0]
    assert row["may_appeal"] == "review"
    body = {"against": "review", "argument": "It is irony."}
    made = await ann.ok("POST", f"/items/{item}/appeals", 201, json=body, headers={"Idempotency-Key": "a"})
    assert made == await ann.ok("POST", f"/items/{item}/appeals", json=body, headers={"Idempotency-Key": "a"})
    assert made["state"] == "open" and made["due_on"] > made["on"]
    again = await ann.request("POST", f"/items/{item}/appeals", json=body)
    assert again.status_code == 409 and "already" in again.text
    agreed = await bea.request("POST", f"/items/{item}/appeals", json={"against": "review"})
    assert agreed.status_code == 409 and "nothing to appeal" in agreed.text
    assert (await _inbox(ann))[0]["appealed"] == "open"
    assert (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"][0]["may_appeal"] is None

    # Who decides sees neither a name nor a number that tells whose it is; the first reviewer sees nothing of it.
    path = f"/projects/{here.project}/appeals"
    assert (await first.ok("GET", path))["rows"] == []
    assert (await first.request("GET", f"/appeals/{made['id']}")).status_code == 404
    (waiting,) = (await second.ok("GET", path))["rows"]
    seen = await second.request("GET", f"/appeals/{made['id']}")
    whole = seen.json()
    assert (whole["argument"], whole["theirs"], whole["decided"]) == ("It is irony.", GOOD, BAD)
    assert whole["others"] == [{"answers": BAD, "people": 2}] and waiting["has_argument"]
    async with house.state.database.transaction(SYSTEM) as t:
        who = await t.execute(text("SELECT name, pseudonym FROM person WHERE id = :p"), {"p": ann.me["person_id"]})
        name, pseudonym = who.one()
    assert name not in seen.text and pseudonym not in seen.text
    assert not {"person", "person_id", "annotation_id", "claim_id", "mine"} & {*whole, *waiting}
    audited = (await here.owner.ok("GET", "/audit", params={"limit": 200}))["rows"]
    assert not [line for line in audited if line["action"].startswith("appeal")]

    assert (await _decide(second, made["id"], True, rule="Sarcasm")).status_code == 422
    decided = await _decide(second, made["id"], True)
    assert decided.status_code == 200 and decided.json()["state"] == "upheld"
    detail = await here.owner.ok("GET", f"/items/{item}")
    assert detail["consensus"][0]["answer"] == {"labels": ["good"]} and detail["consensus"][0]["reviewed"]
    assert detail["reviews"][0]["reason"] == "It is meant." and detail["state"] == "settled"
    story = (await here.owner.ok("GET", f"/items/{item}/story"))["rows"][0]
    assert (story["cause"], story["because"]) == ("appealed", "An appeal was upheld.")
    mine, before = await _inbox(ann)
    assert (mine["about"], mine["upheld"], mine["rule"], mine["reason"]) == ("appeal", True, "Irony", "It is meant.")
    assert mine["said"] == "It is irony." and mine["beside"][0]["alike"] and not before["holds"]
    assert before["appealed"] == "upheld"
    for other in (bea, cyd):
        entry = (await _inbox(other))[0]
        assert (entry["about"], entry["rule"], entry["said"]) == ("mended", "Irony", "")
        assert entry["beside"][0]["right"] == "Good"
        # What an appeal decided is a verdict like another one.
        assert entry["may_appeal"] == "review"
    (own,) = (await ann.ok("GET", "/me/appeals"))["rows"]
    assert (own["state"], own["decision"], own["rule"]) == ("upheld", "It is meant.", "Irony") and own["by"]
    assert (await second.ok("GET", path))["rows"] == []
    waits = "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = :l AND status = 'todo'"
    assert (await here.sql(waits, l=f"refit:{here.project}"))[0][0] == 1


async def test_a_declined_appeal_changes_nothing_and_gives_its_reason(house: House) -> None:
    here, item, (ann, bea) = await _answered(house, "good", "bad")
    await _reviewed(here, await house.person(here.owner, "reviewer"), item, BAD)
    made = await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"})
    before = await here.owner.ok("GET", f"/items/{item}")
    assert (await _decide(here.owner, made["id"], False, rule="", reason="  ")).status_code == 422
    assert (await _decide(here.owner, made["id"], False, rule="")).status_code == 200
    assert await here.owner.ok("GET", f"/items/{item}") == before
    entry = (await _inbox(ann))[0]
    assert (entry["about"], entry["upheld"], entry["rule"]) == ("appeal", False, "")
    assert [one["about"] for one in await _inbox(bea)] == ["review"]
    late = await _decide(here.owner, made["id"], True)
    assert late.status_code == 409 and "Somebody else has decided it" in late.text
    assert (await ann.request("POST", f"/items/{item}/appeals", json={"against": "review"})).status_code == 409
    assert (await ann.request("POST", f"/appeals/{made['id']}/withdraw")).status_code == 409


async def test_what_was_withdrawn_can_be_appealed_again(house: House) -> None:
    here, item, (ann, _) = await _answered(house, "good", "bad")
    await _reviewed(here, await house.person(here.owner, "reviewer"), item, BAD)
    made = await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"})
    for _ in range(2):
        await ann.ok("POST", f"/appeals/{made['id']}/withdraw", 204)
    gone = await _decide(here.owner, made["id"], True)
    assert gone.status_code == 409 and "withdrawn" in gone.text
    assert (await _inbox(ann))[0]["may_appeal"]
    assert (await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"}))["id"] > made["id"]


async def test_gold_is_appealed_by_who_was_told_of_it_and_an_upheld_appeal_mends_it(house: House) -> None:
    here, item, (ann, bea) = await _answered(house, "good", "bad")
    lead = await house.person(here.owner, "manager")
    untold = await ann.request("POST", f"/items/{item}/appeals", json={"against": "gold"})
    await lead.ok("PUT", f"/items/{item}/gold", 204, json={"answers": BAD, "reason": "Line 3."})
    assert (await ann.request("POST", f"/items/{item}/appeals", json={"against": "gold"})).text == untold.text
    await here.appraise()
    assert (await ann.ok("GET", f"/projects/{here.project}/history"))["rows"][0]["may_appeal"] == "gold"
    assert (await bea.request("POST", f"/items/{item}/appeals", json={"against": "gold"})).status_code == 404
    made = await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "gold"})
    stale = (await here.owner.ok("GET", f"/appeals/{made['id']}"))["standing"]
    await lead.ok("PUT", f"/items/{item}/gold", 204, json={"answers": BAD, "reason": "Line 4."})
    body = {"upheld": True, "reason": "It is meant.", "standing": stale}
    changed = await here.owner.request("POST", f"/appeals/{made['id']}/decision", json=body)
    assert changed.status_code == 409 and "has changed since" in changed.text
    assert (await lead.request("GET", f"/appeals/{made['id']}")).status_code == 404, "it is the lead's own gold"
    assert (await _decide(here.owner, made["id"], True, answers=BAD)).status_code == 422
    assert (await _decide(here.owner, made["id"], True)).status_code == 200
    await here.appraise()
    detail = await here.owner.ok("GET", f"/items/{item}")
    assert detail["gold"] == {"answers": GOOD, "reason": "It is meant.", "drawn": False}
    story = (await here.owner.ok("GET", f"/items/{item}/story"))["rows"]
    assert ("mended", "appealed") in [(line["step"], line["cause"]) for line in story]
    # Each is told once: not by the appeal and by the gold as well.
    assert [entry["about"] for entry in await _inbox(bea)] == ["mended"]
    assert [entry["about"] for entry in await _inbox(ann)] == ["appeal"]


async def test_whoever_has_a_part_in_it_decides_only_where_nobody_else_can(house: House) -> None:
    here, item, (ann, _) = await _answered(house, "good", "bad")
    await _reviewed(here, here.owner, item, BAD)
    made = await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"})
    (own,) = (await ann.ok("GET", "/me/appeals"))["rows"]
    assert own["has_decider"], "the owner gave it, and there is nobody else"
    assert len((await here.owner.ok("GET", f"/projects/{here.project}/appeals"))["rows"]) == 1
    helper = await house.person(here.owner, "reviewer")
    assert (await here.owner.ok("GET", f"/projects/{here.project}/appeals"))["rows"] == []
    assert (await helper.ok("GET", f"/projects/{here.project}/appeals"))["rows"][0]["id"] == made["id"]
    await here.owner.ok("PATCH", f"/people/{helper.me['person_id']}", json={"active": False, **WHY})
    assert (await _decide(here.owner, made["id"], False)).status_code == 200


async def test_a_reviewer_never_decides_their_own_appeal(house: House) -> None:
    here = await place(house, policy={"target": 0.95, "fewest": 1, "most": 9})
    (item,) = await here.items(1, wanted=1)
    reviewer = await house.person(here.owner, "reviewer")
    await here.submit(reviewer, (await here.claim(reviewer))["claim"], "good")
    await here.appraise()
    await _reviewed(here, here.owner, item, BAD)
    made = await reviewer.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"})
    assert (await reviewer.ok("GET", f"/projects/{here.project}/appeals"))["rows"] == []
    body = {"upheld": True, "reason": "I say so.", "standing": "-"}
    assert (await reviewer.request("POST", f"/appeals/{made['id']}/decision", json=body)).status_code == 403


async def test_an_appeal_outlives_the_access_of_its_person(house: House) -> None:
    here, item, (ann, bea) = await _answered(house, "good", "bad")
    team = await here.owner.ok("POST", "/teams", json={"name": "Inside"})
    await _reviewed(here, await house.person(here.owner, "reviewer"), item, BAD)
    made = await ann.ok("POST", f"/items/{item}/appeals", 201, json={"against": "review"})
    closed = {"open_to": "teams", "team_ids": [team["id"]], **WHY}
    await here.owner.ok("PATCH", f"/projects/{here.project}", json=closed)
    assert (await ann.ok("GET", "/me/appeals"))["rows"] == []
    assert (await bea.request("POST", f"/items/{item}/appeals", json={"against": "review"})).status_code == 404
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "archived"})
    refused = await _decide(here.owner, made["id"], True)
    assert refused.status_code == 409 and "archived" in refused.text
    await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "active"})
    assert (await _decide(here.owner, made["id"], True)).status_code == 200
    assert (await here.owner.ok("GET", f"/items/{item}"))["consensus"][0]["answer"] == {"labels": ["good"]}

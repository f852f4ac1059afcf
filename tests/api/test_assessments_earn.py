"""What an assessment comes to over HTTP: its pay, its tier, and the project that the tier opens."""

from __future__ import annotations

from goodwork.model.ids import ProjectId
from goodwork.store.installation.checking import ASSESSMENTS, checking
from goodwork.store.quality.labels import answers
from tests.api.callers import House
from tests.api.test_assessments import TERMS, assessed, take
from tests.queue.place import place


async def test_a_paid_assessment_that_is_passed_opens_a_project(house: House, database_url: str) -> None:
    """Paid for each attempt that is handed in, passed or not, as it was told before; the tier that it earns opens."""
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    tiers = {"name": "Moods", "tiers": [{"name": "basic"}, {"name": "expert"}]}
    earned = (await here.owner.ok("POST", "/qualifications", json=tiers))["id"]
    asked = {"requirements": [{"qualification_id": earned, "tier": 1}]}
    await here.owner.ok("PUT", f"/projects/{here.project}/requirements", json=asked)
    half = {"pay_amount": 333}
    bad = await here.owner.post("/assessments", json={**TERMS, **half, "ready_made": "reading-closely"})
    assert bad.status_code == 422 and "currency" in bad.json()["detail"]
    terms = {"qualification_id": earned, "tier": 1, "pay_currency": "EUR", "pay_amount": 333}
    made = await assessed(here, 12, **terms)
    await here.items(2)

    refused = await here.claim(ann)
    assert refused["no_work"] == "not-qualified"
    (offer,) = (await ann.ok("GET", "/me/assessments"))["rows"]
    assert (offer["pay_amount"], offer["pay_currency"]) == (333, "EUR"), "told before the start"
    (row,) = (await ann.ok("GET", "/me/qualifications"))["rows"]
    (way,) = row["assessments"]
    assert (way["id"], way["tier"], way["pay_amount"]) == (made, 1, 333)
    begun = (await ann.ok("POST", f"/assessments/{made}/attempts"))["id"]
    # Other terms hold for whoever begins afterwards.
    other = {**TERMS, **terms, "pay_amount": 1, "state": "open"}
    await here.owner.ok("PUT", f"/assessments/{made}", json=other)
    assert await ann.ok("GET", "/me/pay") == []
    failed = await take(ann, made, {1: "bad", 2: "bad"})
    assert (failed["id"], failed["passed"], failed["pay_amount"]) == (begun, False, 333)
    assert await ann.ok("POST", f"/attempts/{begun}/handed-in") == failed, "sent again, it is paid once"
    assert (await here.claim(ann))["no_work"] == "not-qualified", "not passed, and nothing else came of it"
    assert (await take(ann, made))["passed"]
    lines = (await ann.ok("GET", "/me/pay/lines"))["rows"]
    assert [(one["kind"], one["amount"]) for one in lines] == [("assessment", 1), ("assessment", 333)]
    (owed,) = await ann.ok("GET", "/me/pay")
    assert (owed["amount"], owed["currency"], owed["postings"]) == (334, "EUR", 2)
    (row,) = (await ann.ok("GET", "/me/qualifications"))["rows"]
    assert (row["held"], row["assessments"]) == (1, [])
    said = (await ann.ok("GET", "/me/qualifications/record"))["holds"][0]["earned"]
    result = next(one for one in (await ann.ok("GET", "/me/assessments"))["rows"] if one["id"] == made)
    assert (said["by"], said["score_percent"]) == ("assessment", 100) and said["title"] == result["title"]
    low, high = said["interval_percent"]
    assert low < 100 == high and said["items"] == result["drawn"], "how sure it is, and on how many items"
    (first, *_) = (await here.owner.ok("GET", f"/assessments/{made}/pool"))["rows"]
    await here.owner.ok("POST", f"/assessments/{made}/pool/{first['id']}/aside", json={"reason": "Unclear."})
    assert (await ann.ok("GET", "/me/qualifications/record"))["holds"][0]["earned"] == said, "as it was counted"
    assert (await here.claim(ann))["claim"]

    # What gates a project is not removed.
    assert (await here.owner.delete(f"/qualifications/{earned}")).status_code == 409
    with checking(database_url) as moment:
        assert list(moment.data(ASSESSMENTS)) == []
    await here.sql("UPDATE attempt SET score = 0.1, low = 0, high = 0.5 WHERE id = :a", a=failed["id"])
    await here.sql("UPDATE assessment SET passed = 2 WHERE id = :a", a=made)
    await here.sql("UPDATE attempt SET pay_amount = 332 WHERE id = :a", a=failed["id"])
    with checking(database_url) as moment:
        assert len(list(moment.data(ASSESSMENTS))) == 3, "verify sees each"
    await here.sql("UPDATE attempt SET passed = false WHERE person_id = :p", p=ann.me["person_id"])
    with checking(database_url) as moment:
        assert any("names an attempt of that person that was passed" in fault for fault in moment.data(ASSESSMENTS))


async def test_gold_whose_key_was_told_is_not_mixed_in_and_says_nothing_of_what_they_know(house: House) -> None:
    here = await place(house)
    made = await assessed(here, 6)
    await here.policy(gold_share=1.0)
    ann, bea = [await house.person(here.owner, "annotator") for _ in range(2)]
    await take(ann, made)
    told = {row[0] for row in await here.sql(
        "SELECT k.item_id FROM attempt_item x JOIN assessment_item k ON k.id = x.assessment_item_id"
    )}  # fmt: skip
    held: dict[str, list[int]] = {"ann": [], "bea": []}
    for name, caller, times in (("ann", ann, 6), ("bea", bea, 1)):
        for _ in range(times):
            claim = (await here.claim(caller))["claim"]
            held[name].append(claim["item"]["id"])
            await here.submit(caller, claim)
    assert len(told) == 4 and told.isdisjoint(held["ann"][:2]), "the gold that she was not told comes first"
    async with house.state.database.transaction(here.worker) as t:
        rows = [row async for rows in answers(t, ProjectId(here.project)) for row in rows]
    counted = [(row.person_id, row.item_id) for row in rows]
    assert counted == [
        *((ann.me["person_id"], item) for item in held["ann"] if item not in told),
        *((bea.me["person_id"], item) for item in held["bea"]),
    ]  # fmt: skip


async def test_what_passing_awards_is_what_was_told_before_the_start(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    tiers = {"name": "Moods", "tiers": [{"name": "basic"}, {"name": "expert"}]}
    earned = (await here.owner.ok("POST", "/qualifications", json=tiers))["id"]
    made = await assessed(here, 8, qualification_id=earned, tier=2)
    await ann.ok("POST", f"/assessments/{made}/attempts")
    # No qualification and no tier goes while people are told that passing an open assessment awards it.
    refused = await here.owner.delete(f"/qualifications/{earned}")
    assert refused.status_code == 409 and "'Moods'" in refused.json()["detail"]
    fewer = {"name": "Moods", "tiers": [{"name": "basic"}]}
    refused = await here.owner.put(f"/qualifications/{earned}", json=fewer)
    assert refused.status_code == 409 and "open assessment" in refused.json()["detail"]
    # Whoever has begun is awarded what they were told; other terms hold for whoever begins afterwards.
    await here.owner.ok("PUT", f"/assessments/{made}", json={**TERMS, "state": "closed"})
    assert (await take(ann, made))["passed"]
    assert [row["held"] for row in (await ann.ok("GET", "/me/qualifications"))["rows"]] == [2]
    # What is closed is then for nothing that there is not.
    await here.owner.ok(
        "PUT", f"/assessments/{made}", json={**TERMS, "qualification_id": earned, "tier": 2, "state": "closed"}
    )
    await here.owner.ok("DELETE", f"/qualifications/{earned}")
    seen = await here.owner.ok("GET", f"/assessments/{made}")
    assert (seen["qualification_id"], seen["tier"]) == (None, None)

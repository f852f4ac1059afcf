"""Pay for accepted answers and for hours, the floor, and what was promised: over HTTP and to the cent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from goodwork.store.installation.checking import PAY, checking
from tests.api.callers import Caller, House
from tests.queue.place import Place, place


async def _rate(here: Place, amount: int, basis: str = "accepted", currency: str = "EUR", **more: Any) -> Any:
    body = {"basis": basis, "currency": currency, "amount": amount, **more}
    return await here.owner.ok("PUT", f"/projects/{here.project}/pay", json=body)


async def _paid(caller: Caller) -> list[tuple[str, int]]:
    return [(line["kind"], line["amount"]) for line in (await caller.ok("GET", "/me/pay/lines"))["rows"]]


async def _waiting(caller: Caller) -> list[tuple[int, bool]]:
    return [(one["amount"], one["declined"]) for one in (await caller.ok("GET", "/me/pay/pending"))["rows"]]


def _faults(url: str) -> list[str]:
    with checking(url) as moment:
        return list(moment.data(PAY))


async def test_accepted_answers_are_paid_when_their_item_settles_and_nothing_is_taken_back(
    house: House, database_url: str
) -> None:
    here = await place(house)
    (item,) = await here.items(1)
    people = [await house.person(here.owner, "annotator") for _ in range(2)]
    await _rate(here, 25)
    claims = [(await here.claim(person))["claim"] for person in people]
    assert claims[0]["pay"] == {"basis": "accepted", "currency": "EUR", "amount": 25}
    # What was promised holds, whatever is paid for items that are taken later, and per what.
    await _rate(here, 5, "answer")
    await here.submit(people[0], claims[0], "good")
    await here.appraise()
    assert (await _paid(people[0]), await _waiting(people[0])) == ([], [(25, False)])
    await here.submit(people[1], claims[1], "bad")
    await here.policy(most=2)
    await here.appraise()
    for person in people:
        assert (await _paid(person), await _waiting(person)) == ([("accepted", 25)], [])
    # A reviewer overturns what it settled on: what was posted stays.
    reviewer = await house.person(here.owner, "reviewer")
    body = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "It is sarcasm."}
    await reviewer.ok("POST", f"/items/{item}/reviews", json=body)
    assert [await _paid(person) for person in people] == [[("accepted", 25)]] * 2
    assert _faults(database_url) == []


async def test_a_reviewer_alone_turns_an_answer_down_and_an_appeal_pays_it(house: House, database_url: str) -> None:
    here = await place(house, policy={"target": 0.9, "fewest": 3, "most": 3})
    (item,) = await here.items(1, wanted=3)
    one, other = [await house.person(here.owner, "annotator") for _ in range(2)]
    await _rate(here, 25)
    await here.submit(one, (await here.claim(one))["claim"], "good")
    await here.submit(other, (await here.claim(other))["claim"], "bad")
    reviewer = await house.person(here.owner, "reviewer")
    body = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "It is sarcasm."}
    await reviewer.ok("POST", f"/items/{item}/reviews", json=body)
    assert (await _paid(one), await _waiting(one)) == ([], [(25, True)])
    (told,) = (await one.ok("GET", "/me/pay/pending"))["rows"]
    assert (told["reason"], told["archived"]) == ("It is sarcasm.", False)
    assert (await _paid(other), await _waiting(other)) == ([("accepted", 25)], [])

    appeal = await one.ok("POST", f"/items/{item}/appeals", json={"against": "review"})
    shown = await here.owner.ok("GET", f"/appeals/{appeal['id']}")
    decision = {"upheld": True, "reason": "It is meant.", "standing": shown["standing"]}
    await here.owner.ok("POST", f"/appeals/{appeal['id']}/decision", json=decision)
    assert (await _paid(one), await _waiting(one)) == ([("accepted", 25)], [])
    assert await _paid(other) == [("accepted", 25)], "what was posted stays"
    assert _faults(database_url) == []


async def test_what_was_promised_at_the_claim_is_paid_though_a_rate_is_being_saved(
    house: House, database_url: str
) -> None:
    here = await place(house)
    await here.items(3)
    ann = await house.person(here.owner, "annotator")
    await _rate(here, 25, "answer")
    with psycopg.connect(database_url) as saving:
        # A new rate, written and not committed: nobody can have been shown it.
        saving.execute(
            "INSERT INTO pay_rate (organization_id, project_id, basis, currency, amount, since, set_by) VALUES"
            " (%s, %s, 'answer', 'EUR', 1, clock_timestamp() - interval '1 second', %s)",
            (here.worker.organization_id, here.project, here.owner.me["person_id"]),
        )
        claim = (await here.claim(ann))["claim"]
        saving.commit()
    assert claim["pay"]["amount"] == 25
    await here.submit(ann, claim)
    following = (await here.claim(ann))["claim"]
    await here.submit(ann, following)
    assert await _paid(ann) == [("answer", following["pay"]["amount"]), ("answer", 25)]


async def test_hours_are_ones_own_word_and_a_named_lead_confirms_them(house: House, database_url: str) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    today = datetime.now(UTC).date().isoformat()
    path, body = f"/projects/{here.project}/hours", {"day": today, "minutes": 95}
    assert (await ann.post(path, json=body)).status_code == 422, "it does not pay by the hour"
    await _rate(here, 1550, "hour")
    keyed = {"headers": {"Idempotency-Key": "evening"}}
    made = [await ann.ok("POST", path, 201, json=body, **keyed) for _ in range(2)]
    assert made[0]["id"] == made[1]["id"] and made[0]["amount"] == 2454
    assert (await ann.post(path, json={"day": today, "minutes": 1400})).status_code == 422, "a day has 24 hours"
    assert (await ann.post(path, json={"day": "2020-01-31", "minutes": 5})).status_code == 422
    (waiting,) = (await here.owner.ok("GET", path))["rows"]
    assert (waiting["name"], waiting["minutes"]) == (ann.me["name"], 95)

    decide = f"/hours/{waiting['id']}"
    assert (await ann.put(decide, json={"confirmed": True})).status_code == 403
    assert (await here.owner.put(decide, json={"confirmed": False})).status_code == 422, "it takes a reason"
    await _rate(here, 100, "hour")
    done = [await here.owner.ok("PUT", decide, json={"confirmed": True}) for _ in range(2)]
    assert done[0] == done[1] and done[0]["by"] == here.owner.me["name"]
    assert (await here.owner.put(decide, json={"confirmed": False, "reason": "No."})).status_code == 409
    assert (await ann.delete(f"/me/pay/hours/{waiting['id']}")).status_code == 409
    assert await _paid(ann) == [("hours", 2454)], "at the rate that held when they were entered, rounded half up"

    again = await ann.ok("POST", path, json={"day": today, "minutes": 30, "note": "Calls."})
    await here.owner.ok("PUT", f"/hours/{again['id']}", json={"confirmed": False, "reason": "That was Tuesday."})
    (declined, _) = (await ann.ok("GET", "/me/pay/hours"))["rows"]
    [told] = [row for row in (await ann.ok("GET", "/me/inbox"))["rows"] if row["about"] == "hours"]
    assert (told["hours_day"], told["hours_minutes"], told["reason"], told["project"]) == (
        declined["day"], declined["minutes"], "That was Tuesday.", declined["project"],
    )  # fmt: skip
    assert (declined["state"], declined["reason"], declined["by"]) == (
        "declined", "That was Tuesday.", here.owner.me["name"],
    )  # fmt: skip
    own = await here.owner.ok("POST", path, json=body)
    assert (await here.owner.put(f"/hours/{own['id']}", json={"confirmed": True})).status_code == 403
    await here.owner.ok("DELETE", f"/me/pay/hours/{own['id']}")
    assert _faults(database_url) == []


async def test_a_rate_below_the_floor_is_said_before_it_is_saved_and_to_people(house: House) -> None:
    here = await place(house)
    await here.owner.ok("PUT", "/pay/floors", json={"currency": "EUR", "amount": 1200})
    assert (await _rate(here, 49, "answer"))["hourly"] is None, "fewer than eight people said what it takes"
    for _ in range(8):
        ann = await house.person(here.owner, "annotator")
        await ann.ok("PUT", f"/projects/{here.project}/effort", json={"minutes": 2.5})
    shown = await ann.ok("GET", f"/projects/{here.project}/pay")
    assert (shown["people"], shown["minutes"], shown["hourly"], shown["below"]) == (8, 2.5, 1176, True)
    [card] = (await ann.ok("GET", "/projects"))["rows"]
    assert card["pay"] == {"basis": "answer", "currency": "EUR", "amount": 49, "hourly": 1176}
    body = {"basis": "accepted", "currency": "EUR", "amount": 49}
    refused = await here.owner.put(f"/projects/{here.project}/pay", json=body)
    assert refused.status_code == 422
    assert "11.76 EUR, below the floor of your organization, 12.00 EUR" in refused.json()["detail"]
    assert (await _rate(here, 49, below_floor=True))["below"] is True
    assert (await _rate(here, 50))["below"] is False
    assert (await here.owner.put(f"/projects/{here.project}/pay", json={**body, "basis": "hour"})).status_code == 422
    assert (await _rate(here, 1, currency="JPY"))["below"] is False, "that currency has no floor"
    manager = await house.person(here.owner, "manager")
    assert (await manager.put("/pay/floors", json={"currency": "EUR", "amount": 1})).status_code == 403


async def test_a_rate_that_sinks_at_noon_takes_nothing_from_who_worked_in_the_morning(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    body = {"day": datetime.now(UTC).date().isoformat(), "minutes": 60}

    async def entered() -> tuple[int, str]:
        made = await ann.ok("POST", f"/projects/{here.project}/hours", json=body)
        return made["amount"], made["currency"]

    for amount, currency, comes_to in (
        (2000, "EUR", 2000), (1, "EUR", 2000), (2500, "EUR", 2500), (9999, "JPY", 2500), (0, "EUR", 2500),
    ):  # fmt: skip
        await _rate(here, amount, "hour", currency)
        assert await entered() == (comes_to, "EUR"), (amount, currency)


async def test_an_evening_in_the_west_is_paid_though_its_day_ended_before_the_first_rate(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    first = datetime.now(UTC).date() - timedelta(days=9)
    add = "INSERT INTO pay_rate (organization_id, project_id, basis, currency, amount, since, set_by) VALUES" \
          " (:o, :p, :basis, 'EUR', :n, CAST(:since AS timestamptz), :by)"  # fmt: skip
    given = {"o": here.worker.organization_id, "p": here.project, "by": here.owner.me["person_id"]}
    for basis, amount, day, hour in (("hour", 2000, first, 2), ("answer", 5, first + timedelta(days=1), 22)):
        await here.sql(add, **given, basis=basis, n=amount, since=f"{day}T{hour:02}:00Z")
    path = f"/projects/{here.project}/hours"
    for days, status in ((-2, 422), (-1, 201), (0, 201), (1, 201), (2, 201), (3, 422)):
        body = {"day": (first + timedelta(days=days)).isoformat(), "minutes": 60}
        made = await ann.post(path, json=body)
        assert made.status_code == status and (status == 422 or made.json()["amount"] == 2000), days


async def test_hours_that_were_worked_are_entered_whatever_became_of_the_project_or_the_access(house: House) -> None:
    here, elsewhere = await place(house), await place(house)
    await here.items(2)
    ann, ben = [await house.person(here.owner, "annotator") for _ in range(2)]
    cleo = await house.person(here.owner, "reviewer")
    await _rate(here, 2000, "hour")
    item = (await here.claim(ann))["claim"]["item"]["id"]
    review = {"answers": {"mood": {"labels": ["bad"]}}, "form_version": 1, "reason": "It is sarcasm."}
    await cleo.ok("POST", f"/items/{item}/reviews", json=review)
    path = f"/projects/{here.project}/hours"
    body = {"day": datetime.now(UTC).date().isoformat(), "minutes": 30}
    listed = [{"id": here.project, "name": (await ann.ok("GET", f"/projects/{here.project}"))["name"]}]
    for archived in (False, True):
        if archived:
            await here.owner.ok("PATCH", f"/projects/{here.project}", json={"state": "archived"})
        else:
            await _rate(here, 5, "answer")
        assert (await ann.ok("POST", path, 201, json=body))["amount"] == 1000
        assert (await ann.ok("GET", "/me/pay/hours/projects"))["rows"] == listed
    assert (await ben.post(path, json=body)).status_code == 404, "they never worked there"
    assert (await ben.ok("GET", "/me/pay/hours/projects"))["rows"] == []
    gone = {"active": False, "reason": "Agreed with them in person."}
    for one in (ann, ben, cleo):
        await here.owner.ok("PATCH", f"/people/{one.me['person_id']}", json=gone)
    ann, ben, cleo = [await house.sign_in(one.me["email"]) for one in (ann, ben, cleo)]
    assert (await cleo.ok("GET", "/me/pay/hours/projects"))["rows"] == listed, "who only reviewed worked there, too"
    await cleo.ok("POST", path, 201, json=body)
    made = await ann.ok("POST", path, 201, json=body)
    await here.owner.ok("PUT", f"/hours/{made['id']}", json={"confirmed": True})
    assert await _paid(ann) == [("hours", 1000)]
    made = await ann.ok("POST", path, 201, json=body)
    await ann.ok("DELETE", f"/me/pay/hours/{made['id']}")
    open_one = (await house.project(here.owner))["id"]
    for project in (open_one, elsewhere.project):
        for one in (ann, ben):
            assert (await one.post(f"/projects/{project}/hours", json=body)).status_code == 404

"""Applying over HTTP: a page without a sign-in, an account that reaches nothing, admission by rule and by people."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from goodwork.actions.people.throttle import MOST_APPLIED, apply_once
from goodwork.store.people.never import NEVER, never
from tests.api.callers import PASSWORD, WHY, Caller, House
from tests.api.test_assessments import assessed, take
from tests.queue.place import Place, place

PAGE: dict[str, Any] = {
    "shown": True,
    "work": "Reading what people write of the weather.",
    "used_by": "The weather service.",
    "pay": "stated",
    "pay_currency": "EUR",
    "pay_low": 1500,
    "pay_high": 1800,
}


async def shown(here: Place, **changes: Any) -> str:
    """The end of the address of the organization's page, which is shown."""
    page = await here.owner.ok("PUT", "/public-page", json={**PAGE, **changes})
    return page["address"].rsplit("/", 1)[1]


async def apply(house: House, ending: str, number: int, address: str = "") -> Caller:
    """Somebody who applies, from a network of their own where none is given."""
    browser = house.browser(address or f"198.51.{number // 250}.{number % 250}")
    body = {"name": f"Hopeful {number}", "email": f"hopeful{number}-{ending}@example.org", "password": PASSWORD}
    return house.entered(browser, await browser.post(f"/work-with-us/{ending}/applications", json=body))


async def test_a_page_is_found_while_it_is_shown_and_else_looks_like_none(house: House) -> None:
    here = await place(house)
    stranger = house.browser()
    assert (await here.owner.ok("GET", "/public-page"))["address"] is None, "there is none by itself"
    hidden = await shown(here, shown=False)
    nothing = await stranger.get("/work-with-us/aaaabbbbcccc")
    off = await stranger.get(f"/work-with-us/{hidden}")
    assert (off.status_code, off.text) == (nothing.status_code, nothing.text) == (404, nothing.text)
    body = {"name": "N", "email": "n@example.org", "password": PASSWORD}
    assert (await stranger.post(f"/work-with-us/{hidden}/applications", json=body)).status_code == 404

    made = await assessed(here, pay_currency="EUR", pay_amount=250)
    assert await shown(here, assessment_id=made, admits=True) == hidden, "links to it go on working"
    page = (await stranger.get(f"/work-with-us/{hidden}")).json()
    assert (page["pay"], page["pay_low"], page["pay_high"], page["admits"]) == ("stated", 1500, 1800, True)
    asked = page["assessment"]
    assert (asked["drawn"], asked["tries"], asked["minutes"], asked["pay_amount"]) == (4, 2, 5, 250)
    assert "id" not in page and here.owner.me["email"] not in str(page)

    await here.owner.ok("PUT", f"/projects/{here.project}/pay", json={"currency": "EUR", "amount": 25})
    rates = {"pay": "rates", "pay_currency": None, "pay_low": None, "pay_high": None}
    await shown(here, assessment_id=made, **rates)
    page = (await stranger.get(f"/work-with-us/{hidden}")).json()
    assert page["rates"] == [{"basis": "answer", "currency": "EUR", "low": 25, "high": 25, "projects": 1}]

    manager = await house.person(here.owner, "manager")
    assert (await manager.put("/public-page", json=PAGE)).status_code == 403, "owners speak for the organization"
    for wrong in ({"pay_high": 1}, {"pay_low": None}, {"used_by": " "}, {"admits": True}, {"assessment_id": 10**6}):
        refused = await here.owner.put("/public-page", json={**PAGE, **wrong})
        assert refused.status_code == 422, wrong


async def test_what_is_never_recorded_is_said_because_the_schema_has_no_column_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert set(never()) == {one.what for one in NEVER}
    by = {one.what: one.columns for one in NEVER}
    assert by["presence"].search("person.last_seen timestamptz") and by["hours"].search("attempt.begun_at timestamptz")
    assert by["screen"].search("claim.screenshot bytea") and not by["hours"].search("attempt.handed_in_on date")


async def test_whoever_passes_is_admitted_by_the_rule_and_whoever_does_not_keeps_their_tries(house: House) -> None:
    here = await place(house)
    await here.items(2)
    other = await assessed(here)
    made = await assessed(here, 16)
    ending = await shown(here, assessment_id=made, admits=True)
    ann, ben = await apply(house, ending, 1), await apply(house, ending, 2)
    assert ann.me["role"] == "applicant"
    assert [row["id"] for row in (await ann.ok("GET", "/me/assessments"))["rows"]] == [made]
    assert (await ann.post(f"/assessments/{other}/attempts")).status_code == 404
    assert (await ann.post(f"/projects/{here.project}/claims", json={})).status_code == 404
    gave = {"role": "annotator"}
    assert (await here.owner.patch(f"/people/{ann.me['person_id']}", json=gave)).status_code == 403
    ranks = await house.person(here.owner, "annotator")
    assert (await here.owner.patch(f"/people/{ranks.me['person_id']}", json={"role": "applicant"})).status_code == 422

    assert (await take(ann, made))["passed"]
    mine = await ann.ok("GET", "/me/application")
    assert (mine["state"], mine["by"]) == ("admitted", None)
    assert (await ann.ok("GET", "/session"))["role"] == "annotator"
    assert (await here.claim(ann))["claim"]
    (told,) = (await ann.ok("GET", "/me/inbox"))["rows"]
    assert (told["about"], told["application"], told["by"]) == ("application", "admitted", None)

    failed = await take(ben, made, {1: "bad", 2: "bad"})
    assert not failed["passed"] and failed["criteria"] and failed["items"][0]["reason"]
    assert (await ben.ok("GET", "/me/application"))["state"] == "open", "no program declines"
    # A wrong key is appealed; upheld, the result rises, and the rule admits.
    await ben.ok("POST", f"/attempts/{failed['id']}/items/1/appeal", 201, json={"argument": "It is irony."})
    (appeal,) = (await here.owner.ok("GET", f"/assessments/{made}/appeals"))["rows"]
    decision = {"upheld": True, "reason": "It is."}
    waiting = await here.owner.ok("GET", "/waiting")
    assert [(one["assessment_id"], one["appeals"]) for one in waiting["keys"]] == [(made, 1)]
    assert waiting["applications"] == 1
    await here.owner.ok("POST", f"/key-appeals/{appeal['id']}/decision", json=decision)
    entry = (await ben.ok("GET", "/me/inbox"))["rows"][0]
    assert (entry["about"], entry["upheld"], entry["reason"]) == ("key_appeal", True, "It is.")
    assert (entry["attempt_id"], entry["said"]) == (failed["id"], "It is irony.")
    assert (await ben.ok("GET", "/me/application"))["state"] == "open", "2 of 3 are below the mark still"
    for way, may in (("withdraw", False), ("again", True)):
        await ben.ok("POST", f"/me/application/{way}")
        (offer,) = (await ben.ok("GET", "/me/assessments"))["rows"]
        assert offer["open"] is may, "no button disappoints"
    assert (await take(ben, made))["passed"], "another try, on other items"
    assert (await ben.ok("GET", "/me/application"))["state"] == "admitted"
    rows = (await here.owner.ok("GET", "/applications", params={"state": "admitted"}))["rows"]
    assert [(row["name"], row["passed"], row["tries"]) for row in rows] == [
        ("Hopeful 2", True, 2),
        ("Hopeful 1", True, 1),
    ]
    assert all(len(row["applied_on"]) == 10 for row in rows), "a day, no time"


async def test_whoever_passes_where_passing_does_not_admit_reads_that_somebody_decides(house: House) -> None:
    here = await place(house)
    await here.items(2)
    made = await assessed(here, 16)
    ending = await shown(here, assessment_id=made, admits=True)
    dora = await apply(house, ending, 7)
    assert not (await dora.ok("GET", "/me/application"))["passed"]
    assert await shown(here, assessment_id=made, admits=False) == ending
    assert (await take(dora, made))["passed"]
    mine = await dora.ok("GET", "/me/application")
    assert (mine["state"], mine["passed"], mine["admits"]) == ("open", True, False)
    # Ticked again it holds for later results: whoever passed before still waits for a person.
    assert await shown(here, assessment_id=made, admits=True) == ending
    mine = await dora.ok("GET", "/me/application")
    assert (mine["state"], mine["passed"]) == ("open", True)
    assert (await here.owner.ok("GET", "/waiting"))["applications"] == 1
    (row,) = (await here.owner.ok("GET", "/applications"))["rows"]
    assert (row["name"], row["passed"]) == ("Hopeful 7", True)
    await here.owner.ok("POST", f"/applications/{dora.me['person_id']}/decision", json={"admit": True})
    mine = await dora.ok("GET", "/me/application")
    assert (mine["state"], mine["by"]) == ("admitted", here.owner.me["name"])


async def test_declining_has_a_name_and_a_reason_and_somebody_else_decides_the_appeal(house: House) -> None:
    here = await place(house)
    ending = await shown(here)
    cleo = await apply(house, ending, 3)
    manager = await house.person(here.owner, "manager")
    person = cleo.me["person_id"]
    path = f"/applications/{person}/decision"
    assert (await manager.post(path, json={"admit": False, "reason": " "})).status_code == 422
    assert (await cleo.post("/me/application/appeal", json={})).status_code == 409, "nothing was declined"
    await manager.ok("POST", path, json={"admit": False, "reason": "We look for readers of Finnish."})
    mine = await cleo.ok("GET", "/me/application")
    assert (mine["state"], mine["by"]) == ("declined", manager.me["name"]) and "Finnish" in mine["reason"]
    appealed = await cleo.ok("POST", "/me/application/appeal", json={"argument": "Minä luen suomea."})
    assert appealed["appeal"]["state"] == "open" and appealed["appeal"]["due_on"]
    assert (await cleo.post("/me/application/appeal", json={})).status_code == 409

    listed = [(await lead.ok("GET", "/applications"))["rows"] for lead in (manager, here.owner)]
    assert [len(rows) for rows in listed] == [0, 1], "it waits for somebody else than who declined"
    waiting = [(await lead.ok("GET", "/waiting"))["applications"] for lead in (manager, here.owner)]
    assert waiting == [0, 1]
    decide = f"/applications/{person}/appeal/decision"
    decision = {"upheld": True, "reason": "You do."}
    assert (await manager.post(decide, json=decision)).status_code == 403, "not whoever declined"
    assert await here.owner.ok("POST", decide, json=decision) == {"state": "upheld"}
    mine = await cleo.ok("GET", "/me/application")
    assert (mine["state"], mine["appeal"]["decision"]) == ("open", "You do.")
    (told,) = (await cleo.ok("GET", "/me/inbox"))["rows"]
    assert (told["upheld"], told["by"], told["application"]) == (True, here.owner.me["name"], "open")

    assert (await cleo.ok("POST", "/me/application/withdraw"))["state"] == "withdrawn"
    assert (await cleo.ok("POST", "/me/application/withdraw"))["state"] == "withdrawn"
    assert (await cleo.ok("POST", "/me/application/again"))["state"] == "open"
    await here.owner.ok("POST", path, json={"admit": False, "reason": "The place is taken."})
    refused = await manager.post(path, json={"admit": True})
    assert refused.status_code == 409 and f"{here.owner.me['name']} has declined it: The place" in refused.text
    await manager.ok("POST", path, json={"admit": True, "declined": True})
    assert (await cleo.ok("GET", "/session"))["role"] == "annotator"
    assert (await manager.post(path, json={"admit": False, "reason": "No."})).status_code == 409
    with pytest.raises(Exception, match="application_check"):
        await here.sql("UPDATE application SET state = 2, decided_by = NULL WHERE person_id = :p", p=person)


async def test_what_an_applicant_passed_is_theirs_to_take_along_whatever_is_decided(house: House) -> None:
    here = await place(house)
    tiers = {"name": "Irony", "tiers": [{"name": "basic"}]}
    earned = (await here.owner.ok("POST", "/qualifications", json=tiers))["id"]
    made = await assessed(here, qualification_id=earned, tier=1)
    cleo = await apply(house, await shown(here, assessment_id=made), 4)
    record = "/me/qualifications/record"
    assert not (await cleo.ok("GET", "/me/application"))["holds"]
    assert (await cleo.get(record)).status_code == 409, "it would say nothing"
    assert (await take(cleo, made))["passed"]
    decision = {"admit": False, "reason": "The place is taken."}
    await here.owner.ok("POST", f"/applications/{cleo.me['person_id']}/decision", json=decision)
    assert (await cleo.ok("GET", "/me/application"))["holds"]
    (held,) = (await cleo.ok("GET", record))["holds"]
    assert (held["qualification"], held["earned"]["by"], held["earned"]["score_percent"]) == (
        "Irony",
        "assessment",
        100,
    )


async def test_an_account_of_elsewhere_applies_and_nobody_gets_round_what_was_decided_of_them(house: House) -> None:
    here = await place(house)
    ending = await shown(here)
    elsewhere = await house.owner()
    body = {"name": "Here too", "email": elsewhere.me["email"], "password": PASSWORD, "has_account": True}
    path = f"/work-with-us/{ending}/applications"
    joined = house.entered(house.browser("203.0.113.50"), await house.browser("203.0.113.50").post(path, json=body))
    assert joined.me["role"] == "applicant" and joined.me["organization_id"] == here.owner.me["organization_id"]
    again = house.entered(house.browser(), await house.browser("203.0.113.51").post(path, json=body))
    assert again.me["person_id"] == joined.me["person_id"], "sent again, it is the same application"
    ended = await house.person(here.owner, "annotator")
    out = {"active": False, "reason": "They asked for it."}
    await here.owner.ok("PATCH", f"/people/{ended.me['person_id']}", json=out)
    again = {**body, "email": ended.me["email"]}
    assert (await house.browser("203.0.113.52").post(path, json=again)).status_code == 409


async def test_a_program_that_applies_finds_an_end(house: House) -> None:
    here = await place(house)
    ending = await shown(here, most_open=3)
    for number in range(10, 13):
        await apply(house, ending, number)
    body = {"name": "One more", "email": f"more-{ending}@example.org", "password": PASSWORD}
    full = await house.browser("203.0.113.9").post(f"/work-with-us/{ending}/applications", json=body)
    assert full.status_code == 409 and "nothing of yours was kept" in full.text
    assert (await house.browser().get(f"/work-with-us/{ending}")).json()["takes"] is False
    ((people,),) = await here.sql("SELECT count(*) FROM person WHERE email LIKE :e", e=f"more-{ending}@%")
    assert people == 0


async def test_an_office_applies_together_and_a_program_finds_an_end(house: House) -> None:
    """What a network may make in a quarter of an hour is counted by what was made, not by what was tried."""
    here = await place(house)
    ending = await shown(here, most_open=100)
    path, office = f"/work-with-us/{ending}/applications", "203.0.113.77"
    body = {"name": "One", "email": f"one-{ending}@example.org", "password": PASSWORD}
    weak, taken = {**body, "password": "password1"}, {**body, "email": here.owner.me["email"]}
    for refused, status in ((weak, 422), (taken, 401), ({**body, "email": "no"}, 422)):
        for _ in range(4):
            assert (await house.browser(office).post(path, json=refused)).status_code == status
    database, secret = house.state.database, house.state.secret
    # All but two of what it may make; the rest is made over HTTP.
    for _ in range(MOST_APPLIED - 2):
        await apply_once(database, secret, office)
    assert (await house.browser(office).post(path, json=body)).is_success
    sent_again = house.browser(office)
    assert house.entered(sent_again, await sent_again.post(path, json=body)).me["email"] == body["email"]
    two, three = [{**body, "name": n, "email": f"{n}-{ending}@example.org"} for n in ("Two", "Three")]
    assert (await house.browser(office).post(path, json=two)).is_success
    end = await house.browser(office).post(path, json=three)
    assert end.status_code == 429 and "30 applications were made from your network" in end.text
    assert end.json()["next_step"].endswith(" minutes."), "nobody reckons with hundreds of seconds"
    assert int(end.headers["retry-after"]) <= 15 * 60
    assert (await house.browser("203.0.113.78").post(path, json=three)).is_success, "another network is none of theirs"


async def test_applications_at_once_share_what_their_network_may_make(house: House) -> None:
    here = await place(house)
    ending = await shown(here, most_open=100)
    office = "203.0.113.79"
    for _ in range(MOST_APPLIED - 3):
        await apply_once(house.state.database, house.state.secret, office)
    bodies = [
        {"name": f"At once {n}", "email": f"at-once-{n}-{ending}@example.org", "password": PASSWORD} for n in range(6)
    ]
    path = f"/work-with-us/{ending}/applications"
    answers = await asyncio.gather(*(house.browser(office).post(path, json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers)[-3:] == [429] * 3
    ((people,),) = await here.sql("SELECT count(*) FROM person WHERE email LIKE :e", e=f"at-once-%-{ending}@%")
    assert people == 3


async def test_who_applied_somewhere_keeps_their_other_organizations_and_their_own_data(house: House) -> None:
    here = await place(house)
    other = await house.owner()
    me = await apply(house, await shown(here), 7)
    token = (await other.ok("POST", "/invitations", json={}))["link"].rpartition("#")[2]
    body = {"token": token, "name": "Here", "email": me.me["email"], "password": PASSWORD, "has_account": True}
    browser = house.browser()
    house.entered(browser, await browser.post("/join", json=body))
    # Signing in leads to where they work, though they applied elsewhere before.
    back = await house.sign_in(me.me["email"])
    assert back.me["organization_id"] == other.me["organization_id"]
    for organization in (here.owner.me["organization_id"], other.me["organization_id"]):
        went = await back.put("/session/organization", json={"organization_id": organization})
        house.entered(back, went)
        assert back.me["organization_id"] == organization
        assert (await back.get("/me/data")).status_code == 200


async def test_an_applicant_leaves_without_a_reason_and_their_place_is_free(house: House) -> None:
    here = await place(house)
    ending = await shown(here, most_open=1)
    me = await apply(house, ending, 8)
    await me.ok("PUT", "/me/own-way-back", json={"own": True, "password": PASSWORD})
    assert await me.ok("POST", "/me/leave") is None
    assert (await me.get("/session")).status_code == 401
    assert (await here.owner.ok("GET", "/applications"))["rows"] == []
    (withdrawn,) = (await here.owner.ok("GET", "/applications", params={"state": "withdrawn"}))["rows"]
    assert withdrawn["person_id"] == me.me["person_id"]
    assert (await apply(house, ending, 9)).me["role"] == "applicant"


async def test_applicants_are_paid_for_as_many_assessments_a_month_as_the_owner_says(house: House) -> None:
    here = await place(house)
    made = await assessed(here, pay_currency="EUR", pay_amount=250)
    ending = await shown(here, assessment_id=made, paid_a_month=1)
    page = (await house.browser().get(f"/work-with-us/{ending}")).json()
    assert (page["paid_a_month"], page["paid_left"]) == (1, 1), "told before anybody applies"
    first, second = await apply(house, ending, 30), await apply(house, ending, 31)
    begun = await first.ok("POST", f"/assessments/{made}/attempts", 201)
    assert await first.ok("POST", f"/assessments/{made}/attempts", 201) == begun, "the same attempt is counted once"
    (offer,) = (await second.ok("GET", "/me/assessments"))["rows"]
    assert offer["paid_from"] is not None, "told before the start"
    refused = await second.post(f"/assessments/{made}/attempts")
    assert refused.status_code == 409 and offer["paid_from"] in refused.text and "stays open" in refused.text
    assert (await house.browser().get(f"/work-with-us/{ending}")).json()["paid_left"] == 0
    # The owner pays for more; and a month later what was begun before counts no more.
    await shown(here, assessment_id=made, paid_a_month=2)
    await second.ok("POST", f"/assessments/{made}/attempts", 201)
    await here.sql("UPDATE public_page SET paid_month = paid_month - interval '1 month'")
    assert (await house.browser().get(f"/work-with-us/{ending}")).json()["paid_left"] == 2
    # People who work there are not counted by it.
    worker = await house.person(here.owner, "annotator")
    await shown(here, assessment_id=made, paid_a_month=1)
    await worker.ok("POST", f"/assessments/{made}/attempts", 201)
    assert (await house.browser().get(f"/work-with-us/{ending}")).json()["paid_left"] == 1


async def test_whoever_left_is_brought_back_by_an_invitation_alone(house: House) -> None:
    here = await place(house)
    ann = await apply(house, await shown(here), 1)
    path = f"/applications/{ann.me['person_id']}/decision"
    await ann.ok("POST", "/me/leave")
    refused = await here.owner.post(path, json={"admit": True, "reason": ""})
    assert refused.status_code == 409 and "Invite them" in refused.json()["next_step"]
    token = (await here.owner.ok("POST", "/invitations", json={}))["link"].rpartition("#")[2]
    body = {"token": token, "name": "Ann", "email": ann.me["email"], "password": PASSWORD, "has_account": True}
    browser = house.browser()
    back = house.entered(browser, await browser.post("/join", json=body))
    assert back.me["role"] == "annotator"
    assert (await back.post("/me/application/again")).status_code == 409, "nothing is left to apply for"


async def test_whose_access_has_ended_takes_no_place_and_is_not_admitted_to_nothing(house: House) -> None:
    here = await place(house)
    ending = await shown(here, most_open=1)
    cleo = await apply(house, ending, 40)
    path = f"/people/{cleo.me['person_id']}"
    decision = f"/applications/{cleo.me['person_id']}/decision"
    await here.owner.ok("PATCH", path, json={"active": False, **WHY})
    assert (await here.owner.ok("GET", "/applications"))["rows"] == [], "nothing can be decided for them now"
    assert (await here.owner.ok("GET", "/waiting"))["applications"] == 0
    refused = await here.owner.post(decision, json={"admit": True})
    assert refused.status_code == 409 and "Give them access back first" in refused.text
    await apply(house, ending, 41)
    await here.owner.ok("PATCH", path, json={"active": True})
    rows = (await here.owner.ok("GET", "/applications"))["rows"]
    assert cleo.me["person_id"] in [row["person_id"] for row in rows], "their application was kept"
    await here.owner.ok("POST", decision, json={"admit": True})

    # An appeal of somebody who leaves waits for nobody; upheld all the same, it opens nothing for who is not there.
    ending = await shown(here, most_open=50)
    dora = await apply(house, ending, 42)
    who = dora.me["person_id"]
    await here.owner.ok("POST", f"/applications/{who}/decision", json={"admit": False, "reason": "No room."})
    await dora.ok("POST", "/me/application/appeal", json={})
    second = await house.person(here.owner, "manager")
    before = (await second.ok("GET", "/waiting"))["applications"]
    await dora.ok("POST", "/me/leave")
    assert (await second.ok("GET", "/waiting"))["applications"] == before - 1
    body = {"upheld": True, "reason": "There is room."}
    await second.ok("POST", f"/applications/{who}/appeal/decision", json=body)
    (row,) = (await here.owner.ok("GET", "/applications", params={"state": "withdrawn"}))["rows"]
    assert row["person_id"] == who


async def test_whoever_applies_again_because_no_answer_came_is_in(house: House) -> None:
    here = await place(house)
    ending = await shown(here, most_open=1)
    body = {"name": "Hopeful", "email": f"lost-{ending}@example.org", "password": PASSWORD}
    path = f"/work-with-us/{ending}/applications"
    first = house.entered(house.browser("203.0.113.1"), await house.browser("203.0.113.1").post(path, json=body))
    # The only place is taken: by themselves.
    again = house.entered(house.browser("203.0.113.1"), await house.browser("203.0.113.2").post(path, json=body))
    assert again.me["person_id"] == first.me["person_id"]
    proved = await house.browser("203.0.113.3").post(path, json={**body, "has_account": True})
    assert proved.json()["person_id"] == first.me["person_id"]
    assert await here.sql("SELECT count(*) FROM application") == [(1,)]
    # Who only knows the address gets the answer of everybody.
    guessed = await house.browser("203.0.113.4").post(path, json={**body, "password": "another fine long one"})
    strange = await house.browser("203.0.113.5").post(path, json={**body, "email": f"else-{ending}@example.org"})
    assert (guessed.status_code, guessed.text) == (strange.status_code, strange.text)
    # Declined, the way is an appeal, which is sent twice as well.
    await here.owner.ok("POST", f"/applications/{first.me['person_id']}/decision", json={"admit": False, **WHY})
    assert (await house.browser("203.0.113.6").post(path, json=body)).status_code == 401
    mine = await house.sign_in(body["email"])
    appeals = [await mine.ok("POST", "/me/application/appeal", json={"argument": "Look again."}) for _ in range(2)]
    assert appeals[0] == appeals[1]
    assert (await mine.post("/me/application/appeal", json={"argument": "More."})).status_code == 409


async def test_two_that_write_the_page_at_once_are_told_one_address(house: House) -> None:
    here = await place(house)
    told = await asyncio.gather(*(here.owner.ok("PUT", "/public-page", json=PAGE) for _ in range(4)))
    kept = (await here.owner.ok("GET", "/public-page"))["address"]
    assert {one["address"] for one in told} == {kept}

"""Own limits: the queue goes by them, only their person reads them, and nobody else can set them."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from goodwork.model.digests import Quiet
from goodwork.model.limits import InHand, Limits, OwnDay
from goodwork.model.people import Actor, Role
from goodwork.store.people import limits as kept
from goodwork.wellbeing.limits import met
from tests.api.callers import Caller, House
from tests.queue.place import Place, place

ZONES = ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu")


def _actor(caller: Caller, role: Role = Role.ANNOTATOR) -> Actor:
    return Actor(caller.me["organization_id"], caller.me["person_id"], role)


async def _why(here: Place, caller: Caller, **body: Any) -> str | None:
    return (await here.claim(caller, **body))["no_work"]


MOMENTS = st.builds(
    lambda day, minutes: day + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)]),
    st.integers(0, 4 * 24 * 60),
)
"""Around the days on which clocks are set on and back."""
DAYS = st.none() | st.integers(-1, 1)
OWN = st.tuples(
    st.none() | st.integers(1, 4), st.none() | st.integers(1, 2),
    st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda q: q[0] != q[1]),
    st.sampled_from(ZONES), st.sampled_from([False, False, False, True]), DAYS, DAYS, DAYS, DAYS, st.integers(0, 4),
)  # fmt: skip


async def test_the_database_has_the_rule(house: House) -> None:
    here = await place(house)
    person = await house.person(here.owner, "annotator")
    actor = _actor(person)
    database = house.state.database
    loop = asyncio.get_running_loop()
    await here.items(3)
    held = [(await here.claim(person, further=True))["claim"] for _ in range(2)]
    assert all(held)

    async def compare(own: OwnDay, at: datetime, here_too: bool, anew: bool) -> None:
        async with database.transaction(actor) as t:
            await kept.put(t, actor, own.limits)
            await kept.say(
                t, actor, paused=own.paused, done_on=own.done_on, lifted_on=own.lifted_on,
                quiet_lifted_on=own.quiet_lifted_on,
            )  # fmt: skip
            await t.execute(
                text("UPDATE own_limit SET day = :d, answers = :a WHERE person_id = :p"),
                {"d": own.day, "a": own.answers, "p": actor.person_id},
            )
            said = await t.execute(
                text("SELECT own_limit_met(:p, :j, :h, :w, :n)"),
                {"p": actor.person_id, "j": 0, "h": here_too, "w": anew, "n": at},
            )
            rule = met(own, at, InHand(2, 1), here=here_too, asks_anew=anew)
            assert said.scalar_one() == (None if rule is None else rule.value), (own, at)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(OWN, MOMENTS, st.booleans(), st.booleans())
    def law(drawn: Any, moment: datetime, here_too: bool, anew: bool) -> None:
        items, projects, quiet, zone, paused, done, lifted, quiet_lifted, day, answers = drawn

        def of(offset: int | None) -> date | None:
            return None if offset is None else moment.date() + timedelta(days=offset)

        limits = Limits(items, projects, None if quiet is None else Quiet(*quiet), zone)
        own = OwnDay(limits, paused, of(done), of(lifted), of(quiet_lifted), of(day), answers)
        asyncio.run_coroutine_threadsafe(compare(own, moment, here_too, anew), loop).result(60)

    await asyncio.to_thread(law)


async def test_a_ceiling_holds_across_projects_and_tabs_until_it_is_lifted(house: House) -> None:
    here = await place(house)
    other = await house.project(here.owner, policy={"fewest": 1, "most": 1})
    there = Place(house, here.owner, other["id"])
    await here.items(6)
    await there.items(6)
    person = await house.person(here.owner, "annotator")
    await person.ok("PUT", "/me/limits", json={"items_a_day": 2, "zone": "Asia/Tokyo"})
    # Two tabs in two projects at the same moment: two items, not more.
    asked = [(one, n) for one in (here, there) for n in range(3)]
    made = await asyncio.gather(*(one.claim(person, further=True) for one, _ in asked))
    claims = {found["claim"]["id"]: found["claim"] for found in made if found["claim"]}
    assert len(claims) == 2 and {found["no_work"] for found in made if not found["claim"]} == {"own-items"}
    for claim in claims.values():
        await Place(house, here.owner, claim["project_id"]).submit(person, claim)
    assert await _why(here, person) == await _why(there, person) == "own-items"
    mine = await person.ok("GET", "/me/limits")
    assert (mine["met"], mine["answers_today"], mine["lifted"]) == ("own-items", 2, False)
    assert (await person.ok("POST", "/me/limits/lift"))["met"] is None
    claim = (await here.claim(person))["claim"]
    assert claim is not None
    # One project at once: what is held here is given again, another project has to wait.
    await person.ok("PUT", "/me/limits", json={"projects_at_once": 1, "zone": "Asia/Tokyo"})
    assert await _why(there, person) is None, "lifted for today"
    # Today has another date in another time zone, and these two never share one: what was said and counted stays.
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        mine = await person.ok("PUT", "/me/limits", json={"projects_at_once": 1, "zone": zone})
        assert (mine["met"], mine["answers_today"], mine["lifted"]) == (None, 2, True)
    await person.ok("POST", "/me/stop")
    async with house.state.database.transaction(_actor(person)) as t:
        await t.execute(text("UPDATE own_limit SET lifted_on = lifted_on - 1"))
    held = (await here.claim(person))["claim"]
    assert (await here.claim(person))["claim"]["id"] == held["id"]
    assert await _why(there, person) == "own-projects"
    # A day that ends while somebody is at the desk: the count begins anew, and what is held is submitted as ever.
    await person.ok("PUT", "/me/limits", json={"items_a_day": 1, "zone": "Asia/Tokyo"})
    async with house.state.database.transaction(_actor(person)) as t:
        await t.execute(text("UPDATE own_limit SET day = day - 1"))
    await here.submit(person, held)
    assert (await person.ok("GET", "/me/limits"))["answers_today"] == 1


async def test_only_their_person_reads_or_sets_them(house: House) -> None:
    here = await place(house)
    await here.items(2)
    person = await house.person(here.owner, "annotator")
    await person.ok("PUT", "/me/limits", json={"items_a_day": 1})
    await person.ok("POST", f"/projects/{here.project}/leave")
    assert await _why(here, person) == "away"
    database = house.state.database
    for actor in (_actor(here.owner, Role.OWNER), here.worker):
        async with database.transaction(actor) as t:
            for table in ("own_limit", "own_project"):
                rows = await t.execute(
                    text(f"SELECT count(*) FROM {table} WHERE person_id = :p"), {"p": person.me["person_id"]}
                )
                assert rows.scalar_one() == 0
            raised = await t.execute(
                text("UPDATE own_limit SET items_a_day = 500 WHERE person_id = :p"), {"p": person.me["person_id"]}
            )
            assert raised.rowcount == 0
    # No route names another person, and what leads read of people or changes says nothing of it.
    for path in (f"/people/{person.me['person_id']}/limits", f"/people/{person.me['person_id']}/me/limits"):
        assert (await here.owner.request("PUT", path, json={"items_a_day": 500})).status_code == 404
    said = (await here.owner.request("GET", "/audit")).text + (await here.owner.request("GET", "/people")).text
    said += (await here.owner.request("GET", f"/projects/{here.project}/people")).text
    assert "limit" not in said and "away" not in said and "pause" not in said
    assert (await person.ok("GET", "/me/limits"))["limits"]["items_a_day"] == 1
    assert (await here.owner.ok("GET", "/me/limits"))["limits"]["items_a_day"] is None
    await person.ok("POST", f"/projects/{here.project}/return")
    assert await _why(here, person) is None
    for wrong in ({"zone": "Mars/Olympus"}, {"quiet": {"begin": 5, "end": 5}}, {"items_a_day": 0}):
        assert (await person.request("PUT", "/me/limits", json=wrong)).status_code == 422
    assert (await person.ok("GET", "/me/limits"))["limits"]["items_a_day"] == 1


async def test_who_stops_or_pauses_holds_nothing_and_comes_back_at_their_own_load(house: House) -> None:
    here = await place(house)
    first, second = await here.items(2)
    person = await house.person(here.owner, "annotator")
    claim = (await here.claim(person))["claim"]
    draft = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1, "revision": 0}
    await person.ok("PUT", f"/claims/{claim['id']}/draft", json=draft)
    await here.claim(person, further=True)
    assert await person.ok("POST", "/me/pause", json={}) == {"items": 2, "drafts": 1, "handed_over": 0}
    assert [await here.counts(item) for item in (first, second)] == [(0, 2, 0, 0, 0)] * 2
    assert await _why(here, person) == "own-pause"
    assert await person.ok("POST", "/me/stop") == {"items": 0, "drafts": 0, "handed_over": 0}
    back = await person.ok("POST", "/me/come-back", json={"items_a_day": 1})
    assert (back["met"], back["paused"], back["limits"]["items_a_day"]) == (None, False, 1)
    await person.ok("POST", "/me/done")
    assert await _why(here, person) == "own-done"
    assert (await person.ok("POST", "/me/come-back", json={}))["limits"]["items_a_day"] == 1
    hour = datetime.now(UTC).hour
    quiet = {"begin": hour, "end": (hour + 2) % 24}
    await person.ok("PUT", "/me/limits", json={"quiet": quiet, "zone": "UTC"})
    assert await _why(here, person) == "own-quiet"
    await person.ok("POST", "/me/limits/lift")
    assert await _why(here, person) is None

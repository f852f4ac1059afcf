"""Hours that people enter themselves: confirmed or declined by a named lead, never measured by a program."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NoReturn

from goodwork.actions import idempotency
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.model.ids import PersonId, ProjectId
from goodwork.model.inbox import About
from goodwork.model.pay import Hours, HoursState
from goodwork.model.people import Actor
from goodwork.names import seen
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.pay import hours as kept
from goodwork.store.pay import ledger, rates
from goodwork.store.people import inbox, people
from goodwork.store.queue import claims

DAY = 24 * 60
"""Minutes of a day: nobody enters more for one."""

BACK = timedelta(days=366)
"""How far back hours may be entered."""

AHEAD = timedelta(hours=14)
"""How far a day may have begun elsewhere before it does in UTC."""


async def enter_hours(
    database: Database, actor: Actor, project: int, day: date, minutes: int, note: str, *, key: str | None = None
) -> Hours:
    """Say that one worked so long in a project on a day. It is paid at the rate of that day when a lead confirms it.

    Whoever worked there may, also when it is archived by now or their access has ended.
    """
    note = seen(note)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        place = await _worked_at(t, actor, project)
        mark = idempotency.fingerprint("enter_hours", project, day.isoformat(), minutes, note)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return await _own(t, actor, int(remembered))
        now = datetime.now(UTC)
        if not (now - BACK).date() <= day <= (now + AHEAD).date():
            _refuse("day", "Enter a day of the past year, not one that has not begun.")
        rate = await rates.of_day(t, place, day)
        if rate is None:
            _refuse("day", "This project did not pay by the hour on that day.")
        held = await kept.of_day(t, actor.person_id, day)
        if held + minutes > DAY:
            _refuse("minutes", f"A day has {DAY} minutes, and you have entered {held} for this one.")
        made = await kept.add(
            t, actor.organization_id, place, actor.person_id, day, minutes, note, rate[0]
        )  # fmt: skip
        await idempotency.remember(t, actor, key, made)
        return await _own(t, actor, made)


async def _worked_at(t: Transaction, actor: Actor, project: int) -> ProjectId:
    """A project in which one works or worked. NotFound else."""
    if await claims.worked_in(t, actor.person_id, project):
        return ProjectId(project)
    if not (await people.me(t, actor.person_id)).active:
        raise NotFound
    return (await reach_project(t, actor, project)).project.id


async def hours_places(database: Database, actor: Actor, *, after: int, limit: int) -> list[tuple[int, str]]:
    """Projects in which one worked and that paid by the hour, after one: their ids and names."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await kept.projects(t, actor, after, limit)


async def my_hours(database: Database, actor: Actor, *, before: int, limit: int) -> list[Hours]:
    """What one entered, and what was said to it."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await kept.of_person(t, actor.person_id, before, limit)


async def withdraw_hours(database: Database, actor: Actor, hours: int) -> None:
    """Take back hours that nobody has said anything to yet."""
    async with database.transaction(actor) as t:
        await _own(t, actor, hours)
        found, _ = await kept.lock(t, hours)
        if found.state is HoursState.WITHDRAWN:
            return
        _check_entered(found)
        await kept.decide(t, hours, HoursState.WITHDRAWN, None, "")


async def hours_to_confirm(database: Database, actor: Actor, project: int, *, after: int, limit: int) -> list[Hours]:
    """Hours of a project that wait for a lead."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        return await kept.waiting(t, reached.project.id, after, limit)


async def decide_hours(database: Database, actor: Actor, hours: int, *, confirmed: bool, reason: str) -> Hours:
    """Confirm hours, which posts them, or decline them with a reason that the person reads. Nobody decides their own.

    Said again, it is the same decision; another one is a Conflict.
    """
    reason = seen(reason)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        found = await kept.one(t, hours)
        if found is None:
            raise NotFound
        await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
        if found.person_id == actor.person_id:
            raise NotAllowed(
                "These are your own hours, so somebody else who leads confirms them.",
                kept="They wait as they are.",
                next_step="Ask another owner or manager.",
            )
        if not confirmed and not reason:
            _refuse("reason", "Say why: the person reads it.")
        found, rate = await kept.lock(t, hours)
        state = HoursState.CONFIRMED if confirmed else HoursState.DECLINED
        if found.state is state:
            return found
        _check_entered(found)
        await kept.decide(t, hours, state, actor.person_id, "" if confirmed else reason)
        if confirmed:
            await ledger.pay_hours(
                t, actor.organization_id, PersonId(found.person_id), ProjectId(found.project_id), hours, rate,
                found.currency, found.amount, actor.person_id,
            )  # fmt: skip
        detail = {"decision": state.value, "after": {"day": found.day.isoformat(), "minutes": found.minutes}}
        if not confirmed:
            detail["reason"] = reason
            # About no project: it reaches them also when they don't work there any more.
            await inbox.tell(t, actor.organization_id, None, About.HOURS, [(None, found.person_id, hours)])
        await audit.record(t, actor, "pay.hours", "person", found.person_id, detail)
        decided, _ = await kept.lock(t, hours)
        return decided


async def _own(t: Transaction, actor: Actor, hours: int) -> Hours:
    found = await kept.one(t, hours)
    if found is None or found.person_id != actor.person_id:
        raise NotFound
    return found


def _check_entered(hours: Hours) -> None:
    if hours.state is not HoursState.ENTERED:
        raise Conflict(
            f"These hours are {hours.state.value} already.", kept="Nothing was changed.", next_step="Load them again."
        )


def _refuse(where: str, what: str) -> NoReturn:
    raise Invalid(what, kept="Nothing was changed.", faults=[Fault(where, what)])

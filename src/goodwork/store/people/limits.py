"""What people set for their own work, and how much they did today. Row-level security shows each their own alone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.exc import DataError

from goodwork.model.digests import Quiet
from goodwork.model.limits import InHand, Limits, OwnDay, OwnProject, WorkWish
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_ONE = text("""
  -- name: own_limit_one
  SELECT o.items_a_day, o.projects_at_once, o.quiet_begin, o.quiet_end, o.zone, o.shows_count, o.paused, o.done_on,
    o.lifted_on, o.quiet_lifted_on, o.day, o.answers, o.reviews, now()
  FROM (VALUES (0)) asked LEFT JOIN own_limit o ON o.person_id = :person
""")

_PUT = text("""
  -- name: own_limit_put
  INSERT INTO own_limit (person_id, organization_id, items_a_day, projects_at_once, quiet_begin, quiet_end, zone,
                         shows_count)
  VALUES (:person, :organization, :items, :projects, :begin, :end, :zone, :shows)
  ON CONFLICT (person_id) DO UPDATE SET items_a_day = excluded.items_a_day,
    projects_at_once = excluded.projects_at_once, quiet_begin = excluded.quiet_begin, quiet_end = excluded.quiet_end,
    zone = excluded.zone, shows_count = excluded.shows_count, day = own_limit.day + :days,
    done_on = own_limit.done_on + :days, lifted_on = own_limit.lifted_on + :days,
    quiet_lifted_on = own_limit.quiet_lifted_on + :days
""")

_SAY = text("""
  -- name: own_limit_say
  INSERT INTO own_limit (person_id, organization_id, paused, done_on, lifted_on, quiet_lifted_on)
  VALUES (:person, :organization, :paused, :done, :lifted, :quiet)
  ON CONFLICT (person_id) DO UPDATE SET paused = excluded.paused, done_on = excluded.done_on,
    lifted_on = excluded.lifted_on, quiet_lifted_on = excluded.quiet_lifted_on
""")

_ZONE = text("-- name: own_limit_zone\n SELECT now() AT TIME ZONE CAST(:zone AS text)")

_LOCK = text("-- name: own_limit_lock\n SELECT FROM own_limit WHERE person_id = :person FOR NO KEY UPDATE")

_COUNT = text("-- name: own_limit_count\n SELECT own_count(:organization, :person, 0, 1)")

_HELD = statement("""
  -- name: own_in_hand
  SELECT coalesce(sum(h.items), 0), count(*)
  FROM (SELECT count(*) AS items FROM claim c
        WHERE c.person_id = :person AND c.state = ClaimState.LIVE GROUP BY c.project_id) h
""")

_PROJECT = text("""
  -- name: own_project_one
  SELECT wish, away FROM own_project WHERE project_id = :project AND person_id = :person
""")

_PUT_PROJECT = text("""
  -- name: own_project_put
  INSERT INTO own_project (project_id, person_id, organization_id, wish, away)
  VALUES (:project, :person, :organization, :wish, :away)
  ON CONFLICT (project_id, person_id) DO UPDATE SET wish = excluded.wish, away = excluded.away
""")


async def one(t: Transaction, actor: Actor) -> tuple[OwnDay, datetime]:
    """How one's own work stands, and the moment by the database's clock."""
    row = (await t.execute(_ONE, {"person": actor.person_id})).one()
    items, projects, begin, end, zone, shows, paused, done, lifted, quiet_lifted, day, answers, reviews, now = row
    if shows is None:
        return OwnDay(), now
    limits = Limits(items, projects, None if begin is None else Quiet(begin, end), zone, shows)
    return OwnDay(limits, paused, done, lifted, quiet_lifted, day, answers, reviews), now


async def lock(t: Transaction, actor: Actor) -> None:
    """Hold one's own limits until the transaction ends."""
    await t.execute(_LOCK, {"person": actor.person_id})


async def put(t: Transaction, actor: Actor, limits: Limits, days: int = 0) -> None:
    """Write one's limits anew. What was said and counted for today stays, also where today is ``days`` later now."""
    quiet = limits.quiet
    values = {
        "person": actor.person_id, "organization": actor.organization_id, "items": limits.items_a_day,
        "projects": limits.projects_at_once, "begin": quiet and quiet.begin, "end": quiet and quiet.end,
        "zone": limits.zone, "shows": limits.shows_count, "days": days,
    }  # fmt: skip
    await t.execute(_PUT, values)


async def say(
    t: Transaction,
    actor: Actor,
    *,
    paused: bool,
    done_on: date | None,
    lifted_on: date | None,
    quiet_lifted_on: date | None,
) -> None:
    """Write what one says of one's work for now; the limits stay."""
    values = {
        "person": actor.person_id, "organization": actor.organization_id, "paused": paused, "done": done_on,
        "lifted": lifted_on, "quiet": quiet_lifted_on,
    }  # fmt: skip
    await t.execute(_SAY, values)


async def knows_zone(t: Transaction, zone: str) -> bool:
    """Whether the database knows a time zone of this name."""
    try:
        async with t.begin_nested():
            await t.execute(_ZONE, {"zone": zone})
    except DataError:
        return False
    return True


async def count_review(t: Transaction, actor: Actor) -> None:
    """Count a review of one's own day."""
    await t.execute(_COUNT, {"organization": actor.organization_id, "person": actor.person_id})


async def held(t: Transaction, actor: Actor) -> InHand:
    """What one holds."""
    return InHand(*(await t.execute(_HELD, {"person": actor.person_id})).one())


async def project(t: Transaction, actor: Actor, project: int) -> OwnProject:
    """How one wants to work in a project."""
    row = (await t.execute(_PROJECT, {"project": project, "person": actor.person_id})).first()
    return OwnProject() if row is None else OwnProject(WorkWish(row[0]), row[1])


async def put_project(t: Transaction, actor: Actor, project: int, own: OwnProject) -> None:
    """Write it anew."""
    values = {
        "project": project, "person": actor.person_id, "organization": actor.organization_id, "wish": own.wish.value,
        "away": own.away,
    }  # fmt: skip
    await t.execute(_PUT_PROJECT, values)

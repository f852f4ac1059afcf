"""Hours that people enter themselves, and what a named lead said to them. No time of day is kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.pay import Hours, HoursState, for_minutes
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_COLUMNS = """
  h.id, h.project_id, j.name, h.person_id, p.name, h.day, h.minutes, h.note, r.currency, r.amount, h.state, b.name,
  h.reason
"""
_FROM = """
  FROM pay_hours h JOIN pay_rate r ON r.id = h.rate_id JOIN project j ON j.id = h.project_id
  JOIN person p ON p.id = h.person_id LEFT JOIN person b ON b.id = h.decided_by
"""
_OF_PERSON = text(f"""
  -- name: hours_of_person
  SELECT {_COLUMNS} {_FROM} WHERE h.person_id = :person AND h.id < :before ORDER BY h.id DESC LIMIT :limit
""")
_WAITING = statement(f"""
  -- name: hours_waiting
  SELECT {_COLUMNS} {_FROM} WHERE h.project_id = :project AND h.state = HoursState.ENTERED AND h.id > :after
  ORDER BY h.id LIMIT :limit
""")
_ONE = text(f"""
  -- name: hours_one
  SELECT {_COLUMNS} {_FROM} WHERE h.id = :hours
""")
# Where somebody worked, whatever their access is now and whatever is paid there by now.
_PROJECTS = statement("""
  -- name: hours_projects
  SELECT j.id, j.name FROM project j WHERE j.organization_id = :organization AND j.id > :after
    AND EXISTS (SELECT FROM pay_rate r WHERE r.project_id = j.id AND r.basis = Basis.HOUR AND r.amount > 0)
    AND (EXISTS (SELECT FROM queue_cursor q WHERE q.project_id = j.id AND q.person_id = :person)
         OR EXISTS (SELECT FROM annotation a WHERE a.project_id = j.id AND a.person_id = :person)
         OR EXISTS (SELECT FROM review r WHERE r.project_id = j.id AND r.person_id = :person))
  ORDER BY j.id LIMIT :limit
""")
_LOCK = text("""
  -- name: hours_lock
  SELECT h.rate_id FROM pay_hours h WHERE h.id = :hours FOR NO KEY UPDATE
""")
# One person's entries take turns, so that the sum of a day is the sum.
_DAY = statement("""
  -- name: hours_of_day
  SELECT coalesce(sum(minutes), 0) FROM pay_hours
  WHERE person_id = :person AND day = :day AND state IN (HoursState.ENTERED, HoursState.CONFIRMED)
""")
_TURN = text("""
  -- name: hours_turn
  SELECT FROM person WHERE id = :person FOR NO KEY UPDATE
""")
_ADD = text("""
  -- name: hours_add
  INSERT INTO pay_hours (organization_id, project_id, person_id, day, minutes, note, rate_id)
  VALUES (:organization, :project, :person, :day, :minutes, :note, :rate) RETURNING id
""")
_DECIDE = text("""
  -- name: hours_decide
  UPDATE pay_hours SET state = :state, decided_by = :by, reason = :reason,
    decided_on = CASE WHEN CAST(:by AS integer) IS NOT NULL THEN current_date END
  WHERE id = :hours
""")


async def of_person(t: Transaction, person: PersonId, before: int, limit: int) -> list[Hours]:
    """A person's own, the newest before an id."""
    return [_read(row) for row in await t.execute(_OF_PERSON, {"person": person, "before": before, "limit": limit})]


async def waiting(t: Transaction, project: ProjectId, after: int, limit: int) -> list[Hours]:
    """Those of a project that nobody has said anything to, the oldest after an id."""
    return [_read(row) for row in await t.execute(_WAITING, {"project": project, "after": after, "limit": limit})]


async def projects(t: Transaction, actor: Actor, after: int, limit: int) -> list[tuple[int, str]]:
    """Projects that paid by the hour at any time and in which a person worked, after one: their ids and names."""
    values = {
        "organization": actor.organization_id, "person": actor.person_id, "after": after, "limit": limit,
    }  # fmt: skip
    return [(row[0], row[1]) for row in await t.execute(_PROJECTS, values)]


async def one(t: Transaction, hours: int) -> Hours | None:
    """One entry."""
    row = (await t.execute(_ONE, {"hours": hours})).first()
    return None if row is None else _read(row)


async def lock(t: Transaction, hours: int) -> tuple[Hours, int]:
    """One entry as it stands, held until the transaction ends, and the number of its rate."""
    rate = (await t.execute(_LOCK, {"hours": hours})).scalar_one()
    return _read((await t.execute(_ONE, {"hours": hours})).one()), rate


async def of_day(t: Transaction, person: PersonId, day: date) -> int:
    """The minutes that a person entered for a day, in all projects; nobody else enters for them meanwhile."""
    await t.execute(_TURN, {"person": person})
    return (await t.execute(_DAY, {"person": person, "day": day})).scalar_one()


async def add(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    person: PersonId,
    day: date,
    minutes: int,
    note: str,
    rate: int,
) -> int:
    """Enter hours at a rate; returns their number."""
    values = {
        "organization": organization, "project": project, "person": person, "day": day, "minutes": minutes,
        "note": note, "rate": rate,
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar_one()


async def decide(t: Transaction, hours: int, state: HoursState, by: PersonId | None, reason: str) -> None:
    """Say what became of them; they are locked."""
    await t.execute(_DECIDE, {"hours": hours, "state": state.value, "by": by, "reason": reason})


def _read(row: tuple[object, ...] | object) -> Hours:
    fields = list(row)  # type: ignore[call-overload]
    fields[9] = for_minutes(fields[9], fields[6])
    fields[10] = HoursState(fields[10])
    return Hours(*fields)

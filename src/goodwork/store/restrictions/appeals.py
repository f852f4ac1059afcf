"""Appeals against restrictions, in the database."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.appeals import AppealState
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.model.restrictions import APPEAL_DAYS, MOST_OPENINGS, RestrictionAppeal, Restricts
from goodwork.store.database import Transaction
from goodwork.store.restrictions.restrictions import APART, LATER
from goodwork.store.words import statement

# One that was withdrawn is opened again, a few times.
_OPEN = statement(f"""
  -- name: restriction_appeal_add
  INSERT INTO restriction_appeal AS a (organization_id, restriction_id, argument, due)
  VALUES (:organization, :restriction, :argument, current_date + {APPEAL_DAYS})
  ON CONFLICT (restriction_id) DO UPDATE
    SET state = AppealState.OPEN, argument = excluded.argument, due = excluded.due, openings = a.openings + 1
    WHERE a.state = AppealState.WITHDRAWN AND a.openings < {MOST_OPENINGS}
  RETURNING id
""")

_WITHDRAW = statement("""
  -- name: restriction_appeal_withdraw
  UPDATE restriction_appeal SET state = AppealState.WITHDRAWN
  WHERE restriction_id = :restriction AND state = AppealState.OPEN
""")

_STATE = text("""
  -- name: restriction_appeal_state
  SELECT state FROM restriction_appeal WHERE restriction_id = :restriction
""")

_ONE = text("""
  -- name: restriction_appeal_one
  SELECT restriction_id FROM restriction_appeal WHERE id = :appeal
""")

_LOCK = text("""
  -- name: restriction_appeal_lock
  SELECT state FROM restriction_appeal WHERE id = :appeal FOR UPDATE
""")

_DECIDE = text("""
  -- name: restriction_appeal_decide
  UPDATE restriction_appeal SET state = :state, decided_by = :person, decision = :decision WHERE id = :appeal
""")

# Whom it concerns never decides; whoever restricted does only where nobody else leads.
_WAITING = statement(f"""
  -- name: restriction_appeal_waiting
  SELECT a.id, r.what, p.name, j.name, r.before, r.after, b.name, r.made_by = :person, r.reason, r.evidence, a.argument,
    a.due, EXISTS (SELECT FROM restriction l WHERE {LATER})
  FROM restriction_appeal a JOIN restriction r ON r.id = a.restriction_id
  JOIN person p ON p.id = r.person_id JOIN person b ON b.id = r.made_by LEFT JOIN project j ON j.id = r.project_id
  WHERE a.organization_id = :organization AND a.state = AppealState.OPEN AND a.id > :after AND r.person_id <> :person
    AND (r.made_by <> :person OR NOT {APART})
  ORDER BY a.id LIMIT :limit
""")

_APART = text(f"""
  -- name: restriction_apart
  SELECT {APART} FROM restriction r WHERE r.id = :restriction
""")


async def open_appeal(t: Transaction, actor: Actor, restriction: int, argument: str) -> int | None:
    """Keep an appeal; None when there is one that was not withdrawn, or was withdrawn too often."""
    values = {"organization": actor.organization_id, "restriction": restriction, "argument": argument}
    return (await t.execute(_OPEN, values)).scalar()


async def withdraw(t: Transaction, restriction: int) -> AppealState | None:
    """Take back an open appeal; what it is then, None: there was none."""
    await t.execute(_WITHDRAW, {"restriction": restriction})
    return await state_of(t, restriction)


async def state_of(t: Transaction, restriction: int) -> AppealState | None:
    """What became of the appeal against a restriction; None: there was none."""
    state = (await t.execute(_STATE, {"restriction": restriction})).scalar()
    return None if state is None else AppealState(state)


async def restriction_of(t: Transaction, appeal: int) -> int | None:
    """What an appeal is against; None: there is no such appeal."""
    return (await t.execute(_ONE, {"appeal": appeal})).scalar()


async def lock(t: Transaction, appeal: int) -> AppealState:
    """What became of an appeal that there is; nobody changes it until the transaction ends."""
    return AppealState((await t.execute(_LOCK, {"appeal": appeal})).scalar_one())


async def decide(t: Transaction, person: PersonId, appeal: int, state: AppealState, decision: str) -> None:
    """Keep what became of a locked appeal."""
    await t.execute(_DECIDE, {"appeal": appeal, "person": person, "state": state.value, "decision": decision})


async def waiting(t: Transaction, actor: Actor, after: int, limit: int) -> list[RestrictionAppeal]:
    """Open appeals that the actor may decide, the oldest first, after an id."""
    values = {
        "organization": actor.organization_id, "person": actor.person_id, "after": after, "limit": limit,
    }  # fmt: skip
    return [RestrictionAppeal(row[0], Restricts(row[1]), *row[2:]) for row in await t.execute(_WAITING, values)]


async def has_other(t: Transaction, restriction: int) -> bool:
    """Whether somebody else than who decided it leads the organization, and could decide an appeal against it."""
    return (await t.execute(_APART, {"restriction": restriction})).scalar_one()

"""Appeals against the taking of a tier, in the database."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.appeals import AppealState
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.model.qualifications import APPEAL_DAYS, TakingAppeal
from goodwork.store.database import Transaction
from goodwork.store.qualifications.held import LATER
from goodwork.store.words import statement

# One that was withdrawn is opened again.
_OPEN = statement(f"""
  -- name: qualification_appeal_add
  INSERT INTO qualification_appeal AS a (organization_id, event_id, argument, due)
  VALUES (:organization, :event, :argument, current_date + {APPEAL_DAYS})
  ON CONFLICT (event_id) DO UPDATE SET state = AppealState.OPEN, argument = excluded.argument, due = excluded.due
    WHERE a.state = AppealState.WITHDRAWN
  RETURNING id
""")

_WITHDRAW = statement("""
  -- name: qualification_appeal_withdraw
  UPDATE qualification_appeal SET state = AppealState.WITHDRAWN WHERE event_id = :event AND state = AppealState.OPEN
""")

_STATE = text("""
  -- name: qualification_appeal_state
  SELECT state FROM qualification_appeal WHERE event_id = :event
""")

_ONE = text("""
  -- name: qualification_appeal_one
  SELECT id, event_id, state FROM qualification_appeal WHERE id = :appeal
""")

_LOCK = text("""
  -- name: qualification_appeal_lock
  SELECT id, event_id, state FROM qualification_appeal WHERE id = :appeal FOR UPDATE
""")

_DECIDE = text("""
  -- name: qualification_appeal_decide
  UPDATE qualification_appeal SET state = :state, decided_by = :person, decision = :decision WHERE id = :appeal
""")

# Whoever took the tier, and whoever lost it, decides nothing of it.
_WAITING = statement(f"""
  -- name: qualification_appeal_waiting
  SELECT a.id, q.name, p.name, b.name, e.reason, a.argument, coalesce((
      SELECT n.name FROM qualification_event o
      JOIN qualification_tier n ON n.qualification_id = o.qualification_id AND n.tier = o.tier
      WHERE o.person_id = e.person_id AND o.qualification_id = e.qualification_id AND o.id < e.id
      ORDER BY o.id DESC LIMIT 1), ''), a.due, EXISTS (SELECT FROM qualification_event l WHERE {LATER})
  FROM qualification_appeal a JOIN qualification_event e ON e.id = a.event_id
  JOIN qualification q ON q.id = e.qualification_id JOIN person p ON p.id = e.person_id
  JOIN person b ON b.id = e.made_by
  WHERE a.organization_id = :organization AND a.state = AppealState.OPEN AND a.id > :after
    AND e.made_by <> :person AND e.person_id <> :person
  ORDER BY a.id LIMIT :limit
""")

_HAS_DECIDER = statement("""
  -- name: qualification_appeal_has_decider
  SELECT EXISTS (SELECT FROM person p WHERE p.role IN (Role.OWNER, Role.MANAGER) AND p.deactivated_at IS NULL
                 AND p.organization_id = :organization AND p.id NOT IN (:taker, :person))
""")


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal as rules need it."""

    id: int
    event_id: int
    state: AppealState


async def open_appeal(t: Transaction, actor: Actor, event: int, argument: str) -> int | None:
    """Keep an appeal; None when there is one that was not withdrawn."""
    values = {"organization": actor.organization_id, "event": event, "argument": argument}
    return (await t.execute(_OPEN, values)).scalar()


async def withdraw(t: Transaction, event: int) -> AppealState | None:
    """Take back an open appeal; what it is then, None: there was none."""
    await t.execute(_WITHDRAW, {"event": event})
    state = (await t.execute(_STATE, {"event": event})).scalar()
    return None if state is None else AppealState(state)


async def one(t: Transaction, appeal: int) -> Appealed | None:
    """One appeal."""
    row = (await t.execute(_ONE, {"appeal": appeal})).first()
    return None if row is None else Appealed(row[0], row[1], AppealState(row[2]))


async def lock(t: Transaction, appeal: int) -> Appealed:
    """One appeal that there is, locked; its qualification is held before it."""
    row = (await t.execute(_LOCK, {"appeal": appeal})).one()
    return Appealed(row[0], row[1], AppealState(row[2]))


async def decide(t: Transaction, person: PersonId, appeal: int, state: AppealState, decision: str) -> None:
    """Keep what became of a locked appeal."""
    await t.execute(_DECIDE, {"appeal": appeal, "person": person, "state": state.value, "decision": decision})


async def waiting(t: Transaction, actor: Actor, after: int, limit: int) -> list[TakingAppeal]:
    """Open appeals that the actor may decide, the oldest first, after an id."""
    values = {
        "organization": actor.organization_id, "person": actor.person_id, "after": after, "limit": limit,
    }  # fmt: skip
    return [TakingAppeal(*row) for row in await t.execute(_WAITING, values)]


async def has_decider(t: Transaction, actor: Actor, taker: int) -> bool:
    """Whether somebody leads the organization who could decide what the actor appeals."""
    values = {"organization": actor.organization_id, "taker": taker, "person": actor.person_id}
    return (await t.execute(_HAS_DECIDER, values)).scalar_one()

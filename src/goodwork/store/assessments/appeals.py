"""Appeals against the keys of assessments."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.appeals import AppealState
from goodwork.model.assessments import Asked, Attempt, HeldAppeal, OpenAppeal
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.words import statement

# One that was withdrawn is opened again.
_ADD = statement("""
  -- name: attempt_appeal_add
  INSERT INTO attempt_appeal AS p (organization_id, assessment_id, assessment_item_id, attempt_id, place, person_id,
    argument, due_on)
  VALUES (:organization, :assessment, :item, :attempt, :place, :person, :argument,
    current_date + CAST(:days AS integer))
  ON CONFLICT (attempt_id, place) DO UPDATE SET state = AppealState.OPEN, argument = excluded.argument,
    due_on = excluded.due_on WHERE p.state = AppealState.WITHDRAWN
  RETURNING id
""")

_WITHDRAW = statement("""
  -- name: attempt_appeal_withdraw
  UPDATE attempt_appeal SET state = AppealState.WITHDRAWN
  WHERE attempt_id = :attempt AND place = :place AND state = AppealState.OPEN RETURNING id
""")

# Nobody decides an appeal of their own.
_OPEN = statement("""
  -- name: attempt_appeal_open
  SELECT p.id, p.assessment_id, p.assessment_item_id, i.payload, i.key, i.reason, x.answers, p.argument, p.due_on
  FROM attempt_appeal p JOIN assessment_item i ON i.id = p.assessment_item_id
  JOIN attempt_item x ON x.attempt_id = p.attempt_id AND x.place = p.place
  WHERE p.assessment_id = :assessment AND p.state = AppealState.OPEN AND p.person_id <> :person AND p.id > :after
  ORDER BY p.id LIMIT :limit
""")

_ONE = text("""
  -- name: attempt_appeal_one
  SELECT id, assessment_id, assessment_item_id, attempt_id, place, person_id, state
  FROM attempt_appeal WHERE id = :appeal
""")

_DECLINE = statement("""
  -- name: attempt_appeal_decline
  UPDATE attempt_appeal SET state = AppealState.DECLINED, decision = :decision, decided_by = :person
  WHERE id = :appeal
""")

# With its key the others against it are upheld, too: there is nothing left to decide.
_UPHOLD = statement("""
  -- name: attempt_appeal_uphold
  UPDATE attempt_appeal SET state = AppealState.UPHELD, decision = :decision, decided_by = :person
  WHERE assessment_item_id = :item AND state = AppealState.OPEN RETURNING id, person_id
""")


async def add(t: Transaction, actor: Actor, attempt: Attempt, asked: Asked, argument: str, days: int) -> int | None:
    """Keep an appeal; None when there is one that was not withdrawn."""
    values = {
        "organization": actor.organization_id, "assessment": attempt.assessment_id, "item": asked.pool_item,
        "attempt": attempt.id, "place": asked.place, "person": actor.person_id, "argument": argument, "days": days,
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar()


async def withdraw(t: Transaction, attempt: int, place: int) -> bool:
    """Take an open appeal back; False: there is none."""
    return (await t.execute(_WITHDRAW, {"attempt": attempt, "place": place})).scalar() is not None


async def waiting(t: Transaction, actor: Actor, assessment: int, after: int, limit: int) -> list[OpenAppeal]:
    """The open appeals of an assessment that this person may decide, the oldest first."""
    values = {"assessment": assessment, "person": actor.person_id, "after": after, "limit": limit}
    return [OpenAppeal(*row) for row in await t.execute(_OPEN, values)]


async def one(t: Transaction, appeal: int) -> HeldAppeal | None:
    """One appeal."""
    row = (await t.execute(_ONE, {"appeal": appeal})).first()
    return (
        None
        if row is None
        else HeldAppeal(row[0], row[1], row[2], row[3], row[4], PersonId(row[5]), AppealState(row[6]))
    )


async def decline(t: Transaction, actor: Actor, appeal: int, decision: str) -> None:
    """The key stands."""
    await t.execute(_DECLINE, {"appeal": appeal, "person": actor.person_id, "decision": decision})


async def uphold(t: Transaction, actor: Actor, item: int, decision: str) -> list[tuple[int, int]]:
    """The key of this item is set aside: every open appeal against it is upheld. Appeal and person of each."""
    values = {"item": item, "person": actor.person_id, "decision": decision}
    return [(row[0], row[1]) for row in await t.execute(_UPHOLD, values)]

"""Reveals of who is behind a finding that answers depend on each other, and the appeals against them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from goodwork.model.appeals import AppealState
from goodwork.model.dependence import Behind, Named, Reveal, RevealAppeal, WaitingAppeal, letter
from goodwork.model.ids import PersonId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_BEHIND = text("""
  -- name: dependence_behind
  SELECT id, project_id, question, people, holds, wrong FROM dependence WHERE id = :finding
""")

_LOCK_FINDING = text("""
  -- name: dependence_lock
  SELECT id FROM dependence WHERE id = :finding FOR UPDATE
""")

_ADD = text("""
  -- name: reveal_add
  INSERT INTO reveal (organization_id, project_id, finding_id, revealed_by, reason)
  VALUES (:organization, :project, :finding, :person, :reason)
  ON CONFLICT (finding_id, revealed_by) DO NOTHING RETURNING id
""")

_ONE = text("""
  -- name: reveal_one
  SELECT r.id, r.project_id, r.finding_id, r.revealed_by, r.reason, r.at, r.withdrawn_at IS NOT NULL, d.people
  FROM reveal r JOIN dependence d ON d.id = r.finding_id WHERE r.id = :reveal
""")

# What one person revealed of these findings, with the names that they read.
_MINE = text("""
  -- name: reveal_mine
  SELECT r.finding_id, r.id, r.reason, p.number, n.name
  FROM reveal r JOIN dependence d ON d.id = r.finding_id
  CROSS JOIN LATERAL unnest(d.people) AS w (person_id)
  JOIN pseudonym p ON p.project_id = r.project_id AND p.person_id = w.person_id
  JOIN person n ON n.id = w.person_id
  WHERE r.finding_id = ANY(:findings) AND r.revealed_by = :person AND r.withdrawn_at IS NULL
  ORDER BY r.finding_id, p.number
""")

# One that was withdrawn is opened again.
_APPEAL = statement("""
  -- name: reveal_appeal_add
  INSERT INTO reveal_appeal AS a (organization_id, project_id, reveal_id, person_id, argument, due_at)
  VALUES (:organization, :project, :reveal, :person, :argument, now() + make_interval(days => :days))
  ON CONFLICT (reveal_id, person_id) DO UPDATE SET state = AppealState.OPEN, argument = excluded.argument,
    at = excluded.at, due_at = excluded.due_at WHERE a.state = AppealState.WITHDRAWN
  RETURNING id
""")

_APPEALED = text("""
  -- name: reveal_appeal_one
  SELECT a.id, a.project_id, a.reveal_id, a.person_id, a.state, r.finding_id, r.revealed_by, d.people
  FROM reveal_appeal a JOIN reveal r ON r.id = a.reveal_id JOIN dependence d ON d.id = r.finding_id
  WHERE a.id = :appeal
""")

# Whoever revealed the finding, or is one of its people, decides nothing of it.
_WAITING = statement("""
  -- name: reveal_appeal_waiting
  SELECT r.finding_id, a.id, a.argument, r.reason, a.at::date, a.due_at::date
  FROM reveal_appeal a JOIN reveal r ON r.id = a.reveal_id JOIN dependence d ON d.id = r.finding_id
  WHERE r.finding_id = ANY(:findings) AND a.state = AppealState.OPEN AND NOT :person = ANY(d.people)
    AND NOT EXISTS (SELECT FROM reveal o WHERE o.finding_id = r.finding_id AND o.revealed_by = :person)
  ORDER BY a.due_at, a.id LIMIT 100
""")

_REVEALED_BY = text("""
  -- name: reveal_by
  SELECT revealed_by FROM reveal WHERE finding_id = :finding
""")

_DECLINE = statement("""
  -- name: reveal_appeal_decline
  UPDATE reveal_appeal SET state = AppealState.DECLINED, decision = :decision, decided_by = :person,
    decided_at = clock_timestamp()
  WHERE id = :appeal
""")

# With one the others against the same finding are upheld, too: there is nothing left to decide.
_UPHOLD = statement("""
  -- name: reveal_appeal_uphold
  UPDATE reveal_appeal a SET state = AppealState.UPHELD, decision = :decision, decided_by = :person,
    decided_at = clock_timestamp()
  FROM reveal r WHERE r.id = a.reveal_id AND r.finding_id = :finding AND a.state = AppealState.OPEN
""")

_WITHDRAW_APPEAL = statement("""
  -- name: reveal_appeal_withdraw
  UPDATE reveal_appeal SET state = AppealState.WITHDRAWN
  WHERE reveal_id = :reveal AND person_id = :person AND state = AppealState.OPEN
  RETURNING id
""")

_STATE = text("""
  -- name: reveal_appeal_state
  SELECT state FROM reveal_appeal WHERE reveal_id = :reveal AND person_id = :person
""")

_WITHDRAW = text("""
  -- name: reveal_withdraw
  UPDATE reveal SET withdrawn_at = clock_timestamp() WHERE finding_id = :finding AND withdrawn_at IS NULL
""")

_WRONG = text("""
  -- name: dependence_wrong
  UPDATE dependence SET wrong = true WHERE id = :finding
""")


async def behind(t: Transaction, finding: int) -> Behind | None:
    """A finding with the ids of its people: for rules, never to be shown."""
    row = (await t.execute(_BEHIND, {"finding": finding})).first()
    return None if row is None else Behind(row[0], row[1], row[2], frozenset(row[3]), row[4], row[5])


async def lock(t: Transaction, finding: int) -> None:
    """Hold a finding: what is revealed, appealed and decided of it comes one after the other."""
    await t.execute(_LOCK_FINDING, {"finding": finding})


async def add(t: Transaction, actor: Actor, finding: Behind, reason: str) -> int | None:
    """Keep a reveal; None when this person has revealed the finding before."""
    values = {
        "organization": actor.organization_id, "project": finding.project_id, "finding": finding.id,
        "person": actor.person_id, "reason": reason,
    }  # fmt: skip
    return (await t.execute(_ADD, values)).scalar()


async def one(t: Transaction, reveal: int) -> Reveal | None:
    """One reveal with the ids of the people that it is about."""
    row = (await t.execute(_ONE, {"reveal": reveal})).first()
    return None if row is None else Reveal(row[0], row[1], row[2], row[3], row[4], row[5], row[6], frozenset(row[7]))


async def mine(t: Transaction, person: PersonId, findings: Sequence[int]) -> dict[int, Named]:
    """By finding what this person revealed of it."""
    found: dict[int, Named] = {}
    for finding, reveal, reason, number, name in await t.execute(_MINE, {"person": person, "findings": list(findings)}):
        before = found[finding].people if finding in found else ()
        found[finding] = Named(reveal, reason, (*before, (letter(number), name)))
    return found


async def appeal(t: Transaction, actor: Actor, reveal: Reveal, argument: str, days: int) -> int | None:
    """Keep an appeal; None when this person has appealed the reveal before and has not withdrawn that."""
    values = {
        "organization": actor.organization_id, "project": reveal.project_id, "reveal": reveal.id,
        "person": actor.person_id, "argument": argument, "days": days,
    }  # fmt: skip
    return (await t.execute(_APPEAL, values)).scalar()


async def withdraw_appeal(t: Transaction, person: PersonId, reveal: int) -> AppealState | None:
    """Take back this person's open appeal against a reveal; what it is then, None: there was none."""
    values = {"reveal": reveal, "person": person}
    await t.execute(_WITHDRAW_APPEAL, values)
    state = (await t.execute(_STATE, values)).scalar()
    return None if state is None else AppealState(state)


async def appealed(t: Transaction, appeal: int) -> RevealAppeal | None:
    """One appeal, with who may not decide it."""
    row = (await t.execute(_APPEALED, {"appeal": appeal})).first()
    if row is None:
        return None
    return RevealAppeal(row[0], row[1], row[2], row[3], AppealState(row[4]), row[5], row[6], frozenset(row[7]))


async def waiting(t: Transaction, person: PersonId, findings: Sequence[int]) -> dict[int, list[WaitingAppeal]]:
    """By finding, the open appeals against its reveals that this person may decide; what is due first comes first."""
    found: dict[int, list[WaitingAppeal]] = {}
    for row in await t.execute(_WAITING, {"person": person, "findings": list(findings)}):
        found.setdefault(row[0], []).append(WaitingAppeal(*row[1:]))
    return found


async def revealed_by(t: Transaction, finding: int) -> set[int]:
    """Who has revealed a finding."""
    return {row[0] for row in await t.execute(_REVEALED_BY, {"finding": finding})}


async def decline(t: Transaction, person: PersonId, appeal: int, decision: str) -> None:
    """The reveal stands."""
    await t.execute(_DECLINE, {"person": person, "appeal": appeal, "decision": decision})


async def uphold(t: Transaction, person: PersonId, finding: int, decision: str) -> None:
    """The finding is wrong: its reveals are withdrawn, and no refit links these people again."""
    await t.execute(_UPHOLD, {"person": person, "finding": finding, "decision": decision})
    await t.execute(_WITHDRAW, {"finding": finding})
    await t.execute(_WRONG, {"finding": finding})

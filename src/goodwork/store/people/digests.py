"""Digests in the database: who wants one and when, and which entries of an inbox one has told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.digests import Digest, DigestPlan, Quiet
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction

_ONE = text("""
  -- name: digest_one
  SELECT plan, since, next_at, sent_at, error FROM digest WHERE person_id = :person
""")

# What came back before it was switched on is not told; a change of its hours leaves that as it is.
_PUT = text("""
  -- name: digest_put
  INSERT INTO digest (person_id, organization_id, plan, next_at) VALUES (:person, :organization, :plan, :next_at)
  ON CONFLICT (person_id) DO UPDATE SET plan = excluded.plan, next_at = excluded.next_at, tries = 0, error = NULL,
    rests = false
""")

_END = text("""
  -- name: digest_end
  DELETE FROM digest WHERE person_id = :person
""")

# Without its moment a link of before would end a digest that was switched on again.
_STOP = text("""
  -- name: digest_stop
  DELETE FROM digest WHERE person_id = :person AND floor(extract(epoch FROM since) * 1000000) = :since
""")

_REST = text("""
  -- name: digest_rest
  UPDATE digest SET rests = :rests WHERE person_id = :person AND rests <> :rests
""")

_DUE = text("""
  -- name: digest_due
  SELECT organization_id, person_id FROM digest WHERE next_at <= now() AND NOT rests ORDER BY next_at LIMIT :limit
""")

_TAKE = text("""
  -- name: digest_take
  SELECT d.plan, d.since, d.next_at, d.sent_at, d.error, d.tries, d.sending, now() FROM digest d
  WHERE d.person_id = :person AND d.next_at <= now() AND NOT d.rests FOR UPDATE
""")

_TURN = text("""
  -- name: digest_turn
  UPDATE digest SET next_at = :next_at, tries = :tries, sending = :sending, error = :error,
    sent_at = CASE WHEN :sent THEN now() ELSE sent_at END
  WHERE person_id = :person
""")

# An entry that is told anew gets a new number, and is one that no digest has told.
_MARK = text("""
  -- name: digest_mark
  UPDATE inbox SET mailed = id WHERE person_id = :person AND id = ANY(CAST(:entries AS bigint[]))
""")

_UNMARK = text("""
  -- name: digest_unmark
  UPDATE inbox SET mailed = NULL WHERE person_id = :person AND id = ANY(CAST(:entries AS bigint[]))
""")


@dataclass(frozen=True, slots=True)
class Taken:
    """A digest whose time has come."""

    digest: Digest
    tries: int
    sending: bool
    """Whether a worker died while it handed a letter over."""
    now: datetime


async def rest(t: Transaction, actor: Actor, rests: bool) -> None:
    """Let a person's digest rest, or go on: what came back meanwhile is told by the next one."""
    await t.execute(_REST, {"person": actor.person_id, "rests": rests})


async def one(t: Transaction, person: PersonId) -> Digest | None:
    """A person's digest; None: it is off."""
    row = (await t.execute(_ONE, {"person": person})).first()
    return None if row is None else _read(row)


async def put(t: Transaction, actor: Actor, plan: DigestPlan, next_at: datetime) -> None:
    """Switch a digest on, or give it other hours."""
    quiet = plan.quiet
    kept = {
        "every": plan.every, "hour": plan.hour, "zone": plan.zone, "weekday": plan.weekday,
        "quiet": None if quiet is None else {"begin": quiet.begin, "end": quiet.end, "days": sorted(quiet.days)},
    }  # fmt: skip
    values = {"person": actor.person_id, "organization": actor.organization_id, "plan": Jsonb(kept), "next_at": next_at}
    await t.execute(_PUT, values)


async def end(t: Transaction, person: PersonId) -> None:
    """Switch it off; nothing happens when it is off."""
    await t.execute(_END, {"person": person})


async def stop(t: Transaction, person: int, since: int) -> bool:
    """The same by a link of this digest, which was switched on then (microseconds)."""
    return (await t.execute(_STOP, {"person": person, "since": since})).rowcount == 1


async def due(t: Transaction, limit: int) -> list[tuple[OrganizationId, PersonId]]:
    """Digests of all organizations whose time has come."""
    return [(OrganizationId(row[0]), PersonId(row[1])) for row in await t.execute(_DUE, {"limit": limit})]


async def take(t: Transaction, person: PersonId) -> Taken | None:
    """A digest whose time has come, held until the transaction ends; None: it has not, or it is off."""
    row = (await t.execute(_TAKE, {"person": person})).first()
    return None if row is None else Taken(_read(row[:5]), *row[5:])


async def turn(
    t: Transaction,
    person: PersonId,
    next_at: datetime,
    *,
    tries: int = 0,
    sending: bool = False,
    sent: bool = False,
    error: str | None = None,
) -> None:
    """When it is looked at next, and how it stands."""
    values = {
        "person": person, "next_at": next_at, "tries": tries, "sending": sending, "sent": sent, "error": error,
    }  # fmt: skip
    await t.execute(_TURN, values)


async def mark(t: Transaction, person: PersonId, entries: Sequence[int]) -> None:
    """No further digest tells these entries."""
    await t.execute(_MARK, {"person": person, "entries": list(entries)})


async def unmark(t: Transaction, person: PersonId, entries: Sequence[int]) -> None:
    """None has told them after all."""
    await t.execute(_UNMARK, {"person": person, "entries": list(entries)})


def _read(row: Any) -> Digest:
    plan, *rest = row
    quiet = plan.pop("quiet")
    made = None if quiet is None else Quiet(quiet["begin"], quiet["end"], frozenset(quiet["days"]))
    return Digest(DigestPlan(**plan, quiet=made), *rest)

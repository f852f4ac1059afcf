"""Sessions in the database: only hashes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction

# Of the same account: one signs in once, whichever organization the session is in.
_SELVES = """(SELECT s.id FROM person s WHERE s.id = :person OR s.account_id = (
    SELECT m.account_id FROM person m WHERE m.id = :person))"""

_ADD = text("""
  -- name: session_add
  INSERT INTO session (organization_id, person_id, token_hash, device, expires_at)
  VALUES (:organization, :person, :hash, :device, now() + CAST(:lasts AS interval))
""")

_PAGE = text(f"""
  -- name: session_page
  SELECT id, device, created_at, expires_at, token_hash = :hash FROM session
  WHERE person_id IN {_SELVES} AND expires_at > now() AND id < :before ORDER BY id DESC LIMIT :limit
""")

_HOLD = text("""
  -- name: session_hold
  SELECT id FROM session WHERE token_hash = :hash AND expires_at > now() FOR SHARE
""")

_END_ONE = text(f"""
  -- name: session_end_one
  DELETE FROM session WHERE id = :id AND person_id IN {_SELVES} RETURNING id
""")

_END = text("""
  -- name: session_end
  DELETE FROM session WHERE token_hash = :hash
""")

_TAKE = text("""
  -- name: session_take
  DELETE FROM session WHERE token_hash = :hash AND expires_at > now() RETURNING expires_at - now()
""")

_END_OF_PERSON = text("""
  -- name: session_end_of_person
  DELETE FROM session WHERE person_id = :person AND token_hash <> :keep
""")

_END_OTHERS = text(f"""
  -- name: session_end_others
  DELETE FROM session WHERE person_id IN {_SELVES} AND token_hash <> :keep
""")

_SWEEP = text("""
  -- name: session_sweep
  DELETE FROM session WHERE expires_at < now()
""")


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its person sees it. When it was last used is not known to anybody."""

    id: int
    device: str
    created_at: datetime
    expires_at: datetime
    this: bool
    """Whether it is the one that asks."""


async def add(
    t: Transaction, organization: OrganizationId, person: PersonId, token_hash: bytes, device: str, lasts: timedelta
) -> None:
    """Begin a session."""
    given = {"organization": organization, "person": person, "hash": token_hash, "device": device, "lasts": lasts}
    await t.execute(_ADD, given)


async def page(t: Transaction, person: PersonId, this: bytes, before: int, limit: int) -> list[Session]:
    """The sessions of a person's account that have not ended, newest first, before an id."""
    given = {"person": person, "hash": this, "before": before, "limit": limit}
    return [Session(*row) for row in await t.execute(_PAGE, given)]


async def hold(t: Transaction, token_hash: bytes) -> bool:
    """Whether the session has not ended; then it does not until the transaction ends."""
    return (await t.execute(_HOLD, {"hash": token_hash})).first() is not None


async def end_one(t: Transaction, person: PersonId, session: int) -> bool:
    """End a session of this person's account; False when there is none."""
    return (await t.execute(_END_ONE, {"id": session, "person": person})).first() is not None


async def end(t: Transaction, token_hash: bytes) -> None:
    """End a session."""
    await t.execute(_END, {"hash": token_hash})


async def take(t: Transaction, token_hash: bytes) -> timedelta | None:
    """End a session that has not ended; how long it would have lasted. Of several who end it at once, one does."""
    return (await t.execute(_TAKE, {"hash": token_hash})).scalar()


async def end_of_person(t: Transaction, person: PersonId, *, keep: bytes = b"") -> int:
    """End a person's sessions, all but the one to keep; returns how many."""
    return (await t.execute(_END_OF_PERSON, {"person": person, "keep": keep})).rowcount


async def end_others(t: Transaction, person: PersonId, keep: bytes) -> int:
    """End the sessions of a person's account, all but the one to keep; returns how many."""
    return (await t.execute(_END_OTHERS, {"person": person, "keep": keep})).rowcount


async def sweep(t: Transaction) -> int:
    """Forget sessions that ran out; returns how many."""
    return (await t.execute(_SWEEP)).rowcount

"""Sessions in the database: only hashes are kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction

_ADD = text("""
  -- name: session_add
  INSERT INTO session (organization_id, person_id, token_hash, expires_at)
  VALUES (:organization, :person, :hash, now() + CAST(:lasts AS interval))
""")

_END = text("""
  -- name: session_end
  DELETE FROM session WHERE token_hash = :hash
""")

_END_OF_PERSON = text("""
  -- name: session_end_of_person
  DELETE FROM session WHERE person_id = :person AND token_hash <> :keep
""")

_SWEEP = text("""
  -- name: session_sweep
  DELETE FROM session WHERE expires_at < now()
""")


async def add(
    t: Transaction, organization: OrganizationId, person: PersonId, token_hash: bytes, lasts: timedelta
) -> None:
    """Begin a session."""
    await t.execute(_ADD, {"organization": organization, "person": person, "hash": token_hash, "lasts": lasts})


async def end(t: Transaction, token_hash: bytes) -> None:
    """End a session."""
    await t.execute(_END, {"hash": token_hash})


async def end_of_person(t: Transaction, person: PersonId, *, keep: bytes = b"") -> int:
    """End a person's sessions, all but the one to keep; returns how many."""
    return (await t.execute(_END_OF_PERSON, {"person": person, "keep": keep})).rowcount


async def sweep(t: Transaction) -> int:
    """Forget sessions that ran out; returns how many."""
    return (await t.execute(_SWEEP)).rowcount

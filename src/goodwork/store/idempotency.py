"""Remembered requests: what was answered to a write that carried an idempotency key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction

# The conflicting insert waits until the other transaction ends, and then sees what it left: an identical request
# that runs at the same time gets the first one's response, or takes its place when the first one failed.
_OPEN = text("""
  -- name: idempotency_open
  INSERT INTO idempotency AS known (organization_id, person_id, key, fingerprint, response)
  VALUES (:organization, :person, :key, :fingerprint, 'null')
  ON CONFLICT (person_id, key) DO UPDATE SET created_at = known.created_at
  RETURNING fingerprint, response, xmax = 0 AS fresh
""")

_CLOSE = text("""
  -- name: idempotency_close
  UPDATE idempotency SET response = :response WHERE person_id = :person AND key = :key
""")

_SWEEP = text("""
  -- name: idempotency_sweep
  DELETE FROM idempotency WHERE created_at < now() - CAST(:age AS interval)
""")


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier request under the same key."""

    fingerprint: bytes
    response: Any


async def open_request(
    t: Transaction, organization: OrganizationId, person: PersonId, key: str, fingerprint: bytes
) -> Known | None:
    """Enter a request; None when it is the first under its key, else what is known of the earlier one."""
    given = {"organization": organization, "person": person, "key": key, "fingerprint": fingerprint}
    row = (await t.execute(_OPEN, given)).one()
    return None if row.fresh else Known(bytes(row.fingerprint), row.response)


async def close_request(t: Transaction, person: PersonId, key: str, response: Any) -> None:
    """Keep the response of a request that was entered in the same transaction."""
    await t.execute(_CLOSE, {"person": person, "key": key, "response": Jsonb(response)})


async def sweep(t: Transaction, age: timedelta) -> int:
    """Forget requests older than this; returns how many."""
    return (await t.execute(_SWEEP, {"age": age})).rowcount

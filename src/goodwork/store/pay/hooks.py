"""Where closed statements are sent to, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.pay import Hook
from goodwork.store.database import Transaction

_GET = text("""
  -- name: hook_get
  SELECT h.address, h.since, p.name FROM pay_hook h JOIN person p ON p.id = h.set_by
  WHERE h.organization_id = :organization
""")
_PUT = text("""
  -- name: hook_put
  INSERT INTO pay_hook (organization_id, address, secret, set_by) VALUES (:organization, :address, :secret, :by)
  ON CONFLICT (organization_id) DO UPDATE
    SET address = excluded.address, secret = excluded.secret, since = current_date, set_by = excluded.set_by
""")
_END = text("""
  -- name: hook_end
  DELETE FROM pay_hook WHERE organization_id = :organization
""")
_SECRETS = text("""
  -- name: hook_secrets
  SELECT organization_id, secret FROM pay_hook WHERE secret LIKE 'whsec!_%' ESCAPE '!'
""")
_RESEAL = text("""
  -- name: hook_reseal
  UPDATE pay_hook SET secret = :sealed WHERE organization_id = :organization AND secret = :secret
""")
_DUE = text("""
  -- name: delivery_due
  SELECT organization_id, statement_id FROM pay_delivery WHERE next_at <= now() ORDER BY next_at LIMIT :limit
""")
_TAKE = text("""
  -- name: delivery_take
  SELECT d.message, d.tries, h.address, h.secret
  FROM pay_delivery d JOIN pay_hook h ON h.organization_id = d.organization_id
  WHERE d.statement_id = :statement AND d.next_at <= now() FOR NO KEY UPDATE OF d SKIP LOCKED
""")
# The next try is set before anything is sent: a worker that dies leaves a message that is sent again under its key.
_TURN = text("""
  -- name: delivery_turn
  UPDATE pay_delivery SET tries = :tries, problem = :problem,
    next_at = now() + CAST(:seconds AS double precision) * interval '1 second',
    delivered_on = CASE WHEN :delivered THEN current_date ELSE delivered_on END
  WHERE statement_id = :statement
""")
_AGAIN = text("""
  -- name: delivery_again
  INSERT INTO pay_delivery (statement_id, organization_id, message)
  VALUES (:statement, :organization, gen_random_uuid()::text)
  ON CONFLICT (statement_id) DO UPDATE SET tries = 0, next_at = now(), problem = NULL, delivered_on = NULL
""")


@dataclass(frozen=True, slots=True)
class Message:
    """A statement on its way."""

    id: str
    """The same however often it is sent."""
    tries: int
    address: str
    secret: str = field(repr=False)
    """Sealed."""


async def get(t: Transaction, organization: OrganizationId) -> Hook | None:
    """The hook of an organization, without its secret."""
    row = (await t.execute(_GET, {"organization": organization})).first()
    return None if row is None else Hook(*row)


async def put(t: Transaction, organization: OrganizationId, address: str, secret: str, by: PersonId) -> None:
    """Send statements there from now on."""
    await t.execute(_PUT, {"organization": organization, "address": address, "secret": secret, "by": by})


async def end(t: Transaction, organization: OrganizationId) -> None:
    """Send nothing any more; what waits stays where it is."""
    await t.execute(_END, {"organization": organization})


async def open_secrets(t: Transaction) -> list[tuple[OrganizationId, str]]:
    """Keys that lie open, as they did before they were sealed, of all organizations."""
    return [(OrganizationId(row[0]), row[1]) for row in await t.execute(_SECRETS)]


async def reseal(t: Transaction, organization: OrganizationId, secret: str, sealed: str) -> None:
    """Put the sealed key in the place of the open one, unless another was set meanwhile."""
    await t.execute(_RESEAL, {"organization": organization, "secret": secret, "sealed": sealed})


async def due(t: Transaction, limit: int) -> list[tuple[OrganizationId, int]]:
    """Statements of all organizations whose time has come."""
    return [(OrganizationId(row[0]), row[1]) for row in await t.execute(_DUE, {"limit": limit})]


async def take(t: Transaction, statement: int) -> Message | None:
    """A statement whose time has come, held until the transaction ends; None: it has not, or somebody else has it."""
    row = (await t.execute(_TAKE, {"statement": statement})).first()
    return None if row is None else Message(*row)


async def turn(
    t: Transaction, statement: int, tries: int, again: timedelta | None, *, problem: str | None, delivered: bool
) -> None:
    """How far it has come; ``again``: after how long it is sent again, None: not by itself."""
    values = {
        "statement": statement, "tries": tries, "problem": problem, "delivered": delivered,
        "seconds": None if again is None else again.total_seconds(),
    }  # fmt: skip
    await t.execute(_TURN, values)


async def send_again(t: Transaction, organization: OrganizationId, statements: Sequence[int]) -> None:
    """Send statements again from the beginning, under the same keys."""
    for statement in statements:
        await t.execute(_AGAIN, {"organization": organization, "statement": statement})

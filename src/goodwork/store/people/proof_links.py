"""Links that prove an address, in the database. What opens one is signed with the secret and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from goodwork.model.people import Proves
from goodwork.store.database import Transaction

# One link of a kind for an address: a further wish makes it last longer, and is passed over while the last one is
# young. It is kept whether or not the address has an account: being asked tells nothing.
_ASK = text("""
  -- name: proof_link_ask
  INSERT INTO proof_link AS l (proves, email, page, expires_at)
  VALUES (:proves, :email, :page, now() + CAST(:lasts AS interval))
  ON CONFLICT (email, proves, page) DO UPDATE SET made_at = now(), expires_at = excluded.expires_at
    WHERE l.made_at < now() - CAST(:rest AS interval)
  RETURNING id, proves, email, page, expires_at
""")

_OPEN = "id = :id AND expires_at > now()"

_ONE = text(f"""
  -- name: proof_link_one
  SELECT id, proves, email, page, expires_at FROM proof_link WHERE {_OPEN}
""")

_TAKE = text(f"""
  -- name: proof_link_take
  DELETE FROM proof_link WHERE {_OPEN} RETURNING id
""")

_SWEEP = text("""
  -- name: proof_link_sweep
  DELETE FROM proof_link WHERE expires_at < now()
""")


@dataclass(frozen=True, slots=True)
class ProofLink:
    """A link that works."""

    id: int
    proves: Proves
    email: str
    """The only address that may use it."""
    page: str
    """The end of the public page's address that it is for; empty: none."""
    expires_at: datetime


async def ask(
    t: Transaction, proves: Proves, email: str, page: str, lasts: timedelta, rest: timedelta
) -> ProofLink | None:
    """A link that goes to an address by mail; None when one went there a moment ago."""
    given = {"proves": proves.value, "email": email, "page": page, "lasts": lasts, "rest": rest}
    row = (await t.execute(_ASK, given)).first()
    return None if row is None else ProofLink(row[0], Proves(row[1]), *row[2:])


async def one(t: Transaction, link: int) -> ProofLink | None:
    """A link that has not been used and has not run out."""
    row = (await t.execute(_ONE, {"id": link})).first()
    return None if row is None else ProofLink(row[0], Proves(row[1]), *row[2:])


async def take(t: Transaction, link: int) -> bool:
    """Use a link up; of several uses at once, one gets it."""
    return (await t.execute(_TAKE, {"id": link})).first() is not None


async def sweep(t: Transaction) -> int:
    """Forget links that ran out; returns how many."""
    return (await t.execute(_SWEEP)).rowcount

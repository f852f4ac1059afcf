"""Links to sign an organization up, in the database. What opens one is signed with the secret and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from goodwork.store.database import Transaction

_ADD = text("""
  -- name: sign_up_link_add
  INSERT INTO sign_up_link (email, mailed, expires_at) VALUES (:email, false, now() + CAST(:lasts AS interval))
  RETURNING id, email, expires_at
""")

# One link for an address: a further wish makes it last longer, and is passed over while the last one is young.
_ASK = text("""
  -- name: sign_up_link_ask
  INSERT INTO sign_up_link AS l (email, mailed, expires_at) VALUES (:email, true, now() + CAST(:lasts AS interval))
  ON CONFLICT (email) WHERE mailed DO UPDATE SET made_at = now(), expires_at = excluded.expires_at
    WHERE l.made_at < now() - CAST(:rest AS interval)
  RETURNING id, email, expires_at
""")

_OPEN = "id = :id AND expires_at > now()"

_ONE = text(f"""
  -- name: sign_up_link_one
  SELECT id, email, expires_at FROM sign_up_link WHERE {_OPEN}
""")

_TAKE = text(f"""
  -- name: sign_up_link_take
  DELETE FROM sign_up_link WHERE {_OPEN} RETURNING id, email, expires_at
""")

_WITHDRAW = text("""
  -- name: sign_up_link_withdraw
  DELETE FROM sign_up_link WHERE NOT mailed AND expires_at > now()
""")

_SWEEP = text("""
  -- name: sign_up_link_sweep
  DELETE FROM sign_up_link WHERE expires_at < now()
""")


@dataclass(frozen=True, slots=True)
class SignUpLink:
    """A link that works."""

    id: int
    email: str | None
    """The only address that may use it."""
    expires_at: datetime


async def add(t: Transaction, email: str | None, lasts: timedelta) -> SignUpLink:
    """A link given by whoever runs the server."""
    return SignUpLink(*(await t.execute(_ADD, {"email": email, "lasts": lasts})).one())


async def ask(t: Transaction, email: str, lasts: timedelta, rest: timedelta) -> SignUpLink | None:
    """A link that goes to an address by mail; None when one went there a moment ago."""
    row = (await t.execute(_ASK, {"email": email, "lasts": lasts, "rest": rest})).first()
    return None if row is None else SignUpLink(*row)


async def one(t: Transaction, link: int) -> SignUpLink | None:
    """A link that has not been used and has not run out."""
    row = (await t.execute(_ONE, {"id": link})).first()
    return None if row is None else SignUpLink(*row)


async def take(t: Transaction, link: int) -> SignUpLink | None:
    """Use a link up; of several uses at once, one gets it."""
    row = (await t.execute(_TAKE, {"id": link})).first()
    return None if row is None else SignUpLink(*row)


async def withdraw(t: Transaction) -> int:
    """Make every link worthless that was given by whoever runs the server; returns how many."""
    return (await t.execute(_WITHDRAW)).rowcount


async def sweep(t: Transaction) -> int:
    """Forget links that ran out; returns how many."""
    return (await t.execute(_SWEEP)).rowcount

"""Keys that sign what people take along, in the database: the private half sealed, and of the one that signs only."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.signing import SigningKey
from goodwork.store.database import Transaction

MOST = 1000
"""Keys that are published: a key a day for years."""

_ALL = text("""
  -- name: signing_key_list
  SELECT id, public_half, made_on, ended_on, withdrawn FROM signing_key
  ORDER BY ended_on DESC NULLS FIRST, made_on DESC, id LIMIT :limit
""")
_SIGNS = text("""
  -- name: signing_key_signs
  SELECT id, public_half, sealed FROM signing_key WHERE ended_on IS NULL
""")
# Two processes may make the first one at once: one of them stays.
_ADD = text("""
  -- name: signing_key_add
  INSERT INTO signing_key (id, public_half, sealed) VALUES (:id, :public, :sealed) ON CONFLICT DO NOTHING
""")
_END = text("""
  -- name: signing_key_end
  UPDATE signing_key SET sealed = NULL, ended_on = current_date WHERE ended_on IS NULL
""")
_WITHDRAW = text("""
  -- name: signing_key_withdraw
  UPDATE signing_key SET sealed = NULL, ended_on = coalesce(ended_on, current_date), withdrawn = :reason
  WHERE id = :id AND withdrawn = '' RETURNING id
""")


async def published(t: Transaction) -> list[SigningKey]:
    """The public halves: of the one that signs, then of earlier ones."""
    return [SigningKey(*row) for row in await t.execute(_ALL, {"limit": MOST})]


async def signs(t: Transaction) -> tuple[str, str, str] | None:
    """The key that signs: its id, its public half, and its private half sealed; None: none was made yet."""
    row = (await t.execute(_SIGNS)).first()
    return None if row is None else (row[0], row[1], row[2])


async def add(t: Transaction, identity: str, public: str, sealed: str) -> None:
    """Have a new key sign, unless one does."""
    await t.execute(_ADD, {"id": identity, "public": public, "sealed": sealed})


async def end(t: Transaction) -> None:
    """Let the key that signs sign no more, and forget its private half."""
    await t.execute(_END)


async def withdraw(t: Transaction, identity: str, reason: str) -> bool:
    """Say that nothing signed by a key is to be trusted; False: there is none, or it was said before."""
    return (await t.execute(_WITHDRAW, {"id": identity, "reason": reason})).first() is not None

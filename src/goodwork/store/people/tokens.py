"""API tokens in the database: only hashes are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text

from goodwork.model.ids import PersonId
from goodwork.model.people import Actor, Scope
from goodwork.store.database import Transaction

_COLUMNS = "id, name, prefix, scopes, created_at, expires_at, revoked_at"

_ADD = text(f"""
  -- name: token_add
  INSERT INTO api_token (organization_id, person_id, name, prefix, token_hash, scopes, expires_at)
  VALUES (:organization, :person, :name, :prefix, :hash, :scopes, now() + CAST(:lasts AS interval))
  RETURNING {_COLUMNS}
""")

_LIST = text(f"""
  -- name: token_list
  SELECT {_COLUMNS} FROM api_token WHERE person_id = :person AND id > :after ORDER BY id LIMIT :limit
""")

_HOLD = text("""
  -- name: token_hold
  SELECT id FROM api_token WHERE token_hash = :hash AND revoked_at IS NULL AND expires_at > now() FOR SHARE
""")

_REVOKE = text("""
  -- name: token_revoke
  UPDATE api_token SET revoked_at = coalesce(revoked_at, now()) WHERE id = :id AND person_id = :person RETURNING name
""")

_REVOKE_OF_PERSON = text("""
  -- name: token_revoke_of_person
  UPDATE api_token SET revoked_at = now() WHERE person_id = :person AND revoked_at IS NULL
""")


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token without its secret."""

    id: int
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


async def add(
    t: Transaction,
    actor: Actor,
    *,
    name: str,
    prefix: str,
    token_hash: bytes,
    scopes: Iterable[Scope],
    lasts: timedelta,
) -> ApiToken:
    """Keep a new token of the actor."""
    given = {
        "organization": actor.organization_id, "person": actor.person_id, "name": name, "prefix": prefix,
        "hash": token_hash, "scopes": [s.value for s in scopes], "lasts": lasts,
    }  # fmt: skip
    return _token((await t.execute(_ADD, given)).one())


async def page(t: Transaction, person: PersonId, after: int, limit: int) -> list[ApiToken]:
    """A person's tokens after an id, revoked and expired ones too."""
    return [_token(row) for row in await t.execute(_LIST, {"person": person, "after": after, "limit": limit})]


async def hold(t: Transaction, token_hash: bytes) -> bool:
    """Whether the token is valid; then it stays so until the transaction ends."""
    return (await t.execute(_HOLD, {"hash": token_hash})).first() is not None


async def revoke(t: Transaction, person: PersonId, token: int) -> str | None:
    """End a token of this person; returns its name, None when there is none."""
    return (await t.execute(_REVOKE, {"id": token, "person": person})).scalar_one_or_none()


async def revoke_of_person(t: Transaction, person: PersonId) -> int:
    """End all tokens of a person; returns how many."""
    return (await t.execute(_REVOKE_OF_PERSON, {"person": person})).rowcount


def _token(row: Row[Any]) -> ApiToken:
    identity, name, prefix, scopes, created, expires, revoked = row
    return ApiToken(identity, name, prefix, tuple(Scope(s) for s in scopes), created, expires, revoked)

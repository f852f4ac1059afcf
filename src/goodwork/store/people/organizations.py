"""Organizations in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from goodwork.model.ids import OrganizationId
from goodwork.store.database import Transaction

# Taken before the first organization is made: two sign-ups at once must not both be the first.
_SIGN_UP_LOCK = text("SELECT pg_advisory_xact_lock(7301952)")
_ANY = text("""
  -- name: organization_any
  SELECT EXISTS (SELECT FROM organization)
""")
_BY_NAME = text("""
  -- name: organization_by_name
  SELECT id FROM organization WHERE name = :name ORDER BY id
""")
_FIRST = text("""
  -- name: organization_first
  SELECT id FROM organization ORDER BY id LIMIT :limit
""")
_LIST = text("""
  -- name: organization_list
  SELECT id, name, created_at FROM organization WHERE id > :after ORDER BY id LIMIT :limit
""")
_ADD = text("""
  -- name: organization_add
  INSERT INTO organization (name) VALUES (:name) RETURNING id
""")


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization, as whoever runs the server sees it."""

    id: OrganizationId
    name: str
    created_at: datetime


async def exists(t: Transaction, *, lock: bool = False) -> bool:
    """Whether there is any organization; with ``lock`` nobody else makes one until the transaction ends."""
    if lock:
        await t.execute(_SIGN_UP_LOCK)
    return bool((await t.execute(_ANY)).scalar_one())


async def by_name(t: Transaction, name: str) -> list[OrganizationId]:
    """The organizations of this name."""
    return [OrganizationId(i) for i in (await t.execute(_BY_NAME, {"name": name})).scalars()]


async def first(t: Transaction, limit: int) -> list[OrganizationId]:
    """The oldest organizations."""
    return [OrganizationId(i) for i in (await t.execute(_FIRST, {"limit": limit})).scalars()]


async def page(t: Transaction, after: int, limit: int) -> list[Organization]:
    """The organizations after an id."""
    rows = await t.execute(_LIST, {"after": after, "limit": limit})
    return [Organization(OrganizationId(row[0]), row[1], row[2]) for row in rows]


async def add(t: Transaction, name: str) -> OrganizationId:
    """Make an organization."""
    return OrganizationId((await t.execute(_ADD, {"name": name})).scalar_one())

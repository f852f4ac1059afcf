"""Flags: what people say is wrong with an item, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from goodwork.store.database import Transaction

_COLUMNS = "f.id, f.project_id, f.item_id, f.person_id, f.note, f.at::date, f.resolved_at::date, f.resolution"

_OF_ITEM = text(f"-- name: flag_of_item\n SELECT {_COLUMNS} FROM flag f WHERE f.item_id = :item ORDER BY f.id")

_OF_PROJECT = text(f"""
  -- name: flag_of_project
  SELECT {_COLUMNS} FROM flag f WHERE f.project_id = :project AND f.id < :before ORDER BY f.id DESC LIMIT :limit
""")

_GET = text(f"-- name: flag_get\n SELECT {_COLUMNS} FROM flag f WHERE f.id = :flag FOR NO KEY UPDATE")

_RESOLVE = text("""
  -- name: flag_resolve
  UPDATE flag SET resolved_at = now(), resolved_by = :person, resolution = :resolution WHERE id = :flag
""")


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag."""

    id: int
    project_id: int
    item_id: int
    person_id: int
    note: str
    on: date
    resolved_on: date | None
    resolution: str | None


async def of_item(t: Transaction, item: int) -> list[FlagRow]:
    """The flags of an item, oldest first."""
    return [FlagRow(*row) for row in await t.execute(_OF_ITEM, {"item": item})]


async def of_project(t: Transaction, project: int, before: int, limit: int) -> list[FlagRow]:
    """The flags of a project, newest first."""
    values = {"project": project, "before": before, "limit": limit}
    return [FlagRow(*row) for row in await t.execute(_OF_PROJECT, values)]


async def lock(t: Transaction, flag: int) -> FlagRow | None:
    """One flag, locked."""
    row = (await t.execute(_GET, {"flag": flag})).first()
    return None if row is None else FlagRow(*row)


async def resolve(t: Transaction, flag: int, person: int, resolution: str) -> None:
    """Write down what became of it."""
    await t.execute(_RESOLVE, {"flag": flag, "person": person, "resolution": resolution})

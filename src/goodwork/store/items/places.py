"""Items by their positions: what lists of something else call them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE

_AT = text(f"""
  -- name: item_places
  SELECT i.position, i.id, w.external_id, {GLIMPSE}
  FROM item i JOIN item_payload w ON w.item_id = i.id
  WHERE i.project_id = :project AND i.position = ANY(:positions)
""")


@dataclass(frozen=True, slots=True)
class Place:
    """An item at a position; without an id it is in the project no more."""

    position: int
    id: int | None = None
    external_id: str | None = None
    payload: Mapping[str, Any] = field(default_factory=dict[str, Any])


async def at(t: Transaction, project: ProjectId, positions: Sequence[int]) -> dict[int, Place]:
    """The items at these positions, by position; those that are gone are missing."""
    rows = await t.execute(_AT, {"project": project, "positions": list(positions)}) if positions else ()
    return {row[0]: Place(*row) for row in rows}

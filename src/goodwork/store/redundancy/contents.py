"""The items of a project as a check reads them: in a stream, in the order of import."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.words import statement

FETCH = 2_000
LOOKED_AT = 100
"""Items whose parts and metadata stand for those of all when a check is set up."""

# Items that a lead withdrew by hand are no longer part of what is to be labelled. Those that a check set aside are:
# the next check may choose otherwise.
_STREAM = statement("""
  -- name: redundancy_contents
  SELECT i.id, CAST(p.payload AS text), i.completed > 0 OR i.gold > GoldDraw.NONE,
    CASE WHEN CAST(:field AS text) IS NULL THEN NULL ELSE p.metadata ->> CAST(:field AS text) END
  FROM item i JOIN item_payload p ON p.item_id = i.id
  WHERE i.project_id = :project
    AND (i.state <> ItemState.SET_ASIDE
      OR EXISTS (SELECT FROM set_aside s WHERE s.item_id = i.id AND s.representative_id IS NOT NULL))
  ORDER BY i.position
""")

_COUNT = text("""
  -- name: redundancy_contents_count
  SELECT q.items FROM project_progress q WHERE q.project_id = :project
""")

_SAMPLE = text("""
  -- name: redundancy_sample
  SELECT p.payload, p.metadata FROM item i JOIN item_payload p ON p.item_id = i.id
  WHERE i.project_id = :project ORDER BY i.position LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to compare of an item."""

    item_id: int
    parts: Sequence[dict[str, Any]]
    answered: bool
    """Whether it has answers or a known one."""
    field: str | None
    """A field of its metadata, as text."""


async def stream(t: Transaction, project: ProjectId, field: str | None) -> AsyncIterator[Sequence[Content]]:
    """All items that may be compared, a fetch at a time; neither side holds more."""
    options = {"yield_per": FETCH}
    async with t.stream(_STREAM, {"project": project, "field": field}, execution_options=options) as found:
        async for rows in found.partitions(FETCH):
            yield [Content(i, orjson.loads(payload)["parts"], answered, value) for i, payload, answered, value in rows]


async def about(t: Transaction, project: ProjectId) -> int:
    """How many items the project has."""
    return (await t.execute(_COUNT, {"project": project})).scalar() or 0


async def sample(t: Transaction, project: ProjectId) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Payload and metadata of the first items."""
    return [(row[0], row[1]) for row in await t.execute(_SAMPLE, {"project": project, "limit": LOOKED_AT})]

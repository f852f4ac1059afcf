"""The items of a project between two positions, when its policy changes under them."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.items.counts import COLUMNS, Counted, read_counted

# Rows are locked in the order of their ids, like everywhere.
_PART = text(f"""
  -- name: items_of_policy
  SELECT q.confidence, {COLUMNS} FROM item i LEFT JOIN item_quality q ON q.item_id = i.id
  WHERE i.project_id = :project AND i.position >= :first AND i.position < :last
  ORDER BY i.id FOR NO KEY UPDATE OF i
""")

_LAST = text("""
  -- name: items_last_position
  SELECT max(position) FROM item WHERE project_id = :project
""")


async def last_position(t: Transaction, project: ProjectId) -> int | None:
    """The position of a project's last item; None: it has none."""
    return (await t.execute(_LAST, {"project": project})).scalar_one()


async def part(t: Transaction, project: ProjectId, first: int, last: int) -> list[tuple[Counted, float | None]]:
    """The items from ``first`` up to ``last`` (without it), locked, each with the confidence that it shows."""
    found = await t.execute(_PART, {"project": project, "first": first, "last": last})
    return [(read_counted(row[1:]), row[0]) for row in found]

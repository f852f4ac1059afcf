"""The narrow rows of items: what the queue and the flow count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import ItemId, ProjectId
from goodwork.model.items import GoldDraw, ItemCounts, ItemState
from goodwork.store.database import Transaction

_COLUMNS = "i.id, i.project_id, i.state, i.wanted, i.completed, i.live, i.gold, i.skips, i.by_lead"

# In the order of ids, so that two that lock many never wait for each other in a ring.
_LOCK = text(f"""
  -- name: item_lock
  SELECT {_COLUMNS} FROM item i WHERE i.id = ANY(:items) ORDER BY i.id FOR NO KEY UPDATE
""")

_LOCK_FREE = text(f"""
  -- name: item_lock_free
  SELECT {_COLUMNS} FROM item i WHERE i.id = ANY(:items) ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED
""")

_READ = text(f"""
  -- name: item_counts
  SELECT {_COLUMNS} FROM item i WHERE i.id = :item
""")

_WRITE = text("""
  -- name: item_write
  UPDATE item i SET state = n.state, wanted = n.wanted, completed = n.completed, live = n.live, gold = n.gold,
    skips = n.skips, by_lead = n.by_lead
  FROM unnest(CAST(:id AS bigint[]), CAST(:state AS smallint[]), CAST(:wanted AS smallint[]),
              CAST(:completed AS smallint[]), CAST(:live AS smallint[]), CAST(:gold AS smallint[]),
              CAST(:skips AS smallint[]), CAST(:by_lead AS boolean[]))
    AS n (id, state, wanted, completed, live, gold, skips, by_lead)
  WHERE i.id = n.id
""")


@dataclass(frozen=True, slots=True)
class Counted:
    """An item and its counts."""

    id: ItemId
    project_id: ProjectId
    counts: ItemCounts


async def read(t: Transaction, item: ItemId) -> ItemCounts | None:
    """The counts of an item as they are just now, not locked."""
    row = (await t.execute(_READ, {"item": item})).first()
    return None if row is None else read_counted(row).counts


async def lock(t: Transaction, items: Sequence[int]) -> list[Counted]:
    """The counts of these items, locked until the transaction ends, in the order of their ids."""
    return [read_counted(row) for row in await t.execute(_LOCK, {"items": list(items)})]


async def lock_free(t: Transaction, items: Sequence[int]) -> list[Counted]:
    """The same for those of them that nobody else has locked."""
    return [read_counted(row) for row in await t.execute(_LOCK_FREE, {"items": list(items)})]


async def write(t: Transaction, changed: Iterable[tuple[ItemId, ItemCounts]]) -> None:
    """Write the counts of items that are locked."""
    rows = list(changed)
    if not rows:
        return
    columns = {
        "id": [item for item, _ in rows],
        "state": [int(c.state) for _, c in rows],
        "wanted": [c.wanted for _, c in rows],
        "completed": [c.completed for _, c in rows],
        "live": [c.live for _, c in rows],
        "gold": [int(c.gold) for _, c in rows],
        "skips": [c.skips for _, c in rows],
        "by_lead": [c.by_lead for _, c in rows],
    }
    await t.execute(_WRITE, columns)


def read_counted(row: Sequence[int]) -> Counted:
    """An item from a row of id, project and counts, in the order of ``Counted`` and ``ItemCounts``."""
    item, project, state, wanted, completed, live, gold, skips, by_lead = row
    return Counted(
        ItemId(item),
        ProjectId(project),
        ItemCounts(ItemState(state), wanted, completed, live, GoldDraw(gold), skips, bool(by_lead)),
    )

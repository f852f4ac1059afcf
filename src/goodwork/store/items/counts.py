"""The narrow rows of items: what the queue and the flow count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from goodwork.model.ids import ItemId, ProjectId
from goodwork.model.items import GoldDraw, ItemCounts, ItemState, SettledHow
from goodwork.store.database import Transaction

COLUMNS = "i.id, i.project_id, i.state, i.wanted, i.completed, i.live, i.gold, i.skips, i.by_lead, i.settled_how"

# In the order of ids, so that two that lock many never wait for each other in a ring.
_LOCK = text(f"""
  -- name: item_lock
  SELECT {COLUMNS} FROM item i WHERE i.id = ANY(:items) ORDER BY i.id FOR NO KEY UPDATE
""")

_READ = text(f"""
  -- name: item_counts
  SELECT {COLUMNS} FROM item i WHERE i.id = :item
""")

_PROJECT = text("-- name: item_project\n SELECT project_id FROM item WHERE id = :item")


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


async def project_of(t: Transaction, item: int) -> ProjectId | None:
    """The project of an item; None: there is no such item."""
    return (await t.execute(_PROJECT, {"item": item})).scalar()


async def lock(t: Transaction, items: Sequence[int]) -> list[Counted]:
    """The counts of these items, locked until the transaction ends, in the order of their ids."""
    return [read_counted(row) for row in await t.execute(_LOCK, {"items": list(items)})]


def read_counted(row: Sequence[int]) -> Counted:
    """An item from a row of id, project and counts, in the order of ``Counted`` and ``ItemCounts``."""
    item, project, state, wanted, completed, live, gold, skips, by_lead, how = row
    return Counted(
        ItemId(item),
        ProjectId(project),
        ItemCounts(ItemState(state), wanted, completed, live, GoldDraw(gold), skips, bool(by_lead), SettledHow(how)),
    )

"""Splits: what a lead said is not the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction

_ADD = text("""
  -- name: split_add
  INSERT INTO redundancy_split (organization_id, project_id, person_id) VALUES (:organization, :project, :person)
  RETURNING id
""")

_ADD_ITEMS = text("""
  -- name: split_add_items
  INSERT INTO redundancy_split_item (split_id, item_id, organization_id, side)
  SELECT :split, n.item, :organization, n.side
  FROM unnest(CAST(:item AS bigint[]), CAST(:side AS smallint[])) AS n (item, side)
""")

_SIDES = text("""
  -- name: split_sides
  SELECT s.item_id, s.split_id, s.side FROM redundancy_split_item s
  JOIN redundancy_split p ON p.id = s.split_id WHERE p.project_id = :project ORDER BY s.split_id, s.item_id
""")

_LIST = text("""
  -- name: split_list
  SELECT p.id, p.at::date, o.name,
    (SELECT array_agg(x.item_id ORDER BY x.item_id) FROM (SELECT item_id FROM redundancy_split_item
      WHERE split_id = p.id AND side = 1 ORDER BY item_id LIMIT 5) x),
    (SELECT count(*) FROM redundancy_split_item x WHERE x.split_id = p.id AND x.side = 1),
    (SELECT count(*) FROM redundancy_split_item x WHERE x.split_id = p.id AND x.side = 0)
  FROM redundancy_split p LEFT JOIN person o ON o.id = p.person_id
  WHERE p.project_id = :project AND p.id < :before ORDER BY p.id DESC LIMIT :limit
""")

_COUNT = text("-- name: split_count\n SELECT count(*) FROM redundancy_split WHERE project_id = :project")

_REMOVE = text("-- name: split_remove\n DELETE FROM redundancy_split WHERE id = :split AND project_id = :project")


@dataclass(frozen=True, slots=True)
class Split:
    """One decision that some items of a cluster are not the same as the others."""

    id: int
    on: date
    person: str | None
    first_items: Sequence[int]
    """The first of those that were taken out."""
    taken_out: int
    left: int


async def add(t: Transaction, actor: Actor, project: ProjectId, left: Sequence[int], taken_out: Sequence[int]) -> int:
    """Keep the two sides apart from now on."""
    given = {"organization": actor.organization_id, "project": project, "person": actor.person_id}
    split = (await t.execute(_ADD, given)).scalar_one()
    sides = [0] * len(left) + [1] * len(taken_out)
    columns = {"item": [*left, *taken_out], "side": sides, "organization": OrganizationId(actor.organization_id)}
    await t.execute(_ADD_ITEMS, {"split": split, **columns})
    return split


async def sides(t: Transaction, project: ProjectId) -> dict[int, dict[int, int]]:
    """Item -> split -> the side it is on."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for item, split, side in await t.execute(_SIDES, {"project": project}):
        found[item][split] = side
    return found


async def of_project(t: Transaction, project: ProjectId, before: int, limit: int) -> list[Split]:
    """The newest splits before an id."""
    rows = await t.execute(_LIST, {"project": project, "before": before, "limit": limit})
    return [Split(i, at, person, items or (), out, left) for i, at, person, items, out, left in rows]


async def count(t: Transaction, project: ProjectId) -> int:
    """How many splits there are."""
    return (await t.execute(_COUNT, {"project": project})).scalar_one()


async def remove(t: Transaction, project: ProjectId, split: int) -> bool:
    """Forget a split; False when there is none."""
    return (await t.execute(_REMOVE, {"project": project, "split": split})).rowcount == 1

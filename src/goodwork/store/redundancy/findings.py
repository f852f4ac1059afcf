"""What a check found: clusters and their members, written whole and read page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from goodwork.model.ids import ItemId, OrganizationId, ProjectId
from goodwork.model.items import ItemState
from goodwork.model.redundancy import Member
from goodwork.store.database import Transaction

BATCH = 20_000

_FORGET = text("""
  -- name: redundancy_forget
  DELETE FROM redundancy_cluster k USING redundancy_check c WHERE k.check_id = c.id AND c.project_id = :project
""")

_ADD_CLUSTERS = text("""
  -- name: redundancy_add_clusters
  INSERT INTO redundancy_cluster (check_id, number, organization_id, size, representative_id)
  SELECT :check, n.number, :organization, n.size, n.representative
  FROM unnest(CAST(:number AS integer[]), CAST(:size AS integer[]), CAST(:representative AS bigint[]))
    AS n (number, size, representative)
""")

_ADD_MEMBERS = text("""
  -- name: redundancy_add_members
  INSERT INTO redundancy_member (check_id, item_id, number, organization_id, similarity, exact)
  SELECT :check, n.item, n.number, :organization, n.similarity, n.exact
  FROM unnest(CAST(:item AS bigint[]), CAST(:number AS integer[]), CAST(:similarity AS real[]),
              CAST(:exact AS boolean[])) AS n (item, number, similarity, exact)
""")

# How many of a cluster are set aside is asked for the clusters of a page only.
_CLUSTERS = text("""
  -- name: redundancy_clusters
  SELECT k.number, k.size, k.representative_id,
    (SELECT count(*) FROM redundancy_member m JOIN set_aside s ON s.item_id = m.item_id
     WHERE m.check_id = k.check_id AND m.number = k.number)
  FROM redundancy_cluster k
  WHERE k.check_id = :check AND (k.size < :size OR (k.size = :size AND k.number > :number))
  ORDER BY k.size DESC, k.number LIMIT :limit
""")

_CLUSTER = text("""
  -- name: redundancy_cluster
  SELECT k.number, k.size, k.representative_id FROM redundancy_cluster k
  WHERE k.check_id = :check AND k.number = :number FOR UPDATE
""")

BEGINNING = """
  CASE WHEN pg_column_compression(w.payload) IS NULL AND pg_column_size(w.payload) <= 8000 THEN w.payload
    ELSE beginning(w.payload, :letters) END AS payload
"""
"""The payload of ``w`` where it is small, else as much of it as a page shows and compares."""

# The most alike first would hide what matters: those that are least like their representative may be wrong.
_SHOWN = f"""
  SELECT m.number, m.item_id, m.similarity, m.exact, w.external_id, {BEGINNING}, i.state, i.completed, i.live,
    s.representative_id IS NOT NULL, coalesce(s.takes_consensus, false)
  FROM redundancy_member m JOIN redundancy_cluster k USING (check_id, number) JOIN item i ON i.id = m.item_id
    JOIN item_payload w ON w.item_id = m.item_id LEFT JOIN set_aside s ON s.item_id = m.item_id
"""

_FIRST_MEMBERS = text(f"""
  -- name: redundancy_first_members
  SELECT f.* FROM unnest(CAST(:numbers AS integer[])) n (number) CROSS JOIN LATERAL (
    (SELECT x.* FROM ({_SHOWN} WHERE m.check_id = :check AND m.number = n.number AND m.item_id = k.representative_id) x)
    UNION ALL
    (SELECT x.* FROM ({_SHOWN} WHERE m.check_id = :check AND m.number = n.number AND m.item_id <> k.representative_id
     ORDER BY m.item_id LIMIT :limit) x)
  ) f
""")

_MEMBERS = text(f"""
  -- name: redundancy_members
  {_SHOWN} WHERE m.check_id = :check AND m.number = :number AND m.item_id > :after
    AND m.item_id <> k.representative_id
  ORDER BY m.item_id LIMIT :limit
""")

_PLAIN = """
  SELECT m.item_id, m.number, k.representative_id, m.similarity, m.exact
  FROM redundancy_member m JOIN redundancy_cluster k USING (check_id, number)
"""

_BY_ITEM = text(f"""
  -- name: redundancy_members_by_item
  {_PLAIN} WHERE m.check_id = :check AND m.item_id = ANY(:items) ORDER BY m.item_id
""")

_BY_CLUSTER = text(f"""
  -- name: redundancy_members_by_cluster
  {_PLAIN} WHERE m.check_id = :check AND m.number = ANY(:numbers) ORDER BY m.item_id
""")

_ALL_AFTER = text(f"""
  -- name: redundancy_members_after
  {_PLAIN} WHERE m.check_id = :check AND m.item_id > :after AND (m.exact OR NOT CAST(:only_exact AS boolean))
    AND (CAST(:numbers AS integer[]) IS NULL OR m.number = ANY(CAST(:numbers AS integer[])))
    AND m.item_id <> k.representative_id
  ORDER BY m.item_id LIMIT :limit
""")

_SIZES = text("""
  -- name: redundancy_sizes
  SELECT coalesce(sum(size), 0) FROM redundancy_cluster WHERE check_id = :check AND number = ANY(:numbers)
""")

_MOVE = text("""
  -- name: redundancy_move
  UPDATE redundancy_member m SET number = :to, similarity = CASE WHEN m.item_id = r.item_id THEN 1 END,
    exact = m.item_id = r.item_id OR (m.exact AND r.exact)
  FROM redundancy_member r
  WHERE m.check_id = :check AND m.item_id = ANY(:items) AND r.check_id = :check AND r.item_id = :representative
""")

_REMOVE_MEMBERS = text("""
  -- name: redundancy_remove_members
  DELETE FROM redundancy_member WHERE check_id = :check AND item_id = ANY(:items)
""")

_RESIZE = text("""
  -- name: redundancy_resize
  UPDATE redundancy_cluster k SET size = (SELECT count(*) FROM redundancy_member m
    WHERE m.check_id = k.check_id AND m.number = k.number)
  WHERE k.check_id = :check AND k.number = :number
  RETURNING k.size
""")

_DISSOLVE = text("""
  -- name: redundancy_dissolve
  DELETE FROM redundancy_cluster WHERE check_id = :check AND number = :number
""")

_NEXT_NUMBER = text("""
  -- name: redundancy_next_number
  SELECT coalesce(max(number), 0) + 1 FROM redundancy_cluster WHERE check_id = :check
""")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items that repeat each other."""

    number: int
    size: int
    representative_id: ItemId
    aside: int = 0
    """Members that are set aside."""


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member with what a page shows of it."""

    number: int
    item_id: int
    similarity: float | None
    exact: bool
    external_id: str | None
    payload: Mapping[str, Any]
    """The beginning of it, where it is large."""
    state: ItemState
    completed: int
    live: int
    stood_for: bool
    """Whether it was set aside because another item stands for it."""
    takes_consensus: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a check as columns: clusters, and members that name their cluster by number."""

    sizes: Sequence[int]
    representatives: Sequence[int]
    items: Sequence[int]
    numbers: Sequence[int]
    similarities: Sequence[float | None]
    exact: Sequence[bool]


async def replace(t: Transaction, organization: OrganizationId, project: ProjectId, check: int, found: Found) -> None:
    """Keep what a check found, in place of what earlier checks of the project found."""
    await t.execute(_FORGET, {"project": project})
    given = {"check": check, "organization": organization}
    for a in range(0, len(found.sizes), BATCH):
        b = a + BATCH
        numbers = list(range(a + 1, min(b, len(found.sizes)) + 1))
        columns = {
            "number": numbers,
            "size": list(found.sizes[a:b]),
            "representative": list(found.representatives[a:b]),
        }
        await t.execute(_ADD_CLUSTERS, {**given, **columns})
    for a in range(0, len(found.items), BATCH):
        b = a + BATCH
        columns = {
            "item": list(found.items[a:b]), "number": list(found.numbers[a:b]),
            "similarity": list(found.similarities[a:b]), "exact": list(found.exact[a:b]),
        }  # fmt: skip
        await t.execute(_ADD_MEMBERS, {**given, **columns})


async def clusters(t: Transaction, check: int, after: tuple[int, int], limit: int) -> list[Cluster]:
    """Clusters, the largest first, after a size and a number."""
    given = {"check": check, "size": after[0], "number": after[1], "limit": limit}
    return [Cluster(*row) for row in await t.execute(_CLUSTERS, given)]


async def lock_cluster(t: Transaction, check: int, number: int) -> Cluster | None:
    """One cluster, locked."""
    row = (await t.execute(_CLUSTER, {"check": check, "number": number})).first()
    return None if row is None else Cluster(*row)


async def first_members(
    t: Transaction, check: int, numbers: Sequence[int], limit: int, letters: int
) -> list[ShownMember]:
    """Of each of these clusters the representative, then so many others, each with so many letters of its texts."""
    given = {"check": check, "numbers": list(numbers), "limit": limit, "letters": letters}
    rows = await t.execute(_FIRST_MEMBERS, given)
    return [_shown(row) for row in rows]


async def members(t: Transaction, check: int, number: int, after: int, limit: int, letters: int) -> list[ShownMember]:
    """The members of a cluster but for its representative, after an item, each with so many letters of its texts."""
    given = {"check": check, "number": number, "after": after, "limit": limit, "letters": letters}
    return [_shown(row) for row in await t.execute(_MEMBERS, given)]


async def of_items(t: Transaction, check: int, items: Sequence[int]) -> list[Member]:
    """Those of these items that are in a cluster, in the order of their ids."""
    return [Member(*row) for row in await t.execute(_BY_ITEM, {"check": check, "items": list(items)})]


async def of_clusters(t: Transaction, check: int, numbers: Sequence[int]) -> list[Member]:
    """All members of these clusters, likewise."""
    return [Member(*row) for row in await t.execute(_BY_CLUSTER, {"check": check, "numbers": list(numbers)})]


async def after(
    t: Transaction, check: int, item: int, only_exact: bool, numbers: Sequence[int] | None, limit: int
) -> list[Member]:
    """Members that another item stands for, after an item, of some clusters or all."""
    of = None if numbers is None else list(numbers)
    given = {"check": check, "after": item, "only_exact": only_exact, "numbers": of, "limit": limit}
    return [Member(*row) for row in await t.execute(_ALL_AFTER, given)]


async def size_of(t: Transaction, check: int, numbers: Sequence[int]) -> int:
    """How many items these clusters have together."""
    return (await t.execute(_SIZES, {"check": check, "numbers": list(numbers)})).scalar_one()


async def split_off(
    t: Transaction, check: int, organization: OrganizationId, cluster: Cluster, items: Sequence[int]
) -> int | None:
    """Take items out of a locked cluster; two or more become a cluster of their own, whose number is returned.

    The first of them stands for the others until the next check, which also measures them against each other.
    """
    number = None
    if len(items) > 1:
        number = (await t.execute(_NEXT_NUMBER, {"check": check})).scalar_one()
        columns = {"number": [number], "size": [len(items)], "representative": [min(items)]}
        await t.execute(_ADD_CLUSTERS, {"check": check, "organization": organization, **columns})
        given = {"check": check, "to": number, "items": list(items), "representative": min(items)}
        await t.execute(_MOVE, given)
    else:
        await t.execute(_REMOVE_MEMBERS, {"check": check, "items": list(items)})
    left = (await t.execute(_RESIZE, {"check": check, "number": cluster.number})).scalar_one()
    if left < 2:
        await t.execute(_DISSOLVE, {"check": check, "number": cluster.number})
    return number


def _shown(row: Sequence[Any]) -> ShownMember:
    number, item, similarity, exact, external, payload, state, completed, live, stood_for, takes = row
    return ShownMember(
        number, item, similarity, exact, external, payload, ItemState(state), completed, live, stood_for, takes
    )

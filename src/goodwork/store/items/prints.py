"""Prints of the pictures of items, laid down behind the imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.store.database import Transaction

AT_ONCE = 50
"""Items with pictures of one transaction."""
WINDOW = 5_000
"""Positions that one look for them passes over."""

_REACHED = text("""
  -- name: print_reached
  SELECT coalesce((SELECT reached FROM print_progress WHERE project_id = :project), -1),
    coalesce((SELECT max(position) FROM item WHERE project_id = :project), -1)
""")

_NEXT = text("""
  -- name: print_next
  SELECT i.id, i.position, jsonb_path_query_array(w.payload, '$.parts[*].blob')
  FROM item i JOIN item_payload w ON w.item_id = i.id
  WHERE i.project_id = :project AND i.position > :after AND i.position <= :last
    AND jsonb_path_exists(w.payload, '$.parts[*] ? (@.type == "picture").blob')
  ORDER BY i.position LIMIT :limit
""")

# An item whose import was undone meanwhile is not there any more.
_KEEP = text("""
  -- name: print_keep
  INSERT INTO picture_print (item_id, organization_id, project_id, prints)
  SELECT i.id, :organization, :project, CAST(string_to_array(n.prints, ' ') AS bigint[])
  FROM unnest(CAST(:items AS bigint[]), CAST(:prints AS text[])) AS n (item, prints)
  JOIN item i ON i.id = n.item ORDER BY i.id FOR KEY SHARE OF i
  ON CONFLICT DO NOTHING
""")

_REACH = text("""
  -- name: print_reach
  INSERT INTO print_progress AS p (project_id, organization_id, reached) VALUES (:project, :organization, :reached)
  ON CONFLICT (project_id) DO UPDATE SET reached = greatest(p.reached, excluded.reached)
""")

# An import that runs is left alone: its own end asks.
_BEHIND = text("""
  -- name: print_behind
  SELECT p.organization_id, p.id FROM project p LEFT JOIN print_progress r ON r.project_id = p.id
  WHERE (SELECT max(i.position) FROM item i WHERE i.project_id = p.id) > coalesce(r.reached, -1)
    AND NOT EXISTS (SELECT FROM data_import d WHERE d.project_id = p.id AND d.state = 'running')
""")


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Items whose pictures were not looked at yet."""

    pictures: Mapping[int, Sequence[str]]
    """Item -> the blobs of its pictures."""
    upto: int
    """The position up to which there are no others."""
    more: bool


async def unprinted(t: Transaction, project: ProjectId) -> Unprinted:
    """The next items with pictures behind those that were looked at."""
    reached, end = (await t.execute(_REACHED, {"project": project})).one()
    last = min(end, reached + WINDOW)
    given = {"project": project, "after": reached, "last": last, "limit": AT_ONCE}
    rows: Sequence[Any] = (await t.execute(_NEXT, given)).all()
    upto = rows[-1][1] if len(rows) == AT_ONCE else last
    return Unprinted({item: [str(blob) for blob in blobs] for item, _, blobs in rows}, upto, upto < end)


async def keep(
    t: Transaction, organization: OrganizationId, project: ProjectId, prints: Mapping[int, Sequence[int]], upto: int
) -> None:
    """Keep the prints of items, and that all up to this position were looked at."""
    found = {item: own for item, own in prints.items() if own}
    if found:
        texts = [" ".join(map(str, own)) for own in found.values()]
        given = {"organization": organization, "project": project, "items": list(found), "prints": texts}
        await t.execute(_KEEP, given)
    await t.execute(_REACH, {"organization": organization, "project": project, "reached": upto})


async def behind(t: Transaction) -> Sequence[tuple[OrganizationId, ProjectId]]:
    """Projects with items that were not looked at, of all organizations."""
    return [(OrganizationId(organization), ProjectId(project)) for organization, project in await t.execute(_BEHIND)]

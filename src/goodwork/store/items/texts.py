"""The texts of a project's items as a search reads them: folded to lower case, some thirty short items to a row.

A search reads all of them from the first to the last; that is a tenth of a second for a million short texts, finds any
part of a word, and is exact. The worker lays them down behind the imports (``lay_down``); items behind the last row are
looked through one by one until then, so that nothing is ever missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.store.database import Transaction

AT_ONCE = 2000
"""Items of one transaction; no row holds more, so that a page finds its first row by position."""

_SIZE = 1800
"""Bytes of a row that holds short texts: PostgreSQL keeps rows of up to 2,000 bytes in one piece."""

# Both and what stands for them in texts: whoever looks for one of these four is answered from the payloads.
_MARKS = "\x1e\x1f\ufdd0\ufdd1"
# Lower case, and one small sigma: its capital can't tell where in a word it stands.
_FOLD = "translate(lower({}), chr(962), chr(963))"
TEXT = _FOLD.format("part ->> 'text'")
"""The text of a payload's ``part``, as a search reads it."""
NEEDLE = _FOLD.format(":contains")
"""What is looked for, in the same form."""

_FOLDED = f"translate({TEXT}, chr(30) || chr(31), chr(64976) || chr(64977))"

READY = """
  coalesce((SELECT s.first + s.items FROM item_text s WHERE s.project_id = :project ORDER BY s.first DESC LIMIT 1), 0)
"""
"""The first position that is not laid down yet."""

# An array, not a set, is taken apart: the planner knows that it has few entries.
HITS = """
  item_text b CROSS JOIN LATERAL unnest(string_to_array(b.texts, chr(30))) WITH ORDINALITY AS hit (text, n)
"""
HIT = f"""
  b.project_id = :project AND b.first >= CAST(:first AS integer) - {AT_ONCE} AND b.first < :last
  AND strpos(b.texts, {NEEDLE}) > 0
  AND strpos(hit.text, {NEEDLE}) > 0
"""
POSITION = "b.first + CAST(hit.n AS integer) - 1"

_WINDOW, _WIDER = 5_000, 8

_READY = text(f"-- name: item_text_ready\n SELECT {READY}")

_POSITIONS = text(f"""
  -- name: item_text_positions
  SELECT {POSITION} FROM {HITS} WHERE {HIT} AND {POSITION} >= :first AND {POSITION} < :last LIMIT :limit
""")
FEW = 10_000

# Whoever lays down is alone with the project (22840 names this lock), so rows follow each other without overlapping.
_STAND = text(f"""
  -- name: item_text_stand
  WITH alone AS MATERIALIZED (SELECT pg_advisory_xact_lock(22840, :project))
  SELECT {READY} AS ready, (SELECT max(position) FROM item WHERE project_id = :project) AS newest FROM alone
""")

# Where the last row has room, it is written again with what has come.
_REOPEN = text(f"""
  -- name: item_text_reopen
  DELETE FROM item_text WHERE project_id = :project AND octet_length(texts) < {_SIZE} / 2
    AND first = (SELECT max(first) FROM item_text WHERE project_id = :project)
""")

# The numbers stand in the statement: a plan that is to fit any of them reads the whole project for each portion.
_LAY_DOWN = text(f"""
  -- name: item_text_lay_down
  WITH folded AS (
    SELECT i.organization_id, i.position, (
      SELECT coalesce(string_agg({_FOLDED}, chr(31) ORDER BY n), '')
      FROM jsonb_array_elements(w.payload -> 'parts') WITH ORDINALITY AS parts (part, n)) AS texts
    FROM item i JOIN item_payload w ON w.item_id = i.id
    WHERE i.project_id = :project AND i.position >= {READY} ORDER BY i.position LIMIT {AT_ONCE}
  ), sorted AS (
    SELECT *, position - row_number() OVER ordered AS run, sum(octet_length(texts) + 1) OVER ordered / {_SIZE} AS nth
    FROM folded WINDOW ordered AS (ORDER BY position)
  )
  INSERT INTO item_text (organization_id, project_id, first, items, texts)
  SELECT organization_id, :project, min(position), count(*), string_agg(texts, chr(30) ORDER BY position)
  FROM sorted GROUP BY organization_id, run, nth
""")

# An import that runs is left alone: its own end asks.
_BEHIND = text("""
  -- name: item_text_behind
  SELECT p.organization_id, p.id FROM project p
  WHERE (SELECT max(i.position) FROM item i WHERE i.project_id = p.id) >=
      coalesce((SELECT s.first + s.items FROM item_text s WHERE s.project_id = p.id ORDER BY s.first DESC LIMIT 1), 0)
    AND NOT EXISTS (SELECT FROM data_import d WHERE d.project_id = p.id AND d.state = 'running')
""")


def are_laid_down(needle: str) -> bool:
    """Whether the rows can be asked for this; if not, the payloads are."""
    return bool(needle) and not any(mark in needle for mark in _MARKS)


def windows(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Ranges of positions from first to last, each much wider than the one before.

    What is common is found in the first of them, and what is rare in few; and that holds whatever the planner thinks
    of a table that has just been filled.
    """
    width = _WINDOW
    while first < last:
        yield first, min(first + width, last)
        first, width = first + width, width * _WIDER


async def ready(t: Transaction, project: int) -> int:
    """The first position of a project that is not laid down yet."""
    return (await t.execute(_READY, {"project": project})).scalar_one()


async def positions(t: Transaction, project: int, ready: int, needle: str) -> list[int] | None:
    """The positions before ``ready`` of the items that contain this; None when they are many."""
    found: list[int] = []
    for first, last in windows(0, ready):
        given = {"project": project, "contains": needle, "first": first, "last": last, "limit": FEW + 1}
        found += (await t.execute(_POSITIONS, given)).scalars()
        if len(found) > FEW:
            return None
    return found


async def lay_down(t: Transaction, project: ProjectId) -> bool:
    """Lay down some more of a project's texts; False when all are."""
    stand = (await t.execute(_STAND, {"project": project})).one()
    if stand.newest is None or stand.newest < stand.ready:
        return False
    await t.execute(_REOPEN, {"project": project})
    made = await t.execute(_LAY_DOWN, {"project": project})
    return made.rowcount > 0


async def behind(t: Transaction) -> Sequence[tuple[OrganizationId, ProjectId]]:
    """Projects with items that are not laid down, of all organizations."""
    return [(OrganizationId(organization), ProjectId(project)) for organization, project in await t.execute(_BEHIND)]

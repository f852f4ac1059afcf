"""Decided cases, and the words by which those are found that are like an item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from goodwork.model.guideline import Case, CaseSource, Viewer
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.store.database import Transaction
from goodwork.store.guideline.known import ASKED_STILL, GOLD_ASKED, KNOWN
from goodwork.store.items.payloads import GLIMPSE

LOOKED_AT = 200
"""Cases of one word that are looked at: what more have it says little of any."""
PICTURED = 2_000
"""Cases about items whose pictures are compared: the newest."""
APART = 10
"""Of 64 bits, those in which two pictures that are alike may differ."""
SEARCHED = 5_000
"""Cases that one search reads."""

# Gold that is still asked stays out of sight for everybody who answers, whoever has seen it.
_SEEN = f"({KNOWN.format(x='k')} AND (:reviews OR NOT {GOLD_ASKED.format(x='k')}))"

_COLUMNS = f"""
  k.id, k.project_id, k.item_id, CASE WHEN w.item_id IS NOT NULL THEN {GLIMPSE} END,
  k.rule, k.asked, k.answer, k.why, k.source, p.name, k.at::date,
  {ASKED_STILL.format(x="k")}
"""
_CASE = f"""
  SELECT {_COLUMNS} FROM decided_case k JOIN person p ON p.id = k.person_id
  LEFT JOIN item_payload w ON w.item_id = k.item_id
"""

_ONE = text(f"-- name: case_one\n {_CASE} WHERE k.id = :case AND {_SEEN}")
_OF_SOURCE = text(f"-- name: case_of_source\n {_CASE} WHERE k.source = :source AND k.source_id = :id")
_PAGE = text(f"""
  -- name: case_page
  {_CASE} WHERE k.project_id = :project AND k.id < :before AND {_SEEN} ORDER BY k.id DESC LIMIT :limit
""")
_SEARCH = text(f"""
  -- name: case_search
  {_CASE} JOIN (
    SELECT id FROM decided_case WHERE project_id = :project AND id < :before ORDER BY id DESC LIMIT {SEARCHED}) n
    ON n.id = k.id
  WHERE strpos(lower(concat_ws(' ', k.rule, k.asked, k.answer, k.why, k.item_words)), lower(:words)) > 0 AND {_SEEN}
  ORDER BY k.id DESC LIMIT :limit
""")
# A word that few cases have says more than one that many have. Each word looks at few rows, whatever the project holds.
_ALIKE = text(f"""
  -- name: case_alike
  WITH hit AS (
    SELECT f.case_id, 1 / sqrt(count(*) OVER (PARTITION BY f.term)) AS worth
    FROM unnest(CAST(:terms AS integer[])) AS a (term) CROSS JOIN LATERAL (
      SELECT n.term, n.case_id FROM case_term n WHERE n.project_id = :project AND n.term = a.term
      ORDER BY n.case_id DESC LIMIT {LOOKED_AT}) f
  ), best AS (
    SELECT case_id, sum(worth) AS score, count(*) AS shared FROM hit GROUP BY case_id
    HAVING count(*) >= :fewest ORDER BY score DESC, case_id DESC LIMIT 50
  )
  {_CASE} JOIN best ON best.case_id = k.id
  WHERE k.item_id IS DISTINCT FROM :item AND {_SEEN} ORDER BY best.score DESC, k.id DESC LIMIT :limit
""")
# By the bits in which what is seen of the pictures differs: the newest cases of pictures, each compared.
_PICTURED = text(f"""
  -- name: case_pictured
  WITH mine AS (
    SELECT unnest(prints) AS print FROM picture_print WHERE item_id = :item
  ), newest AS (
    SELECT n.id, n.item_id FROM decided_case n WHERE n.project_id = :project AND n.item_id IS NOT NULL
    ORDER BY n.id DESC LIMIT {PICTURED}
  ), near AS (
    SELECT n.id, min(bit_count(CAST(o.print # m.print AS bit(64)))) AS apart
    FROM mine m CROSS JOIN newest n JOIN picture_print r ON r.item_id = n.item_id
    CROSS JOIN LATERAL unnest(r.prints) AS o (print)
    GROUP BY n.id HAVING min(bit_count(CAST(o.print # m.print AS bit(64)))) <= {APART}
    ORDER BY apart, n.id DESC LIMIT 50
  )
  {_CASE} JOIN near ON near.id = k.id
  WHERE k.item_id <> :item AND {_SEEN} ORDER BY near.apart, k.id DESC LIMIT :limit
""")
_ADD = text("""
  -- name: case_add
  INSERT INTO decided_case (organization_id, project_id, item_id, rule, asked, answer, why, item_words, source,
    source_id, person_id)
  VALUES (:organization, :project, :item, :rule, :asked, :answer, :why, :words, :source, :id, :person)
  ON CONFLICT (source, source_id) DO NOTHING RETURNING id
""")
_ADD_TERMS = text("""
  -- name: case_add_terms
  INSERT INTO case_term (organization_id, project_id, term, case_id)
  SELECT :organization, :project, term, :case FROM unnest(CAST(:terms AS integer[])) term ON CONFLICT DO NOTHING
""")
_FORGET = text("-- name: case_forget\n DELETE FROM decided_case WHERE item_id = :item AND source = :source")
_FIND = text("-- name: case_find\n SELECT project_id FROM decided_case WHERE id = :case")
_REMOVE = text("-- name: case_remove\n DELETE FROM decided_case WHERE id = :case")


def _of(viewer: Viewer) -> dict[str, Any]:
    return {"person": viewer.person_id, "reviews": viewer.reviews}


async def one(t: Transaction, viewer: Viewer, case: int) -> Case | None:
    """A case that the viewer may know."""
    row = (await t.execute(_ONE, {**_of(viewer), "case": case})).first()
    return None if row is None else _read(row)


async def of_source(t: Transaction, source: CaseSource, identity: int) -> Case | None:
    """The case that was made of a thread, of gold or of a review."""
    row = (await t.execute(_OF_SOURCE, {"source": source.value, "id": identity})).first()
    return None if row is None else _read(row)


async def page(t: Transaction, viewer: Viewer, project: ProjectId, words: str, before: int, limit: int) -> list[Case]:
    """The cases that the viewer may know, newest first, before an id; with ``words`` those that contain them."""
    values = {**_of(viewer), "project": project, "before": before, "limit": limit}
    if words:
        return [_read(row) for row in await t.execute(_SEARCH, {**values, "words": words})]
    return [_read(row) for row in await t.execute(_PAGE, values)]


async def alike(
    t: Transaction, viewer: Viewer, project: ProjectId, item: int, terms: Sequence[int], fewest: int, limit: int
) -> list[Case]:
    """The cases most like an item, by the terms they share (``fewest`` at least); none about the item itself."""
    values = {
        **_of(viewer), "project": project, "item": item, "terms": list(terms), "fewest": fewest, "limit": limit,
    }  # fmt: skip
    return [_read(row) for row in await t.execute(_ALIKE, values)]


async def pictured(t: Transaction, viewer: Viewer, project: ProjectId, item: int, limit: int) -> list[Case]:
    """The cases whose pictures look most like the item's; none where it has no picture, or it was not looked at yet."""
    values = {**_of(viewer), "project": project, "item": item, "limit": limit}
    return [_read(row) for row in await t.execute(_PICTURED, values)]


async def add(
    t: Transaction,
    actor: Actor,
    project: ProjectId,
    *,
    item: int | None,
    rule: str,
    asked: str,
    answer: str,
    why: str,
    item_words: str,
    source: CaseSource,
    source_id: int,
    terms: Sequence[int],
) -> bool:
    """Keep a case with the terms that it is found by; False when there is one of this source."""
    values = {
        "organization": actor.organization_id, "project": project, "item": item, "rule": rule, "asked": asked,
        "answer": answer, "why": why, "words": item_words, "source": source.value, "id": source_id,
        "person": actor.person_id,
    }  # fmt: skip
    made = (await t.execute(_ADD, values)).scalar()
    if made is None:
        return False
    found = {"organization": actor.organization_id, "project": project, "case": made, "terms": list(terms)}
    await t.execute(_ADD_TERMS, found)
    return True


async def project_of(t: Transaction, case: int) -> int | None:
    """The project of a case."""
    return (await t.execute(_FIND, {"case": case})).scalar()


async def remove(t: Transaction, case: int) -> None:
    """Take a case back."""
    await t.execute(_REMOVE, {"case": case})


async def forget(t: Transaction, source: CaseSource, item: int) -> None:
    """Take back the case that was made of an item's gold or review: another one holds now, or none."""
    await t.execute(_FORGET, {"item": item, "source": source.value})


def _read(row: Row[Any]) -> Case:
    fields = list(row)
    fields[8] = CaseSource(fields[8])
    return Case(*fields)

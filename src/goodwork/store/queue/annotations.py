"""Annotations: append-only; the newest revision of a person's answers counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.store.database import Transaction
from goodwork.store.items.payloads import GLIMPSE

EARLIER = "EXISTS (SELECT FROM asked_again g WHERE g.item_id = {a}.item_id AND g.upto >= {a}.id)"
"""Whether the answers of row ``{a}`` are of an earlier guideline than the one by which the item is asked again."""

_COLUMNS = (
    "a.id, a.project_id, a.item_id, a.person_id, a.claim_id, a.revision, a.form_version, a.answers, a.answers_blob,"
    f" a.surplus, a.prediction_id, a.submitted_at, a.bulk_id, {EARLIER.format(a='a')}"
)
_NEWEST = """NOT EXISTS (SELECT FROM annotation n WHERE n.item_id = a.item_id AND n.person_id = a.person_id
                                AND n.revision > a.revision)"""

_GET = text(f"""
  -- name: annotation_get
  SELECT {_COLUMNS} FROM annotation a WHERE a.id = :id AND a.person_id = :person
""")

_OF_ITEM_AND_PERSON = text(f"""
  -- name: annotation_of_item_and_person
  SELECT {_COLUMNS} FROM annotation a
  WHERE a.item_id = :item AND a.person_id = :person ORDER BY a.revision DESC LIMIT 1
""")

_TOLD = text(f"""
  -- name: annotation_told
  SELECT {_COLUMNS} FROM annotation a
  WHERE a.item_id = :item AND a.person_id = :person
    AND a.submitted_at <= coalesce(CAST(:at AS timestamptz), clock_timestamp())
  ORDER BY a.revision DESC LIMIT 1
""")

_OF_ITEMS = text(f"""
  -- name: annotation_of_items
  SELECT DISTINCT ON (a.item_id, a.person_id) {_COLUMNS}
  FROM annotation a WHERE a.item_id = ANY(:items) ORDER BY a.item_id, a.person_id, a.revision DESC
""")

# Narrow, and as text: who weighs many answers takes of each only what it says.
_GIVEN = text(f"""
  -- name: annotation_given
  SELECT DISTINCT ON (a.item_id, a.person_id) a.item_id, a.person_id, a.form_version, CAST(a.answers AS text),
    a.answers_blob, a.prediction_id, a.bulk_id IS NOT NULL
  FROM annotation a WHERE a.item_id = ANY(:items) AND NOT {EARLIER.format(a="a")}
  ORDER BY a.item_id, a.person_id, a.revision DESC
""")

_HISTORY = text(f"""
  -- name: annotation_history
  SELECT {_COLUMNS}, {GLIMPSE} FROM annotation a JOIN item_payload w ON w.item_id = a.item_id
  WHERE a.person_id = :person AND a.project_id = :project AND a.id < :before AND {_NEWEST}
  ORDER BY a.id DESC LIMIT :limit
""")

_REVISE = text(f"""
  -- name: annotation_revise
  INSERT INTO annotation AS a (organization_id, project_id, item_id, person_id, claim_id, revision, form_version,
    answers, answers_blob, surplus)
  SELECT organization_id, project_id, item_id, person_id, claim_id, revision + 1, :form_version, :answers, :blob,
    surplus
  FROM annotation WHERE id = :id
  RETURNING {_COLUMNS}
""")

_MARK = text("""
  -- name: mark_to_appraise
  SELECT mark_to_appraise(:organization, :project, :item)
""")


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """One revision of a person's answers to an item. ``answers`` is None when they are in a blob."""

    id: int
    project_id: int
    item_id: int
    person_id: int
    claim_id: int
    revision: int
    form_version: int
    answers: Mapping[str, Any] | None
    answers_blob: str | None
    surplus: bool
    prediction_id: int | None
    submitted_at: datetime
    bulk_id: int | None
    """The batch that it came with."""
    earlier: bool
    """Of an earlier guideline than the one by which its item is asked again: it is kept and credited, and no
    evidence of anything."""


async def of_id(t: Transaction, person: int, annotation: int) -> AnnotationRow | None:
    """A person's own annotation."""
    row = (await t.execute(_GET, {"id": annotation, "person": person})).first()
    return None if row is None else AnnotationRow(*row)


async def newest(t: Transaction, person: PersonId, item: int) -> AnnotationRow | None:
    """The newest revision of a person's answers to an item."""
    row = (await t.execute(_OF_ITEM_AND_PERSON, {"item": item, "person": person})).first()
    return None if row is None else AnnotationRow(*row)


async def told(t: Transaction, person: PersonId, item: int, at: datetime | None) -> AnnotationRow | None:
    """The revision of a person's answers to an item that stood at a time; None: now."""
    row = (await t.execute(_TOLD, {"item": item, "person": person, "at": at})).first()
    return None if row is None else AnnotationRow(*row)


async def of_items(t: Transaction, items: Sequence[int]) -> list[AnnotationRow]:
    """The newest revision of everybody's answers to these items, by item and person."""
    return [AnnotationRow(*row) for row in await t.execute(_OF_ITEMS, {"items": list(items)})]


async def given(
    t: Transaction, items: Sequence[int]
) -> Sequence[tuple[int, int, int, str | None, str | None, int | None, bool]]:
    """The same without those of an earlier guideline: item, person, version of the form, answers as JSON text or the
    name of their blob, the prediction that they were accepted from, and whether they came in bulk."""
    return (await t.execute(_GIVEN, {"items": list(items)})).tuples().all()


async def history(
    t: Transaction, person: PersonId, project: int, before: int, limit: int
) -> list[tuple[AnnotationRow, Mapping[str, Any]]]:
    """A person's annotations in a project, newest first, with the items' payloads."""
    values = {"person": person, "project": project, "before": before, "limit": limit}
    rows = await t.execute(_HISTORY, values)
    return [(AnnotationRow(*row[:-1]), row[-1]) for row in rows]


async def revise(
    t: Transaction, annotation: int, form_version: int, answers: Mapping[str, Any] | None, blob: str | None
) -> AnnotationRow:
    """Append a revision after this one, which is the newest and whose item is locked."""
    values = {
        "id": annotation, "form_version": form_version, "blob": blob,
        "answers": None if answers is None else Jsonb(answers),
    }  # fmt: skip
    return AnnotationRow(*(await t.execute(_REVISE, values)).one())


async def mark_to_appraise(t: Transaction, organization: OrganizationId, project: int, item: int) -> None:
    """Have a locked item appraised again, and the worker woken."""
    await t.execute(_MARK, {"organization": organization, "project": project, "item": item})

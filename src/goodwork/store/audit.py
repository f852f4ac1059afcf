"""The audit log: every change, by whom and when. Rows are never changed, and never hold a secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import AnyActor, System
from goodwork.store.database import Transaction

_RECORD = text("""
  -- name: audit_record
  INSERT INTO audit (organization_id, person_id, action, subject, subject_id, detail)
  VALUES (:organization, :person, :action, :subject, :subject_id, :detail)
""")

_LIST = text("""
  -- name: audit_list
  SELECT a.id, a.at::date, p.name AS person, a.action, a.subject, a.subject_id, a.detail,
    CASE a.subject
      WHEN 'project' THEN (SELECT s.name FROM project s WHERE s.id = a.subject_id)
      WHEN 'person' THEN (SELECT s.name FROM person s WHERE s.id = a.subject_id)
      WHEN 'team' THEN (SELECT s.name FROM team s WHERE s.id = a.subject_id)
      WHEN 'import' THEN (SELECT s.name FROM data_import s WHERE s.id = a.subject_id)
      WHEN 'item' THEN (SELECT s.external_id FROM item_payload s WHERE s.item_id = a.subject_id)
      WHEN 'version' THEN (SELECT s.name || ', version ' || v.number FROM dataset_version v
                           JOIN project s ON s.id = v.project_id WHERE v.id = a.subject_id)
      WHEN 'qualification' THEN (SELECT s.name FROM qualification s WHERE s.id = a.subject_id)
      ELSE NULL END AS about
  FROM audit a LEFT JOIN person p ON p.id = a.person_id
  WHERE a.organization_id = :organization AND a.id < :before
  ORDER BY a.id DESC LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change."""

    id: int
    on: date
    person: str | None
    """Who; None: goodwork itself."""
    action: str
    subject: str
    subject_id: int | None
    detail: dict[str, Any]
    about: str | None
    """What the subject is called now; None: it has no name, or is gone."""


async def record(
    t: Transaction,
    actor: AnyActor,
    action: str,
    subject: str,
    subject_id: int | None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down a change, in the transaction that makes it.

    ``action`` is a word like ``person.changed``; ``detail`` says what was before and after, as JSON values.
    """
    assert not isinstance(actor, System), "a change belongs to an organization"
    person = getattr(actor, "person_id", None)
    await record_as(t, actor.organization_id, person, action, subject, subject_id, detail)


async def record_as(
    t: Transaction,
    organization: OrganizationId,
    person: PersonId | None,
    action: str,
    subject: str,
    subject_id: int | None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """The same for goodwork's own transactions (sign-up, joining), where nobody is signed in yet."""
    given = {
        "organization": organization, "person": person, "action": action, "subject": subject,
        "subject_id": subject_id, "detail": Jsonb(dict(detail or {})),
    }  # fmt: skip
    await t.execute(_RECORD, given)


async def entries(t: Transaction, organization: OrganizationId, before: int, limit: int) -> list[AuditEntry]:
    """The newest changes before an id."""
    rows = await t.execute(_LIST, {"organization": organization, "before": before, "limit": limit})
    return [AuditEntry(*row) for row in rows]

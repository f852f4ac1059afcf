"""What organizations use in a month, in the database: counts and bytes of an organization, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from goodwork.model.ids import OrganizationId
from goodwork.store.database import Transaction

# A month of answers is found by the blocks they lie in (annotation_submitted). A month that was measured after its end
# stays as it is: what was billed does not change.
_MEASURE = text("""
  -- name: metering_measure
  INSERT INTO metered_month AS m (organization_id, month, answers, items, bytes)
  SELECT o.id, CAST(:month AS date), coalesce(a.n, 0), coalesce(i.n, 0), coalesce(s.bytes, 0)
  FROM organization o
  LEFT JOIN (SELECT organization_id, count(*) AS n FROM annotation
             WHERE submitted_at >= :begin AND submitted_at < :end AND import_id IS NULL GROUP BY 1) a
    ON a.organization_id = o.id
  LEFT JOIN (SELECT organization_id, sum(added) AS n FROM data_import
             WHERE created_at >= :begin AND created_at < :end GROUP BY 1) i ON i.organization_id = o.id
  LEFT JOIN (SELECT organization_id, sum(CASE WHEN undone_at IS NULL THEN kept_bytes
               ELSE kept_bytes * stayed / greatest(added, 1) END) AS bytes
             FROM data_import WHERE created_at < :end GROUP BY 1) s ON s.organization_id = o.id
  WHERE o.created_at < :end
  ON CONFLICT (organization_id, month) DO UPDATE
    SET answers = excluded.answers, items = excluded.items, bytes = excluded.bytes, measured_at = now()
    WHERE m.measured_at < :end
""")

_MONTH = text("""
  -- name: metering_month
  SELECT o.id, o.name, m.month, m.answers, m.items, m.bytes, m.measured_at
  FROM metered_month m JOIN organization o ON o.id = m.organization_id
  WHERE m.month = :month AND o.id > :after ORDER BY o.id LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class Metered:
    """What one organization used in one month (UTC)."""

    organization_id: OrganizationId
    organization: str
    month: date
    answers: int
    """Submitted here, corrections among them; none that was imported."""
    items: int
    """Added."""
    bytes: int
    """Of its items with their pictures, when it was measured."""
    measured_at: datetime


async def measure(t: Transaction, month: date, begin: datetime, end: datetime) -> None:
    """Measure a month from ``begin`` until before ``end`` for every organization."""
    await t.execute(_MEASURE, {"month": month, "begin": begin, "end": end})


async def of_month(t: Transaction, month: date, after: int, limit: int) -> list[Metered]:
    """What was measured of a month, by organization, after an id."""
    rows = await t.execute(_MONTH, {"month": month, "after": after, "limit": limit})
    return [Metered(OrganizationId(row[0]), *row[1:]) for row in rows]

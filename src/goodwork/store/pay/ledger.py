"""The ledger in the database. Rows of it are never changed: a correction is a row of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.pay import Owed, PayKind, PayLine, Pending
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_LINES = statement("""
  -- name: pay_lines
  SELECT g.id, g.at, g.kind, e.currency, e.amount, g.project_id, j.name,
    coalesce(y.external_id, a.item_id::text), h.minutes, coalesce(h.day, s.month), g.reason, m.name, o.month,
    g.kind = PayKind.CORRECTION AND g.made_by = g.person_id
  FROM pay_posting g JOIN pay_entry e ON e.posting_id = g.id AND e.account = 0
  LEFT JOIN project j ON j.id = g.project_id
  LEFT JOIN annotation a ON a.id = g.annotation_id
  LEFT JOIN item_payload y ON y.item_id = a.item_id
  LEFT JOIN person m ON m.id = g.made_by
  LEFT JOIN pay_hours h ON h.id = g.source_id AND g.kind = PayKind.HOURS
  LEFT JOIN pay_statement s ON s.id = g.source_id AND g.kind = PayKind.STATEMENT
  LEFT JOIN pay_statement_line n ON n.posting_id = g.id
  LEFT JOIN pay_statement o ON o.id = n.statement_id
  WHERE g.person_id = :person AND g.id < :before ORDER BY g.id DESC LIMIT :limit
""")
_PENDING = statement("""
  -- name: pay_pending
  SELECT w.annotation_id, w.project_id, j.name, w.item_id, coalesce(y.external_id, w.item_id::text), r.currency,
    r.amount, w.review_id IS NOT NULL, coalesce(v.reason, ''),
    j.state = ProjectState.ARCHIVED
  FROM pay_pending w JOIN project j ON j.id = w.project_id JOIN pay_rate r ON r.id = w.rate_id
  LEFT JOIN item_payload y ON y.item_id = w.item_id LEFT JOIN review v ON v.id = w.review_id
  WHERE w.person_id = :person AND w.annotation_id < :before ORDER BY w.annotation_id DESC LIMIT :limit
""")
_OWED = """
  SELECT b.person_id, p.name, p.pseudonym, b.currency, b.amount, b.postings
  FROM pay_balance b JOIN person p ON p.id = b.person_id
"""
_OWED_TO = text(f"""
  -- name: pay_owed_to
  {_OWED} WHERE b.person_id = :person ORDER BY b.currency
""")
_OWED_TO_ALL = text(f"""
  -- name: pay_owed_to_all
  {_OWED} WHERE b.organization_id = :organization AND (b.person_id, b.currency) > (:after, :currency)
  ORDER BY b.person_id, b.currency LIMIT :limit
""")
_POST = text("""
  -- name: pay_post
  SELECT pay_post(:organization, :person, :kind, :project, NULL, :source, :rate, :currency, :amount, :reason, :by)
""")
_ACCEPT = text("""
  -- name: pay_accept
  SELECT pay_accept(:organization, CAST(:items AS bigint[]))
""")
_JUDGE = text("""
  -- name: pay_judge
  UPDATE pay_pending SET review_id = CASE WHEN person_id = ANY(CAST(:otherwise AS integer[]))
    THEN (SELECT max(id) FROM review WHERE item_id = :item) END
  WHERE item_id = :item
""")


async def lines(t: Transaction, person: PersonId, before: int, limit: int) -> list[PayLine]:
    """What was posted to a person, the newest before an id."""
    rows = await t.execute(_LINES, {"person": person, "before": before, "limit": limit})
    return [PayLine(row[0], row[1], PayKind(row[2]), *row[3:]) for row in rows]


async def pending(t: Transaction, person: PersonId, before: int, limit: int) -> list[Pending]:
    """A person's answers that are paid when they are accepted, the newest before one."""
    return [Pending(*row) for row in await t.execute(_PENDING, {"person": person, "before": before, "limit": limit})]


async def owed_to(t: Transaction, person: PersonId) -> list[Owed]:
    """What is owed to a person, by currency."""
    return [Owed(*row) for row in await t.execute(_OWED_TO, {"person": person})]


async def owed(t: Transaction, organization: OrganizationId, after: tuple[str, int], limit: int) -> list[Owed]:
    """What is owed to the people of an organization, after a currency and a person."""
    values = {"organization": organization, "currency": after[0], "after": after[1], "limit": limit}
    return [Owed(*row) for row in await t.execute(_OWED_TO_ALL, values)]


async def accept(t: Transaction, organization: OrganizationId, items: Sequence[int]) -> None:
    """Pay the answers to these settled items that waited for it."""
    await t.execute(_ACCEPT, {"organization": organization, "items": list(items)})


async def judge(t: Transaction, item: int, otherwise: Sequence[int]) -> None:
    """By the newest review of an item these people answered otherwise: theirs are not accepted by it, all others are.

    What was posted before stays.
    """
    await t.execute(_JUDGE, {"item": item, "otherwise": list(otherwise)})


async def correct(
    t: Transaction,
    organization: OrganizationId,
    person: PersonId,
    currency: str,
    amount: int,
    reason: str,
    by: PersonId,
) -> int:
    """Post a correction; returns its number."""
    made = await _post(t, organization, person, PayKind.CORRECTION, currency, amount, reason=reason, by=by)
    assert made is not None, "a correction is never of 0"
    return made


async def pay_hours(
    t: Transaction,
    organization: OrganizationId,
    person: PersonId,
    project: ProjectId,
    hours: int,
    rate: int,
    currency: str,
    amount: int,
    by: PersonId,
) -> None:
    """Post hours that a named lead has confirmed; the same hours are posted once."""
    await _post(
        t, organization, person, PayKind.HOURS, currency, amount, project=project, source=hours, rate=rate, by=by
    )


async def pay_assessment(
    t: Transaction, organization: OrganizationId, person: PersonId, attempt: int, currency: str, amount: int
) -> None:
    """Post what an assessment is paid, in the transaction that takes its last answer.

    ``attempt`` is its number: the same attempt is posted once, and a second posting of it fails the transaction.
    """
    await _post(t, organization, person, PayKind.ASSESSMENT, currency, amount, source=attempt)


async def _post(
    t: Transaction,
    organization: OrganizationId,
    person: PersonId,
    kind: PayKind,
    currency: str,
    amount: int,
    *,
    project: ProjectId | None = None,
    source: int | None = None,
    rate: int | None = None,
    reason: str = "",
    by: PersonId | None = None,
) -> int | None:
    values = {
        "organization": organization, "person": person, "kind": kind.value, "project": project, "source": source,
        "rate": rate, "currency": currency, "amount": amount, "reason": reason, "by": by,
    }  # fmt: skip
    return (await t.execute(_POST, values)).scalar()

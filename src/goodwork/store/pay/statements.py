"""Statements in the database: what a person is to be paid for a month in a currency. They are never changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.pay import Statement
from goodwork.store.database import Transaction
from goodwork.store.words import named

# Who has something open, in the order of people, and what was closed of it.
_CLOSE = text("""
  -- name: statements_close
  SELECT b.person_id, b.currency, pay_close(:organization, b.person_id, b.currency, CAST(:month AS date), :by)
  FROM (SELECT person_id, currency FROM pay_balance
        WHERE organization_id = :organization AND (person_id, currency) > (:after, :currency) AND postings > 0
        ORDER BY person_id, currency LIMIT :limit) b
""")
_SELECT = named("""
  SELECT s.id, s.month, s.person_id, p.name, p.pseudonym, s.currency, s.amount, s.lines,
    (SELECT count(*) FROM pay_posting g JOIN pay_statement_line n ON n.posting_id = g.id AND n.statement_id = s.id
     WHERE g.person_id = s.person_id AND g.made_by = g.person_id AND g.kind = PayKind.CORRECTION),
    s.closed_on, c.name,
    CASE WHEN d.statement_id IS NULL THEN NULL WHEN d.delivered_on IS NOT NULL THEN 'delivered'
         WHEN d.next_at IS NULL THEN 'failed' ELSE 'waiting' END, d.problem
  FROM pay_statement s JOIN person p ON p.id = s.person_id JOIN person c ON c.id = s.closed_by
  LEFT JOIN pay_delivery d ON d.statement_id = s.id
""")
_OF_MONTH = text(f"""
  -- name: statements_of_month
  {_SELECT} WHERE s.organization_id = :organization AND s.month = :month AND s.id > :after ORDER BY s.id LIMIT :limit
""")
_OF_PERSON = text(f"""
  -- name: statements_of_person
  {_SELECT} WHERE s.person_id = :person AND s.id < :before ORDER BY s.id DESC LIMIT :limit
""")
_ONE = text(f"""
  -- name: statements_one
  {_SELECT} WHERE s.id = :statement
""")


async def close(
    t: Transaction, organization: OrganizationId, month: date, by: PersonId, after: tuple[int, str], limit: int
) -> tuple[list[int], tuple[int, str] | None]:
    """Close what is open for these people after one and a currency: the statements, and after whom to go on."""
    values = {
        "organization": organization, "month": month, "by": by, "after": after[0], "currency": after[1],
        "limit": limit,
    }  # fmt: skip
    rows = list(await t.execute(_CLOSE, values))
    following = (rows[-1][0], rows[-1][1]) if len(rows) == limit else None
    return [row[2] for row in rows if row[2] is not None], following


async def of_month(
    t: Transaction, organization: OrganizationId, month: date, after: int, limit: int
) -> list[Statement]:
    """The statements of an organization for a month, after one."""
    values = {"organization": organization, "month": month, "after": after, "limit": limit}
    return [Statement(*row) for row in await t.execute(_OF_MONTH, values)]


async def of_person(t: Transaction, person: PersonId, before: int, limit: int) -> list[Statement]:
    """A person's own, the newest before one."""
    return [
        Statement(*row) for row in await t.execute(_OF_PERSON, {"person": person, "before": before, "limit": limit})
    ]


async def one(t: Transaction, statement: int) -> Statement | None:
    """One statement."""
    row = (await t.execute(_ONE, {"statement": statement})).first()
    return None if row is None else Statement(*row)

"""The ledger in the database. Rows of it are never changed: a correction is a row of its own."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.pay import Owed, PayLine, Rate
from goodwork.store.database import Transaction

_RATES = text("""
  -- name: pay_rates
  SELECT r.currency, r.amount, r.since, p.name FROM pay_rate r JOIN person p ON p.id = r.set_by
  WHERE r.project_id = :project ORDER BY r.since DESC, r.id DESC LIMIT :most
""")
_SET_RATE = text("""
  -- name: pay_set_rate
  INSERT INTO pay_rate (organization_id, project_id, currency, amount, since, set_by)
  VALUES (:organization, :project, :currency, :amount, clock_timestamp(), :by)
""")
_LINES = text("""
  -- name: pay_lines
  SELECT g.id, g.at, e.currency, e.amount, g.project_id, j.name, coalesce(y.external_id, a.item_id::text), g.reason,
    m.name
  FROM pay_posting g JOIN pay_entry e ON e.posting_id = g.id AND e.account = 0
  LEFT JOIN project j ON j.id = g.project_id
  LEFT JOIN annotation a ON a.id = g.annotation_id
  LEFT JOIN item_payload y ON y.item_id = a.item_id
  LEFT JOIN person m ON m.id = g.made_by
  WHERE g.person_id = :person AND g.id < :before ORDER BY g.id DESC LIMIT :limit
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
_CORRECT = text("""
  -- name: pay_correct
  SELECT pay_post(:organization, :person, NULL, NULL, NULL, :currency, :amount, :reason, :by)
""")


async def rates(t: Transaction, project: ProjectId, most: int) -> list[Rate]:
    """The newest rates of a project; the first is the one that holds."""
    return [Rate(*row) for row in await t.execute(_RATES, {"project": project, "most": most})]


async def set_rate(
    t: Transaction, organization: OrganizationId, project: ProjectId, currency: str, amount: int, by: PersonId
) -> None:
    """A new rate, for claims from now on."""
    await t.execute(
        _SET_RATE,
        {"organization": organization, "project": project, "currency": currency, "amount": amount, "by": by},
    )


async def lines(t: Transaction, person: PersonId, before: int, limit: int) -> list[PayLine]:
    """What was posted to a person, the newest before an id."""
    return [PayLine(*row) for row in await t.execute(_LINES, {"person": person, "before": before, "limit": limit})]


async def owed_to(t: Transaction, person: PersonId) -> list[Owed]:
    """What is owed to a person, by currency."""
    return [Owed(*row) for row in await t.execute(_OWED_TO, {"person": person})]


async def owed(t: Transaction, organization: OrganizationId, after: tuple[str, int], limit: int) -> list[Owed]:
    """What is owed to the people of an organization, after a currency and a person."""
    values = {"organization": organization, "currency": after[0], "after": after[1], "limit": limit}
    return [Owed(*row) for row in await t.execute(_OWED_TO_ALL, values)]


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
    values = {
        "organization": organization, "person": person, "currency": currency, "amount": amount, "reason": reason,
        "by": by,
    }  # fmt: skip
    return (await t.execute(_CORRECT, values)).scalar_one()

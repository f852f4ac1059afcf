"""Public pages in the database."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy import text

from goodwork.model.applications import FoundPage, PaidRange, PublicPage, PublicPay
from goodwork.model.assessments import Terms
from goodwork.model.ids import OrganizationId
from goodwork.model.people import Actor
from goodwork.store.applications.applications import OPEN
from goodwork.store.assessments.assessments import TERMS
from goodwork.store.database import Transaction
from goodwork.store.words import statement

MOST_RATES = 200
"""The newest projects whose rates the page tells."""

_COLUMNS = (
    "w.shown, w.work, w.used_by, w.asked, w.pay, w.pay_currency, w.pay_low, w.pay_high, w.assessment_id, w.admits, "
    "w.most_open, w.paid_a_month"
)
"""The columns of `model.applications.PublicPage`, of a page ``w``."""

# Not of now(), which is when the transaction began: whoever waited here over the end of a month counts in the next one,
# and never in the last one again.
MONTH = "date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date"
PAID_LEFT = f"greatest(0, w.paid_a_month - CASE WHEN w.paid_month = {MONTH} THEN w.paid_begun ELSE 0 END)"
"""Paid attempts that applicants may still begin this month by a page ``w``."""

_PROMISE = text(f"""
  -- name: public_page_promise
  UPDATE public_page w SET paid_month = {MONTH},
    paid_begun = CASE WHEN paid_month = {MONTH} THEN paid_begun ELSE 0 END + 1
  WHERE organization_id = :organization AND {PAID_LEFT} > 0 RETURNING paid_begun
""")

_LEFT = text(f"""
  -- name: public_page_paid_left
  SELECT {PAID_LEFT}, ({MONTH} + interval '1 month')::date FROM public_page w WHERE w.organization_id = :organization
""")

_OWN = text(f"""
  -- name: public_page_own
  SELECT w.address, {_COLUMNS} FROM public_page w WHERE w.organization_id = :organization
""")

# The address stays: links to it go on working.
_PUT = text("""
  -- name: public_page_put
  INSERT INTO public_page (organization_id, address, shown, work, used_by, asked, pay, pay_currency, pay_low, pay_high,
    assessment_id, admits, most_open, paid_a_month, changed_by)
  VALUES (:organization, :address, :shown, :work, :used_by, :asked, :pay, :pay_currency, :pay_low, :pay_high,
    :assessment_id, :admits, :most_open, :paid_a_month, :person)
  ON CONFLICT (organization_id) DO UPDATE SET shown = excluded.shown, work = excluded.work, used_by = excluded.used_by,
    asked = excluded.asked, pay = excluded.pay, pay_currency = excluded.pay_currency, pay_low = excluded.pay_low,
    pay_high = excluded.pay_high, assessment_id = excluded.assessment_id, admits = excluded.admits,
    most_open = excluded.most_open, paid_a_month = excluded.paid_a_month,
    changed_by = excluded.changed_by, changed_on = current_date
  RETURNING address
""")

_FIND = statement(f"""
  -- name: public_page_find
  SELECT o.id, o.name, {_COLUMNS}, a.id IS NOT NULL,
    (SELECT q.name || ': ' || n.name FROM qualification q JOIN qualification_tier n ON n.qualification_id = q.id
     WHERE q.id = a.qualification_id AND n.tier = a.tier),
    (SELECT count(*) FROM (SELECT FROM application p WHERE p.organization_id = o.id
                           AND {OPEN} LIMIT w.most_open) n) < w.most_open,
    {PAID_LEFT},
    {TERMS}
  FROM public_page w JOIN organization o ON o.id = w.organization_id
  LEFT JOIN assessment a ON a.id = w.assessment_id AND a.state = AssessmentState.OPEN
  WHERE w.address = :address AND w.shown
""")

# Of several who apply at once, each counts those before them.
_HOLD = text("""
  -- name: public_page_hold
  SELECT organization_id FROM public_page WHERE organization_id = :organization AND shown FOR NO KEY UPDATE
""")

_RATES = statement(f"""
  -- name: public_page_rates
  SELECT r.basis, r.currency, min(r.amount), max(r.amount), count(*)
  FROM (SELECT id FROM project WHERE organization_id = :organization AND state = ProjectState.ACTIVE
          AND open_to = OpenTo.ORGANIZATION ORDER BY id DESC LIMIT {MOST_RATES}) p
  CROSS JOIN LATERAL (SELECT basis, currency, amount FROM pay_rate WHERE project_id = p.id
                      ORDER BY since DESC, id DESC LIMIT 1) r
  WHERE r.amount > 0 GROUP BY r.basis, r.currency ORDER BY r.basis, r.currency
""")


def _page(row: tuple[object, ...]) -> PublicPage:
    shown, work, used_by, asked, pay, *rest = row
    return PublicPage(shown, work, used_by, asked, PublicPay(pay), *rest)  # pyright: ignore[reportArgumentType]


async def own(t: Transaction, organization: OrganizationId) -> tuple[str, PublicPage] | None:
    """The page of an organization with the end of its address; None: it never wrote one."""
    row = (await t.execute(_OWN, {"organization": organization})).first()
    return None if row is None else (row[0], _page(tuple(row[1:13])))


async def put(t: Transaction, actor: Actor, address: str, page: PublicPage) -> str:
    """Write a page; returns the end of its address, which is ``address`` where there was none."""
    values = {
        "organization": actor.organization_id, "person": actor.person_id, "address": address, **asdict(page),
    }  # fmt: skip
    return (await t.execute(_PUT, values)).scalar_one()


async def find(t: Transaction, address: str) -> FoundPage | None:
    """The page at an address; None also where it is not shown."""
    row = (await t.execute(_FIND, {"address": address})).first()
    if row is None:
        return None
    page = _page(tuple(row[2:14]))
    ranges: list[PaidRange] = []
    if page.pay is PublicPay.RATES:
        ranges = [PaidRange(*one) for one in await t.execute(_RATES, {"organization": row[0]})]
    assessment = Terms(*row[18:]) if row[14] else None
    return FoundPage(OrganizationId(row[0]), row[1], page, assessment, row[15], ranges, row[16], row[17])


async def hold(t: Transaction, organization: OrganizationId) -> bool:
    """Be alone with the applications of an organization until the transaction ends; False: its page is not shown."""
    return (await t.execute(_HOLD, {"organization": organization})).scalar() is not None


async def promise(t: Transaction, organization: OrganizationId) -> bool:
    """Count a paid attempt of an applicant in this month; False: as many were begun as the owner pays for."""
    return (await t.execute(_PROMISE, {"organization": organization})).scalar() is not None


async def paid_left(t: Transaction, organization: OrganizationId) -> tuple[int, date]:
    """Paid attempts that applicants may still begin this month of UTC, and the day with which the next one begins."""
    row = (await t.execute(_LEFT, {"organization": organization})).first()
    assert row is not None, "whoever may take a paid assessment as an applicant found it on a page"
    return row[0], row[1]

"""What projects pay, and the least that an hour may come to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.pay import Basis, Floor, Hourly, Rate
from goodwork.store.database import Transaction
from goodwork.store.words import statement

_RATES = text("""
  -- name: pay_rates
  SELECT r.basis, r.currency, r.amount, r.since::date, p.name FROM pay_rate r JOIN person p ON p.id = r.set_by
  WHERE r.project_id = :project ORDER BY r.since DESC, r.id DESC LIMIT :most
""")
# Rates of one project take turns, so that the newest is the one that was committed last.
_TURN = text("""
  -- name: pay_turn
  SELECT FROM project WHERE id = :project FOR NO KEY UPDATE
""")
_SET_RATE = text("""
  -- name: pay_set_rate
  INSERT INTO pay_rate (organization_id, project_id, basis, currency, amount, since, set_by)
  VALUES (:organization, :project, :basis, :currency, :amount, clock_timestamp(), :by)
""")
# Of the rates per hour that held at any time of a day the highest: nobody who worked in its morning is paid less by
# what was set at noon. In the currency that held first, for amounts of two are not compared.
_OF_DAY = statement("""
  -- name: pay_rate_of_day
  SELECT r.id, r.currency, r.amount FROM pay_rate r
  WHERE r.project_id = :project AND r.basis = Basis.HOUR AND r.amount > 0
    AND r.since < (CAST(:day AS date) + 1) AT TIME ZONE 'UTC' + make_interval(hours => :west)
    AND coalesce((SELECT min(n.since) FROM pay_rate n
                  WHERE n.project_id = r.project_id AND (n.since, n.id) > (r.since, r.id)), 'infinity')
      > CAST(:day AS date) AT TIME ZONE 'UTC' - make_interval(hours => :east)
  ORDER BY r.currency <> first_value(r.currency) OVER (ORDER BY r.since, r.id), r.amount DESC, r.since, r.id LIMIT 1
""")
_FLOORS = text("""
  -- name: pay_floors
  SELECT currency, amount FROM pay_floor WHERE organization_id = :organization ORDER BY currency
""")
_SET_FLOOR = text("""
  -- name: pay_set_floor
  INSERT INTO pay_floor (organization_id, currency, amount, set_by) VALUES (:organization, :currency, :amount, :by)
  ON CONFLICT (organization_id, currency)
    DO UPDATE SET amount = excluded.amount, since = current_date, set_by = excluded.set_by
""")
_END_FLOOR = text("""
  -- name: pay_end_floor
  DELETE FROM pay_floor WHERE organization_id = :organization AND currency = :currency
""")
_EFFORT = text("""
  -- name: pay_effort
  SELECT effort_people, effort_median FROM project_card WHERE project_id = :project
""")


_EAST, _WEST = 14, 12
"""Hours by which a day begins before that of UTC somewhere, and by which it ends after it."""


async def rates(t: Transaction, project: ProjectId, most: int) -> list[Rate]:
    """The newest rates of a project; the first is the one that holds."""
    rows = await t.execute(_RATES, {"project": project, "most": most})
    return [Rate(Basis(row[0]), *row[1:]) for row in rows]


async def take_turn(t: Transaction, project: ProjectId) -> None:
    """Wait until whoever sets a rate of this project has done so."""
    await t.execute(_TURN, {"project": project})


async def set_rate(
    t: Transaction,
    organization: OrganizationId,
    project: ProjectId,
    basis: Basis,
    currency: str,
    amount: int,
    by: PersonId,
) -> None:
    """A new rate, for what is claimed after it is committed; the caller has the turn."""
    values = {
        "organization": organization, "project": project, "basis": basis.value, "currency": currency,
        "amount": amount, "by": by,
    }  # fmt: skip
    await t.execute(_SET_RATE, values)


async def of_day(t: Transaction, project: ProjectId, day: date) -> tuple[int, str, int] | None:
    """The rate per hour of a day: its number, currency and amount; None: hours were not paid on that day.

    The day is that of UTC. Where none was paid on it, it is the day as it was anywhere: whoever began in the evening
    west of UTC, on the day before the first rate by its date, worked at that rate.
    """
    for east, west in ((0, 0), (_EAST, _WEST)):
        row = (await t.execute(_OF_DAY, {"project": project, "day": day, "east": east, "west": west})).first()
        if row is not None:
            return (row[0], row[1], row[2])
    return None


async def floors(t: Transaction, organization: OrganizationId) -> list[Floor]:
    """The pay floors of an organization."""
    return [Floor(*row) for row in await t.execute(_FLOORS, {"organization": organization})]


async def set_floor(t: Transaction, organization: OrganizationId, currency: str, amount: int, by: PersonId) -> None:
    """Set the floor of a currency; 0 ends it."""
    values = {"organization": organization, "currency": currency, "amount": amount, "by": by}
    await t.execute(_SET_FLOOR if amount else _END_FLOOR, values if amount else {k: values[k] for k in _KEYS})


_KEYS = ("organization", "currency")


async def hourly(t: Transaction, organization: OrganizationId, project: ProjectId) -> Hourly:
    """What is known of what an hour in a project comes to."""
    row = (await t.execute(_EFFORT, {"project": project})).first()
    return Hourly(row[0] if row else 0, row[1] if row else None, tuple(await floors(t, organization)))

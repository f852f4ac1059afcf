"""Metering for whoever runs the server: what each organization used in a month."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime

from goodwork.errors import Invalid
from goodwork.model.people import SYSTEM
from goodwork.store.database import Database, Kind
from goodwork.store.installation import metering
from goodwork.store.installation.metering import Metered

PAGE = 500


async def meter(database: Database, now: datetime) -> None:
    """Measure the running month, and the last one until it was measured once after its end."""
    running = now.astimezone(UTC).date().replace(day=1)
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        for month in (before(running), running):
            await metering.measure(t, month, _begin(month), _begin(after(month)))


async def see_metered(database: Database, month: date) -> AsyncGenerator[Metered]:
    """What every organization used in a month, as it was measured last."""
    last = 0
    while True:
        async with database.transaction(SYSTEM, kind=Kind.READ) as t:
            rows = await metering.of_month(t, month, last, PAGE)
        for row in rows:
            yield row
        if len(rows) < PAGE:
            return
        last = rows[-1].organization_id


def read_month(said: str) -> date:
    """A month that was written as 2026-11."""
    try:
        read = date.fromisoformat(f"{said}-01")
    except ValueError:
        read = None
    if read is None or not 2000 <= read.year <= 2100:
        raise Invalid(f"{said!r} is no month.", next_step="Write it as 2026-11.")
    return read


def before(month: date) -> date:
    """The month before."""
    return month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)


def after(month: date) -> date:
    """The month after."""
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)


def _begin(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)

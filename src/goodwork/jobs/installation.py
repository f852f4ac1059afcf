"""What the installation keeps of itself by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate import JobContext

from goodwork.actions.installation.meter import meter
from goodwork.jobs.app import app, tools


@app.periodic(cron="7 0,12 * * *")
@app.task(name="meter", pass_context=True, queueing_lock="meter")
async def measure(context: JobContext, timestamp: int) -> None:
    """Twice a day: what each organization used in the month that runs, and in the last one when it has just ended."""
    await meter(tools(context).database, datetime.now(UTC))

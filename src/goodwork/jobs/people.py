"""Forgetting what is kept for a while only."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.people.sweep import sweep
from goodwork.jobs.app import app, tools


@app.periodic(cron="*/10 * * * *")
@app.task(name="sweep_people", pass_context=True, queueing_lock="sweep_people")
async def sweep_people(context: JobContext, timestamp: int) -> None:
    """Every ten minutes: old failures to sign in, sessions and reset links that ran out, remembered requests."""
    await sweep(tools(context).database)

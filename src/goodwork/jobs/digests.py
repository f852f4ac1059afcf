"""Digests by the clock: a job for each whose time has come."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.digests.send import TASK, ask_for_digests, send_digest
from goodwork.jobs.app import app, tools
from goodwork.model.ids import OrganizationId, PersonId


@app.task(name=TASK, pass_context=True)
async def send(context: JobContext, organization: int, person: int) -> None:
    """Send one digest; it says itself when it is tried again."""
    given = tools(context)
    if given.office is not None:
        await send_digest(given.database, given.office, OrganizationId(organization), PersonId(person))


@app.periodic(cron="* * * * *")
@app.task(name="ask_for_digests", pass_context=True, queueing_lock="ask_for_digests")
async def ask(context: JobContext, timestamp: int) -> None:
    """Every minute: digests whose time has come."""
    given = tools(context)
    if given.office is not None:
        await ask_for_digests(given.database)

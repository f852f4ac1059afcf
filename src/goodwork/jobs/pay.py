"""Statements on their way to payroll."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.pay.deliver import TASK, ask_for_deliveries, deliver
from goodwork.jobs.app import app, tools
from goodwork.model.ids import OrganizationId


@app.task(name=TASK, pass_context=True)
async def send(context: JobContext, organization: int, statement: int) -> None:
    """Send one statement; it says itself when it is tried again."""
    given = tools(context)
    await deliver(given.database, given.poster, given.secret, OrganizationId(organization), statement)


@app.periodic(cron="* * * * *")
@app.task(name="ask_for_deliveries", pass_context=True, queueing_lock="ask_for_deliveries")
async def ask(context: JobContext, timestamp: int) -> None:
    """Every minute: statements that were not taken and whose time has come."""
    given = tools(context)
    await ask_for_deliveries(given.database, given.secret)

"""Redundancy checks in the background, and what is done with many of their items."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.redundancy.carry_on import carry_on, give_up_check
from goodwork.actions.redundancy.run_check import run_check
from goodwork.actions.redundancy.start_check import TASK, ask_for_unfinished
from goodwork.jobs.app import app, tools
from goodwork.jobs.tries import within_tries
from goodwork.model.ids import OrganizationId


@app.task(name=TASK, pass_context=True)
async def check_redundancy(context: JobContext, organization: int, check: int) -> None:
    """Make a check that waits, then go on with what was asked for with its items."""
    given, owner = tools(context), OrganizationId(organization)

    async def work() -> None:
        await run_check(given.database, given.blobs, owner, check)
        await carry_on(given.database, owner, check)

    await within_tries(context, work, lambda why: give_up_check(given.database, owner, check, why))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_redundancy", pass_context=True, queueing_lock="sweep_redundancy")
async def sweep_redundancy(context: JobContext, timestamp: int) -> None:
    """Every minute: checks whose worker was killed go on."""
    await ask_for_unfinished(tools(context).database)

"""Imports in the background."""

from __future__ import annotations

import asyncio

from procrastinate import JobContext

from goodwork.actions.data.receive_import import TASK
from goodwork.actions.data.run_import import give_up_import, run_import
from goodwork.actions.data.see_imports import ask_for_unfinished
from goodwork.actions.data.try_again import forget_files
from goodwork.actions.data.undo_import import TASK as UNDO
from goodwork.actions.data.undo_import import ask_for_undoings, give_up_undoing, run_undoing
from goodwork.jobs.app import app, tools
from goodwork.jobs.tries import within_tries
from goodwork.model.ids import ImportId, OrganizationId


@app.task(name=TASK, pass_context=True)
async def bring(context: JobContext, organization: int, data_import: int) -> None:
    """Run an import from where it stands."""
    given, identity = tools(context), ImportId(data_import)
    await within_tries(
        context,
        lambda: run_import(given.database, given.blobs, OrganizationId(organization), identity, given.fetcher),
        lambda why: give_up_import(given.database, OrganizationId(organization), identity, why),
    )


@app.task(name=UNDO, pass_context=True)
async def take_back(context: JobContext, organization: int, data_import: int) -> None:
    """Undo an import from where the undoing stands."""
    given, owner, identity = tools(context), OrganizationId(organization), ImportId(data_import)
    await within_tries(
        context,
        lambda: run_undoing(given.database, given.blobs, owner, identity),
        lambda why: give_up_undoing(given.database, owner, identity, why),
    )


@app.periodic(cron="* * * * *")
@app.task(name="sweep_imports", pass_context=True, queueing_lock="sweep_imports")
async def sweep_imports(context: JobContext, timestamp: int) -> None:
    """Every minute: imports and undoings whose worker was killed go on."""
    await ask_for_unfinished(tools(context).database)
    await ask_for_undoings(tools(context).database)


@app.periodic(cron="17 3 * * *")
@app.task(name="sweep_files", pass_context=True, queueing_lock="sweep_files")
async def sweep_files(context: JobContext, timestamp: int) -> None:
    """Every night: what uploads that were killed left unfinished is let go, and files that nobody comes back to."""
    given = tools(context)
    await asyncio.to_thread(given.blobs.sweep)
    await forget_files(given.database, given.blobs)

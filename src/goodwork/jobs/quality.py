"""Appraisal and refits in the background."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.quality.appraise import Appraiser, appraise_left_behind
from goodwork.jobs.app import app, tools
from goodwork.jobs.tries import within_tries
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.store.quality import fits


@app.task(name="appraise", pass_context=True)
async def appraise(context: JobContext, organization: int, project: int) -> None:
    """Appraise what is marked in a project; submitting asks for it, one at a time per project."""
    given = tools(context)
    await Appraiser(given.database, given.blobs, OrganizationId(organization), ProjectId(project)).drain()


@app.task(name=fits.REFIT, pass_context=True)
async def refit(context: JobContext, organization: int, project: int) -> None:
    """Refit a project: on demand, and by itself when it has grown."""
    # The numeric engine is loaded when it is needed: most of a worker's life passes without it.
    from goodwork.actions.quality.refit_project import give_up_refit, refit_project

    given, owner, identity = tools(context), OrganizationId(organization), ProjectId(project)
    await within_tries(
        context,
        lambda: refit_project(given.database, given.blobs, owner, identity),
        lambda why: give_up_refit(given.database, owner, identity, why),
    )


@app.periodic(cron="* * * * * */3")
@app.task(name="appraise_left_behind", pass_context=True, queueing_lock="appraise_left_behind")
async def left_behind(context: JobContext, timestamp: int) -> None:
    """Every three seconds, the backstop: marks that were left behind by a killed worker."""
    given = tools(context)
    await appraise_left_behind(given.database, given.blobs)

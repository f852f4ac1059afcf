"""What is done for new items in the background."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.items import make_searchable, print_pictures
from goodwork.jobs.app import app, tools
from goodwork.model.ids import OrganizationId, ProjectId


@app.task(name=make_searchable.TASK, pass_context=True)
async def lay_texts_down(context: JobContext, organization: int, project: int) -> None:
    """After an import: its texts are laid down for searches."""
    await make_searchable.make_searchable(tools(context).database, OrganizationId(organization), ProjectId(project))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_searchable", pass_context=True, queueing_lock="sweep_searchable")
async def sweep_searchable(context: JobContext, timestamp: int) -> None:
    """Every minute: what a worker that was killed left out."""
    await make_searchable.ask_for_those_behind(tools(context).database)


@app.task(name=print_pictures.TASK, pass_context=True)
async def look_at_pictures(context: JobContext, organization: int, project: int) -> None:
    """After an import: its pictures are looked at, so that decided cases like them are found."""
    at = tools(context)
    await print_pictures.print_pictures(at.database, at.blobs, OrganizationId(organization), ProjectId(project))


@app.periodic(cron="* * * * *")
@app.task(name="sweep_prints", pass_context=True, queueing_lock="sweep_prints")
async def sweep_prints(context: JobContext, timestamp: int) -> None:
    """Every minute: what a worker that was killed left out."""
    await print_pictures.ask_for_unprinted(tools(context).database)

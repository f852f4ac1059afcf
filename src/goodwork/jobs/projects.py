"""What a changed project asks of its items."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.projects import adjust_items
from goodwork.jobs.app import app, tools
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker


@app.task(name=adjust_items.TASK, pass_context=True)
async def adjust(context: JobContext, organization: int, project: int) -> None:
    """After a change of policy: every item comes to want what the policy asks now."""
    worker = Worker(OrganizationId(organization))
    await adjust_items.adjust_items(tools(context).database, worker, ProjectId(project))

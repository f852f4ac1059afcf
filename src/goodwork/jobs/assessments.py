"""Item statistics of assessments in the background."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.assessments.take_assessment import STATISTICS
from goodwork.jobs.app import app, tools
from goodwork.model.ids import OrganizationId


@app.task(name=STATISTICS, pass_context=True)
async def weigh(context: JobContext, organization: int, assessment: int) -> None:
    """Compute what the attempts say of an assessment's items; handing in asks for it, one at a time per assessment."""
    # The numeric engine is loaded when it is needed: most of a worker's life passes without it.
    from goodwork.actions.assessments.weigh_assessment import weigh_assessment

    await weigh_assessment(tools(context).database, OrganizationId(organization), assessment)

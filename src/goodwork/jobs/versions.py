"""Dataset versions in the background."""

from __future__ import annotations

from procrastinate import JobContext

from goodwork.actions.versions.make_version import give_up_version, make_version
from goodwork.actions.versions.publish_version import TASK, ask_for_unmade
from goodwork.jobs.app import app, tools
from goodwork.jobs.tries import within_tries
from goodwork.model.ids import OrganizationId, VersionId


@app.task(name=TASK, pass_context=True)
async def make(context: JobContext, organization: int, version: int) -> None:
    """Make a version and publish it."""
    given, identity = tools(context), VersionId(version)
    await within_tries(
        context,
        lambda: make_version(given.database, given.blobs, OrganizationId(organization), identity),
        lambda why: give_up_version(given.database, OrganizationId(organization), identity, why),
    )


@app.periodic(cron="* * * * *")
@app.task(name="sweep_versions", pass_context=True, queueing_lock="sweep_versions")
async def sweep_versions(context: JobContext, timestamp: int) -> None:
    """Every minute: versions whose worker was killed are made."""
    await ask_for_unmade(tools(context).database)

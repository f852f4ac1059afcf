"""When a project is refitted: on demand, and when it has grown."""

from __future__ import annotations

from goodwork.actions.projects.reach import reach_project
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.quality import fits
from goodwork.store.quality.fits import Growth

GROWN = 0.10
"""Share of annotations by which a project has grown when it is refitted by itself."""
GROWN_MOST = 20_000
"""Annotations that are enough in any case."""
FEWEST = 50
"""Annotations below which it is not."""
PAUSE = 20.0
"""Seconds between refits that nobody asked for."""


def due(growth: Growth) -> bool:
    """Whether a project has grown enough since its last refit.

    >>> due(Growth(annotations=1100, at_last_fit=1000, age=60)), due(Growth(1090, 1000, 60)), due(Growth(40, 0, 1e9))
    (True, False, False)
    """
    grown = growth.annotations - growth.at_last_fit
    enough = max(FEWEST, min(GROWN * growth.at_last_fit, GROWN_MOST))
    return growth.age >= PAUSE and grown >= enough


async def refit_when_due(t: Transaction, organization: OrganizationId, project: ProjectId) -> bool:
    """Ask the worker for a refit when the project has grown enough; returns whether it was asked."""
    growth = await fits.growth(t, project)
    if growth is None or not due(growth):
        return False
    await fits.ask(t, organization, project)
    return True


async def refit_now(database: Database, actor: Actor, project: int) -> None:
    """Ask for a refit; several requests before it begins are one."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        await fits.ask(t, actor.organization_id, reached.project.id)
        await audit.record(t, actor, "project.refit-asked", "project", project)

"""Reaching a project: what every action on a project, item or version begins with."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.errors import Conflict, GoodworkError, NotAllowed, NotFound
from goodwork.model.people import Actor
from goodwork.model.projects import ProjectState
from goodwork.routing.access import ClaimAccess, ProjectRole, Standing, claim_access, project_role
from goodwork.store.database import Transaction
from goodwork.store.projects import standing
from goodwork.store.projects.standing import ProjectFacts
from goodwork.store.queue import claims


class AccessEnded(NotAllowed):
    """You have no access to this project any more."""

    code = "access-ended"


class Archived(Conflict):
    """This project is archived: it takes no answers and changes none any more."""

    code = "archived"


@dataclass(frozen=True, slots=True)
class Reached:
    """A project that the actor may see, and what they may do there."""

    project: ProjectFacts
    role: ProjectRole


async def reach_project(
    t: Transaction, actor: Actor, project: int, need: ProjectRole = ProjectRole.ANNOTATOR
) -> Reached:
    """The project, when the actor holds at least this role there.

    NotFound when it does not exist for them, NotAllowed when they see it and may do less. One statement.
    """
    return _judge(await standing.of_project(t, actor, project), need)


async def reach_item(t: Transaction, actor: Actor, item: int, need: ProjectRole = ProjectRole.REVIEWER) -> Reached:
    """The project of an item, likewise.

    To annotators an item is visible by their claim on it alone: without the role this is NotFound, never NotAllowed.
    """
    found = await standing.of_item(t, actor, item)
    if found is not None and project_role(found[1]) is ProjectRole.ANNOTATOR and need > ProjectRole.ANNOTATOR:
        raise NotFound
    return _judge(found, need)


async def reach_in_hand(t: Transaction, actor: Actor, project: int) -> Reached:
    """The project as somebody needs it who may work there, or may still finish what they hold: questions, guideline."""
    found = await standing.of_project(t, actor, project)
    if found is not None and project_role(found[1]) is None:
        facts, stands = found
        running = await claims.holding_in(t, actor.person_id, project)
        if claim_access(stands, finish_in_hand=facts.policy.finish_in_hand, running=running) is ClaimAccess.IN_HAND:
            return Reached(facts, ProjectRole.ANNOTATOR)
        raise await over(t, actor, facts)
    return _judge(found, ProjectRole.ANNOTATOR)


async def over(t: Transaction, actor: Actor, project: ProjectFacts) -> GoodworkError:
    """What somebody without access is told who asks for work: to whoever never worked there, the project does not
    exist; whoever did is told what became of it."""
    if not await claims.worked_in(t, actor.person_id, project.id):
        return NotFound()
    kept = "Every answer that you submitted was kept and keeps its credit."
    step = "Nothing more is asked of you here: go on with another project, or ask the people who lead this one."
    if project.state is ProjectState.ARCHIVED:
        return Archived(kept=kept, next_step=step)
    return AccessEnded(kept=kept, next_step=step)


async def why_no_claim(t: Transaction, actor: Actor, project: int) -> GoodworkError:
    """Why the queue gives this person nothing of a project that does not exist for them."""
    found = await standing.of_project(t, actor, project)
    if found is None or project_role(found[1]) is not None:
        return NotFound()
    return await over(t, actor, found[0])


def _judge(found: tuple[ProjectFacts, Standing] | None, need: ProjectRole) -> Reached:
    role = None if found is None else project_role(found[1])
    if found is None or role is None:
        raise NotFound
    if role < need:
        raise NotAllowed(
            f"This takes the role {need.word} in the project; yours is {role.word}.",
            kept="Nothing was changed.",
            next_step="Ask the people who lead the project.",
        )
    return Reached(found[0], role)

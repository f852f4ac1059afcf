"""Who looks at a project's threads and cases, and who answers there."""

from __future__ import annotations

from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.errors import NotAllowed, NotFound
from goodwork.model.guideline import Viewer
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Transaction
from goodwork.store.guideline import threads


def viewer_of(actor: Actor, role: ProjectRole) -> Viewer:
    """How far somebody with this role may look."""
    return Viewer(actor.person_id, role >= ProjectRole.REVIEWER, role is ProjectRole.MANAGER)


async def reach_thing(t: Transaction, actor: Actor, project: int | None) -> Reached:
    """The project of a thread, case or proposal that was looked up; NotFound when there is none."""
    if project is None:
        raise NotFound
    return await reach_project(t, actor, project)


async def check_answers(t: Transaction, actor: Actor, reached: Reached) -> None:
    """NotAllowed unless they answer this project's questions, or lead it; Archived when it is."""
    if reached.role < ProjectRole.MANAGER and await threads.answerer(t, reached.project.id) != actor.person_id:
        raise NotAllowed(
            "Questions are answered by the person who is named for it, and by those who lead the project.",
            kept="Nothing was changed.",
            next_step="Comment instead, or ask the people who lead the project.",
        )
    check_not_archived(reached.project.state)

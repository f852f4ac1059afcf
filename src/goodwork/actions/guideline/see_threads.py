"""Threads as people see them, and who answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodwork.actions.guideline.ask import MOST_COMMENTS
from goodwork.actions.guideline.viewing import reach_thing, viewer_of
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.guideline import Answering, Comment, Thread
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.guideline import proposals, threads
from goodwork.store.guideline.threads import State


@dataclass(frozen=True, slots=True)
class SeenThread:
    """A thread with its comments, oldest first; none where they are withheld."""

    thread: Thread
    comments: list[Comment]
    answers: bool
    """Whether the viewer may answer it."""


@dataclass(frozen=True, slots=True)
class SeenAnswering:
    """Who answers, whether that is the viewer, what waits, and how long comments on proposals are waited for."""

    answering: Answering
    answers: bool
    comment_days: int


async def list_threads(
    database: Database, actor: Actor, project: int, state: State | None, key: int, limit: int
) -> list[Thread]:
    """A page of a project's threads."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await threads.page(t, viewer_of(actor, reached.role), reached.project.id, state, key, limit)


async def see_thread(database: Database, actor: Actor, thread: int) -> SeenThread:
    """One thread with its comments."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_thing(t, actor, await threads.project_of(t, thread))
        viewer = viewer_of(actor, reached.role)
        seen = await threads.one(t, viewer, thread)
        assert seen is not None
        said = [] if seen.withheld else await threads.comments(t, viewer, thread, MOST_COMMENTS)
        answers = viewer.names or await threads.answerer(t, reached.project.id) == actor.person_id
    return SeenThread(seen, said, answers)


async def see_answering(database: Database, actor: Actor, project: int) -> SeenAnswering:
    """Who answers a project's questions. How long they wait is for those who lead, review or answer."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        seen = await threads.answering(t, reached.project.id)
        days = await proposals.comment_days(t, reached.project.id)
    answers = reached.role is ProjectRole.MANAGER or seen.answerer_id == actor.person_id
    if reached.role is ProjectRole.ANNOTATOR:
        seen = replace(seen, oldest_on=None, median_on=None)
    return SeenAnswering(seen, answers, days)


async def name_answerer(
    database: Database, actor: Actor, project: int, person: int | None, days: int | None
) -> SeenAnswering:
    """Say who answers a project's questions (None: whoever made it) and how many days proposals are commented on."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        before = await threads.answerer(t, reached.project.id)
        if not await threads.name_answerer(t, reached.project.id, person):
            what = "Only somebody who reviews or leads this project can answer its questions."
            raise Invalid(
                what,
                kept="Nothing was changed.",
                next_step="Grant them reviewer first, or name somebody else.",
                faults=[Fault("answerer_id", what)],
            )
        if days is not None:
            await proposals.set_comment_days(t, reached.project.id, days)
        kept = await proposals.comment_days(t, reached.project.id)
        detail = {"before": {"answerer": before}, "after": {"answerer": person, "comment_days": kept}}
        await audit.record(t, actor, "answerer.named", "project", reached.project.id, detail)
        return SeenAnswering(await threads.answering(t, reached.project.id), answers=True, comment_days=kept)

"""Thanking somebody for an answer, a flag, a question or a proposal."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Conflict, Invalid, NotFound
from goodwork.model.inbox import About, Deed
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database
from goodwork.store.people import inbox, thanks

MOST_A_DAY = 50
"""Thanks of one person within a day: who thanks for everything thanks for nothing."""


async def thank(
    database: Database, actor: Actor, project: int, deed: Deed, identity: int, words: str, *, key: str | None
) -> None:
    """Tell somebody thanks, for those who review or lead the project. It changes nothing else, and nothing counts it.

    NotFound when nothing of the sort was done in the project; Invalid for one's own; Conflict when thanks were given
    for it before, or too many today.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        mark = idempotency.fingerprint("thank", project, deed.value, identity, words)
        if await idempotency.recall(t, actor, key, mark) is not None:
            return
        found = await thanks.done(t, deed, identity)
        if found is None or found.project_id != reached.project.id:
            raise NotFound
        if found.person_id == actor.person_id:
            raise Invalid("You did this yourself.", kept="Nothing was sent.", next_step="Thank somebody else.")
        if await thanks.today(t, actor, MOST_A_DAY) >= MOST_A_DAY:
            raise Conflict(
                f"You have thanked {MOST_A_DAY} times within a day.",
                kept="These thanks were not sent.",
                next_step="Thank again tomorrow.",
            )
        made = await thanks.add(t, actor, reached.project.id, found, deed, identity, words.strip())
        if made is None:
            raise Conflict(
                "You have thanked for this already.", kept="Your thanks were kept.", next_step="Nothing is left to do."
            )
        told = [(found.item_id, found.person_id, made)]
        await inbox.tell(t, actor.organization_id, reached.project.id, About.THANKS, told)
        await idempotency.remember(t, actor, key, made)

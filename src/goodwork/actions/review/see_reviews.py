"""The items that are worth a review, those first from which most is to be expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.items.listing import ListedItem
from goodwork.store.review import reviews


async def waiting_for_review(
    database: Database, actor: Actor, project: int, after: Sequence[Any], limit: int
) -> list[tuple[ListedItem, float]]:
    """A page of items with what a review of each is worth; ``after`` is the gain and id of the last one before."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        match list(after):
            case []:
                key = None
            case [float() | int() as gain, int() as item]:
                key = (float(gain), item)
            case _:
                raise Invalid(
                    "This is not a page of this list.",
                    next_step="Begin without `after`, then use `next` of the page before.",
                    faults=[Fault("after", "Use `next` of the page before.")],
                )
        return await reviews.waiting(t, reached.project.id, actor.person_id, key, limit)

"""The story of an item, for those who may see the item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodwork.actions.projects.reach import reach_item
from goodwork.forms.reading import read_form
from goodwork.model.people import Actor
from goodwork.model.stories import StoryLine
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.items import detail, stories
from goodwork.store.projects import forms


@dataclass(frozen=True, slots=True)
class SeenStory:
    """Lines of an item's story, the newest first, and the names that they need."""

    lines: list[StoryLine]
    titles: Mapping[str, str]
    """Question key -> title, as the questions are now."""
    people: Mapping[int, str]
    """Who decided, as the viewer may know them."""


async def see_story(database: Database, actor: Actor, item: int, before: int, limit: int) -> SeenStory:
    """What was decided of an item, the newest first, before a line; for those who review its project."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_item(t, actor, item)
        lines = await stories.of_item(t, item, before, limit)
        form = read_form(await forms.questions(t, reached.project.id, reached.project.form_version) or [])
        decided = [line.person_id for line in lines if line.person_id is not None]
        people = await detail.names(t, decided, real=reached.role is ProjectRole.MANAGER)
    return SeenStory(lines, {question.key: question.title for question in form}, people)

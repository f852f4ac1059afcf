"""The people of a project as those who lead it see them: by name, never by what they reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodwork.actions.projects.reach import reach_project
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms, people
from goodwork.store.projects.people import ProjectPerson


@dataclass(frozen=True, slots=True)
class SeenPeople:
    """A page of people, and the titles of the questions that are asked now."""

    people: list[ProjectPerson]
    titles: Mapping[str, str]


async def project_people(
    database: Database, actor: Actor, project: int, *, search: str, after: tuple[str, int], limit: int
) -> SeenPeople:
    """Who has answered in a project, for its managers."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        facts = reached.project
        found = await people.page(t, facts.id, search, after, limit)
        questions = await forms.questions(t, facts.id, facts.form_version)
    return SeenPeople(found, {question["key"]: question["title"] for question in questions or ()})

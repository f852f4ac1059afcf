"""Looking at findings that answers depend on each other: by pseudonyms, for those who review a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodwork.actions.projects.reach import reach_project
from goodwork.model.dependence import Dependence, Named, WaitingAppeal
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms
from goodwork.store.quality import dependence, reveals


@dataclass(frozen=True, slots=True)
class SeenDependence:
    """Findings, and what the questions that they are about are called."""

    found: Sequence[Dependence]
    titles: Mapping[str, str]
    revealed: Mapping[int, Named]
    """By finding, what the viewer revealed of it."""
    appeals: Mapping[int, Sequence[WaitingAppeal]]
    """By finding, what the viewer may decide."""
    leads: bool
    """Whether the viewer leads the project, and so may reveal."""


async def project_dependence(database: Database, actor: Actor, project: int, before: int, limit: int) -> SeenDependence:
    """What the last refit found, newest first, before an id."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        questions = await forms.questions(t, project, reached.project.form_version) or ()
        found = await dependence.page(t, reached.project.id, before, limit)
        ids = [one.id for one in found]
        # Whoever leads no more reads no names any more.
        leads = reached.role is ProjectRole.MANAGER
        revealed = await reveals.mine(t, actor.person_id, ids) if ids and leads else {}
        waiting = await reveals.waiting(t, actor.person_id, ids) if ids else {}
    return SeenDependence(found, {q["key"]: q["title"] for q in questions}, revealed, waiting, leads)

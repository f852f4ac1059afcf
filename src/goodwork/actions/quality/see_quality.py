"""Looking at quality: a project's report, and a person's own skills with their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms
from goodwork.store.quality import fits, skills
from goodwork.store.quality.skills import OwnSkill


@dataclass(frozen=True, slots=True)
class SeenQuality:
    """A project's last report beside its questions as they are now."""

    questions: tuple[Mapping[str, Any], ...]
    report: Mapping[str, Any]
    fitted_at: datetime | None


async def project_quality(database: Database, actor: Actor, project: int) -> SeenQuality:
    """The report of the last refit."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        questions = await forms.questions(t, project, reached.project.form_version)
        report, fitted_at = await fits.report(t, project)
    return SeenQuality(tuple(questions or ()), report, fitted_at)


async def my_quality(database: Database, actor: Actor) -> tuple[list[OwnSkill], dict[int, Mapping[str, Any]]]:
    """One's own skills, and the payloads of the items they rest on."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        mine = await skills.of_person(t, actor.person_id)
        items = {move["item"] for skill in mine for move in skill.evidence.get("moves", ())}
        return mine, await skills.payloads(t, sorted(items))

"""Looking at quality: a project's report, and a person's own skills with their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.judging.appealed import Overturned, overturned
from goodwork.model.appeals import AppealState
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.appeals import appeals
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
    appeals: Overturned


async def project_quality(database: Database, actor: Actor, project: int) -> SeenQuality:
    """The report of the last refit."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        questions = await forms.questions(t, project, reached.project.form_version)
        report, fitted_at = await fits.report(t, project)
        decided = overturned(*await appeals.rate(t, project))
    return SeenQuality(tuple(questions or ()), report, fitted_at, decided)


@dataclass(frozen=True, slots=True)
class OwnQuality:
    """A person's skills, and of the items that they rest on the payloads and what became of appeals there."""

    skills: list[OwnSkill]
    payloads: Mapping[int, Mapping[str, Any]]
    appealed: Mapping[int, AppealState]


async def my_quality(database: Database, actor: Actor) -> OwnQuality:
    """One's own skills, with their evidence."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        mine = await skills.of_person(t, actor.person_id)
        items = sorted({move["item"] for skill in mine for move in skill.evidence.get("moves", ())})
        return OwnQuality(mine, await skills.payloads(t, items), await appeals.of_items(t, actor.person_id, items))

"""Looking at a project's quality: the report of its last refit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.judging.appealed import Overturned, overturned
from goodwork.learning.report import ProjectReport
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.appeals import appeals
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms
from goodwork.store.quality import confidences, fits


@dataclass(frozen=True, slots=True)
class SeenQuality:
    """A project's last report beside its questions as they are now."""

    questions: tuple[Mapping[str, Any], ...]
    report: ProjectReport
    fitted_at: datetime | None
    appeals: Overturned
    confidences: Mapping[str, list[int]]
    """Question -> items per tenth of confidence, as the items show it now."""


async def project_quality(database: Database, actor: Actor, project: int) -> SeenQuality:
    """The report of the last refit."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        questions = await forms.questions(t, project, reached.project.form_version)
        report, fitted_at = await fits.report(t, project)
        decided = overturned(*await appeals.rate(t, project))
        counted = await confidences.of_project(t, project)
    sure = {q["key"]: counted.get(q["key"], [0] * confidences.BINS) for q in questions or ()}
    return SeenQuality(tuple(questions or ()), report, fitted_at, decided, sure)

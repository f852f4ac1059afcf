"""Looking at the report of a project: what a data lead sends to a colleague."""

from __future__ import annotations

from datetime import UTC, datetime

from goodwork.actions.projects.reach import reach_project
from goodwork.learning.project_page import Reported
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms, projects
from goodwork.store.quality import dependence, fits

MOST_FINDINGS = 20
"""Findings that a report tells of: it is one sheet."""
_NEWEST = 2**62


async def project_report(database: Database, actor: Actor, project: int) -> Reported:
    """What is reported of a project, for those who lead or review it. It holds nobody's name."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        facts = await projects.one(t, reached.project.id)
        assert facts is not None, "it was reached in this transaction, and projects are never deleted"
        questions = await forms.questions(t, facts.id, facts.form_version) or ()
        report, fitted_at = await fits.report(t, facts.id)
        return Reported(
            facts.name,
            facts.purpose,
            datetime.now(UTC),
            facts.policy.target,
            await projects.progress(t, facts.id),
            {q["key"]: q["title"] for q in questions},
            report,
            fitted_at,
            [
                (one.question, len(one.people), one.share)
                for one in await dependence.page(t, facts.id, _NEWEST, MOST_FINDINGS)
            ],
        )

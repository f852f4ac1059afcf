"""What a version would hold if it were published now: how much is open, and which forms of files fit."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.projects.reach import reach_project
from goodwork.flow.next_step import Situation
from goodwork.forms.fitting import Fit, fit
from goodwork.forms.reading import read_form
from goodwork.model.outlook import Released
from goodwork.model.people import Actor
from goodwork.model.projects import Progress
from goodwork.model.versions import DatasetVersion, VersionState
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms, outlook, projects


@dataclass(frozen=True, slots=True)
class NextVersion:
    """A version that is not made yet."""

    progress: Progress
    open: int
    unanswered: int
    """Of the open items, those without an answer."""
    is_counted: bool
    """Whether they were counted; else it is an estimate out of 10,000 items."""
    released: Released | None
    """The newest published version."""
    fits: list[Fit]


async def see_next_version(database: Database, actor: Actor, project: int) -> NextVersion:
    """What a version would hold now, for the project's managers."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        facts = reached.project
        progress = await projects.progress(t, facts.id)
        waits = await outlook.waits(t, facts.id)
        open_items = Situation(facts.state, progress, waits).open
        tally = await outlook.tally(t, facts.id, open_items)
        questions = read_form(await forms.questions(t, facts.id, facts.form_version) or [])
    unanswered = min(open_items, round(tally.unanswered * tally.scale))
    return NextVersion(progress, open_items, unanswered, tally.is_whole, waits.released, fit(questions))


def fit_version(version: DatasetVersion) -> list[Fit]:
    """The forms of files beside what a published version holds; none for one that is not published."""
    if version.state is not VersionState.PUBLISHED or version.manifest is None:
        return []
    asked = version.manifest["forms"][str(version.manifest["form_version"])]
    return fit(read_form(asked))

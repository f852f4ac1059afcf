"""Refitting a project: skills, calibration and report afresh; then every item with answers is decided again."""

from __future__ import annotations

import asyncio

from goodwork.actions.quality.assess import Learned, learn
from goodwork.actions.quality.compare import compare, metadata_columns
from goodwork.actions.quality.fitted import fitted_json
from goodwork.actions.quality.gather import gather
from goodwork.blobs import Blobs
from goodwork.forms.reading import read_form
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker
from goodwork.store.database import Database
from goodwork.store.quality import appraisal, fits, labels, skills


async def give_up_refit(database: Database, organization: OrganizationId, project: ProjectId, why: str) -> None:
    """Stay with what was learned before until the project has grown; its page says why."""
    async with database.transaction(Worker(organization)) as t:
        await fits.rest(t, organization, project, f"{why} What was learned before still holds.")


async def refit_project(database: Database, blobs: Blobs, organization: OrganizationId, project: ProjectId) -> None:
    """Read all answers, learn from them, keep what was learned, and have the items decided again."""
    async with database.transaction(Worker(organization)) as t:
        plan = await appraisal.plan(t, project)
        if plan is None:
            return
        form = read_form(plan.questions)
        columns, annotations = await gather(t, blobs, project, form, plan.form_version)
        gold = await labels.drawn_gold(t, project)
        names = {name for column in columns for name in metadata_columns(column.question)}
        metadata = await labels.metadata(t, project, sorted(names))
    learned: dict[str, Learned] = {}
    for column in columns:
        # The kernels let go of the interpreter, so other jobs go on meanwhile.
        learned[column.question.key] = await asyncio.to_thread(learn, column, gold, plan.form_version, plan.policy)
        learned[column.question.key].report["comparisons"] = await asyncio.to_thread(compare, column, metadata)
    people = {person for column in columns for person in column.person}
    report = {
        "method": ", ".join(sorted({found.method for found in learned.values() if found.method})),
        "people": len(people),
        "annotations": annotations,
        "questions": {key: found.report for key, found in learned.items()},
    }
    async with database.transaction(Worker(organization)) as t:
        model = fitted_json({key: found.fitted for key, found in learned.items()})
        await fits.write(t, organization, project, report=report, model=model, annotations=annotations)
        for key, found in learned.items():
            await skills.write(t, organization, project, key, found.skills)
        await labels.mark_answered(t, organization, project)

"""Refitting a project: skills, calibration and report afresh; then every item with answers is decided again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.actions.quality.assess import Learned, learn
from goodwork.actions.quality.compare import compare, metadata_columns
from goodwork.actions.quality.fitted import fitted_json
from goodwork.actions.quality.gather import gather
from goodwork.actions.quality.mend_scores import Known, mend_scores
from goodwork.blobs import Blobs
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.model.appeals import Ruling
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker
from goodwork.model.projects import Proof
from goodwork.store.appeals import appeals
from goodwork.store.database import Database, Transaction
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
        rulings = await appeals.rulings(t, project)
        names = {name for column in columns for name in metadata_columns(column.question)}
        metadata = await labels.metadata(t, project, sorted(names))
    learned: dict[str, Learned] = {}
    for column in columns:
        # The kernels let go of the interpreter, so other jobs go on meanwhile.
        learned[column.question.key] = await asyncio.to_thread(
            learn, column, gold, plan.form_version, plan.policy, rulings
        )
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
        proof = _proof(form, learned, plan.policy.target)
        await fits.write(t, organization, project, report=report, model=model, annotations=annotations, proof=proof)
        for key, found in learned.items():
            await skills.write(t, organization, project, key, found.skills)
        await _mend_since(t, blobs, organization, project, (form, plan.form_version), gold, rulings)
        await labels.mark_answered(t, organization, project)


async def _mend_since(
    t: Transaction, blobs: Blobs, organization: OrganizationId, project: ProjectId,
    asked: tuple[Sequence[Question], int], gold: Mapping[int, Mapping[str, Any]], rulings: Mapping[int, Ruling],
) -> None:  # fmt: skip
    """Mend the scores just written by what appeals said while they were learned: it was not among what was read."""
    form, version = asked
    since = {
        item: Known(Ruling(gold[item], version) if item in gold else rulings.get(item), ruling)
        for item, ruling in (await appeals.rulings(t, project)).items()
        if ruling != rulings.get(item)
    }
    if since:
        await mend_scores(t, blobs, organization, project, form, version, since)


def _proof(form: Sequence[Question], learned: Mapping[str, Learned], target: float) -> Proof:
    """What gold proves of an item: the least of what it proves of the questions that state a confidence."""
    asked = [learned[q.key] for q in form if q.required and kind_of(q.kind).has_confidence and q.key in learned]
    proves = [found.fitted.proves for found in asked]
    missing = [found.gold_missing for found in asked]
    return Proof(
        target,
        min((p for p in proves if p is not None), default=None) if None not in proves else None,
        max((n for n in missing if n is not None), default=0) if None not in missing else None,
    )

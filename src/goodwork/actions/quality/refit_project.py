"""Refitting a project: skills, calibration and report afresh; then every item with answers is decided again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from goodwork.actions.qualifications.award import weigh_work
from goodwork.actions.quality.gather import gather, gather_predictions
from goodwork.actions.quality.mend_scores import mend_scores
from goodwork.blobs import Blobs
from goodwork.forms.reading import read_form
from goodwork.judging.item import NO_VERSION
from goodwork.judging.proof import least, stating
from goodwork.kinds.contract import Question
from goodwork.learning.comparing import compare, metadata_columns
from goodwork.learning.learn import Learned, learn
from goodwork.learning.mending import Known
from goodwork.learning.report import ProjectReport
from goodwork.model.appeals import Ruling
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker
from goodwork.model.projects import PredictionsAre
from goodwork.model.stories import Cause
from goodwork.routing import order
from goodwork.routing.order import Hand
from goodwork.store.appeals import appeals
from goodwork.store.database import Database, Transaction
from goodwork.store.quality import appraisal, dependence, fits, labels, skills
from goodwork.store.queue import hands
from goodwork.store.review import reviews


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
        columns, annotations, accepted = await gather(t, blobs, project, form, plan.form_version)
        if plan.policy.predictions is PredictionsAre.WEIGHED:
            await gather_predictions(t, project, columns, accepted)
        gold = await labels.drawn_gold(t, project)
        rulings = await appeals.rulings(t, project)
        reviewed = await reviews.decided(t, project)
        names = {name for column in columns for name in metadata_columns(column.question)}
        metadata = await labels.metadata(t, project, sorted(names))
        cleared = await dependence.cleared(t, project)
    learned: dict[str, Learned] = {}
    for column in columns:
        # The kernels let go of the interpreter, so other jobs go on meanwhile.
        found = await asyncio.to_thread(
            learn, column, gold, plan.form_version, plan.policy, rulings, reviewed,
            cleared.get(column.question.key, ()),
        )  # fmt: skip
        compared = await asyncio.to_thread(compare, column, metadata)
        learned[column.question.key] = replace(found, report=replace(found.report, comparisons=compared))
    people = {person for column in columns for person in column.person}
    report = ProjectReport(
        ", ".join(sorted({found.method for found in learned.values() if found.method})),
        len(people),
        annotations,
        {key: found.report for key, found in learned.items()},
    )
    async with database.transaction(Worker(organization)) as t:
        model = {key: found.fitted for key, found in learned.items()}
        asked = [learned[question.key] for question in stating(form)]
        proof = least(form, plan.policy.target, [(one.fitted.proves, one.gold_missing) for one in asked])
        before = await fits.form_version(t, project)
        await fits.write(
            t, organization, project,
            report=report, model=model, proof=proof, form_version=plan.form_version,
        )  # fmt: skip
        await dependence.write(t, organization, project, {key: found.dependent for key, found in learned.items()})
        for key, found in learned.items():
            await skills.write(t, organization, project, key, found.skills)
        await _mend_since(t, blobs, organization, project, (form, plan.form_version), gold, rulings)
        asks_anew = before is not None and before != plan.form_version
        await labels.mark_answered(t, organization, project, Cause.QUESTIONS_CHANGED if asks_anew else Cause.REFITTED)
    # By itself: whoever asks for work waits for no refit.
    async with database.transaction(Worker(organization)) as t:
        await hands.write(t, project, _hands(learned))
    async with database.transaction(Worker(organization)) as t:
        await weigh_work(t, organization, project)


def _hands(learned: Mapping[str, Learned]) -> dict[int, Hand]:
    """What the skills say of people for the order in which they are offered items."""
    known = [
        [
            order.Known(row.person_id, row.estimate, row.low, row.high, row.items)
            for row in one.skills
            if row.estimate is not None and row.low is not None and row.high is not None
        ]
        for one in learned.values()
    ]
    everybody = {row.person_id: Hand.ALIKE for one in learned.values() for row in one.skills}
    return everybody | order.hands(known)


async def _mend_since(
    t: Transaction, blobs: Blobs, organization: OrganizationId, project: ProjectId,
    asked: tuple[Sequence[Question], int], gold: Mapping[int, Mapping[str, Any]], rulings: Mapping[int, Ruling],
) -> None:  # fmt: skip
    """Mend the scores just written by what appeals said while they were learned: it was not among what was read."""
    form, version = asked
    since = {
        item: Known(Ruling(gold[item], NO_VERSION) if item in gold else rulings.get(item), ruling)
        for item, ruling in (await appeals.rulings(t, project)).items()
        if ruling != rulings.get(item)
    }
    if since:
        await mend_scores(t, blobs, organization, project, form, version, since)

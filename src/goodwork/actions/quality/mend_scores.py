"""Scores of everybody who answered an item, mended at once when an appeal says what is right for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson

from goodwork.actions.queue import answers as kept
from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.judging.item import GivenAnswers, answer_to
from goodwork.kinds.contract import Question
from goodwork.learning.mending import Counted, Known, exchanged, said_anew
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.store.database import Transaction
from goodwork.store.quality import fits, labels, skills
from goodwork.store.quality.labels import AnswerRow


async def mend_scores(
    t: Transaction, blobs: Blobs, organization: OrganizationId, project: ProjectId, form: Sequence[Question],
    version: int, items: Mapping[int, Known],
) -> int:  # fmt: skip
    """Exchange what these locked items say of the people who answered them; returns how many scores that were.

    The estimate of a person moves by this item's answer alone; the next refit, which sees the same rulings, learns all
    else afresh. Nothing is written where nothing was estimated yet.
    """
    model = await fits.locked_model(t, project)
    mended = 0
    for item, known in items.items():
        given = [(row, await _given(blobs, row)) for row in await labels.of_item(t, project, item)]
        for question in form:
            fitted = model.get(question.key)
            if fitted is None or fitted.scoring is None:
                continue
            anew = said_anew(question, version, item, known, fitted, _counted(question, version, given))
            rows = await skills.of_question(t, project, question.key, sorted(anew)) if anew else []
            changed = [
                exchanged(row, item, anew[row.person_id], fitted.scoring) for row in rows if row.basis is not None
            ]
            await skills.write(t, organization, project, question.key, changed)
            mended += len(changed)
    return mended


async def _given(blobs: Blobs, row: AnswerRow) -> GivenAnswers | None:
    try:
        answers = (
            orjson.loads(row.answers) if row.answers is not None else await kept.fetch(blobs, None, row.answers_blob)
        )
    except Damaged:
        return None
    return GivenAnswers(row.person_id, row.form_version, answers, row.prediction_id)


def _counted(
    question: Question, version: int, given: Sequence[tuple[AnswerRow, GivenAnswers | None]]
) -> dict[int, Counted]:
    """The answers to a question that say something of skill, by person, as a refit takes them."""
    accepted: set[int] = set()
    found: dict[int, Counted] = {}
    for row, one in given:
        if row.bulk or one is None or row.prediction_id in accepted:
            continue
        if row.prediction_id is not None:
            accepted.add(row.prediction_id)
        answer = answer_to(question, version, one)
        if answer is not None:
            found[row.person_id] = Counted(answer, row.id)
    return found

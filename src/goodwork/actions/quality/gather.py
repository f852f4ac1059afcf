"""Reading a project's answers as columns, question by question."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

import orjson
import structlog

from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.judging.item import GivenAnswers, answer_to
from goodwork.judging.predicted import class_said
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column, PredictedClass
from goodwork.model.ids import ProjectId
from goodwork.store.database import Transaction
from goodwork.store.quality import labels, predictions
from goodwork.store.quality.labels import AnswerRow

log = structlog.get_logger("goodwork.quality")

REMEMBERED = 50_000
"""Different answers that are not read twice."""


async def gather(
    t: Transaction, blobs: Blobs, project: ProjectId, form: Sequence[Question], version: int
) -> tuple[list[Column], int, set[tuple[int, int]]]:
    """The newest answers of everybody under the current form, how many annotations that are, and what was accepted.

    What was accepted are pairs of an item and the prediction that an answer to it is, those given in bulk among them.

    Of answers that were accepted from one prediction the first counts; those given in bulk say nothing of skill and
    calibrate nothing, because nobody looked at the item.
    """
    columns = [Column(question) for question in form]
    known: dict[tuple[int, str], list[Answer | None]] = {}
    accepted: set[tuple[int, int]] = set()
    in_bulk: set[tuple[int, int]] = set()
    count = 0
    async for rows in labels.answers(t, project):
        for row in rows:
            count += 1
            if row.bulk:
                if row.prediction_id is not None:
                    in_bulk.add((row.item_id, row.prediction_id))
                continue
            if row.prediction_id is not None:
                if (row.item_id, row.prediction_id) in accepted:
                    continue
                accepted.add((row.item_id, row.prediction_id))
            try:
                text = row.answers if row.answers is not None else await _fetched(blobs, row)
            except Damaged as error:
                log.error("answers are left out of the fit: they can't be read", item=row.item_id, why=error.what)
                continue
            found = known.get((row.form_version, text))
            if found is None:
                found = _read(form, version, row, text)
                if len(known) < REMEMBERED:
                    known[row.form_version, text] = found
            for column, answer in zip(columns, found, strict=True):
                if answer is not None:
                    column.item.append(row.item_id)
                    column.person.append(row.person_id)
                    column.answer.append(answer)
                    column.upto = row.id
    return columns, count, accepted | in_bulk


async def gather_predictions(
    t: Transaction, project: ProjectId, columns: Sequence[Column], accepted: Collection[tuple[int, int]]
) -> None:
    """Put beside the answers what models say of the same items, question by question where answers are classes.

    ``accepted``: pairs of item and prediction that somebody's answer was accepted from; those predictions are silent.
    """
    asked = [column for column in columns if column.classes]
    for column in asked:
        column.is_alone = len(columns) == 1
    if not asked:
        return
    async for rows in predictions.of_answered(t, project):
        for item, one in rows:
            if (item, one.id) in accepted:
                continue
            for column in asked:
                said = class_said(column.question, KINDS[column.question.kind], one)
                if said is not None:
                    column.predicted.append(PredictedClass(item, one.model, said, one.score))


def _read(form: Sequence[Question], version: int, row: AnswerRow, text: str) -> list[Answer | None]:
    given = GivenAnswers(row.person_id, row.form_version, orjson.loads(text))
    return [answer_to(question, version, given) for question in form]


async def _fetched(blobs: Blobs, row: AnswerRow) -> str:
    assert row.answers_blob is not None, "answers are in the row or in a blob"
    return (await asyncio.to_thread(blobs.get, row.answers_blob)).decode()

"""A project's answers as columns, question by question: what the quality engine takes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import orjson
import structlog

from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.judging.item import GivenAnswers, answer_to
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import KINDS
from goodwork.model.appeals import Ruling
from goodwork.model.ids import ProjectId
from goodwork.quality.labels import Ids, Ints, LabelTable
from goodwork.store.database import Transaction
from goodwork.store.quality import labels
from goodwork.store.quality.labels import AnswerRow

log = structlog.get_logger("goodwork.quality")

REMEMBERED = 50_000
"""Different answers that are not read twice."""


@dataclass(slots=True)
class Column:
    """The answers to one question: item, person and answer, one entry each."""

    question: Question
    item: list[int] = field(default_factory=list[int])
    person: list[int] = field(default_factory=list[int])
    answer: list[Answer] = field(default_factory=list[Answer])
    """Answers of the kind."""
    upto: int = 0
    """The newest annotation that was read."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the question, () when its answers are of no finite kind."""
        return KINDS[self.question.kind].classes(self.question)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the question when its answers are sets of them, else ()."""
        kind = KINDS[self.question.kind]
        return kind.conditions(self.question) if kind.has_several(self.question) else ()

    def table(self, gold: Mapping[int, Mapping[str, Any]], version: int) -> LabelTable:
        """The answers as a label table over the question's classes, with the gold that was drawn at random."""
        kind, code = KINDS[self.question.kind], {name: i for i, name in enumerate(self.classes)}
        items, item = np.unique(np.array(self.item, np.int64), return_inverse=True)
        people, person = np.unique(np.array(self.person, np.int64), return_inverse=True)
        drawn = {name: Ruling(answers, version) for name, answers in gold.items()}
        known = self.known(items, drawn, version)
        # Most answers are the same few objects, so their classes are looked up once each.
        seen = {id(a): code[str(kind.class_of(self.question, a))] for a in self.answer}
        answer = np.array([seen[id(a)] for a in self.answer], np.int32)
        return LabelTable.from_arrays(
            item.astype(np.int32), person.astype(np.int32), answer,
            classes=list(self.classes), items=items, people=people, gold=known,
        )  # fmt: skip

    def right(self, says: Mapping[int, Ruling], version: int) -> dict[int, Answer]:
        """What is said to be right of items, as answers to the question under this version of the form."""
        found = {
            item: answer_to(self.question, version, GivenAnswers(0, one.form_version, one.answers))
            for item, one in says.items()
        }
        return {item: answer for item, answer in found.items() if answer is not None}

    def known(self, items: Ids, says: Mapping[int, Ruling], version: int) -> Ints:
        """The class of each of these items by what is said to be right of them; -1 where nothing is."""
        kind, code = KINDS[self.question.kind], {name: i for i, name in enumerate(self.classes)}
        found = np.full(len(items), -1, np.int32)
        for row, name in enumerate(items.tolist()):
            if name in says:
                said = GivenAnswers(0, says[name].form_version, says[name].answers)
                right = answer_to(self.question, version, said)
                if right is not None:
                    found[row] = code[str(kind.class_of(self.question, right))]
        return found


async def gather(
    t: Transaction, blobs: Blobs, project: ProjectId, form: Sequence[Question], version: int
) -> tuple[list[Column], int]:
    """The newest answers of everybody under the current form, and how many annotations that are.

    Of answers that were accepted from one prediction the first counts; those given in bulk say nothing of skill and
    calibrate nothing, because nobody looked at the item.
    """
    columns = [Column(question) for question in form]
    known: dict[tuple[int, str], list[Answer | None]] = {}
    accepted: set[tuple[int, int]] = set()
    count = 0
    async for rows in labels.answers(t, project):
        for row in rows:
            count += 1
            if row.bulk:
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
    return columns, count


def _read(form: Sequence[Question], version: int, row: AnswerRow, text: str) -> list[Answer | None]:
    given = GivenAnswers(row.person_id, row.form_version, orjson.loads(text))
    return [answer_to(question, version, given) for question in form]


async def _fetched(blobs: Blobs, row: AnswerRow) -> str:
    assert row.answers_blob is not None, "answers are in the row or in a blob"
    return (await asyncio.to_thread(blobs.get, row.answers_blob)).decode()

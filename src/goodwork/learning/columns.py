"""The answers to one question as columns: what the quality engine takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from goodwork.judging.item import NO_VERSION, GivenAnswers, answer_to
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import KINDS
from goodwork.model.appeals import Ruling
from goodwork.quality.labels import Ids, Ints, LabelTable


@dataclass(frozen=True, slots=True)
class PredictedClass:
    """The class that a model says of an item."""

    item: int
    model: str
    said: int
    score: float | None


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
    predicted: list[PredictedClass] = field(default_factory=list[PredictedClass])
    """What models say, where it is to be weighed; not where somebody's answer was accepted from it."""
    is_alone: bool = False
    """Whether it is the only question, so that the score of a prediction is of this answer."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the question, () when its answers are of no finite kind."""
        return KINDS[self.question.kind].classes(self.question)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the question when its answers are sets of them, else ()."""
        kind = KINDS[self.question.kind]
        return kind.conditions(self.question) if kind.has_several(self.question) else ()

    @property
    def words(self) -> dict[str, str]:
        """How each class is shown, of those that somebody gave."""
        kind = KINDS[self.question.kind]
        different = {id(answer): answer for answer in self.answer}.values()
        return {str(kind.class_of(self.question, a)): kind.shown(self.question, a) for a in different}

    def table(self, gold: Mapping[int, Mapping[str, Any]], version: int) -> LabelTable:
        """The answers as a label table over the question's classes, with the gold that was drawn at random."""
        kind, code = KINDS[self.question.kind], {name: i for i, name in enumerate(self.classes)}
        items, item = np.unique(np.array(self.item, np.int64), return_inverse=True)
        people, person = np.unique(np.array(self.person, np.int64), return_inverse=True)
        drawn = {name: Ruling(answers, NO_VERSION) for name, answers in gold.items()}
        known = self.known(items, drawn, version)
        # Most answers are the same few objects, so their classes are looked up once each.
        seen = {id(a): code[str(kind.class_of(self.question, a))] for a in self.answer}
        answer = np.array([seen[id(a)] for a in self.answer], np.int32)
        return LabelTable.from_arrays(
            item.astype(np.int32), person.astype(np.int32), answer,
            classes=list(self.classes), items=items, people=people, gold=known, ordered=kind.is_ordered,
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

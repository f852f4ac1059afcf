"""Rubrics to and from the neutral records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodwork.kinds.rubric.schema import MOST_NOTE, Criterion, RubricAnswer, RubricQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Loss, Rating, Record, TextAnswer


def to_records(question: RubricQuestion, answer: RubricAnswer) -> list[Record]:
    """One Rating ``key/criterion`` per criterion with its scale, and one TextAnswer per note."""
    made: list[Record] = []
    for criterion in question.criteria:
        name = f"{question.key}/{criterion.id}"
        low, high = criterion.values[0], criterion.values[-1]
        made.append(Rating(name, float(answer.ratings[criterion.id]), float(low), float(high)))
        if criterion.id in answer.notes:
            made.append(TextAnswer(name, answer.notes[criterion.id]))
    return made


def from_records(question: RubricQuestion, records: Sequence[Record]) -> tuple[RubricAnswer | None, list[Loss]]:
    """Steps by value, then by name; ``correct: 3; clear: Poor`` in one text, as a cell of a table holds it."""
    read = _Reading(question)
    for record in records:
        criterion = read.criterion(record.question)
        match record:
            case Rating(value=value) if criterion:
                read.step(criterion, f"{value:g}")
            case Choice(labels=(label,), names=(name,)) if criterion:
                read.step(criterion, label if _level(criterion, label) is not None else name)
            case TextAnswer(text=text) if criterion:
                read.words(criterion, text)
            case TextAnswer(text=text) if record.question.partition("/")[1] == "":
                read.cell(text)
            case _:
                read.lost.append(not_held(question, record))
    if set(read.ratings) != set(question.ids):
        if read.ratings:
            missing = ", ".join(name for name in question.ids if name not in read.ratings)
            read.lost.append(Loss("", "a part of a rubric", f"nothing is said of {missing}"))
        return None, read.lost
    return RubricAnswer(ratings=read.ratings, notes=read.notes), read.lost


class _Reading:
    def __init__(self, question: RubricQuestion) -> None:
        self._question = question
        self._by_name = {c.name.strip().casefold(): c for c in question.criteria} | {c.id: c for c in question.criteria}
        self.ratings: dict[str, int] = {}
        self.notes: dict[str, str] = {}
        self.lost: list[Loss] = []

    def criterion(self, name: str) -> Criterion | None:
        return self._by_name.get(name.partition("/")[2].strip().casefold())

    def step(self, criterion: Criterion, said: str) -> None:
        value = _level(criterion, said)
        if value is None:
            names = ", ".join(f"{level.value} ({level.name})" for level in criterion.levels)
            self.lost.append(Loss("", f"{said[:80]!r}", f"the criterion {criterion.id!r} has {names}"))
            return
        before = self.ratings.get(criterion.id)
        if before is not None:
            self.lost.append(
                Loss("", f"{criterion.id} {before}", "a later word on the same criterion replaced it", "changed")
            )
        self.ratings[criterion.id] = value

    def words(self, criterion: Criterion, text: str) -> None:
        """A note, or the step in words where none is known yet."""
        if criterion.id not in self.ratings and _level(criterion, text) is not None:
            self.step(criterion, text)
        elif not self._question.notes or criterion.id in self.notes or not 0 < len(text) <= MOST_NOTE:
            why = f"the question {self._question.key!r} has no place"
            how = "cut" if self._question.notes and text else "unasked"
            self.lost.append(Loss("", f"a note to {criterion.id}", why, how))
        else:
            self.notes[criterion.id] = text

    def cell(self, text: str) -> None:
        for piece in re.split(r"[;\n]", text):
            name, between, said = piece.partition(":" if ":" in piece else "=")
            criterion = self._by_name.get(name.strip().casefold())
            if between and criterion:
                self.step(criterion, said)
            elif piece.strip():
                ids = ", ".join(self._question.ids)
                self.lost.append(Loss("", f"{piece.strip()[:80]!r}", f"write one step for each of {ids}"))


def _level(criterion: Criterion, said: str) -> int | None:
    plain = said.strip().casefold()
    for level in criterion.levels:
        if plain in (str(level.value), level.name.strip().casefold()):
            return level.value
    return None

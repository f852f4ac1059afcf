"""Rubric: several criteria, each with a scale whose steps are described."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.labels import labels_in_full
from goodwork.model.items import Part
from goodwork.model.json import fields

MOST_NOTE = 5000


class Level(BaseModel):
    """One step of a scale, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: int = Field(ge=-100, le=100, description="What answers keep; its place from 1 when left out.")
    name: str = Field(min_length=1, max_length=100)
    description: str = Field(default="", max_length=1000, description="When this step is right.")


class Criterion(BaseModel):
    """One thing that is judged: its id never changes, its name may."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$", description="Stable; made from the name when left out.")
    name: str = Field(min_length=1, max_length=200)
    help: str = Field(default="", max_length=1000)
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=9)]
    """From the lowest to the highest."""

    @property
    def values(self) -> tuple[int, ...]:
        """The values of the steps, from low to high."""
        return tuple(level.value for level in self.levels)


class RubricQuestion(Question):
    """How good is it, criterion by criterion?"""

    kind: str = "rubric"
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=20)]
    notes: bool = Field(default=False, description="Whether people may write a note to each criterion.")
    tolerance: int = Field(
        default=0, ge=0, le=8, description="Steps from an expert's answer that still count as right."
    )

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, raw: Any) -> Any:
        """Criteria and levels may be plain names, and ``levels`` may be said once for all criteria."""
        if not isinstance(raw, Mapping):
            return raw
        question = dict(cast("Mapping[str, Any]", raw))
        shared = question.pop("levels", None)
        criteria = question.get("criteria")
        if isinstance(criteria, list | tuple):
            question["criteria"] = tuple(_criteria(cast("list[Any]", criteria), shared))
        return question

    @property
    def ids(self) -> tuple[str, ...]:
        """The criteria's ids, in order."""
        return tuple(criterion.id for criterion in self.criteria)


class RubricAnswer(Answer):
    """Criterion id -> the value of a step, and notes to some of them."""

    ratings: dict[str, int] = Field(max_length=20)
    notes: dict[str, Annotated[str, Field(min_length=1, max_length=MOST_NOTE)]] = Field(
        default_factory=dict[str, str], max_length=20
    )


def _criteria(criteria: list[Any], shared: Any) -> list[Any]:
    done: list[Any] = []
    for row in labels_in_full(criteria):
        if isinstance(row, Mapping):
            full = dict(cast("Mapping[str, Any]", row))
            levels = full.get("levels", shared)
            done.append(full if levels is None else {**full, "levels": _levels(levels)})
        else:
            done.append(row)
    return done


def _levels(levels: Any) -> Any:
    if not isinstance(levels, list | tuple):
        return levels
    rows = [{"name": one} if isinstance(one, str) else one for one in cast("list[Any]", levels)]
    return tuple(
        {"value": place, **cast("Mapping[str, Any]", row)} if isinstance(row, Mapping) else row
        for place, row in enumerate(rows, 1)
    )


def question_faults(question: RubricQuestion) -> list[Fault]:
    """Doubled ids and names, steps that do not rise, a tolerance that makes everything right."""
    key = question.key
    faults = [
        Fault(f"{key}.criteria", f"The criterion id {doubled!r} is there twice; ids must differ.")
        for doubled, n in Counter(question.ids).items()
        if n > 1
    ]
    names = Counter(criterion.name.strip().casefold() for criterion in question.criteria)
    faults += [
        Fault(f"{key}.criteria", f"The criterion {doubled!r} is there twice; people could not tell them apart.")
        for doubled, n in names.items()
        if n > 1
    ]
    for criterion in question.criteria:
        where = f"{key}.criteria.{criterion.id}"
        if any(a >= b for a, b in zip(criterion.values, criterion.values[1:], strict=False)):
            faults.append(
                Fault(f"{where}.levels", "The values of the steps must rise, from the lowest to the highest.")
            )
        levels = Counter(level.name.strip().casefold() for level in criterion.levels)
        faults += [
            Fault(f"{where}.levels", f"The step {doubled!r} is there twice.") for doubled, n in levels.items() if n > 1
        ]
        if question.tolerance >= len(criterion.levels) - 1:
            what = f"With this tolerance every answer to {criterion.name!r} would be right."
            faults.append(Fault(f"{key}.tolerance", what))
    return faults


def answer_faults(question: RubricQuestion, answer: RubricAnswer, parts: Sequence[Part]) -> list[Fault]:
    """Criteria that are unknown or missing, values that are no step, notes where there are none."""
    key = question.key
    known = ", ".join(question.ids)
    faults = [
        Fault(key, f"There is no criterion {name!r} in this question; it has {known}.")
        for name in {**answer.ratings, **answer.notes}
        if name not in question.ids
    ]
    for criterion in question.criteria:
        value = answer.ratings.get(criterion.id)
        if value is None:
            faults.append(Fault(key, f"The criterion {criterion.name!r} is still to be judged."))
        elif value not in criterion.values:
            steps = ", ".join(map(str, criterion.values))
            faults.append(Fault(key, f"{value} is no step of {criterion.name!r}; it has {steps}."))
    if answer.notes and not question.notes:
        faults.append(Fault(key, "This question takes no notes."))
    return faults


def migrate(question: RubricQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """The same steps; None when a criterion is new or has lost the step."""
    ratings, notes = fields(answer.get("ratings")), fields(answer.get("notes"))
    if any(ratings.get(criterion.id) not in criterion.values for criterion in question.criteria):
        return None
    return {
        "ratings": {name: ratings[name] for name in question.ids},
        "notes": {name: notes[name] for name in question.ids if name in notes} if question.notes else {},
    }

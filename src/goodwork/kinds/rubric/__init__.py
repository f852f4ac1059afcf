"""Rubric: how good is it, criterion by criterion?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind, Slip
from goodwork.kinds.rubric import consensus as _consensus
from goodwork.kinds.rubric import distance as _distance
from goodwork.kinds.rubric import records as _records
from goodwork.kinds.rubric import schema
from goodwork.kinds.rubric.schema import RubricAnswer, RubricQuestion
from goodwork.model.records import Rating, TextAnswer


def _says(question: RubricQuestion, answer: RubricAnswer) -> tuple[str, ...]:
    return tuple(f"{name}/{answer.ratings[name]}" for name in question.ids if name in answer.ratings)


def _conditions(question: RubricQuestion) -> tuple[str, ...]:
    return tuple(f"{criterion.id}/{value}" for criterion in question.criteria for value in criterion.values)


def _shown(question: RubricQuestion, answer: RubricAnswer) -> str:
    return ", ".join(
        f"{criterion.name}: {level.name}"
        for criterion in question.criteria
        for level in criterion.levels
        if level.value == answer.ratings.get(criterion.id)
    )


def _slips(question: RubricQuestion, mine: RubricAnswer, right: RubricAnswer) -> tuple[Slip, ...]:
    """Criteria that were judged more steps away than the question tolerates."""
    found: list[Slip] = []
    for criterion in question.criteria:
        steps = criterion.values.index(mine.ratings[criterion.id]) - criterion.values.index(right.ratings[criterion.id])
        if abs(steps) > question.tolerance:
            found.append(Slip("higher" if steps > 0 else "lower", criterion.name))
    return tuple(found)


KIND = Kind(
    "rubric",
    "Rubric",
    RubricQuestion,
    RubricAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(
        Rating,
        TextAnswer,
    ),
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
    slips=_slips,
)

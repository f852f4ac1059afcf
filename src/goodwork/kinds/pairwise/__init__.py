"""Pairwise: which of two outputs is better?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind, its_part
from goodwork.kinds.pairwise import consensus as _consensus
from goodwork.kinds.pairwise import distance as _distance
from goodwork.kinds.pairwise import records as _records
from goodwork.kinds.pairwise import schema
from goodwork.kinds.pairwise.schema import NEITHER, TIE, PairwiseAnswer, PairwiseQuestion
from goodwork.model.items import NeededPart
from goodwork.model.records import Preference


def _classes(question: PairwiseQuestion) -> tuple[str, ...]:
    return question.classes


def _class_of(question: PairwiseQuestion, answer: PairwiseAnswer) -> str | None:
    return answer.choice


def _says(question: PairwiseQuestion, answer: PairwiseAnswer) -> tuple[str, ...]:
    return (answer.choice,)


def _conditions(question: PairwiseQuestion) -> tuple[str, ...]:
    return question.classes


def _shown(question: PairwiseQuestion, answer: PairwiseAnswer) -> str:
    if answer.choice in (TIE, NEITHER):
        return "equally good" if answer.choice == TIE else "both bad"
    return f"{answer.choice}, {answer.strength} better" if answer.strength else f"{answer.choice} is better"


def _needs(question: PairwiseQuestion) -> tuple[NeededPart, ...]:
    return (*its_part(question), *map(NeededPart, question.outputs))


KIND = Kind(
    "pairwise",
    "Comparison of two",
    PairwiseQuestion,
    PairwiseAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(Preference,),
    needs=_needs,
    question_faults=schema.question_faults,
    classes=_classes,
    class_of=_class_of,
    says=_says,
    conditions=_conditions,
    systems=lambda question: question.systems,
)

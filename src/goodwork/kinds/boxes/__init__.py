"""Boxes: where in the picture is what?"""

from __future__ import annotations

from goodwork.kinds.boxes import consensus as _consensus
from goodwork.kinds.boxes import distance as _distance
from goodwork.kinds.boxes import records as _records
from goodwork.kinds.boxes import schema
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Kind, Slip
from goodwork.kinds.region_answers import labels_said, near, region_slips
from goodwork.kinds.region_schema import needs, question_faults
from goodwork.model.records import Box


def _says(question: BoxesQuestion, answer: BoxesAnswer) -> tuple[str, ...]:
    return labels_said(question, answer.boxes)


def _conditions(question: BoxesQuestion) -> tuple[str, ...]:
    return question.ids


def _slips(question: BoxesQuestion, mine: BoxesAnswer, right: BoxesAnswer) -> tuple[Slip, ...]:
    from goodwork.kinds.boxes.craft import CRAFT

    return region_slips(question, CRAFT, mine.boxes, right.boxes)


def _near(question: BoxesQuestion, a: BoxesAnswer, b: BoxesAnswer) -> bool:
    from goodwork.kinds.boxes.craft import CRAFT

    return near(question, CRAFT, a.boxes, b.boxes)


KIND = Kind(
    "boxes",
    "Boxes",
    BoxesQuestion,
    BoxesAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Box,),
    needs=needs,
    question_faults=question_faults,
    says=_says,
    conditions=_conditions,
    is_near=_near,
    slips=_slips,
    learned=_consensus.learned,
)

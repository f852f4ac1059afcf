"""Boxes: where in the picture is what?"""

from __future__ import annotations

from goodwork.kinds.boxes import records as _records
from goodwork.kinds.boxes import schema
from goodwork.kinds.boxes.consensus import consensus, learned
from goodwork.kinds.boxes.distance import BOXES
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Kind
from goodwork.kinds.region_schema import conditions, needs, question_faults
from goodwork.model.records import Box

KIND = Kind(
    "boxes",
    "Boxes",
    BoxesQuestion,
    BoxesAnswer,
    faults=schema.answer_faults,
    distance=BOXES.distance,
    consensus=consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Box,),
    needs=needs,
    question_faults=question_faults,
    says=BOXES.says,
    conditions=conditions,
    is_near=BOXES.near,
    slips=BOXES.slips,
    learned=learned,
)

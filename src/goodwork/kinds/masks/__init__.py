"""Masks: which pixels of the picture belong to what?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.masks import records as _records
from goodwork.kinds.masks import schema
from goodwork.kinds.masks.consensus import consensus, learned
from goodwork.kinds.masks.distance import MASKS
from goodwork.kinds.masks.schema import MasksAnswer, MasksQuestion
from goodwork.kinds.region_schema import conditions, needs, question_faults
from goodwork.model.records import Mask

KIND = Kind(
    "masks",
    "Masks",
    MasksQuestion,
    MasksAnswer,
    faults=schema.answer_faults,
    distance=MASKS.distance,
    consensus=consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Mask,),
    needs=needs,
    question_faults=question_faults,
    says=MASKS.says,
    conditions=conditions,
    is_near=MASKS.near,
    slips=MASKS.slips,
    learned=learned,
)

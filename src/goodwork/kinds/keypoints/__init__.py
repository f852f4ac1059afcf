"""Keypoints: where are the named points of what is in the picture?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.keypoints import records as _records
from goodwork.kinds.keypoints import schema
from goodwork.kinds.keypoints.consensus import consensus, learned
from goodwork.kinds.keypoints.distance import KEYPOINTS
from goodwork.kinds.keypoints.schema import KeypointsAnswer, KeypointsQuestion
from goodwork.kinds.region_schema import conditions, needs
from goodwork.model.records import Keypoints

KIND = Kind(
    "keypoints",
    "Keypoints",
    KeypointsQuestion,
    KeypointsAnswer,
    faults=schema.answer_faults,
    distance=KEYPOINTS.distance,
    consensus=consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Keypoints,),
    needs=needs,
    question_faults=schema.question_faults,
    says=KEYPOINTS.says,
    conditions=conditions,
    is_near=KEYPOINTS.near,
    slips=KEYPOINTS.slips,
    learned=learned,
)

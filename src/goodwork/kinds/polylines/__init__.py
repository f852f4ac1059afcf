"""Polylines: along what does which line run in the picture?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.polylines import records as _records
from goodwork.kinds.polylines import schema
from goodwork.kinds.polylines.consensus import consensus, learned
from goodwork.kinds.polylines.distance import POLYLINES
from goodwork.kinds.polylines.schema import PolylinesAnswer, PolylinesQuestion
from goodwork.kinds.region_schema import conditions, needs, question_faults
from goodwork.model.records import Polyline

KIND = Kind(
    "polylines",
    "Polylines",
    PolylinesQuestion,
    PolylinesAnswer,
    faults=schema.answer_faults,
    distance=POLYLINES.distance,
    consensus=consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Polyline,),
    needs=needs,
    question_faults=question_faults,
    says=POLYLINES.says,
    conditions=conditions,
    is_near=POLYLINES.near,
    slips=POLYLINES.slips,
    learned=learned,
)

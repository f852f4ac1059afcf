"""Polygons: which outline has what in the picture?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind
from goodwork.kinds.polygons import records as _records
from goodwork.kinds.polygons import schema
from goodwork.kinds.polygons.consensus import consensus, learned
from goodwork.kinds.polygons.distance import POLYGONS
from goodwork.kinds.polygons.schema import PolygonsAnswer, PolygonsQuestion
from goodwork.kinds.region_schema import conditions, needs, question_faults
from goodwork.model.records import Polygon

KIND = Kind(
    "polygons",
    "Polygons",
    PolygonsQuestion,
    PolygonsAnswer,
    faults=schema.answer_faults,
    distance=POLYGONS.distance,
    consensus=consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Polygon,),
    needs=needs,
    question_faults=question_faults,
    says=POLYGONS.says,
    conditions=conditions,
    is_near=POLYGONS.near,
    slips=POLYGONS.slips,
    learned=learned,
)

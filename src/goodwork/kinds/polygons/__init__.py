"""Polygons: which outline has what in the picture?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind, Slip
from goodwork.kinds.polygons import consensus as _consensus
from goodwork.kinds.polygons import distance as _distance
from goodwork.kinds.polygons import records as _records
from goodwork.kinds.polygons import schema
from goodwork.kinds.polygons.schema import PolygonsAnswer, PolygonsQuestion
from goodwork.kinds.region_answers import labels_said, near, region_slips
from goodwork.kinds.region_schema import needs, question_faults
from goodwork.model.records import Polygon


def _says(question: PolygonsQuestion, answer: PolygonsAnswer) -> tuple[str, ...]:
    return labels_said(question, answer.polygons)


def _conditions(question: PolygonsQuestion) -> tuple[str, ...]:
    return question.ids


def _slips(question: PolygonsQuestion, mine: PolygonsAnswer, right: PolygonsAnswer) -> tuple[Slip, ...]:
    from goodwork.kinds.polygons.craft import CRAFT

    return region_slips(question, CRAFT, mine.polygons, right.polygons)


def _near(question: PolygonsQuestion, a: PolygonsAnswer, b: PolygonsAnswer) -> bool:
    from goodwork.kinds.polygons.craft import CRAFT

    return near(question, CRAFT, a.polygons, b.polygons)


KIND = Kind(
    "polygons",
    "Polygons",
    PolygonsQuestion,
    PolygonsAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Polygon,),
    needs=needs,
    question_faults=question_faults,
    says=_says,
    conditions=_conditions,
    is_near=_near,
    slips=_slips,
    learned=_consensus.learned,
)

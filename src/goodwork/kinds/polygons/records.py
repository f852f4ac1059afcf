"""Polygons to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds.attributes import named_attributes, of_id_or_name, read_attributes
from goodwork.kinds.polygons.schema import MOST_POINTS, PolygonsAnswer, PolygonsQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Loss, Polygon, Record, nothing_found, says_nothing_found


def to_records(question: PolygonsQuestion, answer: PolygonsAnswer) -> list[Record]:
    """One Polygon each, with names; none at all is said, too."""
    if not answer.polygons:
        return [nothing_found(question.key)]
    records: list[Record] = []
    for polygon in answer.polygons:
        label = question.label(polygon.label)
        name = label.name if label else polygon.label
        said = named_attributes(label, polygon.attributes)
        records.append(Polygon(question.key, polygon.id, polygon.label, name, polygon.parts, said, question.part))
    return records


def from_records(question: PolygonsQuestion, records: Sequence[Record]) -> tuple[PolygonsAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; pixels as they are."""
    raw: list[dict[str, Any]] = []
    lost: list[Loss] = []
    said = False
    for n, record in enumerate(records):
        if says_nothing_found(record, question.key):
            said = True
        elif not isinstance(record, Polygon):
            lost.append(not_held(question, record))
        elif (made := _read(question, record, lost)) is not None:
            raw.append({"id": f"r{n}", **made})
    if not raw and not said:
        return None, lost
    return PolygonsAnswer.model_validate({"polygons": raw}), lost


def _read(question: PolygonsQuestion, record: Polygon, lost: list[Loss]) -> dict[str, Any] | None:
    if record.part is not None and question.part is not None and record.part != question.part:
        lost.append(
            Loss("", f"a polygon in {record.part!r}", f"the question {question.key!r} looks at {question.part!r}")
        )
        return None
    label = of_id_or_name(question.labels, record.label, record.name)
    if label is None:
        lost.append(Loss("", f"a polygon of label {record.name!r}", f"the question {question.key!r} has no such label"))
        return None
    points = sum(len(ring) for rings in record.parts for ring in rings)
    if points > MOST_POINTS:
        why = f"a polygon holds {MOST_POINTS:,} points at most"
        lost.append(Loss("", f"a polygon of {label.name!r} with {points:,} points", why))
        return None
    return {
        "label": label.id,
        "parts": record.parts,
        "attributes": read_attributes(label, record.attributes, lost),
    }

"""Polygons to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds import region_records
from goodwork.kinds.attributes import MarkLabel
from goodwork.kinds.polygons import schema
from goodwork.kinds.polygons.schema import MOST_POINTS, PolygonsAnswer, PolygonsQuestion
from goodwork.model.records import Attributes, Loss, Polygon, Record


def to_records(question: PolygonsQuestion, answer: PolygonsAnswer) -> list[Record]:
    """One Polygon each, with names; none at all is said, too."""

    def written(polygon: schema.Polygon, name: str, said: Attributes) -> Record:
        return Polygon(question.key, polygon.id, polygon.label, name, polygon.parts, False, said, question.part)

    return region_records.to_records(question, answer.polygons, written)


def from_records(question: PolygonsQuestion, records: Sequence[Record]) -> tuple[PolygonsAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; pixels as they are."""
    raw, lost = region_records.from_records(question, records, Polygon, "a polygon", _read)
    return None if raw is None else PolygonsAnswer.model_validate({"polygons": raw}), lost


def _read(record: Polygon, label: MarkLabel, lost: list[Loss]) -> dict[str, Any] | None:
    if record.crowd:
        lost.append(Loss("", f"a crowd of {label.name!r}", "a polygon is around one object"))
        return None
    points = sum(len(ring) for rings in record.parts for ring in rings)
    if points > MOST_POINTS:
        why = f"a polygon holds {MOST_POINTS:,} points at most"
        lost.append(Loss("", f"a polygon of {label.name!r} with {points:,} points", why))
        return None
    return {"parts": record.parts}

"""Polylines to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds import region_records
from goodwork.kinds.attributes import MarkLabel
from goodwork.kinds.polylines import schema
from goodwork.kinds.polylines.schema import MOST_POINTS, PolylinesAnswer, PolylinesQuestion
from goodwork.model.records import Attributes, Loss, Polyline, Record


def to_records(question: PolylinesQuestion, answer: PolylinesAnswer) -> list[Record]:
    """One Polyline each, with names; none at all is said, too."""

    def written(line: schema.Polyline, name: str, said: Attributes) -> Record:
        return Polyline(question.key, line.id, line.label, name, line.points, said, question.part)

    return region_records.to_records(question, answer.polylines, written)


def from_records(question: PolylinesQuestion, records: Sequence[Record]) -> tuple[PolylinesAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; pixels as they are."""
    raw, lost = region_records.from_records(question, records, Polyline, "a polyline", _read)
    return None if raw is None else PolylinesAnswer.model_validate({"polylines": raw}), lost


def _read(record: Polyline, label: MarkLabel, lost: list[Loss]) -> dict[str, Any] | None:
    # A point on the one before it says nothing.
    points = [point for n, point in enumerate(record.points) if n == 0 or point != record.points[n - 1]]
    if len(points) < 2:
        lost.append(Loss("", f"a polyline of {label.name!r}", "it has no length"))
        return None
    if len(points) > MOST_POINTS:
        why = f"a polyline holds {MOST_POINTS:,} points at most"
        lost.append(Loss("", f"a polyline of {label.name!r} with {len(points):,} points", why))
        return None
    return {"points": points}

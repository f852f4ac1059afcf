"""Keypoints to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds import region_records
from goodwork.kinds.attributes import MarkLabel, of_name
from goodwork.kinds.keypoints.schema import KeypointsAnswer, KeypointsQuestion, Skeleton
from goodwork.model.records import Attributes, Keypoints, Loss, Record


def to_records(question: KeypointsQuestion, answer: KeypointsAnswer) -> list[Record]:
    """One Keypoints each, with names; none at all is said, too."""

    def written(skeleton: Skeleton, name: str, said: Attributes) -> Record:
        points = tuple(
            (point.name, *skeleton.points[point.id]) for point in question.points if point.id in skeleton.points
        )
        return Keypoints(question.key, skeleton.id, skeleton.label, name, points, said, question.part)

    return region_records.to_records(question, answer.keypoints, written)


def from_records(question: KeypointsQuestion, records: Sequence[Record]) -> tuple[KeypointsAnswer | None, list[Loss]]:
    """Labels, points, attributes and options found by id or by name; pixels as they are."""

    def read(record: Keypoints, label: MarkLabel, lost: list[Loss]) -> dict[str, Any] | None:
        points: dict[str, tuple[float, float, int]] = {}
        for name, x, y, seen in record.points:
            point = of_name(question.points, name)
            if point is None:
                why = f"the question {question.key!r} has no such point"
                lost.append(Loss("", f"the point {name!r} of {label.name!r}", why))
            elif point.id in points:
                lost.append(Loss("", f"the point {name!r} of {label.name!r}", "it is there twice"))
            else:
                points[point.id] = (x, y, seen)
        return {"points": points} if points else None

    raw, lost = region_records.from_records(question, records, Keypoints, "keypoints", read)
    return None if raw is None else KeypointsAnswer.model_validate({"keypoints": raw}), lost

"""Boxes to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds import region_records
from goodwork.kinds.attributes import MarkLabel
from goodwork.kinds.boxes import schema
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.model.records import Attributes, Box, Loss, Polygon, Record


def to_records(question: BoxesQuestion, answer: BoxesAnswer) -> list[Record]:
    """One Box each, with names; none at all is said, too."""

    def written(box: schema.Box, name: str, said: Attributes) -> Record:
        return Box(question.key, box.id, box.label, name, *box.box, box.rotation, box.crowd, said, question.part)

    return region_records.to_records(question, answer.boxes, written)


def from_records(question: BoxesQuestion, records: Sequence[Record]) -> tuple[BoxesAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; pixels as they are."""

    def read(record: Box, label: MarkLabel, lost: list[Loss]) -> dict[str, Any] | None:
        if record.rotation and not question.rotated:
            why = f"the question {question.key!r} asks for upright ones"
            lost.append(Loss("", f"a turned box of {label.name!r}", why))
            return None
        if record.crowd and not question.crowds:
            lost.append(Loss("", f"a crowd of {label.name!r}", f"the question {question.key!r} asks for no crowds"))
            return None
        borders = (record.x0, record.y0, record.x1, record.y1)
        return {"box": borders, "rotation": record.rotation, "crowd": record.crowd}

    around: list[Loss] = []
    boxes = [_around(record, around) if isinstance(record, Polygon) else record for record in records]
    raw, lost = region_records.from_records(question, boxes, Box, "a box", read)
    return None if raw is None else BoxesAnswer.model_validate({"boxes": raw}), around + lost


def _around(outline: Polygon, lost: list[Loss]) -> Box:
    """The upright box around an outline: what a question for boxes asks of it."""
    points = [point for outer, *_ in outline.parts for point in outer]
    x, y = [point[0] for point in points], [point[1] for point in points]
    lost.append(Loss("", f"the outline of {outline.name!r}", "it asks for boxes: the one around it", "changed"))
    return Box(
        outline.question, outline.id, outline.label, outline.name, min(x), min(y), max(x), max(y), 0.0, outline.crowd,
        outline.attributes, outline.part,
    )  # fmt: skip

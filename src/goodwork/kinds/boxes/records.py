"""Boxes to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds import region_records
from goodwork.kinds.attributes import MarkLabel
from goodwork.kinds.boxes import schema
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.model.records import Attributes, Box, Loss, Record


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

    raw, lost = region_records.from_records(question, records, Box, "a box", read)
    return None if raw is None else BoxesAnswer.model_validate({"boxes": raw}), lost

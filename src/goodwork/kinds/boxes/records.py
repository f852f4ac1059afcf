"""Boxes to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds.attributes import named_attributes, of_id_or_name, read_attributes
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Box, Loss, Record, nothing_found, says_nothing_found


def to_records(question: BoxesQuestion, answer: BoxesAnswer) -> list[Record]:
    """One Box each, with names; none at all is said, too."""
    if not answer.boxes:
        return [nothing_found(question.key)]
    records: list[Record] = []
    for box in answer.boxes:
        label = question.label(box.label)
        name = label.name if label else box.label
        said = named_attributes(label, box.attributes)
        records.append(
            Box(question.key, box.id, box.label, name, *box.box, box.rotation, box.crowd, said, question.part)
        )
    return records


def from_records(question: BoxesQuestion, records: Sequence[Record]) -> tuple[BoxesAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; pixels as they are."""
    raw: list[dict[str, Any]] = []
    lost: list[Loss] = []
    said = False
    for n, record in enumerate(records):
        if says_nothing_found(record, question.key):
            said = True
        elif not isinstance(record, Box):
            lost.append(not_held(question, record))
        elif (made := _read(question, record, lost)) is not None:
            raw.append({"id": f"r{n}", **made})
    if not raw and not said:
        return None, lost
    return BoxesAnswer.model_validate({"boxes": raw}), lost


def _read(question: BoxesQuestion, record: Box, lost: list[Loss]) -> dict[str, Any] | None:
    if record.part is not None and question.part is not None and record.part != question.part:
        lost.append(Loss("", f"a box in {record.part!r}", f"the question {question.key!r} looks at {question.part!r}"))
        return None
    label = of_id_or_name(question.labels, record.label, record.name)
    if label is None:
        lost.append(Loss("", f"a box of label {record.name!r}", f"the question {question.key!r} has no such label"))
        return None
    if record.rotation and not question.rotated:
        lost.append(Loss("", f"a turned box of {label.name!r}", f"the question {question.key!r} asks for upright ones"))
        return None
    if record.crowd and not question.crowds:
        lost.append(Loss("", f"a crowd of {label.name!r}", f"the question {question.key!r} asks for no crowds"))
        return None
    return {
        "label": label.id,
        "box": (record.x0, record.y0, record.x1, record.y1),
        "rotation": record.rotation,
        "crowd": record.crowd,
        "attributes": read_attributes(label, record.attributes, lost),
    }

"""Regions to and from the neutral records, whatever their shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from goodwork.kinds.attributes import MarkLabel, named_attributes, of_id_or_name, read_attributes
from goodwork.kinds.region_schema import R, RegionQuestion
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Attributes, Drawn, Loss, Record, nothing_found, says_nothing_found

D = TypeVar("D", bound=Drawn)


def to_records(
    question: RegionQuestion, regions: Sequence[R], written: Callable[[R, str, Attributes], Record]
) -> list[Record]:
    """One each, with the names of its label and attributes; none at all is said, too."""
    if not regions:
        return [nothing_found(question.key)]
    records: list[Record] = []
    for region in regions:
        label = question.label(region.label)
        said = named_attributes(label, region.attributes)
        records.append(written(region, label.name if label else region.label, said))
    return records


def from_records(
    question: RegionQuestion,
    records: Sequence[Record],
    sort: type[D],
    called: str,
    read: Callable[[D, MarkLabel, list[Loss]], dict[str, Any] | None],
) -> tuple[list[dict[str, Any]] | None, list[Loss]]:
    """Regions as an answer has them, None when the records make none, and what they don't hold.

    Labels, attributes and options are found by id or by name. ``sort``: the records that it holds, ``called`` so
    in words; ``read``: the shape of one, None when it can't be held, which it adds to the losses.
    """
    raw: list[dict[str, Any]] = []
    lost: list[Loss] = []
    said = False
    for n, record in enumerate(records):
        if says_nothing_found(record, question.key):
            said = True
        elif not isinstance(record, sort):
            lost.append(not_held(question, record))
        elif (label := _label(question, record, called, lost)) is not None:
            shape = read(record, label, lost)
            if shape is not None:
                attributes = read_attributes(label, record.attributes, lost)
                raw.append({"id": f"r{n}", "label": label.id, **shape, "attributes": attributes})
    return (raw if raw or said else None), lost


def _label(question: RegionQuestion, record: Drawn, called: str, lost: list[Loss]) -> MarkLabel | None:
    if record.part is not None and question.part is not None and record.part != question.part:
        why = f"the question {question.key!r} looks at {question.part!r}"
        lost.append(Loss("", f"{called} in {record.part!r}", why))
        return None
    label = of_id_or_name(question.labels, record.label, record.name)
    if label is None:
        why = f"the question {question.key!r} has no such label"
        lost.append(Loss("", f"{called} of label {record.name!r}", why))
    return label

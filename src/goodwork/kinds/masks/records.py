"""Masks to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goodwork.kinds import region_records
from goodwork.kinds.attributes import MarkLabel
from goodwork.kinds.masks import schema
from goodwork.kinds.masks.schema import MOST_TEXT, MasksAnswer, MasksQuestion
from goodwork.model.records import Attributes, Loss, Mask, Record


def to_records(question: MasksQuestion, answer: MasksAnswer) -> list[Record]:
    """One Mask each, with names; none at all is said, too."""

    def written(mask: schema.Mask, name: str, said: Attributes) -> Record:
        return Mask(question.key, mask.id, mask.label, name, mask.size, mask.counts, False, said, question.part)

    return region_records.to_records(question, answer.masks, written)


def from_records(question: MasksQuestion, records: Sequence[Record]) -> tuple[MasksAnswer | None, list[Loss]]:
    """Labels, attributes and options found by id or by name; pixels as they are."""
    raw, lost = region_records.from_records(question, records, Mask, "a mask", _read)
    return None if raw is None else MasksAnswer.model_validate({"masks": raw}), lost


def _read(record: Mask, label: MarkLabel, lost: list[Loss]) -> dict[str, Any] | None:
    if record.crowd:
        lost.append(Loss("", f"a crowd of {label.name!r}", "a mask is of one thing"))
        return None
    if len(record.counts) > MOST_TEXT:
        why = f"a mask holds {MOST_TEXT:,} characters of runs at most"
        lost.append(Loss("", f"a mask of {label.name!r} with {len(record.counts):,} characters", why))
        return None
    return {"size": record.size, "counts": record.counts}

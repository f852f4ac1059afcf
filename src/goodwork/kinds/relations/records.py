"""Spans and relations to and from the neutral records."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.attributes import of_id_or_name
from goodwork.kinds.relations.schema import RelationsAnswer, RelationsQuestion
from goodwork.kinds.span_records import is_nothing, read_spans, span_records
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Loss, Record, Relation, Span


def to_records(question: RelationsQuestion, answer: RelationsAnswer) -> list[Record]:
    """One Span each, then one Relation each, with names."""
    names = {one.id: one.name for one in question.relations}
    return [
        *span_records(question, answer.spans),
        *(Relation(question.key, a.label, names.get(a.label, a.label), a.head, a.tail) for a in answer.relations),
    ]


def from_records(question: RelationsQuestion, records: Sequence[Record]) -> tuple[RelationsAnswer | None, list[Loss]]:
    """Spans and relations found by id or by name; a relation whose end is missing is lost."""
    raw, ids, lost = read_spans(question, [r for r in records if isinstance(r, Span)])
    label = {span["id"]: span["label"] for span in raw}
    arcs: dict[tuple[str, str, str], None] = {}
    said = False
    for record in records:
        if isinstance(record, Span):
            continue
        if not isinstance(record, Relation):
            if is_nothing(question, record):
                said = True
            else:
                lost.append(not_held(question, record))
            continue
        known = of_id_or_name(question.relations, record.label, record.name)
        head, tail = ids.get(record.head), ids.get(record.tail)
        what = f"a relation {record.name!r}"
        if known is None:
            lost.append(Loss("", what, f"the question {question.key!r} has no such relation"))
        elif head is None or tail is None:
            lost.append(Loss("", what, "one of its ends is no span of the answer"))
        elif head == tail or not known.joins(label[head], label[tail]):
            lost.append(Loss("", what, f"it can't go from {label[head]!r} to {label[tail]!r}"))
        elif (known.id, head, tail) in arcs:
            what = f"a second relation {record.name!r} between the same spans"
            lost.append(Loss("", what, "one is there", "changed"))
        else:
            arcs[known.id, head, tail] = None
    if not raw and not said:
        return None, lost
    relations = [{"label": sort, "head": head, "tail": tail} for sort, head, tail in arcs]
    return RelationsAnswer.model_validate({"spans": raw, "relations": relations}), lost

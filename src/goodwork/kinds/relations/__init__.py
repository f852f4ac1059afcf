"""Relations: what in the text stands in which relation to what?"""

from __future__ import annotations

from goodwork.kinds.contract import Kind, Slip
from goodwork.kinds.relations import consensus as _consensus
from goodwork.kinds.relations import distance as _distance
from goodwork.kinds.relations import records as _records
from goodwork.kinds.relations import schema
from goodwork.kinds.relations.schema import RelationsAnswer, RelationsQuestion
from goodwork.kinds.span_matching import match_spans
from goodwork.kinds.span_schema import NAMED, short, spans_shown
from goodwork.kinds.span_slips import span_slips
from goodwork.model.items import NeededPart, PartType
from goodwork.model.records import Relation, Span


def _says(question: RelationsQuestion, answer: RelationsAnswer) -> tuple[str, ...]:
    found = {one.label for one in (*answer.spans, *answer.relations)}
    return tuple(one for one in _conditions(question) if one in found)


def _conditions(question: RelationsQuestion) -> tuple[str, ...]:
    return (*question.ids, *(one.id for one in question.relations))


def _shown(question: RelationsQuestion, answer: RelationsAnswer) -> str:
    spans = {span.id: span for span in answer.spans}
    said = spans_shown(question, answer.spans)
    if not answer.relations:
        return said
    names = {one.id: one.name for one in question.relations}
    arcs = ", ".join(
        f"“{short(spans[a.head].text)}” {names.get(a.label, a.label)} “{short(spans[a.tail].text)}”"
        for a in answer.relations[:NAMED]
    )
    n = len(answer.relations)
    return f"{said}; {f'{n} relations: ' if n > 1 else ''}{arcs}{', …' if n > NAMED else ''}"


def _needs(question: RelationsQuestion) -> tuple[NeededPart, ...]:
    return (NeededPart(question.part, (PartType.TEXT, PartType.CODE) if question.part else (PartType.TEXT,)),)


def _slips(question: RelationsQuestion, mine: RelationsAnswer, right: RelationsAnswer) -> tuple[Slip, ...]:
    """Those of the spans, then relations between spans that both marked."""
    names = {one.id: one.name for one in question.relations}
    theirs = {mine.spans[i].id: right.spans[j].id for i, j, _ in match_spans(mine.spans, right.spans)}
    drawn = {(a.label, theirs[a.head], theirs[a.tail]) for a in mine.relations if {a.head, a.tail} <= theirs.keys()}
    known = set(theirs.values())
    there = {(a.label, a.head, a.tail) for a in right.relations if {a.head, a.tail} <= known}
    return (
        *span_slips(question, mine.spans, right.spans),
        *(Slip("missed", right=names.get(label, label)) for label, _, _ in sorted(there - drawn)),
        *(Slip("extra", names.get(label, label)) for label, _, _ in sorted(drawn - there)),
    )


KIND = Kind(
    "relations",
    "Relations",
    RelationsQuestion,
    RelationsAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=_shown,
    records=(
        Span,
        Relation,
    ),
    needs=_needs,
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
    slips=_slips,
)

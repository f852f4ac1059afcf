"""Relations: spans of a text, and directed arcs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault
from goodwork.kinds.labels import Label, label_faults, labels_in_full
from goodwork.kinds.span_schema import (
    FAULTS,
    MarkingAnswer,
    MarkingQuestion,
    Span,
    marking_faults,
    marking_question_faults,
    migrated_spans,
    renumbered,
)
from goodwork.model.items import Part
from goodwork.model.json import objects


class RelationType(Label):
    """One sort of arc, and which spans it may join."""

    head: tuple[str, ...] = Field(default=(), max_length=200, description="Labels it may come from; none: all.")
    tail: tuple[str, ...] = Field(default=(), max_length=200, description="Labels it may go to; none: all.")

    @field_validator("head", "tail", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def joins(self, head: str, tail: str) -> bool:
        """Whether it may go from a span of one label to a span of the other."""
        return (not self.head or head in self.head) and (not self.tail or tail in self.tail)


class RelationsQuestion(MarkingQuestion):
    """What in the text stands in which relation to what?"""

    kind: str = "relations"
    relations: Annotated[tuple[RelationType, ...], Field(min_length=1, max_length=100)]

    @field_validator("relations", mode="before")
    @classmethod
    def _relations_in_full(cls, value: Any) -> Any:
        return labels_in_full(value)

    @model_validator(mode="after")
    def _labels_by_id(self) -> Self:
        """Heads and tails may be written as the labels' names."""
        ids = {label.name: label.id for label in reversed(self.labels)} | {label.id: label.id for label in self.labels}

        def by_id(one: RelationType) -> RelationType:
            ends = {"head": tuple(ids.get(x, x) for x in one.head), "tail": tuple(ids.get(x, x) for x in one.tail)}
            return one.model_copy(update=ends)

        object.__setattr__(self, "relations", tuple(by_id(one) for one in self.relations))
        return self

    def relation(self, relation_id: str) -> RelationType | None:
        """The relation of this id."""
        return next((one for one in self.relations if one.id == relation_id), None)


class Arc(BaseModel):
    """A directed relation between two spans of the same answer, by their ids."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str = Field(max_length=60)
    head: str = Field(max_length=100)
    tail: str = Field(max_length=100)


class RelationsAnswer(MarkingAnswer):
    """Spans in the order of the text, and arcs in the order of their spans."""

    relations: Annotated[tuple[Arc, ...], FailFast(), Field(max_length=20_000)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        ids = Counter(span.id for span in self.spans)
        doubled = next((name for name, n in ids.items() if n > 1), None)
        if doubled is not None:
            raise ValueError(f"two spans have the id {doubled!r}; each needs one of its own")
        lost = next((end for arc in self.relations for end in (arc.head, arc.tail) if end not in ids), None)
        if lost is not None:
            raise ValueError(f"a relation names the span {lost!r}, and there is none of this id")
        spans, new = renumbered(self.spans)
        place = {span.id: n for n, span in enumerate(spans)}
        arcs = [arc.model_copy(update={"head": new[arc.head], "tail": new[arc.tail]}) for arc in self.relations]
        arcs.sort(key=lambda arc: (place[arc.head], place[arc.tail], arc.label))
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "relations", tuple(arcs))
        return self


def question_faults(question: RelationsQuestion) -> list[Fault]:
    """Doubled ids, names and keys, and ends that no label has."""
    where = f"{question.key}.relations"
    faults = [*marking_question_faults(question), *label_faults(where, question.relations)]
    keys = {label.key for label in question.labels if label.key}
    faults += [
        Fault(where, f"The key {one.key!r} is given to a label and to a relation; give each a key of its own.")
        for one in question.relations
        if one.key in keys
    ]
    faults += [
        Fault(where, f"The id {one.id!r} is a label's, too; relations and labels need different ids.")
        for one in question.relations
        if one.id in question.ids
    ]
    return faults + [
        Fault(where, f"The relation {one.name!r} names the label {end!r}; there is none.")
        for one in question.relations
        for end in (*one.head, *one.tail)
        if end not in question.ids
    ]


def answer_faults(question: RelationsQuestion, answer: RelationsAnswer, parts: Sequence[Part]) -> list[Fault]:
    """All that can be wrong with spans; unknown, doubled and looping relations, and those that join wrong labels."""
    spans = {span.id: span for span in answer.spans}
    what = [said for arc in answer.relations if (said := _wrong(question, arc, spans))]
    counts = Counter(answer.relations)
    what += [f"The relation {a.label!r} from {a.head} to {a.tail} is there twice." for a, n in counts.items() if n > 1]
    return [*marking_faults(question, answer.spans, parts), *(Fault(question.key, said) for said in what[:FAULTS])]


def _wrong(question: RelationsQuestion, arc: Arc, spans: Mapping[str, Span]) -> str | None:
    known = question.relation(arc.label)
    if known is None:
        names = ", ".join(one.id for one in question.relations)
        return f"There is no relation {arc.label!r} in this question; it has {names}."
    if arc.head == arc.tail:
        return f"The relation {known.name!r} goes from the span {arc.head} to itself."
    head, tail = spans[arc.head].label, spans[arc.tail].label
    if not known.joins(head, tail):
        return f"The relation {known.name!r} can't go from {head!r} to {tail!r}."
    return None


def migrate(question: RelationsQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """Spans and relations that this version still has; None when there were spans and none is left."""
    spans = migrated_spans(question, answer.get("spans"))
    if spans is None:
        return None
    label = {str(span.get("id")): str(span.get("label")) for span in spans}
    arcs = [
        arc
        for arc in objects(answer.get("relations"))
        if (head := label.get(str(arc.get("head")))) is not None
        and (tail := label.get(str(arc.get("tail")))) is not None
        and (known := question.relation(str(arc.get("label")))) is not None
        and known.joins(head, tail)
    ]
    return {"spans": spans, "relations": arcs}

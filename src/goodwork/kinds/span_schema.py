"""Spans of a text: what the questions about them and the answers to them share.

Offsets are Unicode code points of the part's text as it is stored: nothing of it is normalised, neither line ends
nor composed characters. What a span covers is kept beside its offsets, and checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator, model_validator

from goodwork.errors import Fault
from goodwork.kinds.attributes import MarkLabel, Said, mark_label_faults, still_said, wrong_attribute
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.labels import labels_in_full
from goodwork.model.items import Part, PartType
from goodwork.model.json import fields, objects

Fragment = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""Start and end, end exclusive."""

MOST = 10_000
"""Spans of one answer."""

FAULTS = 5
"""Spans that are named when many are wrong."""


class MarkingQuestion(Question):
    """A question that is answered with spans of a text."""

    labels: Annotated[tuple[MarkLabel, ...], Field(min_length=1, max_length=200)]
    overlapping: bool = Field(default=True, description="Whether two spans may share characters.")
    tolerance: Literal["exact", "overlap"] = Field(
        default="overlap",
        description="What counts as right: the same characters, or more than half of what either covers.",
    )

    @field_validator("labels", mode="before")
    @classmethod
    def _in_full(cls, value: Any) -> Any:
        return labels_in_full(value)

    @property
    def ids(self) -> tuple[str, ...]:
        """The labels' ids, in order."""
        return tuple(label.id for label in self.labels)

    def label(self, label_id: str) -> MarkLabel | None:
        """The label of this id."""
        return self._by_id.get(label_id)

    @cached_property
    def _by_id(self) -> dict[str, MarkLabel]:
        return {label.id: label for label in reversed(self.labels)}


class Span(BaseModel):
    """A stretch of a text that was marked; several fragments when it is discontinuous."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, max_length=100, description="s1, s2, ... in the order of the text.")
    label: str = Field(max_length=60)
    fragments: Annotated[tuple[Fragment, ...], FailFast(), Field(min_length=1, max_length=200)]
    text: str = Field(max_length=1_000_000, description="What is covered, fragments joined by one space.")
    attributes: Said = Field(default_factory=dict, max_length=20)

    @field_validator("attributes")
    @classmethod
    def _in_order(cls, value: dict[str, str]) -> dict[str, str]:
        return dict(sorted(value.items()))

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in the one order that spans have: by start, the longer first, then by all the rest."""
        return (self.fragments[0][0], -self.fragments[-1][1], self.fragments, self.label, [*self.attributes.items()])


class MarkingAnswer(Answer):
    """Spans in the order of the text; equal answers are equal whatever the order of the hand."""

    spans: Annotated[tuple[Span, ...], FailFast(), Field(max_length=MOST)]

    @model_validator(mode="after")
    def _in_one_order(self) -> Self:
        ids = Counter(span.id for span in self.spans)
        doubled = next((name for name, n in ids.items() if n > 1), None)
        if doubled is not None:
            raise ValueError(f"two spans have the id {doubled!r}; each needs one of its own")
        # Frozen for everybody else: this is where the value is made.
        object.__setattr__(self, "spans", renumbered(self.spans)[0])
        return self


def renumbered(spans: Sequence[Span]) -> tuple[tuple[Span, ...], dict[str, str]]:
    """Spans in their one order with ids that count from s1, and what each former id has become."""
    ordered = sorted(spans, key=lambda span: span.place)
    ids = {span.id: f"s{n}" for n, span in enumerate(ordered, 1)}
    return tuple(s if s.id == ids[s.id] else s.model_copy(update={"id": ids[s.id]}) for s in ordered), ids


def quote(text: str, fragments: Sequence[tuple[int, int]]) -> str:
    """What fragments of a text cover.

    >>> quote("left and right hand", [(0, 4), (15, 19)])
    'left hand'
    """
    return " ".join(text[start:end] for start, end in fragments)


def marked_text(question: Question, parts: Sequence[Part]) -> str | None:
    """The text that a question's spans lie in: the part it names, else the item's first text."""
    for part in parts:
        if part.name == question.part if question.part else part.type is PartType.TEXT:
            return part.text
    return None


def marking_question_faults(question: MarkingQuestion) -> list[Fault]:
    """Doubled ids, names and keys, also those of attributes and their options."""
    return mark_label_faults(f"{question.key}.labels", question.labels)


def marking_faults(question: MarkingQuestion, spans: Sequence[Span], parts: Sequence[Part]) -> list[Fault]:
    """Unknown labels, fragments that lie wrong, quotes that don't match, attributes, doubled and crossing spans."""
    faults = [what for span in spans if (what := _wrong(question, span))]
    if parts and spans:
        text = marked_text(question, parts)
        if text is None:
            where = f"no text called {question.part!r}" if question.part else "no text"
            faults.append(f"This item has {where} to mark spans in.")
        else:
            faults += [what for span in spans if (what := _misplaced(span, text))]
    doubled = Counter((span.label, span.fragments) for span in spans)
    faults += [
        f"The same stretch, {fragments[0][0]} to {fragments[-1][1]}, is marked {label!r} twice."
        for (label, fragments), n in doubled.items()
        if n > 1
    ]
    if not question.overlapping:
        faults += _crossing(spans)
    return [Fault(question.key, what) for what in faults[:FAULTS]] + (
        [Fault(question.key, f"{len(faults) - FAULTS} more spans are wrong.")] if len(faults) > FAULTS else []
    )


def _wrong(question: MarkingQuestion, span: Span) -> str | None:
    label = question.label(span.label)
    if label is None:
        return f"There is no label {span.label!r} in this question; it has {', '.join(question.ids[:20])}."
    if any(start >= end for start, end in span.fragments):
        return f"The span {span.id} ({label.name}) covers nothing: its end must lie after its start."
    if any(a[1] >= b[0] for a, b in pairwise(span.fragments)):
        return f"The fragments of span {span.id} ({label.name}) must be in order and apart."
    if span.text == "":
        return f"The span {span.id} ({label.name}) comes without the text that it covers."
    return wrong_attribute(label, span.attributes, f"span {span.id}", f"span {span.id} ({short(span.text)})")


def _misplaced(span: Span, text: str) -> str | None:
    end = span.fragments[-1][1]
    if end > len(text):
        return f"The span {span.id} ends at {end}, beyond the text's {len(text)} characters."
    # The lengths first: quoting is then no more work than the answer is long.
    covered = sum(end - start for start, end in span.fragments) + len(span.fragments) - 1
    if covered == len(span.text) and quote(text, span.fragments) == span.text:
        return None
    start = span.fragments[0][0]
    there = quote(text, [(start, min(end, start + _SHORT)) for start, end in span.fragments[:_SHORT]])
    return f"The span {span.id} quotes {short(span.text)!r}, but at {start} to {end} the text says {short(there)!r}."


def _crossing(spans: Sequence[Span]) -> list[str]:
    pieces = sorted(
        ((start, end, span) for span in spans for start, end in span.fragments if start < end),
        key=lambda piece: piece[:2],
    )
    return [
        f"The spans {a[2].id} ({short(a[2].text)}) and {b[2].id} ({short(b[2].text)}) share characters."
        for a, b in pairwise(pieces)
        if a[2] is not b[2] and b[0] < a[1]
    ]


def migrated_spans(question: MarkingQuestion, spans: object) -> list[dict[str, object]] | None:
    """Spans whose labels this version still has, without attributes that it no longer has; None: none is left."""
    kept: list[dict[str, object]] = []
    for span in objects(spans):
        label = question.label(str(span.get("label")))
        if label is None:
            continue
        said = still_said(label, fields(span.get("attributes")))
        kept.append({**span, "attributes": said})
    return kept if kept or not spans else None


_SHORT = 400
"""Characters of a quote that are looked at to show its beginning."""


def short(text: str, most: int = 40) -> str:
    """A quote in one line, cut when it is long."""
    line = re.sub(r"[ \t\r\n]+", " ", text[:_SHORT])
    return line if len(line) <= most else line[: most - 1] + "…"


NAMED = 3
"""Spans that are named where an answer stands in words."""


def spans_shown(question: MarkingQuestion, spans: Sequence[Span]) -> str:
    """Spans in words."""
    if not spans:
        return "nothing marked"
    names = {label.id: label.name for label in question.labels}
    named = ", ".join(f"{names.get(span.label, span.label)} “{short(span.text)}”" for span in spans[:NAMED])
    count = f"{len(spans)} spans: " if len(spans) > 1 else ""
    return count + named + (", …" if len(spans) > NAMED else "")

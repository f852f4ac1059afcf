"""Relations: what in the text stands in which relation to what?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Fault
from goodwork.kinds.contract import Kind
from goodwork.kinds.relations import consensus as _consensus
from goodwork.kinds.relations import distance as _distance
from goodwork.kinds.relations import records as _records
from goodwork.kinds.relations import schema
from goodwork.kinds.relations.schema import RelationsAnswer, RelationsQuestion
from goodwork.kinds.span_schema import NAMED, short, spans_shown


class _Relations:
    name = "relations"
    title = "Relations"
    question = RelationsQuestion
    answer = RelationsAnswer
    has_confidence = True
    question_faults = staticmethod(schema.question_faults)
    migrate = staticmethod(schema.migrate)
    distance = staticmethod(_distance.distance)
    consensus = staticmethod(_consensus.consensus)
    to_records = staticmethod(_records.to_records)
    from_records = staticmethod(_records.from_records)

    def faults(
        self, question: RelationsQuestion, answer: RelationsAnswer, parts: Sequence[Mapping[str, Any]]
    ) -> list[Fault]:
        return schema.answer_faults(question, answer, parts)

    def classes(self, question: RelationsQuestion) -> tuple[str, ...]:
        return ()

    def class_of(self, question: RelationsQuestion, answer: RelationsAnswer) -> str | None:
        return None

    def says(self, question: RelationsQuestion, answer: RelationsAnswer) -> tuple[str, ...]:
        found = {one.label for one in (*answer.spans, *answer.relations)}
        return tuple(one for one in self.conditions(question) if one in found)

    def conditions(self, question: RelationsQuestion) -> tuple[str, ...]:
        return (*question.ids, *(one.id for one in question.relations))

    def shown(self, question: RelationsQuestion, answer: RelationsAnswer) -> str:
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


KIND: Kind = _Relations()

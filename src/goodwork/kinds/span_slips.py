"""What is otherwise in a person's spans than in the right ones."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.kinds.contract import Slip
from goodwork.kinds.span_matching import match_spans
from goodwork.kinds.span_schema import MarkingQuestion, Span


def span_slips(question: MarkingQuestion, mine: Sequence[Span], right: Sequence[Span]) -> list[Slip]:
    """Labels for each other, borders, what was left out and what was marked for nothing, span by span.

    Spans are matched as the distance matches them, so a span that touches the right one is never both extra and missed.
    """
    names = {label.id: label.name for label in question.labels}

    def name(span: Span) -> str:
        return names.get(span.label, span.label)

    found: list[Slip] = []
    pairs = match_spans(mine, right)
    for i, j, _ in pairs:
        if mine[i].label != right[j].label:
            found.append(Slip("instead", name(mine[i]), name(right[j])))
        elif mine[i].fragments != right[j].fragments:
            found.append(Slip("border", name(mine[i])))
    known, met = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    found += [Slip("missed", right=name(span)) for j, span in enumerate(right) if j not in met]
    found += [Slip("extra", name(span)) for i, span in enumerate(mine) if i not in known]
    return found

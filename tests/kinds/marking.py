"""Any answer to a question about spans: what the laws are tried on."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from goodwork.kinds.span_schema import MarkingQuestion, quote
from goodwork.model.items import Part, PartType

TEXT = "Anna 👩‍🔬 of Bern\r\nmet Otto cafe\u0301 אנה 安娜 in 1901. "


def parts(question: MarkingQuestion) -> list[Part]:
    """The item that the answers of `marked` are about."""
    return [Part(question.part or "text", PartType.TEXT, text=TEXT)]


@st.composite
def marked(draw: st.DrawFn, question: MarkingQuestion) -> dict[str, Any]:
    """Spans, and relations where the question has some, as raw JSON."""
    spans: list[dict[str, Any]] = []
    taken: set[int] = set()
    seen: set[Any] = set()
    for n in range(draw(st.integers(0, 6))):
        bounds = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=2, max_size=4)))
        pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
        covered = {c for start, end in pairs for c in range(start, end)}
        label = draw(st.sampled_from(question.labels))
        fragments = tuple(pairs)
        if (label.id, fragments) in seen or any(a[1] >= b[0] for a, b in pairwise(fragments)):
            continue
        if not question.overlapping and covered & taken:
            continue
        taken |= covered
        seen.add((label.id, fragments))
        said: dict[str, str] = {}
        for attribute in label.attributes:
            if attribute.required or draw(st.booleans()):
                options = [option.id for option in attribute.options]
                said[attribute.id] = draw(st.sampled_from(options) if options else st.sampled_from(["x", "Ω y"]))
        text = quote(TEXT, fragments)
        spans.append({"id": f"n{n}", "label": label.id, "fragments": pairs, "text": text, "attributes": said})
    if question.kind == "spans":
        return {"spans": spans}
    form: Any = question
    arcs: set[tuple[str, str, str]] = set()
    for _ in range(draw(st.integers(0, 4)) if len(spans) > 1 else 0):
        head, tail = draw(st.permutations(spans))[:2]
        sort = draw(st.sampled_from(form.relations))
        if sort.joins(head["label"], tail["label"]):
            arcs.add((sort.id, head["id"], tail["id"]))
    relations = [{"label": sort, "head": head, "tail": tail} for sort, head, tail in sorted(arcs)]
    return {"spans": spans, "relations": relations}

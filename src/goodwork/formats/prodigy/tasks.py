"""What a task of Prodigy asks, and what its answer says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES
from goodwork.model.json import fields, is_list, is_object, objects
from goodwork.model.records import Choice, Record, Relation, Span, TextAnswer, nothing_found

LABEL = "label"
"""What labels of the whole answer."""
WRITTEN = "user_input"
"""What texts that people wrote answer."""
RIGHT = "answer"
"""What accept and reject themselves answer, where a task asks nothing else."""

_MARKING = frozenset({"ner_manual", "spans_manual", "relations", "dep", "pos_manual"})
_HIGHLIGHTING = frozenset({"classification", "choice", "text", "html", "text_input"})
"""Views in which spans are there to be seen: nobody answered with them."""
_OF_SPANS = frozenset({
    "start", "end", "label", "text", "token_start", "token_end", "type", "id", "hidden", "input_hash", "answer",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the tasks of a file ask, as far as their beginning shows it."""

    spans: bool
    """Whether texts are marked."""
    labels: frozenset[str]
    """The labels about which people said yes or no."""


def view_of(task: Mapping[str, Any]) -> str:
    """How a task was shown; of a reviewed one how it was shown before."""
    view = task.get("_view_id")
    if view == "review":
        view = task.get("view_id")
    return view if isinstance(view, str) else ""


def binary_label(task: Mapping[str, Any]) -> str | None:
    """The label about which a task asks yes or no; None when it asks something else."""
    label = task.get("label")
    if isinstance(label, bool) or not isinstance(label, str | int) or label == "":
        return None
    if "accept" in task or "options" in task or view_of(task) in _MARKING:
        return None
    return str(label)


def is_picture(task: Mapping[str, Any]) -> bool:
    """Whether a picture was shown and no text: its spans are shapes."""
    return isinstance(task.get("image"), str) and not isinstance(task.get("text"), str)


def records_of(task: Mapping[str, Any], asked: Asked, item: str, report: Report) -> list[Record]:
    """What an accepted task says; Invalid when it can't be understood whole. None at all is no answer."""
    records: list[Record] = []
    label = binary_label(task)
    view = view_of(task)
    marks = _marks(task, asked, view) and label is None
    if label is not None:
        records.append(Choice(LABEL, (label,), (label,)))
    if "accept" in task or "options" in task:
        records.append(_choice(task))
    elif is_list(task.get(LABEL)):
        records.append(_choice({"accept": task[LABEL]}))
    for name in dict.fromkeys((WRITTEN, str(task.get("field_id") or WRITTEN))):
        written = task.get(name)
        if isinstance(written, str) and written.strip():
            records.append(TextAnswer(name, written))
    if is_picture(task):
        if task.get("spans"):
            report.lose(item, "shapes on the picture", "goodwork has no question for them")
    elif marks:
        records += _marked(task, report)
    elif task.get("spans"):
        report.lose(item, "spans that were highlighted", "they were shown with the question and answer nothing")
    if not records and asks_only(task, asked):
        records.append(said(task))
    return records


def said(task: Mapping[str, Any]) -> Choice:
    """The answer itself, where a task asks for nothing but a yes or no."""
    return Choice(RIGHT, (str(task["answer"]),), (str(task["answer"]),))


def asks_only(task: Mapping[str, Any], asked: Asked) -> bool:
    """Whether a task asks for nothing but a yes or no to what it shows."""
    if any(name in task for name in ("accept", "spans", "relations", "tokens", "options", WRITTEN, "field_id", LABEL)):
        return False
    return not asked.spans and view_of(task) in ("", "text", "html", "classification", "image")


def _marks(task: Mapping[str, Any], asked: Asked, view: str) -> bool:
    if view in _HIGHLIGHTING:
        return False
    if "spans" in task or "relations" in task or "tokens" in task or view in _MARKING:
        return "text" in task
    return asked.spans and "accept" not in task and "text" in task


def _choice(task: Mapping[str, Any]) -> Choice:
    accepted = task.get("accept", [])
    accepted = accepted if is_list(accepted) else [accepted]
    if not all(isinstance(one, str | int) for one in accepted):
        raise Invalid("what it accepts are no options")
    texts = {str(one.get("id")): one.get("text") for one in objects(task.get("options"))}
    labels = tuple(dict.fromkeys(str(one) for one in accepted))
    unknown = [one for one in labels if texts and one not in texts]
    if unknown:
        raise Invalid(f"it accepts {unknown[0][:60]!r}, which is none of its options")
    named = [(one, texts.get(one)) for one in labels]
    names = tuple(name if isinstance(name, str) and name else one for one, name in named)
    style = fields(task.get("config")).get("choice_style")
    return Choice(LABEL, labels, names, multiple=style == "multiple" or len(labels) != 1)


def _marked(task: Mapping[str, Any], report: Report) -> list[Record]:
    text = str(task["text"])
    given: Any = task.get("spans") or []
    if not is_list(given):
        raise Invalid("its spans are no list")
    spans: dict[tuple[int, int, str], Span] = {}
    for one in given:
        if not is_object(one):
            raise Invalid(f"its span {str(one)[:60]} has no start, end and label")
        for name in one.keys() - _OF_SPANS:
            report.lose("", f"{name[:40]!r} of spans", "a span has a place and a label")
        start, end, label = _place(one, text)
        spans.setdefault((start, end, label), _span(len(spans) + 1, start, end, label, text))
    records: list[Record] = list(spans.values())
    relations: Any = task.get("relations") or []
    if not is_list(relations):
        raise Invalid("its relations are no list")
    arcs = dict.fromkeys(_relation(one, given, list(spans.values()), task) for one in relations)
    return [*records, *arcs] or [nothing_found(ENTITIES)]


def _span(number: int, start: int, end: int, label: str, text: str) -> Span:
    return Span(ENTITIES, f"T{number}", label, label, ((start, end),), text[start:end])


def _place(span: Mapping[str, Any], text: str) -> tuple[int, int, str]:
    start, end, label = span.get("start"), span.get("end"), span.get("label")
    if type(start) is not int or type(end) is not int or not isinstance(label, str) or not label:
        raise Invalid(f"its span {str(dict(span))[:60]} has no start, end and label")
    if not 0 <= start < end <= len(text):
        raise Invalid(f"its span {label[:40]} ({start}-{end}) is not in the text of {len(text):,} characters")
    quote = span.get("text")
    if isinstance(quote, str) and quote and quote != text[start:end]:
        raise Invalid(
            f"its span {label[:40]} ({start}-{end}) is {quote[:40]!r}, and the text has {text[start:end][:40]!r} there"
        )
    return start, end, label


def _relation(given: Any, raw: Sequence[Any], spans: Sequence[Span], task: Mapping[str, Any]) -> Relation:
    arc = fields(given)
    label = arc.get("label")
    if not isinstance(label, str) or not label:
        raise Invalid("a relation of it has no label")
    head = _end(arc.get("head_span"), arc.get("head"), raw, spans, task)
    tail = _end(arc.get("child_span"), arc.get("child"), raw, spans, task)
    if head is None or tail is None:
        raise Invalid(f"its relation {label[:40]} joins a word that is in no span")
    return Relation(ENTITIES, label, label, head, tail)


def _end(span: Any, token: Any, raw: Sequence[Any], spans: Sequence[Span], task: Mapping[str, Any]) -> str | None:
    """The id of the span at one end of a relation: the one of this place, else the one that the word belongs to."""
    place = fields(span)
    start, end, label = place.get("start"), place.get("end"), place.get("label")
    if start is None and type(token) is int:
        for one in objects(raw):
            first, last = one.get("token_start"), one.get("token_end")
            if type(first) is int and type(last) is int and first <= token <= last:
                start, end, label = one.get("start"), one.get("end"), one.get("label")
                break
        else:
            tokens = objects(task.get("tokens"))
            found = next((one for one in tokens if one.get("id") == token), None)
            inside = fields(found).get("start")
            at = [s for s in spans if type(inside) is int and s.fragments[0][0] <= inside < s.fragments[0][1]]
            return at[0].id if at else None
    at = [s for s in spans if s.fragments[0] == (start, end)]
    return next((s.id for s in at if s.label == label), at[0].id if at else None)

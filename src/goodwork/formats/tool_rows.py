"""Texts in the JSON lines of other tools: Labelbox, SageMaker Ground Truth, Vertex AI, Kili, UBIAI, Dataturks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.cells import read_span
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Entry, Row, Said, Source, glimpse
from goodwork.formats.span_rows import is_whole
from goodwork.model.json import fields, is_list, is_object, objects
from goodwork.model.records import Choice, Rating, Record, TextAnswer, nothing_found

_SAMPLE = 20
_WITHIN = "goodwork reads the marks and labels of such files"
_ANNOTATED = ("Annotation", "Annotations")
Values = Mapping[str, Any]
Read = tuple[dict[str, Any], list[Said]]


def with_tools(source: Source) -> Source:
    """A source whose rows are texts with what was said of them, where another tool wrote it; others as they are.

    An answer that is not understood is left out whole and reported; the text stays.
    """
    sample = [row.values for row in glimpse(source, _SAMPLE)]
    read = next((made for fits, made in _TOOLS if sample and 2 * sum(map(fits, sample)) > len(sample)), None)
    if read is None:
        return source
    known = read

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _row(entry, known, source) if isinstance(entry, Row) and not entry.said else entry

    return replace(source, rows=rows, states_all=True)


def _row(row: Row, read: Callable[[Values, Report], Read], source: Source) -> Row:
    try:
        values, said = read(row.values, source.report)
    except Invalid as error:
        source.report.lose(f"line {row.line}", "the answers", error.what)
        values, said = {"text": _text(row.values) or ""}, []
    return row._replace(values=values, said=tuple(said))


def _text(values: Values) -> str | None:
    inside = (fields(values.get("data_row")).get("row_data"), fields(values.get("text_snippet")).get("content"))
    plain = (values.get(name) for name in ("source", "textContent", "content", "document"))
    return next((one for one in (*inside, *plain) if isinstance(one, str)), None)


def is_labelbox(values: Values) -> bool:
    """Whether a row of Labelbox holds its text."""
    text = fields(values.get("data_row")).get("row_data")
    return is_object(values.get("projects")) and isinstance(text, str) and "://" not in text[:12]


def _labelbox(values: Values, report: Report) -> Read:
    about = fields(values["data_row"])
    text = str(about["row_data"])
    said: list[Said] = []
    for project in fields(values["projects"]).values():
        for label in objects(fields(project).get("labels")):
            given = fields(label.get("annotations"))
            marks = objects(given.get("objects"))
            places = [(fields(m.get("location")).get("start"), fields(m.get("location")).get("end")) for m in marks]
            records: list[Record] = [
                *_spans(text, [(a, b, m.get("name")) for (a, b), m in zip(places, marks, strict=True)]),
                *(one for c in objects(given.get("classifications")) for one in _classified(c)),
            ]
            if given.get("relationships") or any(mark.get("classifications") for mark in marks):
                report.lose("", "relations, and what is asked of each mark", _WITHIN)
            by = str(fields(label.get("label_details")).get("created_by") or "labelbox")
            said.append(Said("annotation", by, tuple(records)))
    name = about.get("global_key") or about.get("external_id") or about.get("id")
    return {"id": name, "text": text}, said


def _classified(given: Values) -> list[Record]:
    question = str(given.get("name"))
    if is_object(one := given.get("radio_answer")):
        return [_choice(question, [one.get("name")], multiple=False)]
    if is_list(several := given.get("checklist_answers")):
        return [_choice(question, [fields(one).get("name") for one in several])]
    if is_object(one := given.get("text_answer")):
        return [TextAnswer(question, str(one.get("content") or ""))]
    raise Invalid(f"the answer to {question!r} is of no kind that goodwork knows")


def _choice(question: str, names: Sequence[Any], *, multiple: bool = True) -> Choice:
    if not all(isinstance(name, str) and name for name in names):
        raise Invalid(f"the answer to {question!r} has no label")
    return Choice(question, tuple(names), tuple(names), multiple=multiple)


def _spans(text: str, places: Sequence[tuple[Any, Any, Any]], question: str = ENTITIES) -> list[Record]:
    """Spans of a text; whether the letter at the end of one belongs to it, their words tell."""
    whole = [(a, b, label) for a, b, label in places if type(a) is int and type(b) is int]
    if len(whole) < len(places):
        raise Invalid("a span has no start and end")
    behind = sum(is_whole(text, a, b) for a, b, _ in whole)
    within = sum(is_whole(text, a, b + 1) for a, b, _ in whole)
    more = int(within > behind)
    return [read_span([a, b + more, label], question, n, text) for n, (a, b, label) in enumerate(whole, 1)]


def is_ground_truth(values: Values) -> bool:
    """Whether a row of a manifest holds its text."""
    return isinstance(values.get("source"), str) and any(map(_task_of, values.items()))


def _task_of(item: tuple[str, Any]) -> str:
    name, about = item
    task = fields(about).get("type")
    return task if name.endswith("-metadata") and isinstance(task, str) and task.startswith("groundtruth/text") else ""


def _ground_truth(values: Values, report: Report) -> Read:
    text = str(values["source"])
    left = {name: value for name, value in values.items() if name != "source"}
    said: list[Said] = []
    for name, about in [(n, fields(v)) for n, v in values.items() if _task_of((n, v))]:
        question = name.removesuffix("-metadata")
        given = fields(fields(left.pop(question, None)).get("annotations"))
        del left[name]
        if "entities" in given:
            marks = objects(given["entities"])
            records = _spans(
                text, [(m.get("startOffset"), m.get("endOffset"), m.get("label")) for m in marks], question
            )
            records = records or [nothing_found(question)]
        elif is_object(several := about.get("class-map")):
            records = [_choice(question, list(several.values()))]
        else:
            records = [_choice(question, [about.get("class-name")], multiple=False)]
        sure = about.get("confidence")
        score = float(sure) if isinstance(sure, int | float) and about.get("human-annotated") == "no" else None
        role = "annotation" if score is None else "prediction"
        said.append(Said(role, "ground truth", tuple(records), score))
    return {"text": text, **left}, said


def _vertex(values: Values, report: Report) -> Read:
    text = str(values["textContent"])
    records: list[Record] = []
    if "textSegmentAnnotations" in values:
        marks = objects(values["textSegmentAnnotations"])
        records += _spans(text, [(m.get("startOffset"), m.get("endOffset"), m.get("displayName")) for m in marks])
        records = records or [nothing_found(ENTITIES)]
    if is_object(one := values.get("classificationAnnotation")):
        records.append(_choice("label", [one.get("displayName")], multiple=False))
    if is_list(several := values.get("classificationAnnotations")):
        records.append(_choice("labels", [fields(one).get("displayName") for one in several]))
    if is_object(one := values.get("sentimentAnnotation")) and type(value := one.get("sentiment")) is int:
        high = one.get("sentimentMax")
        records.append(Rating("sentiment", value, 0, high if isinstance(high, int) else None))
    left = fields(values.get("dataItemResourceLabels"))
    return {"text": text, **left}, [Said("annotation", "vertex", tuple(records))] if records else []


def _kili(values: Values, report: Report) -> Read:
    text = str(values["content"])
    said: list[Said] = []
    for label in objects(values["labels"]):
        records: list[Record] = []
        for question, job in fields(label.get("jsonResponse")).items():
            marks, names = objects(fields(job).get("annotations")), fields(job).get("categories")
            for mark in marks:
                a, content = mark.get("beginOffset"), mark.get("content")
                name = next((one.get("name") for one in objects(mark.get("categories"))), None)
                if type(a) is not int or not isinstance(content, str):
                    raise Invalid(f"a mark of {question!r} has no place")
                span = {"start": a, "end": a + len(content), "label": name, "text": content}
                records.append(read_span(span, question, len(records) + 1, text))
            if names is not None:
                records.append(_choice(question, [one.get("name") for one in objects(names)]))
        role = "prediction" if label.get("labelType") in ("PREDICTION", "INFERENCE") else "annotation"
        said.append(Said(role, str(fields(label.get("author")).get("email") or "kili"), tuple(records)))
    left = {name: values[name] for name in ("id", "externalId") if name in values}
    return {**left, "text": text}, said


def _marked(values: Values, report: Report) -> Read:
    """UBIAI and Dataturks: a text with its marks."""
    text = _text(values) or ""
    places: list[tuple[Any, Any, Any]] = []
    for one in objects(values.get("annotation") if "annotation" in values else values.get("tokens")):
        label = one.get("entityLabel", one.get("label"))
        for place in objects(one["points"]) if "points" in one else [one]:
            name = label[0] if is_list(label) and label else label
            places.append((place.get("start"), place.get("end"), name))
    if values.get("relations"):
        report.lose("", "relations", _WITHIN)
    left = {n: v for n, v in values.items() if n not in ("document", "content", "annotation", "tokens", "relations")}
    said = Said("annotation", "file", tuple(_spans(text, places) or [nothing_found(ENTITIES)]))
    return {"text": text, **left}, [said]


def _is_marked(values: Values) -> bool:
    tokens = objects(values.get("tokens"))
    points = [one for one in objects(values.get("annotation")) if "points" in one]
    if isinstance(values.get("document"), str) and tokens and all("entityLabel" in one for one in tokens):
        return True
    return isinstance(values.get("content"), str) and bool(points)


def _is_vertex(values: Values) -> bool:
    return isinstance(values.get("textContent"), str) and any(name.endswith(_ANNOTATED) for name in values)


def _is_kili(values: Values) -> bool:
    labels = objects(values.get("labels"))
    return isinstance(values.get("content"), str) and any("jsonResponse" in one for one in labels)


_TOOLS: Sequence[tuple[Callable[[Values], bool], Callable[[Values, Report], Read]]] = (
    (is_labelbox, _labelbox),
    (is_ground_truth, _ground_truth),
    (_is_vertex, _vertex),
    (_is_kili, _kili),
    (_is_marked, _marked),
)

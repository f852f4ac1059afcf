"""Label Studio's JSON: tasks with annotations, known answers and predictions, one of which is the consensus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from goodwork.formats.documents import Document, lose_records
from goodwork.formats.json_values import write
from goodwork.formats.published import OutFile, picture_name
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType
from goodwork.model.records import Choice, Preference, Ranking, Rating, Record, Relation, Span, TextAnswer

PORTION = 500


def write_label_studio(
    documents: Iterable[Document], report: Report, looks_at: Mapping[str, str | None] | None = None
) -> Iterator[OutFile]:
    """``tasks.json``. Controls have the names of the questions, objects those of the parts.

    ``looks_at``: for each question the part that it looks at, where that is known.
    """
    yield OutFile("tasks.json", _Tasks(report, looks_at or {}).pieces(documents))


class _Tasks:
    def __init__(self, report: Report, looks_at: Mapping[str, str | None]) -> None:
        self._report = report
        self._people: dict[str, int] = {}
        self._looks_at = looks_at

    def pieces(self, documents: Iterable[Document]) -> Iterator[bytes]:
        """One JSON array, a task per line."""
        held: list[bytes] = []
        begun = False
        for document in documents:
            held.append(self._written(self._task(document)))
            self._report.keep("items")
            if len(held) == PORTION:
                yield (b",\n" if begun else b"[\n") + b",\n".join(held)
                begun = True
                held.clear()
        if held:
            yield (b",\n" if begun else b"[\n") + b",\n".join(held)
            begun = True
        yield b"\n]\n" if begun else b"[]\n"

    def _written(self, task: dict[str, Any]) -> bytes:
        try:
            return orjson.dumps(task)
        except TypeError:  # whole numbers beyond 64 bits
            return write(task)

    def _task(self, document: Document) -> dict[str, Any]:
        data = {part["name"]: _value(part) for part in document.parts}
        for name, value in document.metadata.items():
            if name in data:
                self._report.lose(document.name, f"the metadata {name!r}", "the task has data of that name")
            else:
                data[name] = value
        if document.id is not None:
            data.setdefault("id", document.id)
        task: dict[str, Any] = {"id": document.line, "data": data, "annotations": [], "predictions": []}
        for said in document.said:
            match said.role:
                case "annotation" | "gold" | "skip":
                    task["annotations"].append(self._annotation(document, said))
                case _:
                    model = "consensus" if said.role == "consensus" else said.by
                    if said.role == "consensus":
                        self._report.change("", "the consensus", "it is a prediction by 'consensus' there")
                    result = self._results(document, said)
                    task["predictions"].append({"model_version": model, "score": said.score, "result": result})
        return task

    def _annotation(self, document: Document, said: Said) -> dict[str, Any]:
        if said.by.isdecimal() and len(said.by) < 10:
            number = int(said.by)
        else:
            number = self._people.setdefault(said.by, len(self._people) + 1)
            why = "people there have numbers: they are counted in the order in which they appear"
            self._report.change(document.name, "pseudonyms", why)
        return {
            "completed_by": number,
            "was_cancelled": said.role == "skip",
            "ground_truth": said.role == "gold",
            "result": self._results(document, said),
        }

    def _results(self, document: Document, said: Said) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        known = {record.id for record in said.records if isinstance(record, Span) and len(record.fragments) == 1}
        for record in said.records:
            results = self._result(document, record, known)
            made += results
            if results:
                self._report.keep("annotations")
        return made

    def _result(self, document: Document, record: Record, known: set[str]) -> list[dict[str, Any]]:
        first = document.parts[0]["name"] if document.parts else "text"
        frame = {"from_name": record.question, "to_name": self._looks_at.get(record.question) or first}
        match record:
            case Choice():
                return [{**frame, "type": "choices", "value": {"choices": list(record.names)}}]
            case Rating(value=value):
                whole = value.is_integer() and value >= 1
                kind, number = ("rating", int(value)) if whole else ("number", value)
                return [{**frame, "type": kind, "value": {kind: number}}]
            case TextAnswer():
                return [{**frame, "type": "textarea", "value": {"text": [record.text]}}]
            case Span() if len(record.fragments) == 1:
                return self._region(document, frame, record)
            case Span():
                lose_records(document, [record], self._report, "it is in pieces, and a region there is whole")
            case Relation() if record.head in known and record.tail in known:
                ends = {"from_id": record.head, "to_id": record.tail, "direction": "right"}
                return [{"type": "relation", **ends, "labels": [record.name]}]
            case Relation():
                lose_records(document, [record], self._report, "a region that it joins is not there")
            case Preference(verdict="preferred"):
                return self._pair(document, frame, record)
            case Preference():
                lose_records(document, [record], self._report, "a pair there has a better one, always")
            case Ranking():
                if any(len(group) > 1 for group in record.groups):
                    self._report.change(document.name, f"ties of {record.question!r}", "a ranking there has none")
                rank = [name for group in record.groups for name in group]
                return [{**frame, "type": "ranker", "value": {"ranker": {"rank": rank}}}]
            case _:
                lose_records(document, [record], self._report, "Label Studio has no place for it")
        return []

    def _region(self, document: Document, frame: dict[str, Any], span: Span) -> list[dict[str, Any]]:
        text = document.text
        part = span.part or self._looks_at.get(span.question) or (text["name"] if text is not None else None)
        frame = {**frame, "id": span.id, "to_name": part or frame["to_name"]}
        start, end = span.fragments[0]
        place = {"start": start, "end": end}
        made = [{**frame, "type": "labels", "value": {**place, "text": span.text, "labels": [span.name]}}]
        for name, value in span.attributes:
            made.append({**frame, "from_name": name, "type": "textarea", "value": {**place, "text": [value]}})
        return made

    def _pair(self, document: Document, frame: dict[str, Any], pair: Preference) -> list[dict[str, Any]]:
        if pair.margin is not None:
            self._report.lose(document.name, f"the margin of {pair.question!r}", "a pair there has a better one only")
        side = "left" if pair.chosen == pair.options[0] else "right"
        return [{**frame, "to_name": ",".join(pair.options), "type": "pairwise", "value": {"selected": side}}]


def _value(part: Mapping[str, Any]) -> Any:
    if part.get("blob"):
        return picture_name(part["blob"], part.get("media"))
    if part["type"] == PartType.CONVERSATION:
        return as_messages(part["data"]["turns"])
    return part["text"] if part.get("text") is not None else part.get("data")

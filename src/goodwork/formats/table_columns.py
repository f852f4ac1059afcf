"""The columns of a table of documents: found while the documents go by, laid out when all were seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from goodwork.formats.arrow import pa
from goodwork.formats.documents import Document, answer_of
from goodwork.formats.own import ANNOTATIONS, PARTS, beside_answers, free_name
from goodwork.formats.report import Report
from goodwork.model.json import is_object
from goodwork.model.records import Choice, Rating, Span, TextAnswer

_MESSAGES = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
_SPANS = pa.list_(
    pa.struct([("start", pa.int64()), ("end", pa.int64()), ("label", pa.string()), ("text", pa.string())])
)
_OF_SPANS = {"start", "end", "label", "text"}
_OF_MESSAGES = {"role", "content"}
_TYPES: Mapping[str, Any] = {
    "bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), "text": pa.string(), "texts": pa.list_(pa.string()),
    "messages": _MESSAGES, "spans": _SPANS, "json": pa.string(), "null": pa.string(),
    "empty": pa.list_(pa.string()),
}  # fmt: skip


def flat_answers(document: Document) -> dict[str, Any]:
    """For each question one value, out of the answer that counts most: label, labels, number, text, spans."""
    found: dict[str, Any] = {}
    for record in answer_of(document, Report(), why="") or ():
        match record:
            case Span():
                places = record.fragments
                span = {"start": places[0][0], "end": places[-1][1], "label": record.name, "text": record.text}
                spans = found.setdefault(record.question, [])
                if isinstance(spans, list):
                    cast("list[Any]", spans).append(span)
            case Choice(multiple=False, names=(name,)):
                found[record.question] = name
            case Choice():
                found[record.question] = list(record.names)
            case Rating():
                found[record.question] = record.value
            case TextAnswer():
                found[record.question] = record.text
            case _:
                continue
    return found


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table."""

    name: str
    type: Any
    of: Callable[[Mapping[str, Any]], Any]
    """Its value in a row."""


@dataclass(slots=True)
class Columns:
    """What was seen of the columns so far: for each group and name what its values are."""

    parts: dict[str, str] = field(default_factory=dict[str, str])
    metadata: dict[str, str] = field(default_factory=dict[str, str])
    answers: dict[str, str] = field(default_factory=dict[str, str])
    classes: dict[str, Sequence[str]] = field(default_factory=dict[str, "Sequence[str]"])
    """Questions whose labels have an order in the file that they come from."""
    labels: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    asked: set[str] = field(default_factory=set[str])
    """Every question that something is said of; not all of them have a column."""
    ids: bool = False
    said: bool = False
    stated: bool = False
    trims: bool = False
    """Whether the table is text, whose header gives names back without space around them."""

    def see(self, row: Mapping[str, Any]) -> None:
        """Take note of a row."""
        self.ids = self.ids or row["id"] is not None
        self.said = self.said or bool(row[ANNOTATIONS])
        self.stated = self.stated or bool(row[PARTS + "?"])
        for group, known in (("parts", self.parts), ("metadata", self.metadata), ("answers", self.answers)):
            for name, value in row[group].items():
                known[name] = _wider(known.get(name), _kind(value))
                if group == "answers" and isinstance(value, str):
                    self.labels.setdefault(name, {})[value] = None

    def class_labels(self) -> dict[str, list[str]]:
        """The questions that say one label of few for each item, with their labels in the order of their file."""
        return {
            name: [*(known := self.classes.get(name, ())), *sorted(self.labels[name].keys() - set(known))]
            for name in self.questions()
            if self.answers[name] == "text" and len(self.labels[name]) <= 500
        }

    def questions(self) -> list[str]:
        """The questions that have a column: parts and what is ours go before."""
        taken = {"id", ANNOTATIONS, PARTS, *self.parts}
        return [name for name in self.answers if name not in taken and not (self.trims and _trimmed(name) != name)]

    def layout(self, report: Report) -> list[Column]:
        """The columns in order: id, parts, metadata, questions, and our own."""
        made: list[Column] = []
        if self.ids:
            made.append(Column("id", pa.string(), lambda row: row["id"]))
        made += [_column("parts", name, name, kind) for name, kind in self.parts.items()]
        for name, shown in self._metadata_names().items():
            if shown != name:
                report.change("", f"the metadata {name!r}, now {shown!r}", "the table has that name already")
            kind = self.metadata[name]
            if kind == "json" or (self.trims and kind not in ("text", "null")):
                report.change("", f"what the metadata {name!r} is", "a column has one type: it is text in this one")
            made.append(_column("metadata", name, shown, kind))
        made += [_column("answers", name, name, self.answers[name]) for name in self.questions()]
        if self.stated:
            made.append(Column(PARTS, pa.string(), lambda row: row[PARTS + "?"] or None))
        if self.said:
            made.append(Column(ANNOTATIONS, pa.string(), lambda row: row[ANNOTATIONS] or None))
        return made

    def _metadata_names(self) -> dict[str, str]:
        """What each metadata is called in the table: by its own name, unless something else is."""
        asked = self.asked - {"id", ANNOTATIONS, PARTS, *self.parts}
        taken = {"id", ANNOTATIONS, PARTS, *self.parts, *asked}
        shown: dict[str, str] = {}
        for name in self.metadata:
            wanted = beside_answers(_trimmed(name) if self.trims else name, asked)
            if wanted in taken:
                wanted = free_name(wanted, taken.union(self.metadata))
            taken.add(wanted)
            shown[name] = wanted
        return shown


def _trimmed(name: str) -> str:
    """A name as the header of a delimited file gives it back."""
    return name.strip() or "column"


def _column(group: str, name: str, shown: str, kind: str) -> Column:
    return Column(shown, _TYPES[kind], lambda row: row[group].get(name))


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "bool"
        case int():
            return "int" if -(1 << 63) <= value < 1 << 63 else "json"
        case float():
            return "float"
        case str():
            return "text"
        case list():
            return _list_kind(cast("list[Any]", value))
        case _:
            return "json"


def _list_kind(values: list[Any]) -> str:
    if not values:
        return "empty"
    if all(isinstance(v, str) for v in values):
        return "texts"
    if all(is_object(v) and _is_span(v) for v in values):
        return "spans"
    if all(is_object(v) and _is_message(v) for v in values):
        return "messages"
    return "json"


def _is_span(value: Mapping[str, Any]) -> bool:
    return (
        set(value) == _OF_SPANS
        and all(_kind(value[name]) == "int" for name in ("start", "end"))
        and all(isinstance(value[name], str) for name in ("label", "text"))
    )


def _is_message(value: Mapping[str, Any]) -> bool:
    return set(value) == _OF_MESSAGES and all(isinstance(said, str) for said in value.values())


def _wider(known: str | None, new: str) -> str:
    if known is None or known == "null" or known == new:
        return new
    if new == "null":
        return known
    if {known, new} == {"int", "float"}:
        return "float"
    if "empty" in (known, new):
        other = new if known == "empty" else known
        return other if other in ("texts", "messages", "spans") else "json"
    return "json"

"""Argilla's records: the columns that its data sets have on disk and on a hub, of version 2 and of version 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from goodwork.formats.dataset_files import datasets_source, read_datasets
from goodwork.formats.files import Files
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source
from goodwork.model.json import fields as fields_of
from goodwork.model.json import is_list, is_object, listed, objects
from goodwork.model.records import Choice, Ranking, Rating, Record, Span, TextAnswer

_SHORT = 60
"""Characters of a value that may be a label."""
_SERVER = ("status", "_server_id", "external_id", "metadata", "vectors")


def read_argilla(file: BinaryIO) -> Source:
    """The records of a JSON file, a Parquet file, or a zip of a data set's folder."""
    file.seek(0)
    begin = file.read(4)
    return _records(
        read_datasets(file) if begin[:2] == b"PK" or begin in (b"PAR1", b"ARRO", b"\xff" * 4) else read_jsonl(file)
    )


def argilla_source(files: Files) -> Source:
    """The records of a data set's folder."""
    return _records(datasets_source(files))


def _records(source: Source) -> Source:
    report = source.report

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _row(entry, report) if isinstance(entry, Row) else entry

    return Source(rows, source.beside, report, states_all=True)


def _row(row: Row, report: Report) -> Row | Broken:
    values = dict(row.values)
    fields = values.get("fields")
    if is_object(fields):
        return _nested(row.line, values, fields, report)
    questions = {
        name.removesuffix(end) for name in values for end in (".responses", ".suggestion") if name.endswith(end)
    }
    old = {
        name
        for name, value in values.items()
        if f"{name}-suggestion" in values or (isinstance(value, list | dict) and _old_responses(value))
    }
    item = str(values.get("id") or values.get("external_id") or f"line {row.line}")
    said = _Said(item, report, values)
    for name in sorted(questions):
        users = listed(values.get(f"{name}.responses.users"))
        status = listed(values.get(f"{name}.responses.status"))
        for n, value in enumerate(values.get(f"{name}.responses") or []):
            who = str(users[n]) if n < len(users) else f"user {n + 1}"
            said.response(who, name, value, str(status[n]) if n < len(status) else "submitted")
        suggestion = values.get(f"{name}.suggestion")
        if suggestion is not None:
            said.suggestion(
                values.get(f"{name}.suggestion.agent"), name, suggestion, values.get(f"{name}.suggestion.score")
            )
    for name in sorted(old):
        for n, response in enumerate(_old_responses(values[name]) or []):
            said.response(
                str(response.get("user_id") or f"user {n + 1}"),
                name,
                response.get("value"),
                str(response.get("status")),
            )
        suggestion = values.get(f"{name}-suggestion")
        about = fields_of(values.get(f"{name}-suggestion-metadata"))
        if suggestion is not None:
            said.suggestion(about.get("agent"), name, suggestion, about.get("score"))
    taken = {name for name in values if any(name.startswith((f"{q}.responses", f"{q}.suggestion")) for q in questions)}
    taken |= {name for name in values if any(name == q or name.startswith((f"{q}.", f"{q}-")) for q in old)}
    rest = {k: v for k, v in values.items() if k not in taken and k not in _SERVER}
    return _finished(row.line, values, rest, said.all(), report)


def _nested(line: int, values: dict[str, Any], fields: dict[str, Any], report: Report) -> Row | Broken:
    """A record as the interface gives it: fields, responses by question, suggestions by question."""
    said = _Said(str(values.get("id") or f"line {line}"), report, fields)
    for name, given in fields_of(values.get("responses")).items():
        for response in objects(given):
            said.response(
                str(response.get("user_id")), name, response.get("value"), str(response.get("status") or "submitted")
            )
    for name, one in fields_of(values.get("suggestions")).items():
        given = fields_of(one)
        said.suggestion(given.get("agent"), name, given.get("value"), given.get("score"))
    rest = {**({"id": values["id"]} if values.get("id") else {}), **fields}
    return _finished(line, values, rest, said.all(), report)


def _finished(
    line: int, values: Mapping[str, Any], rest: dict[str, Any], said: tuple[Said, ...], report: Report
) -> Row:
    if values.get("external_id") is not None and "id" not in rest:
        rest = {"id": values["external_id"], **rest}
    metadata = values.get("metadata")
    if is_object(metadata):
        for name, value in metadata.items():
            rest.setdefault(name, value)
    elif metadata is not None:
        rest["metadata"] = metadata
    if values.get("vectors"):
        report.lose(str(rest.get("id", f"line {line}")), "vectors", "goodwork has no place for them")
    return Row(line, rest, said)


def _old_responses(value: Any) -> list[dict[str, Any]] | None:
    """Responses of version 1: a list of objects, or an object of lists; None when it is neither."""
    if is_list(value):
        given = value
        if given and all(is_object(v) and {"user_id", "value", "status"} <= set(v) for v in given):
            return cast("list[dict[str, Any]]", given)
        return None
    held = cast("dict[str, Any]", value)
    if not {"user_id", "value", "status"} <= set(held) or not all(is_list(v) for v in held.values()):
        return None
    return [dict(zip(held, row, strict=False)) for row in zip(*held.values(), strict=False)]


class _Said:
    """What is said of a record, gathered by person and by model."""

    def __init__(self, item: str, report: Report, values: Mapping[str, Any]) -> None:
        self._item = item
        fields = {k: v for k, v in values.items() if k not in ("id", *_SERVER) and isinstance(v, str)}
        self._texts = [v for _, v in sorted(fields.items(), key=lambda kv: kv[0] != "text")]
        self._report = report
        self._people: dict[str, list[Record]] = {}
        self._skipped: set[str] = set()
        self._models: dict[str, tuple[list[Record], float | None]] = {}

    def response(self, by: str, question: str, value: Any, status: str) -> None:
        if status == "discarded":
            self._skipped.add(by)
        elif status != "submitted":
            self._report.lose(
                self._item, f"a response that is {status}", "unfinished work of people who can't go on with it here"
            )
        else:
            self._people.setdefault(by, []).extend(self._read(question, value))

    def suggestion(self, agent: Any, question: str, value: Any, score: Any) -> None:
        records, before = self._models.setdefault(str(agent or "unknown"), ([], None))
        records += self._read(question, value)
        if isinstance(score, int | float):
            self._models[str(agent or "unknown")] = (
                records,
                float(score) if before is None else min(before, float(score)),
            )
        elif score is not None:
            self._report.lose(self._item, f"a score for each value of {question!r}", "a prediction has one score")

    def all(self) -> tuple[Said, ...]:
        made = [
            Said("prediction", agent, tuple(records), score=score) for agent, (records, score) in self._models.items()
        ]
        made += [Said("annotation", by, tuple(records)) for by, records in self._people.items()]
        made += [Said("skip", by, reason="discarded in Argilla") for by in sorted(self._skipped - set(self._people))]
        return tuple(made)

    def _read(self, question: str, value: Any) -> list[Record]:
        match value:
            case bool() | None:
                return []
            case int() | float():
                return [Rating(question, float(value))]
            case str() if len(value) <= _SHORT and "\n" not in value:
                # The columns don't tell a label from a text; short ones are labels, which hold the same words.
                return [Choice(question, (value,), (value,))]
            case str():
                return [TextAnswer(question, value)]
            case list():
                return self._list(question, cast("list[Any]", value))
            case _:
                self._report.lose(self._item, f"a value of {question!r}", "it is of no kind that goodwork knows")
                return []

    def _list(self, question: str, values: list[Any]) -> list[Record]:
        if values and all(is_object(v) and {"start", "end", "label"} <= set(v) for v in values):
            return [span for n, v in enumerate(values, 1) if (span := self._span(question, n, v)) is not None]
        if values and all(is_object(v) and {"rank", "value"} <= set(v) for v in values):
            ranks: dict[int, list[str]] = {}
            for v in values:
                ranks.setdefault(int(v["rank"]), []).append(str(v["value"]))
            return [Ranking(question, tuple(tuple(ranks[rank]) for rank in sorted(ranks)))]
        labels = tuple(str(v) for v in values)
        return [Choice(question, labels, labels, multiple=True)]

    def _span(self, question: str, n: int, value: dict[str, Any]) -> Span | None:
        start, end, label = value["start"], value["end"], str(value["label"])
        text = next((text for text in self._texts if isinstance(end, int) and end <= len(text)), None)
        if text is None or not isinstance(start, int) or not 0 <= start < end:
            self._report.lose(self._item, f"a span {label} at {start} to {end}", "no text of the record has that place")
            return None
        return Span(question, f"T{n}", label, label, ((start, end),), text[start:end])

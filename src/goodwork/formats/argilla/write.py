"""Argilla's records: the columns of its data sets, as ``datasets.load_dataset`` reads them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, cast

import orjson
import yaml

from goodwork.formats import guesses
from goodwork.formats.argilla.recognise import MARK
from goodwork.formats.arrow import pa
from goodwork.formats.documents import Document, lose_records
from goodwork.formats.features import card, feature
from goodwork.formats.json_values import write
from goodwork.formats.own import part_value
from goodwork.formats.parquet_pieces import parquet_pieces
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.formats.spool import AT_ONCE, PORTION
from goodwork.model.records import Choice, Preference, Ranking, Rating, Record, Span, TextAnswer

_SPANS = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("label", pa.string())]))
_RANKS = pa.list_(pa.struct([("rank", pa.int64()), ("value", pa.string())]))
_TYPES = {"text": pa.string(), "texts": pa.list_(pa.string()), "number": pa.float64(), "spans": _SPANS, "ranks": _RANKS}


def write_argilla(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``data/train-00000.parquet`` and ``README.md``.

    Columns: ``id``, ``status``, the fields, the metadata, and for each question ``Q.responses`` with ``.users`` and
    ``.status``, ``Q.suggestion`` with ``.score`` and ``.agent``. A record has one suggestion for each question.
    """
    spool = _Spool(report)
    with tempfile.TemporaryFile() as file:
        for document in documents:
            file.write(orjson.dumps(spool.row(document), option=orjson.OPT_APPEND_NEWLINE))
            report.keep("items")
        schema = spool.schema()
        pieces = parquet_pieces(_tables(file, spool, schema), "rows", Report())
        yield OutFile("data/train-00000.parquet", pieces, packed=True)
    head = {
        "configs": [{"config_name": "default", "data_files": "data/*.parquet"}],
        "tags": ["argilla"],
        "dataset_info": {"features": [card(field.name, feature(field.type)) for field in schema if _plain(field.type)]},
    }
    if not all(_plain(field.type) for field in schema):
        del head["dataset_info"]
    shown = yaml.safe_dump(head, sort_keys=False, allow_unicode=True)
    yield OutFile("README.md", iter([f"---\n{shown}---\n".encode()]))


def _plain(kind: Any) -> bool:
    return not (pa.types.is_list(kind) and pa.types.is_list(kind.value_type))


def _tables(file: Any, spool: _Spool, schema: Any) -> Iterator[Any]:
    file.seek(0)
    yield schema.empty_table()
    held: list[dict[str, Any]] = []
    size = 0
    for line in file:
        held.append(spool.columns(orjson.loads(line)))
        size += len(line)
        if len(held) == PORTION or size > AT_ONCE:
            yield pa.Table.from_pylist(held, schema)
            held, size = [], 0
    if held:
        yield pa.Table.from_pylist(held, schema)


_COLUMNS = "a table does not say which of its columns are fields"
_OWN = ("id", "status")
"""Columns of every record."""


class _Spool:
    """Records on their way into a table, and what their columns hold."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._fields: dict[str, None] = {}
        self._metadata: dict[str, None] = {}
        self._questions: dict[str, str] = {}

    def row(self, document: Document) -> dict[str, Any]:
        """What is kept of a document."""
        fields = {part["name"]: _text(part_value(part)) for part in document.parts}
        for name in fields.keys() & set(_OWN):
            del fields[name]
            self._report.lose(document.name, f"the part {name!r}", "the record has a column of that name")
        for name in fields:
            if not guesses.may_take(name):
                self._report.change("", f"the part {name!r}", _COLUMNS)
        metadata: dict[str, str | None] = {}
        for name, value in document.metadata.items():
            if name in fields or name in _OWN:
                self._report.lose("", f"the metadata {name!r}", "the record has a field of that name")
                continue
            metadata[name] = _text(value)
            if not isinstance(value, str | None):
                self._report.change("", f"what the metadata {name!r} is", "metadata there is text")
            if guesses.may_take(name):
                self._report.change("", f"the metadata {name!r}, which may be read as a field", _COLUMNS)
        if document.id is None:
            self._report.change("", "an item without an id", "it is numbered there")
        self._fields |= dict.fromkeys(fields)
        self._metadata |= dict.fromkeys(metadata)
        responses: dict[str, list[Any]] = {}
        suggestions: dict[str, Any] = {}
        for said in sorted(document.said, key=lambda one: one.role not in ("consensus", "prediction")):
            if said.role == "skip":
                self._report.lose(document.name, "a skip", "a response there answers a question")
                continue
            if not said.records and said.role in ("annotation", "gold"):
                self._report.lose(
                    document.name, f"an answer by {said.by} that found nothing", "a response there answers a question"
                )
                continue
            if said.role == "gold":
                self._report.change(document.name, f"the known answer by {said.by}", "it is a response there")
            elif said.role == "consensus":
                self._report.change("", "the consensus", "it is a suggestion there")
            if said.reason:
                self._report.lose(document.name, "the reason of a known answer", "a response there has none")
            if said.accepted_from is not None:
                self._report.lose("", "which prediction an answer began with", "a response there does not say so")
            for question, value in self._values(document, said).items():
                self._report.keep("annotations")
                if said.role in ("annotation", "gold"):
                    responses.setdefault(question, []).append([said.by, value])
                elif question not in suggestions:
                    suggestions[question] = [said.by, said.score, value]
                else:
                    self._report.lose(
                        document.name, f"a further prediction by {said.by}", "there is one for each question"
                    )
        return {
            "id": document.id if document.id is not None else str(document.line),
            "fields": fields, "metadata": metadata, "responses": responses, "suggestions": suggestions,
        }  # fmt: skip

    def _values(self, document: Document, said: Said) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for record in said.records:
            kind, value = self._value(document, record)
            if kind is None:
                continue
            self._tell(record)
            known = self._questions.setdefault(record.question, kind)
            if known != kind and {known, kind} == {"text", "texts"}:
                self._questions[record.question] = known = "texts"
            if known == "texts" and kind == "text":
                value = [value]
            if known != kind and known != "texts":
                lose_records(document, [record], self._report, "other answers to this question are of another sort")
            elif record.question in found and isinstance(value, list):
                found[record.question] = found[record.question] + value
            else:
                found[record.question] = value
        return found

    def _tell(self, record: Record) -> None:
        """Report what the columns don't say of a record."""
        match record:
            case Choice() if record.names != record.labels:
                self._report.change("", f"the ids of labels of {record.question!r}", "a label there is its name")
            case Rating() if record.low is not None or record.high is not None:
                self._report.lose("", f"the scale of {record.question!r}", "a number there has none")
            case TextAnswer():
                why = "a column there does not tell a text from a label: short ones are read as labels"
                self._report.change("", f"texts of {record.question!r}", why)
            case Ranking() if record.shown:
                self._report.lose("", f"the order shown of {record.question!r}", "a ranking there has none")
            case _:
                pass

    def _value(self, document: Document, record: Record) -> tuple[str | None, Any]:
        match record:
            case Choice(multiple=False, names=(name,)):
                return "text", name
            case Choice():
                return "texts", list(record.names)
            case Rating():
                return "number", record.value
            case TextAnswer():
                return "text", record.text
            case Span() if len(record.fragments) == 1:
                start, end = record.fragments[0]
                if record.attributes:
                    self._report.lose(document.name, "attributes of a span", "a span there has a label only")
                return "spans", [{"start": start, "end": end, "label": record.name}]
            case Ranking():
                ranks = [(n, name) for n, group in enumerate(record.groups, 1) for name in group]
                return "ranks", [{"rank": n, "value": name} for n, name in ranks]
            case Preference():
                self._report.change(document.name, f"the preference of {record.question!r}", "it is a label there")
                return "text", record.chosen if record.chosen is not None else record.verdict
            case _:
                lose_records(document, [record], self._report, "Argilla has no place for it")
                return None, None

    def schema(self) -> Any:
        """The columns, when every document was seen."""
        columns = [("id", pa.string()), ("status", pa.string())]
        columns += [(name, pa.string()) for name in self._fields if name not in _OWN]
        columns += [(name, pa.string()) for name in self._metadata if name not in self._fields]
        for question, kind in self._questions.items():
            one = _TYPES[kind]
            columns += [
                (f"{question}.responses", pa.list_(one)), (f"{question}.responses.users", pa.list_(pa.string())),
                (f"{question}.responses.status", pa.list_(pa.string())), (f"{question}.suggestion", one),
                (f"{question}.suggestion.score", pa.float64()), (f"{question}.suggestion.agent", pa.string()),
            ]  # fmt: skip
        return pa.schema(columns, {MARK: b"records"})

    def columns(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row as the table has it."""
        made: dict[str, Any] = {**row["metadata"], **row["fields"], "id": row["id"]}
        made["status"] = "completed" if row["responses"] else "pending"
        for question, kind in self._questions.items():
            given = cast("list[list[Any]]", row["responses"].get(question, []))
            if given:
                made[f"{question}.responses"] = [_listed(value, kind) for _, value in given]
                made[f"{question}.responses.users"] = [by for by, _ in given]
                made[f"{question}.responses.status"] = ["submitted"] * len(given)
            agent, score, value = row["suggestions"].get(question, (None, None, None))
            made[f"{question}.suggestion"] = _listed(value, kind)
            made[f"{question}.suggestion.score"], made[f"{question}.suggestion.agent"] = score, agent
        return made


def _listed(value: Any, kind: str) -> Any:
    # A question that took one label at first and several later takes several.
    return [value] if kind == "texts" and isinstance(value, str) else value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return write(value).decode()

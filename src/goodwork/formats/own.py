"""Our own columns in tables: ``annotations`` with everything that is said of an item, ``parts`` with what it shows.

What writers of tables put there, readers take from there, so that a JSON lines, CSV or Parquet file of ours holds
everything.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, cast

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats import guesses, json_values
from goodwork.formats.documents import Document
from goodwork.formats.parts import content_of
from goodwork.formats.record_json import looks_said, said_as_json, said_from_json
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source, excerpt
from goodwork.formats.turns import as_messages
from goodwork.model.items import PartType
from goodwork.model.json import is_list, is_object

ANNOTATIONS = "annotations"
PARTS = "parts"
CONSENSUS = "consensus"
_ID = "id"
SAID = "said"
"""In a line of a published version, whose ``annotations`` are those of the version's own form."""
PEEKED = 100
_TYPES = frozenset(kind.value for kind in PartType)


@dataclass(slots=True)
class _Seen:
    """What the first rows say of a file: its parts, and what people are asked."""

    parts: dict[str, str] = field(default_factory=dict[str, str])
    questions: set[str] = field(default_factory=set[str])
    said: bool = False
    plain: bool = False
    """Whether an item of one text does not say so."""
    ids: bool = False

    def look(self, values: Mapping[str, Any]) -> None:
        """Take note of a row."""
        stated = _stated(values)
        self.plain = self.plain or (not stated and isinstance(values.get("text"), str))
        self.parts |= {name: kind for name, kind in stated.items() if name not in self.parts}
        self.ids = self.ids or "id" in values
        said = _given(values)
        if looks_said(said):
            self.said = True
            # What is wrong with a record is said when its row is read.
            self.questions |= {q for one in said for r in _records(one) if isinstance(q := r.get("question"), str)}

    def hint(self) -> dict[str, Any]:
        """The mapping that the file states; only files that state their parts state all of it."""
        if not self.parts:
            return {}
        if self.plain:
            # Items of one text don't say so: among others that state their parts it is still one.
            self.parts.setdefault("text", PartType.TEXT.value)
        parts = [{"name": name, "type": kind, "column": name} for name, kind in self.parts.items()]
        return {"id": "id" if self.ids else None, "parts": parts, "answers": {}}


def with_own(source: Source, *, is_table: bool = False, is_text: bool = False) -> Source:
    """The source; where its rows have our columns, as one that reads them.

    In tables questions have columns beside, which say the same once more; a cell of text is empty where an item has
    nothing.
    """
    seen = _Seen()
    try:
        for entry in islice(source.rows(0), PEEKED):
            if isinstance(entry, Row):
                seen.look(entry.values)
    except GoodworkError:
        pass  # Met again by those who read the rows.
    source.report.take()
    own = bool(seen.parts or seen.said)
    hint = seen.hint()
    reader = _Reader(seen, is_table, is_text, source.report)

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            if isinstance(entry, Row) and (own or ANNOTATIONS in entry.values):
                yield reader.row(entry, own)
            else:
                yield entry

    return replace(source, rows=rows, hint={**source.hint, **hint}, states_all=bool(seen.parts))


class _Reader:
    """Reads our columns in the rows of a file."""

    def __init__(self, seen: _Seen, is_table: bool, is_text: bool, report: Report) -> None:
        self._seen = seen
        self._is_table = is_table
        self._is_text = is_text
        self._report = report

    def row(self, row: Row, own: bool) -> Row | Broken:
        """The row without our columns, and with what they say."""
        values = dict(row.values)
        given: Any = _given(values)
        ours = looks_said(given)
        if not ours and not own:
            return row
        try:
            read = tuple(said_from_json(one) for one in cast("list[Any]", given)) if ours else ()
        except Invalid as error:
            return Broken(row.line, error.what, excerpt(json_values.sketch(given)))
        stated = _stated(values)
        if ours or given == []:
            values.pop(ANNOTATIONS, None)
        if _is_version(values):
            return Row(row.line, self._of_version(row.line, values, stated), read)
        if stated:
            del values[PARTS]
        for name in self._seen.parts.keys() - stated.keys() if stated else ():
            if not self._is_table and values.get(name) is not None:
                self._move(row.line, values, name)
        if self._is_text:
            # A column that another item needs is empty here: that says nothing of this one.
            values = {name: value for name, value in values.items() if value != ""}
        if self._is_table:
            self._without_answers(values, {*self._seen.parts, *(stated or ("text",)), _ID}, read)
        return Row(row.line, values, read)

    def _without_answers(self, values: dict[str, Any], taken: set[str], said: Sequence[Said]) -> None:
        """Take out the columns that say the same once more, and give metadata their names back."""
        asked = {record.question for one in said for record in one.records} - taken
        for question in asked:
            values.pop(question, None)
        asked |= self._seen.questions - taken
        for name in [name for name in values if name.startswith(_BEFORE)]:
            if _stands_for(name.removeprefix(_BEFORE), asked):
                values[name.removeprefix(_BEFORE)] = values.pop(name)

    def _of_version(self, line: int, values: Mapping[str, Any], stated: Mapping[str, str]) -> dict[str, Any]:
        """The id, the parts and the metadata of an item of a published version."""
        found: dict[str, Any] = {} if values.get("id") is None else {"id": values["id"]}
        given = values.get(PARTS)
        contents = cast("Mapping[str, Any]", given) if is_object(given) and CONSENSUS in values else values
        found |= {name: contents[name] for name in stated if contents.get(name) is not None}
        for name in stated:
            # A table has the language of code in a column beside.
            language = values.get(f"{name}_language") if stated[name] == PartType.CODE else None
            if language and isinstance(found.get(name), str):
                found[name] = {"text": found[name], "language": language}
        metadata = values.get("metadata")
        metadata = json_values.parse(metadata.encode()) if isinstance(metadata, str) else metadata
        for name, value in metadata.items() if is_object(metadata) else ():
            found[self._renamed(line, name, found) if name in found or name in self._seen.parts else name] = value
        return found

    def _move(self, line: int, values: dict[str, Any], name: str) -> None:
        values[self._renamed(line, name, values)] = values.pop(name)

    def _renamed(self, line: int, name: str, taken: Container[str]) -> str:
        free = free_name(name, taken)
        self._report.change(f"line {line}", f"the metadata {name!r}, now {free!r}", "a part has that name")
        return free


def _records(one: Any) -> list[dict[str, Any]]:
    records = one.get("records")
    return [record for record in records if is_object(record)] if is_list(records) else []


def _is_version(values: Mapping[str, Any]) -> bool:
    """Whether a row is an item of a published version: what it is called there, and how it stands."""
    return all(name in values for name in ("item", "id", "state", "gold", "metadata"))


def _given(values: Mapping[str, Any]) -> Any:
    """What is said of an item, in whichever of our columns that is."""
    return _parsed(values.get(SAID if SAID in values and _is_version(values) else ANNOTATIONS))


_BEFORE = "metadata_"


def _stands_for(name: str, questions: Container[str]) -> bool:
    """Whether a name is a question's, whatever prefixes it has got."""
    while name not in questions:
        if not name.startswith(_BEFORE):
            return False
        name = name.removeprefix(_BEFORE)
    return True


def beside_answers(name: str, questions: Container[str]) -> str:
    """The name of metadata in a table that has columns for these questions; readers give its own name back.

    >>> beside_answers("mood", {"mood"}), beside_answers("metadata_mood", {"mood"}), beside_answers("year", {"mood"})
    ('metadata_mood', 'metadata_metadata_mood', 'year')
    """
    return _BEFORE + name if _stands_for(name, questions) else name


def free_name(name: str, taken: Container[str]) -> str:
    """A name that is not taken yet, for what can't be called as it was.

    >>> free_name("text", {"text", "metadata_text"})
    'metadata_text_2'
    """
    free = wanted = f"{_BEFORE}{name}"
    n = 1
    while free in taken:
        n += 1
        free = f"{wanted}_{n}"
    return free


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] == "[":
        try:
            return json_values.parse(value.encode("utf-8", "surrogatepass"))
        except ValueError:
            return None
    return value


def _stated(values: Mapping[str, Any]) -> Mapping[str, str]:
    """Which columns of a row are parts, and what they are; empty when it does not say."""
    value = values.get(PARTS)
    if isinstance(value, str) and value[:1] == "{":
        try:
            value = json_values.parse(value.encode("utf-8", "surrogatepass"))
        except ValueError:
            return {}
    if not is_object(value) or not value:
        return {}
    if _is_version(values) and is_object(values.get(CONSENSUS)):
        types = values.get("types")
        told = types if is_object(types) else {}
        return {name: str(told.get(name) or told_type(content)) for name, content in value.items()}
    return value if all(isinstance(v, str) and v in _TYPES for v in value.values()) else {}


def states_parts(row: Mapping[str, Any]) -> bool:
    """Whether a row says which of its columns are parts."""
    return bool(_stated(row))


def told_type(content: Any) -> str:
    """What a part of a published version is, as far as its content tells."""
    if is_object(content):
        if "turns" in content:
            return PartType.CONVERSATION.value
        return (PartType.TABLE if {"columns", "rows"} <= content.keys() else PartType.METADATA).value
    return PartType.TEXT.value


def stated_parts(document: Document) -> dict[str, str]:
    """Which parts a document has; nothing when it is one text and nothing could be taken for another."""
    parts = {str(part["name"]): str(part["type"]) for part in document.parts}
    return {} if parts == {"text": "text"} and not any(map(guesses.may_take, document.metadata)) else parts


def part_columns(document: Document, report: Report) -> tuple[dict[str, Any], dict[str, str]]:
    """The parts by the names of their columns, and which of them are stated to be parts."""
    stated = stated_parts(document)
    values: dict[str, Any] = {}
    for part in document.parts:
        name = str(part["name"])
        if name in (_ID, ANNOTATIONS, PARTS):
            free = f"part_{name}"
            report.change(document.name, f"the part {name!r}, now {free!r}", "each item has something of that name")
            stated = {free if known == name else known: kind for known, kind in stated.items()}
            name = free
        values[name] = part_value(part)
    return values, stated


def part_value(part: Mapping[str, Any]) -> Any:
    """A part as one value that reads back as the same part: a text, messages, or an object."""
    match part["type"]:
        case PartType.CONVERSATION:
            data = part["data"]
            messages = as_messages(data["turns"])
            return messages if set(data) == {"turns"} else {"messages": messages, **_without(data, "turns")}
        case PartType.CODE if part.get("data"):
            return {"text": part["text"], **part["data"]}
        case _:
            return part["data"] if part.get("data") is not None else content_of(part)


def _without(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k != key}


def own_said(document: Document) -> list[dict[str, Any]]:
    """Everything that is said of a document, as the column has it."""
    return [said_as_json(one) for one in document.said]

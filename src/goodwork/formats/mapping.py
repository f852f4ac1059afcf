"""Which column of a file is what: stated by the lead, or guessed from the first rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from goodwork import bounds
from goodwork.errors import Fault, Invalid
from goodwork.formats import guesses
from goodwork.formats.rows import Dialect
from goodwork.model.items import PartType
from goodwork.model.json import is_list, is_object

PART_TYPES = (
    PartType.TEXT, PartType.PICTURE, PartType.CODE, PartType.CONVERSATION, PartType.TABLE, PartType.METADATA,
)  # fmt: skip
"""What a column can become."""

_FIELDS = frozenset(
    {"id", "parts", "gold", "gold_reason", "gold_drawn", "metadata", "questions", "delimiter", "encoding"}
)


@dataclass(frozen=True, slots=True)
class PartColumn:
    """A column that becomes a part of the item."""

    name: str
    type: PartType
    column: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """Which column is what.

    As JSON: ``{"id": column, "parts": [{"name", "type", "column", "title"}], "gold": {question: column},
    "gold_reason": column, "gold_drawn": probability or null, "metadata": [columns] or "rest",
    "questions": {name in the file: question}, "delimiter": ";", "encoding": "cp1252"}``; whatever is left out is
    guessed.
    """

    id: str | None
    parts: tuple[PartColumn, ...]
    gold: Mapping[str, str] = field(default_factory=dict[str, str])
    """Question key -> the column with its known answer."""
    gold_reason: str | None = None
    gold_drawn: float | None = None
    """The probability with which each gold item was drawn; None: they were chosen."""
    metadata: tuple[str, ...] | None = None
    """The columns that are kept as metadata; None: all the rest."""
    questions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name of a control in the file -> question key, where the two differ."""
    dialect: Dialect = field(default_factory=Dialect)

    def as_json(self) -> dict[str, Any]:
        """The mapping as ``complete_mapping`` reads it."""
        return {
            "id": self.id,
            "parts": [{"name": p.name, "type": p.type.value, "column": p.column, "title": p.title} for p in self.parts],
            "gold": dict(self.gold),
            "gold_reason": self.gold_reason,
            "gold_drawn": self.gold_drawn,
            "metadata": "rest" if self.metadata is None else list(self.metadata),
            "questions": dict(self.questions),
            "delimiter": self.dialect.delimiter,
            "encoding": self.dialect.encoding,
        }


def read_dialect(given: Mapping[str, Any]) -> Dialect:
    """What the mapping says of a delimited file: it is needed before the first row is read."""
    delimiter, encoding = given.get("delimiter"), given.get("encoding")
    faults: list[Fault] = []
    if delimiter is not None and not (isinstance(delimiter, str) and len(delimiter) == 1):
        faults.append(Fault("mapping.delimiter", "The delimiter is one character."))
    if encoding is not None and not (isinstance(encoding, str) and bounds.encoding(encoding)):
        faults.append(Fault("mapping.encoding", "The encoding is one of texts, like utf-8 or cp1252."))
    _refuse(faults)
    return Dialect(delimiter, encoding)


def check_mapping(given: Mapping[str, Any], questions: Sequence[str]) -> None:
    """Invalid with every fault that can be seen before the file is there."""
    faults = [
        Fault(f"mapping.{name}", f"There is no such field; use {', '.join(sorted(_FIELDS))}.")
        for name in given
        if name not in _FIELDS
    ]
    faults += [
        Fault(f"mapping.{name}", "This is the name of a column.")
        for name in ("id", "gold_reason")
        if not isinstance(given.get(name), str | None)
    ]
    faults += _part_faults(given.get("parts"))
    for name in ("gold", "questions"):
        value = given.get(name)
        if value is None:
            continue
        if not is_object(value) or not all(isinstance(v, str) for v in value.values()):
            faults.append(Fault(f"mapping.{name}", "This is an object whose values are names."))
            continue
        keys = value if name == "gold" else value.values()
        faults += [
            Fault(f"mapping.{name}.{key}", f"The project has no question {key!r}; it asks {', '.join(questions)}.")
            for key in keys
            if key not in questions
        ]
    drawn = given.get("gold_drawn")
    if drawn is not None and (isinstance(drawn, bool) or not isinstance(drawn, int | float) or not 0 < drawn <= 1):
        faults.append(Fault("mapping.gold_drawn", "The probability of being drawn lies above 0 and is at most 1."))
    metadata = given.get("metadata")
    if metadata not in (None, "rest") and not _names(metadata):
        faults.append(Fault("mapping.metadata", 'This is a list of columns or "rest".'))
    _refuse(faults)
    read_dialect(given)


def _names(value: Any) -> bool:
    return is_list(value) and all(isinstance(v, str) for v in value)


def _part_faults(parts: Any) -> list[Fault]:
    if parts is None:
        return []
    if not is_list(parts) or not parts or not all(is_object(p) for p in parts):
        return [Fault("mapping.parts", 'This is a list of {"name", "type", "column", "title"}.')]
    faults: list[Fault] = []
    seen: set[str] = set()
    for i, part in enumerate(cast("list[dict[str, Any]]", parts)):
        where = f"mapping.parts.{i}"
        if not isinstance(part.get("column"), str) or not part["column"]:
            faults.append(Fault(f"{where}.column", "Each part names its column."))
            continue
        name = part.get("name", part_name(part["column"]))
        if not isinstance(name, str) or name != part_name(name):
            faults.append(Fault(f"{where}.name", "A name has small letters, digits and _, at most 40."))
        elif name in seen:
            faults.append(Fault(f"{where}.name", f"Two parts are called {name!r}."))
        else:
            seen.add(name)
        if part.get("type", "text") not in PART_TYPES:
            faults.append(Fault(f"{where}.type", f"Use one of: {', '.join(PART_TYPES)}."))
        if not isinstance(part.get("title", ""), str):
            faults.append(Fault(f"{where}.title", "A title is a text."))
        faults += [Fault(f"{where}.{k}", "There is no such field.") for k in part.keys() - _PART_FIELDS]
    return faults


_PART_FIELDS = frozenset({"name", "type", "column", "title"})


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        what = "; ".join(f"{f.where}: {f.what}" for f in faults[:3])
        raise Invalid(f"The mapping can't be used: {what}", kept="Nothing was imported.", faults=faults)


def complete_mapping(
    given: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], questions: Sequence[str]
) -> ImportMapping:
    """The mapping with everything that it leaves out guessed from the first rows.

    Invalid when it is wrong, names a column that no row has, or leaves no column to judge.
    """
    check_mapping(given, questions)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    stated: list[str] = given["metadata"] if is_list(given.get("metadata")) else []
    gold_of: Mapping[str, str] = given.get("gold") or {}
    wanted: set[str] = {
        *([given["id"]] if given.get("id") else []),
        *(part["column"] for part in given.get("parts") or ()),
        *gold_of.values(),
        *([given["gold_reason"]] if given.get("gold_reason") else []),
        *stated,
    }
    _refuse(
        [
            Fault("mapping", f"The file has no column {column!r}; it has {', '.join(columns[:30])}.")
            for column in sorted(wanted - set(columns))
        ]
        if rows
        else []
    )
    identity = given["id"] if "id" in given else guesses.identity(columns)
    gold = dict(given["gold"]) if given.get("gold") is not None else guesses.gold(columns, questions)
    reason = given.get("gold_reason", "gold_reason" if gold and "gold_reason" in columns else None)
    taken = {identity, reason, *gold.values(), *stated}
    if given.get("parts"):
        parts = tuple(_part(part) for part in given["parts"])
    else:
        parts = _parts(guesses.parts([c for c in columns if c not in taken], rows))
    if rows and not parts:
        raise Invalid(
            f"No column of the file looks like a text or a picture; it has {', '.join(columns[:30])}.",
            kept="Nothing was imported.",
            next_step="Say in the mapping which columns are the parts of an item.",
        )
    metadata = given.get("metadata", "rest")
    return ImportMapping(
        id=identity,
        parts=parts,
        gold=gold,
        gold_reason=reason,
        gold_drawn=given.get("gold_drawn"),
        metadata=None if metadata in (None, "rest") else tuple(metadata),
        questions=dict(given.get("questions") or {}),
        dialect=read_dialect(given),
    )


def part_name(column: str) -> str:
    """The name of a part out of a column's.

    >>> part_name("Review Text"), part_name("正文")
    ('review_text', 'part')
    """
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")[:40] or "part"


def _title(column: str) -> str:
    plain = re.sub(r"[_\s]+", " ", column).strip()
    return plain[:1].upper() + plain[1:]


def _parts(found: Sequence[tuple[str, PartType]]) -> tuple[PartColumn, ...]:
    parts: list[PartColumn] = []
    for column, kind in found:
        name, n = part_name(column), 1
        while any(part.name == name for part in parts):
            n += 1
            name = f"{part_name(column)[:37]}_{n}"
        parts.append(PartColumn(name, kind, column, _title(column)))
    return tuple(parts)


def _part(part: Mapping[str, Any]) -> PartColumn:
    column = part["column"]
    return PartColumn(
        part.get("name") or part_name(column),
        PartType(part.get("type", "text")),
        column,
        part.get("title") or _title(column),
    )

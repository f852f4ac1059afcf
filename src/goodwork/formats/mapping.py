"""Which column of a file is what: stated by the lead, or guessed from the first rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from goodwork import bounds
from goodwork.errors import Fault, Invalid
from goodwork.formats.rows import Dialect
from goodwork.model.items import PartType
from goodwork.model.json import is_list, is_object

PART_TYPES = (
    PartType.TEXT, PartType.PICTURE, PartType.CODE, PartType.CONVERSATION, PartType.TABLE, PartType.METADATA,
)  # fmt: skip
"""What a column can become."""

Addressed = Literal["fetch", "leave-out"]
"""What becomes of pictures that are http(s) addresses."""
ADDRESSED = get_args(Addressed)

_FIELDS = frozenset({
    "id", "parts", "gold", "gold_reason", "gold_drawn", "answers", "by", "metadata", "questions", "strict", "delimiter",
    "encoding", "header", "pictures", "sheet",
})  # fmt: skip


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
    "gold_reason": column, "gold_drawn": probability or null, "answers": {question: column}, "by": column,
    "metadata": [columns] or "rest", "questions": {name in the file: question}, "strict": false, "delimiter": ";",
    "encoding": "cp1252", "header": true, "sheet": name, "pictures": "fetch" or "leave-out"}``; whatever is left out is
    guessed, but for what becomes of pictures. In ``answers`` a list of columns, or a name with a star in it, are
    columns that each hold one person's answers.
    """

    id: str | None
    parts: tuple[PartColumn, ...]
    gold: Mapping[str, str] = field(default_factory=dict[str, str])
    """Question key -> the column with its known answer."""
    gold_reason: str | None = None
    gold_drawn: float | None = None
    """The probability with which each gold item was drawn; None: they were chosen."""
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Question key -> the column with somebody's answer to it."""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    """Question key -> columns that each hold one person's answers to it, or a name with a star for the person."""
    by: str | None = None
    """The column that says who gave the answers of a row; None: the file did."""
    metadata: tuple[str, ...] | None = None
    """The columns that are kept as metadata; None: all the rest."""
    questions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name of a control in the file -> question key, where the two differ."""
    strict: bool = False
    """Whether a column that had to be guessed stops the import."""
    dialect: Dialect = field(default_factory=Dialect)
    pictures: Addressed | None = None
    """What becomes of pictures that are http(s) addresses; None: nobody has said, and such rows are refused."""
    guessed: tuple[str, ...] = ()
    """The columns of which nothing but their names and values said what they are."""

    @property
    def taken(self) -> frozenset[str]:
        """The columns that are something else than metadata, but for those of people."""
        return frozenset([
            *(part.column for part in self.parts), *self.gold.values(), *self.answers.values(),
            *(name for name in (self.id, self.gold_reason, self.by) if name),
        ])  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """The mapping as ``complete_mapping`` reads it."""
        return {
            "id": self.id,
            "parts": [{"name": p.name, "type": p.type.value, "column": p.column, "title": p.title} for p in self.parts],
            "gold": dict(self.gold),
            "gold_reason": self.gold_reason,
            "gold_drawn": self.gold_drawn,
            "answers": {**self.answers, **{question: list(columns) for question, columns in self.people.items()}},
            "by": self.by,
            "metadata": "rest" if self.metadata is None else list(self.metadata),
            "questions": dict(self.questions),
            "strict": self.strict,
            **({"pictures": self.pictures} if self.pictures else {}),
            "delimiter": self.dialect.delimiter,
            "encoding": self.dialect.encoding,
            "header": self.dialect.header,
            "sheet": self.dialect.sheet,
        }


def read_dialect(given: Mapping[str, Any]) -> Dialect:
    """What the mapping says of a table: it is needed before the first row is read."""
    delimiter, encoding = given.get("delimiter"), given.get("encoding")
    header, sheet = given.get("header"), given.get("sheet")
    faults: list[Fault] = []
    if delimiter is not None and not (isinstance(delimiter, str) and len(delimiter) == 1):
        faults.append(Fault("mapping.delimiter", "The delimiter is one character."))
    if encoding is not None and not (isinstance(encoding, str) and bounds.encoding(encoding)):
        faults.append(Fault("mapping.encoding", "The encoding is one of texts, like utf-8 or cp1252."))
    if not isinstance(header, bool | None):
        faults.append(Fault("mapping.header", "This is true or false: whether the first row has the names."))
    if not isinstance(sheet, str | None):
        faults.append(Fault("mapping.sheet", "This is the name of a sheet."))
    refuse(faults)
    return Dialect(delimiter, encoding, header, sheet)


def check_mapping(given: Mapping[str, Any], questions: Sequence[str] | None) -> None:
    """Invalid with every fault that can be seen before the file is there; None: no project says which questions."""
    faults = [
        Fault(f"mapping.{name}", f"There is no such field; use {', '.join(sorted(_FIELDS))}.")
        for name in given
        if name not in _FIELDS
    ]
    faults += [
        Fault(f"mapping.{name}", "This is the name of a column.")
        for name in ("id", "gold_reason", "by")
        if not isinstance(given.get(name), str | None)
    ]
    faults += _part_faults(given.get("parts"))
    for name in ("gold", "answers", "questions"):
        value = given.get(name)
        if value is None:
            continue
        several = name == "answers"
        if not is_object(value) or not all(isinstance(v, str) or (several and _names(v) and v) for v in value.values()):
            what = "names, or lists of them" if several else "names"
            faults.append(Fault(f"mapping.{name}", f"This is an object whose values are {what}."))
            continue
        keys: Iterable[Any] = value.values() if name == "questions" else value
        faults += [
            Fault(f"mapping.{name}.{key}", f"The project has no question {key!r}; it asks {', '.join(questions)}.")
            for key in keys
            if questions is not None and key not in questions
        ]
    if not isinstance(given.get("strict"), bool | None):
        faults.append(Fault("mapping.strict", "This is true or false."))
    if given.get("pictures") not in (None, *ADDRESSED):
        faults.append(Fault("mapping.pictures", 'This is "fetch" or "leave-out".'))
    drawn = given.get("gold_drawn")
    if drawn is not None and (isinstance(drawn, bool) or not isinstance(drawn, int | float) or not 0 < drawn <= 1):
        faults.append(Fault("mapping.gold_drawn", "The probability of being drawn lies above 0 and is at most 1."))
    metadata = given.get("metadata")
    if metadata not in (None, "rest") and not _names(metadata):
        faults.append(Fault("mapping.metadata", 'This is a list of columns or "rest".'))
    refuse(faults)
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


def refuse(faults: Sequence[Fault]) -> None:
    """Invalid with these faults, if there are any."""
    if faults:
        what = "; ".join(f"{f.where}: {f.what}" for f in faults[:3])
        raise Invalid(f"The mapping can't be used: {what}", kept="Nothing was imported.", faults=faults)


def part_name(column: str) -> str:
    """The name of a part out of a column's.

    >>> part_name("Review Text"), part_name("正文")
    ('review_text', 'part')
    """
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")[:40] or "part"


def title_of(column: str) -> str:
    """A column's name, for people."""
    plain = re.sub(r"[_\s]+", " ", column).strip()
    return plain[:1].upper() + plain[1:]

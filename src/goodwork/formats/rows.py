"""Rows: what every reader of files yields, and the limits that keep memory flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, NamedTuple

from goodwork.errors import GoodworkError, Invalid
from goodwork.formats.report import Report
from goodwork.model.records import Record

MAX_ROW = 32 << 20
"""The longest row in bytes. Longer ones are passed over without being held."""

MAX_EXCERPT = 200

ENTITIES = "entities"
"""What the spans of a file answer that names no question."""

OBJECTS = "objects"
"""What the boxes of a file answer that names no question."""

Size = tuple[int, int]
"""Width and height of a picture in pixels, upright."""

_NO_SIZES: Mapping[str, Size] = {}

TEXT: Mapping[str, Any] = {"parts": [{"name": "text", "type": "text", "column": "text", "title": "Text"}]}
"""The mapping of formats whose items are texts: whatever else a row has is metadata."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of an item beside its content: an answer by a person or a model, a known answer, a skip."""

    role: Literal["annotation", "prediction", "gold", "skip", "consensus"]
    """``consensus``: what the answers together say, as our own exports have it."""
    by: str
    """Who, as the file names them; for a prediction the model."""
    records: tuple[Record, ...] = ()
    score: float | None = None
    reason: str = ""
    accepted_from: str | None = None
    """The model whose prediction this annotation began with."""
    unread: frozenset[str] = frozenset()
    """What the file names the questions to whose answers more belongs than could be read: none of them is whole."""


class Row(NamedTuple):
    """One row of a file: a line, a row of a table, an entry of an archive.

    There are millions of them: a tuple is made several times faster than a frozen dataclass.
    """

    line: int
    """Where it is in the file, from 1: the line it begins on, else the number of the row or entry."""
    values: Mapping[str, Any]
    said: tuple[Said, ...] = ()
    """What the file says of the item beside its content; tables say it in columns."""
    sizes: Mapping[str, Size] = _NO_SIZES
    """Of columns with pictures the sizes that the places in ``said`` are measured in."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that can't be taken, and why."""

    line: int
    reason: str
    excerpt: str = ""


Entry = Row | Broken


def _nothing_beside(name: str) -> bytes:
    raise Invalid(
        f"{_short(name)} names a file, and only this one file was sent",
        next_step="Send a zip with the table and its files.",
    )


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file.

    ``rows(skip)`` yields its entries after passing over the first ``skip``; the same file yields the same entries
    every time, so that an interrupted import goes on where it was. Damage that makes the rest unreadable raises
    Unreadable after everything before it was yielded.
    """

    rows: Callable[[int], Iterator[Entry]]
    beside: Callable[[str], bytes] = _nothing_beside
    """The bytes of a file that lies beside the table in the same archive; Invalid when there is none."""
    report: Report = field(default_factory=Report)
    """What reading itself changed or left out; complete when ``rows`` is exhausted."""
    hint: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """A mapping as far as the format itself knows it; what a lead says counts before it."""
    states_all: bool = False
    """Whether rows state all that is said of their items: then no column is taken for an answer."""
    classes: Mapping[str, Sequence[str]] = field(default_factory=dict[str, "Sequence[str]"])
    """Of columns of classes their names, in the order that the file has for them."""
    sheets: Sequence[str] = ()
    """Of a workbook the names of its sheets."""


def glimpse(source: Source, most: int) -> list[Row]:
    """The first rows of a source, to tell what it is. They are read again for good, and reported of only then.

    None where damage ends it so early: who reads the rows meets that, after what comes before it.
    """
    before = source.report.take()
    found: list[Row] = []
    with suppress(GoodworkError):
        found = [entry for entry in islice(source.rows(0), most) if isinstance(entry, Row)]
    source.report.take()
    source.report.add(before)
    return found


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a table may be told of itself; None is found out from the file."""

    delimiter: str | None = None
    encoding: str | None = None
    header: bool | None = None
    """Whether its first row has the names of its columns."""
    sheet: str | None = None
    """Which sheet of a workbook."""


def excerpt(raw: bytes | str) -> str:
    """The beginning of a row as people can read it: broken bytes and NULs replaced, at most 200 characters.

    >>> excerpt(b'{"a": "\\xff\\x00"}')
    '{"a": "�␀"}'
    """
    text = raw[: 4 * MAX_EXCERPT].decode("utf-8", "replace") if isinstance(raw, bytes) else raw[:MAX_EXCERPT]
    text = text.replace("\x00", "␀").encode("utf-8", "replace").decode()
    return text[:MAX_EXCERPT].strip("\r\n")


def _short(name: str) -> str:
    return repr(name if len(name) <= 80 else name[:77] + "...")

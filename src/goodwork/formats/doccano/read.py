"""doccano's exports: JSON lines, a JSON array or CSV; or a folder with a file for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

from goodwork.errors import GoodworkError, Invalid, Unreadable
from goodwork.formats.delimited import read_csv
from goodwork.formats.doccano.labels import LABELS, Asked, asked_in, category, marked, records_of
from goodwork.formats.doccano.recognise import JOINED
from goodwork.formats.files import Files, ZipFiles
from goodwork.formats.grouping import together
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.lines import open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Dialect, Entry, Row, Said, Source
from goodwork.model.json import is_list, objects
from goodwork.model.records import Record, TextAnswer

PEEKED = 100
MOST_TOGETHER = 1000
"""People who were asked about one text."""
UNKNOWN = "doccano"
"""Who answered, where the file does not say."""
_NOBODY = frozenset({"all", "unknown"})
_CONSUMED = frozenset({*LABELS, "entities", "relations", "cats", "annotations", "bbox", "segmentation"})
_SHAPES = ("bbox", "segmentation")
_TEXTS = ("text", "data")
"""What the text is called: in tables also ``data``."""
_PICTURE = "filename"
_SOUNDS = (".wav", ".mp3", ".flac", ".ogg", ".m4a", ".mp4")


def read_doccano(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """The rows of one file, or of a zip with a file for each person.

    ``entities`` with ``relations``, ``label`` with spans, categories or texts, ``cats``, and the ``annotations`` of
    version 1 are answers; an empty list is an answer that found nothing, and a row without any was not asked. An
    answer with a span that does not fit the text is no answer and reported. The rest is metadata.
    """
    file.seek(0)
    if file.read(2) == b"PK":
        return doccano_source(ZipFiles(file), dialect)
    plain = _opened(file, dialect)
    report = plain.report
    sample = _sample(plain)

    def rows(skip: int) -> Iterator[Entry]:
        yield from _rows(plain, skip, asked_in(sample), UNKNOWN, report)

    return Source(rows, plain.beside, report, _hint(sample), states_all=True)


def doccano_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The rows of a folder, one file after the other; who answered is the name of the file."""
    names = [name for name in files.names() if name.endswith((".jsonl", ".json"))]
    if not names:
        raise Unreadable("There are no JSON lines files in the folder.", next_step="Name the folder of an export.")
    report = Report()
    sample: list[Mapping[str, Any]] = []
    for name in names:
        with files.open(name) as file:
            sample += _sample(_opened(file, dialect))
    asked = asked_in(sample)

    def all_rows() -> Iterator[tuple[bytes, Entry]]:
        number = 0
        for name in names:
            stem = name.rsplit("/", 1)[-1].rpartition(".")[0]
            with files.open(name) as file:
                for entry in _rows(_opened(file, dialect), 0, asked, UNKNOWN if stem in _NOBODY else stem, report):
                    number += 1
                    if isinstance(entry, Row):
                        yield _content(entry), entry._replace(line=number)
                    else:
                        yield b"%d" % number, replace(entry, line=number)

    def rows(skip: int) -> Iterator[Entry]:
        # The same text is in the file of everybody who was asked about it.
        for first, *others in islice(together(all_rows(), MOST_TOGETHER), skip, None):
            said = [one for row in (first, *others) if isinstance(row, Row) for one in row.said]
            yield first._replace(said=tuple(said)) if isinstance(first, Row) else first

    return Source(rows, report=report, hint=_hint(sample), states_all=True)


def _content(row: Row) -> bytes:
    """What tells a row from those of other texts."""
    said = [row.values.get(name) for name in ("id", "text", "data", "filename")]
    return repr(said).encode("utf-8", "replace")


def _opened(file: BinaryIO, dialect: Dialect) -> Source:
    begin = open_stream(file).read(64).lstrip()
    return read_jsonl(file) if begin[:1] in (b"{", b"[") else _table(read_csv(file, dialect))


def _table(source: Source) -> Source:
    """A table whose cells hold several labels."""

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            if isinstance(entry, Row):
                values = {name: value for name, value in entry.values.items() if value != ""}
                for name in LABELS:
                    if name in values:
                        values[name] = str(values[name]).split(JOINED)
                yield Row(entry.line, values)
            else:
                yield entry

    return Source(rows, source.beside, source.report)


def _sample(source: Source) -> list[Mapping[str, Any]]:
    try:
        return [entry.values for entry in islice(source.rows(0), PEEKED) if isinstance(entry, Row)]
    except GoodworkError:
        return []  # met again by those who read the rows
    finally:
        source.report.take()


def _hint(sample: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    texts = any(isinstance(row.get(name), str) for row in sample for name in _TEXTS)
    if not texts and not any(isinstance(row.get(_PICTURE), str) for row in sample):
        return {}
    shown = {"type": "text", "column": "text"} if texts else {"type": "picture", "column": _PICTURE}
    return {"parts": [shown]}


def _rows(source: Source, skip: int, asked: Asked, by: str, report: Report) -> Iterator[Entry]:
    for entry in source.rows(skip):
        yield _row(entry, asked, by, report) if isinstance(entry, Row) else entry


def _row(row: Row, asked: Asked, by: str, report: Report) -> Row | Broken:
    given = row.values
    if str(given.get(_PICTURE)).lower().endswith(_SOUNDS) and not any(name in given for name in _TEXTS):
        return Broken(row.line, "it is a recording, and goodwork shows texts and pictures", str(given[_PICTURE])[:200])
    item = str(given.get("id") or f"line {row.line}")
    found = next((name for name in _TEXTS if isinstance(given.get(name), str)), "text")
    text = given[found] if isinstance(given.get(found), str) else ""
    values = {"text" if name == found else name: value for name, value in given.items() if name not in _CONSUMED}
    if values.get("Comments") == []:
        del values["Comments"]
    if any(given.get(name) for name in _SHAPES):
        report.lose(item, "shapes on the picture", "goodwork has no question for them")
    said: list[Said] = []
    for who, say in _sayings(given, text, asked, by):
        try:
            records = say()
        except Invalid as error:
            report.lose(item, f"the answer by {who}", error.what)
            continue
        if records is not None:
            said.append(Said("annotation", who, tuple(records)))
    return Row(row.line, values, tuple(said))


def _sayings(
    given: Mapping[str, Any], text: str, asked: Asked, by: str
) -> Iterator[tuple[str, Callable[[], list[Record] | None]]]:
    """Who said something, and what gives it."""
    yield by, partial(records_of, given, text, asked)
    if is_list(given.get("annotations")):
        people: dict[str, list[dict[str, Any]]] = {}
        for one in objects(given["annotations"]):
            people.setdefault(str(one.get("user") or by), []).append(one)
        if not people:
            yield by, list
        for who, own in people.items():
            yield who, partial(_old, own, text)


def _old(annotations: list[dict[str, Any]], text: str) -> list[Record]:
    """The annotations of one person in version 1: spans, categories or texts, each an object."""
    if all("start_offset" in one for one in annotations):
        return marked([{**one, "id": None} for one in annotations], None, text)
    if all(isinstance(one.get("text"), str) for one in annotations):
        return [TextAnswer("label", str(one["text"])) for one in annotations]
    return [category([one.get("label") for one in annotations])]

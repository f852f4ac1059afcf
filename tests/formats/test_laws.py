"""The law suite: what every format keeps to, whatever it holds. Its fixtures are files as they were once written."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from goodwork.errors import GoodworkError
from goodwork.formats.contract import Format
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.documents import Document, Shown
from goodwork.formats.files import FolderFiles
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import format_of, plain_name, reader_name, recognise
from goodwork.formats.record_json import said_as_json
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, Row, Said, Source
from goodwork.model.records import (
    Box,
    Choice,
    Comment,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    Preference,
    Ranking,
    Rating,
    Record,
    Relation,
    Span,
    TextAnswer,
)  # fmt: skip
from tests.formats.converted import beside_pictures

FIXTURES = Path(__file__).parents[2] / "fixtures" / "formats"
FILES = sorted(path for path in FIXTURES.glob("*/items*") if path.parent.name in FORMATS)
MUTATIONS = 60

on_files = pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
on_forms = pytest.mark.parametrize("form", WRITTEN)


def _format(path: Path) -> Format:
    return FORMATS[path.parent.name]


def _packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    return out.getvalue()


def _opened(path: Path, content: bytes | None = None) -> Source:
    if content is None and path.is_dir() and (read := _format(path).read_files) is not None:
        return read(FolderFiles(path))
    return open_source(io.BytesIO(content or (_packed(path) if path.is_dir() else path.read_bytes())), path.parent.name)


def _said(entry: Entry) -> Any:
    """An entry as JSON has it; bytes by their hash."""
    if not isinstance(entry, Row):
        return {"line": entry.line, "why": entry.reason}
    said = {"line": entry.line, "values": dict(entry.values), "said": [said_as_json(one) for one in entry.said]}
    return json.loads(json.dumps(said, default=lambda value: f"sha256:{hashlib.sha256(value).hexdigest()}"))


@on_files
def test_a_fixture_is_recognised(path: Path, tmp_path: Path) -> None:
    assert recognise(path) == path.parent.name
    if path.is_dir():
        (tmp_path / "packed").write_bytes(_packed(path))
        assert recognise(tmp_path / "packed") == path.parent.name
    elif _format(path).endings:
        # What the beginning of a file does not tell, its name does.
        name = f"other{_format(path).endings[0]}"
        shutil.copy(path, tmp_path / name)
        assert recognise(tmp_path / name) == format_of(name) == path.parent.name


@on_files
def test_an_old_fixture_is_read_as_ever(path: Path) -> None:
    assert [_said(entry) for entry in _opened(path).rows(0)] == json.loads(
        path.with_name(path.stem.replace("items", "rows") + ".json").read_text()
    )


@on_files
def test_reading_goes_on_where_it_was(path: Path) -> None:
    whole = [_said(entry) for entry in _opened(path).rows(0)]
    source = _opened(path)
    for skip in range(len(whole) + 2):
        assert [_said(entry) for entry in source.rows(skip)] == whole[skip:]


@on_files
def test_a_damaged_file_is_refused_in_words(path: Path) -> None:
    # Some byte is another one, or a stretch is missing or doubled: whatever it is read as, nothing breaks.
    content = _packed(path) if path.is_dir() else path.read_bytes()
    chance = random.Random(str(path.relative_to(FIXTURES)))
    for _ in range(MUTATIONS):
        broken = bytearray(content)
        a, b = sorted(chance.randrange(len(broken)) for _ in "ab")
        match chance.randrange(3):
            case 0:
                broken[a] = chance.randrange(256)
            case 1:
                del broken[a:b]
            case _:
                broken[a:a] = broken[a:b]
        with suppress(GoodworkError):
            for entry in _opened(path, bytes(broken)).rows(0):
                assert isinstance(entry, Row) or entry.reason


@pytest.mark.parametrize("known", FORMATS.values(), ids=lambda known: known.name)
def test_every_name_of_a_format_leads_to_it(known: Format) -> None:
    for name in (known.name, *known.writes, *known.aliases):
        assert reader_name(name) == known.name
    for alias, name in known.aliases.items():
        assert plain_name(alias) == name and (name in known.writes or name == known.name)


TEXT = "Ada met 👩‍🚀 Bob.\r\nIn Köln"
SPANS: tuple[Record, ...] = (
    Span("entities", "T1", "PER", "PER", ((0, 3),), "Ada"),
    Span("entities", "T2", "PER", "PER", ((12, 15),), "Bob"),
)
PAIR = ("response_a", "response_b")
RECORDS: dict[str, tuple[Record, ...]] = {
    "one label": (Choice("mood", ("good",), ("good",)),),
    "several labels": (Choice("mood", ("good", "a b"), ("good", "a b"), multiple=True),),
    "no label": (Choice("mood", (), (), multiple=True),),
    "named labels": (Choice("mood", ("g",), ("Good",)),),
    "rating": (Rating("stars", 4.0, 1.0, 5.0),),
    "text": (TextAnswer("why", "=1+1"),),
    "spans": SPANS,
    "overlapping spans": (*SPANS, Span("entities", "T3", "X", "X", ((0, 7),), TEXT[:7])),
    "a span in pieces": (Span("entities", "T1", "X", "X", ((0, 3), (12, 15)), "Ada Bob"),),
    "a span with attributes": (Span("entities", "T1", "X", "X", ((0, 3),), "Ada", None, (("sure", "yes"),)),),
    "relation": (*SPANS, Relation("entities", "met", "met", "T1", "T2")),
    "preference": (Preference("better", PAIR, "response_b", "preferred", 0.5, PAIR),),
    "tie": (Preference("better", PAIR, None, "tie"),),
    "ranking": (Ranking("order", (("response_b",), ("response_a",)), PAIR),),
    "equals": (Ranking("order", (("response_a", "response_b"),)),),
    "boxes": (
        Box("objects", "b1", "car", "car", 1.25, 2.0, 30.5, 4.0),
        Box("objects", "b2", "car", "Car!", -1.0, 0.1, 3.0, 4.0, -12.5, True, (("sure", "yes"),)),
    ),
    "polygons": (
        Polygon("objects", "p1", "car", "car", ((((1.25, 2.0), (30.5, 4.0), (3.0, 9.0)),),)),
        Polygon(
            "objects",
            "p2",
            "car",
            "Car!",
            (
                (((0.0, 0.1), (9.0, 0.0), (9.0, 9.0)), ((6.0, 2.0), (7.0, 3.0), (8.0, 2.0))),
                (((20.0, 20.0), (30.0, 20.0), (25.0, 30.0)),),
            ),
            crowd=True,
            attributes=(("sure", "yes"),),
        ),
    ),
    "keypoints": (
        Keypoints("objects", "k1", "person", "person", (("nose", 1.25, 2.0, 2), ("left eye", 0.0, -0.5, 1))),
        Keypoints("objects", "k2", "person", "Person!", (("nose", 30.5, 4.0, 2),), (("sure", "yes"),)),
    ),
    "masks": (
        Mask("objects", "m1", "car", "car", (200, 640), "Tl5:n500000lZf3"),
        Mask("objects", "m2", "car", "Car!", (200, 640), "03U6NlI0T62X]l3", True, (("sure", "yes"),)),
    ),
    "polyline": (
        Polyline("objects", "l1", "lane", "lane", ((1.25, 2.0), (0.0, -0.5), (1.25, 2.0))),
        Polyline("objects", "l2", "lane", "Lane!", ((30.5, 4.0), (31.0, 4.0)), (("sure", "yes"),)),
    ),
    "comment": (Comment("review", "text", 1, 2, "fine"),),
}
SAYINGS = {
    **{name: (Said("annotation", "p1", records),) for name, records in RECORDS.items()},
    "gold": (Said("gold", "lead", RECORDS["one label"], reason="It says so."),),
    "consensus": (Said("consensus", "goodwork", RECORDS["one label"]),),
    "prediction": (Said("prediction", "m", SPANS, score=0.5),),
    "skip": (Said("skip", "p1"),),
    "accepted": (Said("annotation", "p1", SPANS, accepted_from="m"),),
    "two people": (Said("annotation", "p1", RECORDS["one label"]), Said("annotation", "p2", RECORDS["one label"])),
    "nothing": (),
}


def _document(said: tuple[Said, ...], name: str = "i1") -> Document:
    drawn = Box | Polygon | Keypoints | Mask | Polyline
    if any(isinstance(record, drawn) for one in said for record in one.records):
        shown = Shown("picture", f"{name}.png", (640, 200), "picture")
        metadata = {"source": "letters", "picture": shown.file}
        return Document(1, shown.file, [], metadata, said, beside=(shown,))
    compared = any(isinstance(record, Preference | Ranking) for one in said for record in one.records)
    texts = dict(zip(PAIR, ("Yes.", "No."), strict=True)) if compared else {"text": TEXT}
    parts = [{"name": part, "type": "text", "title": part, "text": text} for part, text in texts.items()]
    return Document(1, name, parts, {"source": "letters"}, said)


def _written(form: str, documents: Iterator[Document] | list[Document], report: Report) -> dict[str, bytes]:
    return {f.name: b"".join(f.pieces) for f in WRITTEN[form].writes[form](documents, report)}


def _place(form: str, files: dict[str, bytes], folder: Path) -> Source:
    """What was written, opened again."""
    known = WRITTEN[form]
    if known.is_folder:
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        assert known.read_files is not None
        beside_pictures(files, folder)
        return known.read_files(FolderFiles(folder))
    (content,) = files.values()
    return open_source(io.BytesIO(content), known.name)


def _documents(source: Source) -> list[Document]:
    """The documents that a source becomes."""
    taken: list[Document] = []

    def take(documents: Any, report: Report) -> Iterator[Any]:
        taken.extend(documents)
        return iter(())

    list(convert(source, take, {}, Ledger()))
    return taken


def _content(document: Document) -> Any:
    """What a document holds, whatever its line."""
    said = [(one.role, one.by, one.records, one.score, one.reason, one.accepted_from) for one in document.said]
    return (
        document.id,
        {p["name"]: (p.get("text"), p.get("data")) for p in document.parts},
        dict(document.metadata),
        said,
    )


@on_forms
@pytest.mark.parametrize("saying", SAYINGS)
def test_what_does_not_come_back_is_in_the_account(form: str, saying: str, tmp_path: Path) -> None:
    document, report = _document(SAYINGS[saying]), Report()
    files = _written(form, [document], report)
    source = _place(form, files, tmp_path)
    back = _documents(source)
    if [_content(one) for one in back] != [_content(document)]:
        told = [*report.as_json()["changed"], *report.as_json()["lost"]]
        assert told and all(row["what"] and row["why"] for row in told), (back, document)


@on_forms
def test_what_was_written_once_is_written_again_alike(form: str, tmp_path: Path) -> None:
    documents = [_document(said, f"i{n}") for n, said in enumerate(SAYINGS.values())]
    first = _documents(_place(form, _written(form, documents, Report()), tmp_path / "1"))
    second = _documents(_place(form, _written(form, first, Report()), tmp_path / "2"))
    assert first, "nothing of these documents is in the file: write what can be written, and report what is lost"
    assert [_content(one) for one in second] == [_content(one) for one in first]


@on_forms
def test_a_form_holds_the_records_that_it_says(form: str) -> None:
    said = WRITTEN[form].holds.get(form)
    samples: dict[type[Record], list[tuple[tuple[Record, ...], tuple[Record, ...]]]] = {}
    for records in RECORDS.values():
        sorts = {type(record) for record in records} - {Span} or {Span}
        (sort,) = sorts
        samples.setdefault(sort, []).append((records, tuple(r for r in records if type(r) is not sort)))
    assert set(samples) == set(get_args(Record))
    held = {
        sort
        for sort, pairs in samples.items()
        if any(_bytes_of(form, whole) != _bytes_of(form, without, like=whole) for whole, without in pairs)
    }
    assert held == (set(samples) if said is None else set(said))


def _bytes_of(form: str, records: tuple[Record, ...], like: tuple[Record, ...] = ()) -> dict[str, bytes]:
    """A document with these records as it is written; ``like``: the records that its parts are made for."""
    document = _document((Said("annotation", "p1", like or records),))
    said = (Said("annotation", "p1", records),) if records else ()
    return _written(form, [replace(document, said=said)], Report())


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "datasets"])
def test_what_holds_everything_loses_nothing(form: str, tmp_path: Path) -> None:
    for name, said in SAYINGS.items():
        report = Report()
        (back,) = _documents(_place(form, _written(form, [_document(said)], report), tmp_path / name))
        assert _content(back) == _content(_document(said)), name
        assert report.as_json()["lost"] == []

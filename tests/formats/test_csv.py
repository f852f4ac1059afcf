"""Delimited text: quoting, encodings, line numbers, and damage that stays where it is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.delimited import guarded
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Dialect, Row
from tests.formats.reading import read, values

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12).filter(
    lambda cell: guarded(cell) is None or cell[0] != "'"
)
TABLE = st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6)


@given(TABLE, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\r\n", "\n"]))
def test_what_is_written_comes_back(rows: list[tuple[str, str]], delimiter: str, end: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("one", "two"), *rows])
    assert values(read(out.getvalue().encode(), "csv")) == [{"one": a, "two": b} for a, b in rows]


@given(st.lists(st.text("'=+-@＝\t\r\nab ", max_size=5), min_size=1, max_size=6))
def test_what_spreadsheets_would_run_is_guarded_and_comes_back(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    guards = [guarded(cell) for cell in cells]
    writer.writerows([("'=one",), *([guard or cell] for guard, cell in zip(guards, cells, strict=True))])
    source = open_source(io.BytesIO(out.getvalue().encode()), "csv")
    assert values(list(source.rows(0))) == [{"=one": cell} for cell in cells]
    for cell, guard in zip(cells, guards, strict=True):
        assert not (guard or cell).lstrip("\t\r\n").startswith(("=", "+", "-", "@", "＝"))
    told = source.report.as_json()["changed"]
    assert sum(row["count"] for row in told) == 1 + sum(guard is not None for guard in guards)


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    entries = read(b'id,text\na,"one\ntwo\r\n\nthree"\n\nb,four\nc\nd,"x" y\ne,five\n', "csv")
    assert [(e.line, isinstance(e, Row)) for e in entries] == [(2, True), (7, True), (8, False), (9, False), (10, True)]
    assert values(entries)[0]["text"] == "one\ntwo\r\n\nthree"
    assert values(entries)[2] == (8, "the row has 1 fields, the header has 2")


def test_one_stray_quote_does_not_swallow_the_rest() -> None:
    content = b'id,text\na,"never closed\n' + b"".join(b"r%d,fine\n" % n for n in range(50)) + b'z,"closed"\n'
    found = values(read(content, "csv"))
    assert found[0][0] == 2 and "closed" in found[0][1]
    assert found[1:] == [{"id": f"r{n}", "text": "fine"} for n in range(50)] + [{"id": "z", "text": "closed"}]


def test_broken_bytes_reject_their_line_alone() -> None:
    found = values(read("id,text\na,é\n".encode() + b"b,\xe9\n" + "c,ü\n".encode(), "csv"))
    assert found == [
        {"id": "a", "text": "é"},
        (3, "the bytes at 3 of the line are not UTF-8"),
        {"id": "c", "text": "ü"},
    ]


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        ("id;text\na;é, ü\n".encode("utf-8-sig"), Dialect()),
        ("id\ttext\na\té, ü\n".encode("utf-16"), Dialect()),
        ("id,text\na,\"é, ü\"\n".encode("utf-16-be"), Dialect(encoding="utf-16-be")),
        ("id;text\na;é, ü\n".encode("cp1252"), Dialect(encoding="cp1252")),
        ("id:text\na:é, ü\n".encode(), Dialect(delimiter=":")),
    ],
)  # fmt: skip
def test_dialects_are_found_or_told(content: bytes, dialect: Dialect) -> None:
    assert values(read(content, "csv", dialect)) == [{"id": "a", "text": "é, ü"}]


def test_headers_that_can_not_be_used() -> None:
    with pytest.raises(Unreadable, match="column twice: 'a'"):
        read(b"a,b,a\n1,2,3\n", "csv")
    with pytest.raises(Unreadable, match="header can't be read"):
        read(b"a,\xff\n1,2\n", "csv")
    with pytest.raises(Invalid, match="no encoding"):
        read(b"a\n1\n", "csv", Dialect(encoding="klingon"))
    assert read(b"", "csv") == []


def test_reading_goes_on_where_it_was() -> None:
    content = b'id,text\na,1\nb,"2\n3"\nc\nd,4\n'
    whole = read(content, "csv")
    for skip in range(len(whole) + 1):
        assert read(content, "csv", skip=skip) == whole[skip:]

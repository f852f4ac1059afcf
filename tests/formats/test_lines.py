"""JSON lines and arrays: what is whole comes through, what is broken is named, memory stays flat."""

from __future__ import annotations

import gzip
import io
import json
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import TooLarge, Unreadable
from goodwork.formats import json_lines, lines
from goodwork.formats.lines import TooLong, iter_array, iter_lines
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Broken
from tests.formats.reading import read, values

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\"\\{[", max_size=3), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
OBJECTS = st.lists(st.dictionaries(st.text("ab]},", max_size=3), JSON, max_size=3), max_size=5)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces so small that everything falls apart at every place."""
    monkeypatch.setattr(lines, "CHUNK", 7)


@settings(deadline=None)
@given(OBJECTS, st.booleans())
def test_arrays_and_lines_say_the_same(objects: list[dict[str, object]], ascii_only: bool) -> None:
    as_lines = "".join(json.dumps(o, ensure_ascii=ascii_only) + "\n" for o in objects).encode()
    as_array = json.dumps(objects, ensure_ascii=ascii_only, indent=1).encode()
    assert values(read(as_lines, "jsonl")) == objects
    assert values(read(as_array, "jsonl")) == objects
    assert values(read(gzip.compress(as_lines), "jsonl")) == objects


STREAMS = st.lists(
    st.tuples(st.sampled_from(["", " ", "\n", "\r\n\t"]), st.lists(OBJECTS.map(lambda held: {"o": held})) | OBJECTS)
    | st.tuples(st.sampled_from(["", "\n"]), st.dictionaries(st.text('ab"\\{[]},', max_size=3), JSON, max_size=3)),
    max_size=4,
)


@given(STREAMS, st.sampled_from([None, 1]), st.integers(1, 40))
def test_one_scanner_reads_what_json_reads(parts: list[tuple[str, object]], indent: int | None, size: int) -> None:
    text = "".join(before + json.dumps(value, indent=indent) for before, value in parts)
    wanted: list[object] = []
    at = 0
    while (at := at + len(text[at:]) - len(text[at:].lstrip())) < len(text):
        value, at = json.JSONDecoder().raw_decode(text, at)
        wanted += value if isinstance(value, list) else [value]
    before, lines.CHUNK = lines.CHUNK, size
    try:
        found = list(iter_array(io.BytesIO(text.encode())))
    finally:
        lines.CHUNK = before
    assert [json.loads(one) for one in found if isinstance(one, bytes)] == wanted


@pytest.mark.usefixtures("small_chunks")
def test_what_stands_between_is_one_broken_row() -> None:
    content = b'{\n"a": 1\n}\nrest\n{\n"a": 2\n},\n{"a": 3} 5'
    assert [json.loads(f) if b"a" in f else f for f in iter_array(io.BytesIO(content)) if isinstance(f, bytes)] == [
        {"a": 1}, b"rest", {"a": 2}, {"a": 3}, b"5",
    ]  # fmt: skip
    assert values(read(b'[{"a": 1}]\n[{"a": 2}] more', "jsonl"))[:2] == [{"a": 1}, {"a": 2}]
    assert "not JSON" in str(read(b'[{"a": 1}]\n[{"a": 2}] more', "jsonl")[2])


@pytest.mark.usefixtures("small_chunks")
def test_white_space_is_nothing_however_long() -> None:
    array = b"[" + b" " * 100 + b'{"a": 1},' + b"\n" * 100 + b'{"a": 2}]'
    assert list(iter_array(io.BytesIO(array), 40)) == [b'{"a": 1}', b'{"a": 2}']
    assert list(iter_array(io.BytesIO(b'{"a": 1}' + b" " * 100 + b'{"a": 2}'), 40)) == [b'{"a": 1}', b'{"a": 2}']


@given(OBJECTS, st.integers(1, 40))
def test_pieces_of_any_size_give_the_same_elements(objects: list[dict[str, object]], size: int) -> None:
    before, lines.CHUNK = lines.CHUNK, size
    try:
        found = list(iter_array(io.BytesIO(json.dumps(objects).encode())))
    finally:
        lines.CHUNK = before
    assert [json.loads(f) for f in found if isinstance(f, bytes)] == objects


@pytest.mark.parametrize("piece", [b"[]\n", b"[1]", b"[{}]\n\n"])
def test_many_small_arrays_take_time_that_grows_with_their_number(piece: bytes) -> None:
    begun = time.process_time()
    found = sum(1 for _ in iter_array(io.BytesIO(piece * 80_000)))
    assert found in (0, 80_000)
    assert time.process_time() - begun < 3


def test_broken_lines_are_named_and_the_rest_goes_on() -> None:
    content = b'\xef\xbb\xbf{"a": 1}\n\n{"a": 2,}\n[3]\n{"a": "\xff"}\n{"a": "\\ud800"}\n{"a": Infinity}\r\n'
    content += b'{"a": 8}\r\n{"a": 9'
    found = values(read(content, "jsonl"))
    assert found[0] == {"a": 1} and found[-2] == {"a": 8}
    broken = [f for f in found if isinstance(f, tuple)]
    assert [line for line, _ in broken] == [3, 4, 5, 6, 7, 9]
    assert "not a JSON object" in broken[1][1]
    assert broken[2][1] == "the bytes at 8 of the row are not UTF-8"
    assert "surrogate" in broken[3][1]


def test_nan_is_a_value_that_is_missing() -> None:
    content = b'{"a": NaN, "b": "NaN", "NaN": [NaN,1], "c": "\\"NaN"}\n{"a": 12345678901234567890123, "b": NaN}\n'
    content += b'{"a": xNaN}\n'
    source = open_source(io.BytesIO(content), "jsonl")
    assert values(list(source.rows(0)))[:2] == [
        {"a": None, "b": "NaN", "NaN": [None, 1], "c": '"NaN'}, {"a": 12345678901234567890123, "b": None},
    ]  # fmt: skip
    (changed,) = source.report.as_json()["changed"]
    assert (changed["what"], changed["count"]) == ("NaN, read as nothing", 2)
    assert values(read(b'[{"a": 1},\n{"a": NaN},\n{"a": 3}\n]', "jsonl")) == [{"a": 1}, {"a": None}, {"a": 3}]


def test_reading_goes_on_where_it_was() -> None:
    content = b"".join(b'{"n": %d}\n' % n if n % 3 else b"broken\n\n" for n in range(20))
    whole = read(content, "jsonl")
    for skip in range(len(whole) + 1):
        assert read(content, "jsonl", skip=skip) == whole[skip:]


@pytest.mark.usefixtures("small_chunks")
def test_lines_that_are_too_long_are_passed_over() -> None:
    content = b"one\n" + b"x" * 100 + b"\nthree\n" + b"y" * 50
    found = list(iter_lines(io.BytesIO(content), 20))
    assert [f.size if isinstance(f, TooLong) else f for f in found] == [b"one\n", 100, b"three\n", 50]
    assert isinstance(found[1], TooLong) and set(found[1].start) == {ord("x")}


@pytest.mark.usefixtures("small_chunks")
def test_elements_that_are_too_long_are_passed_over() -> None:
    content = b'[{"a": 1}, {"b": [' + b"1, " * 50 + b'1]}, {"a": 2}]'
    found = list(iter_array(io.BytesIO(content), 40))
    assert found[0] == b'{"a": 1}' and found[2] == b'{"a": 2}'
    assert isinstance(found[1], TooLong) and found[1].size > 150


class Endless(io.RawIOBase):
    """A line of two gigabytes between two short ones, without holding it."""

    def __init__(self, size: int) -> None:
        self._pieces = self._make(size)

    @staticmethod
    def _make(size: int) -> Iterator[bytes]:
        yield b'{"a": 1}\n'
        piece = b"x" * (1 << 20)
        for _ in range(size >> 20):
            yield piece
        yield b'\n{"a": 2}\n'

    def read(self, size: int = -1, /) -> bytes:
        return next(self._pieces, b"")


def test_a_line_of_two_gigabytes_takes_no_memory() -> None:
    tracemalloc.start()
    try:
        found = list(iter_lines(Endless(2 << 30)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [f.size if isinstance(f, TooLong) else f for f in found] == [b'{"a": 1}\n', 2 << 30, b'{"a": 2}\n']
    assert peak < 150 << 20


def test_cut_off_files_say_so_after_what_was_whole() -> None:
    source = gzip.compress(b'{"a": 1}\n' * 200_000)
    with pytest.raises(Unreadable, match="ends too early"):
        read(source[:-20], "jsonl")
    with pytest.raises(Unreadable, match="damaged"):
        read(source[:60] + bytes(40) + source[100:], "jsonl")
    rows = iter_array(io.BytesIO(b'[{"a": 1}, {"a": 2}, {"a'))
    assert [next(rows), next(rows)] == [b'{"a": 1}', b'{"a": 2}']
    with pytest.raises(Unreadable, match="ends inside its array"):
        next(rows)


def test_gzip_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_FREE_EXPANSION", 1 << 20)
    with pytest.raises(TooLarge, match="200 times"):
        read(gzip.compress(b'{"text": "a"}\n' * (1 << 20)), "jsonl")


def test_a_file_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MOST_EMPTY", 100)
    assert values(read(b"\n" * 100 + b'{"a": 1}\n' + b"\n" * 100, "jsonl")) == [{"a": 1}]
    with pytest.raises(Unreadable, match="More than 100 empty lines follow each other before line 101"):
        read(b"\n" * 101 + b'{"a": 1}\n', "jsonl")


def test_long_numbers_keep_every_digit() -> None:
    content = b'{"id": 123456789012345678901234567890, "s": "1234567890123456789012"}\n{"n": -9223372036854775809}'
    rows = read(content, "jsonl")
    assert values(rows) == [
        {"id": 123456789012345678901234567890, "s": "1234567890123456789012"},
        {"n": -9223372036854775809},
    ]


def test_only_parts_of_a_row_are_shown() -> None:
    (broken,) = read(b'{"a": "\x00' + b"x" * 1000 + b"}", "jsonl")
    assert isinstance(broken, Broken)
    assert broken.excerpt.startswith('{"a": "␀xxx') and len(broken.excerpt) == 200


def test_rows_of_an_array_go_by_number() -> None:
    assert [e.line for e in read(b'[{"a":1},{"a":2},{"a":}]', "jsonl")] == [1, 2, 3]

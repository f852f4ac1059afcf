"""Lines and JSON array elements of a byte stream, with a bound on each, so that memory stays flat."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

import orjson

from goodwork.errors import TooLarge, Unreadable
from goodwork.formats.rows import MAX_ROW

CHUNK = 1 << 20
MOST_EXPANSION = 200
"""A compressed stream may grow this much; ordinary text grows three to thirty times."""
_FREE_EXPANSION = 256 << 20
"""Below this size expansion does no harm."""


class Readable(Protocol):
    """Anything that bytes can be read from, one piece after the other."""

    def read(self, size: int = ..., /) -> bytes:
        """The next piece; empty at the end."""
        ...


@dataclass(frozen=True, slots=True)
class TooLong:
    """A line that was longer than the bound and was passed over."""

    size: int
    start: bytes


def open_stream(file: BinaryIO) -> BinaryIO:
    """The stream from its beginning, or what a gzip stream holds; a byte-order mark of UTF-8 is passed over.

    A gzip stream that ends too early or is damaged raises Unreadable where that is met; one that expands out of
    all proportion raises TooLarge.
    """
    file.seek(0)
    start = file.read(2)
    file.seek(0)
    stream: BinaryIO = _Unpacked(file) if start == b"\x1f\x8b" else file  # pyright: ignore[reportAssignmentType]
    if stream.read(3) != b"\xef\xbb\xbf":
        stream.seek(0)
    return stream


class _Unpacked(io.RawIOBase):
    """A gzip stream with clear errors and a bound on its expansion."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._stream = gzip.GzipFile(fileobj=packed)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            content = self._stream.read(size)
        except EOFError:
            raise Unreadable(
                "The gzip file ends too early.", next_step="Send it again; it was probably cut off on the way."
            ) from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(f"The gzip file is damaged: {error}.", next_step="Make it again.") from None
        if self._stream.tell() > max(_FREE_EXPANSION, MOST_EXPANSION * self._packed.tell()):
            raise TooLarge(
                f"The gzip file unpacks to more than {MOST_EXPANSION} times its size.",
                next_step="Send it unpacked if it is what it should be.",
            )
        return content

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._stream.seek(offset, whence)


def line_of(raw: bytes | TooLong, how: str = "") -> tuple[str, str]:
    """The text of a line of UTF-8 without its end, and why it can't be read; ``how``: what is to be done about it.

    >>> line_of(b"Ada\\r\\n"), line_of(b"\\xff")
    (('Ada', ''), ('', 'the byte at 1 of the line is not UTF-8'))
    """
    if isinstance(raw, TooLong):
        return "", f"the line has {raw.size:,} bytes; the most is {MAX_ROW:,}"
    try:
        return raw.decode().rstrip("\r\n"), ""
    except UnicodeDecodeError as error:
        return "", f"the byte at {error.start + 1} of the line is not UTF-8{how}"


def iter_lines(file: Readable, limit: int = MAX_ROW) -> Iterator[bytes | TooLong]:
    """The lines of a stream, with their line ends; the last may have none."""
    tail = b""
    passed = 0  # bytes of a line that is too long
    start = b""
    while chunk := file.read(CHUNK):
        lines = chunk.split(b"\n")
        if passed:
            passed += len(lines[0])
            if len(lines) == 1:
                continue
            yield TooLong(passed, start)
            passed = 0
            del lines[0]
        else:
            lines[0] = tail + lines[0]
        tail = lines.pop()
        for line in lines:
            yield line + b"\n" if len(line) <= limit else TooLong(len(line), line[:1000])
        if len(tail) > limit:
            passed, start, tail = len(tail), tail[:1000], b""
    if passed:
        yield TooLong(passed, start)
    elif tail:
        yield tail


_DEEPEST = 10_000
"""Levels of an array's element beyond which nobody looks for its end; shallower ones are refused by themselves."""

STRING = rb'"(?:[^"\\]++|\\.)*+"'
"""A text of JSON as it is written."""


def _containers(depth: int) -> bytes:
    """What matches an array or object that holds others only so many levels deep."""
    inner = rb'[^\[\]{}"]++|' + STRING
    for _ in range(depth):
        inner += rb"|[\[{](?:" + inner + rb")*+[\]}]"
    return rb"[\[{](?:" + inner + rb")*+[\]}]"


# A string whole, else the quote that opens one (its end is not there yet), else the structure around strings. Once
# inside the array, small containers pass as one: only what lies around them counts.
_OUTSIDE = rb'|(?P<open>")|[\[\]{},]'
_OPENING, _CLOSING = (b"[", b"{"), (b"]", b"}")
_FIRST = re.compile(STRING + _OUTSIDE, re.DOTALL)
_STRUCTURE = re.compile(_containers(3) + rb"|" + STRING + _OUTSIDE, re.DOTALL)


def iter_array(file: Readable, limit: int = MAX_ROW) -> Iterator[bytes | TooLong]:
    """What ``iter_elements`` yields, unparsed."""
    return (element for element, _ in iter_elements(file, limit))


def iter_elements(file: Readable, limit: int = MAX_ROW) -> Iterator[tuple[bytes | TooLong, Any]]:
    """The elements of JSON arrays and the objects beside them, each with its value where that had to be found; else
    None.

    A stream holds one array, or objects over any number of lines, or some of each behind each other. Only the
    structure is followed, so a broken element does not end the rest, and what stands between is an element that
    nothing can be read of. A stream that ends inside an array or object raises Unreadable after the whole elements were
    yielded.
    """
    buffer = bytearray()
    at = 0  # scanned so far
    begin = 0  # of the element
    depth = 0
    around = 0  # levels around an element: 1 inside an array
    passed = 0  # bytes dropped of an element that is too long
    start = b""
    clear = 0  # from the element's beginning up to here no line ends behind a comma: nobody looks there twice
    lined = True  # whether each element so far ended with its line, as most writers do it
    while chunk := file.read(CHUNK):
        buffer += chunk
        again = True
        while again:
            again = False
            if lined and around and depth == 1 and at == begin and not passed:
                # What parses as a whole and is followed by a comma is an element: nothing inside has to be looked at.
                while True:
                    end = buffer.find(b",\n", max(begin, clear))
                    clear = end if end >= 0 else max(len(buffer) - 1, 0)
                    if not 0 < end <= begin + limit:
                        break
                    element = bytes(buffer[begin:end]).strip()
                    try:
                        value = orjson.loads(element)
                    except ValueError:
                        lined = False
                        break
                    yield element, value
                    begin = at = end + 1
            for token in (_STRUCTURE if depth else _FIRST).finditer(buffer, at):
                if token.lastgroup:
                    at = token.start()  # met again when the rest of the string is there
                    break
                mark = token[0]
                at = token.end()
                end, next_begin = token.start(), at
                if mark == b",":
                    if depth != around:
                        continue
                elif mark in _OPENING:
                    depth += 1
                    if depth > _DEEPEST:
                        raise Unreadable(f"The JSON file is nested more than {_DEEPEST:,} levels deep.")
                    if depth > 1:
                        continue
                    around = int(mark == b"[")
                    next_begin = at if around else end
                elif mark in _CLOSING and depth:
                    depth -= 1
                    if depth:
                        continue
                    end = end if around else at
                    around = 0
                else:
                    continue  # a text, a small container, or what closes nothing
                element = bytes(buffer[begin:end]).strip()
                if passed:
                    yield TooLong(passed + len(element), start), None
                    passed = 0
                elif element:
                    yield element, None
                begin = next_begin
                if mark == b",":
                    # Looked for once more only where lines may follow: else each look is one over all that is there.
                    lined = lined and bytes(buffer[at : at + 1]) in (b"\n", b"")
                if mark != b"," or (lined and around):
                    again = True
                    break
        if depth == around and buffer[begin:].isspace():
            begin = at = len(buffer)  # white space is nothing, however long
        if len(buffer) - begin > limit:
            start = start if passed else bytes(buffer[begin : begin + 1000])
            passed += at - begin
            begin = at
            if len(buffer) - at > limit:
                raise TooLarge(f"The JSON file holds a text of more than {limit >> 20} MB; nothing after it was read.")
        del buffer[:begin]
        at -= begin
        clear = max(clear - begin, 0)
        begin = 0
    if depth:
        inside = "its array" if around else "one of its objects"
        raise Unreadable(
            f"The JSON file ends inside {inside}.", next_step="Send it again; it was probably cut off on the way."
        )
    if rest := bytes(buffer).strip():
        yield (TooLong(passed + len(rest), start) if passed else rest), None
    elif passed:
        yield TooLong(passed, start), None

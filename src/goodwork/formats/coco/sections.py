"""The lists of a file of COCO, element by element: the file is one object, and may be larger than memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from goodwork.bounds import depth_fault, may_be_deep
from goodwork.errors import Unreadable
from goodwork.formats.json_lines import parsed
from goodwork.formats.lines import TooLong, iter_elements, open_stream
from goodwork.formats.report import Report
from goodwork.formats.rows import excerpt
from goodwork.model.json import is_object

_KEY = re.compile(rb'"((?:[^"\\]|\\.)*)"\s*:', re.DOTALL)
_LISTS = frozenset({"images", "annotations", "categories"})
LOOKED_AT = 1 << 16


_PICTURE = re.compile(rb'"image_id"\s*:\s*(\d{1,18}|"(?:[^"\\]|\\.){0,200}")')


class Bad(NamedTuple):
    """An element that can't be read."""

    why: str
    """With how it begins."""
    picture: bytes | None
    """The number of the picture that it names, as JSON."""


def elements(file: BinaryIO, report: Report) -> Iterator[tuple[str, dict[str, Any] | Bad]]:
    """Each element of the lists of pictures, annotations and categories, with the name of its list.

    What else the object holds is passed over. A file that ends too early raises Unreadable behind its whole elements.
    """
    stream = open_stream(file)
    begin = stream.read(LOOKED_AT)
    if not begin.strip():
        return
    opened = begin.find(b"{")
    if opened < 0 or begin[:opened].strip():
        raise Unreadable("COCO's JSON is one object ({...}), and this is none.", kept="Nothing was read.")
    # Inside of the object, keys and lists stand behind each other: each key is an element by itself.
    section = ""
    for raw, value in iter_elements(_After(begin[opened + 1 :], stream)):
        if isinstance(raw, bytes) and (found := _KEY.match(raw)):
            section = found[1].decode("utf-8", "replace")
        elif section in _LISTS and raw != b"}":
            yield section, _element(raw, value, report)


class _After:
    """What comes after bytes that were read already."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first = first
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """The next piece."""
        if self._first:
            first, self._first = self._first, b""
            return first
        return self._stream.read(size)


def _element(raw: bytes | TooLong, value: Any, report: Report) -> dict[str, Any] | Bad:
    if isinstance(raw, TooLong):
        return _bad(f"it has {raw.size:,} bytes", raw.start)
    if value is None:
        try:
            value = parsed(raw, report)
        except ValueError as error:
            return _bad(f"it is not JSON ({str(error).split(': line', 1)[0]})", raw)
    if may_be_deep(raw) and (why := depth_fault(value)):
        return _bad(why, raw)
    return value if is_object(value) else _bad("it is no object", raw)


def _bad(why: str, raw: bytes) -> Bad:
    found = _PICTURE.search(raw)
    return Bad(f"{why}: {excerpt(raw)[:80]}", found[1] if found else None)

"""The pictures of CVAT's XML, one after the other: the file may be larger than memory, and made to break a parser."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from goodwork.bounds import DEPTH
from goodwork.errors import Unreadable
from goodwork.formats.lines import open_stream

MOST = 10_000
"""Shapes of one picture."""
_MOST_TEXT = 100_000
"""Characters of a value."""
_CHUNK = 1 << 16
_LONGEST = 4 << 20
"""Bytes of one tag: an outline of 100,000 points. The parser begins a tag anew with every piece that it is fed."""
ROOT, IMAGE, TRACK, ATTRIBUTE = "annotations", "image", "track", "attribute"
SHAPES = frozenset({"box", "polygon", "polyline", "points", "ellipse", "mask", "cuboid", "skeleton", "tag"})
_STARTS = tuple(f"<{shape}".encode() for shape in SHAPES)


@dataclass(slots=True)
class Shape:
    """An element within a picture."""

    tag: str
    given: dict[str, str]
    said: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Names and values of its attributes."""


@dataclass(slots=True)
class Pictured:
    """A picture of the file with all that is marked in it."""

    line: int
    """The line on which it begins."""
    given: dict[str, str]
    shapes: list[Shape] = field(default_factory=list[Shape])
    bad: str = ""
    """Why it could not be read to its end."""


@dataclass(slots=True)
class About:
    """What the file says of itself before its pictures."""

    labels: list[str] = field(default_factory=list[str])
    """In their order."""
    people: dict[str, str] = field(default_factory=dict[str, str])
    """Who a task was given to, by its number; under "" where there is one task."""


def pictures(file: BinaryIO, about: About) -> Iterator[Pictured]:
    """The pictures, in order; Unreadable where the file is cut off or no CVAT's. ``about`` is filled in before."""
    stream = open_stream(file)
    reader = _Reader(about)
    fed = 0
    while True:
        piece = stream.read(_CHUNK)
        fed += len(piece)
        why = reader.feed(piece, fed)
        while reader.done:
            yield reader.done.popleft()
        if why:
            raise Unreadable(why, kept="The pictures before it were read." if reader.found else "Nothing was read.")
        if not piece:
            return


def has_shapes(file: BinaryIO) -> bool:
    """Whether anything at all is marked in a file."""
    stream = open_stream(file)
    before = b""
    while piece := stream.read(1 << 20):
        if any(start in before + piece for start in _STARTS):
            return True
        before = piece[-16:]
    return False


class _Reader:
    """Takes in pieces of the file. Nothing of it is expanded, and what is open at a time is bounded."""

    def __init__(self, about: About) -> None:
        self.done: deque[Pictured] = deque()
        self.found = 0
        self._about = about
        self._open: list[str] = []
        self._picture: Pictured | None = None
        self._text: list[str] | None = None
        self._size = 0
        self._name = self._task = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said

    def feed(self, piece: bytes, fed: int) -> str:
        """Take in a piece; the last one is empty. Why it can't be read on, or nothing."""
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            return f"It is no whole XML: {expat.ErrorString(error.code)}, line {error.lineno}."
        except (ValueError, LookupError) as error:
            return f"It is no XML that can be read: {str(error)[:100]}."
        except Unreadable as error:
            return error.what
        if fed - self._parser.CurrentByteIndex > _LONGEST:
            return f"A tag of it is longer than {_LONGEST >> 20} MB."
        return ""

    def _doctype(self, *_: object) -> None:
        raise Unreadable("It declares a document type, and neither that nor entities are read.")

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if len(self._open) >= DEPTH:
            raise Unreadable(f"It is nested more than {DEPTH} levels deep.")
        if not self._open and tag != ROOT:
            raise Unreadable(f"CVAT's XML begins with <{ROOT}>, and this with <{tag[:40]}>.")
        if tag == TRACK and len(self._open) == 1:
            raise Unreadable("It holds tracks of a video: export it as CVAT for images 1.1.")
        self._open.append(tag)
        depth = len(self._open)
        picture = self._picture
        if depth == 2 and tag == IMAGE:
            self._picture = Pictured(self._parser.CurrentLineNumber, given)
        elif picture is not None and depth == 3:
            if len(picture.shapes) >= MOST:
                picture.bad = f"there are more than {MOST:,} shapes"
            else:
                picture.shapes.append(Shape(tag, given))
        elif picture is not None and depth == 4 and tag == ATTRIBUTE:
            self._name, self._text, self._size = given.get("name", ""), [], 0
        elif picture is None and tag in ("name", "id", "username"):
            self._text, self._size = [], 0

    def _said(self, text: str) -> None:
        if self._text is not None:
            self._size += len(text)
            if self._size <= _MOST_TEXT:
                self._text.append(text)

    def _end(self, tag: str) -> None:
        depth, picture = len(self._open), self._picture
        text = None if self._text is None else "".join(self._text).strip()
        if picture is not None and depth == 2:
            self.done.append(picture)
            self.found += 1
            self._picture = None
        elif picture is not None and depth == 4 and tag == ATTRIBUTE and text is not None:
            if self._size > _MOST_TEXT:
                picture.bad = f"a value has more than {_MOST_TEXT:,} characters"
            elif picture.shapes:
                picture.shapes[-1].said.append((self._name, text))
            self._text = None
        elif picture is None and text is not None:
            self._tell(tag, text)
            self._text = None
        self._open.pop()

    def _tell(self, tag: str, text: str) -> None:
        """Take in what the file says of its labels and tasks."""
        inside = self._open[-2] if len(self._open) > 1 else ""
        if tag == "name" and inside == "label" and text and text not in self._about.labels:
            if len(self._about.labels) < MOST:
                self._about.labels.append(text)
        elif tag == "id" and inside in ("task", "job"):
            self._task = text
        elif tag == "username" and inside == "assignee" and text and len(self._about.people) < MOST:
            self._about.people[self._task] = text
            self._about.people.setdefault("", text)

"""Neutral records: what files and kinds of questions say to each other.

A format reads and writes records and knows no kind; a kind turns its answers into records and back and knows no
format. So there is no table of kind x format. An answer of several criteria is several records, whose ``question`` is
the question's key, a slash and the criterion: ``review/clarity``.

A kind offers two functions (``kinds/<kind>/records.py``):

- ``to_records(question, answer) -> list[Record]``
- ``from_records(question, records) -> tuple[Answer | None, list[Loss]]``: the answer that the records make, or None
  when they make none, and everything of them that the answer does not hold. ``Loss.item`` stays empty there: the
  caller knows the item and fills it in. An answer beside a loss that is ``cut`` is a part of what was said: nobody
  may take it for the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Attributes = tuple[tuple[str, str], ...]
"""Names and values, in order of the names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Labels that were chosen.

    Written by a kind: ``labels`` are the stable ids and ``names`` what people read, of equal length, in the form's
    order. Read from a file: both are what the file says, in its order; a kind finds each by id first, then by name.
    """

    question: str
    """The question's key; read from a file: the name of the column or control."""
    labels: tuple[str, ...]
    names: tuple[str, ...]
    multiple: bool = False
    """Whether more than one, or none, could have been chosen."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A number on a scale from ``low`` to ``high`` (None: the file does not say)."""

    question: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """Written text, to the code point as it was written. Several texts to one question are several records."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that was marked.

    ``fragments`` are pairs of start and end in Unicode code points of the part's text, end exclusive, in order and
    apart; most spans have one. ``text`` is what they cover, fragments joined by one space.
    """

    question: str
    id: str
    """Unique among the spans of one answer; relations name it."""
    label: str
    name: str
    fragments: tuple[tuple[int, int], ...]
    text: str
    part: str | None = None
    """The part of the item that it lies in; None: the only text."""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed arc between two spans of the same answer, by their ids."""

    question: str
    label: str
    name: str
    head: str
    """Where it comes from."""
    tail: str
    """Where it goes to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box around an object in a picture, in pixels of the picture as people see it (EXIF applied)."""

    question: str
    id: str
    """Unique among the boxes of one answer."""
    label: str
    name: str
    x0: float
    y0: float
    x1: float
    y1: float
    rotation: float = 0.0
    """Degrees clockwise as seen, about the box's own middle; the corners are those before it is turned."""
    crowd: bool = False
    """Whether it is around many objects that nobody told apart."""
    attributes: Attributes = ()
    part: str | None = None
    """The part of the item that is the picture; None: the only one."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """The outline of an object in a picture, in pixels of the picture as people see it (EXIF applied)."""

    question: str
    id: str
    """Unique among the polygons of one answer."""
    label: str
    name: str
    parts: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    """Each part as its outer ring and then its holes; a ring is points of x and y, the last one joined to the first."""
    crowd: bool = False
    """Whether it is around many objects that nobody told apart."""
    attributes: Attributes = ()
    part: str | None = None
    """The part of the item that is the picture; None: the only one."""


@dataclass(frozen=True, slots=True)
class Keypoints:
    """The named points of an object in a picture, in pixels of the picture as people see it (EXIF applied)."""

    question: str
    id: str
    """Unique among the skeletons of one answer."""
    label: str
    name: str
    points: tuple[tuple[str, float, float, Literal[1, 2]], ...]
    """Name, x, y, and whether it is hidden (1) or visible (2), in the order of the skeleton; what is not there is left
    out."""
    attributes: Attributes = ()
    part: str | None = None
    """The part of the item that is the picture; None: the only one."""


@dataclass(frozen=True, slots=True)
class Mask:
    """The pixels of an object in a picture, of the picture as people see it (EXIF applied)."""

    question: str
    id: str
    """Unique among the masks of one answer."""
    label: str
    name: str
    size: tuple[int, int]
    """The height and the width of the picture."""
    counts: str
    """The runs of its pixels in turn, those that don't belong first, down the columns, as the text of COCO's files."""
    crowd: bool = False
    """Whether it is around many objects that nobody told apart."""
    attributes: Attributes = ()
    part: str | None = None
    """The part of the item that is the picture; None: the only one."""


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line along something in a picture, in pixels of the picture as people see it (EXIF applied)."""

    question: str
    id: str
    """Unique among the polylines of one answer."""
    label: str
    name: str
    points: tuple[tuple[float, float], ...]
    """Two or more points of x and y, in the order in which the line runs; it does not close."""
    attributes: Attributes = ()
    part: str | None = None
    """The part of the item that is the picture; None: the only one."""


Drawn = Box | Polygon | Keypoints | Mask | Polyline
"""What is drawn in a picture; each is of a label, has attributes and lies in a part."""


@dataclass(frozen=True, slots=True)
class Preference:
    """Which of two outputs is better."""

    question: str
    options: tuple[str, str]
    """The names of the parts that were compared, in the order of the form."""
    chosen: str | None
    """The better part; None: neither, see ``verdict``."""
    verdict: Literal["preferred", "tie", "neither"]
    """``neither``: both are bad."""
    margin: float | None = None
    """How much better, 0 to 1."""
    shown: tuple[str, ...] = ()
    """The order in which they were shown, first to last; empty: not known."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Outputs from the best to the worst; those of one group are equally good."""

    question: str
    groups: tuple[tuple[str, ...], ...]
    """Names of the parts."""
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on lines of a text or of code, counted from 1, both included."""

    question: str
    part: str
    first: int
    last: int
    text: str


Record = Choice | Rating | TextAnswer | Span | Relation | Drawn | Preference | Ranking | Comment
"""Any neutral record; a kind meets them in a match statement and reports those it can't hold."""


MARKED = "marked"
"""The criterion under which an answer in which nothing was found says so."""

NOTHING = "nothing"


def nothing_found(question: str) -> Choice:
    """What says that somebody was asked and found nothing: no span, no label. No record at all would be no answer.

    >>> says_nothing_found(nothing_found("entities"), "entities")
    True
    """
    return Choice(f"{question}/{MARKED}", (NOTHING,), (NOTHING,))


def says_nothing_found(record: Record, question: str) -> bool:
    """Whether a record says that nothing was found for a question."""
    match record:
        case Choice(question=where, labels=(), multiple=True):
            return where == question
        case Choice(question=where, labels=labels):
            return where == f"{question}/{MARKED}" and labels == (NOTHING,)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing of an answer that is not held as the file says it, and why."""

    item: str
    """The item's id in the file, or its line; empty when it concerns the whole."""
    what: str
    why: str
    how: Literal["cut", "unasked", "changed"] = "cut"
    """``cut``: without it the rest would say something else, so no answer is made of the rest. ``unasked``: the
    question asks for no such thing, and what it asks for is whole. ``changed``: it says the same, in another form."""

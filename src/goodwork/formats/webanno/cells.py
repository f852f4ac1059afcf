"""Cells of WebAnno TSV: values with their escapes, annotations that are stacked, references to others."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_STACKED = re.compile(r"(?:[^\\|]|\\.)+", re.DOTALL)
_LINKED = re.compile(r"(?:[^\\;]|\\.)+", re.DOTALL)
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)(?:\[(\d{1,12})(?:_(\d{1,12}))?\])?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the annotations that a cell holds."""

    value: str | None
    """None: it has no value."""
    number: int = 0
    """What tells it from others in its layer, and joins its tokens; 0: it is alone on its one token."""
    own: int = 0
    """Of a reference: the number of the annotation that refers."""


def unescaped(text: str) -> str:
    """A text as it was before it was written.

    >>> unescaped(r"a\\tb\\[0\\]")
    'a\\tb[0]'
    """
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)


def pieces(cell: str) -> list[Piece]:
    """The annotations of a cell.

    >>> [(p.value, p.number) for p in pieces("PER[1]|*[2]")], pieces("_")
    ([('PER', 1), (None, 2)], [])
    """
    if cell in ("_", ""):
        return []
    return [_piece(found) for found in _STACKED.findall(cell)]


def links(value: str) -> list[Piece]:
    """What a cell of links holds, apart by semicolons."""
    return [_piece(found) for found in _LINKED.findall(value) if found not in ("_", "*")]


def _piece(written: str) -> Piece:
    found = _NUMBERED.fullmatch(written)
    if found is None:  # a backslash at the end
        return Piece(written)
    value = None if found[1] in ("*", "_") else unescaped(found[1])
    return Piece(value, int(found[2] or 0), int(found[3] or 0))

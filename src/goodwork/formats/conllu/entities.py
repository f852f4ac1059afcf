"""Entities in brackets, as CorefUD and GUM write them in MISC: ``Entity=(e1-person-2`` opens, ``e1)`` closes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Entity:
    """A span of words, both included, and its label."""

    first: int
    last: int
    label: str
    again: bool
    """Whether it has a number, by which others are the same entity."""


def entity_spans(cells: Sequence[str], fields: Sequence[str]) -> list[Entity] | str:
    """The entities of a sentence; in words what is wrong with them.

    ``fields`` say what stands within brackets: ``eid``, ``etype`` and so on.

    >>> entity_spans(["(e1-person-1", "e1)", "(e2-place-1)"], ("eid", "etype", "head"))
    [Entity(first=0, last=1, label='person', again=True), Entity(first=2, last=2, label='place', again=True)]
    """
    typed = next((n for n, name in enumerate(fields) if name in ("etype", "type")), None)
    numbered = next((n for n, name in enumerate(fields) if name in ("eid", "GRP")), 0 if not fields else None)
    open_: dict[str, list[tuple[int, str]]] = {}
    found: list[Entity] = []
    for n, cell in enumerate(cells):
        at = 0
        for piece in _PIECE.finditer(cell):
            if piece.start() != at:
                break
            at = piece.end()
            opened, closed, named = piece[1], piece[2], piece[3]
            if opened is None:
                places = open_.get(named) or open_.get(named.partition("-")[0])
                if not places:
                    return f"{named[:60]!r} is closed and was not opened"
                first, label = places.pop()
                found.append(Entity(first, n, label, again=numbered is not None))
                continue
            given = opened.split("-")
            if "[" in given[0] or any(re.search(r"\[\d+/\d+\]", one) for one in given):
                return f"the entity {opened[:60]!r} is in pieces, and spans of one answer are whole here"
            place = typed if typed is not None else min(1, len(given) - 1)
            if place >= len(given) or not given[place]:
                return f"the entity {opened[:60]!r} has no type"
            if closed:
                found.append(Entity(n, n, given[place], again=numbered is not None))
            else:
                key = given[numbered] if numbered is not None and numbered < len(given) else given[0]
                open_.setdefault(key, []).append((n, given[place]))
        if at != len(cell):
            return f"{cell[:60]!r} is no opening and closing of entities"
    left = next((key for key, places in open_.items() if places), None)
    return f"the entity {left[:60]!r} is opened and not closed" if left is not None else found

"""Two texts side by side: which words of each the other lacks, in order.

Used by the report and by the screen that shows clusters.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

LIMIT = 4_000
"""Words compared; what is longer is cut there and says so."""

_WORDS = re.compile(r"\w+|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: in both, or only in this one."""

    kind: str
    """``same`` or ``only here``"""
    text: str


def differences(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces. Joined again, the pieces of a side are its text (unless it was cut).

    >>> a, b = differences("the cat sat", "the dog sat")
    >>> [p.text for p in a if p.kind == "only here"], [p.text for p in b if p.kind == "only here"]
    (['cat'], ['dog'])
    """
    a, b = _WORDS.findall(left), _WORDS.findall(right)
    cut_a, cut_b = len(a) > LIMIT, len(b) > LIMIT
    a, b = a[:LIMIT], b[:LIMIT]
    fold_a, fold_b = [word.casefold() for word in a], [word.casefold() for word in b]
    one: list[Piece] = []
    two: list[Piece] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, fold_a, fold_b, autojunk=False).get_opcodes():
        kind = "same" if tag == "equal" else "only here"
        if j > i:
            one.append(Piece(kind, "".join(a[i:j])))
        if m > k:
            two.append(Piece(kind, "".join(b[k:m])))
    if cut_a:
        one.append(Piece("same", " …"))
    if cut_b:
        two.append(Piece("same", " …"))
    return one, two

"""Words of a text and the tags of their spans: IOB1, IOB2, IOBES and BILOU, read and written."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from goodwork.formats.rows import ENTITIES
from goodwork.model.records import Span

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# A word without the punctuation around it; a sign of a script without spaces; one ASCII sign; a run of others.
_WORD = re.compile(rf"[^\W{_CJK}](?:[^\s{_CJK}]*[^\W{_CJK}])?|[{_CJK}]|[!-/:-@\[-`{{-~]|[^\w\s\x00-\x7f]+|\S")
_BETWEEN_SPACE = re.compile(r"\S+")
_JOINER = "\u200d"
_GLUE = "\u200c\u200d\ufe0e\ufe0f"
"""Joiners and selectors that belong to the sign before them."""


_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@cache
def _marks(*, beyond: bool) -> re.Pattern[str]:
    """One or several combining marks, joiners or selectors; ``beyond``: also those beyond the basic plane.

    Two patterns, because one of the basic plane alone is looked up in a table and hundreds of times faster.
    """
    marks = [chr(n) for n in range(0x300, 0x1F000 if beyond else 0x10000) if unicodedata.category(chr(n))[0] == "M"]
    more = "\U000e0100-\U000e01ef" if beyond else ""
    return re.compile(f"[{_GLUE}{''.join(marks)}{more}]+")


def _has_marks(text: str) -> bool:
    if _marks(beyond=False).search(text):
        return True
    return any(unicodedata.category(c)[0] == "M" for c in _BEYOND.findall(text))


Stretch = tuple[int, int]


def words(text: str) -> list[Stretch]:
    """The words of a text as pairs of start and end, in code points; no word has white space in it.

    Combining marks and joiners stay with the sign that they follow.

    >>> [text[a:b] for text in ["(Zürich)"] for a, b in words(text)]
    ['(', 'Zürich', ')']
    """
    found = [match.span() for match in _WORD.finditer(text)]
    return found if text.isascii() or not _has_marks(text) else _glued(text, found)


def _glued(text: str, found: list[Stretch]) -> list[Stretch]:
    whole: list[Stretch] = []
    for start, end in found:
        if whole and whole[-1][1] == start:
            marked = _marks(beyond=True).match(text, start, end)
            cut = start if marked is None else marked.end()
            joined = text[start - 1] == _JOINER
            if cut > start or joined:
                whole[-1] = (whole[-1][0], end if joined else cut)
                start = end if joined else cut
        if start < end:
            whole.append((start, end))
    return whole


def spaced(text: str) -> list[Stretch]:
    """The words between white space, as files of words give them."""
    return [match.span() for match in _BETWEEN_SPACE.finditer(text)]


def divided(found: Sequence[Stretch], borders: Iterable[int]) -> tuple[list[Stretch], list[int]]:
    """The words cut at these places, so that no span begins or ends within one; and the places that did cut."""
    edges = set(chain.from_iterable(found))
    cuts = sorted({border for border in borders if border not in edges and _within(found, border)})
    if not cuts:
        return list(found), []
    made: list[Stretch] = []
    used: list[int] = []
    at = 0
    for start, end in found:
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        while at < len(cuts) and cuts[at] < end:
            made.append((start, cuts[at]))
            used.append(cuts[at])
            start = cuts[at]
            at += 1
        made.append((start, end))
    return made, used


def _within(found: Sequence[Stretch], border: int) -> bool:
    n = bisect_left(found, (border, 0)) - 1
    return n >= 0 and border < found[n][1]


@dataclass(frozen=True, slots=True)
class Apart:
    """Spans that lie apart, and the others."""

    kept: list[Span]
    """In order of their places."""
    overlapping: list[Span]
    discontinuous: list[Span]


def apart(spans: Sequence[Span]) -> Apart:
    """The spans that a format without overlaps can hold: the longest first, the earlier one of equals."""
    if _apart_as_given(spans):
        return Apart(list(spans), [], [])
    broken = [span for span in spans if len(span.fragments) > 1]
    whole = [span for span in spans if len(span.fragments) == 1]
    ordered = sorted(whole, key=lambda span: (span.fragments[0][0], span.fragments[0][1]))
    if all(a.fragments[0][1] <= b.fragments[0][0] for a, b in pairwise(ordered)):
        return Apart(ordered, [], broken)
    kept: list[Span] = []
    lost: list[Span] = []
    for span in sorted(whole, key=lambda s: (s.fragments[0][0] - s.fragments[0][1], s.fragments[0][0])):
        start, end = span.fragments[0]
        meets = any(start < other.fragments[0][1] and other.fragments[0][0] < end for other in kept)
        (lost if meets else kept).append(span)
    kept.sort(key=lambda span: span.fragments[0][0])
    return Apart(kept, lost, broken)


def _apart_as_given(spans: Sequence[Span]) -> bool:
    at = 0
    for span in spans:
        start, end = span.fragments[0]
        if len(span.fragments) > 1 or start < at:
            return False
        at = end
    return True


TAG = re.compile(r"O|[BIESLUMW][-_]\S+|[BIESLU]")
"""A tag that says where in an entity its word stands."""
MISSING = re.compile(r"_+|-")
"""What stands where a tag is left open: nobody said whether there is an entity."""
NAMELESS = "ENTITY"
"""The label of tags that are B, I and O alone."""
_SINGLE = {"iobes": "S-", "bilou": "U-"}
_LAST = {"iobes": "E-", "bilou": "L-"}


def tags_of(found: Sequence[Stretch], spans: Sequence[Span], scheme: str) -> list[str]:
    """One tag for each word; the spans lie apart, in order, and begin and end with words."""
    tags = ["O"] * len(found)
    at = 0
    for span in spans:
        start, end = span.fragments[0]
        first = at = bisect_left(found, (start, 0), at)
        inside = "I-" + span.name
        while at < len(found) and found[at][1] <= end:
            tags[at] = inside
            at += 1
        if at == first:
            continue
        tags[first] = "B-" + span.name
        if scheme in _SINGLE:
            if at - first == 1:
                tags[first] = _SINGLE[scheme] + span.name
            else:
                tags[at - 1] = _LAST[scheme] + span.name
    return tags


def is_tags(cells: Sequence[str]) -> bool:
    """Whether nine of ten of these are tags, and not all are left open."""
    tags = sum(TAG.fullmatch(cell) is not None for cell in cells)
    fitting = tags + sum(MISSING.fullmatch(cell) is not None for cell in cells)
    return tags > 0 and 10 * fitting >= 9 * len(cells)


def scheme_of(sentences: Iterable[Sequence[str]]) -> str:
    """The scheme that tags are written in, as far as these show it."""
    firsts: set[str] = set()
    begins = False
    for tags in sentences:
        before = "O"
        for tag in tags:
            firsts.add(tag[0] if tag[1:2] == "-" else "")
            begins = begins or (tag[:2] == "B-" and (before == "O" or before[2:] != tag[2:]))
            before = tag
    if firsts & {"E", "S"}:
        return "iobes"
    if firsts & {"L", "U"}:
        return "bilou"
    return "bio" if begins or "I" not in firsts else "iob1"


@dataclass(frozen=True, slots=True)
class Found:
    """A span out of tags: first word, last word (included), label, and whether its first tag said that it begins."""

    first: int
    last: int
    label: str
    begun: bool


def spans_in(tags: Sequence[str]) -> list[Found]:
    """The spans that tags of any scheme say, in order.

    >>> [(f.first, f.last, f.label) for f in spans_in(["B-PER", "L-PER", "O", "U-LOC", "I-LOC"])]
    [(0, 1, 'PER'), (3, 3, 'LOC'), (4, 4, 'LOC')]
    """
    found: list[Found] = []
    first, label, begun = -1, "", False

    def close(last: int) -> None:
        nonlocal first
        if first >= 0:
            found.append(Found(first, last, label, begun))
            first = -1

    for n, tag in enumerate(tags):
        if tag == "O":
            if first >= 0:
                close(n - 1)
            continue
        mark, name = (tag[0], tag[2:]) if tag[1:2] in ("-", "_") and tag[0] in "BIELSUMW" else ("I", tag)
        if mark in "BSUW" or name != label or first < 0:
            close(n - 1)
            first, label, begun = n, name, mark in "BSUW"
        if mark in "SUWEL":
            close(n)
    close(len(tags) - 1)
    return found


Placed = tuple[int, int, str]
"""Start, end, label."""


def layered(layers: Sequence[Sequence[Placed]], text: str) -> tuple[list[Span], int]:
    """The spans of several layers as one answer, and how many were there twice: the longer before those within.

    >>> spans, twice = layered([[(0, 2, "ORG")], [(1, 2, "LOC"), (0, 2, "ORG")]], "ab")
    >>> [(span.label, span.text) for span in spans], twice
    ([('ORG', 'ab'), ('LOC', 'b')], 1)
    """
    if len(layers) == 1 and all(a[1] <= b[0] for a, b in pairwise(layers[0])):
        ordered = once = layers[0]  # as nearly all are
    else:
        ordered = sorted((start, -end, n, label) for n, layer in enumerate(layers) for start, end, label in layer)
        once = dict.fromkeys((start, -end, label) for start, end, _, label in ordered)
    spans = [
        Span(ENTITIES, f"T{n}", label, label, ((start, end),), text[start:end])
        for n, (start, end, label) in enumerate(once, 1)
    ]
    return spans, len(ordered) - len(spans)

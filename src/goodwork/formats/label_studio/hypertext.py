"""The text of HTML, in which regions of Label Studio have their places. Nothing of the markup is run or kept in it."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.label_studio.dialogue import Fragments
from goodwork.formats.label_studio.measured import Measured, whole
from goodwork.model.json import fields

MOST_TAGS = 200_000
"""Of one text: a tree of more takes too much memory."""
DEEPEST = 500
"""Elements within elements; what is deeper counts as directly in these."""
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_AROUND = frozenset({"html", "body"})
"""Browsers put everything into them; paths begin inside."""
_NOT_SHOWN = frozenset({"head", "script", "style", "template", "title"})
_BEFORE = frozenset({"meta", "link", "base"})
"""What stands before the body, wherever it is written."""
_COUNTED = frozenset({"style"})
"""Not shown, and yet counted in places."""
_CLOSES: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}), "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}),
    "td": _CELLS, "th": _CELLS, "tr": frozenset({"tr", *_CELLS}), "option": frozenset({"option"}),
    **dict.fromkeys(_BLOCKS - {"li", "dt", "dd", "tr"}, frozenset({"p"})),
}  # fmt: skip
"""A tag that begins -> the elements that end there without saying so."""
_INLINE = frozenset({
    "a", "abbr", "b", "big", "center", "cite", "code", "em", "font", "i", "img", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "br",
})  # fmt: skip
_BEGINS = re.compile(r"\s*<(?:!doctype\s+html|([a-z][a-z0-9]*)(?=[\s/>]))", re.IGNORECASE)
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_STEP = re.compile(r"(text\(\)|[\w-]+)(?:\[(\d{1,9})\])?")


@dataclass(slots=True, eq=False)
class _Element:
    tag: str
    step: str
    """Its step in a path."""
    above: _Element | None
    counts: dict[str, int] = field(default_factory=dict[str, int])
    held: dict[str, _Element | _Words] = field(default_factory=dict[str, "_Element | _Words"])
    """By step."""

    def next(self, tag: str) -> str:
        """The step to a further child of this tag."""
        n = self.counts[tag] = self.counts.get(tag, 0) + 1
        return f"{tag}[{n}]"


@dataclass(slots=True, eq=False)
class _Words:
    above: _Element
    step: str
    counted: int
    """Where it begins as places are counted."""
    shown: int
    """Where it begins in the text."""
    words: str
    is_shown: bool


class Hypertext:
    """HTML as its text: blocks stand on lines of their own, cells of a row are apart by a tab.

    >>> Hypertext("<p>Ann lives in <b>Rome</b>.</p><p>R&amp;D</p>").text
    'Ann lives in Rome.\\nR&D'
    """

    def __init__(self, markup: str) -> None:
        tags = markup.count("<")
        if tags > MOST_TAGS:
            raise Invalid(f"its HTML has {tags:,} tags; the most is {MOST_TAGS:,}")
        self._root = _Element("", "", None)
        self._nodes: list[_Words] = []
        self._pieces: list[str] = []
        self._counted = self._shown = 0
        self._gap = ""
        self._lead = 0
        """Space before everything, which browsers leave out of a page and keep in a piece of one."""
        self._begun = False
        self._open = self._root
        self._depth = 0
        self._tags: Counter[str] = Counter()
        """Those that are open: most ends of what never began are told without looking up the tree."""
        self._read(markup.replace("\r\n", "\n").replace("\r", "\n"))
        self.text = "".join(self._pieces)

    def _read(self, markup: str) -> None:
        text: list[str] = []
        hidden: list[str] = []
        for kind, said in _tokens(markup):
            if kind == "text":
                text.append(said)
                continue
            self._words("".join(text), hidden)
            text.clear()
            if kind == "comment" or (kind == "end" and not hidden and said in _AROUND):
                continue
            if hidden:
                if said == hidden[-1] if kind == "end" else (said, hidden) == ("body", ["head"]):
                    self._end(hidden.pop())
            elif kind == "end":
                self._end(said)
            elif said in _NOT_SHOWN:
                self._begin(said)
                hidden.append(said)
            elif said == "body":
                self._begun = True
            elif said == "br":
                self._begun = True
                self._add(self._open.next("br"), "\n", is_shown=True)
            elif said not in _AROUND:
                self._begun = self._begun or said not in _BEFORE
                self._begin(said)
        self._words("".join(text), hidden)

    def _words(self, raw: str, hidden: list[str]) -> None:
        if not self._begun and not hidden:
            raw, full = raw.lstrip(" \t\n\f"), len(raw)
            self._lead += full - len(raw)
            self._begun = bool(raw)
        if not raw:
            return
        if not hidden:
            self._add(self._open.next("text()"), html.unescape(raw), is_shown=True)
        elif self._begun and hidden[-1] in _COUNTED:
            self._add(self._open.next("text()"), raw, is_shown=False)

    def _add(self, step: str, words: str, *, is_shown: bool) -> None:
        if is_shown:
            if self._gap and self._pieces and not self._pieces[-1][-1:].isspace() and not words[:1].isspace():
                self._pieces.append(self._gap)
                self._shown += len(self._gap)
            self._gap = ""
            self._pieces.append(words)
        node = _Words(self._open, step, self._counted, self._shown, words, is_shown)
        self._open.held[step] = node
        self._nodes.append(node)
        self._counted += len(words)
        self._shown += len(words) if is_shown else 0

    def _begin(self, tag: str) -> None:
        while self._open.tag in _CLOSES.get(tag, ()):
            self._up()
        if tag == "tr" and self._open.tag == "table":
            self._begin("tbody")
        self._space(tag)
        step = self._open.next(tag)
        if tag in _VOID or self._depth >= DEEPEST:
            return
        element = _Element(tag, step, self._open)
        self._open.held[step] = element
        self._open = element
        self._tags[tag] += 1
        self._depth += 1

    def _end(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        while self._open.tag != tag:
            self._up()
        self._up()
        self._space(tag)

    def _up(self) -> None:
        if self._open.above is not None:
            self._tags[self._open.tag] -= 1
            self._open = self._open.above
            self._depth -= 1

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._gap = "\n"
        elif tag in _CELLS:
            self._gap = self._gap or "\t"

    @cached_property
    def _measured(self) -> Measured:
        return Measured("".join(node.words for node in self._nodes))

    def find(self, value: Mapping[str, Any]) -> Fragments | None:
        """Where a region lies: by the places in the whole text, else by the paths to where it begins and ends."""
        quote = value.get("text")
        quote = quote if isinstance(quote, str) else ""
        held = fields(value.get("globalOffsets"))
        begin, stop = whole(held.get("start")), whole(held.get("end"))
        places = [(begin, stop)]
        if begin is not None and stop is not None and self._lead and quote:
            places.append((max(begin - self._lead, 0), max(stop - self._lead, 0)))
        start, end = self._path(value.get("start")), self._path(value.get("end"))
        if start is not None and end is not None:
            before, after = whole(value.get("startOffset")), whole(value.get("endOffset"))
            if before is not None and after is not None and before <= len(start.words):
                places.append((start.counted + before, end.counted + after))
                before, after = Measured(start.words).point(before), Measured(end.words).point(after)
                places.append((start.counted + before, end.counted + after))
        for first, last in places:
            if first is not None and last is not None:
                found = self._measured.fit(first, last, quote)
                shown = found and self._as_shown(*found)
                if shown:
                    return (shown,)
        return None

    def _path(self, path: object) -> _Words | None:
        if not isinstance(path, str):
            return None
        at: _Element | _Words | None = self._root
        for step in path.strip("./").split("/")[: DEEPEST + 1]:
            match = _STEP.fullmatch(step)
            if match is None or not isinstance(at, _Element):
                return None
            if match[1].lower() not in _AROUND:
                at = at.held.get(f"{match[1].lower()}[{match[2] or 1}]")
        return at if isinstance(at, _Words) else None

    def _as_shown(self, start: int, end: int) -> tuple[int, int] | None:
        nodes, _, begins = self._shown_nodes
        first, last = bisect_right(begins, start) - 1, bisect_left(begins, end) - 1
        if first < 0 or begins[first] + len(nodes[first].words) <= start:
            first += 1  # it begins in what is not shown
        if last < first:
            return None
        a, b = nodes[first], nodes[last]
        held = a.shown + max(start - a.counted, 0), b.shown + min(end - b.counted, len(b.words))
        return held if held[0] < held[1] else None

    @cached_property
    def _shown_nodes(self) -> tuple[list[_Words], list[int], list[int]]:
        """The nodes that are shown, where each begins in the text, and where as places are counted."""
        nodes = [node for node in self._nodes if node.is_shown and node.words]
        return nodes, [node.shown for node in nodes], [node.counted for node in nodes]

    def region(self, fragments: Fragments) -> dict[str, Any] | None:
        """The region of Label Studio that covers these stretches and nothing else; None when there is none."""
        if len(fragments) != 1:
            return None
        start, end = fragments[0]
        nodes, begins, _ = self._shown_nodes
        if not nodes:
            return None
        a, b = nodes[max(bisect_right(begins, start) - 1, 0)], nodes[max(bisect_left(begins, end) - 1, 0)]
        before, after = start - a.shown, end - b.shown
        if before > len(a.words) or after > len(b.words):
            return None  # it begins or ends in what stands between two blocks
        return {
            "start": _path_of(a), "end": _path_of(b), "startOffset": before, "endOffset": after,
            "globalOffsets": {"start": a.counted + before, "end": b.counted + after}, "text": self.text[start:end],
        }  # fmt: skip


def _path_of(node: _Words) -> str:
    steps = [node.step]
    at = node.above
    while at.above is not None:
        steps.append(at.step)
        at = at.above
    return "/" + "/".join(reversed(steps))


def looks_like_html(text: str) -> bool:
    """Whether a text begins with an element of HTML and has one that ends.

    >>> looks_like_html("<p>Hi</p>"), looks_like_html("a < b"), looks_like_html("<order>7</order>")
    (True, False, False)
    """
    match = _BEGINS.match(text)
    if match is None:
        return False
    tag = (match[1] or "html").lower()
    known = tag in _BLOCKS or tag in _INLINE or tag in _AROUND or tag in _NOT_SHOWN or tag in _CELLS
    return known and ("</" in text or "/>" in text or tag in _VOID or tag in _BLOCKS)


def _tokens(markup: str) -> Iterator[tuple[str, str]]:
    """``text`` and its words, ``begin``, ``end`` and the tag, ``comment`` and nothing; in one pass."""
    at, size = 0, len(markup)
    while at < size:
        opens = markup.find("<", at)
        if opens < 0:
            yield "text", markup[at:]
            return
        if opens > at:
            yield "text", markup[at:opens]
        follows = markup[opens + 1 : opens + 2]
        if markup.startswith("!--", opens + 1):
            closes = markup.find("-->", opens + 4)
            yield "comment", ""
            at = size if closes < 0 else closes + 3
        elif follows in ("!", "?"):
            closes = markup.find(">", opens)
            yield "comment", ""
            at = size if closes < 0 else closes + 1
        elif name := _NAME.match(markup, opens + (2 if follows == "/" else 1)):
            at = _behind_tag(markup, name.end())
            tag = name[0].lower()
            yield ("end" if follows == "/" else "begin"), tag
            if follows != "/" and tag in ("script", "style"):
                closes = _end_of(markup, at, tag)
                if closes > at:
                    yield "text", markup[at:closes]
                at = closes
        else:
            yield "text", "<"
            at = opens + 1


def _behind_tag(markup: str, at: int) -> int:
    """Behind a tag whose name ends at a place; a sign that ends tags may stand in quotes."""
    return next((match.end() for match in _IN_TAG.finditer(markup, at) if match[0] == ">"), len(markup))


_IN_TAG = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')|>""")


def _end_of(markup: str, at: int, tag: str) -> int:
    found = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(markup, at)
    return len(markup) if found is None else found.start()

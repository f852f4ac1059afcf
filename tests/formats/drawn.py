"""Documents drawn by hypothesis: every kind of record, everybody who says something, and names made to collide."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from goodwork.formats.documents import Document
from goodwork.formats.rows import Said
from goodwork.model.records import (
    Choice,
    Comment,
    Preference,
    Ranking,
    Rating,
    Record,
    Relation,
    Span,
    TextAnswer,
    nothing_found,
)  # fmt: skip

NAMES = (
    "text", "Text", "text_", "id", "ID", "parts", "annotations", "metadata", "label", "labels", "entities", "mood",
    "metadata_mood", "metadata_text", "prompt", "messages", "item", "state", "gold", "answer", "a b", "a;b",
    'q"q', "é👩‍🚀",
    "=x", "'=x", "-", " pad", "x/y",
)  # fmt: skip
"""What questions and metadata may be called: like columns of ours, like parts, like each other, like formulas."""
PIECES = (
    "a", "Ada", "Köln", " ", "  ", "\t", "\n", "\r\n", "\r", "=", "+1", "-", "@", "'", '"', ",", ";",
    "👩‍🚀", "\U00020000",
    "é", "e\u0301", "\u2028", "\u0085", "\u00a0", "﻿", "{}", "[1]", "null", "__label__x", "# x", "<b>", "\\n",
    "10", "true",
)  # fmt: skip

names = st.sampled_from(NAMES)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
words = texts.filter(lambda text: bool(text.strip()))
bodies = words.map(lambda text: text if text.strip() else "x")
people = st.sampled_from(("ann", "Bob 2", "=eve", "é", "m/1"))
labels = st.sampled_from(("good", "bad", "a b", "=1", "PER", "x,y", '"', "O", "👩‍🚀"))


@st.composite
def choices(draw: st.DrawFn, question: str) -> list[Record]:
    """One label, several, or none."""
    found = draw(st.lists(labels, max_size=3, unique=True))
    shown = [draw(st.sampled_from((one, one.upper() + "!"))) for one in found]
    if len(found) == 1 and draw(st.booleans()):
        return [Choice(question, tuple(found), tuple(shown))]
    return [Choice(question, tuple(found), tuple(shown), multiple=True)]


@st.composite
def spans(draw: st.DrawFn, question: str, text: str, related: bool) -> list[Record]:
    """Stretches of the text, some in pieces or with attributes, some joined."""
    found: list[Record] = []
    for n in range(draw(st.integers(0, 3))):
        a, b, c, d = sorted(draw(st.integers(0, len(text))) for _ in range(4))
        places = ((a, b), (c, d)) if draw(st.booleans()) and a < b < c < d else ((a, max(a + 1, d)),)
        if places[-1][1] > len(text):
            continue
        label = draw(labels)
        attributes = draw(st.sampled_from(((), (("sure", "yes"),))))
        covered = " ".join(text[x:y] for x, y in places)
        found.append(Span(question, f"T{n + 1}", label, label, places, covered, None, attributes))
    ids = [one.id for one in found if isinstance(one, Span)]
    if related and len(ids) > 1:
        found.append(Relation(question, "met", "met", ids[0], ids[1]))
    return found or [nothing_found(question)]


def records(kind: str, question: str, text: str) -> st.SearchStrategy[list[Record]]:
    """What an answer of a kind says."""
    numbers = st.sampled_from((0.0, 1.0, 2.5, -3.0, 1e16, 0.1))
    pair = ("response_a", "response_b")
    match kind:
        case "choices":
            return choices(question)
        case "rating":
            return numbers.map(lambda n: [Rating(question, n, -5.0, 1e17)])
        case "text":
            return st.lists(words.map(lambda t: TextAnswer(question, t)), min_size=1, max_size=2)
        case "spans" | "relations":
            return spans(question, text, kind == "relations")
        case "pairwise":
            verdicts = st.sampled_from(
                (("response_a", "preferred"), ("response_b", "preferred"), (None, "tie"), (None, "neither"))
            )
            return st.tuples(verdicts, st.sampled_from((None, 0.5)), st.sampled_from(((), pair, pair[::-1]))).map(
                lambda drawn: [Preference(question, pair, *drawn[0], drawn[1], drawn[2])]
            )
        case "ranking":
            groups = st.sampled_from(((pair[:1], pair[1:]), (pair[1:], pair[:1]), (pair,)))
            return st.tuples(groups, st.sampled_from(((), pair))).map(lambda drawn: [Ranking(question, *drawn)])
        case "criteria":
            return st.tuples(numbers, choices(f"{question}/style"), words).map(
                lambda drawn: [
                    Rating(f"{question}/clarity", drawn[0], 0.0, 1e17),
                    *drawn[1],
                    TextAnswer(f"{question}/why", drawn[2]),
                ]
            )
        case _:
            return words.map(lambda t: [Comment(question, "text", 1, 2, t)])


KINDS = ("choices", "rating", "text", "spans", "relations", "pairwise", "ranking", "criteria", "comments")


@st.composite
def said(draw: st.DrawFn, kind: str, text: str) -> tuple[Said, ...]:
    """What people and models say of an item: nothing, a skip, that nothing was found, or answers."""
    found: list[Said] = []
    question = draw(names)
    for by in draw(st.lists(people, max_size=3, unique=True)):
        role = draw(st.sampled_from(("annotation", "annotation", "prediction", "gold", "consensus", "skip")))
        if role == "skip":
            found.append(Said("skip", by))
            continue
        says = tuple(draw(records(kind, question, text)))
        score = draw(st.sampled_from((None, 0.5))) if role in ("prediction", "consensus") else None
        reason = draw(st.sampled_from(("", "It =says so."))) if role == "gold" else ""
        accepted = draw(st.sampled_from((None, "m 1"))) if role == "annotation" else None
        found.append(Said(role, by, says, score, reason, accepted))
    return tuple(found)


values = st.one_of(
    texts.filter(bool), st.integers(-(2**63), 2**63 - 1), st.just(2**70), st.sampled_from((0.5, -1e300)), st.booleans(),
    st.lists(texts, max_size=2), st.dictionaries(st.sampled_from(("a", "é")), texts, max_size=2),
)  # fmt: skip


@st.composite
def document(draw: st.DrawFn, line: int, kind: str) -> Document:
    """An item of one text, of a conversation, of code, or of two outputs, and everything that is said of it."""
    # Formats whose rows are pieces of an item take equal texts for one.
    body = f"{draw(bodies)}{line}"
    parts: list[dict[str, Any]] = [_text("text", body)]
    if kind in ("pairwise", "ranking"):
        parts = [_text("prompt", body), _text("response_a", draw(bodies)), _text("response_b", draw(bodies))]
    elif draw(st.integers(0, 4)) == 0:
        name = draw(st.sampled_from(("prompt", "mood", "id", "parts", "body")))
        parts.append(_text(name, draw(bodies)))
    identity = draw(st.sampled_from((None, f"i{line}", f"={line}", f"é {line}", f"{line}")))
    metadata = draw(st.dictionaries(names, values, max_size=3))
    return Document(line, identity, parts, metadata, draw(said(kind, body)))


def _text(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "type": "text", "title": name, "text": text}


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """One to three items that are asked the same kind of thing."""
    kind = draw(st.sampled_from(KINDS))
    return [draw(document(line, kind)) for line in range(1, draw(st.integers(1, 3)) + 1)]

"""Any valid answers to questions about conversations, rewritten texts and code."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from goodwork.kinds.sources import mark_of

_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda s: bool(s.strip())
)
_MARKS = st.one_of(st.none(), _WORDS.map(mark_of))
_SEEN = _WORDS.map(mark_of)


def rewrites(q: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Texts that are neither blank nor too long."""
    texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=max(q.least, 1), max_size=min(q.most, 40))
    return st.tuples(texts.filter(lambda s: bool(s.strip())), _MARKS).map(lambda x: {"text": x[0], "source": x[1]})


@st.composite
def conversations(draw: st.DrawFn, q: Any) -> dict[str, Any]:
    """Some turns judged, the rest as the question asks it."""
    turns: list[dict[str, Any]] = []
    for at in sorted(draw(st.sets(st.integers(0, 6), max_size=5))) if q.turns else ():
        if q.turns.multiple:
            chosen = draw(st.sets(st.sampled_from(q.turns.ids)))
            labels = [i for i in q.turns.ids if i in chosen]
        else:
            labels = [draw(st.sampled_from(q.turns.ids))]
        rewrite = draw(st.one_of(st.none(), _WORDS)) if q.rewrite else None
        if labels or rewrite is not None:
            turns.append({"turn": at, "source": draw(_MARKS), "labels": labels, "rewrite": rewrite})
    whole = draw(st.integers(q.whole.low, q.whole.high)) if q.whole else None
    reply = {"chosen": draw(st.sampled_from([None, *q.replies]))} if q.replies else None
    return {"turns": turns, "whole": whole, "reply": reply}


@st.composite
def reviews(draw: st.DrawFn, q: Any) -> dict[str, Any]:
    """Every solution judged by every criterion; comments, corrections and marks as the question takes them."""
    names = q.named
    verdicts = {name: {c.id: draw(st.sampled_from(c.ids)) for c in q.criteria} for name in names}
    places = st.tuples(st.sampled_from(names), st.integers(1, 9), st.integers(0, 3), _WORDS)
    comments = sorted(draw(st.lists(places, max_size=3))) if q.comments else []
    return {
        "verdicts": verdicts,
        "comments": sorted(
            ({"part": p, "first": n, "last": n + more, "text": t} for p, n, more, t in comments),
            key=lambda c: (c["part"], c["first"], c["last"], c["text"]),
        ),
        "corrected": draw(st.dictionaries(st.sampled_from(names), _WORDS)) if q.correct else {},
        "preferred": {"chosen": draw(st.sampled_from([None, *names]))} if q.prefer else None,
        "sources": draw(st.dictionaries(st.sampled_from(names), _SEEN)),
    }

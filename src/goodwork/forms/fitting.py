"""Which forms of files fit a project: those that hold what its questions are answered with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwork.formats.registry import WRITTEN
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.model.records import (
    Box,
    Choice,
    Comment,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    Preference,
    Ranking,
    Rating,
    Record,
    Relation,
    Span,
    TextAnswer,
)  # fmt: skip

_WORDS: dict[type[Record], str] = {
    Choice: "labels",
    Rating: "numbers on a scale",
    TextAnswer: "written texts",
    Span: "marked spans",
    Relation: "relations",
    Box: "boxes",
    Polygon: "polygons",
    Keypoints: "keypoints",
    Mask: "masks",
    Polyline: "polylines",
    Preference: "comparisons of two",
    Ranking: "rankings",
    Comment: "remarks on lines",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """A form of files beside a project's questions."""

    form: str
    title: str
    fits: bool
    """Whether it holds any of the answers."""
    why: str
    """What it leaves out; empty: nothing that its account would not say."""


def fit(questions: Sequence[Question]) -> list[Fit]:
    """Every form that is written, with what it would hold of the answers to these questions."""
    return [_fit(form, questions) for form in WRITTEN]


def _fit(form: str, questions: Sequence[Question]) -> Fit:
    known = WRITTEN[form]
    title = known.titles.get(form, known.title)
    holds = known.holds.get(form)
    if holds is None:
        return Fit(form, title, True, "")
    lost = [q.title for q in questions if not set(kind_of(q.kind).records) & set(holds)]
    if len(lost) < len(questions):
        return Fit(form, title, True, f"Without the answers to {_listed([f'“{t}”' for t in lost])}." if lost else "")
    if not holds:
        return Fit(form, title, False, "It holds conversations, and no answers.")
    asked = [word for sort, word in _WORDS.items() if any(sort in kind_of(q.kind).records for q in questions)]
    what = _listed([_WORDS[sort] for sort in holds])
    return Fit(form, title, False, f"It holds {what}; these questions are answered with {_listed(asked)}.")


def _listed(words: Sequence[str]) -> str:
    shown = [*words[:4], f"{len(words) - 4} more"] if len(words) > 5 else list(words)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

"""The list of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from goodwork.errors import Invalid
from goodwork.kinds import (
    boxes,
    chat,
    classification,
    code,
    keypoints,
    masks,
    pairwise,
    polygons,
    polylines,
    ranking,
    rating,
    relations,
    rewrite,
    rubric,
    spans,
    text,
)
from goodwork.kinds.contract import A, Answer, Kind, Q, Question


def _any_kind(kind: Kind[Q, A]) -> Kind[Question, Answer]:
    """The kind, without the types of its questions and answers.

    Inside of a kind they are known; outside, a question leads to its kind by a word at run time, and nobody can say
    then which of many types it has. So they are forgotten here, and here alone: whoever looks a question's own kind
    up gives it questions and answers that it made itself.
    """
    return cast("Kind[Question, Answer]", kind)


_ROOMS = (
    classification,
    rating,
    text,
    pairwise,
    ranking,
    rubric,
    chat,
    rewrite,
    code,
    spans,
    relations,
    boxes,
    polygons,
    keypoints,
    masks,
    polylines,
)

KINDS: Mapping[str, Kind[Question, Answer]] = {room.KIND.name: _any_kind(room.KIND) for room in _ROOMS}


def kind_of(name: str) -> Kind[Question, Answer]:
    """The kind of this name; Invalid says which there are."""
    try:
        return KINDS[name]
    except KeyError:
        raise Invalid(
            f"There is no kind of question called {name!r}.", next_step=f"Use one of: {', '.join(KINDS)}."
        ) from None

"""Names and values by which a column tells that it may hold an answer: nobody who judges is to see one."""

from __future__ import annotations

import re
from typing import Any

from goodwork.formats.turns import looks_like_turns

_ANSWERS = frozenset({
    "label", "labels", "class", "classes", "category", "categories", "tag", "tags", "sentiment", "target", "targets",
    "cats", "score", "scores", "rating", "ratings", "stars", "grade", "prediction", "predictions", "predicted", "pred",
    "preds", "chosen", "rejected", "preferred", "nonpreferred", "preference", "winner", "loser", "verdict", "judgement",
    "judgment", "decision", "vote", "votes", "accept", "accepted", "approve", "approved", "approval",
    "reject", "rejection", "gold", "truth", "groundtruth", "annotation",
    "annotations", "consensus", "majority", "spans", "entities", "ents", "ner", "relations", "probability", "prob",
    "confidence", "logits", "correct", "best", "rank", "ranking", "margin",
    "better", "worse", "safer", "answers", "thumbs", "upvotes", "downvotes", "expected",
})  # fmt: skip
_NAMELESS = re.compile(r"column (?:\d+|[A-Z]{1,3})")
ANSWER = "Answer."
"""What Mechanical Turk's tables call what workers answered."""
_DECISIONS = frozenset({"accept", "reject", "ignore", "accepted", "rejected", "yes", "no", "true", "false"})


def plain(name: str) -> str:
    """A name without what spellings differ in: case, blanks, separators.

    >>> plain("pairText1") == plain("pair_text_1") == plain("Pair text 1")
    True
    """
    return "".join(c for c in name.casefold() if c.isalnum())


def words_of(name: str) -> list[str]:
    """The words that a name is made of.

    >>> words_of("scoreChosen_1")
    ['score', 'chosen']
    """
    return re.findall(r"[a-z]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower())


def is_called_answer(column: str) -> bool:
    """Whether one of the words of a column's name is a word for answers.

    >>> is_called_answer("score_chosen"), is_called_answer("predictedLabel"), is_called_answer("topic")
    (True, True, False)
    """
    return column.startswith(ANSWER) or not _ANSWERS.isdisjoint(words_of(column)) or plain(column) in _ANSWERS


def is_decision(value: Any) -> bool:
    """Whether a value accepts or rejects something."""
    return isinstance(value, bool) or (isinstance(value, str) and value.strip().casefold() in _DECISIONS)


def gives_away(name: str, value: Any) -> bool:
    """Whether metadata may tell the answer to somebody who judges: as one, or as a conversation that ends with it.

    A column that has no name and is called by its place may be anything.
    """
    if is_called_answer(name) or _NAMELESS.fullmatch(name):
        return True
    return is_decision(value) or looks_like_turns(value)

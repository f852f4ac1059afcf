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
    "better", "worse", "safer", "answers", "thumbs", "upvotes", "downvotes", "expected", "ideal", "agreement",
})  # fmt: skip
_ELSEWHERE = frozenset({
    "étiquette", "etiquette", "classe", "catégorie", "categorie", "klasse", "kategorie", "bewertung", "etikett",
    "stimmung", "etiqueta", "clase", "categoría", "categoria", "puntuación", "valoración", "etichetta", "voto",
    "rótulo", "метка", "класс", "оценка", "категория", "标签", "类别", "評価", "ラベル", "라벨",
})  # fmt: skip
"""The same in other languages, as far as tables are often called so."""
_NAMELESS = re.compile(r"column (?:\d+|[A-Z]{1,3})|(?:v|x|col|column|field|var|unnamed:?)[ _]?\d{1,3}", re.IGNORECASE)
ANSWER = "Answer."
"""What Mechanical Turk's tables call what workers answered."""
_PLACES = frozenset({
    "page", "pages", "n", "turn", "turns", "line", "lines", "row", "paragraph", "chapter", "section", "part", "index",
    "idx", "position", "number", "no", "count", "length", "words", "tokens", "sentence", "sentences", "day", "month",
    "week", "hour", "version", "volume", "issue", "batch", "split", "fold", "seed",
})  # fmt: skip
"""Words of names of small numbers that are no grades."""
_HIGHEST = 10
"""Of scales that people grade on."""
_GRADE = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)( ?%)?")
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
    name = plain(column)
    return column.startswith(ANSWER) or not _ANSWERS.isdisjoint(words_of(column)) or name in _ANSWERS | _ELSEWHERE


def is_decision(value: Any) -> bool:
    """Whether a value accepts or rejects something."""
    return isinstance(value, bool) or (isinstance(value, str) and value.strip().casefold() in _DECISIONS)


def gives_away(name: str, value: Any) -> bool:
    """Whether metadata may tell the answer to somebody who judges: as one, or as a conversation that ends with it.

    A column that has no name and is called by its place may be anything; a small number may be a grade, unless its
    column is called like a place or a count.

    >>> gives_away("fluency", "4"), gives_away("toxic", 0), gives_away("year", 2024), gives_away("page", 2)
    (True, True, False, False)
    """
    if is_called_answer(name) or _NAMELESS.fullmatch(name):
        return True
    if _is_grade(value) and _PLACES.isdisjoint(words_of(name)):
        return True
    return is_decision(value) or looks_like_turns(value)


def _is_grade(value: Any) -> bool:
    """Whether a value is a number of a scale that people grade on, also as tables write it: ``0,93``, ``85 %``."""
    if isinstance(value, str):
        found = _GRADE.fullmatch(value.strip())
        return found is not None and (found[2] is not None or abs(float(found[1].replace(",", "."))) <= _HIGHEST)
    return isinstance(value, int | float) and -_HIGHEST <= value <= _HIGHEST

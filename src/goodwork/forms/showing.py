"""What of an item's metadata people see while they judge it: nothing that tells what somebody answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from goodwork.formats.answer_names import gives_away, words_of
from goodwork.model.json import is_list, is_object

_BESIDE = frozenset({
    "loser", "reward", "rewards", "judge", "model", "models", "completions", "responses", "answers", "candidates",
    "messages", "preferences", "ranks", "trl", "answer", "solution", "generator", "human", "ann", "anno", "annotator",
    "annotators", "annotated", "rater", "raters", "coder", "labeler", "labeller", "worker", "reviewer", "choice",
    "selected", "final", "toxic", "toxicity", "polarity", "emotion", "emotions", "stance", "intent", "intents", "hate",
    "hateful", "offensive", "irony", "sarcasm", "spam", "subtask", "duplicate", "paraphrase", "entailment", "email",
    "mail", "folder",
})  # fmt: skip
"""Further words of a name. Whoever knows the model that wrote an output, or the judge, is not blind any more; who
somebody was that wrote or judged is nobody's business; what the folder of a picture is called is often its class."""

_STARTS = frozenset({"start", "start_offset", "start_char", "begin", "offset", "startOffset"})
_ENDS = frozenset({"end", "end_offset", "end_char", "length", "endOffset"})


def shown_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata without what tells an answer: scores, labels, winners, models, conversations that were chosen.

    What lies within lists and objects is looked at alike; a list with places in a text is somebody's spans.

    >>> shown_metadata({"source": "web", "score_chosen": 9, "ann1": "pos", "meta": {"score": 1, "page": 2}})
    {'source': 'web', 'meta': {'page': 2}}
    """
    shown: dict[str, Any] = {}
    for name, value in metadata.items():
        if not _tells(name) and not gives_away(name, value):
            left = _left(value)
            if left or left == value:
                shown[name] = left
    return shown


def _left(value: Any) -> Any:
    """What is left of a value without what tells an answer."""
    if is_object(value):
        return shown_metadata(value)
    if is_list(value):
        return [] if any(map(_has_place, value)) else [_left(one) for one in value]
    return value


def _has_place(value: object) -> bool:
    return is_object(value) and (
        (not _STARTS.isdisjoint(value) and not _ENDS.isdisjoint(value)) or any(map(_has_place, value.values()))
    )


@lru_cache(maxsize=4096)
def _tells(name: str) -> bool:
    return not _BESIDE.isdisjoint(words_of(name))

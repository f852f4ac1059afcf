"""What of an item's metadata people see while they judge it: nothing that tells what somebody answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from goodwork.formats.answer_names import gives_away, words_of

_BESIDE = frozenset({
    "loser", "reward", "rewards", "judge", "model", "models", "completions", "responses", "answers", "candidates",
    "messages", "preferences", "ranks", "trl",
})  # fmt: skip
"""Further words of a name. Whoever knows the model that wrote an output, or the judge, is not blind any more."""


def shown_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata without what tells an answer: scores, labels, winners, models, conversations that were chosen.

    >>> shown_metadata({"source": "web", "score_chosen": 9, "modelA": "x"})
    {'source': 'web'}
    """
    return {name: value for name, value in metadata.items() if not _tells(name) and not gives_away(name, value)}


@lru_cache(maxsize=4096)
def _tells(name: str) -> bool:
    return not _BESIDE.isdisjoint(words_of(name))

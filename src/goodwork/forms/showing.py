"""What of an item's metadata people see while they judge it: nothing that tells what somebody answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_TELLING = frozenset({
    "chosen", "rejected", "preferred", "preference", "preferences", "winner", "loser", "verdict", "margin",
    "score", "scores", "rating", "ratings", "rank", "ranks", "ranking", "reward", "rewards", "vote", "votes",
    "label", "labels", "gold", "prediction", "predictions", "annotation", "annotations", "judge", "judgement",
    "judgment", "model", "models", "completions", "responses", "answers", "candidates", "messages", "trl",
})  # fmt: skip
"""Words of a name. Whoever knows the model that wrote an output, or the judge, is not blind any more."""


def shown_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata without what tells an answer: scores, labels, winners, models, conversations that were chosen.

    >>> shown_metadata({"source": "web", "score_chosen": 9, "modelA": "x"})
    {'source': 'web'}
    """
    return {name: value for name, value in metadata.items() if not _tells(name)}


@lru_cache(maxsize=4096)
def _tells(name: str) -> bool:
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower())
    return not _TELLING.isdisjoint(words)

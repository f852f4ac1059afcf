"""Written texts of several people: how unlike two are, and which one stands for all."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from goodwork.kinds.contract import Skills

_LEAST_ERROR = 0.02
"""Nobody's text counts for more than fifty of an infallible person's."""


def edits(a: str, b: str) -> float:
    """Edits from one to the other over the length of the longer, in code points.

    >>> edits("kitten", "sitting")
    0.42857142857142855
    """
    return Levenshtein.normalized_distance(a, b)


def nearest(texts: Sequence[tuple[int, str]], skills: Skills, distance: Callable[[str, str], float] = edits) -> str:
    """The text that is nearest to all others, given as pairs of person and text.

    The medoid with weights ``1 / error``, as in truth discovery (Li et al., SIGMOD 2014); the error of a person is
    one less their accuracy. Equal costs are decided by the text, so that order plays no part.

    >>> nearest([(1, "a cat"), (2, "a cat."), (3, "dogs")], Skills())
    'a cat'
    """
    weight = {p: 1 / max(1 - skills.accuracy.get(p, skills.prior), _LEAST_ERROR) for p, _ in texts}
    together: dict[str, float] = {}
    for person, text in sorted(texts):
        together[text] = together.get(text, 0.0) + weight[person]
    candidates = sorted(together)
    apart = {(a, b): distance(a, b) for i, a in enumerate(candidates) for b in candidates[:i]}

    def cost(text: str) -> tuple[float, str]:
        far = (w * apart.get((text, other), apart.get((other, text), 0.0)) for other, w in together.items())
        return round(math.fsum(far), 12), text

    return min(candidates, key=cost)

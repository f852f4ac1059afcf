"""How unlike two texts are: by edits, or by their character n-grams (chrF).

Both count Unicode code points and give 0 for the same text and 1 for texts with nothing in common.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

ORDERS = 6
"""chrF looks at n-grams of 1 to 6 characters (Popovic 2015)."""


def edit_distance(one: str, other: str) -> float:
    """Insertions, deletions and replacements between two texts (Levenshtein 1966), over the longer one's length.

    >>> edit_distance("kitten", "sitting")
    0.42857142857142855
    """
    from goodwork.quality import text_kernels as kernels

    longest = max(len(one), len(other))
    return kernels.edits(_points(one), _points(other)) / longest if longest else 0.0


def chrf_distance(one: str, other: str) -> float:
    """1 less the chrF score of two texts with equal weight on precision and recall, so that it is symmetric.

    The F-score of shared character n-grams, averaged over the lengths 1 to 6 that at least one text has;
    white space is left out as in the paper (M. Popovic, *chrF*, WMT 2015, with beta = 1).

    >>> chrf_distance("the cat", "the cat"), chrf_distance("abc", "xyz")
    (0.0, 1.0)
    >>> round(chrf_distance("the cat sat", "the cat sits"), 3)
    0.363
    """
    from goodwork.quality import text_kernels as kernels

    if one == other:
        return 0.0
    left, right = _points("".join(one.split())), _points("".join(other.split()))
    if not left.size or not right.size:
        return 0.0 if left.size == right.size else 1.0
    return 1.0 - kernels.chrf(left, right, ORDERS)


def _points(text: str) -> npt.NDArray[np.uint32]:
    """The code points; lone surrogates, which broken data holds, are kept."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)

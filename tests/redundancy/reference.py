"""What the compiled engine must agree with, written the slow and plain way."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of texts made of letters, digits and plain punctuation."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def grams(text: str, n: int = 3) -> set[tuple[str, ...]]:
    """Distinct runs of ``n`` words; a shorter text is one run."""
    w = words(text)
    return {tuple(w[i : i + n]) for i in range(len(w) - n + 1)} or {tuple(w)}


def jaccard(left: str, right: str, n: int = 3) -> float:
    """Jaccard of two texts' shingles."""
    a, b = grams(left, n), grams(right, n)
    return len(a & b) / len(a | b)

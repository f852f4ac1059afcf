"""Pairs of texts with a known Jaccard: how many of them are joined, by range."""

from __future__ import annotations

import numpy as np

from goodwork.redundancy.in_memory import find_duplicates

RANGES = ((0.40, 0.60), (0.60, 0.65), (0.65, 0.70), (0.70, 0.72), (0.72, 0.78), (0.78, 0.80), (0.80, 1.0))
WORDS = (12, 40, 120)
"""Lengths of the texts, the shortest first."""


def planted(rng: np.random.Generator, low: float, high: float, many: int) -> list[tuple[str, str]]:
    """So many pairs whose Jaccard of 3-word runs lies in ``low..high``, a third each of 12, 40 and 120 words.

    A short text may have no Jaccard in the range at all: longer ones take the place of those that it can't have.
    """
    out: list[tuple[str, str]] = []
    for n, words in enumerate(WORDS, 1):
        out += _planted(rng, low, high, n * many // len(WORDS) - len(out), words)
    return out


def _planted(rng: np.random.Generator, low: float, high: float, many: int, words: int) -> list[tuple[str, str]]:
    """Up to so many pairs, made by changing, adding or leaving out words; of the longest texts as many as asked for."""
    out: list[tuple[str, str]] = []
    for _ in range((100 if words == WORDS[-1] else 4) * many):
        a = rng.integers(0, 50_000, words).tolist()
        b = list(a)
        target = rng.uniform(low, high)
        step = max(1, words // 60)
        while jaccard(a, b) > target:
            for _ in range(step):
                place = int(rng.integers(0, len(b)))
                how = rng.integers(0, 3)
                if how == 0:
                    b[place] = int(rng.integers(0, 50_000))
                elif how == 1:
                    b.insert(place, int(rng.integers(0, 50_000)))
                elif len(b) > 4:
                    del b[place]
        if low <= jaccard(a, b) < high:
            out.append((" ".join(f"w{i}" for i in a), " ".join(f"w{i}" for i in b)))
            if len(out) == many:
                break
    return out


def jaccard(a: list[int], b: list[int]) -> float:
    """Jaccard of the distinct runs of three."""
    x, y = set(zip(a, a[1:], a[2:], strict=False)), set(zip(b, b[1:], b[2:], strict=False))
    return len(x & y) / len(x | y)


def measure(many: int) -> dict[str, dict[str, float]]:
    """By range: the pairs planted, and the share that was joined."""
    rng = np.random.default_rng(4)
    out: dict[str, dict[str, float]] = {}
    for low, high in RANGES:
        pairs = planted(rng, low, high, many)
        found = find_duplicates([text for pair in pairs for text in pair])
        joined = found.representative[::2] == found.representative[1::2]
        out[f"{low:.2f}-{high:.2f}"] = {"pairs": len(pairs), "joined": int(joined.sum())}
    return out

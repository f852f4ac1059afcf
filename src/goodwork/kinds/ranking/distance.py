"""How unlike two rankings are."""

from __future__ import annotations

from itertools import combinations

from goodwork.kinds.ranking.schema import RankingAnswer, RankingQuestion


def distance(question: RankingQuestion, a: RankingAnswer, b: RankingAnswer) -> float:
    """Kendall's distance with ties, as a share of the pairs: 0 the same, 1 the reverse.

    A pair of outputs in opposite orders counts 1, a pair that only one of the two calls equal 1/2 (Fagin et al.,
    Comparing and aggregating rankings with ties, 2004, p = 1/2).
    """
    left, right = a.ranks, b.ranks
    pairs = list(combinations(question.outputs, 2))
    apart = sum(pair_distance(_sign(left, i, j), _sign(right, i, j)) for i, j in pairs)
    return apart / len(pairs)


def pair_distance(one: int, other: int) -> float:
    """How unlike two words on one pair are: -1 the first is better, 0 equal, 1 the second is better.

    >>> pair_distance(-1, 1), pair_distance(-1, 0), pair_distance(1, 1)
    (1.0, 0.5, 0.0)
    """
    return abs(one - other) / 2


def _sign(ranks: dict[str, int], i: str, j: str) -> int:
    return (ranks[i] > ranks[j]) - (ranks[i] < ranks[j])

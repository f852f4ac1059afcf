"""What the rankings of several people together say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from goodwork.kinds.contract import Consensus, Given, Skills
from goodwork.kinds.outputs import shown_alike
from goodwork.kinds.ranking.distance import distance, pair_distance
from goodwork.kinds.ranking.schema import RankingAnswer, RankingQuestion
from goodwork.kinds.voting import mean_distance

Groups = tuple[tuple[str, ...], ...]

_LEAST = 0.05
"""Nobody's word counts less than this, nor more than that of somebody who errs once in twenty."""


def consensus(
    question: RankingQuestion, given: Sequence[Given[RankingAnswer]], skills: Skills
) -> Consensus[RankingAnswer]:
    """The ranking with the least weighted distance to all that were given: Kemeny's, found by local search.

    People weigh by the log-odds of their accuracy, as in the posterior of a model in which each pair is swapped
    independently (Mallows 1957; Kemeny 1959). The search begins at every given ranking and at Borda's mean ranks, moves
    one output at a time (Dwork et al. 2001), and takes the nearest that it finds. There is no confidence: nothing
    says how far from an expert's ranking is still right.
    """
    costs = _Costs(question, given, skills)
    starts = sorted({g.answer.groups for g in given} | {costs.borda()})
    best = min((costs.descend(groups) for groups in starts), key=lambda groups: (costs.of(groups), groups))
    answer = RankingAnswer(groups=best, shown=shown_alike([g.answer.shown for g in given]))
    return Consensus(answer, None, mean_distance(given, lambda a, b: distance(question, a, b)))


class _Costs:
    """Per pair of outputs, what it costs to call the first better, equal, or the second better."""

    def __init__(self, question: RankingQuestion, given: Sequence[Given[RankingAnswer]], skills: Skills) -> None:
        self._ties = question.ties
        self._names = sorted(question.outputs)
        ranked = [(g.answer.ranks, _weight(skills.accuracy.get(g.person, skills.prior))) for g in given]
        self._pairs = list(combinations(self._names, 2))
        # math.fsum is exact, so nothing here depends on the order of the answers.
        self._cost = {
            (i, j): tuple(
                math.fsum(weight * pair_distance((r[i] > r[j]) - (r[i] < r[j]), said) for r, weight in ranked)
                for said in (-1, 0, 1)
            )
            for i, j in self._pairs
        }
        self._borda = {
            name: math.fsum(weight * _middle(ranks, name) for ranks, weight in ranked) for name in self._names
        }

    def of(self, groups: Groups) -> float:
        rank = {name: place for place, group in enumerate(groups) for name in group}
        return math.fsum(self._cost[i, j][1 + (rank[i] > rank[j]) - (rank[i] < rank[j])] for i, j in self._pairs)

    def borda(self) -> Groups:
        by_mean: dict[float, list[str]] = {}
        for name in self._names:
            by_mean.setdefault(round(self._borda[name], 9), []).append(name)
        groups = [tuple(by_mean[mean]) for mean in sorted(by_mean)]
        return tuple(groups) if self._ties else tuple((name,) for group in groups for name in group)

    def descend(self, groups: Groups) -> Groups:
        now = self.of(groups)
        while True:
            cost, better = min((self.of(moved), moved) for moved in self._moves(groups))
            if cost >= now - 1e-12:
                return groups
            now, groups = cost, better

    def _moves(self, groups: Groups) -> Iterator[Groups]:
        """Every ranking with one output elsewhere."""
        for name in self._names:
            rest = [tuple(n for n in group if n != name) for group in groups]
            rest = [group for group in rest if group]
            for at in range(len(rest) + 1):
                yield (*rest[:at], (name,), *rest[at:])
                if self._ties and at < len(rest):
                    yield (*rest[:at], tuple(sorted((*rest[at], name))), *rest[at + 1 :])


def _middle(ranks: dict[str, int], name: str) -> float:
    """The mean rank of an output if its equals were laid in any order."""
    better = sum(rank < ranks[name] for rank in ranks.values())
    equal = sum(rank == ranks[name] for rank in ranks.values())
    return better + (equal - 1) / 2


def _weight(accuracy: float) -> float:
    right = min(max(accuracy, _LEAST), 1 - _LEAST)
    return max(math.log(right / (1 - right)), _LEAST)

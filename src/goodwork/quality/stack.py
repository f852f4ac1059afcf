"""The weighted average of four models: with and without communities of people, with and without ambiguous items."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.hierarchical import Communities, HierarchicalDawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel

Floats = NDArray[np.float64]

MEMBERS: dict[str, Callable[..., HierarchicalDawidSkene]] = {
    "hierarchical": HierarchicalDawidSkene,
    "communities": Communities,
    "hierarchical, ambiguous items": lambda **how: HierarchicalDawidSkene(ambiguous=True, **how),
    "communities, ambiguous items": lambda **how: Communities(ambiguous=True, **how),
}
"""The models that are weighed, simplest first, by what they are called where weights are shown."""

FOLDS = 5
"""Parts of the answers, each predicted by what the others say."""

MOST_LABELS = 60_000
"""Labels that weights are found on; above that, those of a random part of the items."""

LEAST = 0.02
"""Weight below which a member is left out: what it costs to fit is not worth what it could change."""


class Stack(CategoricalModel):
    """Posteriors, tables and predictions of the models of `MEMBERS`, averaged by ``weights_``.

    Without ``weights`` they are found from the answers (`weighed`). ``members_`` are the fitted models by name.
    """

    weights_: dict[str, float]
    members_: dict[str, HierarchicalDawidSkene]

    def __init__(self, weights: Mapping[str, float] | None = None, *, max_iter: int = 100, tol: float = 1e-5) -> None:
        self.weights, self.max_iter, self.tol = weights, max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        known = start.members_ if isinstance(start, Stack) else {}
        weights = self.weights or weighed(held_back(part_of(table)))
        some = {name: weight for name, weight in weights.items() if weight >= LEAST}
        self.weights_ = {name: weight / sum(some.values()) for name, weight in some.items()}
        self.members_ = {
            name: MEMBERS[name](max_iter=self.max_iter, tol=self.tol).fit(table, start=known.get(name))
            for name in self.weights_
        }
        self.proba_, self.confusion_ = self._mean("proba_"), self._mean("confusion_")
        self.class_prior_, self.skill_ = self._mean("class_prior_"), self._mean("skill_")
        self.n_iter_ = max(model.n_iter_ for model in self.members_.values())
        self.log_likelihood_ = float(self._mean("log_likelihood_"))

    def _mean(self, name: str) -> Any:
        return sum(weight * getattr(self.members_[of], name) for of, weight in self.weights_.items())

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        logs = [np.log(w) + self.members_[of].answer_log_proba(item, person, answer) for of, w in self.weights_.items()]
        return np.logaddexp.reduce(logs, axis=0)


def part_of(table: LabelTable) -> LabelTable:
    """The table, or that of a random part of its items if there are more than `MOST_LABELS` labels."""
    if table.n <= MOST_LABELS:
        return table
    return table.of_items(np.random.default_rng(0).random(table.n_items) < MOST_LABELS / table.n)


def held_back(table: LabelTable) -> Floats:
    """(labels, members) ln p of each answer by each member, fitted to the answers of the other folds.

    The fold of an answer is a scrambled number of its item and person, so it is the same in every run and whatever
    the order of the rows.
    """
    fold = _scrambled(table.item.astype(np.uint64) * np.uint64(table.n_people) + table.person.astype(np.uint64)) % FOLDS
    out = np.empty((table.n, len(MEMBERS)))
    for f in range(FOLDS):
        held = fold == f
        rest = table.take(~held)
        for m, kind in enumerate(MEMBERS.values()):
            model = kind(max_iter=50, tol=1e-4).fit(rest)
            out[held, m] = model.answer_log_proba(table.item[held], table.person[held], table.answer[held])
    return out


def weighed(chances: Floats, tol: float = 1e-6) -> dict[str, float]:
    """The weights by member that maximise the mean of ln sum_m w_m exp(chances[:, m]), by EM from equal ones.

    Yao et al., *Using stacking to average Bayesian predictive distributions* (2018).
    """
    p = np.exp(chances - chances.max(axis=1, keepdims=True))
    weight = np.full(p.shape[1], 1 / p.shape[1])
    for _ in range(1_000):
        new = weight * (p / (p @ weight)[:, None]).mean(axis=0)
        moved = float(np.abs(new - weight).max())
        weight = new / new.sum()
        if moved < tol:
            break
    return dict(zip(MEMBERS, weight.tolist(), strict=True))


def _scrambled(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The numbers through the finaliser of SplitMix64 (Steele, Lea & Flood 2014): neighbours come out unrelated."""
    z = numbers + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))

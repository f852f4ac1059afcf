"""The weighted average of several models: errors that people share, and tables of people whose priors they share.

The tables come with one population or with communities of people, with and without ambiguous items. Where the classes
are steps of a scale, people's use of it is one more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.background import SharedErrors
from goodwork.quality.hierarchical import LARGE, NEAR, Communities, HierarchicalDawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import Mixture
from goodwork.quality.model import MOST_CELLS as FULL_CELLS
from goodwork.quality.model import CategoricalModel
from goodwork.quality.scale import OnScale

Floats = NDArray[np.float64]

ON_SCALE = "on a scale"

MEMBERS: dict[str, Callable[..., CategoricalModel]] = {
    "shared errors": SharedErrors,
    "hierarchical": HierarchicalDawidSkene,
    "communities": Communities,
    "hierarchical, ambiguous items": lambda **how: HierarchicalDawidSkene(ambiguous=True, **how),
    "communities, ambiguous items": lambda **how: Communities(ambiguous=True, **how),
    ON_SCALE: OnScale,
}
"""The models that are weighed, simplest first, by what they are called where weights are shown."""

SPARSE = ("shared errors",)
"""Members that are left out where labels are `LARGE`: people's own answers say all there by themselves."""

FOLDS = 5
"""Parts of the answers, each predicted by what the others say."""

MOST_LABELS = 30_000
"""Labels that weights are found on; above that, those of a random part of the items."""

ROUNDS = 30
"""Rounds of a fit that only predicts answers, at most."""

MOST_CELLS = 20
"""Cells of people's tables for each answer, above which tables are not weighed: only what people share is learned."""

MANY = 10
"""Classes above which that is so."""

LEAST = 0.02
"""Weight below which a member is left out: what it costs to fit is not worth what it could change."""


class Stack(CategoricalModel):
    """Posteriors, tables and predictions of the models of `MEMBERS`, averaged by ``weights_``.

    Without ``weights`` they are found from the answers (`predicted`). ``members_`` are the fitted models by name.
    """

    weights_: dict[str, float]
    members_: dict[str, CategoricalModel]

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights = weights

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        known = start.members_ if isinstance(start, Stack) else {}
        weights = self.weights or predicted(table).weights()
        some = {name: weight for name, weight in weights.items() if weight >= LEAST}
        self.weights_ = {name: weight / sum(some.values()) for name, weight in some.items()}
        self.members_ = {name: MEMBERS[name]().fit(table, start=known.get(name)) for name in self.weights_}
        self.proba_, self.confusion_ = self._mean("proba_"), self._mean("confusion_")
        self.class_prior_, self.skill_ = self._mean("class_prior_"), self._mean("skill_")
        self.n_iter_ = max(model.n_iter_ for model in self.members_.values())
        self.log_likelihood_ = float(self._mean("log_likelihood_"))

    def _mean(self, name: str) -> Any:
        return sum(weight * getattr(self.members_[of], name) for of, weight in self.weights_.items())

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        logs = [np.log(w) + self.members_[of].answer_log_proba(item, person, answer) for of, w in self.weights_.items()]
        return np.logaddexp.reduce(logs, axis=0)

    def mixture(self) -> Mixture:
        return Mixture.together([(weight, self.members_[of].mixture()) for of, weight in self.weights_.items()])


def members(table: LabelTable) -> tuple[str, ...]:
    """The names of the models that fit these answers."""
    names = [name for name in MEMBERS if name != ON_SCALE]
    if table.n_people * table.n_classes**2 > MOST_CELLS * table.n and table.n_classes > MANY:
        names = ["shared errors"]
    elif table.n > LARGE:
        names = [name for name in names if name not in SPARSE]
    fits = table.n_people * table.n_classes**2 <= FULL_CELLS
    return (*names, ON_SCALE) if table.ordered and table.n_classes > 2 and fits else tuple(names)


@dataclass(frozen=True)
class Predicted:
    """Answers, each predicted by every member from other answers."""

    item: NDArray[np.int32]
    """(n,) the item of each, as a code."""
    members: tuple[str, ...]
    chances: Floats
    """(n, members) ln p of each."""
    partly: bool
    """Whether the answers are those of a random part of the items alone."""

    def weights(self, tol: float = 1e-6) -> dict[str, float]:
        """The weights that maximise the mean of ln sum_m w_m exp(chances[:, m]), by EM from equal ones.

        Yao et al., *Using stacking to average Bayesian predictive distributions* (2018).
        """
        p = np.exp(self.chances - self.chances.max(axis=1, keepdims=True))
        weight = np.full(p.shape[1], 1 / p.shape[1])
        for _ in range(1_000):
            new = weight * (p / (p @ weight)[:, None]).mean(axis=0)
            moved = float(np.abs(new - weight).max())
            weight = new / new.sum()
            if moved < tol:
                break
        return dict(zip(self.members, weight.tolist(), strict=True))


def predicted(table: LabelTable) -> Predicted:
    """The answers to at most `MOST_LABELS` on random items, each predicted from those of other folds.

    The fold of an answer is a scrambled number of its item and person, so it is the same in every run and whatever
    the order of the rows. Where labels are `LARGE` one fold is enough, and the others are only learned from.
    """
    part = table.some_items(MOST_LABELS)
    pair = part.item.astype(np.uint64) * np.uint64(part.n_people) + part.person.astype(np.uint64)
    fold = _scrambled(pair) % np.uint64(FOLDS)
    names = members(table)
    chances = np.empty((part.n, len(names)))
    used = fold < (1 if table.n > LARGE else FOLDS)
    for f in np.unique(fold[used]):
        held = fold == f
        rest = part.take(~held)
        for m, name in enumerate(names):
            model = MEMBERS[name](max_iter=ROUNDS, tol=NEAR).fit(rest)
            chances[held, m] = model.answer_log_proba(part.item[held], part.person[held], part.answer[held])
    return Predicted(part.item[used], names, chances[used], part is not table)


def _scrambled(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The numbers through the finaliser of SplitMix64 (Steele, Lea & Flood 2014): neighbours come out unrelated."""
    z = numbers + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))

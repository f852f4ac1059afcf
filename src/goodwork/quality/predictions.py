"""Models that predict the class of an item, beside the people who answer: how much each is worth, and what they add.

A person's answers are weighed by their table; a model says a probability for each class of each item. Both meet in

    ln p(class k of item i) = ln q_i(k) + sum over models m of w_m (ln p_mi(k) - ln mean_m(k)) + constant

q_i is what people's answers say. A model's usual say (``mean_m``, its geometric mean over items) is taken off, since
how frequent classes are is in q already. The weights w are found together, so two models that say the same share what
one of them is worth, and one that repeats what people's answers say already is worth little. They maximise how well
every answer is predicted by the *other* answers to its item and the models:

    sum over answers a of ln sum_k p_-a(k) t_a(k),   p_-a(k) in proportion to p(k) / t_a(k)

where t_a(k) is how likely the person gives this answer to class k. Gold plays no part in it, so it can judge what
comes out. After Goh, Tkachenko & Mueller, *CROWDLAB* (2022), who weigh a classifier beside annotators; what is new
here is that several are weighed at once, by a likelihood. Models must not have seen the answers to an item that they
predict: what was trained on them has to be predicted out of fold, as `goodwork.quality.features` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]

LEAST = 1e-3
"""A probability below it is taken as this: no model rules a class out."""

MOST_WEIGHT = 3.0
"""A model weighs at most as much as three that are independent and calibrated."""

SURE = 2.0
"""Standard errors by which answers must be predicted better with the models than without, else none is used."""


@dataclass(frozen=True)
class Predictions:
    """What models say of the items of a table."""

    models: tuple[str, ...]
    logs: Floats
    """(models, n_items, K) ln p less what the model usually says; 0 where it says nothing of an item."""
    said: NDArray[np.bool_]
    """(models, n_items) where it says something."""
    unknown: int = 0
    """Rows about tasks that the labels don't have; they are left out."""

    @classmethod
    def of(cls, models: Sequence[str], proba: Floats, said: NDArray[np.bool_], unknown: int = 0) -> Predictions:
        """From probabilities (models, n_items, K); what is not ``said`` (models, n_items) may be anything."""
        logs = np.log(np.maximum(np.where(said[:, :, None], proba, 1.0), LEAST))
        count = np.maximum(said.sum(axis=1), 1)[:, None, None]
        usual = (logs * said[:, :, None]).sum(axis=1, keepdims=True) / count
        return cls(tuple(models), np.where(said[:, :, None], logs - usual, 0.0), said, unknown)

    def and_(self, other: Predictions) -> Predictions:
        """Those of both."""
        return Predictions(
            (*self.models, *other.models),
            np.concatenate([self.logs, other.logs]),
            np.concatenate([self.said, other.said]),
            self.unknown + other.unknown,
        )


@dataclass(frozen=True)
class Weighed:
    """What models are worth beside people's answers."""

    models: tuple[str, ...]
    weights: Floats
    """(models,) 0 = not used, 1 = taken as it says; all 0 where they don't predict answers better for certain."""
    gain: float
    """Nats by which an answer is predicted better with the models, in the mean."""
    error: float
    """The standard error of ``gain``; answers to one item belong together."""

    @property
    def used(self) -> bool:
        """Whether any model has a say."""
        return bool(self.weights.any())

    @property
    def sentence(self) -> str:
        """What they are worth, for people."""
        if not self.used:
            return (
                f"not used ({', '.join(self.models)}): with them, answers are not predicted better for certain "
                f"({self.gain:+.4f} nats an answer, standard error {self.error:.4f})."
            )
        said = ", ".join(f"{name} {weight:.2f}" for name, weight in zip(self.models, self.weights, strict=True))
        return (
            f"join the answers, weighed {said} (1 is taken as it says): every answer is predicted by the others "
            f"{self.gain:.4f} nats better, standard error {self.error:.4f}."
        )

    def added(self, proba: Floats, predictions: Predictions) -> Floats:
        """(n_items, K) the posterior ``proba`` of the answers, with what the models add."""
        return _shares(np.log(np.maximum(proba, 1e-300)) + np.tensordot(self.weights, predictions.logs, 1))


def weighed(table: LabelTable, proba: Floats, confusion: Floats, predictions: Predictions) -> Weighed:
    """What the models are worth beside the answers, of which ``proba`` (n_items, K) and ``confusion`` (n_people, K, K)
    were learned. Where no answer has an item that a model speaks of, nothing is known and all weights are 0."""
    M = len(predictions.models)
    spoken_of = np.flatnonzero(predictions.said.any(axis=0))
    heard = np.flatnonzero(np.isin(table.item, spoken_of) & (table.gold[table.item] < 0))
    if not heard.size:
        return Weighed(predictions.models, np.zeros(M), 0.0, 0.0)
    # Here, because the web process reads fitted models and loads no numeric engine.
    import scipy.optimize

    item = table.item[heard]
    chance = np.maximum(confusion[table.person[heard], :, table.answer[heard]], 1e-9)
    base = np.log(np.maximum(proba[item], 1e-300)) - np.log(chance)
    moves = predictions.logs[:, item]

    def chances(weights: Floats) -> tuple[Floats, Floats]:
        """(answers,) ln p of each answer, and (models, answers) its slope by each weight."""
        before = _shares(base + np.tensordot(weights, moves, 1))
        after = before * chance
        total = after.sum(axis=1)
        after /= total[:, None]
        return np.log(total), np.einsum("nk,mnk->mn", after - before, moves)

    def lost(weights: Floats) -> tuple[float, Floats]:
        logs, slopes = chances(weights)
        return -float(logs.mean()), -slopes.mean(axis=1)

    found: Any = cast(Any, scipy.optimize).minimize(
        lost, np.full(M, 0.3), jac=True, method="L-BFGS-B", bounds=[(0.0, MOST_WEIGHT)] * M
    )
    gains = np.asarray(chances(found.x)[0] - chances(np.zeros(M))[0], np.float64)
    gain = float(gains.mean())
    by_item = np.bincount(item, gains - gain).astype(np.float64, copy=False)
    error = float(np.sqrt(np.square(by_item).sum()) / gains.size)
    weights = np.where(found.x < 1e-3, 0.0, found.x) if gain > SURE * error else np.zeros(M)
    return Weighed(predictions.models, weights, gain, error)


def _shares(logs: Floats) -> Floats:
    """exp of ``logs`` (n, K), each row made to sum to one."""
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)

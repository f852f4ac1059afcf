"""What imported models are worth beside people's answers: learned at a refit, for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.judging.at_stop import at_stop
from goodwork.judging.predicted import ModelFit
from goodwork.learning.columns import Column
from goodwork.learning.learned import DIGITS, share_right
from goodwork.learning.report import Estimate, ModelsReport, ModelWorth, Spared
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel
from goodwork.quality.predictions import LEAST, Predictions, Weighed

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

FEWEST_BESIDE = 30
"""Items that people answered too, from which on it is said how often a model says the same."""
PLAYED = 2_000
"""Items at most that are stopped with and without the models, to count what they spare."""
_OWN = 1.0
"""Answers that stand, spread as people's answers are, for what a model's label means before it is seen beside any."""


@dataclass(frozen=True)
class Spoken:
    """What models say of the items of a table, each (models, n_items) where it is no table of classes."""

    models: tuple[str, ...]
    said: Longs
    """The class; -1: nothing."""
    score: Floats
    scored: tuple[bool, ...]
    """(models,) whether scores are taken as the probability of what it says."""
    says: Floats
    """(models, K, K) p(class | what it says), by people's answers."""
    proba: Floats
    """(models, n_items, K) the same for each item, without the answers to the item itself."""

    @property
    def predictions(self) -> Predictions:
        """As `quality.predictions` weighs them."""
        return Predictions.of(self.models, self.proba, self.said >= 0)


def spoken(column: Column, table: LabelTable) -> Spoken | None:
    """What models say of the items of a column; None where they say nothing."""
    place = {item: row for row, item in enumerate(table.items.tolist())}
    heard = [one for one in column.predicted if one.item in place]
    models = tuple(sorted({one.model for one in heard}))
    if not models or table.n_classes < 2:
        return None
    said = np.full((len(models), table.n_items), -1, np.int64)
    score = np.full(said.shape, np.nan)
    for one in heard:
        at = models.index(one.model), place[one.item]
        said[at], score[at] = one.said, np.nan if one.score is None else one.score
    # A score is of the whole prediction: with several questions it is not known of which.
    scored = tuple(
        column.is_alone and bool(((score[m] >= 0) & (score[m] <= 1))[said[m] >= 0].all()) for m in range(len(models))
    )
    votes = table.votes
    shares = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)
    usual = (votes.sum(axis=0) + 1) / (votes.sum() + table.n_classes)
    says: list[Floats] = []
    proba: list[Floats] = []
    for m in range(len(models)):
        counts: Floats = np.stack([shares[said[m] == k].sum(axis=0) for k in range(table.n_classes)])
        says.append((counts + _OWN * usual) / (counts.sum(axis=1, keepdims=True) + _OWN))
        if scored[m]:
            proba.append(_scores(said[m], score[m], table.n_classes))
            continue
        # Without the answers to the item itself, where the model says something of it.
        own = counts[said[m]] - np.where(said[m] >= 0, 1.0, 0.0)[:, None] * shares + _OWN * usual
        proba.append(own / own.sum(axis=1, keepdims=True))
    return Spoken(models, said, score, scored, np.stack(says), np.stack(proba))


def _scores(said: Longs, score: Floats, classes: int) -> Floats:
    """`judging.predicted.probabilities` of a model whose scores count, for all items at once."""
    shares = np.repeat(((1 - score) / (classes - 1))[:, None], classes, axis=1)
    shares[np.arange(said.size), said] = score
    return shares


def fits_of(found: Spoken, weighed: Weighed) -> tuple[ModelFit, ...]:
    """What an appraisal needs of the models that have a say."""
    fits: list[ModelFit] = []
    for m, model in enumerate(found.models):
        if weighed.weights[m] > 0:
            logs: Floats = np.log(np.maximum(found.proba[m][found.said[m] >= 0], LEAST))
            usual: Floats = logs.mean(axis=0)
            fits.append(
                ModelFit(
                    model, round(float(weighed.weights[m]), DIGITS), found.scored[m],
                    _rows(found.says[m]),
                    _rows(usual[None])[0],
                )
            )  # fmt: skip
    return tuple(fits)


def _rows(shares: Floats) -> tuple[tuple[float, ...], ...]:
    rounded: list[list[float]] = np.round(shares, DIGITS).tolist()
    return tuple(map(tuple, rounded))


def added(found: Spoken, weighed: Weighed) -> Floats:
    """(n_items, K) what the models add to the logs of each item."""
    return np.tensordot(weighed.weights, found.predictions.logs, 1)


def models_report(
    column: Column, table: LabelTable, found: Spoken, weighed: Weighed, spared: Spared | None
) -> ModelsReport:
    """What is told of the models."""
    votes = table.votes
    answered = votes.sum(axis=1) > 0
    shares = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)
    worth: list[ModelWorth] = []
    names = column.words
    for m, model in enumerate(found.models):
        said = found.said[m]
        beside = np.flatnonzero((said >= 0) & answered)
        known = np.flatnonzero((said >= 0) & (table.gold >= 0))
        same = shares[beside, said[beside]]
        by_class = tuple(
            (names.get(str(name), str(name)), _mean(same[said[beside] == k])) for k, name in enumerate(table.classes)
        )
        right = share_right(int((said[known] == table.gold[known]).sum()), int(known.size))
        worth.append(ModelWorth(model, round(float(weighed.weights[m]), 3), _mean(same), right, by_class))
    return ModelsReport(tuple(worth), round(weighed.gain, 5), round(weighed.error, 5), spared)


def _mean(same: Floats) -> Estimate:
    """The mean share of people's answers that a model agrees with, over items."""
    n = int(same.size)
    if n < FEWEST_BESIDE:
        return Estimate(None, items=n, why=f"Fewer than {FEWEST_BESIDE} items that people answered too.")
    mean, half = float(same.mean()), 1.96 * float(same.std(ddof=1)) / float(np.sqrt(n))
    return Estimate(mean, max(mean - half, 0.0), min(mean + half, 1.0), n)


def spares(
    table: LabelTable, model: CategoricalModel, policy: Policy, calibrations: tuple[Calibration, Calibration],
    beside: Floats, tolerance: int,
) -> Spared | None:  # fmt: skip
    """Answers that the rule asks for, out of those that were given, without and with the models; None: too few items.

    ``calibrations``: without and with them, each at its own stop.
    """
    several = np.flatnonzero(np.diff(table.item_ptr) > policy.fewest)
    if several.size < FEWEST_BESIDE:
        return None
    items = np.sort(np.random.default_rng(0).permutation(several)[:PLAYED])
    asked = [
        at_stop(table, model, policy, calibration, items, tolerance=tolerance, orders=3, beside=more).votes.sum()
        for calibration, more in zip(calibrations, (None, beside), strict=True)
    ]
    without, with_them = (float(n) / (3 * items.size) for n in asked)
    return Spared(round(without, 3), round(with_them, 3), int(items.size))

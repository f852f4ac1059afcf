"""The choice of a model by how well it predicts answers it has not seen.

Gold is often missing, so models are compared by the one thing that always can be checked: answers that were held back.
Several models are weighed rather than one chosen, since a choice between near equals is a lottery; a single simple one
is taken where it predicts within one standard error of the weighed average.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid
from goodwork.quality.background import SharedErrors
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.hierarchical import Communities, HierarchicalDawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.majority import Majority
from goodwork.quality.model import CategoricalModel
from goodwork.quality.scale import OnScale
from goodwork.quality.stack import Stack, members, predicted

METHODS: Mapping[str, Callable[[], CategoricalModel]] = {
    "majority": Majority,
    "dawid_skene": DawidSkene,
    "hierarchical": HierarchicalDawidSkene,
    "communities": Communities,
    "shared_errors": SharedErrors,
    "on_scale": OnScale,
    "stack": Stack,
}
"""Every model by the name that `aggregate` and the command take."""

ALONE = ("hierarchical", "communities")
"""What "auto" takes alone if it predicts well enough, simplest first."""

FEWEST = 200
"""Answers below which nothing is compared."""


@dataclass(frozen=True)
class Choice:
    """Which method was chosen, why, and the mean log-loss of held-back answers for each candidate, in nats."""

    method: str
    why: str
    log_loss: dict[str, float]
    weights: dict[str, float] = field(default_factory=dict[str, float])
    """What the members of a stack weigh; empty for other methods."""

    def model(self) -> CategoricalModel:
        """A new model of the method, with the weights that were found."""
        return Stack(self.weights) if self.weights else method_named(self.method)


def method_named(name: str) -> CategoricalModel:
    """A new model by name; raises `Invalid` with the names there are."""
    if name not in METHODS:
        known = ", ".join(["auto", *METHODS])
        raise Invalid(f"There is no method {name!r}.", next_step=f"Choose one of: {known}.")
    return METHODS[name]()


def choose(table: LabelTable) -> Choice:
    """The weighed average of the members of `Stack`, or one of `ALONE` if it predicts as well.

    Answers are predicted by models fitted to other answers. The log-loss is compared answer by answer; the
    error of a difference is clustered by item. Gold counts as observed truth. On a scale nothing is taken alone: the
    weights say how far its order is believed.
    """
    if members(table) == ("shared errors",):
        return Choice("shared_errors", "Too many classes for a table of each person: errors are shared.", {})
    scale = table.ordered and table.n_classes > 2
    if table.n < FEWEST and scale:
        return Choice("on_scale", "Too few answers to compare models: the order of the levels is believed.", {})
    if table.n < FEWEST or table.n_classes < 2:
        return Choice("hierarchical", "Too few answers to compare models: the hierarchical one is safe.", {})
    found = predicted(table)
    chances = found.chances
    weights = found.weights()
    mixed = np.logaddexp.reduce(chances + np.log(np.maximum(list(weights.values()), 1e-300)), axis=1)
    losses = {name: -chances[:, m] for m, name in enumerate(found.members)} | {"stack": -mixed}
    means = {name: float(loss.mean()) for name, loss in losses.items()}
    on = f"{len(chances):,} answers, each by the others"
    if found.partly:
        on += f" (those of random items, of {table.n:,})"
    for name in () if scale else ALONE:
        error = _clustered_error(losses[name] - losses["stack"], found.item)
        if means[name] - means["stack"] <= error:
            why = (
                f"It predicts {on} with log-loss {means[name]:.4f}, within one standard error ({error:.4f}) "
                f"of {len(weights)} models weighed ({means['stack']:.4f}), and is simpler."
            )
            return Choice(name, why, means)
    said = ", ".join(f"{name} {weight:.0%}" for name, weight in weights.items() if weight >= 0.005)
    why = f"Weighed by how well they predict {on}: {said}; log-loss together {means['stack']:.4f}."
    return Choice("stack", why, means, weights)


def _clustered_error(difference: NDArray[np.float64], item: NDArray[np.int32]) -> float:
    """The standard error of the mean of ``difference``, whose entries on one item belong together."""
    centred = difference - difference.mean()
    sums = np.bincount(item, centred)
    return float(np.sqrt(np.square(sums).sum()) / difference.size)

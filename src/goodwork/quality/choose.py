"""The choice of a model by how well it predicts answers it has not seen.

Gold is often missing, so models are compared by the one thing that always can be checked: answers that were held back.
A richer model has to earn its place: among those whose predictions are within one standard error of the best, the
simplest is taken. Predicting answers is not the same as finding the truth, and the docs say so; the rule keeps out
models that bend the meaning of the classes for a gain that may be chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Invalid
from goodwork.quality.blend import Blend
from goodwork.quality.dawid_skene import DawidSkene, OneCoin
from goodwork.quality.glad import Glad
from goodwork.quality.hierarchical import Communities, HierarchicalDawidSkene, ItemSubtypes
from goodwork.quality.labels import LabelTable
from goodwork.quality.majority import Majority, WeightedMajority
from goodwork.quality.model import CategoricalModel

METHODS: Mapping[str, Callable[[], CategoricalModel]] = {
    "majority": Majority,
    "weighted_majority": WeightedMajority,
    "dawid_skene": DawidSkene,
    "one_coin": OneCoin,
    "hierarchical": HierarchicalDawidSkene,
    "communities": Communities,
    "subtypes": ItemSubtypes,
    "glad": Glad,
    "blend": Blend,
}
"""Every model by the name that `aggregate` and the command take."""

CANDIDATES = ("one_coin", "hierarchical", "communities", "blend")
"""What "auto" chooses from, simplest first."""

MOST_LABELS = 100_000
"""Labels used to choose; above that a random sample of items is."""


@dataclass(frozen=True)
class Choice:
    """Which method was chosen, why, and the mean log-loss of held-back answers for each candidate, in nats."""

    method: str
    why: str
    log_loss: dict[str, float]


def method_named(name: str) -> CategoricalModel:
    """A new model by name; raises `Invalid` with the names there are."""
    if name not in METHODS:
        known = ", ".join(["auto", *METHODS])
        raise Invalid(f"There is no method {name!r}.", next_step=f"Choose one of: {known}.")
    return METHODS[name]()


def choose(table: LabelTable, *, seed: int = 0, share: float = 0.15) -> Choice:
    """The simplest model that predicts held-back answers within one standard error of the best.

    Holds back ``share`` of the answers (at random by ``seed``), fits each candidate to the rest, and compares the
    log-loss answer by answer; the error of a difference is clustered by item. Gold counts as observed truth.
    """
    rng = np.random.default_rng(seed)
    part = table
    if table.n > MOST_LABELS:
        chosen = rng.random(table.n_items) < MOST_LABELS / table.n
        part = table.of_items(chosen)
    held = rng.random(part.n) < share
    if np.count_nonzero(held) < 30 or table.n_classes < 2:
        return Choice("hierarchical", "Too few answers to compare models: the hierarchical one is safe.", {})
    rest, item, person, answer = part.take(~held), part.item[held], part.person[held], part.answer[held]
    losses = {name: -model.answer_log_proba(item, person, answer) for name, model in _candidates(rest).items()}
    means = {name: float(loss.mean()) for name, loss in losses.items()}
    best = min(CANDIDATES, key=lambda name: means[name])
    for name in CANDIDATES:
        error = _clustered_error(losses[name] - losses[best], item, part.n_items)
        if means[name] - means[best] <= error:
            why = (
                f"It predicts {item.size:,} held-back answers best (log-loss {means[name]:.4f})."
                if name == best
                else f"It predicts {item.size:,} held-back answers with log-loss {means[name]:.4f}, within one "
                f"standard error ({error:.4f}) of {best} ({means[best]:.4f}), and is simpler."
            )
            if part is not table:
                why += f" Compared on {part.n:,} of the {table.n:,} answers: all those of random items."
            return Choice(name, why, means)
    raise AssertionError("the best candidate is within its own error")


def _candidates(rest: LabelTable) -> dict[str, CategoricalModel]:
    """Every candidate, fitted closely enough to compare; the blend takes its members from them."""
    kinds = (HierarchicalDawidSkene, Communities, ItemSubtypes)
    members = [kind(max_iter=30, tol=1e-4).fit(rest) for kind in kinds]
    coin = OneCoin(max_iter=30, tol=1e-4).fit(rest)
    return {"one_coin": coin, "hierarchical": members[0], "communities": members[1], "blend": Blend.of(members)}


def _clustered_error(difference: NDArray[np.float64], item: NDArray[np.int32], n_items: int) -> float:
    """The standard error of the mean of ``difference``, whose entries on one item belong together."""
    centred = difference - difference.mean()
    sums = np.bincount(item, centred, minlength=n_items)
    return float(np.sqrt(np.square(sums).sum()) / difference.size)

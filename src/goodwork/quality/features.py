"""A classifier of items by their features, taught by what people's answers say, each item predicted by others.

Multinomial logistic regression with a Gaussian prior. It learns from the posterior of the answers, soft as it is, and
predicts every item from the other folds, so that an item's own answers have no part in what is said of it. The width
of the prior is the one of `WIDTHS` that predicts best.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import scipy.optimize
from numpy.typing import NDArray

from goodwork.quality.labels import LabelTable
from goodwork.quality.predictions import Predictions

Floats = NDArray[np.float64]

FOLDS = 5
"""Parts of the items, each predicted by what is learned from the others."""

WIDTHS = (0.03, 0.1, 0.3)
"""Standard deviations of the prior of a coefficient, of features that vary by 1."""

FEWEST = 50
"""Items with an answer below which nothing is learned."""

NAME = "features"
"""What the classifier is called among the models."""


def learned(table: LabelTable, proba: Floats, features: Floats, said: NDArray[np.bool_]) -> Predictions | None:
    """What the features (n_items, D) say of the items that have them (``said``), or None where these are too few.

    ``proba`` (n_items, K) is the posterior of people's answers. Items without an answer are predicted, not learned
    from.
    """
    answered = said & (np.diff(table.item_ptr) > 0)
    if np.count_nonzero(answered) < FEWEST:
        return None
    spread = features[answered].std(axis=0)
    x = (features - features[answered].mean(axis=0)) / np.where(spread > 1e-9, spread, 1.0)
    x = np.concatenate([x[:, spread > 1e-9], np.ones((len(x), 1))], axis=1)
    fold = np.random.default_rng(0).permutation(table.n_items) % FOLDS
    best, lowest = None, np.inf
    for width in WIDTHS:
        out = np.full((table.n_items, table.n_classes), 1 / table.n_classes)
        for f in range(FOLDS):
            of = np.flatnonzero(said & (fold == f))
            out[of] = _softmax(x[of] @ _fitted(x[answered & (fold != f)], proba[answered & (fold != f)], width))
        loss = -float((proba[answered] * np.log(np.maximum(out[answered], 1e-12))).sum())
        if loss < lowest:
            best, lowest = out, loss
    assert best is not None
    return Predictions.of((NAME,), best[None], said[None])


def _fitted(x: Floats, target: Floats, width: float) -> Floats:
    """(D, K) coefficients; the last feature is 1 and its coefficients are free."""
    D, K = x.shape[1], target.shape[1]
    hold = np.full((D, 1), 1 / width**2)
    hold[-1] = 0.0

    def lost(flat: Floats) -> tuple[float, Floats]:
        c = flat.reshape(D, K)
        p = _softmax(x @ c)
        loss = -(target * np.log(np.maximum(p, 1e-300))).sum() + 0.5 * (hold * c * c).sum()
        return float(loss), (x.T @ (p - target) + hold * c).ravel()

    found: Any = cast(Any, scipy.optimize).minimize(
        lost, np.zeros(D * K), jac=True, method="L-BFGS-B", options={"maxiter": 100}
    )
    return found.x.reshape(D, K)


def _softmax(logs: Floats) -> Floats:
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)

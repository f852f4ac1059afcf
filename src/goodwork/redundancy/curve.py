"""Is it really redundant? A cheap model learns from what is kept, and from as many rows taken at random.

Rows of one cluster never stand on both sides of the split into training and test, or the test would be answered
by heart. At every size the model is trained ``repeats`` times, each on another split; the band is the middle 90 %.
The model is ridge regression to the classes (one against the rest) by conjugate gradients: cheap, and fixed.
"""

# scipy's sparse arrays carry no types.
# pyright: reportCallIssue=false, reportArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg

from goodwork.errors import Invalid

SHARES = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Point:
    """Scores at one size: the mean and the band, by the keep list and at random."""

    rows: int
    kept: tuple[float, float, float]
    random: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """The direct evidence."""

    points: list[Point]
    at_kept: Point
    """where the keep list ends"""
    full: tuple[float, float, float]
    rows: int
    """rows to learn from"""

    def json(self) -> list[dict[str, float]]:
        """Mean scores and the bounds of their bands, size by size."""
        ends = ("", "_low", "_high")
        return [
            {"rows": point.rows}
            | {f"kept{end}": round(value, 4) for end, value in zip(ends, point.kept, strict=True)}
            | {f"random{end}": round(value, 4) for end, value in zip(ends, point.random, strict=True)}
            for point in sorted([*self.points, self.at_kept], key=lambda point: point.rows)
        ]

    def line(self) -> str:
        """The answer as one sentence."""
        n, m = self.at_kept.rows, self.rows
        gap = self.full[0] - self.at_kept.kept[0]
        return (
            f"With {n:,} of {m:,} examples the score is {self.at_kept.kept[0]:.3f}, within {abs(gap):.3f} of all"
            f" of them ({self.full[0]:.3f}, 90 % band {self.full[1]:.3f} to {self.full[2]:.3f}); as many at random: "
            f"{self.at_kept.random[0]:.3f} ({self.at_kept.random[1]:.3f} to {self.at_kept.random[2]:.3f})."
        )


def fitted(features: Any, target: NDArray[np.int64], classes: int, ridge: float = 1.0) -> NDArray[np.float64]:
    """(places, classes) weights of ridge regression to +1 / -1, by conjugate gradients in the smaller space."""
    n = features.shape[0]
    operator: Any = LinearOperator((n, n), matvec=lambda v: features @ (features.T @ v) + ridge * v, dtype=np.float64)
    columns: list[NDArray[np.float64]] = []
    for k in range(classes):
        sign = np.where(target == k, 1.0, -1.0)
        dual, _ = cg(operator, sign - sign.mean(), rtol=1e-3, maxiter=60)
        columns.append(np.append(features.T @ dual, sign.mean()))
    return np.stack(columns, 1)


def macro_f1(truth: NDArray[np.int64], guess: NDArray[np.int64], classes: int) -> float:
    """Mean F1 over the classes that occur in ``truth``."""
    scores: list[float] = []
    for k in range(classes):
        if (truth == k).any():
            hit = int(((truth == k) & (guess == k)).sum())
            scores.append(2 * hit / (int((truth == k).sum()) + int((guess == k).sum())))
    return float(np.mean(scores))


def band(scores: Sequence[float]) -> tuple[float, float, float]:
    """Mean, 5th and 95th percentile."""
    return float(np.mean(scores)), float(np.percentile(scores, 5)), float(np.percentile(scores, 95))


def learning_curve(
    features: Any,
    labels: Sequence[Any],
    representative: Rows,
    similarity: NDArray[np.float64],
    repeats: int = 7,
    seed: int = 0,
) -> Curve:
    """The curve over sizes. ``features`` (rows, places) sparse or dense; ``labels`` (rows,), None where unknown.

    By the keep list, representatives come first (in random order), then the rest, the least similar first.
    """
    known = np.flatnonzero([label is not None for label in labels])
    names, target = np.unique(np.array([str(labels[i]) for i in known]), return_inverse=True)
    cluster = representative[known]
    groups = np.unique(cluster)
    if len(names) < 2 or groups.size < 20:
        raise Invalid(
            "A learning curve needs labels of two classes or more, on twenty clusters or more.",
            next_step="Name the column with the labels after --label.",
        )
    matrix = sparse.csr_matrix(features)[known]
    first = cluster == known
    close = similarity[known]
    shares: dict[float, tuple[list[int], list[float], list[float]]] = {s: ([], [], []) for s in (*SHARES, -1.0)}
    for repeat in range(repeats):
        rng = np.random.default_rng((seed, repeat))
        test_groups = rng.choice(groups, max(1, groups.size // 5), replace=False)
        test = np.isin(cluster, test_groups)
        pool = np.flatnonzero(~test)
        judged = np.flatnonzero(test & first)
        if not judged.size:
            judged = np.flatnonzero(test)
        shuffled = rng.permutation(pool)
        ordered = shuffled[np.lexsort((close[shuffled], ~first[shuffled]))]
        for share, (sizes, kept, random) in shares.items():
            size = int(first[pool].sum()) if share < 0 else max(len(names), int(share * pool.size))
            for chosen, scores in ((ordered[:size], kept), (shuffled[:size], random)):
                weights = fitted(matrix[chosen], target[chosen], len(names))
                guess = np.argmax(matrix[judged] @ weights[:-1] + weights[-1], 1)
                scores.append(macro_f1(target[judged], guess, len(names)))
            sizes.append(size)
    points = {s: Point(round(float(np.mean(n))), band(kept), band(random)) for s, (n, kept, random) in shares.items()}
    return Curve([points[s] for s in SHARES], points[-1.0], points[1.0].random, points[1.0].rows)

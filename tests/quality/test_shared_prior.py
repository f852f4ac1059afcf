"""The prior that people share, against an optimiser that knows nothing but the likelihood."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import gammaln

from goodwork.quality import prior_kernels
from goodwork.quality.model import varied

Floats = np.ndarray


def likelihood(alpha: Floats, counts: Floats, imagined: Floats, people: float) -> float:
    """ln of the Dirichlet-multinomial chance of the rows, real and imagined (Minka 2000, eq. 53)."""
    rows = [(row, 1.0) for row in counts] + [(row, people / len(imagined)) for row in imagined]
    return sum(
        w * (gammaln(alpha.sum()) - gammaln(alpha.sum() + n.sum()) + (gammaln(alpha + n) - gammaln(alpha)).sum())
        for n, w in rows
    )


@pytest.mark.parametrize("start", [0.05, 1.0, 40.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_prior_is_the_most_likely_one_from_wherever_it_starts(seed: int, start: float) -> None:
    rng = np.random.default_rng(seed)
    K, J = 2 + seed, 60
    rows = rng.dirichlet(np.r_[4.0, np.full(K - 1, 0.7)], J)
    counts = np.stack([rng.multinomial(rng.integers(1, 60), row) for row in rows]).astype(float)
    imagined = varied(np.r_[7.0, np.full(K - 1, 3 / (K - 1))][:, None])
    found = prior_kernels.pooled_prior(
        counts[:, :, None].copy(), np.ones(J), np.full((K, 1), start * K), imagined, 10.0, 200, 1e-12
    )[:, 0]
    best = minimize(lambda x: -likelihood(np.exp(x), counts, imagined[:, :, 0], 10.0), np.zeros(K), method="BFGS")
    np.testing.assert_allclose(found, np.exp(best.x), rtol=1e-3)


def test_people_who_are_all_alike_do_not_drive_it_to_infinity() -> None:
    counts = np.tile(np.array([[70.0], [30.0]]), (500, 1, 1))
    found = prior_kernels.pooled_prior(
        counts, np.ones(500), np.array([[7.0], [3.0]]), varied(np.array([[7.0], [3.0]])), 1e-3, 200, 1e-9
    )
    assert prior_kernels.MOST_MASS * 0.99 <= found.sum() <= prior_kernels.MOST_MASS * 1.01
    np.testing.assert_allclose(found[0] / found.sum(), 0.7, atol=0.01)


def test_imagined_people_differ_and_keep_the_mean() -> None:
    mean = np.array([[7.0, 0.5], [3.0, 4.5]])
    pair = varied(mean)
    np.testing.assert_allclose(pair.mean(axis=0), mean)
    np.testing.assert_allclose(pair[:, :, 0], [[9, 1], [5, 5]])
    assert (pair >= 0).all()

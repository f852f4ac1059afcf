"""Plackett-Luce recovers scores and reliabilities, and is a logistic regression for pairs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau
from sklearn.linear_model import LogisticRegression

from goodwork.errors import Invalid
from goodwork.quality.rankings import ranking_consensus


def planted(seed: int, candidates: int, rankings: int, length: int, reliability: np.ndarray):
    rng = np.random.default_rng(seed)
    score = rng.normal(0, 1.2, candidates)
    score -= score.mean()
    person = rng.integers(0, len(reliability), rankings)
    out = []
    for j in person:
        chosen = rng.choice(candidates, length, replace=False)
        # The order of noisy scores with Gumbel noise is Plackett-Luce.
        out.append(chosen[np.argsort(-(reliability[j] * score[chosen] + rng.gumbel(size=length)))].tolist())
    return out, person, score


def test_pairs_are_a_penalised_logistic_regression() -> None:
    pairs, person, _ = planted(0, 8, 300, 2, np.ones(3))
    rows = np.zeros((300, 8))
    for n, (win, lose) in enumerate(pairs):
        rows[n, win], rows[n, lose] = 1, -1
    theirs = LogisticRegression(C=4.0, fit_intercept=False, tol=1e-12, max_iter=10_000)
    theirs.fit(np.r_[rows, -rows], np.r_[np.ones(300), np.zeros(300)], sample_weight=np.full(600, 0.5))
    ours = ranking_consensus(pairs, person, spread=2.0, reliable=False)
    np.testing.assert_allclose(ours.score, theirs.coef_[0], atol=1e-5)


def test_scores_and_reliabilities_are_recovered() -> None:
    reliability = np.array([1.5, 1.0, 1.0, 0.8, 0.0, -1.0])
    rankings, person, score = planted(1, 15, 900, 4, reliability)
    fit = ranking_consensus(rankings, person)
    assert kendalltau(fit.score, score).statistic > 0.85
    assert fit.reliability[5] < -0.4
    assert abs(fit.reliability[4]) < 0.3
    assert fit.reliability[:4].min() > 0.5


@pytest.mark.parametrize("rankings", [15, 40, 200])
def test_errors_hold_the_scores_about_as_often_as_they_say(rankings: int) -> None:
    """Also where there are so few that hardly anything is known of how far scores lie apart."""
    inside: list[float] = []
    for seed in range(8):
        drawn, person, score = planted(seed, 12, rankings, 3, np.ones(5))
        fit = ranking_consensus(drawn, person, candidates=12, reliable=False)
        inside.append(float((np.abs(fit.score - score) < 1.96 * fit.error).mean()))
    assert np.mean(inside) >= 0.9


def test_candidates_that_never_met_are_not_told_apart() -> None:
    """Two halves without a comparison between them: differences across are as uncertain as scores are."""
    pairs = [[0, 1], [0, 1], [1, 0], [2, 3], [2, 3], [3, 2]] * 20
    fit = ranking_consensus(pairs, [0] * len(pairs))
    assert fit.covariance is not None
    across = fit.covariance[0, 0] + fit.covariance[2, 2] - 2 * fit.covariance[0, 2]
    within = fit.covariance[0, 0] + fit.covariance[1, 1] - 2 * fit.covariance[0, 1]
    assert across > 4 * within
    assert fit.above(0, 2) == pytest.approx(0.5, abs=1e-3)


def test_the_usual_person_is_the_mean_of_those_who_ranked() -> None:
    rankings, person, _ = planted(5, 8, 120, 3, np.array([1.5, 0.4, 0.7]))
    fit = ranking_consensus(rankings, person)
    assert np.average(fit.reliability, weights=np.bincount(person)) == pytest.approx(1)


def test_how_sure_it_is_that_one_is_better() -> None:
    said, was = [], []
    for seed in range(20, 32):
        rankings, person, score = planted(seed, 10, 60, 3, np.ones(4))
        fit = ranking_consensus(rankings, person, reliable=False)
        for a in range(10):
            for b in range(a):
                above = fit.above(a, b)
                said.append(max(above, 1 - above))
                was.append((score[a] > score[b]) == (above > 0.5))
                assert above == pytest.approx(1 - fit.above(b, a))
    said, was = np.array(said), np.array(was)
    for low, high in ((0.5, 0.8), (0.8, 0.95), (0.95, 1.0)):
        bin_ = (said >= low) & (said <= high)
        assert was[bin_].mean() == pytest.approx(said[bin_].mean(), abs=0.1)


@given(st.integers(0, 1000))
@settings(max_examples=5, deadline=None)
def test_names_and_order_play_no_part(seed: int) -> None:
    rankings, person, _ = planted(seed, 6, 30, 3, np.ones(3))
    rng = np.random.default_rng(seed)
    new, order = rng.permutation(6), rng.permutation(30)
    one = ranking_consensus(rankings, person, candidates=6, people=3)
    other = ranking_consensus(
        [[int(new[c]) for c in rankings[r]] for r in order], person[order], candidates=6, people=3
    )
    np.testing.assert_allclose(one.score, other.score[new], atol=1e-4)
    np.testing.assert_allclose(one.reliability, other.reliability, atol=1e-4)


def test_unanimous_rankings_ties_and_many_candidates() -> None:
    fit = ranking_consensus([[2, 0, 1]] * 4, [0, 1, 2, 3])
    assert fit.order() == [2, 0, 1] and fit.order([1, 0]) == [0, 1]
    tie = ranking_consensus([[0, 1], [1, 0]], [0, 0], weight=[0.5, 0.5])
    assert tie.above(0, 1) == pytest.approx(0.5)
    # Six hundred candidates in items of three: errors come from the diagonal.
    pairs = [[3 * i + c for c in (0, 1, 2)] for i in range(200)] * 3
    many = ranking_consensus(pairs, np.repeat([0, 1, 2], 200))
    assert many.covariance is None
    assert all(many.order([3 * i, 3 * i + 1, 3 * i + 2]) == [3 * i, 3 * i + 1, 3 * i + 2] for i in range(200))


def test_bad_input_is_refused() -> None:
    for args in (([[0]], [0]), ([[0, 0]], [0]), ([[0, 1]], [0, 1]), ([], []), ([[0, -1]], [0])):
        with pytest.raises(Invalid):
            ranking_consensus(*args)

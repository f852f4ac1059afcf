"""Dawid-Skene against the paper: their own data, and a plain transcription of their equations."""

from __future__ import annotations

import numpy as np

from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.labels import LabelTable
from tests.quality.crowds import crowd


def reference(table: LabelTable, rounds: int) -> np.ndarray:
    """Equations 2.3 to 2.5 of Dawid & Skene (1979), written as loops over items, people and classes."""
    K = table.n_classes
    T = (table.votes + 1e-9) / (table.votes + 1e-9).sum(axis=1, keepdims=True)
    labels = list(zip(table.item.tolist(), table.person.tolist(), table.answer.tolist(), strict=True))
    for _ in range(rounds):
        pi = np.zeros((table.n_people, K, K))
        for i, j, answer in labels:
            for k in range(K):
                pi[j, k, answer] += T[i, k]
        pi /= np.maximum(pi.sum(axis=2, keepdims=True), 1e-300)
        p = T.sum(axis=0) / len(T)
        new = np.tile(p, (table.n_items, 1))
        for i, j, answer in labels:
            for k in range(K):
                new[i, k] *= pi[j, k, answer]
        T = new / new.sum(axis=1, keepdims=True)
    return T


def test_maximum_likelihood_equals_the_equations_of_the_paper() -> None:
    table, _ = crowd(2, [0.6, 0.7, 0.8, 0.9, 0.65], items=60, classes=3)
    for rounds in (1, 5, 30):
        model = DawidSkene(smoothing=0.0, max_iter=rounds, tol=0.0, accelerate=False).fit(table)
        assert model.n_iter_ == rounds
        assert np.abs(model.proba_ - reference(table, rounds)).max() < 1e-6


def test_likelihood_never_falls() -> None:
    table, _ = crowd(4, [0.55, 0.6, 0.7, 0.8], items=80, classes=4)
    runs = [
        DawidSkene(smoothing=0.0, max_iter=n, tol=0.0, accelerate=False).fit(table).log_likelihood_
        for n in range(2, 25)
    ]
    assert (np.diff(runs) >= -1e-6).all()


def test_extrapolated_rounds_end_in_the_same_place_sooner() -> None:
    table, _ = crowd(3, np.random.default_rng(3).uniform(0.4, 0.9, 20), items=500, classes=3, each=5)
    slow, fast = (DawidSkene(tol=1e-9, max_iter=3_000, accelerate=a).fit(table) for a in (False, True))
    assert np.abs(slow.proba_ - fast.proba_).max() < 1e-5
    assert fast.n_iter_ < slow.n_iter_ / 2


def test_planted_matrices_are_recovered() -> None:
    rng = np.random.default_rng(5)
    K, J, n = 3, 6, 4_000
    matrices = np.stack([rng.dirichlet(np.eye(K)[k] * 8 + 1, J) for k in range(K)], axis=1)
    truth = rng.integers(0, K, n)
    person = np.tile(np.arange(J), n)
    item = np.repeat(np.arange(n), J)
    chance = matrices[person, truth[item]].cumsum(axis=1)
    answer = (rng.random(item.size)[:, None] > chance[:, :-1]).sum(axis=1)
    table = LabelTable.from_arrays(item, person, answer, classes=[0, 1, 2])
    assert np.abs(DawidSkene().fit(table).confusion_ - matrices).max() < 0.05

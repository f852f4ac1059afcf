"""Sets of labels, one yes-or-no table per label."""

from __future__ import annotations

import numpy as np
import pytest

from goodwork.errors import Invalid
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.multilabel import label_tables, multilabel_consensus


def fitted(table):
    return DawidSkene().fit(table).proba_


def test_sets_are_recovered_better_than_by_majority() -> None:
    rng = np.random.default_rng(0)
    names = ["cat", "dog", "tree"]
    truth = rng.random((300, 3)) < [0.5, 0.3, 0.2]
    item, person = np.repeat(np.arange(300), 4), np.tile(np.arange(4), 300)
    # Persons 0 and 1 know cats; 2 and 3 know everything else.
    skill = np.array([[0.95, 0.6, 0.6], [0.95, 0.6, 0.6], [0.6, 0.95, 0.95], [0.6, 0.95, 0.95]])
    said = np.where(rng.random((1200, 3)) < skill[person], truth[item], ~truth[item])
    answers = [{names[k] for k in np.flatnonzero(row)} for row in said]
    fit = multilabel_consensus(label_tables(item, person, answers, names), names, fitted)
    exact = [chosen == {names[k] for k in np.flatnonzero(row)} for chosen, row in zip(fit.chosen, truth, strict=True)]
    votes = np.stack([np.bincount(item, said[:, k]) for k in range(3)], axis=1) > 2
    assert np.mean(exact) > (votes == truth).all(axis=1).mean() + 0.05
    assert fit.confidence.mean() == pytest.approx(np.mean(exact), abs=0.08)


def test_gold_is_respected_and_unanimity_followed() -> None:
    said = [{"a"}, *[{"a", "b"}, set()] * 10]
    item, person = np.repeat(np.arange(21), 2), np.tile([0, 1], 21)
    gold = [{"b"}, *[None] * 20]
    tables = label_tables(item, person, [said[i] for i in item], ["a", "b"], gold=gold)
    fit = multilabel_consensus(tables, ["a", "b"], fitted)
    assert fit.chosen == [{"b"}, *said[1:]]


def test_strangers_are_refused() -> None:
    for wrong in (
        lambda: label_tables([0], [0], [{"x"}], ["a"]),
        lambda: label_tables([0], [0], [{"a"}], ["a", "a"]),
        lambda: label_tables([0], [0], [{"a"}], ["a"], gold=[{"z"}]),
        lambda: multilabel_consensus([], ["a"], fitted),
    ):
        with pytest.raises(Invalid):
            wrong()

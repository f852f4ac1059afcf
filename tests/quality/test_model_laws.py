"""Laws that every model of categorical answers obeys, by hypothesis; and the people that real crowds have."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.quality import aggregate, hierarchical
from goodwork.quality.aggregation import appraise
from goodwork.quality.choose import METHODS, choose
from goodwork.quality.labels import LabelTable
from goodwork.quality.stack import MEMBERS
from tests.quality.crowds import accuracy, crowd

NAMES = sorted(METHODS)
UNORDERED = sorted(set(METHODS) - {"on_scale"})
ONE = sorted(set(METHODS) - {"stack"})
"""Those that hold no answers back: folds go by codes, which renaming changes."""
quick = settings(max_examples=4, deadline=None)


def some_table(seed: int, classes: int = 3) -> LabelTable:
    rng = np.random.default_rng(seed)
    return crowd(seed, rng.uniform(0.4, 0.95, 8), items=25, classes=classes, each=4)[0]


def rebuilt(table: LabelTable, item: np.ndarray, person: np.ndarray, answer: np.ndarray) -> LabelTable:
    return LabelTable.from_arrays(item, person, answer, classes=table.classes, items=table.items, people=table.people)


@pytest.mark.parametrize("name", UNORDERED)
@given(seed=st.integers(0, 10_000))
@quick
def test_renaming_classes_renames_the_result(name: str, seed: int) -> None:
    table = some_table(seed)
    to = np.random.default_rng(seed).permutation(table.n_classes)
    other = rebuilt(table, table.item, table.person, to[table.answer])
    plain, renamed = METHODS[name]().fit(table).proba_, METHODS[name]().fit(other).proba_
    assert np.allclose(renamed[:, to], plain, atol=1e-6)


@pytest.mark.parametrize("name", ONE)
@given(seed=st.integers(0, 10_000))
@quick
def test_the_order_of_items_people_and_rows_plays_no_part(name: str, seed: int) -> None:
    table = some_table(seed)
    rng = np.random.default_rng(seed)
    items, people = rng.permutation(table.n_items), rng.permutation(table.n_people)
    rows = rng.permutation(table.n)
    other = rebuilt(table, items[table.item][rows], people[table.person][rows], table.answer[rows])
    plain, mixed = METHODS[name]().fit(table), METHODS[name]().fit(other)
    assert np.allclose(mixed.proba_[items], plain.proba_, atol=1e-6)
    assert np.allclose(mixed.confusion_[people], plain.confusion_, atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
@quick
def test_sending_the_same_rows_twice_changes_nothing(name: str, seed: int) -> None:
    table = some_table(seed)
    twice = [np.tile(column, 2) for column in (table.item, table.person, table.answer)]
    other = rebuilt(table, *twice)
    assert other.repeated == table.n
    assert np.array_equal(METHODS[name]().fit(other).proba_, METHODS[name]().fit(table).proba_)


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
@quick
def test_unanimous_answers_are_the_result(name: str, seed: int) -> None:
    table, truth = crowd(seed, [1.0] * 5, items=20, classes=3, each=3)
    assert accuracy(METHODS[name]().fit(table).proba_, truth) == 1.0


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 10_000))
@quick
def test_gold_is_certain_and_probabilities_are_probabilities(name: str, seed: int) -> None:
    table = some_table(seed)
    gold = np.full(table.n_items, -1)
    gold[:5] = np.random.default_rng(seed).integers(0, table.n_classes, 5)
    model = METHODS[name]().fit(table, gold)
    assert np.allclose(model.proba_[np.arange(5), gold[:5]], 1.0)
    assert np.allclose(model.proba_.sum(axis=1), 1.0)
    assert np.allclose(model.confusion_.sum(axis=2), 1.0)
    assert np.isfinite(model.log_likelihood_)
    assert ((model.skill_ >= 0) & (model.skill_ <= 1)).all()


@pytest.mark.parametrize("name", ["majority", "dawid_skene"])
def test_all_items_twice_gives_each_pair_the_same_result(name: str) -> None:
    table = some_table(1)
    n = table.n_items
    double = LabelTable.from_arrays(
        np.r_[table.item, table.item + n],
        np.tile(table.person, 2),
        np.tile(table.answer, 2),
        classes=table.classes,
        items=np.arange(2 * n),
        people=table.people,
    )
    proba = METHODS[name]().fit(double).proba_
    assert np.allclose(proba[:n], proba[n:], atol=1e-9)
    if name == "majority":
        assert np.array_equal(proba[:n], METHODS[name]().fit(table).proba_)


ODD_PEOPLE = {
    "adversaries": [0.9] * 5 + [0.1] * 3,
    "spammers": [0.9] * 4 + [0.5] * 6,
}


@pytest.mark.parametrize("people", sorted(ODD_PEOPLE))
@pytest.mark.parametrize("name", ["dawid_skene", "hierarchical", "communities", "stack"])
def test_odd_people_do_not_carry_the_day(name: str, people: str) -> None:
    table, truth = crowd(3, ODD_PEOPLE[people], items=400)
    model = METHODS[name]().fit(table)
    majority = accuracy(METHODS["majority"]().fit(table).proba_, truth)
    assert accuracy(model.proba_, truth) >= max(majority, 0.95)
    if people == "adversaries":
        assert (model.skill_[5:] < 0.3).all()
        assert (model.skill_[:5] > 0.7).all()


@pytest.mark.parametrize("name", NAMES)
def test_people_of_one_class_or_one_label_and_items_without_labels(name: str) -> None:
    table, truth = crowd(5, [0.85] * 6, items=200, classes=3)
    lazy = np.arange(200)
    frame = LabelTable.from_arrays(
        np.r_[table.item, lazy, [0]],
        np.r_[table.person, np.full(200, 6), [7]],
        np.r_[table.answer, np.zeros(200, int), [2]],
        classes=[0, 1, 2],
        items=np.arange(203),
        people=np.arange(9),
    )
    model = METHODS[name]().fit(frame)
    assert accuracy(model.proba_[:200], truth) > 0.93
    assert model.proba_.shape == (203, 3)
    assert np.allclose(model.proba_[200:].sum(axis=1), 1)
    assert model.proba_[200:].max() < 0.9
    assert model.skill_[6] < model.skill_[:6].min()
    assert np.isfinite(model.confusion_).all()


@pytest.mark.parametrize("name", NAMES)
def test_one_class_is_a_certain_answer(name: str) -> None:
    table = LabelTable.from_arrays([0, 0, 1], [0, 1, 0], [0, 0, 0], classes=["only"])
    model = METHODS[name]().fit(table)
    assert np.allclose(model.proba_, 1.0)
    if name != "shared_errors":  # Its skill is the prior's share of right answers, of which there are no other here.
        assert np.allclose(model.skill_, 1.0)


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(Invalid, match="no label"):
        aggregate(pd.DataFrame({"task": [], "worker": [], "label": []}), method="majority")


def test_pooling_does_not_judge_a_person_by_three_answers() -> None:
    table, truth = crowd(7, [0.9] * 9, items=300)
    stranger = LabelTable.from_arrays(
        np.r_[table.item, [0, 1, 2]],
        np.r_[table.person, [9, 9, 9]],
        np.r_[table.answer, 1 - truth[:3]],
        classes=[0, 1],
        people=np.arange(10),
    )
    alone = METHODS["dawid_skene"]().fit(stranger).skill_[9]
    pooled = METHODS["hierarchical"]().fit(stranger).skill_[9]
    # Alone, three wrong answers are all there is: half an imagined answer of each class stands beside them.
    wrong = np.bincount(truth[:3], minlength=2)
    assert abs(alone - (0.5 / (wrong + 1)).mean()) < 0.02
    # Beside nine good people they do not make anybody worse than chance.
    assert alone < 0.5 < pooled


def test_the_frame_of_a_crowd_kit_user() -> None:
    frame = pd.DataFrame({"task": list("aaabbb"), "worker": [1, 2, 3] * 2, "label": list("xxyyyy")})
    result = METHODS["majority"]().fit_predict(frame)
    assert result.to_dict() == {"a": "x", "b": "y"}
    assert result.index.name == "task"
    proba = METHODS["dawid_skene"]().fit_predict_proba(frame)
    assert list(proba.columns) == ["x", "y"]


def test_aggregate_gives_the_promised_columns() -> None:
    frame = pd.DataFrame({"task": list("aaabbb"), "worker": [1, 2, 3] * 2, "label": ["task", "n", "n", "n", "n", "n"]})
    out = aggregate(frame, gold={"b": "n"})
    assert list(out.columns) == ["task", "label", "confidence", "n", "p(task)"]
    assert out.loc[out["task"] == "b", "confidence"].item() == 1.0
    with pytest.raises(Invalid, match="no method 'best'"):
        aggregate(frame, method="best")


def test_auto_says_why_and_repeats_itself() -> None:
    table, truth = crowd(11, np.random.default_rng(0).uniform(0.55, 0.95, 20), items=300, classes=4, each=5)
    one, other = choose(table), choose(table)
    assert one == other
    assert one.method in one.log_loss
    assert "answers, each by the others" in one.why
    assert accuracy(appraise(table).proba, truth) >= accuracy(METHODS["majority"]().fit(table).proba_, truth)


def test_a_warm_start_ends_where_a_cold_one_does() -> None:
    table, _ = crowd(13, np.random.default_rng(1).uniform(0.6, 0.95, 12), items=400, classes=3, each=5)
    first = table.take(np.arange(table.n) % 10 != 0)
    kind = METHODS["hierarchical"]
    cold = type(kind())(tol=1e-8, max_iter=2_000).fit(table)
    warm = type(kind())(tol=1e-8, max_iter=2_000).fit(table, start=type(kind())().fit(first))
    assert np.abs(warm.proba_ - cold.proba_).max() < 1e-3
    renamed = replace(table, people=np.arange(12) + 100)
    assert type(kind())().fit(renamed, start=cold).proba_.shape == cold.proba_.shape


@pytest.mark.parametrize("name", ["hierarchical, ambiguous items", "communities"])
def test_a_large_table_ends_where_all_its_rounds_lead(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table, _ = crowd(19, np.random.default_rng(2).beta(8, 3, 60), items=6_000, classes=3, each=6)
    slow = MEMBERS[name]().fit(table)
    monkeypatch.setattr(hierarchical, "LARGE", 20_000)
    quick = MEMBERS[name]().fit(table)
    assert quick.n_iter_ < slow.n_iter_
    assert np.abs(quick.proba_ - slow.proba_).sum(axis=1).mean() < 0.03
    assert (quick.proba_.argmax(axis=1) == slow.proba_.argmax(axis=1)).mean() > 0.99


def test_without_gold_nothing_depends_on_the_seed() -> None:
    table, _ = crowd(29, np.random.default_rng(3).uniform(0.5, 0.95, 15), items=120, classes=3, each=5)
    first = appraise(table, seed=0)
    for seed in range(1, 10):
        other = appraise(table, seed=seed)
        assert other.choice == first.choice
        assert np.array_equal(other.proba, first.proba)


def test_many_classes_with_few_answers_of_each_person() -> None:
    rng = np.random.default_rng(0)
    table, truth = crowd(17, rng.uniform(0.6, 0.8, 300), items=1_000, classes=30, each=5)
    majority = accuracy(METHODS["majority"]().fit(table).proba_, truth)
    assert choose(table).method == "shared_errors"
    assert accuracy(METHODS["shared_errors"]().fit(table).proba_, truth) >= majority - 0.005
    # Tables of one's own have 900 cells each; what is spread over a row must not drown 25 answers.
    assert accuracy(METHODS["dawid_skene"]().fit(table).proba_, truth) >= majority - 0.05


@pytest.mark.slow
def test_a_thousand_classes_take_memory_for_what_occurs() -> None:
    rng = np.random.default_rng(1)
    table, truth = crowd(23, rng.uniform(0.6, 0.8, 200), items=1_500, classes=1_000, each=5)
    tracemalloc.start()
    model = METHODS["shared_errors"]().fit(table)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Full tables would be 1,600 MB; the posterior that comes out is 12 MB of this.
    assert peak < 60e6
    assert accuracy(model.proba_, truth) >= accuracy(METHODS["majority"]().fit(table.some_items(7_500)).proba_, truth)
    for name in ("dawid_skene", "hierarchical"):
        with pytest.raises(Invalid, match="does not fit into memory"):
            METHODS[name]().fit(table)


def test_what_answers_are_expected_is_said_alike_by_full_and_by_sparse_tables() -> None:
    table = some_table(5, classes=4)
    model = METHODS["shared_errors"]().fit(table)
    full = np.einsum("nk,nk->n", model.proba_[table.item], model.confusion_[table.person, :, table.answer])
    said = np.exp(model.answer_log_proba(table.item, table.person, table.answer))
    assert np.allclose(said, full, atol=0.02)

"""A project says of an item what the engine says of all answers: exactly after a refit, and nearly between two."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import goodwork
from benchmarks.quality import sets
from benchmarks.quality.product import GROWN, Project
from goodwork.quality import background
from goodwork.quality.aggregation import appraise
from goodwork.quality.assessment import assess
from goodwork.quality.choose import METHODS
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import Mixture
from goodwork.quality.shared_tables import SharedTables
from tests.quality.crowds import crowd

SHARED = Path(__file__).parents[3] / "shared" / "data"
CHANGED = 0.06
"""Items at most that a refit says something else of than was said before it; on twelve whole sets it is 0 to 3 %."""


ITEMS = {"rte": 300, "CF": 150, "ZenCrowd_us": 1_000}


def labels_of(name: str) -> LabelTable:
    """Some items of a recorded set, without its gold."""
    if name == "rte":
        home = Path(goodwork.__file__).parent / "demo_data" / "rte"
        table = LabelTable.read(home / "labels.csv", home / "gold.csv")
    elif (SHARED / "crowd-labels" / name).is_dir():
        table = sets.recorded(SHARED, name)
    else:
        warnings.warn(f"{name} is not in {SHARED}: nothing is compared on it.", stacklevel=2)
        pytest.skip(f"{name} is not there")
    some = table.of_items(np.arange(table.n_items) < ITEMS[name])
    return some.with_gold(np.full(some.n_items, -1, np.int32))


@pytest.mark.parametrize("name", ITEMS)
def test_a_refit_and_the_engine_say_the_same(name: str) -> None:
    table = labels_of(name)
    project, engine = Project(table), appraise(table)
    now = project.judged(table, project.refitted(table))
    assert engine.choice.method == "stack" and now.item.size == ITEMS[name]
    assert (now.label == engine.label[now.item]).all()
    # What is kept are logarithms of single precision.
    assert np.abs(now.confidence - engine.confidence[now.item]).max() < 1e-6

    order = np.random.default_rng(0).random(table.n)
    before = project.judged(table, project.refitted(table.take(order < 1 / (1 + GROWN))))
    assert (before.label != now.label).mean() <= CHANGED


@pytest.mark.parametrize("method", [name for name in METHODS if name != "majority"])
def test_every_model_judges_one_item_as_its_fit_did(method: str) -> None:
    table, _ = crowd(3, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], items=120, classes=3, each=4)
    voices = np.where(table.person < 2, 0.6, 1.0)
    for some in (table, replace(table, weight=voices)):
        model = METHODS[method]().fit(some)
        mixture = model.mixture()
        np.testing.assert_allclose(mixture.of_items(some), model.proba_, atol=1e-9)
        part = slice(int(some.item_ptr[7]), int(some.item_ptr[8]))
        mine = some.person[part].tolist(), some.answer[part].tolist(), (voices if some is not table else voices * 0 + 1)
        one = mixture.of_one(mine[0], mine[1], mine[2][part].tolist())
        np.testing.assert_allclose(one, model.proba_[7], atol=1e-9)
        # On a scale it is the mean of logarithms, so that answers of somebody unknown say less.
        sums = np.exp(mixture.newcomer).sum(axis=0)
        assert ((sums > 0.5) & (sums < 1.01)).all()


def test_who_is_new_is_taken_as_people_usually_are() -> None:
    table, _ = crowd(5, [0.95] * 6, items=200, classes=2)
    mixture = METHODS["stack"]().fit(table).mixture()
    alone, beside = mixture.of_one([None], [1], [1.0]), mixture.of_one([0, None], [1, 0], [1.0, 1.0])
    assert alone[1] > 0.85 and 0.5 < beside[1] < 0.85


def test_of_very_many_classes_only_what_occurs_is_kept_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    items, people, classes = 80, 12, 40
    item = np.repeat(np.arange(items, dtype=np.int32), 3)
    person = np.concatenate([rng.permutation(people)[:3] for _ in range(items)]).astype(np.int32)
    said = np.where(rng.random(item.size) < 0.8, item % classes, rng.integers(0, classes, item.size)).astype(np.int32)
    names = [f"c{k}" for k in range(classes)]
    table = LabelTable.from_arrays(item, person, said, classes=names, items=np.arange(items), people=np.arange(people))
    share = np.full(people, 1 / people)

    def made() -> tuple[object, ...]:
        model = METHODS["shared_errors"]().fit(table)
        found = assess(table)
        now = Project(table).judged(table, Project(table).refitted(table))
        assert found.found.choice.method == "shared_errors"
        return model, model.mixture(), model.usual(share), found.skills.mean, now.label, now.confidence

    full, sparse = made(), (monkeypatch.setattr(background, "FULL", 0), made())[1]
    mixture = sparse[1]
    assert isinstance(mixture, Mixture) and isinstance(mixture.table, SharedTables)
    assert isinstance(full[1], Mixture) and isinstance(full[1].table, np.ndarray)
    np.testing.assert_allclose(mixture.table.full(), full[1].table, atol=1e-9)
    np.testing.assert_allclose(mixture.of_items(table), full[1].of_items(table), atol=1e-9)
    for one, other in zip(full[2:], sparse[2:], strict=True):
        np.testing.assert_allclose(np.asarray(one), np.asarray(other), atol=1e-6)


def test_a_table_of_each_person_is_not_asked_for_where_it_would_not_fit() -> None:
    # 300 people and 500 classes: 75 million cells.
    items, people, classes = 200, 300, 500
    item = np.repeat(np.arange(items, dtype=np.int32), 3)
    person = (np.arange(item.size) % people).astype(np.int32)
    table = LabelTable.from_arrays(
        item, person, item % classes, classes=[f"c{k}" for k in range(classes)], items=np.arange(items),
        people=np.arange(people), ordered=True,
    )  # fmt: skip
    assert assess(table).found.choice.method == "shared_errors"

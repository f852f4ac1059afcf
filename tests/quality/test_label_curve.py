"""The curve of accuracy against answers per item."""

from __future__ import annotations

import numpy as np
import pytest

from goodwork.errors import Invalid
from goodwork.quality.choose import Choice
from goodwork.quality.label_curve import label_curve
from goodwork.quality.labels import LabelTable


def table(seed: int = 0, items: int = 300, per_item: int = 7) -> LabelTable:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, items)
    item = np.repeat(np.arange(items), per_item)
    person = np.tile(np.arange(per_item), items)
    skill = np.linspace(0.55, 0.95, per_item)
    answer = np.where(rng.random(item.size) < skill[person], truth[item], 1 - truth[item])
    return LabelTable.from_arrays(item, person, answer, classes=[0, 1], gold=truth)


def test_more_answers_help_and_the_last_point_uses_them_all() -> None:
    curve = label_curve(table(), Choice("dawid_skene", "", {}), orders=2)
    assert [p.answers for p in curve] == sorted({p.answers for p in curve})
    assert curve[0].answers == 1 and curve[0].labels == 1
    assert curve[-1].labels == 7
    assert curve[-1].model > curve[0].model + 0.1
    assert curve[-1].model > curve[-1].majority
    assert all(p.low <= p.model <= p.high for p in curve)
    # With every answer kept, the order plays no part.
    assert curve[-1].low == curve[-1].high


def test_without_gold_there_is_no_curve() -> None:
    blind = table().with_gold(np.full(300, -1, np.int32))
    assert label_curve(blind, Choice("majority", "", {})) == []
    with pytest.raises(Invalid):
        label_curve(blind, Choice("majority", "", {}), orders=0)


def test_large_tables_are_sampled_items_with_gold_first() -> None:
    whole = table()
    some = whole.with_gold(np.where(np.arange(300) < 50, whole.gold, -1).astype(np.int32))
    curve = label_curve(some, Choice("majority", "", {}), orders=1, most_labels=700)
    assert curve[-1].labels == 7
    # One hundred items are left, all fifty with gold among them: accuracies are multiples of 1/50.
    assert (curve[-1].model * 50) % 1 == pytest.approx(0, abs=1e-9)

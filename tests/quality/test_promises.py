"""What is promised of labels holds as often as it says, and nothing is declared where gold says nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from goodwork.errors import Invalid
from goodwork.quality.aggregation import aggregate, appraise
from goodwork.quality.assessment import assess
from goodwork.quality.labels import LabelTable
from goodwork.quality.promise import promise
from tests.quality.crowds import crowd

DRAWS = 400


@pytest.mark.parametrize("edge", [0.95, 0.9])
@pytest.mark.parametrize("gold", [70, 300])
def test_promises_are_kept_where_the_truth_lies_at_the_edge(edge: float, gold: int) -> None:
    broken = made = 0
    for draw in range(DRAWS):
        rng = np.random.default_rng(draw)
        sure = rng.uniform(0.5, 1, 3_000)
        # Down to the edge 19 of 20 are right and a little less below it: hardly anything may be promised.
        right = rng.random(3_000) < np.where(sure >= edge, 0.95, 0.9)
        found = promise(sure[:gold], right[:gold], sure, 0.95)
        on = sure >= (found.target if found.above is None else found.above)
        most = found.at_most if found.above is None else found.error
        made += found.above is not None
        broken += on.any() and float(np.where(sure[on] >= edge, 0.05, 0.1).mean()) > most + 1e-9
    assert broken <= 0.05 * DRAWS + 2 * np.sqrt(0.05 * 0.95 * DRAWS)
    assert made < 0.1 * DRAWS


def test_a_promise_reaches_as_far_down_as_gold_does() -> None:
    rng = np.random.default_rng(0)
    sure = np.r_[rng.uniform(0.8, 1, 4_000), rng.uniform(0.5, 0.8, 1_000)]
    right = rng.random(5_000) < np.where(sure >= 0.8, 0.99, 0.5)
    pick = rng.permutation(5_000)[:600]
    found = promise(sure[pick], right[pick], sure, 0.95)
    assert found.above is not None and 0.75 < found.above <= 0.83
    assert found.coverage == pytest.approx((sure >= found.above).mean())
    assert "At most 5 % of the labels" in found.sentence
    few = promise(sure[pick[:40]], right[pick[:40]], sure, 0.95)
    assert few.above is None and few.coverage == 0


@pytest.mark.parametrize("method", ["auto", "majority", "dawid_skene", "hierarchical", "stack"])
def test_without_gold_no_method_declares_anything(method: str) -> None:
    rng = np.random.default_rng(1)
    coins = LabelTable.from_arrays(np.arange(80), rng.integers(0, 9, 80), rng.integers(0, 2, 80), classes=["no", "yes"])
    found = assess(coins, method=method, target=0.95)
    assert found.coverage == 0 and not found.declared.any() and found.promise is None
    assert not found.found.declared(0.6).any()
    assert found.standing.startswith("Not calibrated, there is no gold: nothing is declared")


def test_one_vote_of_somebody_unknown_is_no_certainty() -> None:
    frame = aggregate(pd.DataFrame({"task": [1, 2], "worker": [1, 2], "label": ["a", "b"]}), method="majority")
    assert (frame["confidence"] < 0.8).all()


def test_gold_of_one_class_can_check_nothing() -> None:
    table, truth = crowd(3, [0.9] * 6, items=400, each=4, shares=[0.5, 0.5])
    gold = np.full(400, -1, np.int32)
    gold[np.flatnonzero(truth == 0)[:60]] = 0
    one = table.with_gold(gold)
    assert not appraise(one, method="dawid_skene").declared(0.6).any()
    found = assess(one, method="dawid_skene")
    assert found.coverage == 0 and found.promise is None
    assert found.standing.startswith(
        "Nothing can be checked, and nothing is declared: all 60 gold items are of one class"
    )


def test_numbers_and_words_in_one_column_are_refused_with_a_sentence() -> None:
    frame = pd.DataFrame({"task": [1, 2], "worker": ["a", "b"], "label": [1, "two"]})
    with pytest.raises(Invalid, match=r"label mixes types.*int, str.*astype\(str\)"):
        aggregate(frame)


def test_a_class_that_nobody_chose_can_be_named(tmp_path) -> None:
    labels, gold = tmp_path / "labels.csv", tmp_path / "gold.csv"
    labels.write_text("task,worker,label\n1,a,1\n2,b,2\n")
    gold.write_text("task,label\n1,3\n")
    with pytest.raises(Invalid, match="--class"):
        LabelTable.read(labels, gold)
    table = LabelTable.read(labels, gold, classes=["3"])
    assert table.classes == [1, 2, 3] and table.gold.tolist() == [2, -1]
    gold.write_text("task,label\n1,none\n")
    assert LabelTable.read(labels, gold, classes=["none"]).classes == ["1", "2", "none"]

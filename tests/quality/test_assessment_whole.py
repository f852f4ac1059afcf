"""The assessment of real labels, and what it says when it can't say much."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import goodwork
from goodwork.errors import Invalid
from goodwork.quality.assessment import assess
from goodwork.quality.labels import LabelTable

RTE = Path(goodwork.__file__).parent / "demo_data" / "rte"
KEYS = [
    "items",
    "gold_without_answers",
    "people",
    "labels",
    "classes",
    "method",
    "agreement_alpha",
    "fleiss_kappa",
    "gwet_ac1",
]
KEYS += ["accuracy_on_gold", "log_loss", "ece"]
KEYS += ["target", "coverage", "realised", "gold_missing", "promise", "seconds"]


@pytest.fixture(scope="module")
def rte() -> LabelTable:
    return LabelTable.read(RTE / "labels.csv", RTE / "gold.csv")


def test_real_labels_with_gold(rte: LabelTable) -> None:
    found = assess(rte, method="hierarchical")
    summary = found.summary(1.0)
    assert list(summary) == KEYS
    assert (summary["items"], summary["people"], summary["labels"], summary["classes"]) == (800, 164, 8000, 2)
    assert summary["accuracy_on_gold"] > 0.9
    assert summary["ece"] < 0.08
    assert summary["realised"] >= 0.92
    assert 0.3 < summary["coverage"] < 1
    assert summary["agreement_alpha"] == pytest.approx(0.2414787661)
    assert found.standing.startswith(("Supported", "Estimated"))
    assert found.skills.known.all()
    np.testing.assert_allclose(found.confusion().sum(axis=1), 1)


def test_little_gold_says_what_is_missing(rte: LabelTable) -> None:
    few = assess(rte.with_gold(np.where(np.arange(800) < 12, rte.gold, -1).astype(np.int32)), method="dawid_skene")
    assert few.standing.startswith("Not calibrated yet: 12 gold items")
    assert few.gold_missing >= 18
    none = assess(rte.with_gold(np.full(800, -1, np.int32)), method="dawid_skene")
    assert none.accuracy is None and none.ece is None and none.realised is None and none.log_loss is None
    assert none.reliability() == []
    assert "there is no gold" in none.standing and none.gold_missing == 59


def test_shuffled_gold_declares_nothing(rte: LabelTable) -> None:
    mixed = np.random.default_rng(0).permutation(rte.gold).astype(np.int32)
    found = assess(rte.with_gold(mixed), method="hierarchical", target=0.9)
    assert found.coverage <= 0.02
    assert not found.declared[rte.gold < 0].any()


def test_disputed_items_are_the_doubtful_ones(rte: LabelTable) -> None:
    half = rte.with_gold(np.where(np.arange(800) < 400, rte.gold, -1).astype(np.int32))
    found = assess(half, method="dawid_skene")
    disputed = found.disputed(5)
    assert [d.confidence for d in disputed] == sorted(d.confidence for d in disputed)
    assert disputed[0].confidence == pytest.approx(found.found.confidence[400:].min())
    assert all(sum(n for _, n in d.votes) == 10 for d in disputed)
    golden = set(rte.items[:400].tolist())
    assert not golden & {d.item for d in disputed}


def test_bad_questions_are_refused(rte: LabelTable) -> None:
    with pytest.raises(Invalid):
        assess(rte, target=1.0)
    with pytest.raises(Invalid):
        assess(rte.take(np.zeros(8000, bool)))
    with pytest.raises(Invalid):
        assess(rte, method="magic")


def test_one_class_alone_declares_nothing() -> None:
    table = LabelTable.from_arrays(np.repeat(np.arange(9), 3), np.tile(np.arange(3), 9), [0] * 27, classes=["fine"])
    found = assess(table)
    assert found.coverage == 0 and not found.declared.any()
    assert found.standing.startswith("Nothing is declared: every label is of one class")

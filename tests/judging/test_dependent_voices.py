"""Equal answers of people who depend on each other weigh the same in the model, at the stop, and where an item is
decided."""

from __future__ import annotations

import numpy as np
import pytest

from goodwork.judging.at_stop import at_stop
from goodwork.judging.item import Fitted, Heard, judge
from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.kinds.contract import Skills
from goodwork.learning.columns import Column
from goodwork.learning.dependent import apart, dependents
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.copies import Copies, find_copies
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.labels import LabelTable
from tests.quality.test_copies_found import person, table_of

QUESTION = ClassificationQuestion.model_validate(
    {"key": "mood", "kind": "classification", "title": "Mood", "labels": ["no", "yes"]}
)
SHARE = 0.7
GIVEN = [(1, 1), (2, 1), (3, 1), (4, 0), (5, 0)]
"""Person, class: the first three depend on each other."""


def test_an_item_is_decided_by_voices_as_the_model_is() -> None:
    rng = np.random.default_rng(2)
    confusion = {j: [[0.8 - 0.02 * j, 0.2 + 0.02 * j], [0.3, 0.7]] for j, _ in GIVEN}
    skills = Skills(("no", "yes"), (0.6, 0.4), confusion)
    calibration = Calibration(-0.2, -0.9, -3.0, 40)
    table = LabelTable.from_arrays(np.zeros(5, np.int32), np.arange(5), [k for _, k in GIVEN], classes=["no", "yes"])
    weighed = Copies([[0, 1, 2]], [30.0], [SHARE]).weighed(table)
    logs = np.log([0.6, 0.4])
    for (j, k), w in zip(GIVEN, weighed.voices, strict=True):
        logs = logs + w * np.log(np.array(confusion[j])[:, k])
    raw = np.exp(logs) / np.exp(logs).sum()
    expected = calibration.apply(raw[None], vote_shares(weighed.votes))[0]

    fitted = Fitted(skills, calibration, dependent=((frozenset({1, 2, 3}), SHARE),))
    labels = [QUESTION.ids[0], QUESTION.ids[1]]
    heard = [Heard(j, {"mood": ClassificationAnswer(labels=(labels[k],))}) for j, k in GIVEN]
    for order in (heard, [heard[n] for n in rng.permutation(5)]):
        (said,) = judge([QUESTION], order, {"mood": fitted}, 0.9).said
        assert said.answer["labels"] == [labels[int(raw.argmax())]]
        assert said.confidence == pytest.approx(float(expected[raw.argmax()]), abs=1e-9)
    (full,) = judge([QUESTION], heard, {"mood": Fitted(skills, calibration)}, 0.9).said
    assert full.answer["labels"] == ["yes"] and said.answer["labels"] == ["no"]


def test_at_the_stop_voices_are_those_of_the_model() -> None:
    rng = np.random.default_rng(5)
    truth = rng.integers(0, 2, 60)
    source = person(rng, truth, 0.7)
    table = table_of([*(person(rng, truth, 0.8) for _ in range(3)), source, source, source]).with_gold(
        truth.astype(np.int32)
    )
    model = DawidSkene().fit(table.with_gold(np.full(60, -1, np.int32)))
    copies = Copies([[3, 4, 5]], [30.0], [SHARE])
    policy = Policy(target=0.999999, fewest=6, most=6)
    found = at_stop(table, model, policy, Calibration(), np.arange(60), orders=2, copies=copies)
    weighed = copies.weighed(table)
    logs = np.tile(np.log(model.class_prior_), (60, 1))
    np.add.at(logs, weighed.item, weighed.voices[:, None] * np.log(model.confusion_)[weighed.person, :, weighed.answer])
    raw = np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found.raw, raw[found.item], atol=1e-9)
    np.testing.assert_allclose(found.votes, weighed.votes[found.item], atol=1e-9)


def test_findings_show_where_most_others_said_otherwise() -> None:
    rng = np.random.default_rng(9)
    truth = rng.integers(0, 2, 200)
    source = person(rng, truth, 0.65)
    table = table_of([*(person(rng, truth, 0.85) for _ in range(6)), source, source, source])
    copies = find_copies(table)
    column = Column(QUESTION)
    (one,) = dependents(column, table, copies)
    assert one.people == (6, 7, 8) and one.share > 0.9
    for item in one.items:
        assert item.people == (6, 7, 8) and item.others[0][0] != item.said and item.others[0][1] >= 4
    # Two of them are cleared: no group may hold both.
    assert find_copies(table, apart=apart(table, [[6, 7]])).groups == []

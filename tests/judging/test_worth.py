"""What another answer is worth: nothing where people answer by chance, most where the next answer decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from goodwork.judging.item import Fitted, Heard, judge
from goodwork.judging.worth import MENDS, REACHES, worth, worth_of_one
from goodwork.kinds.classification.schema import ClassificationAnswer, ClassificationQuestion
from goodwork.kinds.contract import Skills
from goodwork.quality.calibration import Calibration, vote_shares

PLAIN = Calibration(0.0, -30.0, -30.0)
"""What the model says, as it is."""
GOOD = np.array([[0.8, 0.2], [0.2, 0.8]])


def test_it_is_what_playing_the_next_answers_out_comes_to() -> None:
    raw, votes, target = np.array([[0.5, 0.5], [0.68, 0.32]]), np.array([[1.0, 1.0], [2.0, 1.0]]), 0.97
    rng, found = np.random.default_rng(0), []
    for p, counted in zip(raw, votes, strict=True):
        best = 0.0
        for m in (1, 2, 3):
            truth = rng.random(200_000) < p[1]
            said = np.where(truth, 1, 0)[:, None] ^ (rng.random((truth.size, m)) < 0.2)
            logs = np.log(p) + np.log(GOOD[:, said]).sum(axis=2).T
            after = np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)
            lead = 1 if counted[1] > counted[0] or p[1] >= p[0] else 0
            mended = (after.argmax(axis=1) == truth).mean() - (truth == lead).mean()
            reached = (after.max(axis=1) >= target).mean()
            best = max(best, mended / (MENDS * (1 - target)) / m, reached / REACHES / m)
        found.append(best)
    assert worth(raw, votes, GOOD, PLAIN, target) == pytest.approx(found, rel=0.05)


def test_where_people_answer_by_chance_it_is_nothing_and_sinks_with_what_calibration_knows() -> None:
    torn, votes = np.array([[0.5, 0.5]]), np.array([[4.0, 4.0]])
    chance = np.full((2, 2), 0.5)
    assert worth(torn, votes, chance, PLAIN, 0.9)[0] == pytest.approx(0.0, abs=1e-6)
    by_power = [
        worth(np.array([[0.55, 0.45]]), votes, GOOD, Calibration(power, -30.0, -3.0), 0.9)[0] for power in (0, -2, -4)
    ]
    assert by_power == sorted(by_power, reverse=True) and by_power[0] > 10 and by_power[2] < 1
    assert worth(np.array([[0.999, 0.001]]), votes, GOOD, PLAIN, 0.9999)[0] > 0, "it could still meet the target"
    assert worth(np.ones((1, 1)), np.ones((1, 1)), np.ones((1, 1)), PLAIN, 0.9).tolist() == [0.0]


def test_near_enough_is_not_mended() -> None:
    levels = np.full((3, 3), 0.1) + 0.7 * np.eye(3)
    raw, votes = np.array([[0.45, 0.5, 0.05]]), np.array([[2.0, 2.0, 0.0]])
    exact, near = (worth(raw, votes, levels, PLAIN, 0.99, tolerance=t)[0] for t in (0, 1))
    assert exact > near


def test_an_item_is_judged_by_it_once_a_refit_knows_how_people_answer() -> None:
    question = ClassificationQuestion.model_validate(
        {"key": "mood", "kind": "classification", "title": "Mood", "labels": ["no", "yes"]}
    )
    fitted = Fitted(
        Skills(("no", "yes"), (0.5, 0.5), {n: GOOD.tolist() for n in range(2)}), Calibration(n_gold=40),
        usual=((0.8, 0.2), (0.2, 0.8)),
    )  # fmt: skip
    heard = [Heard(n, {"mood": ClassificationAnswer(labels=(question.ids[n],))}) for n in range(2)]
    (judged,) = judge([question], heard, {"mood": fitted}, 0.9).judged
    one = worth_of_one([0.5, 0.5], [1, 1], fitted.usual, fitted.calibration, 0.9)
    many = worth(np.full((1, 2), 0.5), np.ones((1, 2)), GOOD, fitted.calibration, 0.9)
    assert judged.worth == pytest.approx(one) and one == many[0] > 1
    assert vote_shares(np.ones(2)).tolist() == [0.5, 0.5]
    for unknown in (replace(fitted, usual=()), replace(fitted, skills=replace(fitted.skills, classes=("yes", "no")))):
        assert judge([question], heard, {"mood": unknown}, 0.9).judged[0].worth is None
    assert judge([question], heard, {"mood": fitted}, 0.4).judged[0].worth is None, "it meets its target"

"""Gold and models that say little, or nothing of what is asked now: they add no certainty, and break nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from goodwork.forms.reading import read_form
from goodwork.judging.item import UNFITTED, Fitted, Heard, Said, judge
from goodwork.judging.predicted import Predicted
from goodwork.kinds.classification.schema import ClassificationAnswer
from goodwork.kinds.contract import Question
from goodwork.learning.columns import Column, PredictedClass
from goodwork.learning.learn import learn
from goodwork.learning.learned import Learned
from goodwork.learning.mending import Counted, Known, said_anew
from goodwork.model.appeals import Ruling
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration

ITEMS, PEOPLE, NAMES = 90, 3, ("red", "green", "blue")
RNG = np.random.default_rng(4)
TRUTH = RNG.integers(0, 3, ITEMS)
GIVEN = np.where(RNG.random((ITEMS, PEOPLE)) < 0.8, TRUTH[:, None], RNG.integers(0, 3, (ITEMS, PEOPLE)))
POLICY = Policy(target=0.9, fewest=1, most=5)


def asked(*names: str, multiple: bool = False) -> Question:
    labels = [{"id": name, "name": name.title()} for name in names]
    return read_form(
        [{"key": "q", "kind": "classification", "title": "Which?", "multiple": multiple, "labels": labels}]
    )[0]


def answer(*labels: str) -> ClassificationAnswer:
    return ClassificationAnswer(labels=labels)


def column(question: Question, said: dict[int, ClassificationAnswer] | None = None) -> Column:
    """What everybody said of every item; ``said``: by the class of `GIVEN`."""
    words = said or {k: answer(name) for k, name in enumerate(NAMES)}
    made = Column(question, is_alone=True)
    for item, person in np.ndindex(GIVEN.shape):
        made.item.append(item)
        made.person.append(person)
        made.answer.append(words[int(GIVEN[item, person])])
    return made


def learned(of: Column, gold: dict[int, ClassificationAnswer]) -> Learned:
    return learn(of, {item: {"q": one.model_dump()} for item, one in gold.items()}, 1, POLICY, {}, {})


def said(question: Question, fitted: Fitted, *answers: str, predicted: tuple[Predicted, ...] = ()) -> Said:
    heard = [Heard(person, {"q": answer(one)}) for person, one in enumerate(answers)]
    (one,) = judge([question], heard, {"q": fitted}, POLICY.target, predicted).said
    return one


def test_what_was_learned_of_other_classes_calibrates_and_scores_nothing() -> None:
    question = asked(*NAMES)
    # Gold of a class that is there no more, as after a change of the questions: it says nothing.
    gold = {i: answer(NAMES[TRUTH[i]]) for i in range(60)} | {i: answer("mauve") for i in range(60, 80)}
    fitted = learned(column(question), gold).fitted
    assert fitted.calibration.n_gold == 60
    assert said(question, fitted, "red", "red").calibrated
    ruled, theirs = Known(None, Ruling({"q": {"labels": ["red"]}}, 1)), {0: Counted(answer("green"), 1)}
    assert said_anew(question, 1, 0, ruled, fitted, theirs)[0]
    for other in (asked(*NAMES, "mauve"), asked(*NAMES[:2]), asked(*NAMES[::-1]), asked(*NAMES, multiple=True)):
        now = said(other, fitted, "red", "red")
        assert now.answer == {"labels": ["red"]} and not now.calibrated
        assert now.confidence is not None and 0 < now.confidence < 1
        assert said_anew(other, 1, 0, ruled, fitted, theirs) == {}, "the next refit learns its scores afresh"


def test_gold_of_one_class_adds_no_certainty_and_is_not_called_calibrated() -> None:
    question = asked(*NAMES)
    habit = column(question, dict.fromkeys(range(3), answer("red")))
    right, wrong = (learned(habit, dict.fromkeys(range(60), answer(one))) for one in ("red", "blue"))
    guess = said(question, replace(right.fitted, calibration=Calibration()), "red", "red")
    for one, least in ((right, guess), (wrong, None)):
        assert not one.report.calibrated and "all 60 gold items are of one class" in one.report.calibration_note
        now = said(question, one.fitted, "red", "red")
        assert not now.calibrated and one.fitted.proves is None
        assert now.confidence is not None and guess.confidence is not None
        # Whoever always says so passes gold of that class. Gold may still show that they are wrong.
        assert now.confidence == least.confidence if least is not None else now.confidence <= guess.confidence + 1e-9


@pytest.mark.parametrize(("gold", "why"), [("dealt", "dealt out at random"), ("alike", "have the same labels")])
def test_gold_of_sets_speaks_only_where_it_tells_sets_apart(gold: str, why: str) -> None:
    question = asked(*NAMES, multiple=True)
    sets = [answer(), answer("red"), answer("red", "blue")]
    dealt = {n: sets[TRUTH[i]] for n, i in enumerate(np.random.default_rng(1).permutation(60).tolist())}
    known = dealt if gold == "dealt" else dict.fromkeys(range(60), answer("red"))
    found = learned(column(question, dict(enumerate(sets))), known)
    assert why in found.report.calibration_note and not found.report.calibrated
    assert found.fitted.proves is None and found.report.promise is None
    assert not said(question, found.fitted, "red", "red").calibrated


def test_a_score_that_is_no_probability_says_no_more_than_none() -> None:
    question, of = asked(*NAMES), column(asked(*NAMES))
    # Silent of some items, and never of the last class: nothing is divided by nothing.
    told = [PredictedClass(i, "m", min(int(TRUTH[i]), 1), None) for i in range(0, ITEMS, 2)]
    of.predicted = told
    assert learned(of, {}).report.models is not None
    of.predicted = [PredictedClass(i, "m", int(TRUTH[i]), 0.9) for i in range(ITEMS)]
    fitted = learned(of, {}).fitted
    assert fitted.models and fitted.models[0].scored

    def sure(score: float | None) -> float:
        says: dict[str, Any] = {"q": {"labels": ["red"]}}
        found = said(question, fitted, "red", "green", predicted=(Predicted(1, "m", says, score),)).confidence
        assert found is not None
        return found

    assert sure(0.99) > sure(0.5)
    for score in (float("nan"), float("inf"), 7.5, -1.0):
        assert sure(score) == sure(None), score
    assert said(question, UNFITTED, "red").confidence is not None

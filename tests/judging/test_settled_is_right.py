"""What the server does from refit to refit, on simulated projects: what it settles is as right as it says."""

from __future__ import annotations

import numpy as np

from goodwork.flow import Appraised
from goodwork.forms.reading import read_form
from goodwork.judging.item import Fitted, GivenAnswers, answer_to, hear, judge
from goodwork.judging.stopping import Stop, stop
from goodwork.kinds.classification.schema import ClassificationQuestion
from goodwork.learning.columns import Column
from goodwork.learning.learn import learn
from goodwork.model.projects import Policy

FORM = read_form([
    {"kind": "classification", "key": "q", "title": "Which?",
     "labels": [{"id": i, "name": i.upper()} for i in ("a", "b", "c")]}
])  # fmt: skip
ITEMS, PEOPLE, GOLD = 200, 25, 60


def project(seed: int, policy: Policy) -> tuple[int, int, int, list[Fitted]]:
    """Items settled on confidence, how many of them are right, items in all; and the fits on the way."""
    rng = np.random.default_rng(seed)
    question = FORM[0]
    assert isinstance(question, ClassificationQuestion)
    truth = rng.integers(0, 3, ITEMS)
    # One item in eight looks to everybody like another class: people err together, so posteriors are overconfident.
    seen = np.where(rng.random(ITEMS) < 0.125, (truth + 1) % 3, truth)
    skill = rng.beta(7, 3, PEOPLE)
    order = np.argsort(rng.random((ITEMS, PEOPLE)), axis=1)
    right = rng.random((ITEMS, PEOPLE)) < skill
    said = np.where(right, seen[:, None], (seen[:, None] + rng.integers(1, 3, (ITEMS, PEOPLE))) % 3)
    gold = {int(i): {"q": {"labels": ["abc"[truth[i]]]}} for i in rng.permutation(ITEMS)[:GOLD]}
    have = np.full(ITEMS, policy.fewest)
    have[list(gold)] = policy.most
    settled = np.zeros(ITEMS, bool)
    fits: list[Fitted] = []
    while True:
        given = {
            i: [GivenAnswers(int(j), 1, {"q": {"labels": ["abc"[said[i, j]]]}}) for j in order[i, : have[i]]]
            for i in range(ITEMS)
        }
        column = Column(question)
        for i, answers in given.items():
            for one in answers:
                column.item.append(i)
                column.person.append(one.person)
                column.answer.append(question_answer(one))
        learned = learn(column, gold, 1, policy, {}, {})
        fits.append(learned.fitted)
        verdicts = {i: judge(FORM, hear(FORM, 1, given[i]), {"q": learned.fitted}, policy.target) for i in range(ITEMS)}
        says = np.array([
            stop(v.confidence, int(have[i]), policy, worth=Appraised(v.judged).worth(policy.target))
            for i, v in verdicts.items()
        ])  # fmt: skip
        settled, more = says == Stop.MET, says == Stop.ASK
        if not more.any():
            break
        have = have + more
    label = np.array(["abc".index(verdicts[i].said[0].answer["labels"][0]) for i in range(ITEMS)])
    judged = np.array([i not in gold for i in range(ITEMS)])
    return int((settled & judged).sum()), int((settled & judged & (label == truth)).sum()), int(judged.sum()), fits


def question_answer(one: GivenAnswers) -> object:
    return answer_to(FORM[0], 1, one)


def test_what_the_policy_settles_is_right_as_often_as_it_says() -> None:
    target = 0.85
    runs = [project(seed, Policy(target=target, fewest=2, most=5)) for seed in range(2)]
    settled, right, items = (sum(run[k] for run in runs) for k in range(3))
    assert settled > 0.2 * items
    assert right / settled >= target - 0.03
    fits = [fit for run in runs for fit in run[3]]
    assert all(fit.calibration.n_gold == GOLD and fit.calibration.calibrated for fit in fits)

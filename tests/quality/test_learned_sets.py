"""Sets of labels and texts: what a refit learns of people, and what it changes in the consensus."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodwork.forms.reading import read_form
from goodwork.judging.item import UNFITTED, Fitted, GivenAnswers, answer_to, hear, judge
from goodwork.kinds.contract import Question
from goodwork.learning.columns import Column
from goodwork.learning.learn import learn
from goodwork.model.projects import Policy
from goodwork.store.quality.as_json import fitted_json, fitted_of

SETS = read_form([
    {"kind": "classification", "key": "q", "title": "What is in it?", "multiple": True,
     "labels": [{"id": i, "name": i.title()} for i in ("cat", "dog", "bird")]}
])  # fmt: skip
TEXTS = read_form([{"kind": "text", "key": "q", "title": "Write down what is said."}])
LABELS = ("cat", "dog", "bird")


def column_of(form: list[Question], given: dict[int, list[GivenAnswers]]) -> Column:
    column = Column(form[0])
    for item, answers in given.items():
        for one in answers:
            column.item.append(item)
            column.person.append(one.person)
            column.answer.append(answer_to(form[0], 1, one))
    return column


def sets_project(seed: int) -> tuple[np.ndarray, dict[int, list[GivenAnswers]], dict[int, dict[str, Any]]]:
    """Five people; two of them see a dog only by chance, and know everything else well."""
    rng = np.random.default_rng(seed)
    truth = rng.random((200, 3)) < 0.4
    skill = np.array([[0.95, 0.95, 0.9]] * 3 + [[0.9, 0.5, 0.9]] * 4)
    right = rng.random((200, 7, 3)) < skill
    said = np.where(right, truth[:, None, :], ~truth[:, None, :])
    chosen = lambda row: {"q": {"labels": [label for label, yes in zip(LABELS, row, strict=True) if yes]}}  # noqa: E731
    given = {i: [GivenAnswers(j, 1, chosen(said[i, j])) for j in range(7)] for i in range(200)}
    return truth, given, {i: chosen(truth[i]) for i in range(40)}


def exact(truth: np.ndarray, given: dict[int, list[GivenAnswers]], fitted: Fitted) -> tuple[float, float]:
    """Share of sets that are exactly right, and the mean confidence in them, over items that are not gold."""
    hits, sure = [], []
    for i in range(40, 200):
        verdict = judge(SETS, hear(SETS, 1, given[i]), {"q": fitted}, 0.9)
        wanted = {label for label, yes in zip(LABELS, truth[i], strict=True) if yes}
        hits.append(set(verdict.said[0].answer["labels"]) == wanted)
        sure.append(verdict.confidence or 0.0)
    return float(np.mean(hits)), float(np.mean(sure))


def test_each_label_of_a_set_has_skills_of_its_own() -> None:
    truth, given, gold = sets_project(0)
    learned = learn(column_of(SETS, given), gold, 1, Policy(target=0.85), {}, {})
    fitted = fitted_of(fitted_json({"q": learned.fitted}))["q"]
    assert fitted == fitted_of(fitted_json({"q": fitted}))["q"]
    dog, cat = fitted.skills.labels["dog"], fitted.skills.labels["cat"]
    assert dog.accuracy[5] < 0.65 < 0.85 < min(cat.accuracy[5], dog.accuracy[0])
    before, _ = exact(truth, given, UNFITTED)
    after, sure = exact(truth, given, fitted)
    assert after > before
    assert abs(sure - after) < 0.08
    assert learned.report.calibrated
    assert learned.report.accuracy_on_gold.items == 40
    assert [row.items for row in learned.skills] == [200] * 7
    move = learned.skills[5].evidence.moves[0]
    assert move.item in given
    assert move.mine in {"Cat", "Dog", "Bird", "not Cat", "not Dog", "not Bird"}


def test_who_keeps_close_to_the_others_weighs_more_in_texts() -> None:
    rng = np.random.default_rng(1)
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    given = {}
    for i in range(30):
        text = " ".join(rng.permutation(words)[:5])
        noise = [" ".join(rng.permutation(words)[:5]) for _ in range(2)]
        said = [text, text, text, *noise]
        given[i] = [GivenAnswers(j, 1, {"q": {"text": said[j]}}) for j in range(5)]
    fitted = learn(column_of(TEXTS, given), {}, 1, Policy(), {}, {}).fitted
    assert min(fitted.skills.accuracy[j] for j in range(3)) > max(fitted.skills.accuracy[j] for j in (3, 4))
    # Two against one: those who have always been far from everybody do not win by number.
    duel = [GivenAnswers(3, 1, {"q": {"text": "eight seven"}}), GivenAnswers(4, 1, {"q": {"text": "eight seven"}}),
            GivenAnswers(0, 1, {"q": {"text": "one two three"}})]  # fmt: skip
    assert judge(TEXTS, hear(TEXTS, 1, duel), {"q": fitted}, 0.9).said[0].answer["text"] == "one two three"
    assert judge(TEXTS, hear(TEXTS, 1, duel), {}, 0.9).said[0].answer["text"] == "eight seven"

"""What a refit learns where answers are no classes: how near everybody comes to gold, or to what the others say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.errors import GoodworkError
from goodwork.judging.item import NO_VERSION, UNFITTED, Fitted
from goodwork.judging.scoring import NearScoring, is_sampled
from goodwork.kinds.contract import Answer, Skills, Slip
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.learning.learned import DIGITS, basis_of
from goodwork.learning.skills import SkillRow
from goodwork.learning.weighing import Told, Weighing, alone_in_being_right
from goodwork.model.appeals import Ruling
from goodwork.quality.medoid import MedoidConsensus, medoid_consensus
from goodwork.quality.nearness import Nearness, nearness_skills

MOST_COMPARED = 20_000
"""Answers compared pair by pair to learn who keeps close to the others; of more, a random share of the items is, and
those of which something is known."""


def learn_near(
    column: Column, gold: Mapping[int, Mapping[str, Any]], version: int, rulings: Mapping[int, Ruling],
    reviewed: Mapping[int, Ruling],
) -> tuple[Fitted, list[SkillRow]]:  # fmt: skip
    """How close everybody keeps to what is right: it weighs their answers where the kind has no confidence."""
    kind = KINDS[column.question.kind]
    known = column.right({**rulings, **{item: Ruling(answers, NO_VERSION) for item, answers in gold.items()}}, version)
    share = min(MOST_COMPARED / len(column.item), 1.0)
    kept = [n for n, item in enumerate(column.item) if item in known or is_sampled(item, share)]
    items, item = np.unique(np.array([column.item[n] for n in kept], np.int64), return_inverse=True)
    people, person = np.unique(np.array([column.person[n] for n in kept], np.int64), return_inverse=True)
    answers = [column.answer[n] for n in kept]
    try:
        found = medoid_consensus(
            item, person, answers, lambda a, b: kind.distance(column.question, a, b),
            items=len(items), people=len(people),
        )  # fmt: skip
    except GoodworkError:
        return UNFITTED, []
    if kind.has_confidence:
        said = [(column.item[n], column.person[n], column.answer[n]) for n in kept]
        skills = kind.learned(column.question, said)
    else:
        skills = _weights(found, person, people.tolist())
    if kind.unmeasured:
        return Fitted(skills), []
    near = 1 - np.clip(found.apart, 0.0, 1.0)
    for n, place in enumerate(kept):
        if column.item[place] in known:
            near[n] = 1 - kind.distance(column.question, answers[n], known[column.item[place]])
    nearness = Nearness(person, near, people)
    whole = nearness_skills(nearness)
    scoring = NearScoring(
        round(whole.prior.alpha, DIGITS), round(whole.prior.beta, DIGITS), round(nearness.throws, DIGITS), share,
        dict(zip(people.tolist(), np.round(found.error, DIGITS).tolist(), strict=True)), column.upto,
    )  # fmt: skip
    right = column.right(reviewed, version) | known
    shown = [kind.shown(column.question, answer) for answer in answers]
    of_item = items[item].tolist()
    told = _Beside(column, answers, shown, of_item, found, near, known, right, rulings)
    order = np.array(kept, np.int64)
    weighing = Weighing(nearness, whole.prior, order, of_item.__getitem__, told.told, told.slips, told.caught(item))
    rows: list[SkillRow] = []
    for code, skill in enumerate(whole.rows()):
        basis = basis_of(whole.likelihood, code)
        evidence = weighing.evidence(skill, code)
        rows.append(SkillRow(int(skill.person), skill.value, skill.low, skill.high, skill.answers, evidence, basis))
    return Fitted(skills, scoring=scoring), rows


def _weights(found: MedoidConsensus, person: NDArray[np.int64], people: Sequence[int]) -> Skills:
    """Accuracy is 1 less the expected distance from the truth, as `quality.medoid` finds it."""
    close = np.round(np.clip(1 - found.error, 0.0, 1.0), DIGITS)
    weight = np.bincount(person, minlength=len(people))
    prior = float(np.average(close, weights=weight)) if weight.sum() else 0.75
    return Skills(accuracy=dict(zip(people, close.tolist(), strict=True)), prior=round(prior, DIGITS))


@dataclass(frozen=True, slots=True)
class _Beside:
    """The answers beside what is right of their items."""

    column: Column
    answers: Sequence[Answer]
    shown: Sequence[str]
    item: Sequence[int]
    """The id of each answer's item."""
    found: MedoidConsensus
    near: NDArray[np.float64]
    known: Mapping[int, Answer]
    right: Mapping[int, Answer]
    """The same, and what reviewers said."""
    rulings: Mapping[int, Ruling]

    def _other(self, n: int) -> Answer:
        item = self.item[n]
        return self.known[item] if item in self.known else self.answers[int(self.found.others[n])]

    def told(self, n: int) -> Told:
        question, item, other = self.column.question, self.item[n], self._other(n)
        kind, gold = KINDS[question.kind], item in self.known
        alike = kind.distance(question, self.answers[n], other) == 0
        support = 1.0 if gold else float(self.found.support_of_others[n])
        return Told(item, self.shown[n], kind.shown(question, other), alike, gold, item in self.rulings, support)

    def slips(self, n: int) -> Sequence[Slip]:
        question = self.column.question
        return KINDS[question.kind].slips(question, self.answers[n], self._other(n))

    def caught(self, item: NDArray[np.int64]) -> Callable[[int], bool]:
        """Whether an answer is right where most others' are not. ``item`` (answers,) codes."""
        question = self.column.question
        distance = KINDS[question.kind].distance
        is_right = np.array(
            [i in self.right and distance(question, a, self.right[i]) == 0
             for a, i in zip(self.answers, self.item, strict=True)], np.bool_,
        )  # fmt: skip
        return alone_in_being_right(item, is_right)

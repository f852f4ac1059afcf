"""What the answers to an item together say, question by question: the facts that the flow decides on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from pydantic import ValidationError

from goodwork.forms.conditions import arises
from goodwork.judging.predicted import ModelFit, Predicted, speaking, with_models
from goodwork.judging.scoring import NearScoring, Scoring
from goodwork.judging.worth import worth_of_one
from goodwork.kinds.contract import Answer, Consensus, Given, Kind, Question, Skills
from goodwork.kinds.registry import KINDS
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.voices import voices


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of one question of the item."""

    required: bool
    confidence: float | None
    """None: the kind has none, and the question settles on count."""
    question: str = ""
    """Its key."""
    worth: float | None = None
    """What another answer is worth to it (`judging.worth`); None: it meets its target, or nobody knows."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What the last refit learned about one question."""

    skills: Skills = field(default_factory=Skills)
    calibration: Calibration = field(default_factory=Calibration)
    """Without enough gold a sober guess, and marked as one."""
    proves: float | None = None
    """The accuracy that gold proves for what reaches the target (95 % bound); None: nothing yet."""
    scoring: Scoring | NearScoring | None = None
    """What people's skills rest on beside their answers; None: they are not estimated."""
    dependent: tuple[tuple[frozenset[int], float], ...] = ()
    """People whose answers depend on each other, and the share that are repeats: equal ones count as fewer voices."""
    usual: tuple[tuple[float, ...], ...] = ()
    """(classes, classes) p(answer | class) of whoever answers next; empty: answers are no classes."""
    models: tuple[ModelFit, ...] = ()
    """Models that have a say beside people."""
    gold_speaks: bool = True
    """Whether gold says anything of confidence: it is of several classes, and seems to belong to these answers."""

    def is_of(self, question: Question) -> bool:
        """Whether it was learned of this question as it is asked now: of the same classes, or of all its labels."""
        kind = KINDS[question.kind]
        if kind.has_several(question):
            return set(kind.conditions(question)) <= self.skills.labels.keys()
        return self.skills.classes == tuple(kind.classes(question))


UNFITTED = Fitted()

NO_VERSION = 0
"""The version of the form of gold, which does not say under which it was given: it is read as an older answer is, so
what the form has no place for any more says nothing."""


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """One person's answers to an item, as they are kept."""

    person: int
    form_version: int
    answers: Mapping[str, Mapping[str, Any]]
    prediction: int | None = None
    """The prediction that they were accepted from."""
    bulk: bool = False
    """Whether they were given to many items at once."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One person's answers to an item, read as answers to the form's newest version."""

    person: int
    answers: Mapping[str, Answer]
    """Question key -> answer; what says nothing to the form is not there."""
    prediction: int | None = None
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The consensus on one question of an item."""

    question: str
    answer: dict[str, Any]
    confidence: float | None
    calibrated: bool
    disagreement: float
    answers: int
    reviewed: bool = False
    """Whether a reviewer said it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an item, and what the flow is told."""

    said: tuple[Said, ...]
    judged: tuple[Judged, ...]

    @property
    def lowest(self) -> Judged | None:
        """The required question with the lowest confidence; None when none has one."""
        sure = [(j.confidence, n) for n, j in enumerate(self.judged) if j.required and j.confidence is not None]
        return self.judged[min(sure)[1]] if sure else None

    @property
    def confidence(self) -> float | None:
        """The lowest confidence of a required question: what the item shows."""
        return None if self.lowest is None else self.lowest.confidence

    @property
    def disagreement(self) -> float:
        """The highest disagreement."""
        return max((s.disagreement for s in self.said), default=0.0)


def judge(
    form: Sequence[Question], heard: Sequence[Heard], fitted: Mapping[str, Fitted], target: float,
    predicted: Sequence[Predicted] = (),
) -> Verdict:  # fmt: skip
    """Weigh everybody's answers under the current form, and what another one would be worth below the target.

    ``predicted``: what models say of the item, where the policy has it weighed; alone it says nothing. Of answers that
    were accepted from one prediction a single one counts, and of those that were given in bulk: they are not
    independent evidence.
    """
    said: list[Said] = []
    judged: list[Judged] = []
    independent = _independent(heard)
    speak = speaking(predicted, {one.prediction for one in heard})
    asked: dict[str, Question] = {}
    agreed: dict[str, Answer] = {}
    for question in form:
        kind = KINDS[question.kind]
        if not arises(question, asked, agreed):
            # Some may have been asked, but the consensus says that the question does not arise: nothing waits for it.
            judged.append(Judged(False, None, question.key))
            continue
        asked[question.key] = question
        answers = [Given(one.person, one.answers[question.key]) for one in independent if question.key in one.answers]
        if not answers:
            # Nobody has said anything to this question yet, so nothing is known, and no count is reached either.
            judged.append(Judged(question.required, 0.0, question.key))
            continue
        model = fitted.get(question.key, UNFITTED)
        weight = _voices(question, kind, answers, model)
        skills = replace(
            with_models(question, kind, model.skills, model.models, speak),
            voices=weight, calibration=model.calibration,
        )  # fmt: skip
        consensus = kind.consensus(question, answers, skills)
        agreed[question.key] = consensus.answer
        confidence, calibrated = _honest(question, kind, consensus, answers, model)
        said.append(
            Said(
                question.key,
                consensus.answer.model_dump(mode="json"),
                confidence,
                calibrated,
                consensus.disagreement,
                len(answers),
            )
        )
        below = question.required and confidence is not None and confidence < target
        worth = _worth(question, kind, consensus, answers, model, weight, target) if below else None
        judged.append(Judged(question.required, confidence, question.key, worth))
    return Verdict(tuple(said), tuple(judged))


def _voices(
    question: Question, kind: Kind[Question, Answer], answers: Sequence[Given[Answer]], model: Fitted
) -> Mapping[int, float]:
    """Person -> how much of a voice their answer is, where equal answers depend on each other; else one."""
    weight: dict[int, float] = {}
    for people, share in model.dependent:
        equal: dict[str | None, list[int]] = {}
        for given in answers:
            if given.person in people:
                equal.setdefault(kind.class_of(question, given.answer), []).append(given.person)
        for some in equal.values():
            if len(some) > 1:
                weight |= dict.fromkeys(some, voices(len(some), share) / len(some))
    return weight


def _honest(
    question: Question,
    kind: Kind[Question, Answer],
    consensus: Consensus[Answer],
    answers: Sequence[Given[Answer]],
    model: Fitted,
) -> tuple[float | None, bool]:
    """The confidence: the calibrated mass within the question's tolerance of the consensus. And whether it is one.

    What gold said of other classes than those that are asked for now calibrates nothing.
    """
    calibrated = model.calibration.calibrated and model.gold_speaks and model.is_of(question)
    if consensus.marginals:
        return _honest_set(question, kind, consensus.marginals, answers, model.calibration), calibrated
    return consensus.confidence, bool(consensus.posterior) and calibrated


def _votes(
    question: Question, kind: Kind[Question, Answer], answers: Sequence[Given[Answer]], weight: Mapping[int, float]
) -> list[float]:
    """The voices for each class."""
    votes: dict[str | None, float] = {}
    for given in answers:
        said = kind.class_of(question, given.answer)
        votes[said] = votes.get(said, 0.0) + weight.get(given.person, 1.0)
    return [votes.get(name, 0.0) for name in kind.classes(question)]


def _worth(
    question: Question,
    kind: Kind[Question, Answer],
    consensus: Consensus[Answer],
    answers: Sequence[Given[Answer]],
    model: Fitted,
    weight: Mapping[int, float],
    target: float,
) -> float | None:
    """What another answer is worth; None before a refit has learned how people answer these classes."""
    if not model.usual or not consensus.posterior or not model.is_of(question):
        return None
    votes, tolerance = _votes(question, kind, answers, weight), kind.tolerance(question)
    return worth_of_one(consensus.posterior, votes, model.usual, model.calibration, target, tolerance=tolerance)


def _honest_set(
    question: Question,
    kind: Kind[Question, Answer],
    belongs: Sequence[float],
    answers: Sequence[Given[Answer]],
    calibration: Calibration,
) -> float:
    """The calibrated chance that every label of a set is right: labels are calibrated one by one, then multiplied."""
    said = Counter(label for given in answers for label in kind.says(question, given.answer))
    yes = np.array([said[label] for label in kind.conditions(question)], np.float64)
    p = np.array(belongs)
    honest = calibration.apply(np.stack([1 - p, p], 1), vote_shares(np.stack([len(answers) - yes, yes], 1)))
    # The set that was chosen, even where calibration would have tipped a label.
    return float(np.prod(np.where(p > 0.5, honest[:, 1], honest[:, 0])))


def hear(form: Sequence[Question], version: int, given: Sequence[GivenAnswers]) -> list[Heard]:
    """Everybody's answers, read as answers to the form's newest version, in the order in which they come.

    Answers to older versions are carried over where they still say something.
    """
    return [
        Heard(
            one.person,
            {q.key: said for q in form if (said := answer_to(q, version, one)) is not None},
            one.prediction,
            one.bulk,
        )
        for one in given
    ]


def answer_to(question: Question, version: int, given: GivenAnswers) -> Answer | None:
    """One person's answer to one question, as an answer of its current version; None when they say nothing to it."""
    kind = KINDS[question.kind]
    raw: Mapping[str, Any] | None = given.answers.get(question.key)
    if raw is not None and given.form_version != version:
        raw = kind.migrate(question, raw)
    if raw is None:
        return None
    try:
        answer = kind.answer.model_validate(raw)
    except ValidationError:
        # An answer of an older version whose shape says nothing under this one.
        return None
    return answer if given.form_version == version or not kind.faults(question, answer, ()) else None


def _independent(given: Sequence[Heard]) -> list[Heard]:
    """One answer per prediction that was accepted, and one of those that were given in bulk.

    A bulk answer counts only where nobody looked at the item itself.
    """
    alone = any(not one.bulk for one in given)
    seen: set[int] = set()
    kept: list[Heard] = []
    in_bulk = False
    for one in given:
        if one.bulk and (alone or in_bulk):
            continue
        in_bulk = in_bulk or one.bulk
        if one.prediction is None or one.prediction not in seen:
            kept.append(one)
        if one.prediction is not None:
            seen.add(one.prediction)
    return kept

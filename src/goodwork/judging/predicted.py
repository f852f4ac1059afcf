"""What models say of an item, beside the people who answered it: in the place of what is known before any answer.

A model's answer becomes probabilities of the classes: as its score says, where it has scores of this question, else by
how often people said each class of items of which it said the same. How much that weighs was found by the last refit,
for all models at once (`quality.predictions`): models that repeat each other share what one of them is worth. A model
whose answer to the item somebody accepted is silent there, because that answer is its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from goodwork.kinds.contract import Answer, Kind, Question, Skills
from goodwork.quality.predictions import LEAST

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a model says of an item, as it is kept."""

    id: int
    model: str
    answers: Mapping[str, Mapping[str, Any]]
    score: float | None


@dataclass(frozen=True, slots=True)
class ModelFit:
    """What a refit learned of a model on one question."""

    model: str
    weight: float
    """0: it has no say; 1: it is taken as it says."""
    scored: bool
    """Whether its scores are the probability of what it says."""
    says: tuple[tuple[float, ...], ...]
    """(classes, classes) p(class | what it says), a row for each class that it may say."""
    usual: tuple[float, ...]
    """(classes,) what it usually says, as mean ln p: that is known without it."""


def class_said(question: Question, kind: Kind[Question, Answer], one: Predicted) -> int | None:
    """The class that a model says; None where it says nothing that the question has a class for."""
    try:
        answer = kind.answer.model_validate(one.answers[question.key])
    except (KeyError, ValidationError):
        return None
    if kind.faults(question, answer, ()):
        return None
    name, classes = kind.class_of(question, answer), kind.classes(question)
    return classes.index(str(name)) if str(name) in classes else None


def is_probability(score: float) -> bool:
    """Whether a score can be the chance of what is said: what is not a number is none.

    >>> is_probability(0.9), is_probability(float("nan")), is_probability(7.5)
    (True, False, False)
    """
    return 0.0 <= score <= 1.0


def probabilities(said: int, score: float | None, says: Floats, *, scored: bool) -> Floats:
    """(classes,) how likely each class is by a model that says this one. A score that is no probability is none."""
    classes = says.shape[1]
    if not scored or score is None or not is_probability(score):
        return says[said]
    shares = np.full(classes, (1 - score) / (classes - 1))
    shares[said] = score
    return shares


def speaking(predicted: Sequence[Predicted], accepted: set[int | None]) -> list[Predicted]:
    """The models that have a say of an item; ``accepted``: predictions that people's answers were accepted from."""
    return [one for one in predicted if one.id not in accepted]


def with_models(
    question: Question,
    kind: Kind[Question, Answer],
    skills: Skills,
    models: Sequence[ModelFit],
    predicted: Sequence[Predicted],
) -> Skills:
    """The skills, with what models say of this item beside what people's answers do."""
    fits = {one.model: one for one in models if one.weight > 0}
    if not fits or skills.classes != tuple(kind.classes(question)):
        return skills
    logs, heard = np.zeros(len(skills.classes)), False
    for one in predicted:
        fit, said = fits.get(one.model), class_said(question, kind, one)
        if fit is not None and said is not None:
            shares = probabilities(said, one.score, np.array(fit.says, np.float64), scored=fit.scored)
            logs += fit.weight * (np.log(np.maximum(shares, LEAST)) - np.array(fit.usual, np.float64))
            heard = True
    return replace(skills, beside=tuple(logs.tolist())) if heard else skills

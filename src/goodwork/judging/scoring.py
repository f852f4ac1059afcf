"""A person's score at one item: what a refit took it for, and what it is when something else is known to be right.

A refit explains every answer by the skill t of its author: with the likelihood ``x t + y (1 - t)`` where answers are
classes (`quality.skill`), else with that of a coin by how near the answer is to what is right (`quality.nearness`).
What is kept of a person is the product of these over their answers, on a grid of skills; when a ruling says what is
right for an item, the one factor of that item is exchanged for another. The prior, the population's errors and
everybody's confusions stay those of the last refit until the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodwork.kinds.contract import Skills
from goodwork.quality.calibration import Calibration, vote_shares

Floats = NDArray[np.float64]


class Terms(Protocol):
    """The likelihood of one answer."""

    def log(self, t: Floats) -> Floats:
        """Its logarithm at these skills."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """That of a class: ``x t + y (1 - t)``."""

    x: float
    y: float

    def log(self, t: Floats) -> Floats:
        """Its logarithm at these skills."""
        return np.log(np.maximum(self.x * t + self.y * (1 - t), 1e-30))


@dataclass(frozen=True, slots=True)
class Coin:
    """That of an answer which is near to what is right: as so many throws of a coin, right and wrong."""

    right: float
    wrong: float

    def log(self, t: Floats) -> Floats:
        """Its logarithm at these skills."""
        return self.right * np.log(t) + self.wrong * np.log1p(-t)


class Shared(Protocol):
    """What everybody's skill at a question has in common."""

    @property
    def alpha(self) -> float: ...
    @property
    def beta(self) -> float: ...


_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Scoring:
    """What the skills of a question rest on beside people's answers, as the last refit found it."""

    alpha: float
    beta: float
    """Of the Beta prior that all people share."""
    errors: Sequence[Sequence[float]]
    """(classes, classes) where answers go that miss a class; rows sum to 1, 0 on the diagonal."""
    calibration: Calibration
    upto: int
    """The newest annotation that was read."""

    def when_known(self, answer: int, right: int) -> Terms:
        """The terms of an answer where the right class is known."""
        return Linear(1.0, 0.0) if answer == right else Linear(0.0, float(self.errors[right][answer]))

    def by_others(self, votes: Mapping[int, int], skills: Skills) -> dict[int, Terms]:
        """The terms of everybody's answer to one item whose right class is not known. ``votes``: person -> class.

        As `quality.skill_kernels.without_own` has it: the calibrated posterior of all, with the own answer taken out.
        """
        n = len(self.errors)
        table = {person: self._row(person, skills, n) for person in votes}
        logs = np.log(np.maximum(np.array(skills.class_prior or [1 / n] * n), _TINY))
        count = np.zeros(n)
        for person, answer in votes.items():
            logs += np.log(np.maximum(table[person][:, answer], _TINY))
            count[answer] += 1
        raw = np.exp(logs - logs.max())
        proba = self.calibration.apply((raw / raw.sum())[None], vote_shares(count[None]))[0]
        power, votes_power = np.exp([self.calibration.log_power, self.calibration.log_votes])
        errors = np.asarray(self.errors)
        found: dict[int, Terms] = {}
        for person, answer in votes.items():
            own = np.maximum(table[person][:, answer], _TINY) ** power
            own[answer] *= ((count[answer] + 0.5) / (count[answer] - 0.5)) ** votes_power
            p = np.maximum(proba, _TINY) / own
            p /= p.sum()
            found[person] = Linear(float(p[answer]), float(p @ errors[:, answer]))
        return found

    @staticmethod
    def _row(person: int, skills: Skills, n: int) -> Floats:
        if person in skills.confusion:
            return np.asarray(skills.confusion[person], np.float64)
        right = skills.accuracy.get(person, skills.prior)
        full = np.full((n, n), (1 - right) / max(n - 1, 1))
        np.fill_diagonal(full, right)
        return full


@dataclass(frozen=True, slots=True)
class NearScoring:
    """The same where answers are no classes, but lie near to or far from what is right."""

    alpha: float
    beta: float
    throws: float
    """Of a coin, that an answer counts for."""
    share: float
    """Of the items that were compared where nothing is known; see `is_sampled`."""
    errors: Mapping[int, float]
    """Person -> expected distance from the truth, by which the others' answers weigh."""
    upto: int
    """The newest annotation that was read."""

    def when_known(self, distance: float) -> Terms:
        """The terms of an answer at this distance from the right one."""
        return Coin(self.throws * (1 - distance), self.throws * distance)

    def by_others(self, people: Sequence[int], distances: Floats) -> dict[int, Terms]:
        """The terms of everybody's answer to one item of which nothing is known: ``distances`` (people, people)."""
        from goodwork.quality.medoid import from_others

        mean = float(np.mean(list(self.errors.values()))) if self.errors else 0.25
        error = np.array([self.errors.get(person, mean) for person in people])
        apart = from_others(distances, error)[0]
        return {person: self.when_known(float(d)) for person, d in zip(people, apart, strict=True)}


def is_sampled(item: int, share: float) -> bool:
    """Whether an item is among a random share of all: always the same ones, whatever is added.

    >>> sum(is_sampled(item, 0.3) for item in range(10_000)) // 100
    30
    """
    return (item * 2_654_435_761 % 2**32) < share * 2**32


@dataclass(frozen=True, slots=True)
class Basis:
    """The likelihood of one person's answers over skills: a grid of equal cells, and its logarithm there."""

    low: float
    width: float
    likelihood: Sequence[float]

    @property
    def skills(self) -> Floats:
        """(points,) the middles of the cells."""
        return np.asarray(self.low + (np.arange(len(self.likelihood)) + 0.5) * self.width, np.float64)

    def exchanged(self, old: Terms | None, new: Terms) -> Basis:
        """The same with one answer explained anew; ``old`` None: it was not among those that count."""
        t = self.skills
        log = np.asarray(self.likelihood) + new.log(t)
        if old is not None:
            log -= old.log(t)
        return Basis(self.low, self.width, (log - log.max()).tolist())

    def summary(self, scoring: Shared) -> tuple[float, float, float]:
        """Mean and bounds of the 95 % interval of the skill."""
        t = self.skills
        mass = self._mass(scoring)
        seen = np.concatenate([[0.0], mass.cumsum()])
        edges = self.low + np.arange(len(t) + 1) * self.width
        low, high = np.interp([0.025, 0.975], seen, edges)
        return float(mass @ t), float(low), float(high)

    def moved(self, terms: Terms, scoring: Shared) -> float:
        """The skill with an answer that is among these less the skill without it."""
        t, mass = self.skills, self._mass(scoring)
        without = mass / np.exp(terms.log(t))
        return float(mass @ t - without @ t / without.sum())

    def _mass(self, scoring: Shared) -> Floats:
        t = self.skills
        log = np.asarray(self.likelihood) + (scoring.alpha - 1) * np.log(t) + (scoring.beta - 1) * np.log1p(-t)
        mass = np.exp(log - log.max())
        return np.asarray(mass / mass.sum(), np.float64)

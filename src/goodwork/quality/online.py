"""What a server keeps between refits: people's matrices, and Bayes' rule for one answer, in plain numpy.

A refit (`hierarchical`, warm-started by ``start=``) yields a `Snapshot`; until the next one, each submitted answer
moves one item's posterior by one multiplication. The snapshot of a converged fit reproduces that fit's posteriors:
its skills are those the fit ended with. This module imports nothing heavy, so a web process may use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from goodwork.quality.model import CategoricalModel

Floats = NDArray[np.float64]


def posterior_update(posterior: Floats, confusion: Floats, answer: int) -> Floats:
    """The posterior (K,) after one more answer by a person with ``confusion`` (K, K), rows are the true class.

    p(k | answer) is proportional to p(k) p(answer | k).

    >>> posterior_update(np.array([0.5, 0.5]), np.array([[0.9, 0.1], [0.2, 0.8]]), 1).round(3).tolist()
    [0.111, 0.889]
    """
    updated = posterior * confusion[:, answer]
    total = updated.sum()
    return updated / total if total > 0 else posterior


@dataclass(frozen=True)
class Snapshot:
    """The skills of one question at one time: enough to judge any item from its answers."""

    classes: list[Any]
    prior: Floats
    """(K,) how frequent the classes are."""
    newcomer: Floats
    """(K, K) matrix of somebody not known yet, rows are the true class."""
    people: Mapping[Any, Floats]
    """(K, K) matrix of each person known."""

    def matrix(self, person: Any) -> Floats:
        """(K, K) of a person; the newcomer's for somebody unknown."""
        return self.people.get(person, self.newcomer)

    def posterior(self, answers: Iterable[tuple[Any, int]]) -> Floats:
        """(K,) posterior of an item with these answers (person, class code), in any order."""
        logs = np.log(self.prior)
        for person, answer in answers:
            logs = logs + np.log(self.matrix(person)[:, answer])
        weights = np.exp(logs - logs.max())
        return weights / weights.sum()

    def to_json(self) -> dict[str, Any]:
        """A plain dictionary that `from_json` reads; people become pairs, so ids keep their type."""
        return {
            "classes": list(self.classes),
            "prior": self.prior.tolist(),
            "newcomer": self.newcomer.tolist(),
            "people": [[person, matrix.tolist()] for person, matrix in self.people.items()],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Snapshot:
        """The snapshot that `to_json` wrote."""
        return cls(
            list(stored["classes"]),
            np.asarray(stored["prior"], np.float64),
            np.asarray(stored["newcomer"], np.float64),
            {person: np.asarray(matrix, np.float64) for person, matrix in stored["people"]},
        )


def snapshot_of(model: CategoricalModel) -> Snapshot:
    """The skills that a fitted model ended with; the newcomer is its population, else the mean person."""
    population = getattr(model, "population_", None)
    K = len(model.classes_)
    if population is not None:
        newcomer = population / population.sum(axis=1, keepdims=True)
    elif len(model.people_):
        newcomer = model.confusion_.mean(axis=0)
    else:
        newcomer = np.full((K, K), 1 / K)
    people = dict(zip(model.people_.tolist(), model.confusion_, strict=True))
    return Snapshot(list(model.classes_), model.class_prior_, np.asarray(newcomer, np.float64), people)

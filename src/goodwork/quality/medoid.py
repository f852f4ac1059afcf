"""Consensus of answers that can only be compared: the medoid, weighted by how close each person keeps to the others.

A person with error ``e`` gives an answer at distance ``d`` from the truth with probability proportional to
``exp(-d / e)``. Then the most likely of the given answers is the one with the least sum of ``d / e``: the
medoid with weights ``1 / e``, as in truth discovery (Li et al., SIGMOD 2014). Errors are fitted to
everybody's distances to the others' answers, with a share of the population's mean, so one lucky answer
doesn't make an authority.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.codes import checked_codes

Floats = npt.NDArray[np.float64]
Answer = TypeVar("Answer")

SHARED = 4.0
"""How many answers the population's mean error counts for in a person's error."""


@dataclass(frozen=True, slots=True)
class Medoid:
    """The answer of one item that the others are closest to."""

    index: int
    """Its position among the answers."""
    probability: Floats
    """(answers,) the chance of each answer to be the truth, supposed that one of them is."""
    support: float | None
    """The chance that the truth lies within the tolerance of the chosen answer; None without a tolerance."""


@dataclass(frozen=True, eq=False)
class MedoidConsensus:
    """The medoid of every item, and the error of every person."""

    choice: npt.NDArray[np.int64]
    """(items,) position of the chosen answer in the caller's answers; -1 for items without answers."""
    support: Floats | None
    """(items,) as in `Medoid`; 0 for items without answers. None without a tolerance."""
    error: Floats
    """(people,) expected distance from the truth as the others see it, shrunk to the population's."""
    apart: Floats
    """(answers,) expected distance of each answer from the truth, as the other answers to its item see it; nan where
    there are none."""
    others: npt.NDArray[np.int64]
    """(answers,) position of the answer that is most likely right by the others alone; -1 where there are none."""
    support_of_others: Floats
    """(answers,) the chance of that one, supposed that one of the others' answers is right."""


def medoid(
    distances: Floats, error: Floats, *, tolerance: float | None = None, ties: Sequence[Any] | None = None
) -> Medoid:
    """The medoid of one item's answers.

    ``distances`` (answers, answers) symmetric; ``error`` (answers,) the error of each answer's author.
    Answers that are equally good are chosen by ``ties`` (the smallest), so that the order of answers plays no
    part.

    >>> medoid(np.array([[0, 0, 1], [0, 0, 1], [1, 1, 0.0]]), np.full(3, 0.3), tolerance=0.1).index
    0
    """
    if len(distances) == 0:
        raise Invalid("There is no answer to choose from.")
    cost = distances @ (1 / error)
    best = np.flatnonzero(cost <= cost.min() + 1e-12)
    index = int(best[0]) if ties is None else min((int(b) for b in best), key=lambda b: ties[b])
    # Answers that are the same share one chance, however often they were given.
    same = (distances <= 0).sum(axis=1)
    mass = np.exp(cost.min() - cost) / same
    mass /= mass.sum()
    support = None if tolerance is None else float(min(mass[distances[index] <= tolerance].sum(), 1.0))
    return Medoid(index, mass, support)


def medoid_consensus(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    answers: Sequence[Answer],
    distance: Callable[[Answer, Answer], float],
    *,
    items: int | None = None,
    people: int | None = None,
    tolerance: float | None = None,
    ties: Callable[[Answer], Any] = repr,
    rounds: int = 10,
) -> MedoidConsensus:
    """The medoids of all items of a project, people's errors fitted to all of them.

    ``item`` and ``person`` (answers,) codes from 0. ``distance`` is symmetric, 0 for the same, and is called
    once for each pair of answers to an item.

    >>> close = lambda a, b: abs(a - b) / 10
    >>> medoid_consensus([0, 0, 0, 1], [0, 1, 2, 0], [4, 5, 9, 7], close).choice
    array([1, 3])
    """
    i, j, _, n_items, n_people = checked_codes(item, person, np.zeros(len(answers), np.int64), items, people)
    order = np.argsort(i, kind="stable")
    cuts = np.searchsorted(i[order], np.arange(n_items + 1))
    members = [order[a:b] for a, b in pairwise(cuts.tolist())]
    tables = [_table([answers[n] for n in rows.tolist()], distance) for rows in members]
    error = np.ones(n_people)
    for _ in range(rounds):
        total, count = np.zeros(n_people), np.zeros(n_people)
        for rows, table in zip(members, tables, strict=True):
            if len(rows) > 1:
                np.add.at(total, j[rows], from_others(table, error[j[rows]])[0])
                np.add.at(count, j[rows], 1)
        mean = total.sum() / max(count.sum(), 1)
        before = error
        error = np.maximum((total + SHARED * mean) / (count + SHARED), 1e-3)
        if np.abs(error - before).max(initial=0) < 1e-6:
            break
    choice = np.full(n_items, -1)
    support = np.zeros(n_items)
    apart, others, sure = np.full(len(answers), np.nan), np.full(len(answers), -1), np.zeros(len(answers))
    for u, (rows, table) in enumerate(zip(members, tables, strict=True)):
        if len(rows):
            keys = [ties(answers[n]) for n in rows.tolist()]
            best = medoid(table, error[j[rows]], tolerance=tolerance, ties=keys)
            choice[u], support[u] = rows[best.index], best.support or 0.0
        if len(rows) > 1:
            apart[rows], likeliest, sure[rows] = from_others(table, error[j[rows]])
            others[rows] = rows[likeliest]
    return MedoidConsensus(choice, None if tolerance is None else support, error, apart, others, sure)


def from_others(table: Floats, error: Floats) -> tuple[Floats, npt.NDArray[np.int64], Floats]:
    """Of one item, each answer beside what the other answers alone say.

    (answers,) its expected distance from the truth, the other answer that is most likely right, and the chance of that
    one and of those that are the same.
    """
    share = table / error[None, :]
    # [k, j]: what speaks against answer k when author j is left out; j's own answer is no candidate.
    cost = share.sum(axis=1)[:, None] - share
    np.fill_diagonal(cost, np.inf)
    mass = np.exp(cost.min(axis=0) - cost)
    mass /= mass.sum(axis=0)
    likeliest = mass.argmax(axis=0)
    sure = (mass * (table[likeliest].T <= 0)).sum(axis=0)
    return (mass * table).sum(axis=0), likeliest, np.minimum(sure, 1.0)


def _table(answers: Sequence[Answer], distance: Callable[[Answer, Answer], float]) -> Floats:
    out = np.zeros((len(answers), len(answers)))
    for a in range(len(answers)):
        for b in range(a):
            out[a, b] = out[b, a] = distance(answers[a], answers[b])
    if not np.isfinite(out).all() or (out < 0).any():
        raise Invalid("A distance between two answers is not 0 or more.")
    return out

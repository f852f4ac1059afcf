"""The one loop behind the models that give every person a table of answers: expectation and maximisation.

An item has a hidden *state*: a class, or something beside the classes. A person answers by a table
p(answer | state). The loop alternates posteriors of states with tables until posteriors rest. The models differ in
how tables follow from counts (`Tables`) and in the states they start from.

Dawid & Skene, *Maximum likelihood estimation of observer error-rates using the EM algorithm* (1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodwork.quality import kernels
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import SMOOTH

Floats = NDArray[np.float64]


class Tables(Protocol):
    """How a person's table of answers follows from the counts of their answers by state."""

    def update(self, counts: Floats, log_table: Floats, calm: bool) -> None:
        """Overwrites ``log_table`` (n_people, K, S), ln p(answer | state), given ``counts`` of that shape.

        ``calm``: whether posteriors have settled so far that people's counts differ as people do, and what
        people have in common may be learned from them.
        """
        ...


@dataclass(frozen=True)
class Fitted:
    """What the loop ends with: posteriors and counts of states, and how it went."""

    q: Floats
    """(n_items, S) posterior of states."""
    counts: Floats
    """(n_people, K, S) expected counts of answers by state."""
    log_table: Floats
    """(n_people, K, S) ln p(answer | state) that gave ``q``."""
    log_prior: Floats
    """(S,) ln p(state) that gave ``q``."""
    log_likelihood: float
    n_iter: int


def vote_shares(table: LabelTable, smooth: float = SMOOTH) -> Floats:
    """(n_items, K) share of each class among an item's answers, slightly smoothed; gold is certain."""
    shares = table.votes + smooth
    shares /= shares.sum(axis=1, keepdims=True)
    known = np.flatnonzero(table.gold >= 0)
    shares[known] = 0.0
    shares[known, table.gold[known]] = 1.0
    return shares


def state_prior(by_state: Floats, weight: float) -> Floats:
    """(S,) ln p(state): shares of the expected number of items ``by_state`` (S,), ``weight`` added to each."""
    return np.log(by_state + weight) - np.log(by_state.sum() + weight * by_state.size)


def run(
    table: LabelTable,
    tables: Tables,
    *,
    start: Floats,
    start_table: Floats | None = None,
    start_prior: Floats | None = None,
    class_weight: float = 1.0,
    max_iter: int = 100,
    tol: float = 1e-5,
    accelerate: bool = True,
) -> Fitted:
    """Runs the loop from posteriors ``start`` (n_items, S), or from tables ``start_table`` (n_people, K, S).

    ``start_prior`` (S,) is ln p(state) beside such tables; without it that of ``start``.

    Stops when a plain round changes the posteriors of an item by less than ``tol`` on average (sum of absolute
    changes), or after ``max_iter`` walks over the labels. With ``accelerate`` counts are extrapolated between
    plain rounds (`_leap`), which saves most of the rounds and ends in the same place. Memory: four arrays of
    ``start_table``'s size beside ``start``.
    """
    K = table.n_classes
    q = np.array(start, np.float64, order="C")
    counts, log_table = np.zeros((table.n_people, K, q.shape[1])), np.empty((table.n_people, K, q.shape[1]))
    by_state = q.sum(axis=0)
    log_prior = np.empty(q.shape[1])
    width = kernels.width_of(q.shape[1], table.n)

    def walk() -> tuple[float, float]:
        return kernels.em_pass(
            table.item_ptr, table.person, table.answer, table.voices, log_table, log_prior, table.gold, q, counts,
            by_state, width,
        )  # fmt: skip

    def round_() -> tuple[float, float]:
        tables.update(counts, log_table, calm)
        log_prior[:] = state_prior(by_state, class_weight)
        return walk()

    if start_table is not None:
        log_table[:] = start_table
        log_prior[:] = state_prior(by_state, class_weight) if start_prior is None else start_prior
        walk()
    else:
        kernels.count_answers(table.item_ptr, table.person, table.answer, q, counts)
    calm = start_table is not None
    likelihood, step, enough = 0.0, 0, tol * max(table.n_items, 1)
    trail: list[tuple[Floats, Floats]] = []
    while step < max_iter:
        step += 1
        before = likelihood
        likelihood, change = round_()
        if change <= enough and calm:
            break
        was_calm, calm = calm, calm or change <= CALM * max(table.n_items, 1)
        if not accelerate:
            continue
        trail.append((counts.copy(), by_state.copy()))
        if len(trail) < 3:
            continue
        if was_calm and step < max_iter:
            counts[:], by_state[:] = (np.maximum(x, 0.0) for x in _leap(trail))
            step += 1
            leapt, _ = round_()
            if leapt < likelihood - abs(likelihood - before) - 1.0:
                # It leapt too far: on from where it came from.
                counts[:], by_state[:] = trail[-1]
        trail = [(counts.copy(), by_state.copy())]
    return Fitted(q, counts, log_table, log_prior, float(likelihood), step)


CALM = 0.05
"""Mean change of an item's posterior below which rounds are extrapolated: before that, basins are being chosen."""


def _leap(trail: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
    """Where three successive rounds are heading: Varadhan & Roland, *SQUAREM* (2008), scheme S3.

    theta' = theta_0 - 2 a r + a^2 v with r = theta_1 - theta_0, v = theta_2 - theta_1 - r, a = -|r| / |v|, kept
    within -16..-1. Theta are the counts, of which everything else follows.
    """
    (first, f), (second, s), (third, t) = trail
    r, v = second - first, third - 2 * second + first
    a = -float(np.linalg.norm(r)) / max(float(np.linalg.norm(v)), 1e-300)
    a = min(max(a, -16.0), -1.0)
    return [first - 2 * a * r + a * a * v, f - 2 * a * (s - f) + a * a * (t - 2 * s + f)]

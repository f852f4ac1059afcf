"""Consensus of ordinal answers: an ordinal Dawid-Skene with a bias and a spread per person.

A person with bias ``b`` and spread ``s`` sees the true level t as ``t + b + s * e`` with standard normal
``e`` and says the nearest of the K levels, so ``P(a | t) = Phi((a + 1/2 - t - b) / s) - Phi((a - 1/2 - t - b)
/ s)``, open at both ends (an ordered probit: Johnson & Albert 1999; for crowds: Raykar et al. 2010). ``b``
and ``s`` lie on a grid, which also holds people who read the scale upside down. How common each grid point
is, is fitted to all people (a nonparametric empirical Bayes prior), so somebody with three answers is judged
by three answers and everybody else. Fitted by variational EM; every step is a matrix product, linear in the
answers.

Not everybody who is given a scale uses it as one: some never say a level, some take it for names. So the scale is
believed as far as it predicts. A fifth of the answers is held back, and the ordinal model and Dawid-Skene with a table
per person (`hierarchical`) are fitted to the rest; with ``d`` the mean gain in log-likelihood of the scale over the
tables and ``e`` its standard error by items, both are fitted to everything and averaged with weight ``Phi(d / e)``
for the scale (the chance that it predicts better: a pseudo-BMA weight with its error, Yao et al. 2018).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from goodwork.errors import Invalid

if TYPE_CHECKING:
    from goodwork.quality.hierarchical import HierarchicalDawidSkene

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HELD = 5
"""One answer of so many is held back."""

FEWEST_HELD = 30
"""Answers held back below which the scale is simply believed."""

SLIP = 0.02
"""Share of answers that have nothing to do with the item, spread over all levels."""


@dataclass(frozen=True, eq=False)
class OrdinalConsensus:
    """What ordinal answers together say, and how the people use the scale."""

    posterior: Floats
    """(items, levels) probability of each true level; the fitted prior for items without answers."""
    prior: Floats
    """(levels,) how common each level is."""
    bias: Floats
    """(people,) by how many levels a person answers too high; posterior mean."""
    spread: Floats
    """(people,) standard deviation of a person's answers, in levels; posterior mean."""
    confusion: Floats
    """(people, levels, levels) chance of each answer (column) at each true level (row)."""
    rounds: int
    scale: float = 1.0
    """How far the order of the levels is believed: 0, tables of names predict better, to 1."""

    @property
    def mean(self) -> Floats:
        """(items,) the expected level."""
        return self.posterior @ np.arange(self.posterior.shape[1])


def choose_level(posterior: Floats, tolerance: int = 0) -> tuple[Ints, Floats]:
    """(items,) the level most likely to lie within ``tolerance`` levels of the truth, and that probability.

    >>> choose_level(np.array([[0.4, 0.0, 0.3, 0.3]]))[0], choose_level(np.array([[0.4, 0.0, 0.3, 0.3]]), 1)[0]
    (array([0]), array([1]))
    """
    if tolerance < 0:
        raise Invalid("The tolerance must be 0 levels or more.")
    levels = posterior.shape[1]
    near = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels))) <= tolerance
    within = posterior @ near
    # Of levels that are equally safe, the one that is most likely itself.
    best = (within + 1e-9 * posterior).argmax(axis=1)
    return best.astype(np.int64), np.minimum(within[np.arange(len(best)), best], 1.0)


def ordinal_consensus(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    answer: npt.ArrayLike,
    levels: int,
    *,
    items: int | None = None,
    people: int | None = None,
    gold: npt.ArrayLike | None = None,
    most_rounds: int = 100,
    tolerance: float = 1e-4,
) -> OrdinalConsensus:
    """The consensus of answers on a scale of ``levels`` ordered levels.

    ``item``, ``person`` and ``answer`` (answers,) are codes from 0; ``gold`` (items,) levels or -1. Ends when
    no probability moves by more than ``tolerance``, or after ``most_rounds``.

    >>> fit = ordinal_consensus([0, 0, 0, 1, 1], [0, 1, 2, 0, 1], [4, 4, 3, 0, 1], 5)
    >>> choose_level(fit.posterior)[0]
    array([4, 0])
    """
    i, j, a, n_items, n_people = checked_codes(item, person, answer, items, people)
    if levels < 2 or (a.size and a.max() >= levels):
        raise Invalid(f"Answers are levels from 0 to {levels - 1}, and a scale has at least two.")
    known = np.full(n_items, -1) if gold is None else np.asarray(gold)
    if known.shape != (n_items,) or known.max(initial=-1) >= levels or known.min(initial=-1) < -1:
        raise Invalid(f"Gold must be one level from 0 to {levels - 1}, or -1, for each of the {n_items} items.")
    n = (n_items, n_people, levels)
    fit = _on_the_scale(i, j, a, known, n, most_rounds, tolerance)
    weight = _weight(i, j, a, known, n, most_rounds, tolerance)
    if weight > 1 - 1e-6:
        return fit
    names = _as_names(i, j, a, known, n)
    posterior = weight * fit.posterior + (1 - weight) * names.proba_
    return replace(
        fit,
        posterior=posterior,
        prior=weight * fit.prior + (1 - weight) * names.class_prior_,
        confusion=weight * fit.confusion + (1 - weight) * names.confusion_,
        scale=weight,
    )


def _weight(i: Ints, j: Ints, a: Ints, known: Ints, n: tuple[int, int, int], rounds: int, tolerance: float) -> float:
    """The chance that the scale predicts answers better than tables do."""
    held = held_back(i, j, a)
    if np.count_nonzero(held) < FEWEST_HELD:
        return 1.0
    rest = ~held
    scale = _on_the_scale(i[rest], j[rest], a[rest], known, n, rounds, tolerance)
    names = _as_names(i[rest], j[rest], a[rest], known, n)
    gain = _logs(scale.posterior, scale.confusion, i[held], j[held], a[held])
    gain -= _logs(names.proba_, names.confusion_, i[held], j[held], a[held])
    # The answers to one item belong together.
    by_item = np.bincount(i[held], gain - gain.mean())
    error = float(np.sqrt(np.square(by_item).sum()))
    return float(ndtr(gain.sum() / error)) if error > 0 else 1.0


def held_back(i: Ints, j: Ints, a: npt.NDArray[np.int64] | Floats) -> npt.NDArray[np.bool_]:
    """(answers,) every fifth answer, whatever the order in which they come."""
    order = np.lexsort((a, j, i))
    held, place = np.zeros(i.size, np.bool_), np.arange(i.size)
    # The fifth moves on, so that no person is spared where everybody answered everything.
    held[order[place * 7 % HELD == place // HELD % HELD]] = True
    return held


def _logs(posterior: Floats, confusion: Floats, i: Ints, j: Ints, a: Ints) -> Floats:
    return np.log(np.maximum(np.einsum("nk,nk->n", posterior[i], confusion[j, :, a]), 1e-12))


def _as_names(i: Ints, j: Ints, a: Ints, known: Ints, n: tuple[int, int, int]) -> HierarchicalDawidSkene:
    from goodwork.quality.hierarchical import HierarchicalDawidSkene
    from goodwork.quality.labels import LabelTable

    items, people, levels = n
    table = LabelTable.from_arrays(
        i, j, a, classes=list(range(levels)), items=np.arange(items), people=np.arange(people)
    )
    return HierarchicalDawidSkene().fit(table.with_gold(known.astype(np.int32)))


def _on_the_scale(
    i: Ints, j: Ints, a: Ints, known: Ints, n: tuple[int, int, int], most_rounds: int, tolerance: float
) -> OrdinalConsensus:
    """The ordinal model alone."""
    n_items, n_people, levels = n
    table, bias, spread = _grid(levels)
    log_table = np.log(table)
    common = np.exp(-0.5 * (bias / 0.5) ** 2 - 0.5 * (np.log(spread / 0.7) / 0.6) ** 2)
    common /= common.sum()
    votes = np.bincount(i * levels + a, minlength=n_items * levels).reshape(n_items, levels)
    prior = votes.sum(axis=0) + 1.0
    prior /= prior.sum()
    # A first guess that already knows the order: votes, blurred to the neighbours.
    steps = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    posterior = _rows(np.log(votes @ (0.3**steps) + prior), known)
    member = np.tile(common, (n_people, 1))
    confusion = np.empty((n_people, levels, levels))
    rounds = 0
    while rounds < most_rounds:
        rounds += 1
        counts = np.empty((n_people, levels, levels))
        for t in range(levels):
            weights = posterior[i, t]
            flat = np.bincount(j * levels + a, weights=weights, minlength=n_people * levels)
            counts[:, t, :] = flat.reshape(n_people, levels)
        score = counts.reshape(n_people, -1) @ log_table.reshape(len(table), -1).T + np.log(common)
        member = np.exp(score - score.max(axis=1, keepdims=True))
        member /= member.sum(axis=1, keepdims=True)
        # Fit how common the grid's points are; the pseudo-counts keep rare ones possible.
        start = np.exp(-0.5 * (bias / 1.0) ** 2)
        common = member.sum(axis=0) + 2.0 * start / start.sum()
        common /= common.sum()
        expected = (member @ log_table.reshape(len(table), -1)).reshape(n_people, levels, levels)
        log = np.tile(np.log(prior), (n_items, 1))
        for t in range(levels):
            log[:, t] += np.bincount(i, weights=expected[j, t, a], minlength=n_items)
        before, posterior = posterior, _rows(log, known)
        answered = posterior[np.unique(i)] if i.size else posterior
        prior = (answered.sum(axis=0) + 1) / (len(answered) + levels)
        if np.abs(posterior - before).max(initial=0) < tolerance:
            break
    confusion = np.tensordot(member, table, axes=1)
    return OrdinalConsensus(posterior, prior, member @ bias, member @ spread, confusion, rounds)


def checked_codes(
    item: npt.ArrayLike, person: npt.ArrayLike, answer: npt.ArrayLike, items: int | None, people: int | None
) -> tuple[Ints, Ints, Ints, int, int]:
    """Flat code arrays of one length, and the number of items and people."""
    columns: list[Ints] = []
    for name, values in (("item", item), ("person", person), ("answer", answer)):
        column = np.asarray(values)
        if column.ndim != 1 or (column.size and (column.dtype.kind not in "iu" or column.min() < 0)):
            raise Invalid(f"`{name}` must be a flat array of codes from 0.")
        columns.append(column.astype(np.int64))
    i, j, a = columns
    if not i.size == j.size == a.size:
        raise Invalid(f"The arrays differ in length: item {i.size}, person {j.size}, answer {a.size}.")
    n_items = int(i.max(initial=-1)) + 1 if items is None else items
    n_people = int(j.max(initial=-1)) + 1 if people is None else people
    if i.max(initial=-1) >= n_items or j.max(initial=-1) >= n_people:
        raise Invalid(f"A code lies outside the {n_items} items or the {n_people} people.")
    return i, j, a, n_items, n_people


def _rows(log: Floats, known: npt.NDArray[np.int_]) -> Floats:
    """Rows of probabilities; certain where the level is known."""
    out = np.exp(log - log.max(axis=1, keepdims=True))
    out /= out.sum(axis=1, keepdims=True)
    golden = known >= 0
    out[golden] = np.eye(log.shape[1])[known[golden]]
    return out


def _grid(levels: int) -> tuple[Floats, Floats, Floats]:
    """(points, levels, levels) answer chances of each grid point, and its bias and spread (points,)."""
    reach = min(1.5, (levels - 1) / 2)
    bias, spread = (v.ravel() for v in np.meshgrid(np.linspace(-reach, reach, 13), np.geomspace(0.2, 4.0, 10)))
    truth = np.arange(levels)
    cuts = np.arange(levels - 1) + 0.5
    below = ndtr((cuts - truth[:, None] - bias[:, None, None]) / spread[:, None, None])
    chance = np.diff(below, axis=2, prepend=0.0, append=1.0)
    upside_down = chance[bias == 0][:, ::-1, :]
    table = np.concatenate([chance, upside_down]) * (1 - SLIP) + SLIP / levels
    return table, np.r_[bias, np.zeros(len(upside_down))], np.r_[spread, spread[bias == 0]]

"""Skill: how often a person answers right, with the interval that their answers support.

The others decide what counts as right. Let ``p`` be the consensus on an item with the person's own answer
taken out again (gold counts as certain). With skill t, the chance of giving the right answer, and ``E`` the
shape of errors of the whole population, the person gives answer ``a`` with probability ``x t + y (1 - t)``,
where ``x = p[a]`` and ``y = sum over k != a of p[k] E[k, a]``. On gold that is the Beta-binomial; elsewhere
an uncertain consensus says little, and says it without bias (counting ``p[a]`` as a part of a right answer
would pull good people towards the others' accuracy). All people share a Beta prior whose two parameters are
fitted to them (empirical Bayes: Casella 1985; Kim & Ghahramani 2012 for pooled confusions), so three answers
don't make an expert.

A skill is an estimate, never a rank: below a minimum of comparable answers there is none, and what is missing
is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.labels import LabelTable

Floats = npt.NDArray[np.float64]

MINIMUM = 10
"""Comparable answers below which no skill is shown."""

POINTS = 96
MOST_FOR_PRIOR = 2_000


@dataclass(frozen=True, slots=True)
class Skill:
    """What is known of one person's skill, or why it is not known yet."""

    person: Any
    value: float | None
    """Posterior mean of the chance of the right answer; None below the minimum of evidence."""
    low: float | None
    """Bounds of the 95 % credible interval."""
    high: float | None
    answers: int
    """Answers that can be compared: on items with gold or an answer of somebody else."""
    missing: int
    """Comparable answers that are still missing; 0 when there is a value."""
    reason: str
    """Why there is no value; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The Beta distribution that all people share."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """The skill expected of somebody new."""
        return self.alpha / (self.alpha + self.beta)


@dataclass(frozen=True, eq=False)
class Skills:
    """Skills of all people of a table, as arrays.

    ``mean, low, high`` (people,) are meaningful only where ``known``; ``answers`` (people,) comparable
    answers, for the skill on a class the expected number of items of that class, rounded down.
    """

    people: npt.NDArray[Any]
    mean: Floats
    low: Floats
    high: Floats
    answers: npt.NDArray[np.int64]
    minimum: int
    prior: Prior
    likelihood: tuple[Floats, Floats, Floats]
    """(people, points) skills and log-likelihoods there, and (people,) the width of a cell: what all comes from."""

    @cached_property
    def known(self) -> npt.NDArray[np.bool_]:
        """(people,) whether the evidence suffices to say anything."""
        return self.answers >= self.minimum

    def of(self, person: int) -> Skill:
        """The skill of the person with this code."""
        answers, name = int(self.answers[person]), self.people[person]
        if self.known[person]:
            mean, low, high = float(self.mean[person]), float(self.low[person]), float(self.high[person])
            return Skill(name, mean, low, high, answers, 0, "")
        missing = self.minimum - answers
        reason = (
            f"{answers} of their answers can be compared with gold or with other people's; "
            f"{missing} more {'is' if missing == 1 else 'are'} needed before a skill is shown."
        )
        return Skill(name, None, None, None, answers, missing, reason)

    def rows(self) -> list[Skill]:
        """One `Skill` per person, in the order of the table."""
        return [self.of(j) for j in range(len(self.people))]


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the skill estimates stand on: the labels, the consensus and the model's confusion matrices.

    ``posterior`` (items, classes) the consensus of all answers; ``confusion`` (people, classes, classes) row
    = truth, or (people,) accuracies, or (labels, classes) p(each label | class) alone, as fitted by the model
    that made it. A calibrated posterior is the model's to a ``power`` times the shares of ``votes`` (items,
    classes) to a ``votes_power``; taking an answer out needs to know both. Gold is taken from the table. Raises
    `Invalid` when shapes don't fit or
    rows are no probabilities.
    """

    table: LabelTable
    posterior: Floats
    confusion: Floats
    power: float = 1.0
    votes: Floats | None = None
    votes_power: float = 0.0
    voices: Floats | None = None
    """(labels,) how many voices an answer is worth together with those that repeat it (`copies`); None: one each."""

    def __post_init__(self) -> None:
        table, q = self.table, self.table.n_classes
        if self.posterior.shape != (table.n_items, q):
            raise Invalid(f"The posterior has shape {self.posterior.shape}, not {(table.n_items, q)}.")
        sums = self.posterior.sum(axis=1)
        if not np.allclose(sums, 1, atol=1e-6) or (self.posterior < 0).any():
            raise Invalid("Each row of the posterior must be probabilities that sum to 1.")
        if self.confusion.shape == (table.n_people,):
            wrong = (1 - self.confusion) / max(q - 1, 1)
            full = np.repeat(np.repeat(wrong[:, None, None], q, axis=1), q, axis=2)
            full[:, np.arange(q), np.arange(q)] = self.confusion[:, None]
            object.__setattr__(self, "confusion", full)
        if self.confusion.shape not in ((table.n_people, q, q), (table.n, q)):
            raise Invalid(f"The confusion has shape {self.confusion.shape}, not {(table.n_people, q, q)}.")
        if self.power < 0 or self.votes_power < 0:
            raise Invalid("The powers of posterior and votes are 0 or more.")
        if self.votes is not None and self.votes.shape != self.posterior.shape:
            raise Invalid(f"The votes have shape {self.votes.shape}, not {self.posterior.shape}.")

    @cached_property
    def comparable(self) -> npt.NDArray[np.bool_]:
        """(labels,) whether the item has gold or an answer of somebody else."""
        alone = np.diff(self.table.item_ptr) < 2
        return ((self.table.gold >= 0) | ~alone)[self.table.item]

    @cached_property
    def errors(self) -> Floats:
        """(classes, classes) E: where answers go that miss class k; rows sum to 1, 0 on the diagonal."""
        from goodwork.quality import skill_kernels as kernels

        t = self.table
        count = kernels.soft_confusion(
            t.item, t.person, t.answer, self._posterior, self._confusion, *self._powers, self._voices, t.gold
        )
        count += 1.0
        np.fill_diagonal(count, 0)
        return count / np.maximum(count.sum(axis=1, keepdims=True), 1e-300)

    @cached_property
    def all_terms(self) -> tuple[Floats, Floats, Floats]:
        """`terms` over all classes."""
        return self.terms()

    @property
    def n(self) -> int:
        """The number of answers, those without anything to compare with included."""
        return self.table.n

    def of(self, person: int) -> npt.NDArray[np.int64]:
        """The comparable answers of the person with this code."""
        table = self.table
        mine = table.by_person[table.person_ptr[person] : table.person_ptr[person + 1]]
        return mine[self.comparable[mine]]

    def grids(self, cuts: npt.NDArray[np.int64], order: npt.NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """The likelihood of a skill by the answers ``order[cuts[r]:cuts[r + 1]]``, a row each: see `Skills`."""
        from goodwork.quality import skill_kernels as kernels

        x, y, _ = self.all_terms
        return kernels.likelihood_grids(cuts, order, x, y, POINTS)

    def logs(self, answers: npt.NDArray[np.int64], t: Floats) -> Floats:
        """(answers, points) the log-likelihood of each of these answers at the skills ``t``."""
        x, y, _ = self.all_terms
        return np.log(np.maximum(np.outer(x[answers], t) + np.outer(y[answers], 1 - t), 1e-30))

    def terms(self, of_class: int = -1) -> tuple[Floats, Floats, Floats]:
        """(labels,) x, y and weight of every answer; see the head of this file."""
        from goodwork.quality import skill_kernels as kernels

        t = self.table
        return kernels.linear_terms(
            t.item,
            t.person,
            t.answer,
            self._posterior,
            self._confusion,
            *self._powers,
            self._voices,
            t.gold,
            self.errors,
            of_class,
        )

    def others(self, label: int) -> Floats:
        """(classes,) the consensus on a label's item without that label."""
        from goodwork.quality import skill_kernels as kernels

        t, out = self.table, np.empty(self.table.n_classes)
        item, person, answer = int(t.item[label]), int(t.person[label]), int(t.answer[label])
        voice = 1.0 if self.voices is None else float(self.voices[label])
        confusion = self._confusion
        own = confusion[person, :, answer] if self.confusion.ndim == 3 else confusion[label, :, 0]
        kernels.without_own(item, own, answer, self._posterior, *self._powers, voice, t.gold, out)
        return out

    @cached_property
    def _powers(self) -> tuple[float, Floats, float]:
        votes = self._posterior if self.votes is None else np.ascontiguousarray(self.votes, dtype=np.float64)
        return self.power, votes, 0.0 if self.votes is None else self.votes_power

    @property
    def _voices(self) -> Floats:
        return np.empty(0) if self.voices is None else self.voices

    @cached_property
    def _posterior(self) -> Floats:
        return np.ascontiguousarray(self.posterior, dtype=np.float64)

    @cached_property
    def _confusion(self) -> Floats:
        found = np.ascontiguousarray(self.confusion, dtype=np.float64)
        return found if found.ndim == 3 else found[:, :, None]


def skills(
    evidence: Evidence,
    *,
    of_class: int | None = None,
    minimum: int = MINIMUM,
    prior: Prior | None = None,
    seed: int = 0,
) -> Skills:
    """The skill of everybody: over all classes, or on the items of class code ``of_class``.

    ``prior`` is fitted to the people when it is not
    given. Linear in the answers. People without an answer get the prior, and are not ``known``.

    >>> import pyarrow as pa
    >>> rows = [(i, w, (i + (w == "c" and i % 2)) % 2) for i in range(20) for w in "abc"]
    >>> frame = pa.table(dict(zip(("task", "worker", "label"), zip(*rows))))
    >>> table = LabelTable.from_frame(frame, gold={i: i % 2 for i in range(20)})
    >>> sure = np.eye(2)[table.gold]
    >>> of = skills(Evidence(table, sure, np.array([0.9, 0.9, 0.5])))
    >>> [round(skill.value, 1) for skill in of.rows()], of.of(2).low < 0.5 < of.of(2).high
    ([1.0, 1.0, 0.6], True)
    """
    grids, answers = _grids(evidence, -1 if of_class is None else of_class)
    fitted = prior or fit_prior(*grids, answers, seed=seed)
    summary = posterior_summary(*grids, fitted)
    return Skills(evidence.table.people, summary[:, 0], summary[:, 1], summary[:, 2], answers, minimum, fitted, grids)


def class_skills(evidence: Evidence, *, minimum: int = MINIMUM, seed: int = 0) -> dict[Any, Skills]:
    """The skill of everybody on the items of each class, by class name."""
    names = evidence.table.classes
    return {name: skills(evidence, of_class=c, minimum=minimum, seed=seed) for c, name in enumerate(names)}


def fit_prior(t: Floats, value: Floats, width: Floats, answers: npt.NDArray[np.int64], *, seed: int = 0) -> Prior:
    """The Beta prior under which all people's answers are most likely (empirical Bayes).

    Arguments as `skill_kernels.likelihood_grids` returns them. Fitted on at most 2,000 people, drawn by
    ``seed``. A weak hyperprior (log strength ~ Normal(log 8, 1), mean ~ Beta(2, 1)) keeps few people from
    deciding everything.
    """
    from scipy.optimize import minimize
    from scipy.special import betaln, logsumexp

    some = np.flatnonzero(answers > 0)
    if some.size > MOST_FOR_PRIOR:
        some = np.random.default_rng((seed, 4)).choice(some, MOST_FOR_PRIOR, replace=False)
    log_t, log_f = np.log(t[some]), np.log1p(-t[some])
    base = value[some] + np.log(width[some])[:, None]

    def cost(z: Floats) -> float:
        strength, mean = float(np.exp(z[0])), float(1 / (1 + np.exp(-z[1])))
        a, b = strength * mean, strength * (1 - mean)
        fit = logsumexp(base + (a - 1) * log_t + (b - 1) * log_f, axis=1) - betaln(a, b)
        # The last term is the Beta(2, 1) density of the mean, carried over to its logit.
        hyper = -0.5 * (z[0] - np.log(8)) ** 2 + 2 * np.log(mean) + np.log1p(-mean)
        return -float(fit.sum() + hyper)

    best = minimize(cost, np.array([np.log(8), 1.0]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-4})
    strength, mean = float(np.exp(min(max(best.x[0], 0), 7))), float(1 / (1 + np.exp(-best.x[1])))
    return Prior(strength * mean, strength * (1 - mean))


def posterior_mass(t: Floats, value: Floats, width: Floats, prior: Prior) -> Floats:
    """(people, points) the posterior of each person's skill on their grid; rows sum to 1."""
    log = value + (prior.alpha - 1) * np.log(t) + (prior.beta - 1) * np.log1p(-t)
    mass = np.exp(log - log.max(axis=1, keepdims=True))
    return mass / mass.sum(axis=1, keepdims=True)


def posterior_summary(t: Floats, value: Floats, width: Floats, prior: Prior) -> Floats:
    """(people, 3) mean and bounds of the 95 % interval of each person's skill."""
    from goodwork.quality import skill_kernels as kernels

    return kernels.summaries(posterior_mass(t, value, width, prior), t, width)


def _grids(evidence: Evidence, of_class: int) -> tuple[tuple[Floats, Floats, Floats], npt.NDArray[np.int64]]:
    from goodwork.quality import kernels as base
    from goodwork.quality import skill_kernels as kernels

    table = evidence.table
    x, y, weight = evidence.all_terms if of_class < 0 else evidence.terms(of_class)
    used = evidence.comparable
    chosen = np.flatnonzero(used)
    person = table.person[chosen]
    ptr = base.offsets(person, table.n_people)
    order = chosen[base.stable_order(person, ptr)]
    grids = kernels.likelihood_grids(ptr, order, x, y, POINTS)
    soft = np.bincount(person, weights=weight[chosen], minlength=table.n_people)
    return grids, np.floor(soft + 1e-9).astype(np.int64)

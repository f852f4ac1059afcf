"""Skill where answers are no classes: how near a person's answers come to gold, or to what the others say.

Spans, rankings or rubrics are seldom all right or all wrong; each answer lies at a distance of 0 to 1 from the right
one. Its nearness ``c`` is 1 less that distance: on gold to the known answer, elsewhere the expectation over what the
others answered (`medoid`). With skill t, the mean nearness of a person, an answer counts as ``k c`` successes and
``k (1 - c)`` failures of a coin that falls right with probability t: the quasi-binomial likelihood (Wedderburn 1974;
Papke & Wooldridge 1996). The number of throws ``k`` is fitted to how far the answers of one person lie apart: 1 where
they are all or nothing, more where they keep together. All people share a Beta prior, as in `skill`.

It is a nearness, not a share of right answers: two people who mark the same spans with other borders come near each
other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.skill import MINIMUM, POINTS, Floats, Prior, Skills, fit_prior, posterior_summary

Longs = npt.NDArray[np.int64]

MOST_THROWS = 10.0
"""Throws of a coin that one answer counts for at most."""
_OUTSIDE = 1e-9
"""What lies beyond the ends of a grid of skills."""


@dataclass(frozen=True, eq=False)
class Nearness:
    """The nearness of every answer to what is right, as skills are estimated from it.

    ``person`` (answers,) codes from 0; ``near`` (answers,) 0 to 1, nan where there is nothing to compare with. Raises
    `Invalid` for arrays that don't fit and for what is no nearness.
    """

    person: Longs
    near: Floats
    people: npt.NDArray[np.int64]
    """The ids of the people."""

    def __post_init__(self) -> None:
        if self.person.shape != self.near.shape:
            raise Invalid(f"There are {self.person.size} people and {self.near.size} nearnesses; one for each answer.")
        if not ((self.near >= 0) & (self.near <= 1) | np.isnan(self.near)).all():
            raise Invalid("A nearness lies between 0 and 1.")

    @cached_property
    def throws(self) -> float:
        """k: fitted to all answers."""
        return throws(self.person, self.near, len(self.people))

    @cached_property
    def by_person(self) -> tuple[Longs, Longs]:
        """The comparable answers, person by person, and (people + 1,) where those of each begin."""
        there = np.flatnonzero(~np.isnan(self.near))
        who = self.person[there]
        count = np.bincount(who, minlength=len(self.people))
        return there[np.argsort(who, kind="stable")], np.concatenate([[0], np.cumsum(count)])

    @property
    def n(self) -> int:
        """The number of answers, those without anything to compare with included."""
        return self.near.size

    def of(self, person: int) -> Longs:
        """The comparable answers of the person with this code."""
        order, begins = self.by_person
        return order[begins[person] : begins[person + 1]]

    def grids(self, cuts: Longs, order: Longs) -> tuple[Floats, Floats, Floats]:
        """The likelihood of a skill by the answers ``order[cuts[r]:cuts[r + 1]]``, a row each: see `Skills`."""
        from scipy.special import betaincinv

        gathered = np.concatenate([[0.0], np.cumsum(self.near[order])])
        right = self.throws * np.diff(gathered[cuts])
        wrong = np.maximum(self.throws * np.diff(cuts) - right, 0.0)
        right = np.maximum(right, 0.0)
        low = betaincinv(right + 1, wrong + 1, _OUTSIDE)
        width = (betaincinv(right + 1, wrong + 1, 1 - _OUTSIDE) - low) / POINTS
        t = low[:, None] + (np.arange(POINTS) + 0.5) * width[:, None]
        return t, right[:, None] * np.log(t) + wrong[:, None] * np.log1p(-t), width

    def logs(self, answers: Longs, t: Floats) -> Floats:
        """(answers, points) the log-likelihood of each of these answers at the skills ``t``."""
        near = self.near[answers]
        return self.throws * (np.outer(near, np.log(t)) + np.outer(1 - near, np.log1p(-t)))


def throws(person: Longs, near: Floats, people: int) -> float:
    """The throws of a coin that an answer is worth, by how far the answers of one person lie apart.

    The variance of a coin over that of the answers, pooled over people; few answers hardly move it from 1.

    >>> throws(np.zeros(200, int), np.tile([0.0, 1.0], 100), 1)
    1.0
    >>> throws(np.zeros(200, int), np.tile([0.4, 0.6], 100), 1)
    10.0
    """
    there = ~np.isnan(near)
    who, c = person[there], near[there]
    n = np.bincount(who, minlength=people)
    some = n > 1
    mean = np.bincount(who, c, people) / np.maximum(n, 1)
    around = np.bincount(who, (c - mean[who]) ** 2, people)
    coin = float((mean * (1 - mean) * (n - 1))[some].sum())
    apart = float(around[some].sum())
    # As if a person had been seen who is all or nothing, a few answers long.
    return float(np.clip((coin + 1.0) / (apart + 1.0), 1.0, MOST_THROWS))


def nearness_skills(nearness: Nearness, *, minimum: int = MINIMUM, prior: Prior | None = None, seed: int = 0) -> Skills:
    """The skill of everybody, with 95 % intervals; linear in the answers.

    >>> rng = np.random.default_rng(0)
    >>> person, near = np.repeat([0, 1], 200), np.r_[rng.beta(9, 1, 200), rng.beta(5, 5, 200)]
    >>> of = nearness_skills(Nearness(person, near, np.array([7, 8])))
    >>> [round(skill.value, 1) for skill in of.rows()], of.of(0).low > of.of(1).high
    ([0.9, 0.5], True)
    """
    order, begins = nearness.by_person
    answers = np.diff(begins)
    grids = nearness.grids(begins, order)
    fitted = prior or fit_prior(*grids, answers, seed=seed)
    summary = posterior_summary(*grids, fitted)
    return Skills(nearness.people, summary[:, 0], summary[:, 1], summary[:, 2], answers, minimum, fitted, grids)

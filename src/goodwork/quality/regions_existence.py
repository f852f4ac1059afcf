"""Whether a region that some people drew and others did not is there: a model of what people overlook and invent.

An object is found by person j with probability logistic(u + f_j): ``u`` is how easy the object is, drawn from a normal
law, ``f_j`` how much j finds. A region that is nothing comes about when somebody invents it, and others join by
logistic(v + g_j), with an easiness ``v`` of its own.
Both laws are truncated: what nobody drew is not in the table, and its expected number is added to the fit, as animals
that no trap caught are when animals are counted. Without a law of easiness (two coins for each person, as Dawid & Skene
have for labels) the model takes objects that most people overlook for inventions: people overlook the same ones.

Dorazio & Royle, *Mixture models for estimating the size of a closed population when capture rates vary among
individuals*, Biometrics 59 (2003). Fitted by expectation and maximisation; ``u`` and ``v`` on Gauss-Hermite nodes, the
skills by one Newton step in each round under normal priors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NODES = 15
ROUNDS = 60
RESTS = 1e-3
"""Chances that change less than this have come to rest."""

FIND_SPREAD, INVENT_SPREAD, JOIN_SPREAD = 0.8, 0.5, 0.7
"""Standard deviations, in logits, of f, g and v. Chosen by leaving pictures out (docs/benchmarks/regions.md)."""

EASY, EASY_WEIGHT = 1.5, 10.0
"""Spread of u that is believed beforehand, and how many objects that belief weighs."""

JOIN, JOIN_WEIGHT = 1 / 16, 32.0
"""How often somebody joins an invention, believed beforehand, and how many looks that belief weighs."""

REAL_WEIGHT = 5.0
"""Regions, real and invented, believed beforehand."""

FOUND, REAL = 0.3, 0.7
"""Where the fit begins: the mean of u, and how much of what is drawn is an object."""


@dataclass(frozen=True, eq=False)
class Existence:
    """What the table of who drew what says of regions and people."""

    chance: Floats
    """(regions,) the chance that each is an object."""
    finding: Floats
    """(people,) f, in logits above or below everybody's."""
    inventing: Floats
    """(people,) g."""
    easy: tuple[float, float]
    """Mean and spread of u."""
    overlooked: float
    """How many objects are expected that nobody drew."""
    join: tuple[float, float] = (float(np.log(JOIN / (1 - JOIN))), JOIN_SPREAD)
    """Mean and spread of v."""
    share: float = REAL
    """How much of what is drawn is an object."""


UNSEEN = Existence(np.zeros(0), np.zeros(0), np.zeros(0), (FOUND, EASY), 0.0)
"""What is believed before anybody drew anything."""


def chances(known: Existence, drew: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """(regions,) the chance that each region of one item is an object, and how many objects nobody drew.

    ``known``: of a fit, its skills by the places of the item's n people; ``drew`` (regions, n), at least one in each.

    >>> known = replace(UNSEEN, finding=np.zeros(3), inventing=np.zeros(3))
    >>> chance, overlooked = chances(known, np.array([[True, True, True], [True, False, False]]))
    >>> bool(chance[0] > 0.9 > 0.5 > chance[1]), bool(overlooked < 1)
    (True, True)
    """
    regions, people = drew.shape
    if not regions:
        return np.zeros(0), 0.0
    everybody = np.arange(people)
    looks = _Looks([everybody] * regions, list(drew))
    unseen = _Looks([everybody], [np.zeros(people, dtype=bool)])
    item = np.zeros(regions, dtype=np.int64)
    sides: list[_Side] = []
    for (mean, spread), skill in ((known.easy, known.finding), (known.join, known.inventing)):
        side = _Side(mean, spread, people)
        side.skill = skill
        side.read(looks, unseen, item)
        sides.append(side)
    real, made = sides
    chance = _logistic(np.log(known.share) - np.log(1 - known.share) + real.evidence - made.evidence)
    return chance, float(chance.sum() * real.none[0] / (1 - real.none[0]))


def existence(looked: Sequence[Ints], item: Ints, drew: Sequence[npt.NDArray[np.bool_]], *, people: int) -> Existence:
    """Fits the model to the regions of a project.

    ``looked``: for each item, the (n,) codes of who looked at it, from 0, of ``people`` in all. ``item`` (regions,) the
    place of each region's item; ``drew``: for each region, (n,) whether each of its item's people drew it, at least
    one did.

    >>> looked = [np.arange(5)] * 40
    >>> drawn = [np.ones(5, bool)] * 40 + [np.arange(5) == 0] * 20
    >>> where = np.r_[np.arange(40), np.arange(20)]
    >>> found = existence(looked, where, drawn, people=5)
    >>> bool(found.chance[:40].min() > 0.9 > 0.5 > found.chance[40:].max())
    True
    """
    if not len(item):
        return replace(UNSEEN, finding=np.zeros(people), inventing=np.zeros(people))
    if any(not one.any() for one in drew):
        raise Invalid("A region is drawn by somebody.")
    return _Fit(looked, item, drew, people).run()


class _Looks:
    """A table of looks: whose, at what; sums and log-chances over what was looked at."""

    def __init__(self, person: Sequence[Ints], answers: Sequence[npt.NDArray[np.bool_]]) -> None:
        count = np.array([len(one) for one in person])
        self.start = np.r_[0, np.cumsum(count)[:-1]]
        self.of = np.repeat(np.arange(len(count)), count)
        self.person = np.concatenate(person)
        self.yes = np.concatenate(answers)

    def log_chance(self, logit: Floats) -> Floats:
        """(what, nodes) ln of the chance of these answers, from (looks, nodes)."""
        signed = np.where(self.yes[:, None], logit, -logit)
        return np.add.reduceat(-np.logaddexp(0, -signed), self.start, axis=0)

    def slopes(self, logit: Floats, weight: Floats) -> tuple[Floats, Floats]:
        """(looks,) first and negative second derivative of the expected ln chance by the logit."""
        p = _logistic(logit)
        w = weight[self.of]
        return (w * (self.yes[:, None] - p)).sum(axis=1), (w * p * (1 - p)).sum(axis=1)


class _Side:
    """One of the two laws: of objects, or of inventions."""

    def __init__(self, mean: float, spread: float, people: int) -> None:
        nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
        self.nodes, self.log_weights = nodes, np.log(weights / weights.sum())
        self.mean, self.spread = mean, spread
        self.skill = np.zeros(people)

    def read(self, seen: _Looks, unseen: _Looks, item: Ints) -> None:
        """How likely each region is under this law, given that somebody drew it."""
        u = self.mean + self.spread * self.nodes
        self.logit = self.skill[seen.person][:, None] + u
        self.logit_none = self.skill[unseen.person][:, None] + u
        self.joint = seen.log_chance(self.logit) + self.log_weights
        self.joint_none = unseen.log_chance(self.logit_none) + self.log_weights
        self.log_chance = np.logaddexp.reduce(self.joint, axis=1)
        self.none = np.minimum(np.exp(np.logaddexp.reduce(self.joint_none, axis=1)), 1 - 1e-9)
        self.evidence = self.log_chance - np.log1p(-self.none[item])

    def weights(self, share: Floats, item: Ints) -> tuple[Floats, Floats]:
        """(regions, nodes) and (items, nodes): expected numbers of what was drawn, and of what nobody drew."""
        seen = np.exp(self.joint - self.log_chance[:, None]) * share[:, None]
        number = np.bincount(item, share, len(self.none))
        return seen, (number / (1 - self.none))[:, None] * np.exp(self.joint_none)


class _Fit:
    """Expectation and maximisation."""

    def __init__(self, looked: Sequence[Ints], item: Ints, drew: Sequence[npt.NDArray[np.bool_]], people: int) -> None:
        self.people = people
        # Items without a region say nothing.
        items, self.item = np.unique(item, return_inverse=True)
        of_item = [looked[one] for one in items.tolist()]
        self.looks = _Looks([looked[one] for one in item.tolist()], drew)
        self.unseen = _Looks(of_item, [np.zeros(len(who), dtype=bool) for who in of_item])
        self.real = _Side(FOUND, EASY, self.people)
        self.made = _Side(float(np.log(JOIN / (1 - JOIN))), JOIN_SPREAD, self.people)
        self.share = REAL

    def run(self) -> Existence:
        z = self._expect()
        for _ in range(ROUNDS):
            self._maximise(z)
            before, z = z, self._expect()
            if np.abs(z - before).max() < RESTS:
                break
        _, unseen = self.real.weights(z, self.item)
        real, made = self.real, self.made
        easy, join = (real.mean, real.spread), (made.mean, made.spread)
        return Existence(z, real.skill, made.skill, easy, float(unseen.sum()), join, float(self.share))

    def _expect(self) -> Floats:
        self.real.read(self.looks, self.unseen, self.item)
        self.made.read(self.looks, self.unseen, self.item)
        odds = np.log(self.share) - np.log(1 - self.share) + self.real.evidence - self.made.evidence
        return _logistic(odds)

    def _maximise(self, z: Floats) -> None:
        self.share = (z.sum() + REAL_WEIGHT) / (len(z) + 2 * REAL_WEIGHT)
        real, made = self.real, self.made
        drawn, unseen = real.weights(z, self.item)
        u = real.mean + real.spread * real.nodes
        weight = drawn.sum(axis=0) + unseen.sum(axis=0)
        first, second = self._slopes(self.looks, self.unseen, real, drawn, unseen)
        real.mean = float((weight * u).sum() / weight.sum())
        squares = (weight * (u - real.mean) ** 2).sum() + EASY_WEIGHT * EASY**2
        real.spread = float(np.sqrt(squares / (weight.sum() + EASY_WEIGHT)))
        real.skill = real.skill + (first - real.skill / FIND_SPREAD**2) / (second + 1 / FIND_SPREAD**2)
        joined, unjoined = made.weights(1 - z, self.item)
        first, second = self._slopes(self.looks, self.unseen, made, joined, unjoined)
        usual = float(_logistic(np.array(made.mean)))
        pull = JOIN_WEIGHT * (JOIN - usual)
        made.mean += 0.7 * float((first.sum() + pull) / (second.sum() + JOIN_WEIGHT * usual * (1 - usual)))
        made.skill = made.skill + (first - made.skill / INVENT_SPREAD**2) / (second + 1 / INVENT_SPREAD**2)

    def _slopes(
        self, seen: _Looks, unseen: _Looks, side: _Side, weight: Floats, weight_none: Floats
    ) -> tuple[Floats, Floats]:
        """(people,) slopes of the expected ln chance by each skill, over what was drawn and what was not."""
        total = np.zeros((2, len(side.skill)))
        for looks, logit, w in ((seen, side.logit, weight), (unseen, side.logit_none, weight_none)):
            for row, values in enumerate(looks.slopes(logit, w)):
                total[row] += np.bincount(looks.person, values, len(side.skill))
        return total[0], total[1]


def _logistic(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(x, -50, 50)))

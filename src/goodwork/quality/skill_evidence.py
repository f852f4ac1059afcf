"""What a skill rests on: the items that moved it most, and whether it changes over time.

A person is never shown a number alone. `influence` says how far each answer pulled their skill up or down; `drift`
follows the skill through equal shares of the answers in the order they were given. Both ask the answers for their
likelihood alone, so they serve every kind of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.skill import MINIMUM, Floats, Prior, posterior_mass, posterior_summary

Longs = npt.NDArray[np.int64]


class Answered(Protocol):
    """Answers of people as a skill is estimated from them: `skill.Evidence`, or `nearness.Nearness`."""

    @property
    def n(self) -> int: ...
    def of(self, person: int) -> Longs: ...
    def grids(self, cuts: Longs, order: Longs) -> tuple[Floats, Floats, Floats]: ...
    def logs(self, answers: Longs, t: Floats) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Window:
    """The skill in one share of a person's answers."""

    begin: float
    end: float
    """First and last moment of the window, in the caller's unit of time."""
    answers: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How a person's skill went, oldest window first; no windows, with the reason, when there are too few answers."""

    windows: list[Window]
    change: float | None
    """Skill in the last window less the skill before it, with its 95 % interval."""
    low: float | None
    high: float | None
    reason: str

    @property
    def certain(self) -> bool:
        """Whether the interval of the change excludes no change."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def influence(evidence: Answered, person: int, prior: Prior) -> tuple[Longs, Floats]:
    """The comparable answers of the person with this code, and how far each moves their skill.

    That is the estimate less the estimate without the answer, with what is right of the items, the prior and everybody
    else's confusions left as they are.
    """
    mine = evidence.of(person)
    if mine.size == 0:
        return mine, np.empty(0)
    grids = evidence.grids(np.array([0, mine.size]), mine)
    mass, grid = posterior_mass(*grids, prior)[0], grids[0][0]
    # The posterior without an answer is the posterior over that answer's likelihood.
    without = mass[None, :] / np.exp(evidence.logs(mine, grid))
    return mine, float(mass @ grid) - (without @ grid) / without.sum(axis=1)


def drift(
    evidence: Answered,
    person: int,
    when: npt.ArrayLike,
    prior: Prior,
    *,
    minimum: int = 2 * MINIMUM,
    most_windows: int = 8,
    seed: int = 0,
) -> Drift:
    """The person's skill in up to ``most_windows`` windows of equally many answers, at least ``minimum`` in each.

    ``when`` (labels,) is the moment of each label of the table, in any unit (only the order matters). The
    change compares the last window with everything before it, by 20,000 draws from both posteriors. Of people whose
    skill stays the same, it is `Drift.certain` for one in twenty or fewer.
    """
    moment = np.asarray(when, dtype=np.float64)
    if moment.shape != (evidence.n,):
        raise Invalid(f"`when` has shape {moment.shape}; it has to be one moment per label: {evidence.n}.")
    mine = evidence.of(person)
    mine = mine[np.argsort(moment[mine], kind="stable")]
    windows = min(most_windows, mine.size // minimum)
    if windows < 2:
        missing = 2 * minimum - mine.size
        are = "is" if missing == 1 else "are"
        reason = f"{mine.size} comparable answers; {missing} more {are} needed to see a change over time."
        return Drift([], None, None, None, reason)
    cuts = np.linspace(0, mine.size, windows + 1).astype(np.int64)
    grids = evidence.grids(cuts, mine)
    summary = posterior_summary(*grids, prior)
    shown = [
        Window(float(moment[mine[a]]), float(moment[mine[b - 1]]), int(b - a), *map(float, row))
        for a, b, row in zip(cuts[:-1], cuts[1:], summary, strict=True)
    ]
    halves = evidence.grids(np.array([0, cuts[-2], mine.size]), mine)
    before, after = _draws(halves, prior, np.random.default_rng((seed, 5)))
    low, high = np.quantile(after - before, [0.025, 0.975])
    return Drift(shown, float((after - before).mean()), float(low), float(high), "")


def _draws(grids: tuple[Floats, Floats, Floats], prior: Prior, rng: np.random.Generator) -> Floats:
    """(rows, 20000) draws from the posterior on each row of the grids."""
    t, _, width = grids
    mass = posterior_mass(*grids, prior)
    out = np.empty((len(t), 20_000))
    for r in range(len(t)):
        cell = rng.choice(t.shape[1], size=out.shape[1], p=mass[r])
        out[r] = t[r, cell] + width[r] * (rng.random(out.shape[1]) - 0.5)
    return out

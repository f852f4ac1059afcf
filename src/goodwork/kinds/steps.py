"""Steps of a scale: votes for one of several classes in an order, where a near miss is likelier than a far one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from goodwork.kinds.contract import Skills
from goodwork.kinds.voting import posterior

_DECAY = 0.5
"""Without a person's own confusion, a miss by one step is this much likelier than by one more."""


def stepwise(steps: Sequence[str], votes: Sequence[tuple[int, str]], skills: Skills) -> tuple[float, ...]:
    """Probability of each step after these votes of person and step, as `voting.posterior` has it.

    Where no refit has learned a mixture everybody has a confusion matrix: the learned one, else one that misses by near
    steps.

    >>> [round(p, 2) for p in stepwise(["1", "2", "3"], [(1, "2"), (2, "3")], Skills())]
    [0.06, 0.4, 0.54]
    """
    names = tuple(steps)
    known = skills.classes == names
    confusion = {
        person: (skills.confusion.get(person) if known else None)
        or _near_misses(len(names), skills.accuracy.get(person, skills.prior))
        for person, _ in votes
    }
    if known:
        return posterior(names, votes, replace(skills, confusion=confusion))
    return posterior(names, votes, Skills(names, confusion=confusion))


def median(p: Sequence[float]) -> int:
    """The step at which half of the probability is reached; ties go to the likelier of the two."""
    reached = 0.0
    for i, q in enumerate(p):
        reached += q
        if abs(reached - 0.5) < 1e-12 and i + 1 < len(p):
            return i if q >= p[i + 1] else i + 1
        if reached > 0.5:
            return i
    return len(p) - 1


def at_most_wrong(right: Sequence[float], tolerance: int) -> float:
    """Probability that no more than ``tolerance`` of independent judgements are wrong, each right with its own.

    >>> round(at_most_wrong([0.9, 0.9], 0), 2), round(at_most_wrong([0.9, 0.9], 1), 2)
    (0.81, 0.99)
    """
    wrong = [1.0]
    for p in sorted(right):
        wrong = [
            (wrong[n] if n < len(wrong) else 0.0) * p + (wrong[n - 1] if n else 0.0) * (1 - p)
            for n in range(min(len(wrong), tolerance) + 1)
        ]
    return min(max(math.fsum(wrong), 0.0), 1.0)


def _near_misses(k: int, right: float) -> list[list[float]]:
    rows: list[list[float]] = []
    for true in range(k):
        weight = [0.0 if v == true else _DECAY ** abs(v - true) for v in range(k)]
        total = math.fsum(weight)
        rows.append([right if v == true else (1 - right) * w / total for v, w in enumerate(weight)])
    return rows

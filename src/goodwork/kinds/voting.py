"""Votes for classes, weighed by what is known of the people: the posterior that finite kinds share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations

from goodwork.kinds.contract import A, Given, Skills

_LEAST = 1e-4
"""No single answer shifts the odds by more than this allows: nobody is infallible."""
_TINY = 1e-300


def posterior(classes: Sequence[str], votes: Sequence[tuple[int, str]], skills: Skills) -> tuple[float, ...]:
    """Probability of each class after these votes, by Bayes' rule with independent people.

    ``votes`` are pairs of person and class. They are read by the mixture, where a refit has learned one. Else a person
    with a confusion matrix is read by it, and anybody else is a one-coin: right with their accuracy, else evenly wrong
    (Dawid and Skene 1979; Raykar et al. 2010). What models say (``skills.beside``) is added to that. The result has
    the length of ``classes`` and sums to 1.

    >>> [round(p, 3) for p in posterior(["no", "yes"], [(1, "yes"), (2, "yes")], Skills(prior=0.75))]
    [0.1, 0.9]
    """
    k = len(classes)
    if k == 1:
        return (1.0,)
    known = skills.classes == tuple(classes)
    log = _by_mixture(classes, votes, skills) if known else None
    if log is None:
        log = _by_tables(classes, votes, skills, known=known)
    if known and skills.beside:
        log = [p + more for p, more in zip(log, skills.beside, strict=True)]
    top = max(log)
    weights = [math.exp(x - top) for x in log]
    total = math.fsum(weights)
    return tuple(w / total for w in weights)


def honest(
    classes: Sequence[str], votes: Sequence[tuple[int, str]], skills: Skills, raw: Sequence[float]
) -> tuple[float, ...]:
    """The `posterior` of these votes, calibrated where the skills say how."""
    if skills.calibration is None:
        return tuple(raw)
    count = dict.fromkeys(classes, 0.0)
    for person, vote in votes:
        count[vote] += skills.voices.get(person, 1.0)
    return tuple(skills.calibration.of_one(raw, list(count.values())))


def _by_mixture(classes: Sequence[str], votes: Sequence[tuple[int, str]], skills: Skills) -> list[float] | None:
    """ln p of each class by the mixture; None: no refit has learned one."""
    if skills.mixture is None:
        return None
    code = {name: i for i, name in enumerate(classes)}
    # Sorted, because floating-point sums depend on their order and consensus must not.
    order = sorted(votes)
    found = skills.mixture.of_one(
        [skills.rows.get(person) for person, _ in order],
        [code[vote] for _, vote in order],
        [skills.voices.get(person, 1.0) for person, _ in order],
    )
    return [math.log(max(p, _TINY)) for p in found]


def _by_tables(classes: Sequence[str], votes: Sequence[tuple[int, str]], skills: Skills, *, known: bool) -> list[float]:
    """ln p of each class by people's confusions or accuracies, up to a constant."""
    k = len(classes)
    code = {name: i for i, name in enumerate(classes)}
    prior = skills.class_prior if known and len(skills.class_prior) == k else [1.0 / k] * k
    log = [math.log(max(p, _LEAST)) for p in prior]
    # Sorted, because floating-point sums depend on their order and consensus must not.
    for person, vote in sorted(votes):
        v, voice = code[vote], skills.voices.get(person, 1.0)
        rows = skills.confusion.get(person) if known else None
        right = min(max(skills.accuracy.get(person, skills.prior), _LEAST), 1 - _LEAST)
        for true in range(k):
            p = rows[true][v] if rows is not None else (right if true == v else (1 - right) / (k - 1))
            log[true] += voice * math.log(max(p, _LEAST))
    return log


def mean_distance(given: Sequence[Given[A]], distance: Callable[[A, A], float]) -> float:
    """The mean distance between pairs of answers; 0 with fewer than two."""
    distances = [distance(a.answer, b.answer) for a, b in combinations(given, 2)]
    return math.fsum(distances) / len(distances) if distances else 0.0

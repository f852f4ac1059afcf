"""The loops of the skill estimates: what every answer says of its author, and the likelihood of a skill.

An answer's likelihood is linear in the skill t of its author: ``x t + y (1 - t)``. So the log-likelihood of a
person's answers is concave in t, its mode is found by bisection, and a grid laid where it matters holds it
exactly enough for any number of answers.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from goodwork.quality.kernels import kernel

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]

TINY = 1e-9
DROP = 30.0
"""The grid spans the skills whose log-likelihood lies at most this far below the best."""


@kernel
def without_own(
    item: int,
    own_answer: Floats,
    answer: int,
    posterior: Floats,
    power: float,
    votes: Floats,
    votes_power: float,
    voice: float,
    gold: Codes,
    out: Floats,
) -> None:
    """Write into ``out`` (classes,) the consensus on an item with one answer to it taken out again.

    ``own_answer`` (classes,) is p(this answer | class) of who gave it; ``voice`` is how many voices go with it: 1, or
    as many as it is worth together with the answers that repeat it.
    """
    classes = posterior.shape[1]
    if gold[item] >= 0:
        for k in range(classes):
            out[k] = 1.0 if k == gold[item] else 0.0
        return
    total = 0.0
    for k in range(classes):
        own = max(own_answer[k], TINY) ** (power * voice)
        if k == answer and votes_power > 0.0:
            # Half a vote stands behind every class, as in `calibration.vote_shares`.
            count = max(votes[item, k], voice)
            own *= ((count + 0.5) / (count - voice + 0.5)) ** votes_power
        out[k] = max(posterior[item, k], TINY) / own
        total += out[k]
    for k in range(classes):
        out[k] /= total


@kernel
def soft_confusion(
    item: Codes,
    person: Codes,
    answer: Codes,
    posterior: Floats,
    confusion: Floats,
    power: float,
    votes: Floats,
    votes_power: float,
    voices: Floats,
    gold: Codes,
) -> Floats:
    """(classes, classes) how often truth k was answered a, over all people, own answers left out."""
    classes = posterior.shape[1]
    out = np.zeros((classes, classes))
    # Full tables of people, or of each label its own chances alone.
    each = confusion.shape[2] < classes
    p = np.empty(classes)
    for n in range(item.size):
        voice = voices[n] if voices.size else 1.0
        own = confusion[n, :, 0] if each else confusion[person[n], :, answer[n]]
        without_own(item[n], own, answer[n], posterior, power, votes, votes_power, voice, gold, p)
        for k in range(classes):
            out[k, answer[n]] += p[k]
    return out


@kernel
def linear_terms(
    item: Codes,
    person: Codes,
    answer: Codes,
    posterior: Floats,
    confusion: Floats,
    power: float,
    votes: Floats,
    votes_power: float,
    voices: Floats,
    gold: Codes,
    errors: Floats,
    of_class: int,
) -> tuple[Floats, Floats, Floats]:
    """(labels,) x, y of the likelihood of each answer, and how much it bears on the class (1 for all classes).

    ``of_class`` -1 is the skill over all classes: t is the chance of the right answer. Otherwise t is that
    chance on items of the class, and items that may be of another class are explained by the person's fitted
    confusion.
    """
    classes = posterior.shape[1]
    x, y, weight = np.empty(item.size), np.empty(item.size), np.empty(item.size)
    each = confusion.shape[2] < classes
    p = np.empty(classes)
    for n in range(item.size):
        a, j = answer[n], person[n]
        voice = voices[n] if voices.size else 1.0
        own = confusion[n, :, 0] if each else confusion[j, :, a]
        without_own(item[n], own, a, posterior, power, votes, votes_power, voice, gold, p)
        if of_class < 0:
            wrong = 0.0
            for k in range(classes):
                if k != a:
                    wrong += p[k] * errors[k, a]
            x[n], y[n], weight[n] = p[a], wrong, 1.0
        else:
            rest = 0.0
            for k in range(classes):
                if k != of_class:
                    rest += p[k] * own[k]
            mine = p[of_class]
            x[n] = rest + (mine if a == of_class else 0.0)
            y[n] = rest + (0.0 if a == of_class else mine * errors[of_class, a])
            weight[n] = mine
    return x, y, weight


@kernel
def _log_likelihood(t: float, begin: int, end: int, order: Longs, x: Floats, y: Floats) -> float:
    """The sum of ``log(x t + y (1 - t))``; products of few factors are logged together."""
    total = 0.0
    product: float = 1.0
    pending = 0
    for r in range(begin, end):
        n = order[r]
        product *= max(float(x[n] * t + y[n] * (1.0 - t)), 1e-30)
        pending += 1
        if pending == 8:
            total += math.log(product)
            product = 1.0
            pending = 0
    return total + math.log(product)


@kernel
def _slope(t: float, begin: int, end: int, order: Longs, x: Floats, y: Floats) -> float:
    total = 0.0
    for r in range(begin, end):
        n = order[r]
        total += float((x[n] - y[n]) / max(x[n] * t + y[n] * (1.0 - t), 1e-30))
    return total


@kernel
def likelihood_grids(ptr: Longs, order: Longs, x: Floats, y: Floats, points: int) -> tuple[Floats, Floats, Floats]:
    """For every person skills t (people, points), log-likelihoods (people, points), and the cell width (people,)."""
    people = ptr.size - 1
    t, value, width = np.empty((people, points)), np.zeros((people, points)), np.empty(people)
    for j in range(people):
        begin, end = ptr[j], ptr[j + 1]
        low, high = 0.0, 1.0
        if end > begin:
            left, right = 0.0, 1.0
            for _ in range(26):
                middle = (left + right) / 2
                if _slope(middle, begin, end, order, x, y) > 0:
                    left = middle
                else:
                    right = middle
            mode = (left + right) / 2
            best = _log_likelihood(mode, begin, end, order, x, y)
            left, right = 0.0, mode
            for _ in range(12):
                middle = (left + right) / 2
                if _log_likelihood(middle, begin, end, order, x, y) > best - DROP:
                    right = middle
                else:
                    left = middle
            low = left
            left, right = mode, 1.0
            for _ in range(12):
                middle = (left + right) / 2
                if _log_likelihood(middle, begin, end, order, x, y) > best - DROP:
                    left = middle
                else:
                    right = middle
            high = right
        width[j] = (high - low) / points
        for g in range(points):
            t[j, g] = low + (g + 0.5) * width[j]
            value[j, g] = _log_likelihood(t[j, g], begin, end, order, x, y)
    return t, value, width


@kernel
def summaries(mass: Floats, t: Floats, width: Floats) -> Floats:
    """(people, 3) posterior mean, 2.5 % and 97.5 % quantile of normalised ``mass`` (people, points)."""
    out = np.empty((mass.shape[0], 3))
    for j in range(mass.shape[0]):
        mean, seen = 0.0, 0.0
        low, high = t[j, 0] - width[j] / 2, t[j, -1] + width[j] / 2
        found = 0
        for g in range(mass.shape[1]):
            mean += mass[j, g] * t[j, g]
            after = seen + mass[j, g]
            start = t[j, g] - width[j] / 2
            if found == 0 and after >= 0.025:
                low = start + width[j] * (0.025 - seen) / mass[j, g]
                found = 1
            if found == 1 and after >= 0.975:
                high = start + width[j] * (0.975 - seen) / mass[j, g]
                found = 2
            seen = after
        out[j, 0], out[j, 1], out[j, 2] = mean, low, high
    return out

"""The loops behind `dependence`: how likely two people's answers are if each judged alone, and if one copied."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.kernels import kernel

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

WAYS = 6
"""Ways in which an item's two answers may have come about, see `fit`."""


@kernel
def shared_items(ptr: Longs, order: Longs, item: Any, a: int, b: int) -> Longs:
    """(n, 2) positions of the labels of ``a`` and ``b`` on the items that both answered, by item."""
    out = np.empty((min(ptr[a + 1] - ptr[a], ptr[b + 1] - ptr[b]), 2), np.int64)
    n = 0
    i, j = ptr[a], ptr[b]
    while i < ptr[a + 1] and j < ptr[b + 1]:
        x, y = item[order[i]], item[order[j]]
        if x == y:
            out[n, 0], out[n, 1] = order[i], order[j]
            n += 1
        if x <= y:
            i += 1
        if y <= x:
            j += 1
    return out[:n]


@kernel
def votes_of_others(
    ptr: Longs, person: Any, answer: Any, items: Longs, near: NDArray[np.bool_], most: int, K: int
) -> Longs:
    """(n, K) how the others answered ``items`` (n,): at most ``most`` answers each, none of people in ``near``.

    Of more answers, those are taken that follow a place that depends on the item, so the choice has no seed.
    """
    out = np.zeros((items.size, K), np.int64)
    for r in range(items.size):
        begin, size = ptr[items[r]], ptr[items[r] + 1] - ptr[items[r]]
        start = (items[r] * 2654435761) % max(size, 1)
        taken = 0
        for m in range(size):
            n = begin + (start + m) % size
            if taken < most and not near[person[n]]:
                out[r, answer[n]] += 1
                taken += 1
    return out


@kernel
def _keep_apart(alpha: Floats, misled: float, least: float) -> None:
    """Keeps what `dependence` takes for granted of items: ``alpha`` (K * K, K), in place."""
    K = alpha.shape[1]
    for s in range(K * K):
        z = s // K
        top = 0.0
        total = 0.0
        for x in range(K):
            if x != z:
                top = max(top, alpha[s, x])
        alpha[s, z] = max(alpha[s, z], misled * top)
        for x in range(K):
            total += alpha[s, x]
        if total < least:
            for x in range(K):
                alpha[s, x] *= least / total


@kernel
def _to_one(rows: Floats) -> None:
    """Makes each row of ``rows`` (n, m) sum to one, in place.

    In loops rather than as ``rows /= rows.sum()``: an expression over arrays takes numba a second to compile, a loop
    nothing.
    """
    for r in range(rows.shape[0]):
        total = 0.0
        for x in range(rows.shape[1]):
            total += rows[r, x]
        for x in range(rows.shape[1]):
            rows[r, x] /= total


@kernel
def _fill(rows: Floats, value: float) -> None:
    """Overwrites ``rows`` (n, m) with ``value``."""
    for r in range(rows.shape[0]):
        for x in range(rows.shape[1]):
            rows[r, x] = value


@kernel
def _nobody_is_perfect(table: Floats, slip: float) -> None:
    """Holds the chance of a right answer under 1 - ``slip``: ``table`` (K, K) by class, in place."""
    for z in range(table.shape[0]):
        wrong = 1.0 - table[z, z]
        if wrong < slip:
            scale = slip / wrong
            for x in range(table.shape[1]):
                table[z, x] *= scale
            table[z, z] = 1.0 - slip


@kernel
def _begin(
    votes: Longs, a: Longs, b: Longs, q: Floats, alpha: Floats, prior: Floats, table_a: Floats, table_b: Floats
) -> None:
    """What the posterior ``q`` (n, K * K) says of priors (1, K * K), tables and items, which it overwrites."""
    n, K = votes.shape
    S = K * K
    _fill(table_a, 0.2)
    _fill(table_b, 0.2)
    _fill(prior, 0.5)
    _fill(alpha, 0.5)
    for z in range(K):
        table_a[z, z] += 1.0
        table_b[z, z] += 1.0
    for i in range(n):
        for s in range(S):
            prior[0, s] += q[i, s]
            table_a[s // K, a[i]] += q[i, s]
            table_b[s // K, b[i]] += q[i, s]
            for x in range(K):
                alpha[s, x] += q[i, s] * votes[i, x]
    _to_one(prior)
    _to_one(table_a)
    _to_one(table_b)
    right, looks, rest = 0.0, 0.0, 0.0
    for s in range(S):
        z, look = s // K, s % K
        total = 0.0
        for x in range(K):
            total += alpha[s, x]
        scale = 3.0 / total
        for x in range(K):
            alpha[s, x] *= scale
            if z != look:
                if x == z:
                    right += alpha[s, x]
                elif x == look:
                    looks += alpha[s, x]
                else:
                    rest += alpha[s, x]
    right, looks, rest = right / (S - K), looks / (S - K), rest / (S - K)
    for s in range(S):
        z, look = s // K, s % K
        if z != look:
            for x in range(K):
                alpha[s, x] = right if x == z else (looks if x == look else rest / (K - 2))


@kernel
def _expect(
    votes: Longs,
    a: Longs,
    b: Longs,
    gold: Longs,
    alpha: Floats,
    prior: Floats,
    table_a: Floats,
    table_b: Floats,
    follow_a: float,
    follow_b: float,
    copied: float,
    logs: Floats,
    q: Floats,
    weight: Floats,
) -> float:
    """The ln likelihood; overwrites ``q`` (n, K * K), the posterior, and ``weight`` (n, K * K, `WAYS`), that by way."""
    n, K = votes.shape
    S = K * K
    likelihood = 0.0
    for i in range(n):
        x, y = a[i], b[i]
        same = 1.0 if x == y else 0.0
        top = -np.inf
        size = 0
        for k in range(K):
            size += votes[i, k]
        for s in range(S):
            z = s // K
            if gold[i] >= 0 and gold[i] != z:
                logs[s] = -np.inf
                for w in range(WAYS):
                    weight[i, s, w] = 0.0
                continue
            total = 0.0
            chance = prior[0, s]
            for k in range(K):
                total += alpha[s, k]
                for m in range(votes[i, k]):
                    chance *= alpha[s, k] + m
            for m in range(size):
                chance /= total + m
            by_item_a = (alpha[s, x] + votes[i, x]) / (total + size)
            by_item_b = (alpha[s, y] + votes[i, y]) / (total + size)
            by_item = by_item_a * (alpha[s, y] + votes[i, y] + same) / (total + size + 1)
            alone = 1.0 - copied
            way = weight[i, s]
            way[0] = alone * (1 - follow_a) * (1 - follow_b) * table_a[z, x] * table_b[z, y]
            way[1] = alone * follow_a * (1 - follow_b) * by_item_a * table_b[z, y]
            way[2] = alone * (1 - follow_a) * follow_b * table_a[z, x] * by_item_b
            way[3] = alone * follow_a * follow_b * by_item
            way[4] = copied * same * (1 - follow_a) * table_a[z, x]
            way[5] = copied * same * follow_a * by_item_a
            mass = 0.0
            for w in range(WAYS):
                mass += way[w]
            for w in range(WAYS):
                way[w] = way[w] / mass if mass > 0 else 0.0
            logs[s] = np.log(chance * mass) if chance * mass > 0 else -np.inf
            top = max(top, logs[s])
        mass = 0.0
        for s in range(S):
            logs[s] = np.exp(logs[s] - top)
            mass += logs[s]
        likelihood += top + np.log(mass)
        for s in range(S):
            share = logs[s] / mass
            q[i, s] = share
            for w in range(WAYS):
                weight[i, s, w] *= share
    return likelihood


@kernel
def _learn_people(
    a: Longs,
    b: Longs,
    q: Floats,
    weight: Floats,
    slip: float,
    floor: float,
    prior: Floats,
    table_a: Floats,
    table_b: Floats,
    ways: Floats,
) -> None:
    """Overwrites priors, tables and ``ways`` (`WAYS`,), how many of the answers came about in each way."""
    n, S = q.shape
    K = table_a.shape[0]
    for w in range(WAYS):
        ways[w] = 0.0
    _fill(prior, floor)
    _fill(table_a, floor)
    _fill(table_b, floor)
    for i in range(n):
        for s in range(S):
            if q[i, s] < 1e-12:
                continue
            z = s // K
            prior[0, s] += q[i, s]
            table_a[z, a[i]] += weight[i, s, 0] + weight[i, s, 2] + weight[i, s, 4]
            table_b[z, b[i]] += weight[i, s, 0] + weight[i, s, 1]
            for w in range(WAYS):
                ways[w] += weight[i, s, w]
    _to_one(prior)
    _to_one(table_a)
    _to_one(table_b)
    _nobody_is_perfect(table_a, slip)
    _nobody_is_perfect(table_b, slip)


@kernel
def _learn_items(
    votes: Longs, a: Longs, b: Longs, q: Floats, weight: Floats, alpha: Floats, num: Floats, den: Floats
) -> None:
    """A step of Minka's fixed point for how items are seen, ``alpha`` (K * K, K); looks that mislead share three
    numbers. ``num`` like ``alpha`` and ``den`` (1, K * K) are overwritten."""
    n, K = votes.shape
    S = K * K
    _fill(num, 0.0)
    _fill(den, 0.0)
    for i in range(n):
        x, y = a[i], b[i]
        size = 0
        for k in range(K):
            size += votes[i, k]
        for s in range(S):
            if q[i, s] < 1e-9:
                continue
            total = 0.0
            for k in range(K):
                total += alpha[s, k]
                here = 0.0
                for m in range(votes[i, k]):
                    here += 1.0 / (alpha[s, k] + m)
                num[s, k] += q[i, s] * here
            here = 0.0
            for m in range(size):
                here += 1.0 / (total + m)
            den[0, s] += q[i, s] * here
            only_a = weight[i, s, 1] + weight[i, s, 5]
            only_b, both = weight[i, s, 2], weight[i, s, 3]
            num[s, x] += (only_a + both) / (alpha[s, x] + votes[i, x])
            num[s, y] += only_b / (alpha[s, y] + votes[i, y])
            num[s, y] += both / (alpha[s, y] + votes[i, y] + (1.0 if x == y else 0.0))
            den[0, s] += (only_a + only_b + both) / (total + size) + both / (total + size + 1)
    right, looks, rest, misleading = 0.0, 0.0, 0.0, 0.0
    for s in range(S):
        z, look = s // K, s % K
        if z == look:
            for k in range(K):
                alpha[s, k] = min(max(alpha[s, k] * num[s, k] / max(den[0, s], 1e-9), 1e-3), 1e3)
            continue
        misleading += den[0, s]
        for k in range(K):
            if k == z:
                right += num[s, k]
            elif k == look:
                looks += num[s, k]
            else:
                rest += num[s, k]
    if misleading > 1e-9:
        rest /= max(K - 2, 1)
        for s in range(S):
            z, look = s // K, s % K
            if z == look:
                continue
            for k in range(K):
                scale = (right if k == z else (looks if k == look else rest)) / misleading
                alpha[s, k] = min(max(alpha[s, k] * scale, 1e-3), 1e3)


@kernel
def fit(
    votes: Longs,
    a: Longs,
    b: Longs,
    gold: Longs,
    start: Floats,
    copying: bool,
    misled: float,
    least: float,
    slip: float,
    rounds: int,
    tol: float,
) -> tuple[float, float, Floats]:
    """The ln likelihood of votes and both answers at its maximum, the share of copied answers, and the posterior.

    ``votes`` (n, K), ``a``, ``b`` (n,) answers, ``gold`` (n,) -1 = unknown, ``start`` (n, K * K) where the
    posterior of (class, look) begins. EM; a state s is class s // K with look s % K. The ways: both by their tables,
    a by the item, b by the item, both by the item; b copies what a gave by its table, or by the item.
    """
    n, K = votes.shape
    S = K * K
    floor = 0.01
    q = start.copy()
    alpha, num = np.empty((S, K)), np.empty((S, K))
    prior, den = np.empty((1, S)), np.empty((1, S))
    table_a, table_b = np.empty((K, K)), np.empty((K, K))
    logs, ways = np.empty(S), np.empty(WAYS)
    weight = np.zeros((n, S, WAYS))
    follow_a, follow_b = 0.3, 0.3
    copied = 0.5 if copying else 0.0
    _begin(votes, a, b, q, alpha, prior, table_a, table_b)
    _keep_apart(alpha, misled, least)
    best, best_copied = -np.inf, copied
    before = -np.inf
    for step in range(rounds):
        likelihood = _expect(
            votes, a, b, gold, alpha, prior, table_a, table_b, follow_a, follow_b, copied, logs, q, weight
        )
        if likelihood > best:
            best, best_copied = likelihood, copied
        if step > 8 and abs(likelihood - before) < tol:
            break
        before = likelihood
        _learn_people(a, b, q, weight, slip, floor, prior, table_a, table_b, ways)
        judged = ways[0] + ways[1] + ways[2] + ways[3]
        follow_a = (ways[1] + ways[3] + ways[5] + floor) / (n + 2 * floor)
        follow_b = (ways[2] + ways[3] + floor) / (judged + 2 * floor)
        if copying:
            copied = min(max((ways[4] + ways[5]) / n, 1e-3), 1 - 1e-3)
        for _ in range(2):
            _learn_items(votes, a, b, q, weight, alpha, num, den)
            _keep_apart(alpha, misled, least)
    return best, best_copied, q

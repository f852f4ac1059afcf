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
def _nobody_is_perfect(table: Floats, slip: float) -> None:
    """Holds the chance of a right answer under 1 - ``slip``: ``table`` (K, K) by class, in place."""
    for z in range(table.shape[0]):
        wrong = 1.0 - table[z, z]
        if wrong < slip:
            table[z] *= slip / wrong
            table[z, z] = 1.0 - slip


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
    alpha = np.empty((S, K))
    prior = np.empty(S)
    table_a, table_b = np.empty((K, K)), np.empty((K, K))
    follow_a, follow_b = 0.3, 0.3
    copied = 0.5 if copying else 0.0
    weight = np.zeros((n, S, WAYS))
    sizes = votes.sum(axis=1)

    # What the start says of priors, tables and items.
    table_a[:] = 0.2
    table_b[:] = 0.2
    prior[:] = 0.5
    alpha[:] = 0.5
    for z in range(K):
        table_a[z, z] += 1.0
        table_b[z, z] += 1.0
    for i in range(n):
        for s in range(S):
            prior[s] += q[i, s]
            table_a[s // K, a[i]] += q[i, s]
            table_b[s // K, b[i]] += q[i, s]
            for x in range(K):
                alpha[s, x] += q[i, s] * votes[i, x]
    prior /= prior.sum()
    for z in range(K):
        table_a[z] /= table_a[z].sum()
        table_b[z] /= table_b[z].sum()
    seen = np.zeros(3)
    for s in range(S):
        alpha[s] *= 3.0 / alpha[s].sum()
        for x in range(K):
            if s // K != s % K:
                seen[0 if x == s // K else (1 if x == s % K else 2)] += alpha[s, x]
    seen /= S - K
    for s in range(S):
        for x in range(K):
            if s // K != s % K:
                at = 0 if x == s // K else (1 if x == s % K else 2)
                alpha[s, x] = seen[at] / (K - 2) if at == 2 else seen[at]
    _keep_apart(alpha, misled, least)

    best, best_copied = -np.inf, copied
    before = -np.inf
    logs = np.empty(S)
    way = np.empty(WAYS)
    num, den = np.empty((S, K)), np.empty(S)
    total_way = np.empty(WAYS)
    for step in range(rounds):
        likelihood = 0.0
        # E-step.
        for i in range(n):
            x, y = a[i], b[i]
            same = 1.0 if x == y else 0.0
            top = -np.inf
            for s in range(S):
                z = s // K
                if gold[i] >= 0 and gold[i] != z:
                    logs[s] = -np.inf
                    for w in range(WAYS):
                        weight[i, s, w] = 0.0
                    continue
                total = 0.0
                chance = prior[s]
                for k in range(K):
                    total += alpha[s, k]
                    for m in range(votes[i, k]):
                        chance *= alpha[s, k] + m
                for m in range(sizes[i]):
                    chance /= total + m
                by_item_a = (alpha[s, x] + votes[i, x]) / (total + sizes[i])
                by_item_b = (alpha[s, y] + votes[i, y]) / (total + sizes[i])
                by_item = by_item_a * (alpha[s, y] + votes[i, y] + same) / (total + sizes[i] + 1)
                alone = 1.0 - copied
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
                    weight[i, s, w] = way[w] / mass if mass > 0 else 0.0
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
        if likelihood > best:
            best, best_copied = likelihood, copied
        if step > 8 and abs(likelihood - before) < tol:
            break
        before = likelihood
        # M-step: priors, tables, how often each follows the item, and copying.
        total_way[:] = 0.0
        prior[:] = floor
        table_a[:] = floor
        table_b[:] = floor
        for i in range(n):
            for s in range(S):
                if q[i, s] < 1e-12:
                    continue
                z = s // K
                prior[s] += q[i, s]
                table_a[z, a[i]] += weight[i, s, 0] + weight[i, s, 2] + weight[i, s, 4]
                table_b[z, b[i]] += weight[i, s, 0] + weight[i, s, 1]
                for w in range(WAYS):
                    total_way[w] += weight[i, s, w]
        prior /= prior.sum()
        for z in range(K):
            table_a[z] /= table_a[z].sum()
            table_b[z] /= table_b[z].sum()
        _nobody_is_perfect(table_a, slip)
        _nobody_is_perfect(table_b, slip)
        judged = total_way[0] + total_way[1] + total_way[2] + total_way[3]
        follow_a = (total_way[1] + total_way[3] + total_way[5] + floor) / (n + 2 * floor)
        follow_b = (total_way[2] + total_way[3] + floor) / (judged + 2 * floor)
        if copying:
            copied = min(max((total_way[4] + total_way[5]) / n, 1e-3), 1 - 1e-3)
        # How items are seen: two steps of Minka's fixed point, looks that mislead sharing three numbers.
        for _ in range(2):
            num[:] = 0.0
            den[:] = 0.0
            for i in range(n):
                x, y = a[i], b[i]
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
                    for m in range(sizes[i]):
                        here += 1.0 / (total + m)
                    den[s] += q[i, s] * here
                    only_a = weight[i, s, 1] + weight[i, s, 5]
                    only_b, both = weight[i, s, 2], weight[i, s, 3]
                    num[s, x] += (only_a + both) / (alpha[s, x] + votes[i, x])
                    num[s, y] += only_b / (alpha[s, y] + votes[i, y])
                    num[s, y] += both / (alpha[s, y] + votes[i, y] + (1.0 if x == y else 0.0))
                    den[s] += (only_a + only_b + both) / (total + sizes[i]) + both / (total + sizes[i] + 1)
            right, looks, rest, all_den = 0.0, 0.0, 0.0, 0.0
            for s in range(S):
                z, look = s // K, s % K
                if z == look:
                    for k in range(K):
                        alpha[s, k] = min(max(alpha[s, k] * num[s, k] / max(den[s], 1e-9), 1e-3), 1e3)
                    continue
                all_den += den[s]
                for k in range(K):
                    if k == z:
                        right += num[s, k]
                    elif k == look:
                        looks += num[s, k]
                    else:
                        rest += num[s, k]
            if all_den > 1e-9:
                scale = np.array([right, looks, rest / max(K - 2, 1)]) / all_den
                for s in range(S):
                    z, look = s // K, s % K
                    if z == look:
                        continue
                    for k in range(K):
                        at = 0 if k == z else (1 if k == look else 2)
                        alpha[s, k] = min(max(alpha[s, k] * scale[at], 1e-3), 1e3)
            _keep_apart(alpha, misled, least)
    return best, best_copied, q

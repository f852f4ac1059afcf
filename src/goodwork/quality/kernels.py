"""The loops over labels: numba kernels, compiled once and cached, that release the interpreter's lock.

Every kernel walks a label table in item order (CSR: the labels of item ``i`` are ``ptr[i]:ptr[i + 1]``) and
touches each label once, so time grows with labels and memory with items and people. Importing this module
imports numba: nothing that a web process loads may import it at the top of a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]


def kernel(function: F) -> F:
    """``function``, compiled on first use, cached on disk, free of the interpreter's lock.

    Compiling is most of what a first run waits for: no entry for C is made, which nothing calls, and a division by
    zero is what it is in numpy, so that no division has to ask first.
    """
    compiled = cast(Any, numba.njit)  # its stubs lack the option
    return cast(F, compiled(cache=True, nogil=True, no_cfunc_wrapper=True, error_model="numpy")(function))


@kernel
def offsets(codes: Ints, n: int) -> Longs:
    """CSR offsets (n + 1,) of ``codes`` (any order, each in 0..n-1)."""
    ptr = np.zeros(n + 1, np.int64)
    for code in codes:
        ptr[code + 1] += 1
    for i in range(n):
        ptr[i + 1] += ptr[i]
    return ptr


@kernel
def stable_order(codes: Ints, ptr: Longs) -> Longs:
    """The permutation that sorts ``codes`` and keeps ties in the order they came (counting sort)."""
    free = ptr[:-1].copy()
    order = np.empty(codes.size, np.int64)
    for n in range(codes.size):
        order[free[codes[n]]] = n
        free[codes[n]] += 1
    return order


@kernel
def is_sorted(codes: Ints) -> bool:
    """Whether ``codes`` never decreases."""
    for n in range(1, codes.size):  # noqa: SIM110 - numba compiles the loop, not a generator
        if codes[n] < codes[n - 1]:
            return False
    return True


@kernel
def last_of_pair(ptr: Longs, person: Ints, n_people: int) -> NDArray[np.bool_]:
    """True for each label that no later label of the same item and person replaces."""
    seen = np.empty(n_people, np.int64)
    for j in range(n_people):
        seen[j] = -1
    keep = np.empty(person.size, np.bool_)
    for i in range(ptr.size - 1):
        for n in range(ptr[i + 1] - 1, ptr[i] - 1, -1):
            keep[n] = seen[person[n]] != i
            seen[person[n]] = i
    return keep


def width_of(states: int, labels: int) -> Any:
    """What tells `em_pass` the number of states: a tuple where its loops are worth unrolling for that number.

    A tuple is a type of its own for each number, hence a kernel of its own, which takes about a second to compile.
    """
    return (0,) * states if states <= UNROLLED and labels > WORTH else np.zeros(states, np.int8)


UNROLLED = 8
"""Most states for which a kernel of their own is compiled."""

WORTH = 200_000
"""Labels above which that saves more than it costs."""


@kernel
def em_pass(
    ptr: Longs,
    person: Ints,
    answer: Ints,
    weight: Floats,
    log_table: Floats,
    log_prior: Floats,
    gold: Ints,
    q: Floats,
    counts: Floats,
    by_state: Floats,
    width: Any,
) -> tuple[float, float]:
    """One E-step and the counts for the M-step, in one walk over the labels.

    ``log_table`` (n_people, K, S) is ln p(answer | state) of each person, ``log_prior`` (S,) ln p(state). The first K
    states are the classes; with gold the other classes are impossible, and what is no class is not. ``weight`` (n,) is
    how much of a voice each label is, empty if each is one: it tempers what a label says of its item, not what it says
    of its person. ``width`` is what `width_of` says. Overwrites ``q`` (n_items, S), ``counts`` (n_people, K, S) and
    ``by_state`` (S,), the sums of ``q``. Returns the log-likelihood and the total absolute change of ``q``. An item
    without labels or gold keeps the prior.
    """
    S = len(width)
    K = log_table.shape[1]
    tables, cells = log_table.reshape(-1), counts.reshape(-1)
    acc = np.empty(S, np.float64)
    cells[:] = 0.0
    by_state[:] = 0.0
    total = 0.0
    change = 0.0
    product = 1.0
    for i in range(ptr.size - 1):
        begin, end = ptr[i], ptr[i + 1]
        for s in range(S):
            acc[s] = log_prior[s]
        for n in range(begin, end):
            at = (np.int64(person[n]) * K + answer[n]) * S
            voice = weight[n] if weight.size else 1.0
            for s in range(S):
                acc[s] += voice * tables[at + s]
        if gold[i] >= 0:
            for s in range(K):
                if s != gold[i]:
                    acc[s] = -np.inf
        top = acc[0]
        for s in range(1, S):
            top = max(top, acc[s])
        mass = 0.0
        for s in range(S):
            below = acc[s] - top
            # e^-40 is nothing beside 1, and asking for it is what costs.
            acc[s] = np.exp(below) if below > -40.0 else 0.0
            mass += acc[s]
        # A logarithm of many items at once: mass lies within 1..S.
        total += top
        product *= mass
        if product > 1e200:
            total += np.log(product)
            product = 1.0
        share = 1.0 / mass
        for s in range(S):
            p = acc[s] * share
            change += abs(p - q[i, s])
            q[i, s] = p
            by_state[s] += p
            acc[s] = p
        for n in range(begin, end):
            at = (np.int64(person[n]) * K + answer[n]) * S
            for s in range(S):
                cells[at + s] += acc[s]
    return total + np.log(product), change


@kernel
def count_answers(ptr: Longs, person: Ints, answer: Ints, q: Floats, counts: Floats) -> None:
    """Expected counts (n_people, K, S) of answers by state under ``q`` (n_items, S); overwrites ``counts``."""
    counts[:] = 0.0
    for i in range(ptr.size - 1):
        for n in range(ptr[i], ptr[i + 1]):
            row = counts[person[n], answer[n]]
            for s in range(q.shape[1]):
                row[s] += q[i, s]


@kernel
def count_pairs(ptr: Longs, chosen: NDArray[np.bool_]) -> int:
    """How many pairs of labels share an item, over the chosen items."""
    total = 0
    for i in range(ptr.size - 1):
        if chosen[i]:
            m = ptr[i + 1] - ptr[i]
            total += m * (m - 1) // 2
    return total


@kernel
def list_pairs(ptr: Longs, person: Ints, answer: Ints, chosen: NDArray[np.bool_], n_people: int, total: int) -> Longs:
    """One entry per pair of people who answered the same chosen item: 2 (a * n_people + b) + agreed, a < b."""
    out = np.empty(total, np.int64)
    at = 0
    for i in range(ptr.size - 1):
        if not chosen[i]:
            continue
        for n in range(ptr[i], ptr[i + 1]):
            for m in range(n + 1, ptr[i + 1]):
                a, b = np.int64(min(person[n], person[m])), np.int64(max(person[n], person[m]))
                out[at] = 2 * (a * n_people + b) + (1 if answer[n] == answer[m] else 0)
                at += 1
    return out

"""The passes over hidden chains of tokens, compiled.

Tokens of item ``u`` are ``ptr[u]:ptr[u + 1]``; its annotations are ``by_item[u]:by_item[u + 1]``; the marks
of annotation ``n`` start at ``begin[n]`` in ``flat``; ``known`` holds true states or -1.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from goodwork.quality.kernels import kernel

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]


@kernel
def first_guess(ptr: Longs, by_item: Longs, begin: Longs, flat: Longs, known: Longs) -> Floats:
    """(tokens, 3) the shares of marks, smoothed."""
    out = np.full((ptr[-1], 3), 0.05)
    for u in range(ptr.size - 1):
        for n in range(by_item[u], by_item[u + 1]):
            for t in range(ptr[u + 1] - ptr[u]):
                out[ptr[u] + t, flat[begin[n] + t]] += 1.0
        for t in range(ptr[u], ptr[u + 1]):
            if known[t] >= 0:
                out[t, :] = 0.0
                out[t, known[t]] = 1.0
            out[t] /= out[t].sum()
    return out


@kernel
def mark_counts(
    ptr: Longs, by_item: Longs, begin: Longs, who: Longs, flat: Longs, marginal: Floats, people: int
) -> Floats:
    """(people, 3, 3, 3) how often each person made each mark, by true state and by their mark before."""
    out = np.zeros((people, 3, 3, 3))
    for u in range(ptr.size - 1):
        for n in range(by_item[u], by_item[u + 1]):
            before = 0
            for t in range(ptr[u + 1] - ptr[u]):
                mark = flat[begin[n] + t]
                for z in range(3):
                    out[who[n], z, before, mark] += marginal[ptr[u] + t, z]
                before = mark
    return out


@kernel
def move_counts(ptr: Longs, marginal: Floats, follow: Floats) -> Floats:
    """(4, 3) row 0: states of first tokens; rows 1 to 3: moves from each state."""
    out = np.zeros((4, 3))
    for u in range(ptr.size - 1):
        for t in range(ptr[u], ptr[u + 1]):
            if t == ptr[u]:
                out[0] += marginal[t]
                continue
            for z in range(3):
                for k in range(3):
                    out[1 + z, k] += marginal[t - 1, z] * follow[t, z, k]
    return out


@kernel
def forward_backward(
    ptr: Longs,
    by_item: Longs,
    begin: Longs,
    who: Longs,
    flat: Longs,
    known: Longs,
    log_confusion: Floats,
    transition: Floats,
    start: Floats,
) -> tuple[Floats, Floats]:
    """Marginals (tokens, 3), and each state's chance given the state before (tokens, 3, 3)."""
    marginal = np.zeros((ptr[-1], 3))
    follow = np.zeros((ptr[-1], 3, 3))
    seen = np.zeros((ptr[-1], 3))
    for u in range(ptr.size - 1):
        for n in range(by_item[u], by_item[u + 1]):
            before = 0
            for t in range(ptr[u + 1] - ptr[u]):
                mark = flat[begin[n] + t]
                for z in range(3):
                    seen[ptr[u] + t, z] += log_confusion[who[n], z, before, mark]
                before = mark
        for t in range(ptr[u], ptr[u + 1]):
            top = seen[t].max()
            for z in range(3):
                seen[t, z] = math.exp(seen[t, z] - top)
            if known[t] >= 0:
                for z in range(3):
                    seen[t, z] = 1.0 if z == known[t] else 0.0
        if ptr[u] == ptr[u + 1]:
            continue
        # Backward messages, scaled; then the chain is walked forward with them.
        message = np.ones((ptr[u + 1] - ptr[u] + 1, 3))
        for t in range(ptr[u + 1] - 1, ptr[u], -1):
            r = t - ptr[u]
            for z in range(3):
                total = 0.0
                for k in range(3):
                    total += transition[z, k] * seen[t, k] * message[r + 1, k]
                message[r, z] = total
            message[r] /= max(message[r].max(), 1e-300)
        for t in range(ptr[u], ptr[u + 1]):
            r = t - ptr[u]
            for z in range(3):
                total = 0.0
                for k in range(3):
                    step = start[k] if r == 0 else transition[z, k]
                    follow[t, z, k] = step * seen[t, k] * message[r + 1, k]
                    total += follow[t, z, k]
                for k in range(3):
                    # From a state that gold rules out nothing follows; any chances will do.
                    follow[t, z, k] = follow[t, z, k] / total if total > 0.0 else 1.0 / 3.0
            for k in range(3):
                if r == 0:
                    marginal[t, k] = follow[t, 0, k]
                else:
                    for z in range(3):
                        marginal[t, k] += marginal[t - 1, z] * follow[t, z, k]
    return marginal, follow


@kernel
def best_paths(ptr: Longs, marginal: Floats, follow: Floats) -> Longs:
    """(tokens,) the most probable states of each item as a whole (Viterbi on the fitted chain)."""
    path = np.zeros(ptr[-1], np.int64)
    came = np.zeros((ptr[-1], 3), np.int64)
    for u in range(ptr.size - 1):
        if ptr[u] == ptr[u + 1]:
            continue
        score = np.log(marginal[ptr[u]] + 1e-300)
        for t in range(ptr[u] + 1, ptr[u + 1]):
            reached = np.full(3, -np.inf)
            for k in range(3):
                for z in range(3):
                    value = score[z] + math.log(follow[t, z, k] + 1e-300)
                    if value > reached[k]:
                        reached[k] = value
                        came[t, k] = z
            score = reached
        state = int(score.argmax())
        for t in range(ptr[u + 1] - 1, ptr[u] - 1, -1):
            path[t] = state
            state = came[t, state]
    return path

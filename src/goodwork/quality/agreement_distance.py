"""Krippendorff's alpha over any distance between answers: boxes, spans, texts, rankings.

With a distance ``d`` that is 0 for equal answers, the observed disagreement is the mean of ``d`` between a
random answer and another random answer to the same item; the expected one is its mean between two random
answers of the whole set (Krippendorff 2013, chapter 12, with ``d`` in the place of the squared difference).
Both are means over pairs, so where there are too many pairs a seeded random sample of stated size gives an
unbiased estimate of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.agreement_bootstrap import Interval, draws, groups_of, percentiles
from goodwork.quality.agreement_pairs import NO_PAIRS, ONE_VALUE, Agreement, Floats, Ints, Pairable, pairable

Answer = TypeVar("Answer")


def alpha_by_distance(
    item: npt.ArrayLike,
    answers: Sequence[Answer],
    distance: Callable[[Answer, Answer], float],
    *,
    most_pairs: int = 100_000,
    replicates: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Krippendorff's alpha of answers of any type under a symmetric ``distance``.

    ``item`` (answers,) integer codes; ``answers`` as many objects. ``distance`` is called at most ``2 *
    most_pairs`` times: with up to ``most_pairs`` pairs inside items (and as many between all answers) every
    pair is measured, above that a seeded sample, and ``note`` says so. The interval resamples items.

    >>> alpha_by_distance([0, 0, 1, 1], ["cat", "cat", "dog", "dog"], lambda a, b: float(a != b)).value
    1.0
    """
    from goodwork.quality import agreement_kernels as kernels

    code = np.asarray(item)
    if code.size != len(answers):
        raise Invalid(f"`item` has {code.size} entries and there are {len(answers)} answers.")
    pairs = pairable(code)
    items, n = pairs.sizes.size, pairs.row.size
    if n == 0:
        return Agreement("krippendorff_alpha", None, NO_PAIRS, None, None, None, None, 0, 0)
    rng = np.random.default_rng((seed, 3))
    first, second, weight, all_inside = _inside(pairs, most_pairs, rng)
    left, right, all_between = _between(n, most_pairs, rng)
    inside = _measure(answers, pairs.row, first, second, distance)
    between = _measure(answers, pairs.row, left, right, distance)
    observed = float(inside @ weight / n)
    expected = float(between.mean())
    note = _note(all_inside, all_between, inside.size, between.size)
    if expected <= 0:
        reason = ONE_VALUE if all_between else "No two of the sampled answers differ, so chance agrees as well."
        return Agreement("krippendorff_alpha", None, reason, None, None, observed, expected, items, n, note)
    interval = Interval(None, None)
    if replicates and items >= 2:
        owner = np.repeat(np.arange(items), pairs.sizes)
        group, groups = groups_of(items, 1, seed)
        sums = np.bincount(group[owner[first]], weights=inside * weight, minlength=groups)
        counts = np.bincount(group, weights=pairs.sizes, minlength=groups)
        drawn = draws(groups, replicates, seed)
        chance = kernels.weighted(drawn, group[owner[left]], group[owner[right]], between)
        top = (drawn @ sums) / (drawn @ counts)
        interval = percentiles(1 - np.divide(top, chance, out=np.full_like(top, np.nan), where=chance > 0))
    return Agreement(
        "krippendorff_alpha", 1 - observed / expected, "", interval.low, interval.high, observed, expected, items, n,
        " ".join(part for part in (note, interval.note) if part),
    )  # fmt: skip


def _inside(pairs: Pairable, most: int, rng: np.random.Generator) -> tuple[Ints, Ints, Floats, bool]:
    """Pairs of answers to one item, with weights that sum to the number of answers."""
    from goodwork.quality import agreement_kernels as kernels

    sizes, ptr = pairs.sizes, pairs.ptr
    total = int((sizes * (sizes - 1) // 2).sum())
    if total <= most:
        first, second = kernels.every_pair(ptr, total)
        owner = np.searchsorted(ptr, first, side="right") - 1
        return first, second, 2.0 / (sizes[owner] - 1), True
    first = rng.integers(0, pairs.row.size, most)
    owner = np.searchsorted(ptr, first, side="right") - 1
    # One of the m - 1 others, uniformly: step over the answer itself.
    second = ptr[owner] + rng.integers(0, sizes[owner] - 1)
    second += second >= first
    return first, second, np.full(most, pairs.row.size / most), False


def _between(n: int, most: int, rng: np.random.Generator) -> tuple[Ints, Ints, bool]:
    """Pairs of any two answers."""
    if n * (n - 1) // 2 <= most:
        left, right = np.triu_indices(n, 1)
        return left.astype(np.int64), right.astype(np.int64), True
    left = rng.integers(0, n, most)
    right = rng.integers(0, n - 1, most)
    right += right >= left
    return left, right, False


def _measure(
    answers: Sequence[Answer],
    row: Ints,
    first: Ints,
    second: Ints,
    distance: Callable[[Answer, Answer], float],
) -> Floats:
    """(pairs,) distances, checked."""
    out = np.empty(first.size)
    for p, (i, j) in enumerate(zip(row[first].tolist(), row[second].tolist(), strict=True)):
        out[p] = distance(answers[i], answers[j])
    wrong = np.flatnonzero(~np.isfinite(out) | (out < 0))
    if wrong.size:
        i, j = int(row[first[wrong[0]]]), int(row[second[wrong[0]]])
        raise Invalid(f"The distance between answers {i} and {j} is {out[wrong[0]]}; it must be 0 or more.")
    return out


def _note(all_inside: bool, all_between: bool, inside: int, between: int) -> str:
    if all_inside and all_between:
        return ""
    parts = [
        *([] if all_inside else [f"{inside:,} random pairs inside items"]),
        *([] if all_between else [f"{between:,} random pairs between all answers"]),
    ]
    return f"Estimated from {' and '.join(parts)}."

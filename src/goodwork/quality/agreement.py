"""Krippendorff's alpha.

Alpha compares the disagreement inside items with the disagreement between answers that have nothing to do
with each other. With ``o`` the coincidences of values c and k inside items (each item of ``m`` answers counts
its ordered pairs with weight ``1 / (m - 1)``), ``n_c`` the number of pairable answers with value c, ``n``
their sum and ``d`` the squared difference of the level::

    alpha = 1 - (n - 1) * sum o_ck d_ck / sum n_c n_k d_ck

Krippendorff, *Content Analysis*, 3rd edition (2013), chapter 12. Items with fewer than two answers can't be
compared and don't count. Nothing here is ever NaN: an undefined coefficient has the value None and says why.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.agreement_bootstrap import Interval, bootstrap, groups_of, summed
from goodwork.quality.agreement_distance import alpha_by_distance
from goodwork.quality.agreement_pairs import NO_PAIRS, ONE_VALUE, Agreement, Floats, Ints, Pairable, pairable

Level = Literal["nominal", "ordinal", "interval", "ratio"]

MOST_VALUES = 1_000
"""Above so many different values a distance matrix is not built; see ``alpha_by_distance``."""


def long_form(matrix: npt.ArrayLike) -> tuple[Ints, Ints, Floats]:
    """A people x items matrix with NaN for missing, as ``item, person, answer`` arrays sorted by item.

    >>> long_form([[1, np.nan], [2, 3]])
    (array([0, 0, 1]), array([0, 1, 1]), array([1., 2., 3.]))
    """
    table = np.asarray(matrix, dtype=np.float64).T
    item, person = np.nonzero(~np.isnan(table))
    return item.astype(np.int64), person.astype(np.int64), table[item, person]


def krippendorff_alpha(
    item: npt.ArrayLike,
    answer: npt.ArrayLike,
    *,
    level: Level = "nominal",
    distance: npt.ArrayLike | None = None,
    replicates: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Krippendorff's alpha of answers to items; any number of people, missing answers are simply not there.

    ``item`` (answers,) integer codes; ``answer`` (answers,) numbers, or for ``nominal`` anything that sorts.
    ``level`` says what the answers are: names, an order (their sorted order), numbers, or numbers with a true
    zero. With ``distance`` (classes x classes, symmetric, 0 on the diagonal, used as it is, not squared) the
    answers are codes into it and ``level`` plays no part.

    The interval resamples items (``replicates`` times; 0 for none); the difference function of ``ordinal``,
    which depends on the answers, stays the one of the full sample. Time grows linearly with the answers.

    >>> item, person, answer = long_form([[1, 2, 3, 3, 2, 1], [1, 2, 3, 3, 2, 2]])
    >>> round(krippendorff_alpha(item, answer, level="ordinal").value, 3)
    0.884
    >>> krippendorff_alpha([0, 0, 1], [5, 5, 5]).reason.split(",")[0]
    'All answers are the same'
    """
    given, value = np.asarray(item), np.asarray(answer)
    if given.shape != value.shape:
        raise Invalid(f"`item` has {given.size} entries and `answer` has {value.size}: they must be the same.")
    if np.issubdtype(value.dtype, np.floating) and not np.isfinite(value).all():
        raise Invalid("`answer` holds NaN or infinite numbers: leave missing answers out of the arrays.")
    pairs = pairable(given)
    value = value[pairs.row]
    if value.size == 0:
        return _undefined(NO_PAIRS, pairs)
    if distance is not None:
        delta = checked_distance(distance)
        if not np.issubdtype(value.dtype, np.integer) or value.min() < 0 or value.max() >= len(delta):
            raise Invalid(
                f"With a distance matrix of {len(delta)} classes, answers are codes from 0 to {len(delta) - 1}."
            )
        return _by_classes(pairs, value.astype(np.int64), delta, replicates, seed)
    if level == "nominal":
        return _by_classes(pairs, codes_of(value)[1], None, replicates, seed)
    if not np.issubdtype(value.dtype, np.number):
        raise Invalid(f"Level {level!r} needs numbers as answers; {value.dtype} has no distances.")
    if level == "ordinal":
        _, code = codes_of(value)
        count = np.bincount(code).astype(np.float64)
        return _by_moments(pairs, (np.cumsum(count) - count / 2)[code], replicates, seed)
    if level == "interval":
        return _by_moments(pairs, value.astype(np.float64), replicates, seed)
    values, code = codes_of(value.astype(np.float64))
    if len(values) > MOST_VALUES:
        numbers: list[float] = values[code].tolist()
        inner = np.repeat(np.arange(pairs.sizes.size), pairs.sizes)
        return alpha_by_distance(inner, numbers, _ratio, replicates=replicates, seed=seed)
    sums = np.add.outer(values, values)
    shares = np.divide(np.subtract.outer(values, values), sums, out=np.zeros_like(sums), where=sums != 0)
    return _by_classes(pairs, code, shares**2, replicates, seed)


def checked_distance(distance: npt.ArrayLike) -> Floats:
    """A distance matrix as floats, or a clear refusal."""
    delta = np.asarray(distance, dtype=np.float64)
    if delta.ndim != 2 or delta.shape[0] != delta.shape[1]:
        raise Invalid(f"A distance matrix is square; this one has the shape {delta.shape}.")
    if not np.isfinite(delta).all() or (delta < 0).any():
        raise Invalid("Distances are finite and not negative.")
    if not np.allclose(delta, delta.T, rtol=0, atol=1e-12) or np.any(np.diag(delta) != 0):
        raise Invalid("A distance matrix is symmetric and 0 on its diagonal.")
    return delta


def codes_of(value: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.generic], Ints]:
    """The sorted different values, and for every answer its position among them."""
    if np.issubdtype(value.dtype, np.integer) and value.size:
        low, high = int(value.min()), int(value.max())
        if high - low < 4 * value.size + 1000:
            shifted = value.astype(np.int64) - low
            seen = np.bincount(shifted, minlength=high - low + 1) > 0
            return (np.flatnonzero(seen) + low).astype(value.dtype), (np.cumsum(seen) - 1)[shifted]
    values, code = np.unique(value, return_inverse=True)
    return values, code.astype(np.int64)


def _ratio(one: float, other: float) -> float:
    total = one + other
    return ((one - other) / total) ** 2 if total else 0.0


def _undefined(reason: str, pairs: Pairable, observed: float | None = None) -> Agreement:
    return Agreement("krippendorff_alpha", None, reason, None, None, observed, None, pairs.sizes.size, pairs.row.size)


def _result(value: float, observed: float, expected: float, interval: Interval, pairs: Pairable) -> Agreement:
    return Agreement(
        "krippendorff_alpha", value, "", interval.low, interval.high, observed, expected,
        pairs.sizes.size, pairs.row.size, interval.note,
    )  # fmt: skip


def _by_classes(pairs: Pairable, code: Ints, delta: Floats | None, replicates: int, seed: int) -> Agreement:
    """Alpha of class codes; ``delta`` None is the nominal difference."""
    from goodwork.quality import agreement_kernels as kernels

    classes = int(code.max()) + 1 if delta is None else len(delta)
    nominal = delta is None
    inside = (
        kernels.within_nominal(pairs.ptr, code, classes) if nominal else kernels.within_matrix(pairs.ptr, code, delta)
    )

    def chance(count: Floats) -> Floats:
        if delta is None:
            return count.sum(axis=1) ** 2 - (count**2).sum(axis=1)
        return ((count @ delta) * count).sum(axis=1)

    def alpha(sums: Floats) -> Floats:
        count = sums[:, 1:]
        expected = chance(count)
        top = (count.sum(axis=1) - 1) * sums[:, 0]
        return 1 - np.divide(top, expected, out=np.full_like(top, np.nan), where=expected > 0)

    count = np.bincount(code, minlength=classes).astype(np.float64)
    n = float(code.size)
    expected = float(chance(count[None, :])[0])
    observed = float(inside.sum()) / n
    if expected <= 0:
        return _undefined(ONE_VALUE, pairs, observed)
    value = float(alpha(np.r_[inside.sum(), count][None, :])[0])
    interval = Interval(None, None)
    if replicates:
        group, groups = groups_of(pairs.sizes.size, classes + 1, seed)
        flat = np.repeat(group, pairs.sizes) * classes + code
        counts = np.bincount(flat, minlength=groups * classes).reshape(groups, classes)
        sums = np.bincount(group, weights=inside, minlength=groups)
        interval = bootstrap(np.column_stack([sums, counts]).astype(np.float64), alpha, replicates, seed)
    return _result(value, observed, expected / (n * (n - 1)), interval, pairs)


def _by_moments(pairs: Pairable, x: Floats, replicates: int, seed: int) -> Agreement:
    """Alpha of numbers under the squared difference, in closed form."""
    sizes = pairs.sizes
    n = float(x.size)
    if x.min() == x.max():
        return _undefined(ONE_VALUE, pairs, 0.0)
    # Centred and scaled: alpha does not change, and the sums of squares keep their digits.
    scale = float(x.max() - x.min())
    z = (x - x.mean()) / scale
    starts = pairs.ptr[:-1]
    mean = np.add.reduceat(z, starts) / sizes
    spread = np.add.reduceat((z - np.repeat(mean, sizes)) ** 2, starts)
    inside = 2 * sizes * spread / (sizes - 1)

    def alpha(sums: Floats) -> Floats:
        count, first, second = sums[:, 1], sums[:, 2], sums[:, 3]
        expected = 2 * (count * second - first**2)
        top = (count - 1) * sums[:, 0]
        return 1 - np.divide(top, expected, out=np.full_like(top, np.nan), where=expected > 1e-12 * count**2)

    columns: Floats = np.column_stack(
        [inside, sizes.astype(np.float64), np.add.reduceat(z, starts), np.add.reduceat(z**2, starts)]
    )
    total = columns.sum(axis=0)
    expected = 2 * (n * total[3] - total[2] ** 2)
    interval = Interval(None, None)
    if replicates:
        group, groups = groups_of(sizes.size, 4, seed)
        gathered = summed(columns, group, groups)
        interval = bootstrap(gathered, alpha, replicates, seed)
    value = float(1 - (n - 1) * total[0] / expected)
    squared = scale**2
    return _result(value, float(total[0] / n * squared), expected / (n * (n - 1)) * squared, interval, pairs)

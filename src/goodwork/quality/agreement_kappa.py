"""Cohen's and Fleiss' kappa and Gwet's AC1 and AC2.

All are ``(pa - pe) / (1 - pe)``: the observed share of agreement ``pa`` beyond what chance gives, ``pe``;
they differ in ``pe``. With weights ``w`` (1 on the diagonal) partial agreement counts. Gwet, *Handbook of
Inter-Rater Reliability*, 4th edition (2014), whose rules for missing answers are used: ``pa`` rests on items
with two answers or more, the prevalence of classes ``pi`` on all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.agreement import codes_of
from goodwork.quality.agreement_bootstrap import Interval, bootstrap, groups_of, summed
from goodwork.quality.agreement_pairs import NO_PAIRS, Agreement, Floats, Ints

Weighting = Literal["identity", "linear", "quadratic", "ordinal"]

ONE_CLASS = "Only one class was used, so chance alone would agree as well and nothing can be said beyond it."
NEEDS_TWO = "There is only one class, so every answer agrees by necessity; name all possible classes in `classes`."


def agreement_weights(classes: int, weighting: Weighting | npt.ArrayLike = "identity") -> Floats:
    """(classes, classes) how much two answers agree, 1 on the diagonal; by position in the order of the classes.

    ``linear`` is ``1 - |i - j| / (q - 1)``, ``quadratic`` its square form, ``ordinal`` counts the steps
    between as ``1 - C(|i - j| + 1, 2) / C(q, 2)`` (Gwet 2014, section 3.5). A matrix is checked and used as
    it is.
    """
    if isinstance(weighting, str):
        if weighting not in ("identity", "linear", "quadratic", "ordinal"):
            raise Invalid(f"There are no weights {weighting!r}: identity, linear, quadratic, ordinal or a matrix.")
    else:
        weights = np.asarray(weighting, dtype=np.float64)
        if weights.shape != (classes, classes):
            raise Invalid(
                f"Agreement weights for {classes} classes have the shape {(classes, classes)}, not {weights.shape}."
            )
        if not np.allclose(weights, weights.T) or not np.allclose(np.diag(weights), 1):
            raise Invalid("Agreement weights are symmetric, with 1 on the diagonal.")
        return weights
    steps = np.abs(np.subtract.outer(np.arange(classes), np.arange(classes))).astype(np.float64)
    widest = max(classes - 1, 1)
    match weighting:
        case "identity":
            return (steps == 0).astype(np.float64)
        case "linear":
            return 1 - steps / widest
        case "quadratic":
            return 1 - (steps / widest) ** 2
        case _:
            return 1 - steps * (steps + 1) / (max(classes, 2) * widest)


def cohen_kappa(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    weights: Weighting | npt.ArrayLike = "identity",
    classes: npt.ArrayLike | None = None,
    replicates: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Cohen's kappa of two people (Cohen 1960; weighted, 1968).

    ``first`` and ``second`` (items,) hold their answers to the same items, NaN (numbers) or None (objects)
    where one is missing; such items are left out. ``classes`` lists all possible answers in order, if not all
    were used.

    >>> round(cohen_kappa([1, 1, 2, 2, 3], [1, 1, 2, 3, 3]).value, 4)
    0.7059
    """
    one, other = np.asarray(first), np.asarray(second)
    if one.shape != other.shape or one.ndim != 1:
        raise Invalid(
            f"The two people's answers must be flat and equally long; they are {one.shape} and {other.shape}."
        )
    there = ~(_missing(one) | _missing(other))
    one, other = one[there], other[there]
    if one.size == 0:
        return _undefined("cohen_kappa", "The two people share no item.", 0, 0)
    values, code = _coded(np.concatenate([one, other]), classes)
    q = len(values)
    weight = agreement_weights(q, weights)
    a, b = code[: one.size], code[one.size :]
    group, groups = groups_of(one.size, q * q, seed)
    table = np.bincount((group * q + a) * q + b, minlength=groups * q * q).reshape(groups, q * q).astype(np.float64)

    def parts(sums: Floats) -> tuple[Floats, Floats]:
        cells = (sums / sums.sum(axis=1, keepdims=True)).reshape(-1, q, q)
        pa = (cells * weight).sum(axis=(1, 2))
        pe = np.einsum("ri,ij,rj->r", cells.sum(axis=2), weight, cells.sum(axis=1))
        return pa, pe

    return _kappa("cohen_kappa", parts, table, one.size, 2 * one.size, ONE_CLASS, replicates, seed)


def fleiss_kappa(
    item: npt.ArrayLike,
    answer: npt.ArrayLike,
    *,
    weights: Weighting | npt.ArrayLike = "identity",
    classes: npt.ArrayLike | None = None,
    replicates: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Fleiss' kappa (1971) of any number of people, generalised to missing answers and weights (Gwet 2014).

    ``item`` and ``answer`` (answers,) as for ``krippendorff_alpha``. ``pe`` is the agreement of two answers
    drawn from the prevalence ``pi``, the mean over items of the share of each class.

    >>> fleiss_kappa([0, 0, 1, 1], ["a", "a", "b", "b"]).value
    1.0
    """
    return _many("fleiss_kappa", item, answer, weights, classes, replicates, seed)


def gwet_ac(
    item: npt.ArrayLike,
    answer: npt.ArrayLike,
    *,
    weights: Weighting | npt.ArrayLike = "identity",
    classes: npt.ArrayLike | None = None,
    replicates: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Gwet's AC1 (2008), or AC2 with weights: stays sensible where nearly all answers are one class.

    ``pe = T_w / (q (q - 1)) * sum pi_k (1 - pi_k)`` with ``T_w`` the sum of the weights and ``q`` the number
    of classes, so ``classes`` matters when not all possible ones were used.

    >>> round(gwet_ac([0, 0, 1, 1, 2, 2], [1, 1, 1, 1, 1, 2]).value, 4)
    0.5385
    """
    identity = isinstance(weights, str) and weights == "identity"
    return _many("gwet_ac1" if identity else "gwet_ac2", item, answer, weights, classes, replicates, seed)


def between(
    item: npt.ArrayLike, person: npt.ArrayLike, answer: npt.ArrayLike, one: int, other: int
) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.generic]]:
    """The answers of two people to the items that both answered, aligned, ready for ``cohen_kappa``.

    >>> between([0, 0, 1, 2, 2], [7, 8, 7, 8, 7], [1, 2, 1, 3, 3], 7, 8)
    (array([1, 3]), array([2, 3]))
    """
    where, who, what = np.asarray(item), np.asarray(person), np.asarray(answer)
    mine, theirs = np.flatnonzero(who == one), np.flatnonzero(who == other)
    _, left, right = np.intersect1d(where[mine], where[theirs], return_indices=True)
    return what[mine[left]], what[theirs[right]]


def _many(
    name: str,
    item: npt.ArrayLike,
    answer: npt.ArrayLike,
    weights: Weighting | npt.ArrayLike,
    classes: npt.ArrayLike | None,
    replicates: int,
    seed: int,
) -> Agreement:
    where, what = np.asarray(item), np.asarray(answer)
    if where.shape != what.shape or where.ndim != 1:
        raise Invalid(f"`item` and `answer` must be flat and equally long; they are {where.shape} and {what.shape}.")
    if _missing(what).any():
        raise Invalid("`answer` holds missing values: leave missing answers out of the arrays.")
    if what.size == 0:
        return _undefined(name, NO_PAIRS, 0, 0)
    values, code = _coded(what, classes)
    q = len(values)
    weight = agreement_weights(q, weights)
    _, unit = codes_of(where)
    units = int(unit.max()) + 1
    count = np.bincount(unit * q + code, minlength=units * q).reshape(units, q).astype(np.float64)
    sizes = count.sum(axis=1)
    two = sizes >= 2
    items, answers = int(two.sum()), int(sizes[two].sum())
    if items == 0:
        return _undefined(name, NO_PAIRS, 0, 0)
    if q < 2 and name != "fleiss_kappa":
        return _undefined(name, NEEDS_TWO, items, answers)
    agreeing = (count * (count @ weight - 1)).sum(axis=1) / np.maximum(sizes * (sizes - 1), 1)
    rows: Floats = np.column_stack([np.where(two, agreeing, 0), two, np.ones(units), count / sizes[:, None]])

    def parts(sums: Floats) -> tuple[Floats, Floats]:
        pa = np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)
        pi = sums[:, 3:] / sums[:, 2:3]
        if name == "fleiss_kappa":
            return pa, ((pi @ weight) * pi).sum(axis=1)
        return pa, weight.sum() * (pi * (1 - pi)).sum(axis=1) / (q * (q - 1))

    group, groups = groups_of(units, rows.shape[1], seed)
    if groups < units:
        rows = summed(rows, group, groups)
    return _kappa(name, parts, rows, items, answers, ONE_CLASS, replicates, seed)


def _kappa(
    name: str,
    parts: Callable[[Floats], tuple[Floats, Floats]],
    rows: Floats,
    items: int,
    answers: int,
    when_undefined: str,
    replicates: int,
    seed: int,
) -> Agreement:
    """``(pa - pe) / (1 - pe)`` of the summed rows, with its interval."""

    def coefficient(sums: Floats) -> Floats:
        pa, pe = parts(sums)
        return np.divide(pa - pe, 1 - pe, out=np.full_like(pa, np.nan), where=pe < 1 - 1e-12)

    total = rows.sum(axis=0, keepdims=True)
    pa, pe = (float(part[0]) for part in parts(total))
    value = float(coefficient(total)[0])
    if np.isnan(value):
        return _undefined(name, when_undefined, items, answers)
    interval = bootstrap(rows, coefficient, replicates, seed) if replicates else Interval(None, None)
    return Agreement(name, value, "", interval.low, interval.high, pa, pe, items, answers, interval.note)


def _undefined(name: str, reason: str, items: int, answers: int) -> Agreement:
    return Agreement(name, None, reason, None, None, None, None, items, answers)


def _missing(value: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    if np.issubdtype(value.dtype, np.floating):
        return np.isnan(value)
    if value.dtype == object:
        return np.array([v is None or v != v for v in value.tolist()], dtype=bool)
    return np.zeros(value.shape, dtype=bool)


def _coded(value: npt.NDArray[np.generic], classes: npt.ArrayLike | None) -> tuple[npt.NDArray[np.generic], Ints]:
    """The classes in order, and each answer's position among them."""
    if value.dtype == object:
        value = np.asarray(value.tolist())
    if classes is None:
        return codes_of(value)
    known = np.asarray(classes)
    order = np.argsort(known, kind="stable")
    at = np.searchsorted(known[order], value)
    at = np.minimum(at, known.size - 1)
    if np.any(known[order][at] != value):
        stranger = value[np.flatnonzero(known[order][at] != value)[0]]
        raise Invalid(f"The answer {stranger!r} is not among the classes.", next_step="Add it to `classes`.")
    return known, order[at].astype(np.int64)

"""Answers as flat arrays of codes: item, person and what was said, checked once for everybody."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Ints = npt.NDArray[np.int64]

HELD = 5
"""One answer of so many is held back."""

FEWEST_HELD = 30
"""Answers held back below which nothing is concluded from them."""


def held_back(i: Ints, j: Ints, a: npt.NDArray[np.int64] | npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """(answers,) every fifth answer, whatever the order in which they come."""
    order = np.lexsort((a, j, i))
    held, place = np.zeros(i.size, np.bool_), np.arange(i.size)
    # The fifth moves on, so that no person is spared where everybody answered everything.
    held[order[place * 7 % HELD == place // HELD % HELD]] = True
    return held


def checked_codes(
    item: npt.ArrayLike, person: npt.ArrayLike, answer: npt.ArrayLike, items: int | None, people: int | None
) -> tuple[Ints, Ints, Ints, int, int]:
    """Flat code arrays of one length, and the number of items and people."""
    columns: list[Ints] = []
    for name, values in (("item", item), ("person", person), ("answer", answer)):
        column = np.asarray(values)
        if column.ndim != 1 or (column.size and (column.dtype.kind not in "iu" or column.min() < 0)):
            raise Invalid(f"`{name}` must be a flat array of codes from 0.")
        columns.append(column.astype(np.int64))
    i, j, a = columns
    if not i.size == j.size == a.size:
        raise Invalid(f"The arrays differ in length: item {i.size}, person {j.size}, answer {a.size}.")
    n_items = int(i.max(initial=-1)) + 1 if items is None else items
    n_people = int(j.max(initial=-1)) + 1 if people is None else people
    if i.max(initial=-1) >= n_items or j.max(initial=-1) >= n_people:
        raise Invalid(f"A code lies outside the {n_items} items or the {n_people} people.")
    return i, j, a, n_items, n_people

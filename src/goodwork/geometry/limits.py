"""What numbers a shape may hold: finite, and within what any picture needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from goodwork.errors import Fault, Invalid

Floats = npt.NDArray[np.float64]

FARTHEST = 1e7
"""Pixels from the picture's corner. Beyond it areas lose the digits that tell two shapes apart."""

MOST_SHOWN = 20


def finite(values: npt.ArrayLike, columns: int, what: str, most: int) -> Floats:
    """(n, columns) numbers as float64; Invalid names the first rows that are none or lie too far out.

    ``what`` is the plural of what a row is: ``boxes``.
    """
    try:
        rows = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Invalid(f"The {what} are not rows of {columns} numbers.") from error
    if not rows.size:
        return np.zeros((0, columns))
    if rows.ndim != 2 or rows.shape[1] != columns:
        raise Invalid(f"The {what} are not rows of {columns} numbers.")
    if len(rows) > most:
        raise Invalid(f"{len(rows):,} {what} are more than the {most:,} that are taken at once.")
    # NaN is not within either.
    wrong = ~np.asarray((np.abs(rows) <= FARTHEST).all(axis=1))
    refuse(wrong, f"is not {columns} numbers between -{FARTHEST:,.0f} and {FARTHEST:,.0f}", what)
    return rows


def refuse(wrong: npt.NDArray[np.bool_], why: str, what: str) -> None:
    """Raises Invalid with a fault for each of the first rows that are ``wrong``."""
    places = np.flatnonzero(wrong)
    if len(places):
        faults = [Fault(f"{what}[{place}]", f"It {why}.") for place in places[:MOST_SHOWN].tolist()]
        raise Invalid(f"{len(places):,} of {len(wrong):,} {what} can't be taken.", faults=faults)

"""What models say of items, and the features of items, out of frames: checked, and by the codes of a label table."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from goodwork.errors import Fault, Invalid
from goodwork.quality.columns import read_frame
from goodwork.quality.labels import LabelTable
from goodwork.quality.predictions import Predictions

Floats = NDArray[np.float64]

NEAR_ONE = 0.01
"""By how much the probabilities of a row may miss one, as rounded ones do."""

ONE = "model"
"""What a model is called where a frame has no column ``model``."""


def predictions_of(table: LabelTable, frame: Any, *, task: str = "task") -> Predictions:
    """The predictions in a frame with the columns ``task``, one for each class, and ``model`` if there are several.

    Raises `Invalid` where a class has no column, where a row is no distribution, or where a model says two things of
    one task; nothing is taken then. Rows about tasks that the labels don't have are counted, and left out.
    """
    has: list[str] = list(nw.from_native(frame).collect_schema().names())
    classes = [str(name) for name in table.classes]
    missing = [name for name in classes if name not in has]
    if missing:
        raise Invalid(
            f"The predictions have no column for the class {', '.join(missing)}.",
            next_step=f"Give them task and one column of probabilities for each class: {', '.join(classes)}.",
            faults=[Fault(name, "column is missing") for name in missing],
        )
    several = ["model"] if "model" in has and "model" not in classes else []
    columns = read_frame(frame, [task, *several, *classes], what="predictions")
    given = zip(classes, columns[-len(classes) :], strict=True)
    if not len(columns[0]):
        raise Invalid("In predictions: there is no row.", next_step="Leave them out, or give each task a row.")
    proba = np.stack([_numbers(column, name, "predictions") for name, column in given], 1)
    outside = ~((proba >= 0) & (proba <= 1)).all(axis=1) | (np.abs(proba.sum(axis=1) - 1) > NEAR_ONE)
    if outside.any():
        rows = np.flatnonzero(outside)
        raise Invalid(
            f"In predictions: row {int(rows[0])} is no distribution over the classes.",
            next_step="Each row has a probability from 0 to 1 for each class; together they are 1. Nothing was taken.",
            faults=[Fault(f"row {int(row)}", f"sums to {proba[row].sum():g}") for row in rows[:20]],
        )
    item = _codes(table, columns[0].to_pylist())
    names = columns[1].to_pylist() if several else [ONE] * len(item)
    models = sorted({str(name) for name in names})
    model = np.array([models.index(str(name)) for name in names], np.int64)
    known = item >= 0
    place = model[known] * table.n_items + item[known]
    where, count = np.unique(place, return_counts=True)
    if (count > 1).any():
        twice = int(where[count > 1][0])
        raise Invalid(
            f"In predictions: {models[twice // table.n_items]} says two things of task "
            f"{table.items[twice % table.n_items]}.",
            next_step="Keep one row for each model and task. Nothing was taken.",
        )
    full = np.zeros((len(models) * table.n_items, table.n_classes))
    full[place] = proba[known]
    said = np.zeros(len(full), np.bool_)
    said[place] = True
    shape = (len(models), table.n_items)
    return Predictions.of(models, full.reshape(*shape, -1), said.reshape(shape), int(np.count_nonzero(~known)))


def features_of(table: LabelTable, frame: Any, *, task: str = "task") -> tuple[Floats, NDArray[np.bool_]]:
    """(n_items, D) features and (n_items,) who has them, from a frame with ``task`` and D columns of numbers."""
    names = [name for name in nw.from_native(frame).collect_schema().names() if name != task]
    if not names:
        raise Invalid("The features have no column beside task.", next_step="Give each feature a column of numbers.")
    first, *rest = read_frame(frame, [task, *names], what="features")
    values = np.stack([_numbers(column, name, "features") for name, column in zip(names, rest, strict=True)], 1)
    item = _codes(table, first.to_pylist())
    known = np.flatnonzero(item >= 0)
    if np.unique(item[known]).size < known.size:
        raise Invalid("In features: a task has two rows.", next_step="Keep one row for each task. Nothing was taken.")
    out, said = np.zeros((table.n_items, len(names))), np.zeros(table.n_items, np.bool_)
    out[item[known]], said[item[known]] = values[known], True
    return out, said


def _numbers(column: Any, name: str, what: str) -> Floats:
    """A column as finite numbers; text is read as a number is written."""
    try:
        values = np.asarray(column.to_pylist(), np.float64)
    except (TypeError, ValueError) as error:
        raise Invalid(
            f"In {what}: {name} holds something that is no number.", next_step="Nothing was taken."
        ) from error
    if not np.isfinite(values).all():
        row = int(np.flatnonzero(~np.isfinite(values))[0])
        raise Invalid(f"In {what}: {name} is not finite in row {row}.", next_step="Nothing was taken.")
    return values


def _codes(table: LabelTable, tasks: list[Any]) -> NDArray[np.int64]:
    """The code of each task, -1 for those the labels don't have; ids are compared as they are written."""
    place = {str(name): code for code, name in enumerate(table.items.tolist())}
    return np.array([place.get(str(name), -1) for name in tasks], np.int64)

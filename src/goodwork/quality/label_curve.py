"""Accuracy on gold against the number of answers per item: what another round of answers has bought so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.choose import Choice
from goodwork.quality.labels import LabelTable
from goodwork.quality.majority import Majority


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How well items with gold are judged with at most so many answers each."""

    answers: int
    """The most answers kept per item."""
    labels: float
    """Labels kept, as the mean per item."""
    majority: float
    """Accuracy of the majority on gold, mean of the orders."""
    model: float
    """Accuracy of the model on gold, mean of the orders."""
    low: float
    """Lowest and highest accuracy of the model over the orders."""
    high: float


def label_curve(
    table: LabelTable,
    choice: Choice,
    *,
    orders: int = 3,
    most_points: int = 7,
    most_labels: int = 30_000,
    seed: int = 0,
) -> list[CurvePoint]:
    """The curve, few answers first; empty without gold.

    Answers of each item are put into ``orders`` random orders and cut off after 1, 2, ... answers. The model
    sees no gold. Of larger tables random items are used, those with gold first, up to about ``most_labels``
    labels.
    """
    if orders < 1 or most_points < 2:
        raise Invalid("A curve takes at least one order and two points.")
    table = _sample(table, most_labels, seed)
    blind = table.with_gold(np.full(table.n_items, -1, np.int32))
    count = np.diff(table.item_ptr)
    scored = np.flatnonzero((table.gold >= 0) & (count > 0))
    if not scored.size:
        return []
    # Up to what most items have; the few with more would only lengthen the axis.
    longest = max(int(np.quantile(count[count > 0], 0.9)), 2)
    kept = np.unique(np.round(np.geomspace(1, longest, most_points)).astype(int))
    answered = int((count > 0).sum())
    out: list[CurvePoint] = []
    for k in kept.tolist():
        majority: list[float] = []
        model: list[float] = []
        labels: list[float] = []
        for order in range(orders):
            part = blind.take(_place(table, seed + order) < k)
            right = [
                float((fit.fit(part).proba_.argmax(axis=1)[scored] == table.gold[scored]).mean())
                for fit in (Majority(), choice.model())
            ]
            majority.append(right[0])
            model.append(right[1])
            labels.append(part.n / answered)
        out.append(
            CurvePoint(
                k, float(np.mean(labels)), float(np.mean(majority)), float(np.mean(model)), min(model), max(model)
            )
        )
    return out


def _place(table: LabelTable, seed: int) -> npt.NDArray[np.int64]:
    """(labels,) each answer's place in a random order of its item's answers, from 0."""
    random = np.random.default_rng((seed, 6)).random(table.n)
    order = np.lexsort((random, table.item))
    place = np.empty(table.n, np.int64)
    place[order] = np.arange(table.n) - table.item_ptr[:-1][table.item[order]]
    return place


def _sample(table: LabelTable, most: int, seed: int) -> LabelTable:
    """The table with the labels of random items only, items with gold first, up to about ``most`` labels."""
    if table.n <= most:
        return table
    rank = np.random.default_rng((seed, 7)).random(table.n_items) + (table.gold < 0)
    order = np.argsort(rank)
    enough = np.cumsum(np.diff(table.item_ptr)[order]) <= most
    chosen = np.zeros(table.n_items, bool)
    chosen[order[enough]] = True
    return table.of_items(chosen)

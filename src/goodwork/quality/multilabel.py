"""Consensus of answers that are sets of labels: one yes-or-no question per label.

Each label is fitted on its own by any categorical model, so a person may know one label well and another
badly. The confidence of a whole set is the product over labels, which supposes that errors on different
labels are independent given the truth; calibration on gold corrects what that leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.quality.codes import checked_codes
from goodwork.quality.labels import LabelTable

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MultilabelConsensus:
    """What sets of labels together say."""

    labels: list[Any]
    probability: Floats
    """(items, labels) the chance that each label belongs to each item."""

    @property
    def chosen(self) -> list[set[Any]]:
        """For each item the labels that more likely than not belong to it: the most probable set."""
        return [{self.labels[k] for k in np.flatnonzero(row > 0.5)} for row in self.probability]

    @property
    def confidence(self) -> Floats:
        """(items,) the chance that the chosen set is exactly right."""
        return np.maximum(self.probability, 1 - self.probability).prod(axis=1)


def label_tables(
    item: npt.ArrayLike,
    person: npt.ArrayLike,
    answers: Sequence[Collection[Hashable]],
    labels: Sequence[Hashable],
    *,
    items: int | None = None,
    people: int | None = None,
    gold: Sequence[Collection[Hashable] | None] | None = None,
) -> list[LabelTable]:
    """One yes (1) or no (0) table per label; ``answers`` are sets of labels, ``gold`` sets or None per item."""
    i, j, _, n_items, n_people = checked_codes(item, person, np.zeros(len(answers), np.int64), items, people)
    place = {label: k for k, label in enumerate(labels)}
    if len(place) != len(labels):
        raise Invalid("A label is declared twice.", next_step="Name every label once.")
    chosen = _matrix(answers, place, "Answer")
    known = np.full((n_items, len(labels)), -1)
    if gold is not None:
        if len(gold) != n_items:
            raise Invalid(f"There are {n_items} items and {len(gold)} entries of gold.")
        have = [n for n, one in enumerate(gold) if one is not None]
        known[have] = _matrix([one for one in gold if one is not None], place, "Gold")
    return [
        LabelTable.from_arrays(
            i, j, chosen[:, k], classes=[0, 1], items=np.arange(n_items), people=np.arange(n_people), gold=known[:, k]
        )
        for k in range(len(labels))
    ]


def multilabel_consensus(
    tables: Sequence[LabelTable], labels: Sequence[Hashable], model: Callable[[LabelTable], Floats]
) -> MultilabelConsensus:
    """The consensus of the tables of `label_tables`; ``model`` gives a table's posterior (items, 2).

    >>> tables = label_tables([0, 0, 0], [0, 1, 2], [{"cat"}, {"cat", "dog"}, {"cat"}], ["cat", "dog"])
    >>> share = lambda table: table.votes / table.votes.sum(axis=1, keepdims=True)
    >>> multilabel_consensus(tables, ["cat", "dog"], share).chosen
    [{'cat'}]
    """
    if len(tables) != len(labels) or not tables:
        raise Invalid(f"There are {len(tables)} tables and {len(labels)} labels; one table for each label.")
    return MultilabelConsensus(list(labels), np.column_stack([model(table)[:, 1] for table in tables]))


def _matrix(sets: Sequence[Collection[Hashable]], place: dict[Hashable, int], what: str) -> npt.NDArray[np.int64]:
    out = np.zeros((len(sets), len(place)), np.int64)
    for n, one in enumerate(sets):
        for label in one:
            if label not in place:
                raise Invalid(f"{what} {n} holds {label!r}, which is none of the labels.")
            out[n, place[label]] = 1
    return out

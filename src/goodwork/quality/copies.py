"""People whose answers are copies of one another: who they are, and a table in which a group counts once.

Conditional independence is what makes ten equal answers stronger than one, and copying is how it fails. Agreement
alone is no evidence of copying: good people agree. So near-identical people are only suspects. For each group of
suspects two explanations of the same labels are compared by their likelihood: everybody answered for themselves, or
one did and the others repeated it with rare slips. If the group is right, both explain the others' answers equally
well, and the group is left alone. If the group is wrong together, the others' answers agree with each other in a way
that only the second explains.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import binom

from goodwork.quality import kernels
from goodwork.quality.hierarchical import HierarchicalDawidSkene
from goodwork.quality.labels import LabelTable

Longs = NDArray[np.int64]

MOST_PAIRS = 4_000_000
"""Pairs of answers looked at; above that a random sample of items is."""

MOST_COMPARED = 100_000
"""Labels on which the two explanations of a group are compared; above that a random sample of its items is."""

MOST_GROUPS = 20
"""Groups of suspects compared; the ones with the most answers come first."""


@dataclass(frozen=True)
class Copies:
    """Groups of people who copy, by code, and the evidence for each: ln likelihood ratio, in nats."""

    groups: list[list[int]]
    evidence: list[float]
    looked_at: float = 1.0
    """Share of the items on which people were compared: below 1 where there were too many pairs of answers."""

    def collapse(self, table: LabelTable) -> LabelTable:
        """The table with one answer per item and group, under the group's first person."""
        for group in self.groups:
            table = _merged(table, group)
        return table

    def speaker(self, n_people: int) -> NDArray[np.int64]:
        """(n_people,) the code of the person whose answers stand for each person's."""
        out = np.arange(n_people)
        for group in self.groups:
            out[group] = group[0]
        return out


def find_copies(
    table: LabelTable, *, fewest: int = 10, agreement: float = 0.9, evidence: float = 4.0, seed: int = 0
) -> Copies:
    """The groups of people whose labels are better explained by copying.

    Suspects share at least ``fewest`` items, agree on at least the share ``agreement`` of them, and do so beyond
    what each of them does with people in general (binomial tail under 0.001 / number of pairs). A group is found
    guilty if copying raises the ln likelihood by more than ``evidence`` for each person in it. Gold is used as
    observed truth. Time: linear in labels, sampled above `MOST_PAIRS` pairs.
    """
    suspects, looked_at = _suspects(table, fewest, agreement, seed)
    found: list[list[int]] = []
    weights: list[float] = []
    for group in suspects[:MOST_GROUPS]:
        gain = _gain(table, group, seed)
        if gain > evidence * len(group):
            found.append(group)
            weights.append(gain)
    return Copies(found, weights, looked_at)


def _suspects(table: LabelTable, fewest: int, agreement: float, seed: int) -> tuple[list[list[int]], float]:
    """Groups of near-identical people, largest number of answers first, and the share of items looked at."""
    ptr, J = table.item_ptr, table.n_people
    chosen = np.ones(table.n_items, np.bool_)
    total = int(kernels.count_pairs(ptr, chosen))
    share = min(1.0, MOST_PAIRS / max(total, 1))
    if share < 1:
        chosen = np.random.default_rng(seed).random(table.n_items) < share
        total = int(kernels.count_pairs(ptr, chosen))
    events = np.sort(kernels.list_pairs(ptr, table.person, table.answer, chosen, J, total))
    if not events.size:
        return [], share
    pair, agreed = events >> 1, events & 1
    first = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    common = np.diff(np.r_[first, pair.size])
    same = np.add.reduceat(agreed, first)
    a, b = pair[first] // J, pair[first] % J
    met = np.bincount(a, common, J) + np.bincount(b, common, J)
    usual = (np.bincount(a, same, J) + np.bincount(b, same, J)) / np.maximum(met, 1)
    likely = (common >= fewest) & (same >= agreement * common)
    rows = np.flatnonzero(likely)
    expected = np.clip(np.maximum(usual[a[rows]], usual[b[rows]]), 0.0, 1 - 1e-9)
    tail = np.asarray(binom.sf(same[rows] - 1, common[rows], expected))
    rows = rows[tail < 1e-3 / first.size]
    if not rows.size:
        return [], share
    graph = coo_array((np.ones(rows.size), (a[rows], b[rows])), shape=(J, J))
    labels: Any = connected_components(graph, directed=False)[1]
    sizes = np.bincount(labels)
    answers = np.bincount(table.person, minlength=J)
    groups = [np.flatnonzero(labels == g).tolist() for g in np.flatnonzero(sizes > 1)]
    return sorted(groups, key=lambda group: -int(answers[group].sum())), share


def _gain(table: LabelTable, group: list[int], seed: int) -> float:
    """How much copying raises the ln likelihood of all labels on the items the group answered."""
    inside = np.zeros(table.n_people, np.bool_)
    inside[group] = True
    touched = np.zeros(table.n_items, np.bool_)
    touched[table.item[inside[table.person]]] = True
    part = table.take(touched[table.item])
    if part.n > MOST_COMPARED:
        touched &= np.random.default_rng(seed).random(table.n_items) < MOST_COMPARED / part.n
        part = table.take(touched[table.item])
    alone = HierarchicalDawidSkene(tol=1e-4).fit(part).log_likelihood_
    merged = _merged(part, group)
    together = HierarchicalDawidSkene(tol=1e-4).fit(merged).log_likelihood_
    voice = np.full(table.n_items, -1, np.int32)
    mine = merged.person == group[0]
    voice[merged.item[mine]] = merged.answer[mine]
    member = inside[part.person]
    repeats = part.answer[member] == voice[part.item[member]]
    kept = int(np.count_nonzero(repeats)) - int(np.count_nonzero(mine))
    slips = int(np.count_nonzero(~repeats))
    slip = (slips + 0.5) / (kept + slips + 1.0)
    copying = kept * np.log(1 - slip) + slips * np.log(slip / max(table.n_classes - 1, 1))
    return float(together + copying - alone)


def _merged(table: LabelTable, group: list[int]) -> LabelTable:
    """The table in which ``group`` gives one answer per item, its most frequent one, as its first person."""
    inside = np.zeros(table.n_people, np.bool_)
    inside[group] = True
    mine = np.flatnonzero(inside[table.person])
    K = table.n_classes
    key = table.item[mine].astype(np.int64) * K + table.answer[mine]
    _, first, back, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first[back], -count[back], table.item[mine]))
    item = table.item[mine][order]
    keep = mine[order[np.r_[True, item[1:] != item[:-1]]]] if mine.size else mine
    person = table.person.copy()
    person[keep] = group[0]
    chosen = ~inside[table.person]
    chosen[keep] = True
    return replace(table, person=person).take(chosen)

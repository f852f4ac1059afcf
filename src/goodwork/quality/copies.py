"""People whose answers depend on each other: who they are, and how many voices they are worth together.

Conditional independence is what makes ten equal answers stronger than one, and copying is how it fails. Agreement
alone is no evidence: good people agree. So people who agree more than each does with everybody else are only suspects,
and two are linked if copying explains their answers better than all that honest people may have in common
(`dependence`), beyond what chance makes of so many pairs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from goodwork.quality import kernels
from goodwork.quality.dependence import LEAST_REPEATED, Dependence, dependence
from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

MOST_PAIRS = 4_000_000
"""Pairs of answers looked at; above that a random sample of items is."""

NEAR = 0.9
"""Agreement from which other suspects are not asked as those who judge two: their copies would speak for these."""

MOST_COMPARED = 150
"""Pairs of suspects compared; the least likely agreements come first."""


@dataclass(frozen=True)
class Copies:
    """Groups of people whose answers depend on each other, by code, and what shows it."""

    groups: list[list[int]]
    evidence: list[float]
    """For each group how much better copying explains the answers of a linked pair at least, nats of ln likelihood."""
    share: list[float]
    """For each group the mean share of answers that are repeats."""
    looked_at: float = 1.0
    """Share of the items on which people were compared: below 1 where there were too many pairs of answers."""

    def weighed(self, table: LabelTable) -> LabelTable:
        """The table in which equal answers of a group to an item are together worth their voices, and no more."""
        if not self.groups:
            return table
        among, together = self._among(table)
        return replace(table, weight=together / among)

    def together(self, table: LabelTable) -> Floats | None:
        """(labels,) how many voices an answer is worth together with those of its group that repeat it.

        Of *k* equal answers with a share *c* of repeats, 1 + (k - 1)(1 - c). None where nobody depends on anybody.
        """
        return self._among(table)[1] if self.groups else None

    def added(self, table: LabelTable, turn: Longs, gain: Floats) -> tuple[Floats, Floats]:
        """What each label adds to ln p of the classes (labels, K) and to the votes (labels,), in order of ``turn``.

        ``gain`` (labels, K) is ln p(answer | class). After every label the sums over an item's labels so far are those
        of `weighed`: equal answers of a group together have their voices.
        """
        logs, votes = gain.copy(), np.ones(table.n)
        for group, share in zip(self.groups, self.share, strict=True):
            inside = np.zeros(table.n_people, np.bool_)
            inside[group] = True
            mine = np.flatnonzero(inside[table.person])
            key = table.item[mine].astype(np.int64) * table.n_classes + table.answer[mine]
            mine = mine[np.lexsort((turn[mine], key))]
            key = table.item[mine].astype(np.int64) * table.n_classes + table.answer[mine]
            first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]][: mine.size])
            size = np.diff(np.r_[first, mine.size])
            before = np.arange(mine.size) - np.repeat(first, size)
            sums = np.cumsum(gain[mine], axis=0)
            start = np.repeat(sums[first] - gain[mine[first]], size, axis=0) if first.size else sums
            upto = sums - start
            now = (1 + before * (1 - share)) / (before + 1)
            was = np.where(before > 0, (1 + (before - 1) * (1 - share)) / np.maximum(before, 1), 0.0)
            logs[mine] = upto * now[:, None] - (upto - gain[mine]) * was[:, None]
            votes[mine] = np.where(before > 0, 1 - share, 1.0)
        return logs, votes

    def _among(self, table: LabelTable) -> tuple[Floats, Floats]:
        """(labels,) how many equal answers of a group each label is one of, and the voices these are worth."""
        among, together = np.ones(table.n), np.ones(table.n)
        for group, share in zip(self.groups, self.share, strict=True):
            inside = np.zeros(table.n_people, np.bool_)
            inside[group] = True
            mine = np.flatnonzero(inside[table.person])
            key = table.item[mine].astype(np.int64) * table.n_classes + table.answer[mine]
            _, back, count = np.unique(key, return_inverse=True, return_counts=True)
            among[mine] = count[back]
            together[mine] = 1 + (among[mine] - 1) * (1 - share)
        return among, together


INDEPENDENT = Copies([], [], [])
"""Nobody's answers depend on anybody's."""


def find_copies(
    table: LabelTable,
    *,
    fewest: int = 10,
    false: float = 0.001,
    seed: int = 0,
    apart: Collection[tuple[int, int]] = (),
) -> Copies:
    """The groups of people whose answers depend on each other.

    Suspects share at least ``fewest`` items and agree beyond what each of them does with people in general (binomial
    tail under 0.001). Two of them are linked if the evidence (`dependence`) is over ln(pairs / ``false``) and at least
    `LEAST_REPEATED` of the answers are repeats. Pairs are all that share so many items: ``false`` is what the chance
    to link anybody in a table of honest people is meant to stay under. Linked people are a group. Gold counts as
    observed truth. ``apart``: pairs of codes, the lower first, that are known to be independent; no group holds one.
    Time: linear in labels, sampled above `MOST_PAIRS` pairs.
    """
    suspects, agreed, pairs, looked_at = _suspects(table, fewest, seed)
    enough = float(np.log(max(pairs, 1) / false))
    linked: list[tuple[int, Dependence]] = []
    of = np.arange(table.n_people)
    for a, b in suspects[:MOST_COMPARED].tolist():
        if of[a] == of[b] or (min(a, b), max(a, b)) in apart:
            continue
        near = np.zeros(table.n_people, np.bool_)
        near[[a, b]] = True
        near[suspects[(agreed >= NEAR) & np.isin(suspects, (a, b)).any(axis=1)]] = True
        found = dependence(table, a, b, near, enough)
        if found.evidence > enough and found.share >= LEAST_REPEATED:
            linked.append((a, found))
            of[of == of[b]] = of[a]
    groups = [np.flatnonzero(of == one).tolist() for one in np.flatnonzero(np.bincount(of, minlength=1) > 1)]
    groups = [group for group in groups if not any(a in group and b in group for a, b in apart)]
    told = [[found for a, found in linked if a in group] for group in groups]
    return Copies(
        groups,
        [min(one.evidence for one in some) for some in told],
        [float(np.mean([one.share for one in some])) for some in told],
        looked_at,
    )


def _suspects(table: LabelTable, fewest: int, seed: int) -> tuple[Longs, Floats, int, float]:
    """(n, 2) suspects, the least likely first; (n,) their agreement; the number of pairs; the share of items."""
    ptr, J = table.item_ptr, table.n_people
    chosen = np.ones(table.n_items, np.bool_)
    total = int(kernels.count_pairs(ptr, chosen))
    share = min(1.0, MOST_PAIRS / max(total, 1))
    if share < 1:
        chosen = np.random.default_rng(seed).random(table.n_items) < share
        total = int(kernels.count_pairs(ptr, chosen))
    events = np.sort(kernels.list_pairs(ptr, table.person, table.answer, chosen, J, total))
    if not events.size:
        return np.empty((0, 2), np.int64), np.empty(0), 0, share
    pair, agreed = events >> 1, events & 1
    first = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    common = np.diff(np.r_[first, pair.size])
    same = np.add.reduceat(agreed, first)
    a, b = pair[first] // J, pair[first] % J
    met = np.bincount(a, common, J) + np.bincount(b, common, J)
    usual = (np.bincount(a, same, J) + np.bincount(b, same, J)) / np.maximum(met, 1)
    enough = common >= fewest
    expected = np.clip(np.maximum(usual[a], usual[b]), 0.0, 1 - 1e-9)
    tail = np.asarray(binom.logsf(same - 1, common, expected))
    rows = np.flatnonzero(enough & (tail < np.log(1e-3)))
    rows = rows[np.argsort(tail[rows], kind="stable")]
    suspects = np.stack([a[rows], b[rows]], axis=1)
    return suspects, same[rows] / common[rows], int(np.count_nonzero(enough)), share

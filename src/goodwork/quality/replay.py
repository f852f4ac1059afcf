"""Recorded labels, replayed in random order through the policy that the server uses.

Two uses. `at_stop` stops gold items at the moment the policy would, in random orders of their answers, which is what
calibration has to be fitted to: stopping picks out moments at which the posterior happens to be high. `replay` plays a
whole project, round by round with refits, and counts labels used against accuracy; `fixed` does the same without
stopping, and `saving` sets one against the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.quality.calibration import Calibration, support, vote_shares
from goodwork.quality.hierarchical import HierarchicalDawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel
from goodwork.quality.online import snapshot_of
from goodwork.quality.stopping import Decision, Policy, decide_many, prospects

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]


def shuffled(table: LabelTable, seed: int) -> LabelTable:
    """The table with the answers of each item in a random order."""
    order = np.lexsort((np.random.default_rng(seed).random(table.n), table.item))
    return LabelTable(
        table.item, table.person[order], table.answer[order], table.items, table.people, table.classes, 0, table.gold
    )


def turn(table: LabelTable) -> Longs:
    """(n,) which answer of its item each label is, from 0."""
    return np.arange(table.n) - table.item_ptr[table.item]


@dataclass(frozen=True)
class Stopped:
    """Items at the moment the policy stopped asking, over several random orders: rows (m,)."""

    item: Longs
    raw: Floats
    """(m, K) posterior at that moment, with the model's skills."""
    votes: Floats
    """(m, K) answers by then."""


def at_stop(
    table: LabelTable,
    model: CategoricalModel,
    policy: Policy,
    calibration: Calibration,
    items: Longs,
    *,
    tolerance: int = 0,
    orders: int = 5,
    seed: int = 0,
) -> Stopped:
    """Random prefixes of ``items`` up to where the policy stops with this calibration; skills stay the model's.

    An item whose recorded answers run out before the policy is content stops there. ``tolerance``: how many
    classes away still counts as the same, for classes in order.
    """
    K = table.n_classes
    newcomer = snapshot_of(model).newcomer
    log_matrix, log_prior = np.log(model.confusion_), np.log(model.class_prior_)
    wanted = np.zeros(table.n_items, np.bool_)
    wanted[items] = True
    part = table.take(wanted[table.item])
    found: list[tuple[Longs, Floats, Floats]] = []
    for o in range(orders):
        mixed = shuffled(part, seed * 1_000 + o)
        number = turn(mixed)
        total = np.diff(mixed.item_ptr)
        logs, votes = np.tile(log_prior, (table.n_items, 1)), np.zeros((table.n_items, K))
        going = wanted & (total > 0)
        for step in range(int(min(policy.most, total.max(initial=0)))):
            now = np.flatnonzero((number == step) & going[mixed.item])
            rows = mixed.item[now]
            logs[rows] += log_matrix[mixed.person[now], :, mixed.answer[now]]
            votes[rows, mixed.answer[now]] += 1
            raw = normalised(logs[rows])
            confidence = within(calibration.apply(raw, vote_shares(votes[rows])), tolerance)
            outlook = (
                prospects(raw, votes[rows], calibration, newcomer, policy, futures=32) if policy.looks_ahead else None
            )
            decision = decide_many(confidence, np.full(rows.size, step + 1), policy, outlook)
            done = (decision != Decision.ANOTHER) | (total[rows] == step + 1)
            found.append((rows[done].astype(np.int64), raw[done], votes[rows[done]]))
            going[rows[done]] = False
    if not found:
        return Stopped(np.zeros(0, np.int64), np.zeros((0, K)), np.zeros((0, K)))
    return Stopped(
        np.concatenate([rows for rows, _, _ in found]),
        np.concatenate([raw for _, raw, _ in found]),
        np.concatenate([votes for _, _, votes in found]),
    )


def within(proba: Floats, tolerance: int) -> Floats:
    """(n,) the probability (n, K) of lying at most ``tolerance`` classes from the most probable one."""
    if not tolerance:
        return proba.max(axis=1, initial=0.0)
    below = np.pad(proba.cumsum(axis=1), ((0, 0), (1, 0)))
    best, rows = proba.argmax(axis=1), np.arange(len(proba))
    high = np.minimum(best + tolerance + 1, proba.shape[1])
    return np.minimum(below[rows, high] - below[rows, np.maximum(best - tolerance, 0)], 1.0)


def normalised(logs: Floats) -> Floats:
    """exp(logs) with rows that sum to 1."""
    p = np.exp(logs - logs.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def calibrate_at_stop(
    table: LabelTable,
    model: CategoricalModel,
    policy: Policy,
    *,
    start: Calibration | None = None,
    tolerance: int = 0,
    orders: int = 5,
    rounds: int = 2,
    seed: int = 0,
) -> tuple[Calibration, Stopped]:
    """The calibration of the moments at which the policy stops, which depend on the calibration: a fixed point.

    Starts from ``start`` or the prior guess, and alternates stopping with fitting ``rounds`` times. The gold of
    ``table`` has to be drawn at random. Returns the calibration and the last moments of stopping.
    """
    known = np.flatnonzero((table.gold >= 0) & (np.diff(table.item_ptr) > 0))
    calibration = start or Calibration()
    stopped = at_stop(table, model, policy, calibration, known, tolerance=tolerance, orders=orders, seed=seed)
    for r in range(rounds):
        weight = np.full(stopped.item.size, 1 / orders)
        gold = table.gold[stopped.item]
        calibration = Calibration.fit(stopped.raw, vote_shares(stopped.votes), gold, weight=weight)
        if r + 1 < rounds:
            stopped = at_stop(table, model, policy, calibration, known, tolerance=tolerance, orders=orders, seed=seed)
    return calibration, stopped


@dataclass(frozen=True)
class Outcome:
    """What one way of asking cost and gave, on the items whose gold it did not see."""

    labels: int
    """Answers used, those on gold items included."""
    accuracy: float
    settled: float
    """Share of items settled because confidence met the target."""
    realised: float
    """Accuracy of those."""
    expert: float
    """Share of items left to an expert."""
    confidence: Floats
    right: NDArray[np.bool_]


def replay(
    table: LabelTable, policy: Policy, *, gold_share: float = 0.1, most_gold: int = 200, seed: int = 0
) -> Outcome:
    """One seeded order of a recorded project under the policy: ask, refit, calibrate, decide, until nothing is asked.

    ``table.gold`` holds the truth to judge by; ``gold_share`` of it (drawn at random, at most ``most_gold``) is given
    to the system, and the rest measures. Every round asks each open item for one more of its recorded answers.
    """
    mixed, number, seen = _setting(table, gold_share, most_gold, seed)
    total = np.diff(mixed.item_ptr)
    have = np.minimum(total, policy.fewest)
    settled = np.zeros(table.n_items, np.bool_)
    model: HierarchicalDawidSkene | None = None
    calibration = Calibration()
    while True:
        used = mixed.take(number < have[mixed.item]).with_gold(seen)
        model = HierarchicalDawidSkene(tol=1e-4).fit(used, start=model)
        calibration, stopped = calibrate_at_stop(used, model, policy, start=calibration, orders=3, seed=seed)
        raw = _own_gold_hidden(used, model)
        confidence = calibration.apply(raw, vote_shares(used.votes)).max(axis=1)
        outlook = prospects(raw, used.votes, calibration, snapshot_of(model).newcomer, policy)
        held = support(
            calibration.apply(stopped.raw, vote_shares(stopped.votes)).max(axis=1),
            stopped.raw.argmax(axis=1) == used.gold[stopped.item],
            policy.target,
        )
        decision = decide_many(
            confidence, have.astype(np.int64), policy, outlook, settled=settled, supported=held.supported
        )
        settled = decision == Decision.SETTLE
        more = (decision == Decision.ANOTHER) & (have < total)
        if not more.any():
            break
        have = have + more
    return _outcome(table, seen, raw, confidence, settled, decision == Decision.EXPERT, int(have.sum()))


def fixed(table: LabelTable, answers: int, *, gold_share: float = 0.1, most_gold: int = 200, seed: int = 0) -> Outcome:
    """The same order and gold as `replay`, with the first ``answers`` answers of every item."""
    mixed, number, seen = _setting(table, gold_share, most_gold, seed)
    used = mixed.take(number < answers).with_gold(seen)
    model = HierarchicalDawidSkene(tol=1e-4).fit(used)
    raw = _own_gold_hidden(used, model)
    nothing = np.zeros(table.n_items, np.bool_)
    return _outcome(table, seen, raw, raw.max(axis=1), nothing, nothing, used.n)


@dataclass(frozen=True)
class Saving:
    """The policy against fixed redundancy, means over random orders."""

    labels: float
    accuracy: float
    redundancy: int
    """The smallest fixed number of answers per item that the policy matches within half a point; 0 if none."""
    fixed_labels: float
    fixed_accuracy: float
    settled: float
    realised: float
    curve: list[tuple[float, float]]
    """(labels, accuracy) of each fixed number of answers, from 1."""

    @property
    def saved(self) -> float:
        """Share of labels saved; negative if the policy used more."""
        return 1 - self.labels / self.fixed_labels if self.fixed_labels else 0.0

    @property
    def saved_evenly(self) -> float:
        """The same without the half point and without whole numbers: some items get one fixed answer more than others.

        Compared is the mix of two neighbouring fixed numbers that is exactly as accurate as the policy (labels and
        accuracy of a mix lie on the line between them); where no fixed number is that accurate, the largest.
        """
        if not self.curve:
            return 0.0
        labels, accuracy = self.curve[0]
        for more, better in self.curve:
            if better >= self.accuracy:
                share = (self.accuracy - accuracy) / (better - accuracy) if better > accuracy else 1.0
                return 1 - self.labels / (labels + min(max(share, 0.0), 1.0) * (more - labels))
            labels, accuracy = more, better
        return 1 - self.labels / labels


def saving(table: LabelTable, policy: Policy, *, orders: int = 20, gold_share: float = 0.1, seed: int = 0) -> Saving:
    """What the policy saves: its labels against those of the smallest fixed redundancy as accurate as it is.

    As accurate: at least the policy's accuracy less half a point, in the mean of ``orders`` random orders.
    """
    runs = [replay(table, policy, gold_share=gold_share, seed=seed + o) for o in range(orders)]
    labels = float(np.mean([r.labels for r in runs]))
    accuracy = float(np.mean([r.accuracy for r in runs]))
    most = int(np.diff(table.item_ptr).max(initial=0))
    curve: list[tuple[float, float]] = []
    at = 0
    for answers in range(1, min(most, policy.most) + 1):
        same = [fixed(table, answers, gold_share=gold_share, seed=seed + o) for o in range(orders)]
        curve.append((float(np.mean([r.labels for r in same])), float(np.mean([r.accuracy for r in same]))))
        if not at and curve[-1][1] >= accuracy - 0.005:
            at = answers
    against = curve[at - 1] if at else (0.0, 0.0)
    realised = [r.realised for r in runs if r.settled]
    return Saving(
        labels,
        accuracy,
        at,
        against[0],
        against[1],
        float(np.mean([r.settled for r in runs])),
        float(np.mean(realised)) if realised else 0.0,
        curve,
    )


def _setting(
    table: LabelTable, gold_share: float, most_gold: int, seed: int
) -> tuple[LabelTable, Longs, NDArray[np.int32]]:
    """Shuffled answers, their numbers within items, and the gold (n_items,) that the system is given."""
    mixed = shuffled(table, seed)
    known = np.flatnonzero(table.gold >= 0)
    n = min(round(gold_share * known.size), most_gold)
    given = np.random.default_rng(seed + 7_919).permutation(known)[:n]
    seen = np.full(table.n_items, -1, np.int32)
    seen[given] = table.gold[given]
    return mixed, turn(mixed), seen


def _own_gold_hidden(table: LabelTable, model: HierarchicalDawidSkene) -> Floats:
    """(n_items, K) posteriors by the model's skills, with gold items judged by their answers."""
    logs = np.tile(np.log(model.class_prior_), (table.n_items, 1))
    np.add.at(logs, table.item, np.log(model.confusion_[table.person, :, table.answer]))
    return normalised(logs)


def _outcome(
    table: LabelTable,
    seen: NDArray[np.int32],
    raw: Floats,
    confidence: Floats,
    settled: NDArray[np.bool_],
    expert: NDArray[np.bool_],
    labels: int,
) -> Outcome:
    judged = (table.gold >= 0) & (seen < 0) & (np.diff(table.item_ptr) > 0)
    right = raw.argmax(axis=1) == table.gold
    sure = judged & settled
    return Outcome(
        labels,
        float(right[judged].mean()) if judged.any() else 0.0,
        float(settled[judged].mean()) if judged.any() else 0.0,
        float(right[sure].mean()) if sure.any() else 0.0,
        float(expert[judged].mean()) if judged.any() else 0.0,
        confidence[judged],
        right[judged],
    )

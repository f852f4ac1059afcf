"""Recorded labels, replayed in random order through the rule that the queue follows.

`replay` plays a whole project, round by round with refits, and counts labels used against accuracy; `fixed` does the
same without stopping, and `summed` sets one against the other. The models are those of a refit (`quality.choose`), but
nobody is looked for whose answers depend on another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.judging.at_stop import calibrate_at_stop, shuffled, turn, usual_table
from goodwork.judging.stopping import REOPEN_MARGIN, Stop, stop_many
from goodwork.judging.worth import worth
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.choose import Choice, choose
from goodwork.quality.labels import LabelTable

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Curve = list[tuple[float, float]]

GROWN = 1.5
"""A replay chooses among models again when it has this many times the answers of the last choice; a refit does so
always, which is most of its time and hardly changes what is chosen."""


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
    below: float
    """Share of items that were asked no more and still missed the target."""
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
    stopped, met = np.zeros(table.n_items, np.bool_), np.zeros(table.n_items, np.bool_)
    calibration = Calibration()
    choice: Choice | None = None
    compared = 0
    while True:
        used = mixed.take(number < have[mixed.item]).with_gold(seen)
        if choice is None or used.n > GROWN * compared:
            choice, compared = choose(used), used.n
        # From scratch, as a project is refitted: from the last tables it would end where few answers had led it.
        model = choice.model().fit(used)
        calibration, _ = calibrate_at_stop(used, model, policy, start=calibration, orders=3, seed=seed)
        raw = model.mixture().of_items(used)
        proba = calibration.apply(raw, vote_shares(used.votes))
        confidence = proba.max(axis=1)
        helps = worth(raw, used.votes, usual_table(used, model), calibration, policy.target)
        decision = stop_many(confidence, have.astype(np.int64), policy, settled=stopped, worth=helps)
        stopped = decision != Stop.ASK
        met = stopped & (confidence >= np.where(met, policy.target - REOPEN_MARGIN, policy.target))
        more = (decision == Stop.ASK) & (have < total)
        if not more.any():
            break
        have = have + more
    return _outcome(table, seen, proba, met, stopped & ~met, int(have.sum()))


def fixed(table: LabelTable, answers: int, *, gold_share: float = 0.1, most_gold: int = 200, seed: int = 0) -> Outcome:
    """The same order and gold as `replay`, with the first ``answers`` answers of every item."""
    mixed, number, seen = _setting(table, gold_share, most_gold, seed)
    used = mixed.take(number < answers).with_gold(seen)
    raw, shares = choose(used).model().fit(used).mixture().of_items(used), vote_shares(used.votes)
    known = np.flatnonzero((seen >= 0) & (np.diff(used.item_ptr) > 0))
    proba = Calibration.fit(raw[known], shares[known], seen[known]).apply(raw, shares)
    nothing = np.zeros(table.n_items, np.bool_)
    return _outcome(table, seen, proba, nothing, nothing, used.n)


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
    curve: Curve
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


def summed(runs: Sequence[Outcome], curve: Curve) -> Saving:
    """What a policy saves: its labels against those of the smallest fixed number of answers as accurate as it is.

    As accurate: at least the policy's accuracy less half a point, in the mean of the orders ``runs``. ``curve``: labels
    and accuracy of each fixed number from 1, means over the same orders.
    """
    labels = float(np.mean([r.labels for r in runs]))
    accuracy = float(np.mean([r.accuracy for r in runs]))
    at = next((n for n, (_, right) in enumerate(curve, 1) if right >= accuracy - 0.005), 0)
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


def _outcome(
    table: LabelTable,
    seen: NDArray[np.int32],
    proba: Floats,
    settled: NDArray[np.bool_],
    below: NDArray[np.bool_],
    labels: int,
) -> Outcome:
    judged = (table.gold >= 0) & (seen < 0) & (np.diff(table.item_ptr) > 0)
    right, confidence = proba.argmax(axis=1) == table.gold, proba.max(axis=1)
    sure = judged & settled
    return Outcome(
        labels,
        float(right[judged].mean()) if judged.any() else 0.0,
        float(settled[judged].mean()) if judged.any() else 0.0,
        float(right[sure].mean()) if sure.any() else 0.0,
        float(below[judged].mean()) if judged.any() else 0.0,
        confidence[judged],
        right[judged],
    )

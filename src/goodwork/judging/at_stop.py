"""Gold items stopped at the moment the policy would stop them: what calibration has to be fitted to.

Stopping picks out moments at which the posterior happens to be high, so a calibration that was fitted to all answers of
the gold items is too sure of what was settled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodwork.judging.stopping import Stop, stop_many
from goodwork.judging.worth import around, worth
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.copies import INDEPENDENT, Copies
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

_TINY = 1e-300


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
    """(m, K) posterior at that moment, with the model's skills and before calibration."""
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
    copies: Copies = INDEPENDENT,
    beside: Floats | None = None,
) -> Stopped:
    """Random prefixes of ``items`` up to where the policy stops with this calibration; skills stay the model's.

    An item whose recorded answers run out before the policy is content stops there. ``tolerance``: how many
    classes away still counts as the same, for classes in order. Equal answers of people who depend on each other
    (``copies``) count as the voices they are worth. ``beside`` (n_items, K): what models add to the logs of each item.
    """
    K, mixture = table.n_classes, model.mixture()
    usual = usual_table(table, model)
    wanted = np.zeros(table.n_items, np.bool_)
    wanted[items] = True
    part = table.take(wanted[table.item])
    found: list[tuple[Longs, Floats, Floats]] = []
    for o in range(orders):
        mixed = shuffled(part, seed * 1_000 + o)
        number = turn(mixed)
        total = np.diff(mixed.item_ptr)
        added, voices = copies.added(mixed, number, mixture.table[mixed.person, mixed.answer].astype(np.float64))
        logs, votes = np.tile(mixture.prior.astype(np.float64), (table.n_items, 1)), np.zeros((table.n_items, K))
        going = wanted & (total > 0)
        for step in range(int(min(policy.most, total.max(initial=0)))):
            now = np.flatnonzero((number == step) & going[mixed.item])
            rows = mixed.item[now]
            logs[rows] += added[now]
            votes[rows, mixed.answer[now]] += voices[now]
            raw = mixture.posterior(logs[rows], votes[rows])
            if beside is not None:
                raw = normalised(np.log(np.maximum(raw, _TINY)) + beside[rows])
            confidence = within(calibration.apply(raw, vote_shares(votes[rows])), tolerance)
            helps = worth(raw, votes[rows], usual, calibration, policy.target, tolerance=tolerance)
            decided = stop_many(confidence, np.full(rows.size, step + 1), policy, worth=helps)
            done = (decided != Stop.ASK) | (total[rows] == step + 1)
            found.append((rows[done].astype(np.int64), raw[done], votes[rows[done]]))
            going[rows[done]] = False
    if not found:
        return Stopped(np.zeros(0, np.int64), np.zeros((0, K)), np.zeros((0, K)))
    return Stopped(
        np.concatenate([rows for rows, _, _ in found]),
        np.concatenate([raw for _, raw, _ in found]),
        np.concatenate([votes for _, _, votes in found]),
    )


def usual_table(table: LabelTable, model: CategoricalModel) -> Floats:
    """(K, K) p(answer | class) of whoever answers next: the mean of all people's tables, by how much they answer."""
    share = np.bincount(table.person, minlength=table.n_people) / max(table.n, 1)
    return model.usual(share)


def within(proba: Floats, tolerance: int) -> Floats:
    """(n,) the probability (n, K) of lying at most ``tolerance`` classes from the most probable one."""
    return around(proba, proba.argmax(axis=1), tolerance) if len(proba) else np.zeros(0)


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
    copies: Copies = INDEPENDENT,
    beside: Floats | None = None,
) -> tuple[Calibration, Stopped]:
    """The calibration of the moments at which the policy stops, which depend on the calibration: a fixed point.

    Starts from ``start`` or the prior guess, and alternates stopping with fitting ``rounds`` times. The gold of
    ``table`` has to be drawn at random; ``copies`` and ``beside`` as `at_stop` takes them.
    Returns the calibration and the last moments of stopping.
    """
    known = np.flatnonzero((table.gold >= 0) & (np.diff(table.item_ptr) > 0))
    calibration = start or Calibration()

    def stop() -> Stopped:
        return at_stop(
            table, model, policy, calibration, known, tolerance=tolerance, orders=orders, seed=seed, copies=copies,
            beside=beside,
        )  # fmt: skip

    stopped = stop()
    for r in range(rounds):
        weight = np.full(stopped.item.size, 1 / orders)
        gold = table.gold[stopped.item]
        calibration = Calibration.fit(stopped.raw, vote_shares(stopped.votes), gold, weight=weight)
        if r + 1 < rounds:
            stopped = stop()
    return calibration, stopped

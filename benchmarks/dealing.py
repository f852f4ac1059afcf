"""Recorded labels, dealt out in the order in which the queue offers items, beside a random order.

`deal` lets people arrive one after the other, each as often as they answered in life, and gives each an item that they
answered then and that still wants an answer. Everything else is as in the queue: lanes and hands of `routing.order`,
when asking stops by `judging.stopping` with its look-ahead, for a few answers at a time as the worker weighs them, and
skills refitted when a project has grown by a tenth. What an answer counts for is a simple model: one skill per person,
any wrong class as likely as another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numba import njit
from numpy.typing import NDArray

from goodwork.judging.stopping import Stop, stop_many
from goodwork.judging.worth import worth
from goodwork.model.projects import Policy
from goodwork.quality.calibration import Calibration, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.routing.order import FINISHING, Hand, lanes

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

GROWTH = 1.1
"""A refit comes when there are this many times the answers of the last one."""
FIRST_FIT = 100
KNOWN_FROM = 8
"""Answers from which anything is known of a person."""
WEIGHED = 10
"""Arrivals between two weighings of what came."""
RAW = Calibration(log_power=0.0, log_votes=-50.0, floor_logit=-50.0)
"""Confidence is taken as the simple model states it: gold plays no part."""


class Way(IntEnum):
    """How the next item of a person is found."""

    RANDOM = 0
    """Any that wants an answer."""
    ROUTED = 1
    """By lanes and hands."""


@dataclass(frozen=True)
class _Stand:
    """Where the items of a project stand: it is written to."""

    have: Longs
    """(n_items,), as the next two."""
    wanted: Longs
    settled: NDArray[np.bool_]
    logs: Floats
    """(n_items, classes) what the answers say."""
    votes: Floats
    """(n_items, classes) how many they are."""


def deal(
    table: LabelTable, policy: Policy, way: Way, arrivals: Longs, *, seed: int, finishing: float = FINISHING
) -> Longs:
    """The labels of a table in the order in which they are given: positions in it, each at most once.

    ``arrivals``: codes of people, each as often as they come; who finds nothing goes away. Gold plays no part.
    """
    columns = table.item.astype(np.int64), table.person.astype(np.int64), table.answer.astype(np.int64)
    item, person, _ = columns
    sizes = n, _, classes = table.n_items, table.n_people, table.n_classes
    ranks, finish = _ranks(policy), np.random.default_rng(seed).random(arrivals.size) < finishing
    stand = _Stand(
        np.zeros(n, np.int64), np.full(n, policy.fewest), np.zeros(n, np.bool_),
        np.zeros((n, classes)), np.zeros((n, classes)),
    )  # fmt: skip
    used, order = np.zeros(table.n, np.bool_), np.zeros(0, np.int64)
    skill, hands = np.full(table.n_people, 0.75), np.ones(table.n_people, np.int64)
    fit_at, seeds = FIRST_FIT, np.random.default_rng(seed + 1).integers(0, 2**31, arrivals.size // WEIGHED + 1)
    for start in range(0, arrivals.size, WEIGHED):
        some = slice(start, start + WEIGHED)
        given = _hand_out(
            item, table.person_ptr, table.by_person, arrivals[some], finish[some], hands, ranks, used, stand.have,
            stand.wanted, stand.settled, int(way), policy.fewest, int(seeds[start // WEIGHED]),
        )  # fmt: skip
        order = np.concatenate([order, given])
        if order.size >= fit_at:
            fit_at = int(order.size * GROWTH) + 20
            _, skill = _fit(*columns, order, *sizes, 6)
            hands = _hands(skill, np.bincount(person[order], minlength=table.n_people).astype(np.float64))
            stand.logs[:], stand.votes[:] = 0.0, 0.0
            _hear(table, order, skill, stand)
            touched = np.flatnonzero(stand.have > 0)
        else:
            _hear(table, given, skill, stand)
            touched = np.unique(item[given])
        if touched.size:
            _decide(touched, _held(skill)[person[order]].mean(), policy, stand)
    return order


def _ranks(policy: Policy) -> Longs:
    """(hands, finishing or not, lanes) the place of each lane."""
    ranks = np.zeros((3, 2, policy.fewest + 1), np.int64)
    for hand in Hand:
        for finish in (False, True):
            for rank, lane in enumerate(lanes(policy.fewest, policy.fewest, hand, finish)):
                ranks[hand + 1, int(finish), lane] = rank
    return ranks


def _held(skill: Floats) -> Floats:
    """Skills, short of certainty."""
    return np.clip(skill, 0.02, 0.98)


def _hear(table: LabelTable, given: Longs, skill: Floats, stand: _Stand) -> None:
    """Add what these labels say."""
    held, place = _held(skill), (table.item[given], table.answer[given])
    np.add.at(stand.logs, place, np.log(held * (table.n_classes - 1) / (1 - held))[table.person[given]])
    np.add.at(stand.votes, place, 1.0)


def _decide(items: Longs, right: float, policy: Policy, stand: _Stand) -> None:
    """Settle these items, or ask them on, by the rule of the queue. ``right``: the skill of whoever answers next."""
    logs, votes = stand.logs[items], stand.votes[items]
    chance = np.exp(logs - logs.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    classes = logs.shape[1]
    usual = np.full((classes, classes), (1 - right) / (classes - 1))
    np.fill_diagonal(usual, right)
    sure = RAW.apply(chance, vote_shares(votes)).max(axis=1)
    helps = worth(chance, votes, usual, RAW, policy.target)
    decided = stop_many(sure, stand.have[items], policy, settled=stand.settled[items], worth=helps)
    asked = decided == Stop.ASK
    stand.settled[items] = ~asked
    stand.wanted[items] = np.maximum(stand.wanted[items], np.where(asked, stand.have[items] + 1, 0))


def posterior(table: LabelTable) -> Floats:
    """(n_items, K) what the labels say by one skill per person; items without any: as likely as each other."""
    chance, _ = _fit(
        table.item.astype(np.int64), table.person.astype(np.int64), table.answer.astype(np.int64),
        np.arange(table.n), table.n_items, table.n_people, table.n_classes, 15,
    )  # fmt: skip
    return chance


@njit(cache=True, nogil=True)
def _weight(skill: float, classes: int) -> float:
    held = min(max(skill, 0.02), 0.98)
    return np.log(held * (classes - 1) / (1 - held))


@njit(cache=True, nogil=True)
def _normalise(row: Floats) -> float:
    """Logs to chances in place; returns the largest."""
    row[:] = np.exp(row - row.max())
    row /= row.sum()
    return row.max()


@njit(cache=True, nogil=True)
def _fit(
    item: Longs, person: Longs, answer: Longs, given: Longs, n_items: int, n_people: int, classes: int, rounds: int
) -> tuple[Floats, Floats]:
    chance = np.zeros((n_items, classes))
    skill = np.zeros(n_people)
    for step in range(rounds):
        chance[:] = 0.0
        for label in given:
            chance[item[label], answer[label]] += _weight(float(skill[person[label]]), classes) if step else 1.0
        for i in range(n_items):
            _normalise(chance[i])
        right, n = np.zeros(n_people), np.zeros(n_people)
        for label in given:
            right[person[label]] += chance[item[label], answer[label]]
            n[person[label]] += 1
        mean = (right.sum() + 2) / (n.sum() + 3)
        skill = (right + 3 * mean) / (n + 3)
    return chance, skill


@njit(cache=True, nogil=True)
def _hands(skill: Floats, n: Floats) -> Longs:
    """1 + the hand of everybody: whether the 95 % interval lies on one side of the mean."""
    mean = (skill * n).sum() / max(n.sum(), 1.0)
    hands = np.ones(skill.size, np.int64)
    for p in range(skill.size):
        if n[p] >= KNOWN_FROM:
            half = 1.96 * np.sqrt(skill[p] * (1 - skill[p]) / (n[p] + 3))
            hands[p] += int(skill[p] - half > mean) - int(skill[p] + half < mean)
    return hands


@njit(cache=True, nogil=True)
def _hand_out(
    item: Longs, person_ptr: Longs, by_person: Longs, arrivals: Longs, finish: NDArray[np.bool_], hands: Longs,
    ranks: Longs, used: NDArray[np.bool_], have: Longs, wanted: Longs, settled: NDArray[np.bool_], way: int,
    fewest: int, seed: int,
) -> Longs:  # fmt: skip
    """The labels that these arrivals give; ``used`` and ``have`` are written to."""
    np.random.seed(seed)
    given, n = np.empty(arrivals.size, np.int64), 0
    for at in range(arrivals.size):
        who = arrivals[at]
        best, lowest = -1, 1e9
        for place in range(person_ptr[who], person_ptr[who + 1]):
            label = by_person[place]
            i = item[label]
            missing = wanted[i] - have[i]
            if used[label] or settled[i] or missing <= 0:
                continue
            rank = np.random.random()
            if way == 1:
                rank += ranks[hands[who], int(finish[at]), 0 if wanted[i] > fewest else missing]
            if rank < lowest:
                best, lowest = label, rank
        if best >= 0:
            used[best] = True
            have[item[best]] += 1
            given[n] = best
            n += 1
    return given[:n].copy()

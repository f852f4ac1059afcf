"""Recorded labels, dealt out in the order in which the queue offers items, beside a random order.

`deal` lets people arrive one after the other, each as often as they answered in life, and gives each an item that they
answered then and that still wants an answer. Everything else is as in the queue: lanes and hands of `order`, answers
wanted by the policy, skills refitted when a project has grown by a tenth. What an answer counts for is a simple model:
one skill per person, any wrong class as likely as another.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numba import njit
from numpy.typing import NDArray

from goodwork.model.projects import Policy
from goodwork.quality.labels import LabelTable
from goodwork.routing.order import FINISHING, Hand, lanes

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

GROWTH = 1.1
"""A refit comes when there are this many times the answers of the last one."""
FIRST_FIT = 100
KNOWN_FROM = 8
"""Answers from which anything is known of a person."""


class Way(IntEnum):
    """How the next item of a person is found."""

    RANDOM = 0
    """Any that wants an answer."""
    ROUTED = 1
    """By lanes and hands."""


def deal(
    table: LabelTable, policy: Policy, way: Way, arrivals: Longs, *, seed: int, finishing: float = FINISHING
) -> Longs:
    """The labels of a table in the order in which they are given: positions in it, each at most once.

    ``arrivals``: codes of people, each as often as they come; who finds nothing goes away. Gold plays no part.
    """
    ranks = np.zeros((3, 2, policy.fewest + 1), np.int64)
    for hand in Hand:
        for finish in (False, True):
            for rank, lane in enumerate(lanes(policy.fewest, policy.fewest, hand, finish)):
                ranks[hand + 1, int(finish), lane] = rank
    return _deal(
        table.item.astype(np.int64), table.person.astype(np.int64), table.answer.astype(np.int64),
        table.n_items, table.n_people, table.n_classes, table.person_ptr, table.by_person, arrivals, ranks,
        int(way), finishing, policy.fewest, policy.most, policy.target, seed,
    )  # fmt: skip


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
def _deal(
    item: Longs, person: Longs, answer: Longs, n_items: int, n_people: int, classes: int, person_ptr: Longs,
    by_person: Longs, arrivals: Longs, ranks: Longs, way: int, finishing: float, fewest: int, most: int, target: float,
    seed: int,
) -> Longs:  # fmt: skip
    np.random.seed(seed)
    used = np.zeros(item.size, np.bool_)
    order, dealt, fit_at = np.empty(item.size, np.int64), 0, FIRST_FIT
    skill, hands, n = np.full(n_people, 0.75), np.ones(n_people, np.int64), np.zeros(n_people)
    logs, have, wanted = np.zeros((n_items, classes)), np.zeros(n_items, np.int64), np.full(n_items, fewest)
    settled = np.zeros(n_items, np.bool_)
    for who in arrivals:
        finish = int(np.random.random() < finishing)
        best, lowest = -1, 1e9
        for place in range(person_ptr[who], person_ptr[who + 1]):
            label = by_person[place]
            i = item[label]
            missing = wanted[i] - have[i]
            if used[label] or settled[i] or missing <= 0:
                continue
            rank = np.random.random()
            if way == 1:
                rank += ranks[hands[who], finish, 0 if wanted[i] > fewest else missing]
            if rank < lowest:
                best, lowest = label, rank
        if best < 0:
            continue
        used[best] = True
        order[dealt] = best
        dealt += 1
        n[who] += 1
        i = item[best]
        have[i] += 1
        logs[i, answer[best]] += _weight(float(skill[who]), classes)
        if dealt >= fit_at:
            fit_at = int(dealt * GROWTH) + 20
            _, skill = _fit(item, person, answer, order[:dealt], n_items, n_people, classes, 6)
            hands = _hands(skill, n)
            logs[:] = 0.0
            for label in order[:dealt]:
                logs[item[label], answer[label]] += _weight(float(skill[person[label]]), classes)
            for j in range(n_items):
                if have[j] > 0:
                    _decide(j, logs, have, wanted, settled, fewest, most, target)
        else:
            _decide(i, logs, have, wanted, settled, fewest, most, target)
    return order[:dealt].copy()


@njit(cache=True, nogil=True)
def _decide(
    i: int, logs: Floats, have: Longs, wanted: Longs, settled: NDArray[np.bool_], fewest: int, most: int, target: float
) -> None:
    """The rule of judging.stopping, for one item."""
    sure = _normalise(logs[i].copy())
    bar = target - 0.02 if settled[i] else target
    settled[i] = (settled[i] or have[i] >= fewest) and sure >= bar
    if not settled[i] and fewest <= have[i] < most and wanted[i] <= have[i]:
        wanted[i] = have[i] + 1

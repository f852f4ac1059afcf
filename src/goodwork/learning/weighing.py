"""What stands beside a skill: the answers that moved it most, what others missed, the trend, what costs most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.kinds.contract import Slip
from goodwork.learning.columns import Column
from goodwork.learning.learned import DIGITS, basis_of
from goodwork.learning.skills import Caught, Change, Costly, Evidence, Move, SkillRow, Trend, Window
from goodwork.model.appeals import Ruling
from goodwork.quality.assessment import Assessment
from goodwork.quality.skill import MINIMUM, Prior, Skill
from goodwork.quality.skill_evidence import Answered, drift, influence

RAISED = LOWERED = 4
"""Answers that are shown of those that raised an estimate most, and of those that lowered it."""
CAUGHT = 4
"""Answers that are shown of those that are known to be right where most others said otherwise."""
SLIPS = 3
EXAMPLES = 3
"""Slips that are shown, and items of each."""
LOOKED_AT = 60
"""Answers that lowered an estimate most, among which slips are looked for."""
WINDOW = 20
"""Items of a window of the trend, at least."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer beside what is right of its item, or what the others say."""

    item: int
    mine: str
    other: str
    alike: bool
    gold: bool
    """Whether it is known."""
    ruled: bool
    """Whether an appeal decided it."""
    support: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """The answers to a question, as the evidence of a skill is gathered from them."""

    answered: Answered
    prior: Prior
    when: NDArray[np.int64]
    """(answers,) the order in which they were given."""
    item: Callable[[int], int]
    """The item of an answer."""
    told: Callable[[int], Told]
    slips: Callable[[int], Sequence[Slip]]
    caught: Callable[[int], bool]
    """Whether an answer is known to be right and most others said otherwise."""
    per_item: int = 1
    """Answers that one item has of a person: of a set of labels, one for each."""

    def evidence(self, skill: Skill, code: int) -> Evidence:
        """What stands beside the skill of the person with this code; below the minimum only why there is none."""
        if skill.value is None:
            return Evidence(skill.reason, MINIMUM - skill.answers // self.per_item)
        mine, moved = influence(self.answered, code, self.prior)
        order = mine[np.argsort(self.when[mine], kind="stable")]
        return Evidence(
            moves=self._moves(mine, moved),
            caught=self._caught(order[::-1].tolist()),
            trend=self._trend(code),
            slips=self._slips(mine, moved),
        )

    def _moves(self, mine: NDArray[np.int64], moved: NDArray[np.float64]) -> tuple[Move, ...]:
        """The strongest to either side, each item once; the strongest of all first."""
        chosen: dict[int, tuple[int, float]] = {}
        left = {True: RAISED, False: LOWERED}
        for r in np.argsort(-np.abs(moved), kind="stable").tolist():
            up, item = bool(moved[r] > 0), self.item(int(mine[r]))
            if left[up] and item not in chosen:
                chosen[item] = int(mine[r]), float(moved[r])
                left[up] -= 1
            if not any(left.values()):
                break
        found: list[Move] = []
        for answer, by in chosen.values():
            told = self.told(answer)
            support, moved_by = round(told.support, 3), round(by, DIGITS)
            found.append(Move(
                told.item, told.mine, told.other, told.alike, told.gold, told.ruled, support, moved_by
            ))  # fmt: skip
        return tuple(found)

    def _caught(self, newest_first: Iterable[int]) -> tuple[Caught, ...]:
        found: dict[int, Caught] = {}
        for answer in newest_first:
            if self.caught(answer) and self.item(answer) not in found:
                told = self.told(answer)
                found[told.item] = Caught(told.item, told.mine)
                if len(found) == CAUGHT:
                    break
        return tuple(found.values())

    def _trend(self, code: int) -> Trend:
        way = drift(self.answered, code, self.when, self.prior, minimum=WINDOW * self.per_item)
        if not way.windows:
            items = self.answered.of(code).size // self.per_item
            return Trend(missing=max(2 * WINDOW - items, 1))
        windows = [
            Window(w.answers // self.per_item, *(round(x, DIGITS) for x in (w.value, w.low, w.high)))
            for w in way.windows
        ]
        assert way.change is not None and way.low is not None and way.high is not None, "windows make a change"
        change = Change(*(round(x, DIGITS) for x in (way.change, way.low, way.high)))
        return Trend(tuple(windows), 0, change, way.certain)

    def _slips(self, mine: NDArray[np.int64], moved: NDArray[np.float64]) -> tuple[Costly, ...]:
        """What cost most: the sums of what single answers took from the estimate, of slips that two items share."""
        cost: defaultdict[Slip, float] = defaultdict(float)
        items: defaultdict[Slip, dict[int, None]] = defaultdict(dict)
        for r in np.argsort(moved, kind="stable")[:LOOKED_AT].tolist():
            if moved[r] >= 0:
                break
            made = self.slips(int(mine[r]))
            for slip in made:
                cost[slip] += float(-moved[r]) / len(made)
                items[slip][self.item(int(mine[r]))] = None
        shared = sorted((slip for slip in cost if len(items[slip]) > 1), key=lambda slip: -cost[slip])
        return tuple(
            Costly(slip, round(cost[slip], DIGITS), len(items[slip]), tuple(items[slip])[:EXAMPLES])
            for slip in shared[:SLIPS]
        )


def alone_in_being_right(item: NDArray[np.integer[Any]], is_right: NDArray[np.bool_]) -> Callable[[int], bool]:
    """Whether an answer is known to be right, and fewer than half of the others' answers to its item are."""
    answers = np.bincount(item)
    right = np.bincount(item, is_right)
    others = answers - 1
    found = is_right & (others > 0)[item] & (2 * (right - 1) < others)[item]
    return found.__getitem__


def in_order(column: Column, n: int) -> NDArray[np.int64]:
    """(answers,) when each row of a table of the column's answers was given, as a place among all."""
    when = np.argsort(np.array(column.item, np.int64), kind="stable")
    assert when.size == n, "a column has one answer of each person to an item"
    return when


def told_by(
    found: Assessment, items: Sequence[int], words: Sequence[str], rulings: Mapping[int, Ruling]
) -> Callable[[int], Told]:
    """What an assessment says of an answer. ``items`` and ``words``: by the codes of its table."""
    table = found.evidence.table

    def told(n: int) -> Told:
        others, item, mine = found.evidence.others(n), int(table.item[n]), int(table.answer[n])
        says, name = int(others.argmax()), items[int(table.item[n])]
        gold = bool(table.gold[item] >= 0)
        return Told(name, words[mine], words[says], mine == says, gold, name in rulings, float(others[says]))

    return told


def skill_rows(found: Assessment, people: Sequence[int], weighing: Weighing, per_item: int = 1) -> list[SkillRow]:
    """Everybody's skill by an assessment, with what stands beside it. ``people``: ids by the codes of its table."""
    return [
        SkillRow(
            people[code], skill.value, skill.low, skill.high, skill.answers // per_item,
            weighing.evidence(skill, code), basis_of(found.skills.likelihood, code),
        )
        for code, skill in enumerate(found.skills.rows())
    ]  # fmt: skip

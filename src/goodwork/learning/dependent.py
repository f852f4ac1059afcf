"""Answers that depend on each other: how many people it concerns, what shows it, and never who did what to whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.quality.labels import LabelTable

if TYPE_CHECKING:  # the web process reads findings, and loads no numeric engine
    from goodwork.quality.copies import Copies

SHOWN = 6
"""Items that are shown of each finding."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An item on which people said the same, beside what everybody else said."""

    item: int
    said: str
    people: tuple[int, ...]
    """Who said it."""
    others: tuple[tuple[str, int], ...]
    """What the others said and how many of them, most frequent first."""
    known: str = ""
    """The known answer of gold; empty: it is not known."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """People whose answers to a question depend on each other."""

    people: tuple[int, ...]
    """Ids, in order."""
    share: float
    """Of their answers that are repeats."""
    items: tuple[Shared, ...] = ()
    """Where most others said something else: what tells repeating from being right."""


def dependents(column: Column, table: LabelTable, copies: Copies) -> tuple[Dependent, ...]:
    """The findings of a question with what shows them."""
    words = _words(column, table)
    return tuple(
        Dependent(
            tuple(sorted(int(table.people[code]) for code in group)), round(share, 3), _shared(table, group, words)
        )
        for group, share in zip(copies.groups, copies.share, strict=True)
    )


def apart(table: LabelTable, cleared: Collection[Collection[int]]) -> set[tuple[int, int]]:
    """Pairs of codes of people who are taken to be independent, because a finding that named both was wrong."""
    code = {int(person): n for n, person in enumerate(table.people.tolist())}
    pairs: set[tuple[int, int]] = set()
    for people in cleared:
        known = sorted(code[person] for person in people if person in code)
        pairs |= {(a, b) for n, b in enumerate(known) for a in known[:n]}
    return pairs


def _words(column: Column, table: LabelTable) -> Mapping[int, str]:
    """What the classes are called, as answers are shown."""
    kind = KINDS[column.question.kind]
    said = {id(answer): answer for answer in column.answer}.values()
    names = {str(kind.class_of(column.question, answer)): kind.shown(column.question, answer) for answer in said}
    return {code: names.get(str(name), str(name)) for code, name in enumerate(table.classes)}


def _shared(table: LabelTable, group: list[int], words: Mapping[int, str]) -> tuple[Shared, ...]:
    inside = np.zeros(table.n_people, np.bool_)
    inside[group] = True
    mine = np.flatnonzero(inside[table.person])
    K = table.n_classes
    key = table.item[mine].astype(np.int64) * K + table.answer[mine]
    unique, back, count = np.unique(key, return_inverse=True, return_counts=True)
    item, said = unique // K, unique % K
    # Of a table whose labels are one voice each: what everybody said, without those who are in the group.
    every = np.zeros((table.n_items, K))
    np.add.at(every, (table.item, table.answer), 1.0)
    np.subtract.at(every, (table.item[mine], table.answer[mine]), 1.0)
    rest = every[item]
    against = rest.sum(axis=1) - 2 * rest[np.arange(unique.size), said]
    wrong = (table.gold[item] >= 0) & (table.gold[item] != said)
    worth = np.where(count > 1, count * np.maximum(against, 0.1) * (1.0 + wrong), -1.0)
    found: list[Shared] = []
    for r in np.argsort(-worth, kind="stable")[:SHOWN].tolist():
        if worth[r] < 0:
            break
        counts = rest[r]
        others = [(words[int(k)], int(counts[k])) for k in np.argsort(-counts, kind="stable") if counts[k]]
        who = sorted(int(table.people[table.person[n]]) for n in mine[back == r])
        gold = int(table.gold[item[r]])
        known = words[gold] if gold >= 0 else ""
        found.append(Shared(int(table.items[item[r]]), words[int(said[r])], tuple(who), tuple(others), known))
    return tuple(found)

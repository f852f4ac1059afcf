"""Dawid-Skene for very many classes: a skill for each person, errors that people share, and only cells that occur.

A full table of each person grows with the square of the classes, and hardly any of its cells ever sees an answer. Here
an item may be of a class that somebody gave to it (or that gold says), so a *cell* (person, class, answer) is there
only if it can be counted in. Memory and time grow with the labels and with what they disagree about.

Until a person's own answers say otherwise, person j answers class k with l by

    p_j(l | k) = a_j  where l = k,  else (1 - a_j) b(l | k)

a_j is their skill, from a Beta prior that all people share and that is learned; b is how all people together err, from
counts that a habit (how often l is given at all) is added to. Their own counts are added to s answers of that kind.
What s and the habit are worth is the one of `STRENGTHS` under which the counts are most likely (Dirichlet-multinomial).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from goodwork.quality import prior_kernels
from goodwork.quality.em import CALM
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import Mixture
from goodwork.quality.model import CategoricalModel, full_tables, varied
from goodwork.quality.shared_tables import FULL, SharedTables, looked_up

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

STRENGTHS = (3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0)
"""What is usual is worth so many answers: in each row of a person's table, and the habit in the errors of a class."""

BLOCK = 1_000_000
"""Chances that are made at a time: what lies between takes several times their memory."""


@dataclass(frozen=True)
class _Cells:
    """Where labels are counted: one entry for each label and each class that its item may be of."""

    item: Longs
    """(candidates,) the item of each class that an item may be of, ascending."""
    kind: Longs
    """(candidates,) that class."""
    first: Longs
    """(items with a candidate,) the first candidate of each."""
    candidate: Longs
    """(entries,) the candidate that an entry counts for."""
    label: Longs
    """(entries,) its label."""
    cell: Longs
    """(entries,) its cell."""
    key: Longs
    """(cells,) (person * K + class) * K + answer, ascending."""
    row: Longs
    """(cells,) the row of each: a person's answers to one class."""
    pair: Longs
    """(cells,) its class and answer, whoever gave it."""
    rows: Longs
    """(rows,) person * K + class, ascending."""
    pairs: Longs
    """(pairs,) class * K + answer, ascending."""

    @classmethod
    def of(cls, table: LabelTable) -> _Cells:
        K = table.n_classes
        known = np.flatnonzero(table.gold >= 0)
        free = table.gold[table.item] < 0
        given = table.item[free].astype(np.int64) * K + table.answer[free]
        both = np.unique(np.concatenate([given, known * K + table.gold[known]]))
        item, kind = both // K, both % K
        count = np.bincount(item, minlength=table.n_items)
        begin = np.concatenate([[0], np.cumsum(count)])
        each = count[table.item]
        label = np.repeat(np.arange(table.n), each)
        within = np.arange(label.size) - np.repeat(np.cumsum(each) - each, each)
        candidate = begin[table.item[label]] + within
        keys = (table.person[label].astype(np.int64) * K + kind[candidate]) * K + table.answer[label]
        key, cell = np.unique(keys, return_inverse=True)
        rows, row = np.unique(key // K, return_inverse=True)
        pairs, pair = np.unique(key % (K * K), return_inverse=True)
        return cls(item, kind, begin[:-1][count > 0], candidate, label, cell, key, row, pair, rows, pairs)

    def softmax(self, logs: Floats) -> tuple[Floats, float]:
        """(candidates,) shares within each item of exp(logs), and the sum over items of the ln of what they share."""
        if not logs.size:
            return logs, 0.0
        size = np.diff(np.r_[self.first, logs.size])
        top = np.maximum.reduceat(logs, self.first)
        shares = np.exp(logs - np.repeat(top, size))
        total = np.add.reduceat(shares, self.first)
        return shares / np.repeat(total, size), float((top + np.log(total)).sum())


class SharedErrors(CategoricalModel):
    """A skill for each person, errors that people share, and what is a person's own, in a sparse table (see above).

    ``strength_``: how many answers in a row of a person's table what people have in common is worth. `confusion_` is
    made when it is asked for, and refused where it would be too large.
    """

    strength_: float

    def __init__(self, *, max_iter: int = 100, tol: float = 1e-5) -> None:
        self.max_iter, self.tol = max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        K, J = table.n_classes, table.n_people
        at = self._at = _Cells.of(table)
        voice = np.ones(at.label.size) if table.weight is None else table.weight[at.label]
        person, right = at.key // (K * K), at.key // K % K == at.key % K
        votes = _sums(at.candidate, voice * (table.answer[at.label] == at.kind[at.candidate]), at.kind.size)
        q = at.softmax(np.log(votes + 0.01))[0]
        habit = np.bincount(table.answer, minlength=K) + 1.0
        self._habit = habit / habit.sum()
        ability = np.array([[7.0], [3.0]])
        imagined = varied(ability)
        self.strength_ = self._habit_worth = STRENGTHS[2]
        self.n_iter_, calm, prior = 0, False, self._habit
        while self.n_iter_ < self.max_iter:
            self.n_iter_ += 1
            counts = self._counts = _sums(at.cell, q[at.candidate], at.key.size)
            self._in_row = _sums(at.row, counts, at.rows.size)
            told = np.stack([_sums(person, counts * some, J) for some in (right, ~right)], axis=1)
            if calm:
                ability = prior_kernels.pooled_prior(
                    np.ascontiguousarray(told[:, :, None]), np.ones(J), ability, imagined, 10.0, 5, 1e-3
                )
            self.skill_ = (told[:, 0] + ability[0, 0]) / (told.sum(axis=1) + ability.sum())
            self._usual_skill = float(ability[0, 0] / ability.sum())
            self._learn_errors(counts, calm)
            usual = self._usual(self.skill_[person], at.key // K % K, at.key % K)
            if calm:
                self.strength_ = _likeliest(counts, usual, self._in_row)
            chance = (counts + self.strength_ * usual) / (self._in_row[at.row] + self.strength_)
            prior = _sums(at.kind, q, K) + 1.0
            prior /= prior.sum()
            logs = _sums(at.candidate, voice * np.log(chance)[at.cell], at.kind.size)
            before, (q, self.log_likelihood_) = q, at.softmax(logs + np.log(prior)[at.kind])
            change = float(np.abs(q - before).sum()) / max(table.n_items, 1)
            if change <= self.tol and calm:
                break
            calm = calm or change <= CALM
        self.class_prior_ = prior
        self.proba_ = np.zeros((table.n_items, K))
        self.proba_[np.bincount(at.item, minlength=table.n_items) == 0] = prior
        self.proba_[at.item, at.kind] = q

    def _learn_errors(self, counts: Floats, calm: bool) -> None:
        """Sets what people err to, class by class, from the counts of cells."""
        K, pairs = len(self._habit), self._at.pairs
        self._errors = _sums(self._at.pair, counts, pairs.size) * (pairs // K != pairs % K)
        self._of_class = _sums(pairs // K, self._errors, K)
        if calm:
            wrong = pairs // K != pairs % K
            usual = self._by_habit(pairs // K, pairs % K)
            self._habit_worth = _likeliest(self._errors[wrong], usual[wrong], self._of_class)

    def _by_habit(self, kind: Longs, answer: Longs) -> Floats:
        """p(answer | class, wrong) if errors went by what is answered on the whole."""
        return self._habit[answer] / np.maximum(1 - self._habit[kind], 1e-12)

    def _usual(self, skill: Floats, kind: Longs, answer: Longs) -> Floats:
        """p(answer | class) of people with this skill by what is usual: the errors that all share."""
        K = len(self._habit)
        seen, worth = looked_up(self._at.pairs, self._errors, kind * K + answer), self._habit_worth
        shared = (seen + worth * self._by_habit(kind, answer)) / (self._of_class[kind] + worth)
        return np.where(kind == answer, skill, (1 - skill) * shared)

    def _chance(self, person: Longs, kind: Longs, answer: Longs) -> Floats:
        """p(answer | class) of people, of any shape that the three share."""
        K, at = len(self._habit), self._at
        counts = looked_up(at.key, self._counts, (person * K + kind) * K + answer)
        in_row = looked_up(at.rows, self._in_row, person * K + kind)
        return (counts + self.strength_ * self._usual(self.skill_[person], kind, answer)) / (in_row + self.strength_)

    def mixture(self) -> Mixture:
        K, J = len(self.classes_), len(self.people_)
        answers, kinds = np.broadcast_arrays(*np.ogrid[:K, :K])
        usual = self._usual(np.full((K, K), self._usual_skill), kinds, answers)
        newcomer = np.log(np.maximum(usual, 1e-300))
        tables = self._tables() if J * K * K > FULL else self._full_logs()
        return Mixture.alone(np.log(self.class_prior_), tables, newcomer, only_given=True)

    def _full_logs(self) -> Floats:
        K, J = len(self.classes_), len(self.people_)
        person, answer, kind = np.broadcast_arrays(*np.ogrid[:J, :K, :K])
        return np.log(np.maximum(self._chance(person, kind, answer), 1e-300))

    def _tables(self) -> SharedTables:
        K = len(self.classes_)
        kinds, answers = np.broadcast_arrays(*np.ogrid[:K, :K])
        errors = self._usual(np.zeros((K, K)), kinds, answers)
        return SharedTables(self.skill_, errors, self.strength_, self._at.key, self._counts)

    def said(self, table: LabelTable) -> Floats:
        K, J = len(self.classes_), len(self.people_)
        if J * K * K <= FULL:
            return self.confusion_
        found, tables = np.empty((table.n, K)), self._tables()
        for begin in range(0, table.n, step := max(BLOCK // K, 1)):
            part = slice(begin, begin + step)
            found[part] = tables.chance(table.person[part], table.answer[part])
        return found

    def usual(self, share: Floats) -> Floats:
        K, J = len(self.classes_), len(self.people_)
        return super().usual(share) if J * K * K <= FULL else self._tables().mean(share)

    @property
    def confusion_(self) -> Floats:  # pyright: ignore[reportIncompatibleVariableOverride]
        """(n_people, K, K) p(answer | class): the full tables; raises `Invalid` where `full_tables` does."""
        K, J = len(self.classes_), len(self.people_)
        full_tables(J, K)
        person, kind, answer = np.ogrid[:J, :K, :K]
        full = self._chance(*np.broadcast_arrays(person, kind, answer))
        return full / full.sum(axis=2, keepdims=True)

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        proba = self.proba_[item]
        row, kind = np.nonzero(proba)
        chance = self._chance(person[row].astype(np.int64), kind, answer[row].astype(np.int64))
        return np.log(np.maximum(_sums(row, proba[row, kind] * chance, len(item)), 1e-12))


def _sums(codes: Longs, weight: Floats, n: int) -> Floats:
    """(n,) the weights of each code, added up."""
    return np.bincount(codes, weight, n).astype(np.float64, copy=False)


def _likeliest(counts: Floats, usual: Floats, in_row: Floats) -> float:
    """Of `STRENGTHS` the one that makes the counts of the rows most likely (Dirichlet-multinomial)."""
    fits: list[float] = []
    for s in STRENGTHS:
        own = gammaln(counts + s * usual) - gammaln(s * usual)
        fits.append(float(own.sum() - (gammaln(in_row + s) - gammaln(s)).sum()))
    return STRENGTHS[int(np.argmax(fits))]

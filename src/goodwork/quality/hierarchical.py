"""Bayesian Dawid-Skene whose people share priors: one population, or several communities; items may be ambiguous.

A person's row of answers in a state is Dirichlet, with parameters learned from everybody (empirical Bayes). So a
person with three answers is judged mostly by what is usual, and one with three hundred by their own. With
communities there are several such priors (careful, half-careful, answering by habit), and a person belongs to each
with a probability. Kim & Ghahramani, *Bayesian classifier combination* (2012); Venanzi et al., *Community-based
Bayesian aggregation models for crowdsourcing* (2014); Paun et al., *Comparing Bayesian models of annotation* (2018).

An ambiguous item is in a state beside the classes, in which people answer alike whatever the class: by habit, or as
they read the question. There answers are no evidence beyond their number, and the class is left to the votes. Without
such a state a model that may bend the meaning of a class bends it until the items that divide the crowd fit in.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.quality import prior_kernels
from goodwork.quality.em import Fitted, run, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.mixture import Mixture
from goodwork.quality.model import (
    CategoricalModel,
    diagonal,
    full_tables,
    observed_confusion,
    of_people,
    start_table,
    varied,
)

Floats = NDArray[np.float64]

NEWTON = 5
"""Steps that the priors take in a round at most; after the first few rounds one is enough."""


LARGE = 200_000
"""Labels above which a fit starts from where a random part of the items with half as many leads."""

CLOSE, NEAR = 1e-5, 1e-3
"""Mean change of an item's posterior at which a fit ends; the second where labels are `LARGE`."""


class _Shared:
    """Tables of people whose rows share Dirichlet priors, by community, with the priors learned as it goes."""

    def __init__(self, imagined: Floats, sizes: Floats, people: float, n_people: int) -> None:
        self.priors, self.imagined = imagined.copy(), [varied(one) for one in imagined]
        self.people, self.first = people, sizes
        self.share = sizes / sizes.sum()
        self.member = np.ones((n_people, len(sizes)))

    def update(self, counts: Floats, log_table: Floats, calm: bool) -> None:
        if calm:
            for c in range(len(self.priors)):
                weight = np.ascontiguousarray(self.member[:, c])
                self.priors[c] = prior_kernels.pooled_prior(
                    counts, weight, self.priors[c], self.imagined[c], self.people, NEWTON, 1e-3
                )
            self.share = self.member.sum(axis=0) + self.first
            self.share /= self.share.sum()
        prior_kernels.tables(counts, self.priors, np.log(self.share), self.member, log_table)


class HierarchicalDawidSkene(CategoricalModel):
    """Dawid-Skene with one population prior for the rows of all people, learned from them.

    ``imagined`` (right, wrong) answers per class of an imagined person, who counts ``people`` times when the prior
    is learned: this ties classes to their names. With ``ambiguous`` an item may be in a state beside the classes.
    ``membership_`` (n_people, communities), ``ambiguity_`` (n_items,) how likely an item is in that state.
    """

    membership_: Floats
    ambiguity_: Floats
    priors_: Floats
    shares_: Floats

    def __init__(
        self,
        *,
        ambiguous: bool = False,
        imagined: tuple[float, float] = (7.0, 3.0),
        people: float = 10.0,
        max_iter: int = 100,
        tol: float | None = None,
    ) -> None:
        self.ambiguous, self.imagined, self.people = ambiguous, imagined, people
        self.max_iter, self.tol = max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        K, large = table.n_classes, table.n > LARGE
        full_tables(table.n_people, K)
        if start is None and large:
            part = copy(self)
            part.tol = self.tol or NEAR
            part.fit(table.some_items(LARGE // 2))
            start = part
        archetypes, sizes = self._archetypes(table)
        if self.ambiguous:
            alike = np.bincount(table.answer, minlength=K) + 1.0
            beside = archetypes.sum(axis=1).mean(axis=1)[:, None] * alike / alike.sum()
            archetypes = np.concatenate([archetypes, beside[:, :, None]], axis=2)
        tables = _Shared(archetypes, sizes, self.people, table.n_people)
        begin = None if self.ambiguous else start_table(table, start)
        common = None
        if isinstance(start, type(self)) and start.priors_.shape == tables.priors.shape:
            tables.priors, tables.share, common = start.priors_.copy(), start.shares_.copy(), start.state_prior_
            begin = np.log(of_people(start.state_table_, start.people_, table.people))
        fitted = run(
            table,
            tables,
            start=self._start(table),
            start_table=begin,
            start_prior=common,
            max_iter=self.max_iter,
            tol=self.tol or (NEAR if large else CLOSE),
        )
        self.membership_, self.priors_, self.shares_ = tables.member, tables.priors, tables.share
        self._describe(table, fitted)

    def _describe(self, table: LabelTable, fitted: Fitted) -> None:
        K = table.n_classes
        self.state_proba_, self.state_table_ = fitted.q, np.exp(fitted.log_table)
        self.state_prior_ = fitted.log_prior
        self.n_iter_, self.log_likelihood_ = fitted.n_iter, fitted.log_likelihood
        self.proba_, confusion = fitted.q, np.ascontiguousarray(self.state_table_[:, :, :K].transpose(0, 2, 1))
        self.ambiguity_ = np.zeros(table.n_items)
        if self.ambiguous:
            # The posterior is by state for the loop, and by class for everybody else.
            self.ambiguity_ = fitted.q[:, K].copy()
            self.proba_ = fitted.q[:, :K] + self.ambiguity_[:, None] * vote_shares(table)
            usual = np.einsum("c,cks->ks", self.shares_, self.priors_)[:, :K].T
            confusion = observed_confusion(table, self.proba_, usual)
        weight = self.proba_.sum(axis=0) + 1.0
        self._describe_people(table, confusion, weight / weight.sum())

    def _start(self, table: LabelTable) -> Floats:
        """(n_items, S) states to start from: the shares of votes, or their squares and the rest for ambiguity."""
        votes = vote_shares(table)
        if not self.ambiguous:
            return votes
        clear = votes * votes
        q = np.concatenate([clear, 1 - clear.sum(axis=1, keepdims=True)], axis=1) + 1e-9
        return q / q.sum(axis=1, keepdims=True)

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        chance = np.einsum("ns,ns->n", self.state_proba_[item], self.state_table_[person, answer])
        return np.log(np.maximum(chance, 1e-12))

    def mixture(self) -> Mixture:
        usual = self.priors_ / self.priors_.sum(axis=1, keepdims=True)
        newcomer = np.log(np.einsum("c,cks->ks", self.shares_, usual))
        return Mixture.alone(self.state_prior_, np.log(self.state_table_), newcomer)

    def _archetypes(self, table: LabelTable) -> tuple[Floats, Floats]:
        """(communities, K, K) imagined answers by class, and (communities,) how many people each is worth at first."""
        return diagonal(table.n_classes, *self.imagined).T[None].copy(), np.ones(1)


class Communities(HierarchicalDawidSkene):
    """Communities of people (CBCC): careful, half-careful and habitual ones, each with a learned prior.

    ``strength`` is how many answers per class an archetype is worth. ``membership_`` (n_people, 3) says who is
    like whom. A person who contradicts systematically is found by their own table, which any prior gives way to.
    """

    def __init__(
        self,
        *,
        ambiguous: bool = False,
        strength: float = 10.0,
        people: float = 5.0,
        max_iter: int = 100,
        tol: float | None = None,
    ) -> None:
        super().__init__(ambiguous=ambiguous, people=people, max_iter=max_iter, tol=tol)
        self.strength = strength

    def _archetypes(self, table: LabelTable) -> tuple[Floats, Floats]:
        K = table.n_classes
        half = (1 + 1 / K) / 2
        habit = np.bincount(table.answer, minlength=K) + 1.0
        kinds = [
            diagonal(K, 0.9, 0.1).T,
            diagonal(K, half, 1 - half + (K == 1)).T,
            np.repeat((habit / habit.sum())[:, None], K, axis=1),
        ]
        return self.strength * np.stack(kinds), np.array([4.0, 2.0, 1.0])

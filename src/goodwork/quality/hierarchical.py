"""Bayesian Dawid-Skene whose people share priors: one population, or several communities.

A person's row of answers in a state is Dirichlet, with parameters learned from everybody (empirical Bayes). So a
person with three answers is judged mostly by what is usual, and one with three hundred by their own. With
communities there are several such priors (careful, half-careful, answering by habit, contrary), and a person
belongs to each with a probability. Kim & Ghahramani, *Bayesian classifier combination* (2012); Venanzi et al.,
*Community-based Bayesian aggregation models for crowdsourcing* (2014); Paun et al., *Comparing Bayesian models of
annotation* (2018). With item subtypes, people's answers may depend on a hidden kind of item within its class, so that
they err together on the same items: Li, Rubinstein & Cohn, *Exploiting worker correlation for label aggregation in
crowdsourcing* (EBCC, 2019).
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from goodwork.quality import prior_kernels
from goodwork.quality.em import run, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.model import CategoricalModel, diagonal, start_table, varied

Floats = NDArray[np.float64]
Inference: TypeAlias = Literal["plugin", "variational"]

NEWTON = 5
"""Steps that the priors take in a round at most; after the first few rounds one is enough."""


class _Shared:
    """Tables of people whose rows share Dirichlet priors, by community, with the priors learned as it goes."""

    def __init__(self, imagined: Floats, sizes: Floats, people: float, n_people: int, inference: Inference) -> None:
        self.priors, self.imagined = imagined.copy(), [varied(one) for one in imagined]
        self.people, self.variational = people, inference == "variational"
        self.first = sizes
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
        prior_kernels.tables(counts, self.priors, np.log(self.share), self.member, log_table, self.variational)

    def row_parameters(self, counts: Floats) -> Floats:
        """(n_people, K, S) counts plus the prior of the communities, weighted by membership."""
        return counts + np.einsum("jc,cks->jks", self.member, self.priors)


class HierarchicalDawidSkene(CategoricalModel):
    """Dawid-Skene with one population prior for the rows of all people, learned from them.

    ``imagined`` (right, wrong) answers per class of an imagined person, who counts ``people`` times when the prior
    is learned: this ties classes to their names. ``inference`` is "plugin" (tables are posterior means) or
    "variational" (mean-field, more doubtful of people with few answers).

    ``concentration_`` (n_people, K, K) are the Dirichlet parameters of each person's rows (rows: true class),
    ``population_`` (K, K) those of a person nobody knows yet.
    """

    communities = 1
    concentration_: Floats
    population_: Floats
    membership_: Floats
    priors_: Floats
    shares_: Floats

    def __init__(
        self,
        *,
        imagined: tuple[float, float] = (7.0, 3.0),
        people: float = 10.0,
        inference: Inference = "plugin",
        max_iter: int = 100,
        tol: float = 1e-5,
    ) -> None:
        self.imagined, self.people = imagined, people
        self.inference: Inference = inference
        self.max_iter, self.tol = max_iter, tol

    def _fit(self, table: LabelTable, start: CategoricalModel | None) -> None:
        start_q, state_class = self._states(table)
        archetypes, sizes = self._archetypes(table, state_class)
        tables = _Shared(archetypes, sizes, self.people, table.n_people, self.inference)
        plain = start_q.shape[1] == table.n_classes
        begin = start_table(table, start) if plain else None
        if isinstance(start, type(self)) and start.priors_.shape == tables.priors.shape:
            tables.priors, tables.share = start.priors_.copy(), start.shares_.copy()
            if np.array_equal(start.people_, table.people):
                begin = np.log(start.state_table_)
        fitted = run(
            table,
            tables,
            start=start_q,
            state_class=state_class,
            start_table=begin,
            max_iter=self.max_iter,
            tol=self.tol,
        )
        K = table.n_classes
        into = np.zeros((len(state_class), K))
        into[np.arange(len(state_class)), state_class] = 1.0
        self.state_class_, self.state_proba_ = state_class, fitted.q
        self.state_prior_ = np.exp(fitted.log_prior)
        self.state_table_ = np.exp(fitted.log_table)
        if self.inference == "variational":
            self.state_table_ /= self.state_table_.sum(axis=1, keepdims=True)
        self.proba_ = fitted.q if plain else fitted.q @ into
        self.n_iter_, self.log_likelihood_ = fitted.n_iter, fitted.log_likelihood
        share = self.state_prior_[:, None] * into
        within = share / share.sum(axis=0)
        confusion = np.einsum("jks,sc->jck", self.state_table_, within)
        rows = tables.row_parameters(fitted.counts)
        self.concentration_ = np.ascontiguousarray(np.einsum("jks,sc->jck", rows, into))
        usual = np.einsum("c,cks->ks", tables.share, tables.priors)
        self.population_ = np.ascontiguousarray((usual @ within).T)
        self.membership_, self.priors_, self.shares_ = tables.member, tables.priors, tables.share
        self._describe_people(table, np.ascontiguousarray(confusion), share.sum(axis=0))

    def answer_log_proba(self, item: NDArray[Any], person: NDArray[Any], answer: NDArray[Any]) -> Floats:
        chance = np.einsum("ns,ns->n", self.state_proba_[item], self.state_table_[person, answer])
        return np.log(np.maximum(chance, 1e-12))

    def _states(self, table: LabelTable) -> tuple[Floats, NDArray[np.int32]]:
        return vote_shares(table), np.arange(table.n_classes, dtype=np.int32)

    def _archetypes(self, table: LabelTable, state_class: NDArray[np.int32]) -> tuple[Floats, Floats]:
        """(communities, K, S) imagined answers, and (communities,) how many people each is worth at first."""
        named = diagonal(table.n_classes, *self.imagined)
        return named.T[None][:, :, state_class].copy(), np.ones(1)


class Communities(HierarchicalDawidSkene):
    """Communities of people (CBCC): careful, half-careful and habitual ones, each with a learned prior.

    ``strength`` is how many answers per class an archetype is worth. ``membership_`` (n_people, 3) says who is
    like whom. A person who contradicts systematically is found by their own table, which any prior gives way to.
    """

    def __init__(
        self,
        *,
        strength: float = 10.0,
        people: float = 5.0,
        inference: Inference = "plugin",
        max_iter: int = 100,
        tol: float = 1e-5,
    ) -> None:
        super().__init__(people=people, inference=inference, max_iter=max_iter, tol=tol)
        self.strength = strength

    def _archetypes(self, table: LabelTable, state_class: NDArray[np.int32]) -> tuple[Floats, Floats]:
        K = table.n_classes
        half = (1 + 1 / K) / 2
        habit = np.bincount(table.answer, minlength=K) + 1.0
        kinds = np.stack(
            [
                diagonal(K, 0.9, 0.1).T[:, state_class],
                diagonal(K, half, 1 - half + (K == 1)).T[:, state_class],
                np.repeat((habit / habit.sum())[:, None], len(state_class), axis=1),
            ]
        )
        return self.strength * np.ascontiguousarray(kinds), np.array([4.0, 2.0, 1.0])


class ItemSubtypes(HierarchicalDawidSkene):
    """Hierarchical Dawid-Skene with hidden kinds of items within each class (EBCC), shared by the people.

    Class k has the subtypes "looks like l", one for each class l if there are at most ``most`` classes, else two:
    plain and confusing. They start from the votes, not at random, so the result has no seed.
    """

    def __init__(
        self,
        *,
        most: int = 5,
        imagined: tuple[float, float] = (7.0, 3.0),
        people: float = 10.0,
        inference: Inference = "plugin",
        max_iter: int = 100,
        tol: float = 1e-5,
    ) -> None:
        super().__init__(imagined=imagined, people=people, inference=inference, max_iter=max_iter, tol=tol)
        self.most = most

    def _states(self, table: LabelTable) -> tuple[Floats, NDArray[np.int32]]:
        votes, K = vote_shares(table), table.n_classes
        if self.most >= K:
            q = votes[:, :, None] * votes[:, None, :]
        else:
            q = np.stack([votes * votes, votes * (1 - votes)], axis=2)
        q = q.reshape(table.n_items, -1) + 1e-12
        by_class = np.repeat(np.arange(K, dtype=np.int32), q.shape[1] // K)
        return q / q.sum(axis=1, keepdims=True), by_class

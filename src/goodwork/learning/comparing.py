"""What a project's comparisons say of the systems that made the outputs, and of the side that was shown first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from goodwork.errors import GoodworkError
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.learning.report import Comparisons, Estimate, Standing
from goodwork.model.records import Preference
from goodwork.quality.calibration import lower_bound
from goodwork.quality.rankings import ranking_consensus

FEWEST = 20
"""Comparisons below which neither a bias nor the standing of a system is shown."""

SURE = 1.96
"""Standard errors to either side: 95 of 100 intervals hold the truth."""


def metadata_columns(question: Question) -> tuple[str, ...]:
    """The metadata columns that name the systems behind a question's outputs; () when it names none."""
    return tuple(dict.fromkeys(KINDS[question.kind].systems(question).values()))


def compare(column: Column, metadata: Mapping[int, Mapping[str, str]]) -> Comparisons | None:
    """The standings of the systems and the bias for the first side; None for questions that compare nothing.

    ``metadata``: item -> metadata column -> the name in it. Standings are the scores of a Bradley-Terry model with a
    reliability per person; a tie, and both bad, count half a win for either. Answers without a known order play no
    part in the bias. Slow: not for the event loop.
    """
    said = list(_preferences(column))
    if not said:
        return None
    return Comparisons(_first_shown([record for _, _, record in said]), _systems(column, said, metadata))


def _preferences(column: Column) -> Iterator[tuple[int, int, Preference]]:
    kind = KINDS[column.question.kind]
    for item, person, answer in zip(column.item, column.person, column.answer, strict=True):
        for record in kind.to_records(column.question, answer):
            if isinstance(record, Preference) and record.question == column.question.key:
                yield item, person, record


def _first_shown(said: list[Preference]) -> Estimate:
    """How often the output that was shown first is preferred, among preferences whose order is known."""
    known = [record for record in said if record.chosen is not None and record.shown]
    n, first = len(known), sum(record.chosen == record.shown[0] for record in known)
    if n < FEWEST:
        return Estimate(None, items=n, why=f"{n} of {FEWEST} preferences whose order is known.")
    low, high = lower_bound(first, n, 0.975), 1 - lower_bound(n - first, n, 0.975)
    why = "Without a bias it is near 50 %." if low <= 0.5 <= high else "People lean to one side whatever lies there."
    return Estimate(first / n, low, high, n, why)


def _systems(
    column: Column, said: list[tuple[int, int, Preference]], metadata: Mapping[int, Mapping[str, str]]
) -> tuple[Standing, ...]:
    behind = KINDS[column.question.kind].systems(column.question)
    pairs: list[tuple[str, str]] = []
    people: list[int] = []
    weights: list[float] = []
    games: dict[str, int] = {}
    for item, person, record in said:
        one, other = (metadata.get(item, {}).get(behind.get(name, "")) for name in record.options)
        if one is None or other is None or one == other:
            continue
        for name in (one, other):
            games[name] = games.get(name, 0) + 1
        if record.chosen is None:
            outcomes = [(one, other, 0.5), (other, one, 0.5)]
        else:
            outcomes = [(one, other, 1.0) if record.chosen == record.options[0] else (other, one, 1.0)]
        for better, worse, weight in outcomes:
            pairs.append((better, worse))
            people.append(person)
            weights.append(weight)
    if not pairs:
        return ()
    names = sorted(games)
    code = {name: i for i, name in enumerate(names)}
    who = {person: i for i, person in enumerate(sorted(set(people)))}
    try:
        fit = ranking_consensus(
            [(code[better], code[worse]) for better, worse in pairs], [who[p] for p in people], weight=weights
        )
    except GoodworkError as error:
        return tuple(Standing(name, Estimate(None, items=games[name], why=error.message)) for name in names)
    # Only differences of scores are known, so each system is held against the mean of all.
    against = np.eye(len(names)) - 1 / len(names)
    score = against @ fit.score
    spread = np.diag(fit.error**2) if fit.covariance is None else fit.covariance
    error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", against, spread, against), 0.0))
    return tuple(Standing(names[i], _wins(float(score[i]), float(error[i]), games[names[i]])) for i in fit.order())


def _wins(score: float, error: float, games: int) -> Estimate:
    """The probability of winning against a system in the middle of all."""
    if games < FEWEST:
        return Estimate(None, items=games, why=f"{games} of {FEWEST} comparisons.")
    value, low, high = (1 / (1 + math.exp(-x)) for x in (score, score - SURE * error, score + SURE * error))
    return Estimate(value, low, high, games)

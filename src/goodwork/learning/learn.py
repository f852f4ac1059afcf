"""What a refit learns from one question's answers: the model for appraisal, the report, everybody's skill."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from goodwork.judging.at_stop import calibrate_at_stop, usual_table
from goodwork.judging.item import UNFITTED, Fitted
from goodwork.judging.proof import can_be_proved
from goodwork.kinds.contract import Skills, Slip
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.learning.dependent import apart, dependents
from goodwork.learning.learned import (
    DIGITS,
    REPLICATES,
    Learned,
    estimate,
    more_sober,
    scoring_of,
    share_right,
    without_classes,
)
from goodwork.learning.models import added, fits_of, models_report, spares, spoken
from goodwork.learning.near import learn_near
from goodwork.learning.report import NOBODY_ANSWERED, MixedUp, QuestionReport, Spared
from goodwork.learning.sets import learn_sets
from goodwork.learning.skills import SkillRow
from goodwork.learning.weighing import Weighing, alone_in_being_right, in_order, skill_rows, told_by
from goodwork.model.appeals import Ruling
from goodwork.model.projects import Policy
from goodwork.quality.agreement_kappa import fleiss_kappa, gwet_ac
from goodwork.quality.assessment import Assessment, assess
from goodwork.quality.calibration import Calibration, faultless, vote_shares
from goodwork.quality.labels import Ints, LabelTable
from goodwork.quality.model import Floats
from goodwork.quality.shared_tables import SharedTables

PAIRS = 10
"""Pairs of answers that the report names."""


def learn(
    column: Column,
    gold: Mapping[int, Mapping[str, Any]],
    version: int,
    policy: Policy,
    rulings: Mapping[int, Ruling],
    reviewed: Mapping[int, Ruling],
    cleared: Collection[Collection[int]] = (),
) -> Learned:
    """Assess the answers to one question. Slow: not for the event loop.

    ``gold`` was drawn at random and calibrates; ``rulings`` of upheld appeals are certain for skills alone; what
    reviewers decided (``reviewed``) moves no estimate and says what somebody caught. ``cleared``: people who are taken
    to be independent of each other, because somebody decided that they are.
    """
    if not column.answer:
        return Learned(
            UNFITTED, NOBODY_ANSWERED, [], "", faultless(policy.target) if can_be_proved(column.question) else None
        )
    if column.labels:
        return learn_sets(column, gold, version, policy, rulings, reviewed)
    if not column.classes:
        near, skills = learn_near(column, gold, version, rulings, reviewed)
        return Learned(near, without_classes(column), skills, "")
    table = column.table(gold, version)
    ruled = column.known(table.items, rulings, version)
    said = spoken(column, table)
    beside = None if said is None else said.predictions
    found = assess(table, target=policy.target, ruled=ruled, apart=apart(table, cleared), predictions=beside)
    dependent = dependents(column, table, found.found.copies)
    model = found.found.model
    people = [int(p) for p in table.people]
    weighed = found.found.models
    more = added(said, weighed) if said is not None and weighed is not None and weighed.used else None
    at_stop = _at_stop(column, table, found, policy, more)
    mixture = model.mixture()
    # What the mixture does not hold in full is not kept in full beside it either.
    is_full = not isinstance(mixture.table, SharedTables)
    confusion: list[list[list[float]]] = np.round(model.confusion_, DIGITS).tolist() if is_full else []
    fitted = Fitted(
        Skills(
            classes=column.classes,
            class_prior=tuple(np.round(model.class_prior_, DIGITS).tolist()),
            confusion=dict(zip(people, confusion, strict=is_full)),
            accuracy=dict(zip(people, np.round(model.skill_, DIGITS).tolist(), strict=True)),
            prior=round(float(found.skills.prior.mean), DIGITS),
            mixture=mixture,
            rows={person: row for row, person in enumerate(people)},
        ),
        at_stop,
        proves=round(found.support.bound, DIGITS) if found.speaks and found.support.declared else None,
        scoring=scoring_of(found, column),
        dependent=tuple((frozenset(one.people), one.share) for one in dependent),
        usual=tuple(map(tuple, np.round(usual_table(table, model), DIGITS).tolist())),
        models=() if said is None or weighed is None else fits_of(said, weighed),
        gold_speaks=found.found.speaks,
    )
    missing = None if not found.speaks or found.support.refuted else found.gold_missing
    report, method = _report(column, table, found), found.found.choice.method
    if said is not None and weighed is not None:
        spared = None if more is None else _spared(column, table, found, policy, at_stop, more)
        report = replace(report, models=models_report(column, table, said, weighed, spared))
    decided = column.known(table.items, reviewed, version)
    return Learned(fitted, report, _skills(column, table, found, rulings, decided), method, missing, dependent)


def _spared(
    column: Column, table: LabelTable, found: Assessment, policy: Policy, at_stop: Calibration, more: Floats
) -> Spared | None:
    tolerance = KINDS[column.question.kind].tolerance(column.question)
    alone = _at_stop(column, table, found, policy, None)
    return spares(table, found.found.model, policy, (alone, at_stop), more, tolerance)


def _at_stop(column: Column, table: LabelTable, found: Assessment, policy: Policy, more: Floats | None) -> Calibration:
    """The calibration of the moments at which the policy stops asking: stopping picks out high posteriors."""
    if not found.gold_items.size:
        return found.found.calibration
    tolerance = KINDS[column.question.kind].tolerance(column.question)
    start = found.found.calibration
    copies = found.found.copies
    fitted, stopped = calibrate_at_stop(
        table, found.found.model, policy, start=start, tolerance=tolerance, copies=copies, beside=more
    )
    return more_sober(fitted, stopped.raw, vote_shares(stopped.votes)) if found.found.one_sided else fitted


def _report(column: Column, table: LabelTable, found: Assessment) -> QuestionReport:
    # Steps of an order agree in part, as they do for alpha.
    weights, classes = "ordinal" if table.ordered else "identity", np.arange(table.n_classes)
    kappa, ac = (
        of(table.item, table.answer, weights=weights, classes=classes, replicates=REPLICATES)
        for of in (fleiss_kappa, gwet_ac)
    )
    right = round((found.accuracy or 0) * found.gold_items.size)
    return QuestionReport(
        estimate(found.agreement),
        share_right(right, int(found.gold_items.size)),
        found.found.speaks,
        found.gold_missing,
        found.standing,
        tuple(found.reliability()),
        _pairs(column, table),
        estimate(kappa),
        estimate(ac),
        promise=found.promise,
    )


def _pairs(column: Column, table: LabelTable) -> tuple[MixedUp, ...]:
    """Pairs of classes that people give to one item, by their share of all pairs of answers that disagree."""
    votes = table.votes
    together = votes.T @ votes
    total = float(np.triu(together, 1).sum())
    if not total:
        return ()
    names = column.words
    a, b = np.triu_indices(table.n_classes, 1)
    order = np.argsort(-together[a, b], kind="stable")[:PAIRS]
    return tuple(
        MixedUp(
            names.get(str(table.classes[i]), str(table.classes[i])),
            names.get(str(table.classes[j]), str(table.classes[j])),
            float(together[i, j] / total),
            int(np.count_nonzero((votes[:, i] > 0) & (votes[:, j] > 0))),
        )
        for i, j in zip(a[order].tolist(), b[order].tolist(), strict=True)
        if together[i, j]
    )


def _skills(
    column: Column, table: LabelTable, found: Assessment, rulings: Mapping[int, Ruling], reviewed: Ints
) -> list[SkillRow]:
    names = column.words
    words = [names.get(str(name), str(name)) for name in table.classes]
    of_item = table.items.tolist()

    def slips(n: int) -> Sequence[Slip]:
        says, mine = int(found.evidence.others(n).argmax()), int(table.answer[n])
        return () if mine == says else (Slip("instead", words[mine], words[says]),)

    known = found.evidence.table.gold
    right = np.where(known >= 0, known, reviewed)
    weighing = Weighing(
        found.evidence, found.skills.prior, in_order(column, table.n),
        lambda n: of_item[int(table.item[n])], told_by(found, of_item, words, rulings), slips,
        alone_in_being_right(table.item, table.answer == right[table.item]),
    )  # fmt: skip
    return skill_rows(found, table.people.tolist(), weighing)

"""What a refit learns where answers are sets of labels: each label is a yes-or-no question of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodwork.judging.item import NO_VERSION, Fitted, GivenAnswers, answer_to
from goodwork.kinds.contract import BELONGS, Skills, Slip
from goodwork.kinds.registry import KINDS
from goodwork.learning.columns import Column
from goodwork.learning.learned import DIGITS, Learned, more_sober, scoring_of, share_right, without_classes
from goodwork.learning.report import QuestionReport
from goodwork.learning.skills import SkillRow
from goodwork.learning.weighing import Weighing, alone_in_being_right, in_order, skill_rows, told_by
from goodwork.model.appeals import Ruling
from goodwork.model.projects import Policy
from goodwork.quality.aggregation import Aggregation, appraise
from goodwork.quality.assessment import UNRELATED, Assessment, assess
from goodwork.quality.calibration import Calibration, Support, reliability, support, vote_shares
from goodwork.quality.labels import LabelTable
from goodwork.quality.multilabel import label_tables
from goodwork.quality.promise import promise
from goodwork.quality.skill import MINIMUM

Floats = NDArray[np.float64]

METHOD = "hierarchical"

ONE_SIDED = (
    "Nothing can be checked: all gold items have the same labels. Whoever always says so would pass; draw more gold, "
    "until it has others."
)
"""What is said where gold tells no careful set from a habit."""


def learn_sets(
    column: Column,
    gold: Mapping[int, Mapping[str, Any]],
    version: int,
    policy: Policy,
    rulings: Mapping[int, Ruling],
    reviewed: Mapping[int, Ruling],
) -> Learned:
    """Everybody's skill at each label, a calibration that the labels share, and how often whole sets are right."""
    labels = column.labels
    kind = KINDS[column.question.kind]
    items, item = np.unique(np.array(column.item, np.int64), return_inverse=True)
    people, person = np.unique(np.array(column.person, np.int64), return_inverse=True)
    said = {id(answer): kind.says(column.question, answer) for answer in column.answer}
    drawn = {name: Ruling(answers, NO_VERSION) for name, answers in gold.items()}
    known = [_says(column, drawn.get(name), version) for name in items.tolist()]
    ruled = [_says(column, rulings.get(name), version) for name in items.tolist()]
    tables = label_tables(
        item, person, [said[id(a)] for a in column.answer], labels, items=len(items), people=len(people), gold=known
    )
    found = [appraise(table, method=METHOD) for table in tables]
    who = people.tolist()
    right_on_average: Floats = np.stack([f.model.skill_ for f in found]).mean(axis=0)
    skills = Skills(
        accuracy=dict(zip(who, np.round(right_on_average, DIGITS).tolist(), strict=True)),
        prior=round(float(np.mean([f.model.skill_.mean() for f in found])), DIGITS),
        labels={label: _label_skills(f, who) for label, f in zip(labels, found, strict=True)},
    )
    judged = np.flatnonzero([one is not None for one in known])
    doubt = _doubt(found, judged)
    calibration = _calibration(found, judged, one_sided=doubt == ONE_SIDED)
    decided = np.array([-1 if one is None else int(label in one) for one in ruled for label in labels], np.int32)
    whole = assess(_pooled(tables), method=METHOD, target=policy.target, ruled=decided)
    confidence, right = _whole_sets(found, judged, calibration)
    proof = support(confidence[judged], right, policy.target)
    report = _report(without_classes(column), confidence[judged], right, calibration, proof, doubt)
    if report.calibrated:
        report = replace(report, promise=promise(confidence[judged], right, confidence, policy.target))
    proves = round(proof.bound, DIGITS) if proof.declared and not doubt else None
    fitted = Fitted(
        skills, calibration, proves=proves, scoring=scoring_of(whole, column), gold_speaks=report.calibrated
    )
    missing = None if proof.refuted or doubt else report.gold_missing
    # As many items as elsewhere: a set of ten labels is not ten answers.
    whole = replace(whole, skills=replace(whole.skills, minimum=MINIMUM * len(labels)))
    decided = [_says(column, reviewed.get(name), version) for name in items.tolist()]
    return Learned(fitted, report, _skill_rows(column, whole, items, who, rulings, decided), METHOD, missing)


def _says(column: Column, right: Ruling | None, version: int) -> tuple[str, ...] | None:
    """The labels that belong to an item, by what is said to be right of it."""
    if right is None:
        return None
    said = answer_to(column.question, version, GivenAnswers(0, right.form_version, right.answers))
    return None if said is None else KINDS[column.question.kind].says(column.question, said)


def _label_skills(found: Aggregation, people: list[int]) -> Skills:
    model = found.model
    return Skills(
        classes=BELONGS,
        class_prior=tuple(np.round(model.class_prior_, DIGITS).tolist()),
        confusion=dict(zip(people, np.round(model.confusion_, DIGITS).tolist(), strict=True)),
        accuracy=dict(zip(people, np.round(model.skill_, DIGITS).tolist(), strict=True)),
        prior=round(float(model.skill_.mean()), DIGITS),
    )


def _doubt(found: list[Aggregation], judged: NDArray[np.int64]) -> str:
    """Why the gold says nothing, in words; empty: it does. A label that all gold has, or none, can't be told by."""
    if not judged.size:
        return ""
    told = [f for f in found if not f.one_sided]
    if not told:
        return ONE_SIDED
    # Of many labels some pass, or don't, by chance.
    return UNRELATED if 2 * sum(f.gold_unrelated for f in told) > len(told) else ""


def _calibration(found: list[Aggregation], judged: NDArray[np.int64], *, one_sided: bool) -> Calibration:
    """One map for all labels, of the posteriors that did not know their own gold; it counts items, not labels."""
    raw = np.concatenate([f.raw[judged] for f in found])
    shares = np.concatenate([vote_shares(f.table.votes[judged]) for f in found])
    gold = np.concatenate([f.table.gold[judged] for f in found])
    fitted = Calibration.fit(raw, shares, gold)
    return replace(more_sober(fitted, raw, shares) if one_sided else fitted, n_gold=len(judged))


def _whole_sets(
    found: list[Aggregation], judged: NDArray[np.int64], calibration: Calibration
) -> tuple[Floats, NDArray[np.bool_]]:
    """How sure each set is (items,), and whether the judged ones are right: a set is right when every label is."""
    sets = np.stack([calibration.apply(f.raw, vote_shares(f.table.votes)) for f in found])
    confidence: Floats = sets.max(axis=2).prod(axis=0)
    gold = np.stack([f.table.gold[judged] for f in found])
    return confidence, (sets[:, judged].argmax(axis=2) == gold).all(axis=0)


def _report(
    without: QuestionReport,
    confidence: Floats,
    right: NDArray[np.bool_],
    calibration: Calibration,
    proof: Support,
    doubt: str,
) -> QuestionReport:
    """The report with what gold says of whole sets: ``confidence`` and ``right`` of the sets that are gold; ``doubt``
    is why it says nothing."""
    missing = max(calibration.missing, proof.missing_gold)
    if not calibration.calibrated:
        are = "is" if missing == 1 else "are"
        note = f"Not calibrated yet: {len(right)} gold items; about {missing} more {are} needed."
    elif doubt:
        note = doubt
    elif not proof.declared:
        note = f"Gold proves nothing yet: the confidence of no gold set reaches {proof.target:g}."
    else:
        note = f"Gold proves {100 * proof.bound:.1f} % for sets above {proof.target:g} (95 % bound)."
    return replace(
        without,
        accuracy_on_gold=share_right(int(right.sum()), len(right)),
        calibrated=calibration.calibrated and not doubt,
        gold_missing=0 if proof.supported and not doubt else missing,
        calibration_note=note,
        reliability=tuple(reliability(confidence, right)) if len(right) else (),
    )


def _pooled(tables: list[LabelTable]) -> LabelTable:
    """All labels' tables as one: item i of label l becomes item i * labels + l. Skill is that at yes and no."""
    L, n_items = len(tables), tables[0].n_items
    gold = np.stack([t.gold for t in tables], axis=1).ravel()
    return LabelTable.from_arrays(
        np.concatenate([t.item.astype(np.int64) * L + k for k, t in enumerate(tables)]),
        np.concatenate([t.person for t in tables]),
        np.concatenate([t.answer for t in tables]),
        classes=list(BELONGS),
        items=np.arange(n_items * L),
        people=tables[0].people,
        gold=gold,
    )


def _skill_rows(
    column: Column, whole: Assessment, items: NDArray[np.int64], people: Sequence[int], rulings: Mapping[int, Ruling],
    reviewed: Sequence[tuple[str, ...] | None],
) -> list[SkillRow]:  # fmt: skip
    labels, table = column.labels, whole.evidence.table
    names = KINDS[column.question.kind].label_names(column.question)
    of_item: list[int] = np.repeat(items, len(labels)).tolist()
    # Each label is a question of its own, so what it is called depends on the row.
    told = {k: told_by(whole, of_item, _words(names.get(label, "")), rulings) for k, label in enumerate(labels)}

    def slips(n: int) -> Sequence[Slip]:
        says, mine = int(whole.evidence.others(n).argmax()), int(table.answer[n])
        name = names.get(labels[int(table.item[n]) % len(labels)], "")
        if mine == says:
            return ()
        return (Slip("extra", name),) if mine else (Slip("missed", right=name),)

    right = np.where(
        table.gold >= 0,
        table.gold,
        np.array([-1 if one is None else int(label in one) for one in reviewed for label in labels], np.int32),
    )
    # The pooled table is sorted by label of an item; answers were given item by item.
    given = in_order(column, table.n // len(labels))
    codes = np.sort(np.unique(np.array(column.item, np.int64), return_inverse=True)[1])
    flat = np.concatenate([codes * len(labels) + k for k in range(len(labels))])
    when = np.tile(given, len(labels))[np.argsort(flat, kind="stable")]
    weighing = Weighing(
        whole.evidence, whole.skills.prior, when, lambda n: of_item[int(table.item[n])],
        lambda n: told[int(table.item[n]) % len(labels)](n), slips,
        alone_in_being_right(table.item, table.answer == right[table.item]), len(labels),
    )  # fmt: skip
    return skill_rows(whole, people, weighing, len(labels))


def _words(label: str) -> tuple[str, str]:
    return f"not {label}", label

"""Scores of everybody who answered an item, mended at once when an appeal says what is right for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from goodwork.actions.quality.fitted import fitted_of
from goodwork.actions.queue import answers as kept
from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.judging.item import Fitted, GivenAnswers, answer_to
from goodwork.judging.scoring import Scoring, Terms
from goodwork.kinds.contract import BELONGS, Answer, Question, Skills
from goodwork.kinds.registry import KINDS
from goodwork.model.appeals import Ruling
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.store.database import Transaction
from goodwork.store.quality import fits, labels, skills
from goodwork.store.quality.labels import AnswerRow
from goodwork.store.quality.skills import SkillRow

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What was taken for right of an item before, and what is known to be now."""

    before: Ruling | None
    now: Ruling


async def mend_scores(
    t: Transaction, blobs: Blobs, organization: OrganizationId, project: ProjectId, form: Sequence[Question],
    version: int, items: Mapping[int, Known],
) -> int:  # fmt: skip
    """Exchange what these locked items say of the people who answered them; returns how many scores that were.

    The estimate of a person moves by this item's answer alone; the next refit, which sees the same rulings, learns all
    else afresh. Nothing is written where nothing was estimated yet.
    """
    model = fitted_of(await fits.locked_model(t, project))
    mended = 0
    for item, known in items.items():
        given = [(row, await _given(blobs, row)) for row in await labels.of_item(t, project, item)]
        for question in form:
            fitted = model.get(question.key)
            if fitted is not None and fitted.scoring is not None:
                counted = _counted(question, version, given)
                mended += await _mend(t, organization, project, question, version, item, known, fitted, counted)
    return mended


@dataclass(frozen=True, slots=True)
class _Said:
    answer: Answer
    annotation: int


async def _given(blobs: Blobs, row: AnswerRow) -> GivenAnswers | None:
    try:
        answers = (
            orjson.loads(row.answers) if row.answers is not None else await kept.fetch(blobs, None, row.answers_blob)
        )
    except Damaged:
        return None
    return GivenAnswers(row.person_id, row.form_version, answers, row.prediction_id)


def _counted(
    question: Question, version: int, given: Sequence[tuple[AnswerRow, GivenAnswers | None]]
) -> dict[int, _Said]:
    """The answers to a question that say something of skill, by person, as a refit takes them."""
    accepted: set[int] = set()
    found: dict[int, _Said] = {}
    for row, one in given:
        if row.bulk or one is None or row.prediction_id in accepted:
            continue
        if row.prediction_id is not None:
            accepted.add(row.prediction_id)
        answer = answer_to(question, version, one)
        if answer is not None:
            found[row.person_id] = _Said(answer, row.id)
    return found


@dataclass(frozen=True, slots=True)
class _Aspect:
    """One thing that an answer says: its class, or whether a label belongs to a set."""

    skills: Skills
    votes: Mapping[int, int]
    """Person -> class."""
    before: int | None
    now: int
    words: Sequence[str]
    """Of the classes."""


def _aspects(
    question: Question, version: int, known: Known, fitted: Fitted, counted: Mapping[int, _Said]
) -> list[_Aspect]:
    kind = KINDS[question.kind]

    def right(ruling: Ruling | None) -> Answer | None:
        if ruling is None:
            return None
        return answer_to(question, version, GivenAnswers(0, ruling.form_version, ruling.answers))

    before, now = right(known.before), right(known.now)
    if now is None:
        return []
    if not kind.has_several(question):
        code = {name: n for n, name in enumerate(kind.classes(question))}
        words = list(code)
        for answer in (*(said.answer for said in counted.values()), now):
            words[code[str(kind.class_of(question, answer))]] = kind.shown(question, answer)
        votes = {person: code[str(kind.class_of(question, said.answer))] for person, said in counted.items()}
        was = None if before is None else code[str(kind.class_of(question, before))]
        return [_Aspect(fitted.skills, votes, was, code[str(kind.class_of(question, now))], words)]
    names = kind.label_names(question)
    found: list[_Aspect] = []
    for label in kind.conditions(question):
        votes = {person: int(label in kind.says(question, said.answer)) for person, said in counted.items()}
        was = None if before is None else int(label in kind.says(question, before))
        words = [f"not {names.get(label, '')}", names.get(label, "")]
        of_label = fitted.skills.labels.get(label, Skills(classes=BELONGS))
        found.append(_Aspect(of_label, votes, was, int(label in kind.says(question, now)), words))
    return found


async def _mend(
    t: Transaction, organization: OrganizationId, project: ProjectId, question: Question, version: int, item: int,
    known: Known, fitted: Fitted, counted: Mapping[int, _Said],
) -> int:  # fmt: skip
    scoring = fitted.scoring
    assert scoring is not None, "asked before"
    aspects = _aspects(question, version, known, fitted, counted)
    rows = await skills.of_question(t, project, question.key, sorted(counted)) if aspects else []
    changed: list[SkillRow] = []
    for row in rows:
        if row.basis is None:
            continue
        read_by_fit = counted[row.person_id].annotation <= scoring.upto
        changed.append(_exchanged(row, row.person_id, item, aspects, scoring, read_by_fit=read_by_fit))
    await skills.write(t, organization, project, question.key, changed)
    return len(changed)


def _exchanged(
    row: SkillRow, person: int, item: int, aspects: Sequence[_Aspect], scoring: Scoring, *, read_by_fit: bool
) -> SkillRow:
    basis = row.basis
    assert basis is not None, "asked before"
    new: list[tuple[Terms, _Aspect]] = []
    for aspect in aspects:
        mine = aspect.votes[person]
        # Alone on an item without gold, an answer could not be compared with anything.
        compared = read_by_fit and (aspect.before is not None or len(aspect.votes) > 1)
        old = None
        if compared:
            old = (
                scoring.by_others(aspect.votes, aspect.skills)[person]
                if aspect.before is None
                else scoring.when_known(mine, aspect.before)
            )
        terms = scoring.when_known(mine, aspect.now)
        basis = basis.exchanged(old, terms)
        new.append((terms, aspect))
    if row.estimate is None:
        return replace(row, basis=basis)
    mean, low, high = basis.summary(scoring)
    evidence = {**row.evidence, "moves": _moves(row.evidence, item, person, basis.moved, scoring, new)}
    return replace(row, estimate=mean, low=low, high=high, basis=basis, evidence=evidence)


def _moves(
    evidence: Mapping[str, Any], item: int, person: int, moved: Any, scoring: Scoring,
    new: Sequence[tuple[Terms, _Aspect]],
) -> list[dict[str, Any]]:  # fmt: skip
    """The answers that moved the skill most, with this item's as it is now: it is listed whatever it moves."""
    made: list[dict[str, Any]] = [
        {
            "item": item,
            "mine": aspect.words[aspect.votes[person]],
            "other": aspect.words[aspect.now],
            "gold": True,
            "ruled": True,
            "support": 1.0,
            "moved": round(moved(terms, scoring), DIGITS),
        }
        for terms, aspect in new
    ]
    rest = [move for move in evidence.get("moves", ()) if move["item"] != item]
    return sorted([*rest, max(made, key=_strength)], key=_strength, reverse=True)


def _strength(move: Mapping[str, Any]) -> float:
    return abs(move["moved"])

"""Scores of everybody who answered an item, mended at once when an appeal says what is right for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import orjson

from goodwork.actions.quality.fitted import fitted_of
from goodwork.actions.queue import answers as kept
from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.judging.item import Fitted, GivenAnswers, answer_to
from goodwork.judging.scoring import NearScoring, Scoring, Shared, Terms, is_sampled
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


def _right(question: Question, version: int, ruling: Ruling | None) -> Answer | None:
    if ruling is None:
        return None
    return answer_to(question, version, GivenAnswers(0, ruling.form_version, ruling.answers))


def _aspects(
    question: Question, version: int, known: Known, fitted: Fitted, counted: Mapping[int, _Said]
) -> list[_Aspect]:
    kind = KINDS[question.kind]
    before, now = _right(question, version, known.before), _right(question, version, known.now)
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


@dataclass(frozen=True, slots=True)
class _Anew:
    """What one answer says of its author: before, if it said anything, and now."""

    before: Terms | None
    now: Terms
    mine: str
    right: str
    alike: bool


async def _mend(
    t: Transaction, organization: OrganizationId, project: ProjectId, question: Question, version: int, item: int,
    known: Known, fitted: Fitted, counted: Mapping[int, _Said],
) -> int:  # fmt: skip
    scoring = fitted.scoring
    assert scoring is not None, "asked before"
    anew = (
        _nearer(question, version, item, known, scoring, counted)
        if isinstance(scoring, NearScoring)
        else _by_aspects(question, version, known, fitted, scoring, counted)
    )
    rows = await skills.of_question(t, project, question.key, sorted(anew)) if anew else []
    changed = [_exchanged(row, item, anew[row.person_id], scoring) for row in rows if row.basis is not None]
    await skills.write(t, organization, project, question.key, changed)
    return len(changed)


def _by_aspects(
    question: Question, version: int, known: Known, fitted: Fitted, scoring: Scoring, counted: Mapping[int, _Said]
) -> dict[int, list[_Anew]]:
    anew: dict[int, list[_Anew]] = {person: [] for person in counted}
    for aspect in _aspects(question, version, known, fitted, counted):
        by_others = scoring.by_others(aspect.votes, aspect.skills) if aspect.before is None else {}
        for person, mine in aspect.votes.items():
            before = None
            # Alone on an item without gold, an answer could not be compared with anything.
            if counted[person].annotation <= scoring.upto and (aspect.before is not None or len(aspect.votes) > 1):
                before = by_others[person] if aspect.before is None else scoring.when_known(mine, aspect.before)
            now, words = scoring.when_known(mine, aspect.now), aspect.words
            anew[person].append(_Anew(before, now, words[mine], words[aspect.now], mine == aspect.now))
    return {person: rows for person, rows in anew.items() if rows}


def _nearer(
    question: Question, version: int, item: int, known: Known, scoring: NearScoring, counted: Mapping[int, _Said]
) -> dict[int, list[_Anew]]:
    kind = KINDS[question.kind]
    before, now = _right(question, version, known.before), _right(question, version, known.now)
    if now is None:
        return {}
    people = sorted(counted)
    given = [counted[person].answer for person in people]
    was: Mapping[int, Terms] = {}
    if before is not None:
        was = {
            person: scoring.when_known(kind.distance(question, answer, before))
            for person, answer in zip(people, given, strict=True)
        }
    elif len(people) > 1 and is_sampled(item, scoring.share):
        was = scoring.by_others(people, np.array([[kind.distance(question, a, b) for b in given] for a in given]))
    found: dict[int, list[_Anew]] = {}
    for person, answer in zip(people, given, strict=True):
        apart = kind.distance(question, answer, now)
        earlier = was.get(person) if counted[person].annotation <= scoring.upto else None
        words = kind.shown(question, answer), kind.shown(question, now)
        found[person] = [_Anew(earlier, scoring.when_known(apart), *words, apart == 0)]
    return found


def _exchanged(row: SkillRow, item: int, anew: Sequence[_Anew], scoring: Shared) -> SkillRow:
    basis = row.basis
    assert basis is not None, "asked before"
    for one in anew:
        basis = basis.exchanged(one.before, one.now)
    if row.estimate is None:
        return replace(row, basis=basis)
    mean, low, high = basis.summary(scoring)
    evidence = _without(row.evidence, item)
    # With this item's as it is now: it is listed whatever it moves.
    made: list[dict[str, Any]] = [
        {
            "item": item,
            "mine": one.mine,
            "other": one.right,
            "alike": one.alike,
            "gold": True,
            "ruled": True,
            "support": 1.0,
            "moved": round(basis.moved(one.now, scoring), DIGITS),
        }
        for one in anew
    ]
    evidence["moves"] = sorted([*evidence["moves"], max(made, key=_strength)], key=_strength, reverse=True)
    return replace(row, estimate=mean, low=low, high=high, basis=basis, evidence=evidence)


def _strength(move: Mapping[str, Any]) -> float:
    return abs(move["moved"])


def _without(evidence: Mapping[str, Any], item: int) -> dict[str, Any]:
    """The same without what it says of one item: something else holds for it now."""
    kept: dict[str, Any] = {**evidence}
    for name in ("moves", "caught"):
        kept[name] = [one for one in evidence.get(name, ()) if one["item"] != item]
    kept["slips"] = [{**slip, "items": [n for n in slip["items"] if n != item]} for slip in evidence.get("slips", ())]
    return kept

"""Scores that move by one item: what its answers say of their authors when something else is known to be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from goodwork.judging.item import Fitted, GivenAnswers, answer_to
from goodwork.judging.scoring import NearScoring, Scoring, Shared, Terms, is_sampled
from goodwork.kinds.contract import BELONGS, Answer, Question, Skills
from goodwork.kinds.registry import KINDS
from goodwork.learning.skills import DIGITS, Evidence, Move, SkillRow
from goodwork.model.appeals import Ruling


@dataclass(frozen=True, slots=True)
class Known:
    """What was taken for right of an item before, and what is known to be now."""

    before: Ruling | None
    now: Ruling


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer that says something of its author's skill."""

    answer: Answer
    annotation: int


@dataclass(frozen=True, slots=True)
class Anew:
    """What one answer says of its author: before, if it said anything, and now."""

    before: Terms | None
    now: Terms
    mine: str
    right: str
    alike: bool


def said_anew(
    question: Question, version: int, item: int, known: Known, fitted: Fitted, counted: Mapping[int, Counted]
) -> dict[int, list[Anew]]:
    """What the answers to an item say of everybody who gave one. ``counted``: person -> answer."""
    scoring = fitted.scoring
    assert scoring is not None, "without one there is no score to be mended"
    if not fitted.is_of(question):
        # Its classes changed since the last refit. The next one, which was asked for when they did, learns all afresh.
        return {}
    if isinstance(scoring, NearScoring):
        return _nearer(question, version, item, known, scoring, counted)
    return _by_aspects(question, version, known, fitted, scoring, counted)


def exchanged(row: SkillRow, item: int, anew: Sequence[Anew], scoring: Shared) -> SkillRow:
    """A skill with what one item says of it exchanged; it has a basis."""
    basis = row.basis
    assert basis is not None, "nothing was computed that could be exchanged"
    for one in anew:
        basis = basis.exchanged(one.before, one.now)
    if row.estimate is None:
        return replace(row, basis=basis)
    mean, low, high = basis.summary(scoring)
    # With this item's as it is now: it is listed whatever it moves.
    made = [
        Move(
            item, one.mine, one.right, one.alike, gold=True, ruled=True, support=1.0,
            moved=round(basis.moved(one.now, scoring), DIGITS),
        )
        for one in anew
    ]  # fmt: skip
    evidence = _without(row.evidence, item)
    moves = sorted([*evidence.moves, max(made, key=_strength)], key=_strength, reverse=True)
    evidence = replace(evidence, moves=tuple(moves))
    return replace(row, estimate=mean, low=low, high=high, basis=basis, evidence=evidence)


def _strength(move: Move) -> float:
    return abs(move.moved)


def _without(evidence: Evidence, item: int) -> Evidence:
    """The same without what it says of one item: something else holds for it now."""
    return replace(
        evidence,
        moves=tuple(one for one in evidence.moves if one.item != item),
        caught=tuple(one for one in evidence.caught if one.item != item),
        slips=tuple(replace(slip, items=tuple(n for n in slip.items if n != item)) for slip in evidence.slips),
    )


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
    question: Question, version: int, known: Known, fitted: Fitted, counted: Mapping[int, Counted]
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


def _by_aspects(
    question: Question, version: int, known: Known, fitted: Fitted, scoring: Scoring, counted: Mapping[int, Counted]
) -> dict[int, list[Anew]]:
    anew: dict[int, list[Anew]] = {person: [] for person in counted}
    for aspect in _aspects(question, version, known, fitted, counted):
        by_others = scoring.by_others(aspect.votes, aspect.skills) if aspect.before is None else {}
        for person, mine in aspect.votes.items():
            before = None
            # Alone on an item without gold, an answer could not be compared with anything.
            if counted[person].annotation <= scoring.upto and (aspect.before is not None or len(aspect.votes) > 1):
                before = by_others[person] if aspect.before is None else scoring.when_known(mine, aspect.before)
            now, words = scoring.when_known(mine, aspect.now), aspect.words
            anew[person].append(Anew(before, now, words[mine], words[aspect.now], mine == aspect.now))
    return {person: rows for person, rows in anew.items() if rows}


def _nearer(
    question: Question, version: int, item: int, known: Known, scoring: NearScoring, counted: Mapping[int, Counted]
) -> dict[int, list[Anew]]:
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
    found: dict[int, list[Anew]] = {}
    for person, answer in zip(people, given, strict=True):
        apart = kind.distance(question, answer, now)
        earlier = was.get(person) if counted[person].annotation <= scoring.upto else None
        words = kind.shown(question, answer), kind.shown(question, now)
        found[person] = [Anew(earlier, scoring.when_known(apart), *words, apart == 0)]
    return found

"""Answers out of what a file says, as the project's questions take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from goodwork.errors import Invalid
from goodwork.formats import json_values
from goodwork.formats.items import NewItem
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.forms.answers import read_answers
from goodwork.forms.conditions import asked_of
from goodwork.forms.shapes import as_asked
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.registry import kind_of
from goodwork.model.items import Part, parts_of
from goodwork.model.records import Loss, Record, nothing_found

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReadSaid:
    """What a file says of an item, as answers to the project's questions."""

    said: Said
    answers: bytes
    """JSON; ``{}`` for a skip."""


class ReadItem(NamedTuple):
    """An item with everything that its file says of it."""

    item: NewItem
    gold: bytes | None
    """JSON: question key -> answer."""
    gold_reason: str
    said: tuple[ReadSaid, ...]


def read_item(item: NewItem, form: Sequence[Question], renamed: Mapping[str, str], report: Report) -> ReadItem:
    """Read what is said of an item.

    An answer is taken whole or not at all: of one that is not understood to its end, what is left would say something
    else. Known answers are taken question by question. The item itself stays, and the report names what was not taken
    and why.
    """
    if not item.gold and not item.said:
        return ReadItem(item, None, "", ())
    parts = parts_of({"parts": item.parts})
    name = item.external_id or f"line {item.line}"
    gold: Answers = {}
    for question in form:
        records = item.gold.get(question.key)
        if records:
            answer, losses = _answer(question, records, parts)
            if answer is None:
                why = _words(losses) or "it is no answer to it"
                report.lose(name, f"the known answer to {question.key!r}", why)
                continue
            gold[question.key] = answer.model_dump(mode="json")
            _tell(name, "gold", losses, report)
    reason = item.gold_reason
    said: list[ReadSaid] = []
    for one in _latest(name, _whole(name, item.said, form, renamed, report), report):
        if one.role == "skip":
            if one.records:
                report.lose(name, "an answer beside a skip", "who skipped an item did not answer it")
            said.append(ReadSaid(one, b"{}"))
            continue
        if one.role == "consensus":
            report.lose(name, "the consensus", "it is nobody's answer; a project makes its own out of the answers")
            continue
        answers, why = _answers_of(name, one, form, renamed, parts, report)
        if why:
            report.lose(name, _A[one.role], why)
        elif one.role == "gold":
            gold = {**gold, **answers}
            reason = reason or one.reason
        else:
            said.append(ReadSaid(one, json_values.write(answers)))
    return ReadItem(item, json_values.write(gold) if gold else None, reason, tuple(said))


_A = {"annotation": "an annotation", "prediction": "a prediction", "gold": "a known answer", "skip": "a skip"}


def _whole(
    item: str, said: Sequence[Said], form: Sequence[Question], renamed: Mapping[str, str], report: Report
) -> list[Said]:
    """What could be read to its end: of an answer to a question that could not, the rest is not taken."""
    keys = {question.key for question in form}
    whole: list[Said] = []
    for one in said:
        cut = sorted(key for name in one.unread if (key := renamed.get(name, name)) in keys)
        if cut:
            why = f"more belongs to its answer to {', '.join(map(repr, cut))} than could be read"
            report.lose(item, _A[one.role], why)
        else:
            whole.append(one)
    return whole


def _latest(item: str, said: Sequence[Said], report: Report) -> list[Said]:
    """One thing per person or model: the last one, and an answer rather than a skip."""
    if len(said) == 1:
        return list(said)
    last: dict[tuple[str, str], Said] = {}
    for one in said:
        key = ("person" if one.role in ("annotation", "skip") else one.role, one.by)
        before = last.get(key)
        if before is not None:
            left = one if one.role == "skip" else before
            report.lose(item, f"{_EARLIER[left.role]} by the same {_OF[key[0]]}", "one of each is kept")
            if one.role == "skip":
                continue
        last[key] = one
    return list(last.values())


_OF = {"person": "person", "gold": "person", "prediction": "model", "consensus": "consensus"}
_EARLIER = {
    "annotation": "an earlier annotation", "skip": "a skip beside an annotation", "gold": "an earlier known answer",
    "prediction": "an earlier prediction", "consensus": "an earlier consensus",
}  # fmt: skip


def _answers_of(
    item: str,
    said: Said,
    form: Sequence[Question],
    renamed: Mapping[str, str],
    parts: Sequence[Part],
    report: Report,
) -> tuple[Answers, str]:
    """The answers that something said makes, or why it is not taken."""
    by_key: dict[str, list[Record]] = {}
    keys = {question.key for question in form}
    for told in said.records:
        record = _renamed(told, renamed) if renamed else told
        key = record.question
        # A criterion's record belongs to its question.
        whole = key.partition("/")[0]
        by_key.setdefault(whole if key not in keys and whole in keys else key, []).append(record)
    answers: dict[str, Answer] = {}
    beside: list[Loss] = []
    for question in form:
        records = by_key.pop(question.key, None)
        if not records:
            continue
        answer, losses = _answer(question, records, parts)
        if answer is None:
            return {}, _words(losses) or f"the question {question.key!r} can't be answered with it"
        answers[question.key] = answer
        beside += losses
    if not said.records and said.role != "prediction":
        answers = _found_nothing(form, parts)
    if not answers:
        for key in by_key:
            report.lose(item, f"results of {key!r}", _NOT_ASKED)
        return {}, "it answers none of the project's questions"
    written = {key: answer.model_dump(mode="json") for key, answer in answers.items()}
    if said.role == "annotation" and (why := _incomplete(form, written, parts)):
        return {}, why
    for key in by_key:
        report.lose(item, f"results of {key!r}", _NOT_ASKED)
    _tell(item, said.role, beside, report)
    return written, ""


def _renamed(record: Record, renamed: Mapping[str, str]) -> Record:
    """The record under the name that its question has in the project; a criterion keeps its own name behind it."""
    whole, slash, criterion = record.question.partition("/")
    key = renamed.get(record.question) or f"{renamed.get(whole, whole)}{slash}{criterion}"
    return record if key == record.question else replace(record, question=key)


_NOT_ASKED = 'the project has no question with this key; say which one it answers: {"questions": {"...": "..."}}'


def _found_nothing(form: Sequence[Question], parts: Sequence[Part]) -> dict[str, Answer]:
    """What somebody says who was asked everything and found nothing: nothing, to each question that takes that."""
    answers: dict[str, Answer] = {}
    for question in form:
        answer, _ = _answer(question, [nothing_found(question.key)], parts)
        if answer is not None:
            answers[question.key] = answer
    asked = asked_of(form, answers)
    return {key: answer for key, answer in answers.items() if key in asked}


def _answer(question: Question, records: Sequence[Record], parts: Sequence[Part]) -> tuple[Answer | None, list[Loss]]:
    """The answer, if the records make a whole one, with what it leaves aside; else what is wrong with them."""
    kind = kind_of(question.kind)
    held, told = as_asked(question, records, parts)
    answer, losses = kind.from_records(question, held)
    losses = [*told, *losses]
    cut = [loss for loss in losses if loss.how == "cut"]
    if answer is None or cut:
        return None, cut or losses
    faults = kind.faults(question, answer, parts)
    if faults:
        return None, [Loss("", question.key, fault.what) for fault in faults]
    return answer, losses


def _words(losses: Sequence[Loss]) -> str:
    return "; ".join(f"{loss.what}: {loss.why}" for loss in losses)


def _tell(item: str, role: str, losses: Sequence[Loss], report: Report) -> None:
    """Report what an answer that was taken says otherwise than the file, or leaves aside."""
    for loss in losses:
        if loss.how == "changed":
            report.change(item, f"{loss.what} of {_A[role]}", loss.why)
        else:
            report.lose(item, f"{loss.what} of {_A[role]}", loss.why)


def _incomplete(form: Sequence[Question], answers: Answers, parts: Sequence[Part]) -> str:
    try:
        read_answers(form, answers, parts)
    except Invalid as error:
        missing = any(fault.where not in answers for fault in error.faults)
        how = " An optional question would be taken without one." if missing else ""
        return ("; ".join(fault.what for fault in error.faults) or error.what) + how
    return ""

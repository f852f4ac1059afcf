"""Answers out of what a file says, as the project's questions take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from goodwork.errors import Invalid
from goodwork.formats import json_values
from goodwork.formats.items import NewItem
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.forms.answers import read_answers
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.model.items import Part, parts_of
from goodwork.model.records import Record

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

    Gold in a column that no question takes makes the row Invalid, because it would be lost without anybody
    noticing; answers that came with Label Studio's tasks go into the report instead, and the item is kept.
    """
    if not item.gold and not item.said:
        return ReadItem(item, None, "", ())
    parts = parts_of({"parts": item.parts})
    name = item.external_id or f"line {item.line}"
    gold: Answers = {}
    for question in form:
        records = item.gold.get(question.key)
        if records:
            answer, why = _answer(question, records, parts)
            if answer is None or why:
                raise Invalid(f"its gold for {question.key!r} can't be taken: {why}")
            gold[question.key] = answer
    reason = item.gold_reason
    said: list[ReadSaid] = []
    for one in _latest(name, item.said, report):
        answers = _answers_of(name, one, form, renamed, parts, report)
        if one.role == "skip":
            said.append(ReadSaid(one, b"{}"))
        elif not answers:
            report.lose(name, f"a {one.role}", "it answers none of the project's questions")
        elif one.role == "gold":
            gold = {**gold, **answers}
            reason = reason or one.reason
        elif one.role == "annotation" and (why := _incomplete(form, answers, parts)):
            report.lose(name, "an annotation", why)
        else:
            said.append(ReadSaid(one, json_values.write(answers)))
    return ReadItem(item, json_values.write(gold) if gold else None, reason, tuple(said))


def _latest(item: str, said: Sequence[Said], report: Report) -> list[Said]:
    """One thing per person or model: the last one, and an answer rather than a skip."""
    last: dict[tuple[str, str], Said] = {}
    for one in said:
        key = ("person" if one.role in ("annotation", "skip") else one.role, one.by)
        before = last.get(key)
        if before is not None:
            report.lose(item, f"an earlier {before.role} by the same {_OF[key[0]]}", "one of each is kept")
            if one.role == "skip":
                continue
        last[key] = one
    return list(last.values())


_OF = {"person": "person", "gold": "person", "prediction": "model"}


def _answers_of(
    item: str,
    said: Said,
    form: Sequence[Question],
    renamed: Mapping[str, str],
    parts: Sequence[Part],
    report: Report,
) -> Answers:
    by_key: dict[str, list[Record]] = {}
    keys = {question.key for question in form}
    for record in said.records:
        key = renamed.get(record.question, record.question)
        # A criterion's record belongs to its question.
        whole = key.partition("/")[0]
        by_key.setdefault(whole if key not in keys and whole in keys else key, []).append(record)
    answers: Answers = {}
    for question in form:
        records = by_key.pop(question.key, None)
        if records:
            answer, why = _answer(question, records, parts)
            if answer is not None:
                answers[question.key] = answer
            if why:
                report.lose(item, f"part of a {said.role}", why)
    for key in by_key:
        report.lose(item, f"results of {key!r}", "the project has no question with this key")
    return answers


def _answer(question: Question, records: Sequence[Record], parts: Sequence[Part]) -> tuple[dict[str, Any] | None, str]:
    """The answer, if the records make one, and what is wrong with them."""
    kind = kind_of(question.kind)
    answer, losses = kind.from_records(question, records)
    why = "; ".join(f"{loss.what}: {loss.why}" for loss in losses)
    if answer is None:
        return None, why or f"the question {question.key!r} can't be answered with it"
    faults = kind.faults(question, answer, parts)
    if faults:
        return None, "; ".join(fault.what for fault in faults)
    return answer.model_dump(mode="json"), why


def _incomplete(form: Sequence[Question], answers: Answers, parts: Sequence[Part]) -> str:
    try:
        read_answers(form, answers, parts)
    except Invalid as error:
        return "; ".join(fault.what for fault in error.faults) or error.what
    return ""

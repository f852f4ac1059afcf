"""Judgements of a conversation to and from the neutral records.

``key/turn-3`` holds the labels of the fourth turn, ``key/turn-3/rewrite`` its rewrite, ``key/turn-3/source`` the mark
of its text; ``key/whole`` the rating of the whole; ``key/reply`` the preferred reply.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from goodwork.kinds.chat.schema import ChatAnswer, ChatQuestion
from goodwork.kinds.preferring import Preferred, from_record, to_record
from goodwork.kinds.unheld import not_held
from goodwork.model.records import (
    Choice,
    Loss,
    Preference,
    Ranking,
    Rating,
    Record,
    TextAnswer,
    nothing_found,
    says_nothing_found,
)

_TURN = re.compile(r"turn-([0-9]{1,5})(?:/(rewrite|source))?")
_MARK = re.compile(r"[0-9]{1,9}-[0-9a-f]{8}")


def to_records(question: ChatQuestion, answer: ChatAnswer) -> list[Record]:
    """One record for each thing that is said."""
    key = question.key
    names = {label.id: label.name for label in question.turns.labels} if question.turns else {}
    multiple = question.turns is not None and question.turns.multiple
    records: list[Record] = []
    if answer == ChatAnswer():
        # Looked at, and nothing to mark.
        records.append(nothing_found(key))
    for said in answer.turns:
        where = f"{key}/turn-{said.turn}"
        if said.labels:
            records.append(Choice(where, said.labels, tuple(names.get(i, i) for i in said.labels), multiple))
        if said.rewrite is not None:
            records.append(TextAnswer(f"{where}/rewrite", said.rewrite))
        if said.source is not None:
            records.append(TextAnswer(f"{where}/source", said.source))
    if answer.whole is not None and question.whole is not None:
        records.append(
            Rating(f"{key}/whole", float(answer.whole), float(question.whole.low), float(question.whole.high))
        )
    if answer.reply is not None:
        records.append(to_record(f"{key}/reply", question.replies, answer.reply))
    return records


def from_records(question: ChatQuestion, records: Sequence[Record]) -> tuple[ChatAnswer | None, list[Loss]]:
    """Whatever of it this question asks; the rest is reported."""
    by_name = {label.name.strip().casefold(): label.id for label in question.turns.labels} if question.turns else {}
    ids = question.turns.ids if question.turns else ()
    turns: dict[int, dict[str, Any]] = {}
    whole: int | None = None
    reply: Preferred | None = None
    nothing = False
    lost: list[Loss] = []
    for record in records:
        if says_nothing_found(record, question.key):
            nothing = True
            continue
        rest = record.question.partition("/")[2]
        place = _TURN.fullmatch(rest)
        turn = turns.setdefault(int(place[1]), {}) if place else {}
        match record:
            case Choice(labels=labels, names=names) if place and not place[2]:
                hits = [
                    i if i in ids else by_name.get(name.strip().casefold())
                    for i, name in zip(labels, names, strict=True)
                ]
                lost += [
                    Loss("", f"label {name!r} of {rest}", f"the question {question.key!r} has no such label")
                    for name, hit in zip(names, hits, strict=True)
                    if hit is None
                ]
                turn["labels"] = tuple(i for i in ids if i in hits)
            case Choice(labels=()) if rest == "":
                nothing = True  # as versions that were published earlier say it
            case TextAnswer(text=text) if place and place[2] == "rewrite":
                turn["rewrite"] = text
            case TextAnswer(text=text) if place and place[2] == "source" and _MARK.fullmatch(text):
                turn["source"] = text
            case Rating(value=value) if rest in ("whole", "") and float(value).is_integer():
                whole = int(value)
            case Preference() | Ranking() if rest in ("reply", ""):
                reply = from_record(record)
            case _:
                lost.append(not_held(question, record))
    said = [{"turn": at, **held} for at, held in sorted(turns.items()) if held.get("labels") or "rewrite" in held]
    if not said and whole is None and reply is None and not nothing:
        return None, lost
    return ChatAnswer.model_validate({"turns": said, "whole": whole, "reply": reply}), lost

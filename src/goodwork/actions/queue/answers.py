"""Answers as they are kept: checked, in the form's own words, and in a blob when they are large."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.forms.answers import read_answers
from goodwork.judging.item import GivenAnswers
from goodwork.kinds.contract import Question
from goodwork.model.claims import AnswersJson
from goodwork.model.items import Part
from goodwork.store.database import Transaction
from goodwork.store.queue import annotations

LARGE = 65_536
"""Bytes of JSON above which answers go into a blob."""


MANY = 300
"""Entries of one answer above which it is checked in a thread."""


async def take(
    blobs: Blobs, form: Sequence[Question], answers: AnswersJson, parts: Sequence[Part]
) -> tuple[dict[str, Any] | None, str | None]:
    """Check answers and return them as JSON, or the name of the blob they were put into; Invalid carries faults."""
    # Thousands of regions take a while to check; others are served meanwhile.
    many = any(isinstance(v, list) and len(v) > MANY for said in answers.values() for v in said.values())  # pyright: ignore[reportUnknownArgumentType]
    read, written = await asyncio.to_thread(_read, form, answers, parts) if many else _read(form, answers, parts)
    if len(written) <= LARGE:
        return read, None
    return None, await asyncio.to_thread(blobs.put, written)


def _read(form: Sequence[Question], answers: AnswersJson, parts: Sequence[Part]) -> tuple[dict[str, Any], bytes]:
    read = {key: answer.model_dump(mode="json") for key, answer in read_answers(form, answers, parts).items()}
    return read, orjson.dumps(read, option=orjson.OPT_SORT_KEYS)


async def fetch(blobs: Blobs, answers: AnswersJson | None, blob: str | None) -> AnswersJson:
    """Answers from where they lie."""
    if answers is not None:
        return answers
    assert blob is not None, "answers are in the row or in a blob"
    return orjson.loads(await asyncio.to_thread(blobs.get, blob))


async def given(
    t: Transaction, blobs: Blobs, items: Sequence[int]
) -> tuple[Mapping[int, list[GivenAnswers]], dict[int, Damaged]]:
    """Everybody's newest answers to these items, from where they lie; and the items with answers that can't be read.

    Without those of an earlier guideline, where the item is asked again.
    """
    found: dict[int, list[GivenAnswers]] = defaultdict(list)
    damaged: dict[int, Damaged] = {}
    for item, person, version, written, blob, prediction, bulk in await annotations.given(t, items):
        try:
            answers = await fetch(blobs, None, blob) if written is None else orjson.loads(written)
        except Damaged as error:
            damaged[item] = error
            continue
        found[item].append(GivenAnswers(person, version, answers, prediction, bulk))
    return found, damaged

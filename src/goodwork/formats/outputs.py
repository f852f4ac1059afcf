"""Outputs that stand beside each other: their names, the order that is drawn for them, and what people see of a row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from string import ascii_lowercase
from typing import Any

import orjson

from goodwork.errors import GoodworkError
from goodwork.formats import json_values
from goodwork.formats.rows import Entry, Row
from goodwork.formats.turns import looks_like_turns
from goodwork.model.items import PartType

MOST_OUTPUTS = len(ascii_lowercase)
CONTEXT = frozenset({
    "system", "context", "history", "instruction", "input", "question", "query", "passage", "document",
})  # fmt: skip
"""What an output answers, beside its prompt: people who judge the output see it too."""
PROMPT, COMPLETION, RESPONSE, CONVERSATION = "prompt", "completion", "response", "conversation"
_LOOKED_AT = 100


def output_name(n: int) -> str:
    """The part that holds an output, by its place: ``response_a`` is the first."""
    return f"response_{ascii_lowercase[n]}"


OUTPUTS = tuple(output_name(n) for n in range(MOST_OUTPUTS))
_SHOWN = frozenset({*CONTEXT, PROMPT, COMPLETION, RESPONSE, CONVERSATION, *OUTPUTS})


def first_is_lower(prompt: Any, one: Any, other: Any) -> bool:
    """Whether ``one`` of two outputs comes first: a coin that falls alike whichever of them was called the first."""
    pieces = sorted(json_values.canonical(value) for value in (one, other))
    lower_first = hashlib.sha256(b"\x00".join([_written(prompt), *pieces])).digest()[0] & 1
    return bool(lower_first) == (json_values.canonical(one) == pieces[0])


def drawn(prompt: Any, outputs: Sequence[Any]) -> list[int]:
    """The order in which outputs become parts, by their content alone: their places in the file, first to last.

    >>> drawn("q", ["a", "b", "c"]) == [2 - n for n in drawn("q", ["c", "b", "a"])]
    True
    """
    seed = hashlib.sha256(_written(prompt)).digest()
    keys = [hashlib.sha256(seed + json_values.canonical(output)).digest() for output in outputs]
    return sorted(range(len(outputs)), key=lambda n: (keys[n], n))


def context_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """What an output answers beside its prompt, in the order of the row."""
    return {k: v for k, v in values.items() if k in CONTEXT and v not in (None, "", [])}


def _written(value: Any) -> bytes:
    # Not in the order of the keys: items that are in projects already were drawn so.
    try:
        return orjson.dumps(value)
    except TypeError:
        return json_values.canonical(value)


def shown_parts(entries: Iterable[Entry], names: frozenset[str] = _SHOWN) -> dict[str, Any]:
    """A mapping in which what was judged, and what it answers, are parts; all else in the rows is metadata.

    ``names`` are the columns that may be parts; of which type each is, the first rows say.
    """
    seen: dict[str, Counter[PartType]] = {}
    try:
        for entry in islice(entries, _LOOKED_AT):
            for column, value in entry.values.items() if isinstance(entry, Row) else ():
                if column in names and (value in (None, "", []) or _kind(value) is not None):
                    seen.setdefault(column, Counter()).update(kind for kind in (_kind(value),) if kind)
    except GoodworkError:
        pass  # whoever reads the rows says what is wrong with them
    # What is empty in all of them may be filled later: it is a text, as most are.
    types = {column: max(kinds, key=lambda kind: kinds[kind], default=PartType.TEXT) for column, kinds in seen.items()}
    # Without names: a question may have its own for them.
    parts = [{"type": kind.value, "column": column} for column, kind in types.items()]
    return {"parts": parts} if parts else {}


def _kind(value: Any) -> PartType | None:
    if isinstance(value, str) and value.strip():
        return PartType.TEXT
    return PartType.CONVERSATION if looks_like_turns(value) else None

"""Whole records as canonical JSON, so that two ways to write the same record are the same bytes.

Keys are sorted; numbers count by value (``1``, ``1.0`` and ``1e0`` are one), with all their digits; text is in NFC.
Case, spaces, the order of lists, and the difference of a missing value to null all count.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

import numpy as np
import orjson
from numpy.typing import NDArray

_LONG = re.compile(rb"[0-9]{16}|[0-9][eE]")
"""Numbers that a 64-bit float may not hold."""
MARK = "\0"
"""The key under which a value stands that JSON has no way to write."""


def parsed(line: bytes) -> Any:
    """A line of JSON with every digit of its numbers. Raises ValueError when it is none."""
    if _LONG.search(line):
        return json.loads(line, parse_float=Decimal)
    return orjson.loads(line)


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value; what JSON can't say (dates, bytes) goes in as text.

    >>> canonical({"b": 1.0, "a": ["x", None]}), canonical({"a": ["x", None], "b": 1})
    (b'{"a":["x",null],"b":1}', b'{"a":["x",null],"b":1}')
    """
    plain = _plain(value)
    try:
        return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # Lone surrogates, and whole numbers of more than 64 bits.
        return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


NO_EQUAL = "a row holds a value that can't be read: text that is not UTF-8, or a time beyond the year 9999"


def values_of(column: Any) -> list[Any]:
    """The values of an Arrow array; None where one holds what has no equal here, as ``NO_EQUAL`` says."""
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):
        return [_value_of(one) for one in column]


def _value_of(one: Any) -> Any:
    try:
        return one.as_py()
    except (ValueError, OverflowError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        record = cast("Mapping[Any, Any]", value)
        return {_plain(str(key)): _plain(its) for key, its in record.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("list[Any]", value)]
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, float):
        return _number(Decimal(repr(value))) if math.isfinite(value) else {MARK: repr(value)}
    return {MARK: f"{type(value).__name__} {value!r}"}


def _number(value: Decimal) -> Any:
    """An int where it is whole, a float where that has all its digits, else its digits under a mark."""
    if not value.is_finite():
        return {MARK: str(value)}
    if value == value.to_integral_value() and value.adjusted() < 400:
        return int(value)
    near = float(value)
    return near if math.isfinite(near) and Decimal(repr(near)) == value else {MARK: str(value.normalize())}


def digests(texts: Any) -> NDArray[np.uint64]:
    """(2, n) hashes of 128 bits of an Arrow array of bytes; zero for null."""
    out = np.zeros((2, len(texts)), np.uint64)
    for row, text in enumerate(texts.to_pylist()):
        if text is not None:
            data = text.encode() if isinstance(text, str) else text
            out[:, row] = np.frombuffer(hashlib.blake2b(data, digest_size=16).digest(), np.uint64)
    return out

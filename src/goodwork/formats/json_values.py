"""JSON without silent changes: parsing and writing that refuse what would not come back the same."""

from __future__ import annotations

import json
from typing import Any

import orjson

from goodwork.bounds import has_long_number
from goodwork.model.json import is_list, is_object


def parse(raw: bytes) -> Any:
    """The value of a JSON text in UTF-8; ValueError says what is wrong with it.

    >>> parse(b'{"id": 12345678901234567890123}')
    {'id': 12345678901234567890123}
    """
    # The fast parser turns whole numbers beyond 64 bits into floats; those lines take the slower, exact one.
    if has_long_number(raw):
        orjson.loads(raw)  # its rules hold here too: no NaN, no lone surrogates, no broken UTF-8
        try:
            return json.loads(raw)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
    return orjson.loads(raw)


def write(value: Any) -> bytes:
    """Compact UTF-8; ValueError or TypeError for what JSON can't hold.

    Numbers that JSON has no word for (NaN, infinities) are written as null: callers who care look before.
    """
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def sketch(value: Any) -> bytes:
    """A value for people to look at, whatever it holds.

    >>> sketch({"n": 2**70, "b": b"x"})
    b'{"n":1180591620717411303424,"b":"<bytes>"}'
    """
    try:
        return orjson.dumps(value, default=_named)
    except TypeError:
        pass
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_named).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return _named(value).encode()


def _named(value: object) -> str:
    return f"<{type(value).__name__}>"


def canonical(value: Any) -> bytes:
    """The one way of writing a value that hashes are taken of: UTF-8, sorted keys, no spaces.

    >>> canonical({"b": 1, "a": "é"})
    b'{"a":"\\xc3\\xa9","b":1}'
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # whole numbers beyond 64 bits
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True).encode()


def has_nul(raw: bytes) -> bool:
    """Whether a written value has a NUL character in it, which PostgreSQL's text can't hold.

    >>> has_nul(write("a\\x00")), has_nul(write("a\\\\u0000"))
    (True, False)
    """
    at = raw.find(b"\\u0000") if b"\\" in raw else -1
    while at >= 0:
        backslashes = len(raw[:at]) - len(raw[:at].rstrip(b"\\"))
        if backslashes % 2 == 0:
            return True
        at = raw.find(b"\\u0000", at + 1)
    return False


def has_bytes(value: Any) -> bool:
    """Whether there are bytes in a value, which JSON has no word for."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, bytes):
            return True
        if is_object(held):
            waiting += held.values()
        elif is_list(held):
            waiting += held
    return False

"""The limits of what goodwork takes in, and the one way to check them.

A value that comes from outside (a request, a row of a file, a file on the command line) is bounded in depth, in the
number of its entries, in its whole numbers, and in what its texts may hold. Nothing here recurses, and everything
takes time in proportion to the value: what is checked may have been made to break the check.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NoReturn, cast

import orjson

from goodwork.errors import Fault, Invalid, TooLarge

DEPTH = 64
"""Levels of nesting of any value: bodies of requests, rows of files, metadata, answers, predictions, mappings."""
ENTRIES = 20_000
"""Entries of one list, or fields of one object, in the body of a request."""
BODY_BYTES = 4 << 20
"""The body of a request that is no file. One limit for all: a draft that is taken can be submitted."""
WHOLE = 2**63 - 1
"""The largest whole number of a request; data of items keep larger ones exactly."""
NODES = 200_000
"""Values of a request or of a project's file altogether, after its references are followed."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNFIT = re.compile("[\x00\ud800-\udfff]")
# One that never ends goes to the end of the text: to look on from each of its quotes would take the square of it.
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_FIRST = 1 << 20
"""Bytes that are looked at first: the values of a text that has far too many are soon counted."""
_MARKS = (b",", b"[", b"{")
_PLACE = 200
"""Characters of a place that are shown."""

# The fast parser turns whole numbers beyond 64 bits into floats; texts with many digits take the slower, exact one.
# Digits become zeros and everything else a space: a search for nineteen zeros is many times faster than a pattern.
_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
_LONG_NUMBER = b"0" * 19

_ENCODINGS = frozenset({
    "ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "big5",
    "big5hkscs", "gb2312", "gbk", "gb18030", "hz", "johab", "koi8-r", "koi8-t", "koi8-u", "kz1048", "mac-cyrillic",
    "mac-greek", "mac-iceland", "mac-latin2", "mac-roman", "mac-turkish", "ptcp154", "shift_jis", "shift_jis_2004",
    "shift_jisx0213", "tis-620", "viscii",
})  # fmt: skip
_FAMILIES = re.compile(r"(cp\d{3,4}|iso8859-\d{1,2}|euc_(jp|kr|jis_2004|jisx0213)|iso2022_(kr|jp(_\w+)?))")


def has_long_number(raw: bytes) -> bool:
    """Whether a JSON text may hold a whole number beyond 64 bits: nineteen digits in a row."""
    return _LONG_NUMBER in raw.translate(_DIGITS)


def may_be_deep(raw: bytes) -> bool:
    """Whether a JSON text may be nested too deeply; most are not, and need no further look."""
    return raw.count(b"[") + raw.count(b"{") > DEPTH


def parse(raw: bytes | str, what: str = "The body") -> Any:
    """The value of a JSON text that was sent to a request; Invalid with the place of what can't be taken.

    >>> parse('{"n": 1}')
    {'n': 1}
    >>> parse('{"n": [18446744073709551616]}')
    Traceback (most recent call last):
    goodwork.errors.Invalid: The body can't be taken: n.0 is a whole number beyond 64 bits. Nothing was changed.
    """
    raw = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if _has_many(raw):
        # Making millions of values and letting go of them again would take seconds.
        _say(what, "", f"holds more than {NODES:,} values")
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise _no_json(raw, what, error) from None
    if _may_be_beyond(raw):
        if has_long_number(raw):
            _refuse(value, what, deep_only=True)
            value = _exact(raw, value)
        _refuse(value, what)
    return value


def check(value: Any, what: str) -> None:
    """Invalid with the place when a value, however it was made, is beyond the bounds."""
    _refuse(value, what)


def too_large(limit: int = BODY_BYTES) -> TooLarge:
    """What a request gets whose body is larger than all may be."""
    return TooLarge(
        f"The request is larger than {limit >> 20} MiB.",
        kept="Nothing was changed.",
        next_step="Send less at once; files go to an import.",
    )


def depth_fault(value: Any) -> str | None:
    """Why a value is nested too deeply to be taken; None when it is not."""
    level: list[Any] = [value]
    for _ in range(DEPTH + 1):
        level = [child for held in level for child in _children(held) if isinstance(child, dict | list | tuple)]
        if not level:
            return None
        # What two places hold is looked at once: references in a file could make a value grow without end.
        level = list({id(held): held for held in level}.values())
    return f"it is nested more than {DEPTH} levels deep"


def shallow(value: Any) -> Any:
    """The value with what lies too deep in it replaced by a sentence: stored things are shown, whatever they are."""
    if depth_fault(value) is None:
        return value
    top: list[Any] = [None]
    waiting: list[tuple[Any, Any, Any, int]] = [(top, 0, value, 0)]
    while waiting:
        holder, key, held, depth = waiting.pop()
        made: Any = held
        if isinstance(held, dict | list | tuple):
            if depth >= DEPTH:
                made = f"(left out: nested more than {DEPTH} levels deep)"
            elif isinstance(held, dict):
                made = dict[Any, Any]()
                waiting += [(made, k, v, depth + 1) for k, v in reversed(cast("dict[Any, Any]", held).items())]
            else:
                made = [None] * len(cast("list[Any]", held))
                waiting += [(made, n, v, depth + 1) for n, v in enumerate(cast("list[Any]", held))]
        holder[key] = made
    return top[0]


def text_fault(text: str) -> str | None:
    """Why a text can't be taken; None when it can.

    >>> text_fault("a\\x00"), text_fault("fine")
    ('holds a NUL character', None)
    """
    found = _UNFIT.search(text)
    if found is None:
        return None
    return "holds a NUL character" if found[0] == "\x00" else "holds half a surrogate pair, which is no character"


def encoding(name: str) -> str | None:
    """The codec of a text encoding by its usual name; None for anything that is none, such as zlib or rot13.

    >>> encoding("UTF8"), encoding("latin-1"), encoding("zlib"), encoding("rot13"), encoding("idna")
    ('utf-8', 'iso8859-1', None, None, None)
    """
    if len(name) > 40 or text_fault(name):
        return None
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return found if found in _ENCODINGS or _FAMILIES.fullmatch(found) else None


def _may_be_beyond(raw: bytes) -> bool:
    """Whether the text of a value says that one has to look closer; most do not."""
    return raw.count(b",") >= ENTRIES or may_be_deep(raw) or b"\\u0000" in raw or has_long_number(raw)


def _has_many(raw: bytes) -> bool:
    """Whether a JSON text holds more values than may be: the marks between them are counted, outside of strings."""
    if sum(map(raw.count, _MARKS)) <= NODES:
        return False
    for part in (raw[:_FIRST], raw) if len(raw) > _FIRST else (raw,):
        outside = _STRINGS.sub(b"", part)
        if sum(map(outside.count, _MARKS)) > NODES:
            return True
    return False


def _no_json(raw: bytes, what: str, error: orjson.JSONDecodeError) -> Invalid:
    if b"\\ud" in raw or b"\\uD" in raw:
        # Half a surrogate pair: the standard parser takes it, so that its place can be told.
        with suppress(ValueError, RecursionError):
            _refuse(json.loads(raw), what)
    said = str(error).split(": line", 1)[0]
    if "recursion" in said or "depth" in said:
        said = f"it is nested more than {DEPTH} levels deep"
    told = f"{what} is not JSON: {said} (line {error.lineno}, column {error.colno})."
    return Invalid(told, kept="Nothing was changed.", faults=[Fault("", told)])


def _exact(raw: bytes, otherwise: Any) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):  # numbers of thousands of digits, which the walk finds as floats
        return otherwise


def _refuse(value: Any, what: str, *, deep_only: bool = False) -> None:
    found = _first_fault(value, deep_only=deep_only)
    if found is not None:
        _say(what, *found)


def _say(what: str, where: str, why: str) -> NoReturn:
    shown = where if len(where) <= _PLACE else where[:_PLACE] + "…"
    raise Invalid(
        f"{what} can't be taken: {f'{shown} ' if shown else 'it '}{why}.",
        kept="Nothing was changed.",
        faults=[Fault(shown, f"This {why}.")],
    )


def _first_fault(value: Any, *, deep_only: bool) -> tuple[str, str] | None:
    """The place of the first thing that is beyond the bounds, and what it is.

    Level by level, each value with the number of the one that holds it: the way back is walked for the one at fault.
    """
    held: list[Any] = [value]
    holder: list[int] = [-1]
    key: list[Any] = [""]
    begin = 0
    for depth in range(DEPTH + 2):
        end = len(held)
        for n in range(begin, end):
            one = held[n]
            why = None if deep_only else _why_not(one)
            if why is not None:
                return _place(n, holder, key), why
            if isinstance(one, dict | list | tuple):
                if depth > DEPTH:
                    return _place(n, holder, key), f"is nested more than {DEPTH} levels deep"
                for name, child in _entries(one):
                    if deep_only and not isinstance(child, dict | list | tuple):
                        continue
                    held.append(child)
                    holder.append(n)
                    key.append(name)
                if len(held) > NODES:
                    return "", f"holds more than {NODES:,} values"
        begin = end
        if begin == len(held):
            return None
    return None


def _why_not(value: Any) -> str | None:
    match value:
        case bool() | None:
            return None
        case str():
            return text_fault(value)
        case int():
            return None if -WHOLE - 1 <= value <= WHOLE else "is a whole number beyond 64 bits"
        case float():
            if not math.isfinite(value):
                return "is no number"
            return None
        case dict():
            fields = cast("dict[Any, Any]", value)
            if len(fields) > ENTRIES:
                return f"has {len(fields):,} fields; the most is {ENTRIES:,}"
            bad = next((why for name in fields if isinstance(name, str) and (why := text_fault(name))), None)
            return bad and f"has a key that {bad}"
        case list() | tuple():
            entries = len(cast("list[Any]", value))
            return None if entries <= ENTRIES else f"has {entries:,} entries; the most is {ENTRIES:,}"
        case _:
            return None


def _children(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return cast("Mapping[Any, Any]", value).values()
    return cast("list[Any]", value) if isinstance(value, list | tuple) else ()


def _entries(value: Any) -> Iterable[tuple[Any, Any]]:
    return cast("dict[Any, Any]", value).items() if isinstance(value, dict) else enumerate(cast("list[Any]", value))


def _place(n: int, holder: list[int], key: list[Any]) -> str:
    keys: list[str] = []
    while holder[n] >= 0:
        keys.append(_SURROGATE.sub("�", str(key[n])[:100]).replace("\x00", "␀"))
        n = holder[n]
    return ".".join(reversed(keys))

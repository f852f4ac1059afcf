"""What a cell of a table says to a question: labels, a number, a text, spans; Invalid says why it can't be read."""

from __future__ import annotations

import ast
import math
import re
import warnings
from typing import Any, cast

import orjson

from goodwork.errors import Invalid
from goodwork.formats.parts import kind_of
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Rating, Record, Span, TextAnswer

_STARTS = ("start", "start_offset", "start_char", "begin", "startOffset")
_ENDS = ("end", "end_offset", "end_char", "endOffset")
_NAMES = ("label", "type", "tag", "entity", "entity_group", "category", "labels")
_LONGEST_LITERAL = 1 << 20
_PYTHON = re.compile(r"\[\s*['\"({\[\d]")
_LONGEST = 200
"""Characters of what may be a label."""


def cell_records(question: str, value: Any, text: str | None = None) -> tuple[Record, ...]:
    """What a cell of a table says to a question; nothing when it is empty. Spans lie in ``text``, when it is given.

    >>> cell_records("mood", '["a", "b"]')
    (Choice(question='mood', labels=('a', 'b'), names=('a', 'b'), multiple=True),)
    """
    match value:
        case None | "":
            return ()
        case bool():
            return (TextAnswer(question, "true" if value else "false"),)
        case int() | float():
            return (Rating(question, float(value)),) if _is_finite(value) else ()
        case str():
            several = list_in(value)
            return (TextAnswer(question, value),) if several is None else _of_list(question, several, text)
        case list() | tuple():
            return _of_list(question, list(cast("list[Any]", value)), text)
        case _:
            raise Invalid(f"the answer to {question!r} is {kind_of(value)}")


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        raise Invalid("it holds a number that is no measure of anything") from None


def list_in(cell: str) -> list[Any] | None:
    """The list that a cell holds as JSON, or as Python writes it, in formats without lists.

    >>> list_in('["a", 1]') == list_in("['a', 1]"), list_in("[sic]")
    (True, None)
    """
    if not (cell.startswith("[") and cell.endswith("]")):
        return None
    try:
        value = orjson.loads(cell)
    except ValueError:
        value = _literal(cell)
    return cast("list[Any]", value) if isinstance(value, list) else None


def _literal(cell: str) -> object:
    """What a cell holds as Python writes lists: texts, numbers, tuples and lists of them."""
    if len(cell) > _LONGEST_LITERAL or _PYTHON.match(cell) is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _plain(ast.literal_eval(cell))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _plain(value: Any) -> Any:
    """The same with lists for tuples; ValueError for half a surrogate pair, which is no text."""
    if isinstance(value, str):
        value.encode()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in cast("dict[Any, Any]", value).items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _of_list(question: str, values: list[Any], text: str | None) -> tuple[Record, ...]:
    if values and is_spans(values):
        return tuple(read_span(value, question, n, text) for n, value in enumerate(values, 1))
    odd = next((value for value in values if not isinstance(value, str | int | float)), None)
    if odd is not None:
        raise Invalid(f"the answer to {question!r} lists {kind_of(odd)}")
    labels = tuple(str(value) for value in values)
    return (Choice(question, labels, labels, multiple=True),)


def read_span(value: Any, question: str, number: int, text: str | None) -> Span:
    """A span as tables have them: an object, or start, end and label; Invalid when it does not fit the text."""
    quote: Any = None
    start: Any = None
    end: Any = None
    label: Any = None
    if is_object(value):
        start, end, label = (_first(value, names) for names in (_STARTS, _ENDS, _NAMES))
        label = label[0] if is_list(label) and label else label
        quote = value.get("text")
    elif is_list(value) and len(value) == 3:
        start, end, label = value
    if not (_is_place(start) and _is_place(end) and isinstance(label, str | int) and label != ""):
        raise Invalid("it has no start, end and label")
    start, end = int(start), int(end)
    if start < 0 or end <= start:
        raise Invalid(f"it goes from {start} to {end}")
    if text is not None and end > len(text):
        raise Invalid(f"its place is not in the text of {len(text):,} characters")
    covered = text[start:end] if text is not None else str(quote or "")
    if isinstance(quote, str) and quote and quote != covered:
        raise Invalid(f"the text has {covered[:60]!r} there")
    return Span(question, f"T{number}", str(label), str(label), ((start, end),), covered)


def _first(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name) is not None), None)


def _is_place(value: Any) -> bool:
    return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))


def is_label(value: Any) -> bool:
    """Whether a value may be a label, or a list of labels."""
    if is_list(value):
        return all(isinstance(v, str | int) for v in value)
    if isinstance(value, str) and value[:1] == "{" and value[-1:] == "}":
        return False  # what another program says of an answer
    return isinstance(value, str | int | float) and len(str(value)) <= _LONGEST


def is_spans(value: Any) -> bool:
    """Whether a value is a list of spans, if only an empty one."""
    if isinstance(value, str):
        value = list_in(value)
    if not is_list(value):
        return False
    for one in value:
        if is_object(one):
            if not (any(name in one for name in _STARTS) and any(name in one for name in _ENDS)):
                return False
        elif not (is_list(one) and len(one) == 3 and isinstance(one[0], int) and isinstance(one[2], str)):
            return False
    return True

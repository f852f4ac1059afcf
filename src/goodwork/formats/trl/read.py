"""Preference sets as TRL trains on them: prompt, chosen, rejected; texts or messages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

import orjson

from goodwork.formats import json_values
from goodwork.formats.arrow_rows import read_parquet
from goodwork.formats.json_lines import read_objects
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Entry, Row, Said, Source, excerpt
from goodwork.formats.trl.question import QUESTION
from goodwork.formats.turns import looks_like_turns
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Preference, Record

OPTIONS = ("response_a", "response_b")
LABEL = "label"
"""The question of sets that judge one completion each."""
_OWN = frozenset({"prompt", "chosen", "rejected", "margin", "verdict", "order", "tie"})


def read_trl(file: BinaryIO) -> Source:
    """A pair per row of a JSON lines or Parquet file; or one judged ``completion`` per row.

    The two answers become the parts ``response_a`` and ``response_b``. Which of them is the chosen one is drawn
    from their content, so that nobody who judges the item can tell from its place. A prompt that is only the common
    beginning of both conversations is taken out of them. ``margin``, ties (``verdict``) and the ``order`` shown are
    kept; a margin beyond 0 to 1 stays in the metadata only.
    """
    file.seek(0)
    packed = file.read(4) == b"PAR1"
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        for entry in read_parquet(file).rows(skip) if packed else _lines(file, skip):
            yield entry if isinstance(entry, Broken) else _row(entry, report)

    return Source(rows, report=report)


def _lines(file: BinaryIO, skip: int) -> Iterator[Entry]:
    for line, value in read_objects(file, skip):
        yield value if isinstance(value, Broken) else Row(line, value)


def _row(row: Row, report: Report) -> Row | Broken:
    values = _openai(row.values)
    item = str(values.get("id", f"line {row.line}"))
    if "completion" in values and "chosen" not in values:
        return _judged(row.line, values)
    chosen, rejected = values.get("chosen"), values.get("rejected")
    for name, value in (("chosen", chosen), ("rejected", rejected)):
        if not (isinstance(value, str) and value) and not looks_like_turns(value):
            return Broken(row.line, f"{name!r} is neither a text nor a list of messages", _short(row))
    if isinstance(chosen, str) != isinstance(rejected, str):
        return Broken(row.line, "one answer is a text and the other a list of messages", _short(row))
    prompt = values.get("prompt")
    if prompt is None and is_list(chosen):
        prompt, chosen, rejected = _common(chosen, cast("list[Any]", rejected))
    verdict = _verdict(values)
    if verdict is None:
        return Broken(
            row.line, f"the verdict {values.get('verdict')!r} is none of preferred, tie, neither", _short(row)
        )
    margin = values.get("margin")
    rest = {k: v for k, v in values.items() if k not in _OWN}
    record_margin: float | None = None
    if margin is not None:
        if isinstance(margin, bool) or not isinstance(margin, int | float):
            return Broken(row.line, "the margin is not a number", _short(row))
        record_margin = float(margin) if 0 <= margin <= 1 else None
        if record_margin is None:
            rest["margin"] = margin
            report.change(item, f"the margin {margin:g}, kept as metadata", "margins of answers go from 0 to 1")
    first = _chosen_first(prompt, chosen, rejected)
    a, b = (chosen, rejected) if first else (rejected, chosen)
    best = OPTIONS[0] if first else OPTIONS[1]
    shown = _shown(values.get("order"), first)
    preference = Preference(QUESTION, OPTIONS, best if verdict == "preferred" else None, verdict, record_margin, shown)
    made = {**({"prompt": prompt} if prompt else {}), OPTIONS[0]: a, OPTIONS[1]: b, **rest}
    return Row(row.line, made, (Said("annotation", "trl", (preference,)),))


def _openai(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The shape that OpenAI's preference tuning takes, as TRL's."""
    preferred, other = values.get("preferred_output"), values.get("non_preferred_output")
    if preferred is None or other is None:
        return values
    given = values.get("input")
    prompt = given.get("messages") if is_object(given) else given
    rest = {k: v for k, v in values.items() if k not in ("preferred_output", "non_preferred_output", "input")}
    beside = {k: v for k, v in given.items() if k != "messages"} if is_object(given) else {}
    return {"prompt": prompt, "chosen": preferred, "rejected": other, **beside, **rest}


def _judged(line: int, values: Mapping[str, Any]) -> Row | Broken:
    label = values.get("label")
    if not isinstance(label, bool | int) or label not in (True, False, 0, 1):
        return Broken(line, "a completion has a label, true or false", excerpt(str(dict(values))))
    name = "good" if label else "bad"
    rest = {k: v for k, v in values.items() if k != "label"}
    record: Record = Choice(LABEL, (name,), (name,))
    return Row(line, rest, (Said("annotation", "trl", (record,)),))


def _verdict(values: Mapping[str, Any]) -> Any:
    if values.get("tie") is True:
        return "tie"
    said = values.get("verdict") or "preferred"
    return said if said in ("preferred", "tie", "neither") else None


def _common(chosen: list[Any], rejected: list[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    n = 0
    while n < min(len(chosen), len(rejected)) - 1 and chosen[n] == rejected[n]:
        n += 1
    return chosen[:n], chosen[n:], rejected[n:]


def _chosen_first(prompt: Any, chosen: Any, rejected: Any) -> bool:
    """A coin that falls the same way whenever the pair is read, and does not depend on which one was chosen."""
    pieces = sorted(orjson.dumps(value, option=orjson.OPT_SORT_KEYS) for value in (chosen, rejected))
    lower_first = hashlib.sha256(b"\x00".join([orjson.dumps(prompt), *pieces])).digest()[0] & 1
    chosen_is_lower = orjson.dumps(chosen, option=orjson.OPT_SORT_KEYS) == pieces[0]
    return bool(lower_first) == chosen_is_lower


def _shown(order: Any, first: bool) -> tuple[str, ...]:
    names = {"chosen": OPTIONS[0] if first else OPTIONS[1], "rejected": OPTIONS[1] if first else OPTIONS[0]}
    if not is_list(order) or not all(isinstance(one, str) and one in names for one in order):
        return ()
    return tuple(names[one] for one in cast("list[str]", order))


def _short(row: Row) -> str:
    return excerpt(json_values.sketch(dict(row.values)))

"""Lists of outputs, each with its scores or its rank: UltraFeedback, Nectar, and lists beside each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.formats.comparisons.recognise import RANKS, SCORES
from goodwork.formats.outputs import MOST_OUTPUTS, OUTPUTS, PROMPT, context_columns, drawn
from goodwork.formats.report import Report
from goodwork.formats.rows import Row, Said
from goodwork.formats.turns import looks_like_turns
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Preference, Ranking, Rating, Record, TextAnswer

QUESTION = "preference"
_WORDS = ("response", "answer")
_SCORES = ("overall_score", "score", "fine-grained_score")
_LOW, _HIGH = 1.0, 5.0
"""UltraFeedback's scale of every aspect."""


def read_list(row: Row, name: str, report: Report) -> Row | str:
    """The outputs as parts in an order drawn from their content, or why there are none."""
    values, given = row.values, row.values[name]
    outputs: list[Any] = [_words(one) for one in given]
    if len(outputs) > MOST_OUTPUTS:
        return f"it has {len(outputs)} outputs; the most is {MOST_OUTPUTS}"
    for n, output in enumerate(outputs, 1):
        if not (isinstance(output, str) and output.strip()) and not looks_like_turns(output):
            return f"output {n} is neither a text nor a list of messages"
    order = drawn(values.get(PROMPT), outputs)
    parts = ["" for _ in outputs]
    for place, n in enumerate(order):
        parts[n] = OUTPUTS[place]
    item = str(values.get("id", f"line {row.line}"))
    places = _places(values, given)
    if isinstance(places, str):
        return places
    records: list[Record] = []
    if places is not None and len(outputs) > 1:
        records.append(_order(parts, places))
    for part, one in zip(parts, given, strict=True):
        if is_object(one) and is_object(one.get("annotations")):
            records += _ratings(part, one["annotations"], item, report)
    shown = context_columns(values)
    if values.get(PROMPT):
        shown[PROMPT] = values[PROMPT]
    made: dict[str, Any] = {**shown, **{OUTPUTS[place]: outputs[n] for place, n in enumerate(order)}}
    kept = {f"given_{k}" if k in OUTPUTS else k: v for k, v in values.items() if k not in shown and k != name}
    by = values.get("judge")
    said = Said("annotation", by if isinstance(by, str) and by else "comparisons", tuple(records))
    return Row(row.line, {**made, **kept, **_beside(name, parts, given, values)}, (said,) if records else ())


def _words(one: Any) -> Any:
    return next((one[word] for word in _WORDS if word in one), None) if is_object(one) else one


def _beside(name: str, parts: Sequence[str], given: Sequence[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the file says of each output, in its order; and the models, each in a column of its own."""
    rest = [
        {"part": part, **({k: v for k, v in one.items() if k not in _WORDS} if is_object(one) else {})}
        for part, one in zip(parts, given, strict=True)
    ]
    listed: Any = values.get("models")
    named = listed if is_list(listed) and len(listed) == len(parts) and not is_object(given[0]) else None
    models: dict[str, Any] = {}
    for n, part in enumerate(parts):
        model = named[n] if named is not None else rest[n].get("model")
        if isinstance(model, str):
            models[part.replace("response", "model")] = model
    return {**dict(sorted(models.items())), name: rest}


def _places(values: Mapping[str, Any], given: Sequence[Any]) -> list[float] | str | None:
    """For each output a number, the lowest for the best; None when they were not all ranked."""
    for names, best_is_lowest in ((RANKS, True), (SCORES, False)):
        found = next((values[n] for n in names if is_list(values.get(n))), None)
        if found is not None:
            if len(found) != len(given):
                return f"it has {len(given)} outputs and {len(found)} numbers beside them; each has one"
            return _numbers(found, best_is_lowest)
    if not all(is_object(one) for one in given):
        return None
    ranks = _numbers([one.get("rank") for one in given], True)
    if ranks is not None:
        return ranks
    scores = ([one.get(name) for one in given] for name in _SCORES)
    return next((found for score in scores if (found := _numbers(score, False)) is not None), None)


def _numbers(found: Sequence[Any], best_is_lowest: bool) -> list[float] | None:
    numbers = [_number(one) for one in found]
    if any(number is None for number in numbers):
        return None
    return [number if best_is_lowest else -number for number in numbers if number is not None]


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _order(parts: Sequence[str], places: Sequence[float]) -> Record:
    groups = tuple(
        tuple(sorted(part for part, at in zip(parts, places, strict=True) if at == place))
        for place in sorted(set(places))
    )
    if len(parts) > 2:
        return Ranking(QUESTION, groups)
    best = groups[0][0] if len(groups) > 1 else None
    return Preference(QUESTION, (OUTPUTS[0], OUTPUTS[1]), best, "tie" if best is None else "preferred")


def _ratings(part: str, annotations: Mapping[str, Any], item: str, report: Report) -> list[Record]:
    """A rating with its reason for each aspect, as a rubric of the output takes them."""
    made: list[Record] = []
    for aspect, said in annotations.items():
        if not is_object(said):
            continue
        where = f"{part}/{aspect}"
        rating = _number(said.get("Rating"))
        if rating is not None and _LOW <= rating <= _HIGH:
            made.append(Rating(where, rating, _LOW, _HIGH))
        elif "Rating" in said:
            what = f"a rating {str(said['Rating'])[:20]!r}, kept as metadata"
            report.change(item, what, f"ratings there are numbers from {_LOW:g} to {_HIGH:g}")
            continue
        reason = said.get("Rationale")
        if rating is not None and isinstance(reason, str) and reason.strip():
            made.append(TextAnswer(where, reason))
    return made

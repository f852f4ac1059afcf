"""What of an item is compared: its words or its picture, and a mark of all the rest."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from goodwork.errors import Fault, Invalid
from goodwork.model.items import PartType
from goodwork.model.redundancy import Check, CheckPlan, Keep, LooksAt

BETWEEN = "\n␞\n"
"""Stands between the parts of an item. It is a symbol, so a word of its own: a text that is split otherwise over two
parts is not the same."""

LOWEST = 0.4
"""Thresholds below this take longer and find what is merely about the same."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One item, as a check takes it in."""

    content: str
    """Its words, or the name of its picture's blob."""
    rest: int
    """A mark of everything else in it: two items are exactly the same only when this is equal too. 0: nothing."""
    size: float
    """By which the longest is chosen: characters, or pixels."""


def compared(parts: Sequence[Mapping[str, Any]], plan: CheckPlan) -> Compared | None:
    """What the plan compares of these parts; None when there is nothing."""
    if plan.looks_at is LooksAt.PICTURE:
        chosen = [p for p in parts if p.get("blob") and plan.part in (None, p["name"])][:1]
    else:
        chosen = [p for p in parts if p["type"] != PartType.PICTURE and plan.part in (None, p["name"])]
    if not chosen:
        return None
    if plan.looks_at is LooksAt.PICTURE:
        pixels = float((chosen[0].get("width") or 0) * (chosen[0].get("height") or 0))
        return Compared(str(chosen[0]["blob"]), _mark(p for p in parts if p is not chosen[0]), pixels)
    words = BETWEEN.join(map(words_of, chosen))
    if not words.strip():
        return None
    return Compared(words, _mark(p for p in parts if p not in chosen), float(len(words)))


def words_of(part: Mapping[str, Any]) -> str:
    """What can be read in a part: its text, the turns of its conversation, or its data as JSON."""
    if isinstance(part.get("text"), str):
        return part["text"]
    data = part.get("data") or {}
    if "turns" in data:
        return "\n".join(f"{turn.get('role', '')}: {turn.get('text', '')}" for turn in data["turns"])
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS).decode() if data else ""


def number_in(field: str | None) -> float:
    """A field of the metadata as a number; what is none comes last."""
    try:
        value = float(field) if field is not None else -math.inf
    except ValueError:
        return -math.inf
    return -math.inf if math.isnan(value) else value


def check_plan(plan: CheckPlan) -> CheckPlan:
    """The plan, when it can be carried out; Invalid says what is wrong."""
    faults: list[Fault] = []
    if not LOWEST <= plan.threshold <= 1:
        faults.append(Fault("threshold", f"Choose a similarity from {LOWEST} to 1; 0.7 is usual."))
    if plan.keep is Keep.HIGHEST and not plan.keep_field:
        faults.append(Fault("keep_field", "Name the field of the metadata whose highest number stands for the others."))
    if faults:
        raise Invalid("This check can't be made.", kept="Nothing was changed.", faults=faults)
    return plan if plan.keep is Keep.HIGHEST else CheckPlan(plan.looks_at, plan.part, plan.threshold, plan.keep)


def offered(sample: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> tuple[list[tuple[str, str]], list[str]]:
    """What a check may look at: (name, type) of parts, and fields of the metadata that hold numbers."""
    parts: dict[str, str] = {}
    numbers: dict[str, bool] = {}
    for payload, metadata in sample:
        for part in payload.get("parts", ()):
            parts.setdefault(part["name"], part["type"])
        for name, value in metadata.items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            numbers[name] = numbers.get(name, True) and (is_number or number_in(str(value)) > -math.inf)
    return list(parts.items()), [name for name, all_numbers in numbers.items() if all_numbers]


def usual_plan(sample: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], last: Check | None) -> CheckPlan:
    """How a check that nobody set up compares: as the last one did, else by what the items are."""
    if last is not None:
        return last.plan
    sight = usual_sight(offered(sample)[0])
    return CheckPlan(sight, threshold=0.9) if sight is LooksAt.PICTURE else CheckPlan()


def usual_sight(parts: Sequence[tuple[str, str]]) -> LooksAt:
    """What is compared of (name, type) of parts when nobody said: words, and pictures where there are no words."""
    only_pictures = bool(parts) and all(kind == PartType.PICTURE for _, kind in parts)
    return LooksAt.PICTURE if only_pictures else LooksAt.TEXT


def _mark(parts: Iterable[Mapping[str, Any]]) -> int:
    rest = [dict(part) for part in parts]
    if not rest:
        return 0
    content = orjson.dumps(rest, option=orjson.OPT_SORT_KEYS)
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest()) or 1

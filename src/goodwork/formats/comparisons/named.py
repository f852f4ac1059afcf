"""Pairs of outputs whose columns are called otherwise: AlpacaEval, SHP, WebGPT, PKU-SafeRLHF, HelpSteer3, summaries."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from goodwork.formats.outputs import OUTPUTS
from goodwork.model.json import is_list, is_object

_A, _B = OUTPUTS[:2]
_MODELS = ("model_a", "model_b")
_SETS: Mapping[str, frozenset[str]] = {
    "alpacaeval": frozenset({"instruction", "output_1", "output_2", "preference"}),
    "shp": frozenset({"history", "human_ref_A", "human_ref_B", "labels"}),
    "webgpt": frozenset({"question", "answer_0", "answer_1", "score_0", "score_1"}),
    "pku": frozenset({"prompt", "response_0", "response_1", "better_response_id"}),
    "helpsteer3": frozenset({"context", "response1", "response2", "overall_preference"}),
    "summaries": frozenset({"info", "summaries", "choice"}),
}
"""The columns that each of these sets has in every row."""


def is_named_pair(row: Mapping[str, Any]) -> bool:
    """Whether a row has the columns of such a set."""
    return any(columns <= row.keys() for columns in _SETS.values())


def as_match(values: Mapping[str, Any]) -> dict[str, Any]:
    """The row as matches of two models have it: two outputs, ``winner``, ``judge``, the names of the models.

    A winner that is not understood stays as it is, so that it is reported.
    """
    name = next(name for name, columns in _SETS.items() if columns <= values.keys())
    made = dict(values)
    match name:
        case "alpacaeval":
            _move(made, "output_1", "output_2", "preference", _half(made["preference"]))
            for n, model in enumerate(_MODELS, 1):
                if f"generator_{n}" in made:
                    made[model] = made.pop(f"generator_{n}")
            if made.get("annotator"):
                made["judge"] = made.pop("annotator")
        case "shp":
            _move(made, "human_ref_A", "human_ref_B", "labels", _side(made["labels"], first=1))
        case "webgpt":
            question = made["question"]
            made["question"] = question.get("full_text") if is_object(question) else question
            _move(made, "answer_0", "answer_1", None, _greater(made["score_0"], made["score_1"]))
        case "pku":
            _move(made, "response_0", "response_1", "better_response_id", _side(made["better_response_id"], first=0))
        case "helpsteer3":
            _move(made, "response1", "response2", "overall_preference", _greater(0, made["overall_preference"]))
        case _:
            info, listed = made.pop("info"), made.pop("summaries")
            made["document"] = info.get("post") or info.get("article") if is_object(info) else info
            texts = [one.get("text") if is_object(one) else one for one in listed] if is_list(listed) else []
            made |= {_A: texts[0], _B: texts[1]} if len(texts) == 2 else {}
            made["winner"] = _side(made.pop("choice"), first=0)
            if made.get("worker"):
                made["judge"] = made.pop("worker")
    return made


def _move(made: dict[str, Any], a: str, b: str, decided: str | None, winner: Any) -> None:
    made[_A], made[_B] = made.pop(a), made.pop(b)
    if decided is not None:
        del made[decided]
    made["winner"] = winner


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _side(value: Any, *, first: int) -> Any:
    """The winner that 0 or 1 says; ``first`` is the number of the first output."""
    number = _number(value)
    return value if number not in (0, 1) else "a" if number == first else "b"


def _half(value: Any) -> Any:
    """The winner that a number from 1 to 2 says."""
    number = _number(value)
    if number is None or not 1 <= number <= 2:
        return value
    return "tie" if number == 1.5 else "a" if number < 1.5 else "b"


def _greater(one: Any, other: Any) -> Any:
    a, b = _number(one), _number(other)
    if a is None or b is None:
        return None
    return "tie" if a == b else "a" if a > b else "b"

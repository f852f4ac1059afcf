"""Single outputs: one that was judged (KTO), one whose steps were judged, and rows that nobody judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.formats.outputs import COMPLETION, CONVERSATION, PROMPT, context_columns
from goodwork.formats.report import Report
from goodwork.formats.rows import Row, Said
from goodwork.formats.trl.layout import beside, layout_of, tells_no_id
from goodwork.formats.trl.recognise import is_truth
from goodwork.formats.turns import looks_like_turns
from goodwork.model.json import is_list
from goodwork.model.records import Choice, Record

LABEL = "label"
"""The question of sets that judge one output each."""
LABELS = "labels"
"""The question of sets that judge each step of an output."""
WORDS = {True: ("true", "good"), False: ("false", "bad")}
"""What a file says of an output, and the label that people read."""


def judgement(question: str, label: bool) -> Choice:
    """That an output is good, or that it is not."""
    identity, name = WORDS[label]
    return Choice(question, (identity,), (name,))


def read_judged(row: Row, report: Report) -> Row | str:
    """A completion with its label; without one that can be read nobody judged it. Or why there is none."""
    values = row.values
    label = _truth(values.get(LABEL))
    if label is None and values.get(LABEL) not in (None, ""):
        report.lose(_item(row), f"the label {str(values[LABEL])[:40]!r}", _TRUE_OR_FALSE)
    shown = _shown(values)
    if isinstance(shown, str):
        return shown
    told = {"numbers": True} if type(values.get(LABEL)) is int else {}
    rest = beside(values, {*shown, PROMPT, COMPLETION, LABEL}, ())
    said = () if label is None else (_said(judgement(LABEL, label)),)
    return Row(row.line, {**shown, **rest, **(layout_of(values, told) if _needs(values, told) else {})}, said)


def read_plain(row: Row) -> Row | str:
    """A prompt with its completion, or a prompt alone: nobody judged them."""
    shown = _shown(row.values)
    if isinstance(shown, str):
        return shown
    rest = beside(row.values, {*shown, PROMPT, COMPLETION}, ())
    return Row(row.line, {**shown, **rest, **layout_of(row.values, {})})


def read_steps(row: Row, report: Report) -> Row | str:
    """A conversation of the prompt and the steps, each step a turn with its own judgement; or why there is none."""
    values = row.values
    prompt, steps, labels = values.get(PROMPT), values.get("completions"), values.get(LABELS)
    if not is_list(steps) or not steps or not all(isinstance(step, str) for step in steps):
        return "its completions are not a list of texts, one for each step"
    if labels is not None and not is_list(labels):
        return "its labels are not a list, one for each step"
    given: list[Any] = labels if labels is not None else [None] * len(steps)
    if len(given) != len(steps):
        return f"it has {len(steps)} completions and {len(given)} labels; each step has one"
    odd = next((one for one in given if one not in (None, "") and _truth(one) is None), None)
    if odd is not None:
        # Of the steps of one output all are judged, or none.
        report.lose(_item(row), f"the labels of its steps, with {str(odd)[:40]!r}", _TRUE_OR_FALSE)
        given = [None] * len(steps)
    before = _as_turns(prompt)
    if before is None:
        return "its prompt is neither a text nor a list of messages"
    turns = [*before, *({"role": "assistant", "content": step} for step in steps)]
    records: list[Record] = [
        judgement(f"{LABELS}/turn-{n}", label)
        for n, one in enumerate(given, len(before))
        if (label := _truth(one)) is not None
    ]
    told: dict[str, Any] = {}
    if any(label is not None and not isinstance(label, bool) for label in given):
        told["numbers"] = True
    if None in given and records:
        told["partly"] = True
    if len(before) == 1 and is_list(prompt):
        told["messages"] = True
    context = context_columns(values)
    rest = beside(values, {*context, PROMPT, "completions", LABELS}, (CONVERSATION,))
    made = {**context, CONVERSATION: turns, **rest, **(layout_of(values, told) if _needs(values, told) else {})}
    return Row(row.line, made, (_said(*records),) if records else ())


def _shown(values: Mapping[str, Any]) -> dict[str, Any] | str:
    shown = context_columns(values)
    for name in (PROMPT, COMPLETION):
        value = values.get(name)
        if value in (None, "", []):
            continue
        if not isinstance(value, str) and not looks_like_turns(value):
            return f"{name!r} is neither a text nor a list of messages"
        shown[name] = value
    if COMPLETION in values and COMPLETION not in shown:
        return "its completion is empty"
    if not shown:
        return "its prompt is empty"
    return shown


def _as_turns(prompt: Any) -> list[Any] | None:
    if prompt in (None, "", []):
        return []
    if isinstance(prompt, str):
        return [{"role": "user", "content": prompt}]
    return list(prompt) if is_list(prompt) and looks_like_turns(prompt) else None


def _needs(values: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a row can't be written again as it was without its layout."""
    if tells_no_id(values):
        values = {name: value for name, value in values.items() if name != "id"}
    return bool(told) or any(v is None for v in values.values()) or not isinstance(values.get("id", ""), str)


_TRUE_OR_FALSE = "it is neither true nor false, so it is no judgement; the output is kept without one"


def _truth(label: Any) -> bool | None:
    """What a label says; None when it is neither true nor false."""
    if not is_truth(label):
        return None
    return label.strip().lower() in ("true", "1") if isinstance(label, str) else bool(label)


def _item(row: Row) -> str:
    return str(row.values.get("id") or f"line {row.line}")


def _said(*records: Record) -> Said:
    return Said("annotation", "trl", records)

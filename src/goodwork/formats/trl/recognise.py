"""How a file of the format trl is told from others."""

from __future__ import annotations

from collections.abc import Mapping

from goodwork.formats.contract import Seen
from goodwork.formats.own import ANNOTATIONS, PARTS, states_parts
from goodwork.formats.record_json import looks_said

ALIASES = {
    "preference": "trl", "preferences": "trl", "dpo": "trl", "kto": "trl", "unpaired": "trl", "stepwise": "trl",
    "prompt-completion": "trl", "prompt-only": "trl",
}  # fmt: skip
OTHER_NAMES = (
    ("chosen_response", "rejected_response"), ("response_chosen", "response_rejected"), ("chosen", "reject"),
    ("response_j", "response_k"),
)  # fmt: skip
"""What the chosen and the rejected output are called elsewhere."""
_TOGETHER = (
    *({chosen, rejected} for chosen, rejected in OTHER_NAMES),
    {"chosen", "rejected"},
    {"preferred_output", "non_preferred_output"},
    {"completion", "label"},
    {"prompt", "completions", "labels"},
    {"prompt", "completion"},
)


def _is_ours(seen: Seen, row: Mapping[str, object]) -> bool:
    return (PARTS in row and (seen.parquet is not None or states_parts(row))) or looks_said(row.get(ANNOTATIONS))


def is_truth(label: object) -> bool:
    """Whether a label is true or false, also as tables write it.

    >>> is_truth(True), is_truth("False"), is_truth(0), is_truth("good")
    (True, True, True, False)
    """
    if isinstance(label, str):
        return label.strip().lower() in ("true", "false", "1", "0")
    return isinstance(label, bool | int | float) and label in (0, 1)


def recognise(seen: Seen) -> bool:
    """Pairs of which one output was chosen; outputs or steps that were judged; a prompt and its completion."""
    row = seen.row or seen.cells or {}
    if seen.names is not None or _is_ours(seen, row):
        return False  # our own tables may have such parts
    label = row.get("label")
    if label is not None and not is_truth(label):
        return {"chosen", "rejected"} <= set(row)  # a completion with the name of a class is judged otherwise
    return any(columns <= set(row) for columns in _TOGETHER) or set(row) == {"prompt"}

"""How a file of the format prodigy is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

_OWN = frozenset({"_task_hash", "_input_hash", "_view_id"})
_BESIDE = frozenset({"text", "html", "image", "spans", "tokens", "options", "accept", "label"})
ANSWERS = ("accept", "reject", "ignore")


def recognise(seen: Seen) -> bool:
    """The hashes of a task, or an answer in the words of Prodigy beside what was asked about, also in a table."""
    row = seen.row or {}
    if seen.cells is not None:
        return seen.cells.get("answer") in ANSWERS and {"text", "label"} <= seen.cells.keys()
    if seen.parquet is not None:
        return False
    return bool(_OWN & set(row)) or (row.get("answer") in ANSWERS and bool(_BESIDE & set(row)))

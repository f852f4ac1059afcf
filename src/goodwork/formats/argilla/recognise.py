"""How a file of the format argilla is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

MARK = b"argilla"
"""What the schema of our tables speaks of: records that nobody answered have no column that tells what they are."""


def recognise(seen: Seen) -> bool:
    """Columns that are named as responses and suggestions are, or the mark of a table of ours."""
    row = seen.row or {}
    if MARK in (seen.parquet or ()):
        return True
    if any(name.endswith((".responses", ".suggestion", "-suggestion")) for name in row):
        return True
    return isinstance(row.get("fields"), dict) and bool({"responses", "suggestions"} & set(row))

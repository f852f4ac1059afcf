"""How a file of the format argilla is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen


def recognise(seen: Seen) -> bool:
    """Columns that are named as responses and suggestions are."""
    row = seen.row or {}
    if any(name.endswith((".responses", ".suggestion", "-suggestion")) for name in row):
        return True
    return isinstance(row.get("fields"), dict) and bool({"responses", "suggestions"} & set(row))

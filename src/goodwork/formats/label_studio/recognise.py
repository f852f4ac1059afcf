"""How a file of the format label-studio is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"labelstudio": "label-studio", "label_studio": "label-studio", "ls": "label-studio"}


def recognise(seen: Seen) -> bool:
    """Tasks: data, with something said of it or a number."""
    row = seen.row or {}
    return isinstance(row.get("data"), dict) and bool({"annotations", "predictions", "completions", "id"} & set(row))

"""How a file of the format trl is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"preference": "trl", "preferences": "trl", "dpo": "trl"}


def recognise(seen: Seen) -> bool:
    """Pairs of answers of which one was chosen, or single judged ones."""
    if seen.names is not None:
        return False
    names = set(seen.row or ())
    return (
        {"chosen", "rejected"} <= names
        or {"preferred_output", "non_preferred_output"} <= names
        or {"prompt", "completion", "label"} <= names
    )

"""How a file of the format jsonl is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"json": "jsonl", "ndjson": "jsonl"}
ENDINGS = (".jsonl", ".ndjson", ".json")


def recognise(seen: Seen) -> bool:
    """Whatever is JSON and nothing more particular."""
    return seen.row is not None and seen.parquet is None

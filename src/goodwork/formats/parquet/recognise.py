"""How a file of the format parquet is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"arrow": "parquet", "feather": "parquet"}
ENDINGS = (".parquet", ".arrow", ".feather")


def recognise(seen: Seen) -> bool:
    """Whatever is Parquet and nothing more particular."""
    return seen.parquet is not None

"""How a file of the format parquet is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ENDINGS = (".parquet",)


def recognise(seen: Seen) -> bool:
    """Whatever is Parquet and nothing more particular."""
    return seen.parquet is not None

"""How a file of the format folder is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ENDINGS = (".zip",)


def recognise(seen: Seen) -> bool:
    """Whatever is a folder and nothing more particular."""
    return seen.names is not None

"""How a file of the format brat is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"standoff": "brat"}


def recognise(seen: Seen) -> bool:
    """A folder with annotations beside its texts."""
    return seen.names is not None and any(name.endswith(".ann") or name == "annotation.conf" for name in seen.names)

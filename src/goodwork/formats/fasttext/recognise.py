"""How a file of the format fasttext is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"ft": "fasttext"}


def recognise(seen: Seen) -> bool:
    """Lines that begin with a label."""
    return seen.text.startswith(b"__label__")

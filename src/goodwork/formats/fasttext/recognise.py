"""How a file of the format fasttext is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

_TAGGED = re.compile(rb"(?:\S+ (?:O|[BIESLU]-\S+))?\r?")
ALIASES = {"ft": "fasttext"}


def recognise(seen: Seen) -> bool:
    """Lines that begin with a label, and are more than a word and its tag each."""
    return seen.text.startswith(b"__label__") and not all(map(_TAGGED.fullmatch, seen.text.split(b"\n")))

"""How a file of the format conll is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

ALIASES = {
    "conll2003": "conll", "conll-2003": "conll", "conll03": "conll", "ner": "conll", "iob": "bio", "iob1": "bio",
    "iob2": "bio", "bioes": "iobes", "biluo": "bilou",
}  # fmt: skip
ENDINGS = (".conll", ".iob", ".bio")
_TAGGED = re.compile(rb"^\S+[ \t](?:\S+[ \t])*(?:O|[BILUES]-\S+)\r?$", re.MULTILINE)


def recognise(seen: Seen) -> bool:
    """Lines of which the most end with a tag."""
    text = seen.text
    return bool(text) and (text.startswith(b"-DOCSTART-") or len(_TAGGED.findall(text)) * 2 > text.count(b"\n"))

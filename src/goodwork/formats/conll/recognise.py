"""How a file of the format conll is told from others."""

from __future__ import annotations

import re

from goodwork.errors import Unreadable
from goodwork.formats.conll.layout import layout_of
from goodwork.formats.contract import Seen

ALIASES = {
    "conll2003": "conll", "conll-2003": "conll", "conll03": "conll", "conll2002": "conll", "ner": "conll",
    "iob": "bio", "iob1": "bio", "iob2": "bio", "bioes": "iobes", "biluo": "bilou", "germeval2014": "germeval",
}  # fmt: skip
ENDINGS = (".conll", ".iob", ".iob2", ".bio", ".bilou", ".iobes")
_OTHERS = (b"#FORMAT=WebAnno", b"# global.columns")
_TAGGED = re.compile(rb"(?:^|[ \t])(?:O|[BILUES]-\S+)[ \t]*(?:[ \t]\S+)?\r?$", re.MULTILINE)
_LINE = re.compile(rb"^(?!#)[^\r\n]*\S", re.MULTILINE)


def recognise(seen: Seen) -> bool:
    """Lines of which the most end with a tag, or have one before the end, and all have as many columns."""
    text = seen.text.removeprefix(b"\xef\xbb\xbf")
    if not text or text.startswith(_OTHERS):
        return False
    if text.startswith(b"-DOCSTART-"):
        return True
    lines = len(_LINE.findall(text))
    if not lines or len(_TAGGED.findall(text)) * 2 <= lines:
        return False
    known = [line.rstrip("\r\n") for line in text.decode("utf-8", "replace").split("\n")]
    try:
        return not layout_of(enumerate(known, 1)).plain
    except Unreadable:
        return False

"""How a file of the format conll is told from others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodwork.errors import Unreadable
from goodwork.formats.answer_names import plain
from goodwork.formats.conll.layout import Layout, cells_of, layout_of
from goodwork.formats.contract import Seen
from goodwork.formats.word_rows import SENTENCES

ALIASES = {
    "conll2003": "conll", "conll-2003": "conll", "conll03": "conll", "conll2002": "conll", "ner": "conll",
    "iob": "bio", "iob1": "bio", "iob2": "bio", "bioes": "iobes", "biluo": "bilou", "germeval2014": "germeval",
}  # fmt: skip
ENDINGS = (".conll", ".iob", ".iob2", ".bio", ".bilou", ".iobes")
_OTHERS = (b"#FORMAT=WebAnno", b"# global.columns")
_TAGGED = re.compile(rb"(?:^|[ \t])(?:O|[BILUES]-\S+)[ \t]*(?:[ \t]\S+)?\r?$", re.MULTILINE)
_OUTSIDE = re.compile(rb"[ \t]O[ \t]*\r?$", re.MULTILINE)
_LABEL = re.compile(r"[^\W\d][\w./:-]*")
"""A label without a letter before it, as taggers write them."""
_LINE = re.compile(rb"^(?!#)[^\r\n]*\S", re.MULTILINE)


def recognise(seen: Seen) -> bool:
    """Lines of which the most end with a tag, or have one before the end, and all have as many columns."""
    text = seen.text.removeprefix(b"\xef\xbb\xbf")
    if not text or text.startswith(_OTHERS):
        return False
    if text.startswith((b"-DOCSTART-", b"#begin document")):
        return True
    lines = len(_LINE.findall(text))
    tagged = lines and len(_TAGGED.findall(text)) * 2 > lines
    if not tagged and len(_OUTSIDE.findall(text)) * 4 <= lines:
        return False
    known = [line.rstrip("\r\n") for line in text.decode("utf-8", "replace").split("\n")]
    if any(plain(cell) in SENTENCES for cell in re.split(r"[\t,;]", known[0])):
        return False  # a table in which a column says of which sentence a word is
    try:
        layout = layout_of(enumerate(known, 1))
    except Unreadable:
        return False
    return _are_labels(known, layout) if layout.plain else bool(tagged)


def _are_labels(lines: Sequence[str], layout: Layout) -> bool:
    """Whether plain labels are those of words, in sentences, and no column of a table."""
    cells = [cells_of(line) for line in lines if line.strip() and not line.startswith("#")]
    labels = {row[layout.tags[0]] for row in cells if len(row) == layout.width} - {"O"}
    whole = 10 * sum(len(row) == layout.width for row in cells) >= 9 * len(cells)
    apart = any(not line.strip() for line in lines[:-1])
    return (
        whole
        and bool(labels)
        and all(_LABEL.fullmatch(label) and (apart or (label.isupper() and len(label) > 2)) for label in labels)
    )

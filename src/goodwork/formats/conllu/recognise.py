"""How a file of the format conllu is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

ALIASES = {"conll-u": "conllu", "conllup": "conllu", "ud": "conllu"}
ENDINGS = (".conllu", ".conllup")
_WORD = re.compile(rb"^[0-9]+(?:[-.][0-9]+)?(?:\t[^\t\r\n]*){9}\r?$", re.MULTILINE)
_LINE = re.compile(rb"^(?!#)[^\r\n]*\S", re.MULTILINE)


def recognise(seen: Seen) -> bool:
    """Lines of ten columns of which the first is a number; or a line that names the columns."""
    text = seen.text.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(b"# global.columns"):
        return True
    lines = len(_LINE.findall(text))
    # The last line may be cut off.
    return lines > 0 and len(_WORD.findall(text)) >= max(1, lines - 1)

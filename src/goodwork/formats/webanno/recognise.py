"""How a file of the format webanno is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

_EARLIER = re.compile(rb"^#id=\d+\r?\n#text=[^\n]*\n\d+-\d+\t", re.MULTILINE)
"""Lines of version 2, which the reader refuses in words."""
ALIASES = {"inception": "webanno", "webanno-tsv": "webanno", "webanno-tsv3": "webanno"}


def recognise(seen: Seen) -> bool:
    """The line that such a file begins with; or the sentences of an earlier version."""
    text = seen.text.removeprefix(b"\xef\xbb\xbf")
    return text.startswith(b"#FORMAT=WebAnno TSV") or _EARLIER.search(text) is not None

"""How a file of the format webanno is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"inception": "webanno", "webanno-tsv": "webanno", "webanno-tsv3": "webanno"}


def recognise(seen: Seen) -> bool:
    """The line that such a file begins with."""
    return seen.text.removeprefix(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV")

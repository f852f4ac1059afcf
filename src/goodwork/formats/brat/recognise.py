"""How a file of the format brat is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

_ENTITY = re.compile(rb"(?:\xef\xbb\xbf)?T\d+\t[^\s]+ \d+ \d+[;\t\r\n]")
ALIASES = {"standoff": "brat"}


def recognise(seen: Seen) -> bool:
    """A folder with annotations beside its texts; or annotations alone, which the reader refuses in words."""
    if _ENTITY.match(seen.text):
        return True
    return seen.names is not None and any(name.endswith(".ann") or name == "annotation.conf" for name in seen.names)

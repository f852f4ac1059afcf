"""How files of the format labelme are told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen
from goodwork.model.json import is_list

LABELME = "labelme"
ALIASES = {"labelme-json": LABELME, "labelme_json": LABELME}


def recognise(seen: Seen) -> bool:
    """A JSON of one picture with its shapes, alone or beside the picture."""
    if seen.parquet is not None:
        return False
    if seen.names is not None:
        return begins_as_labelme(seen.text)
    if seen.row:
        return is_list(seen.row.get("shapes")) and "imagePath" in seen.row
    return seen.row is not None and begins_as_labelme(seen.begin)


def begins_as_labelme(begin: bytes) -> bool:
    """Whether a file begins as LabelMe's do; what names the picture may lie behind many shapes."""
    plain = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    return plain[:1] == b"{" and b'"shapes"' in plain and (b'"imagePath"' in plain or b'"shape_type"' in plain)

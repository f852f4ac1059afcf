"""How a file of the format coco is told from others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from goodwork.formats.contract import Seen
from goodwork.model.json import is_list, is_object

ALIASES = {"coco-detection": "coco", "coco_detection": "coco", "mscoco": "coco", "coco-instances": "coco"}
_SECTION = re.compile(rb'\s*\{.{0,4000}?"(?:images|annotations|categories)"\s*:\s*\[\s*\{', re.DOTALL)
"""How a file begins whose one object is too long to be read as a row."""


def recognise(seen: Seen) -> bool:
    """One object with lists of pictures and of annotations or categories; or pictures with such a file beside them."""
    if seen.parquet is not None:
        return False
    if seen.names is not None:
        return begins_as_coco(seen.text)
    if seen.row:
        return _is_coco(seen.row)
    return seen.row is not None and begins_as_coco(seen.begin)


def begins_as_coco(begin: bytes) -> bool:
    """Whether a file begins as COCO's do."""
    plain = begin.removeprefix(b"\xef\xbb\xbf")
    return _SECTION.match(plain) is not None and (b'"file_name"' in plain or b'"image_id"' in plain)


def _is_coco(row: Mapping[str, object]) -> bool:
    if not is_list(row.get("images")) or not (is_list(row.get("annotations")) or is_list(row.get("categories"))):
        return False
    # A row of anybody's may have pictures and annotations.
    return any(
        _lists(row, *inside) for inside in (("images", "file_name"), ("images", "id"), ("annotations", "image_id"))
    )


def _lists(row: Mapping[str, object], name: str, inside: str) -> bool:
    listed = row.get(name)
    return is_list(listed) and bool(listed) and is_object(listed[0]) and inside in listed[0]

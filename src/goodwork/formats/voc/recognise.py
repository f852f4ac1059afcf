"""How a folder of the format voc is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

ALIASES = {"pascal-voc": "voc", "pascal_voc": "voc", "pascalvoc": "voc", "voc-xml": "voc"}
_ROOT = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<annotation[\s>]", re.DOTALL)
_SETS = "ImageSets/Main/"
_MARKS = "Annotations/"


def recognise(seen: Seen) -> bool:
    """A folder whose XML files begin as VOC's do, or that is laid out like one."""
    if seen.names is None or seen.parquet is not None:
        return False
    if is_annotation(seen.text):
        return True
    return (
        any((f"/{_MARKS}" in f"/{name}" and name.endswith(".xml")) or f"/{_SETS}" in f"/{name}" for name in seen.names)
        and not seen.text
    )


def is_annotation(begin: bytes) -> bool:
    """Whether a file begins as VOC's annotations do."""
    plain = begin.removeprefix(b"\xef\xbb\xbf")
    return _ROOT.match(plain) is not None and any(word in plain for word in (b"<object>", b"<filename>", b"<size>"))

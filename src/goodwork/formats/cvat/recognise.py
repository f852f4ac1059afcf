"""How a file of the format cvat is told from others."""

from __future__ import annotations

import re

from goodwork.formats.contract import Seen

CVAT = "cvat"
ALIASES = {"cvat-xml": CVAT, "cvat_xml": CVAT, "cvat-images": CVAT, "cvat-for-images": CVAT}
_ROOT = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<annotations[\s>]", re.DOTALL)
_WORDS = (b"<image", b"<meta", b"<version")


def recognise(seen: Seen) -> bool:
    """An XML that begins as CVAT's do, alone or beside its pictures; one with tracks of a video is none."""
    return seen.parquet is None and begins_as_cvat(seen.text)


def begins_as_cvat(begin: bytes) -> bool:
    """Whether a file begins as CVAT's XML of pictures does."""
    plain = begin.removeprefix(b"\xef\xbb\xbf")
    return _ROOT.match(plain) is not None and any(word in plain for word in _WORDS) and b"<track" not in plain

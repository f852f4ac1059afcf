"""What an answer was written about: a mark of the text by which a change of it is noticed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from goodwork.model.items import Part, PartType

SourceMark = Annotated[str, Field(pattern=r"^[0-9]{1,9}-[0-9a-f]{8}$")]
"""Length in code points, a dash, CRC-32 of the UTF-8 bytes in hexadecimal."""


def mark_of(text: str) -> str:
    """The mark of a text. It notices accidents, it is no signature.

    >>> mark_of(""), mark_of("Zoë 🥶")
    ('0-00000000', '5-c60a9111')
    """
    return f"{len(text)}-{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def part_named(parts: Sequence[Part], name: str | None, *types: PartType) -> Part | None:
    """The part of this name; without a name the first part of the first of these types that there is."""
    if name is not None:
        return next((part for part in parts if part.name == name), None)
    return next((part for kind in types for part in parts if part.type is kind), None)

"""Shapes of files as a question takes them: the pixels of an outline, the outline or the box of pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goodwork.errors import Invalid
from goodwork.formats.masks import as_around, as_mask, as_outline
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.kinds.sources import part_named
from goodwork.model.items import Part, PartType
from goodwork.model.records import Box, Loss, Mask, Polygon, Record

_PIXELS = "it asks for masks: the pixels whose middle it covers"
_OUTLINE = "it asks for polygons: the outline along the sides of its pixels"
_AROUND = "it asks for boxes: the one around it"


def as_asked(
    question: Question, records: Sequence[Record], parts: Sequence[Part] | None
) -> tuple[list[Record], list[Loss]]:
    """The records with each shape in the form that the question holds, where it can be brought there, and what changed.

    ``parts``: those of the item, of which one is the picture; None: not known yet, so its size is taken for granted.
    """
    holds = kind_of(question.kind).records
    made: list[Record] = []
    told: list[Loss] = []
    for record in records:
        try:
            if isinstance(record, Polygon) and Mask in holds and Polygon not in holds:
                made.append(as_mask(record, _size(question, record, parts)))
                told.append(Loss("", f"the outline of {record.name!r}", _PIXELS, "changed"))
            elif isinstance(record, Mask) and Polygon in holds and Mask not in holds:
                made.append(as_outline(record))
                told.append(Loss("", f"the mask of {record.name!r}", _OUTLINE, "changed"))
            elif isinstance(record, Mask) and Box in holds and Mask not in holds:
                made.append(as_around(record))
                told.append(Loss("", f"the mask of {record.name!r}", _AROUND, "changed"))
            else:
                made.append(record)
        except Invalid as error:
            what = "outline" if isinstance(record, Polygon) else "mask"
            told.append(Loss("", f"the {what} of {getattr(record, 'name', '')!r}", error.what))
    return made, told


def _size(question: Question, outline: Polygon, parts: Sequence[Part] | None) -> tuple[int, int]:
    """The width and the height of the picture that an outline lies in; Invalid when nobody knows them."""
    if parts is None:
        corners = [corner for rings in outline.parts for ring in rings for corner in ring]
        # As many pixels as it takes to hold it.
        return max(math.ceil(max(x for x, _ in corners)), 1), max(math.ceil(max(y for _, y in corners)), 1)
    picture = part_named(parts, outline.part or getattr(question, "part", None), PartType.PICTURE)
    if picture is None or not picture.width or not picture.height:
        raise Invalid("the size of its picture is not known")
    return picture.width, picture.height

"""Masks as files have them, as outlines and back: runs of pixels. What computes is loaded for the first one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from goodwork.errors import Invalid
from goodwork.formats.outlines import MOST_POINTS, Parts, Point, moved, rings_of
from goodwork.formats.rows import Size
from goodwork.model.json import is_list
from goodwork.model.records import Attributes, Box, Polygon
from goodwork.model.records import Mask as MaskRecord

MOST_UNPACKED = 64_000_000
"""Pixels that are looked at for one mask: as many as a picture has at most."""

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodwork.geometry.masks import Mask


def mask_of(given: Mapping[str, Any], size: Size | None) -> Mask:
    """COCO's mask: runs down the columns, as numbers or as text; Invalid when it is none, or one of another picture.

    ``size`` is that of the picture: width and height, as its pixels are stored where the mask is of these.
    """
    from goodwork.geometry.coco_text import from_text
    from goodwork.geometry.masks import from_counts

    sides, counts = given.get("size"), given.get("counts")
    if not is_list(sides) or len(sides) != 2 or not all(type(side) is int for side in sides):
        raise Invalid("its mask does not say its size: height, then width")
    height, width = sides
    if size is not None and (width, height) != size:
        raise Invalid(f"its mask is of {width} x {height} pixels, and its picture has {size[0]} x {size[1]}")
    if isinstance(counts, str):
        return from_text(counts, height, width)
    return from_counts(counts if is_list(counts) else [], height, width)


def plain_text(counts: str, height: int, width: int) -> str:
    """COCO's text of the runs of a mask in its one form; Invalid when it is none, or one of another picture.

    >>> plain_text("20013", 2, 3)
    '213'
    """
    from goodwork.geometry.coco_text import from_text, to_text

    return to_text(from_text(counts, height, width))


def recorded(
    mask: Mask, question: str, identity: str, label: str, crowd: bool, attributes: Attributes, part: str | None = None
) -> MaskRecord:
    """The record of a mask; Invalid when there is no pixel in it."""
    from goodwork.geometry.coco_text import to_text

    if not mask.area:
        raise Invalid("its mask holds nothing: no pixel belongs to it")
    size = (mask.height, mask.width)
    return MaskRecord(question, identity, label, label, size, to_text(mask), crowd, attributes, part)


def runs_in(record: MaskRecord, size: Size | None = None) -> Mask:
    """The runs of a record; Invalid when they are none, or of another picture than one of this width and height."""
    return mask_of({"size": list(record.size), "counts": record.counts}, size)


def as_outline(record: MaskRecord) -> Polygon:
    """The outline along the sides of the pixels of a mask; Invalid when it has none, or one that nobody could draw."""
    parts = outlines_of(runs_in(record))
    return Polygon(
        record.question, record.id, record.label, record.name, parts, record.crowd, record.attributes, record.part
    )


def as_around(record: MaskRecord) -> Box:
    """The box around the pixels of a mask; Invalid when it has none."""
    from goodwork.geometry.masks import bounds

    box = bounds(runs_in(record))
    if box is None:
        raise Invalid("its mask holds nothing: no pixel belongs to it")
    x0, y0, x1, y1 = map(float, box)
    return Box(
        record.question, record.id, record.label, record.name, x0, y0, x1, y1, 0.0, record.crowd, record.attributes,
        record.part,
    )  # fmt: skip


def as_mask(outline: Polygon, size: Size) -> MaskRecord:
    """The pixels of a picture of this size whose middle an outline covers; Invalid when there are none."""
    mask = _drawn(outline.parts, size[1], size[0])
    if not mask.area:
        raise Invalid("it covers no pixel's middle")
    made = recorded(mask, outline.question, outline.id, outline.label, outline.crowd, outline.attributes, outline.part)
    return replace(made, name=outline.name)


def moved_mask(mask: Mask, point: Callable[[float, float], Point], size: Size) -> Mask:
    """The mask in a picture of this size with each corner of its pixels where a function puts it."""
    return _drawn(moved(outlines_of(mask), point), size[1], size[0])


def outlines_of(mask: Mask) -> Parts:
    """The parts of a mask along the sides of its pixels, each with its holes; Invalid when there is no pixel in it."""
    from goodwork.geometry.drawing import outline

    if unpacked(mask) > MOST_UNPACKED:
        raise Invalid(f"its mask spans more than {MOST_UNPACKED:,} pixels")
    if len(mask.counts) > MOST_POINTS:
        raise Invalid(f"its mask has {len(mask.counts):,} runs; the most is {MOST_POINTS:,}")
    parts = tuple(
        tuple(tuple((float(x), float(y)) for x, y in ring.tolist()) for ring in part.rings) for part in outline(mask)
    )
    if not parts:
        raise Invalid("its mask holds nothing: no pixel belongs to it")
    if sum(len(ring) for rings in parts for ring in rings) > MOST_POINTS:
        raise Invalid(f"its mask has an outline of more than {MOST_POINTS:,} points")
    return parts


def unpacked(mask: Mask) -> int:
    """How many pixels are looked at for the outline of a mask."""
    from goodwork.geometry.masks import bounds

    box = bounds(mask)
    return 0 if box is None else (box[2] - box[0]) * mask.height


def same_pixels(parts: Parts, mask: Mask) -> bool:
    """Whether an outline covers just the pixels of a mask; Invalid when that can't be told."""
    return _drawn(parts, mask.height, mask.width) == mask


def runs_of(parts: Parts, size: Size) -> list[int]:
    """The runs down the columns of the pixels that an outline covers in a picture of this size."""
    width, height = size
    return list(map(int, _drawn(parts, height, width).counts))


def in_window(left: int, top: int, width: int, height: int, runs: Sequence[int], size: Size) -> Mask:
    """The mask of a window of a picture: runs along its rows, the first of those that don't belong."""
    import numpy as np

    from goodwork.geometry.masks import placed

    if not (width and height and left + width <= size[0] and top + height <= size[1]):
        raise Invalid(f"its mask does not lie in the picture of {size[0]} x {size[1]}")
    if width * size[1] > MOST_UNPACKED:
        raise Invalid(f"its mask spans more than {MOST_UNPACKED:,} pixels")
    if sum(runs) != width * height:
        raise Invalid(f"the runs of its mask hold {sum(runs):,} pixels, and it has {width} x {height}")
    pixels = np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(height, width)
    return placed(pixels, left, top, size[1], size[0])


def window_of(parts: Parts, size: Size) -> tuple[int, int, int, int, list[int]]:
    """The pixels that an outline covers, as ``in_window`` takes them; Invalid when it covers no pixel's middle."""
    return window_in(_drawn(parts, size[1], size[0]))


def rows_of(mask: Mask) -> list[int]:
    """The runs of a picture along its rows, the first of those that don't belong; Invalid when it is too large."""
    import numpy as np

    from goodwork.geometry.masks import window

    if mask.width * mask.height > MOST_UNPACKED:
        raise Invalid(f"its picture has more than {MOST_UNPACKED:,} pixels")
    flat = window(mask, 0, 0, mask.width, mask.height).ravel()
    turns = np.flatnonzero(np.diff(flat.astype(np.int8), prepend=0))
    return np.diff(turns, prepend=0, append=flat.size).tolist()


def window_in(mask: Mask) -> tuple[int, int, int, int, list[int]]:
    """The box around the pixels of a mask, as ``in_window`` takes it: left, top, width, height and runs.

    Invalid when it has no pixel, or spans too many.
    """
    import numpy as np

    from goodwork.geometry.masks import bounds, window

    box = bounds(mask)
    if box is None or (box[2] - box[0]) * (box[3] - box[1]) > MOST_UNPACKED:
        raise Invalid("it covers no pixel's middle" if box is None else "it goes across too many pixels")
    flat = window(mask, *box).ravel()
    turns = np.flatnonzero(np.diff(flat.astype(np.int8), prepend=0))
    return box[0], box[1], box[2] - box[0], box[3] - box[1], np.diff(turns, prepend=0, append=flat.size).tolist()


def _drawn(parts: Parts, height: int, width: int) -> Mask:
    import numpy as np

    from goodwork.geometry.drawing import from_shape
    from goodwork.geometry.polygons import Polygon

    if sum(abs(a[0] - b[0]) for ring in rings_of(parts) for a, b in pairwise(ring)) > MOST_UNPACKED:
        raise Invalid("its outline goes to and fro across too many pixels")
    shape = [Polygon(np.array(outer), tuple(np.array(hole) for hole in holes)) for outer, *holes in parts]
    return from_shape(shape, height, width)

"""The annotations of one picture of COCO: boxes, outlines and masks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from goodwork.errors import Invalid
from goodwork.formats.beside_labels import Turn
from goodwork.formats.boxes import CUT, Place, about_corner, checked, number, place
from goodwork.formats.boxes import corners as corners_of
from goodwork.formats.coco.joining import QUESTION, Mark
from goodwork.formats.masks import MOST_UNPACKED, mask_of, recorded, same_pixels, unpacked
from goodwork.formats.outlines import Parts, ring
from goodwork.formats.outlines import checked as checked_parts
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Said, Size
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Box, Mask, Polygon, Record, nothing_found

_NEAR = 0.01
"""Pixels within which an outline is that of a box."""
_MOST_UNPACKED = 8 * MOST_UNPACKED
"""Pixels that are looked at for the masks of one picture that is stored on its side."""
_WHY = {
    "keypoints": "only boxes, outlines and masks are kept",
    "score": "an annotation has no score",
    QUESTION: "all that is marked in a picture is one answer",
}


class Regions:
    """The regions of one picture."""

    def __init__(self, name: str, categories: Mapping[bytes, str], report: Report) -> None:
        self._name = name
        self._categories = categories
        self._report = report
        self._records: list[Record] = []
        self._whole = True
        self._seen: dict[str, Mark] = {}
        self._unpacked = 0

    def lose(self, what: str, why: str) -> None:
        """Something of the answer can't be read, so it is not whole."""
        self._whole = False
        self._report.lose(self._name, what, why)

    def take(self, mark: Mark, size: Size | None, turn: Turn) -> None:
        """Take in an annotation."""
        what = f"the annotation {str(mark.id)[:40]}"
        before = self._seen.get(str(mark.id)) if mark.id is not None else None
        if before is not None:
            if before == mark:
                self._report.change(self._name, f"{what}, there twice", "it is kept once")
                return
            self._report.change("", "annotations of one id", "they are counted anew")
        self._seen[str(mark.id)] = mark
        label = self._categories.get(mark.category)
        if mark.box is None and mark.shape is None:
            self.lose(what, "it has no box")
            return
        if label is None:
            self.lose(what, f"its category {mark.category.decode()[:40]} is not listed")
            return
        try:
            record = self._record(mark, label, size, turn)
        except Invalid as error:
            # What is wrong with runs is said as faults.
            self.lose(what, "; ".join(fault.what for fault in error.faults) or error.what)
            return
        for word in mark.lost:
            self._report.lose("", f"the {word[:60]} of annotations", _WHY.get(word, "there is no place for it"))
        self._records.append(record)

    def said(self, by: str) -> tuple[Said, ...]:
        """What was said of the picture; nothing where nothing of it could be read."""
        if not self._whole and not self._records:
            return ()
        records = tuple(self._records) or (nothing_found(OBJECTS),)
        return (Said("annotation", by, records, unread=frozenset() if self._whole else frozenset({OBJECTS})),)

    def _record(self, mark: Mark, label: str, size: Size | None, turn: Turn) -> Box | Polygon | Mask:
        outlined = None if mark.shape is None else _outlined_box(mark)
        turned = bool(_turned(mark))
        identity = f"{'b' if mark.shape is None or turned else 'p'}{len(self._records) + 1}"
        given = mark.attributes.items()
        said = tuple(sorted((str(k), _said(v)) for k, v in given if _is_said(v) and (k != TURN or _is_own(mark, v))))
        if mark.shape is None or turned:
            if mark.shape is not None and outlined is None:
                self._report.lose("", "the segmentation of turned boxes", "a box says where it is")
            drawn = turn.box(outlined or _place(mark))
            placed = checked(drawn, size)
            if placed != drawn:
                self._report.change(self._name, f"the box at {drawn}", CUT)
            return Box(OBJECTS, identity, label, label, *placed[:4], placed.rotation, mark.crowd, said)
        parts = self._parts(mark, turn.stored.stored if turn.stored else size)
        if parts is None:
            mask = mask_of(mark.shape, turn.stored.stored if turn.stored else size)
            if turn.stored is not None:
                self._look_at(unpacked(mask))
            return recorded(turn.mask(mask), OBJECTS, f"m{len(self._records) + 1}", label, mark.crowd, said)
        parts = turn.parts(parts)
        inside = checked_parts(parts, size)
        if inside != parts:
            x, y = parts[0][0][0]
            self._report.change(self._name, f"the outline from {x:g}, {y:g}", CUT)
        return Polygon(OBJECTS, identity, label, label, inside, mark.crowd, said)

    def _look_at(self, pixels: int) -> None:
        self._unpacked += min(pixels, MOST_UNPACKED)
        if self._unpacked > _MOST_UNPACKED:
            raise Invalid(f"the masks of the picture span more than {_MOST_UNPACKED:,} pixels")

    def _parts(self, mark: Mark, size: Size | None) -> Parts | None:
        """The outline of an annotation, in the picture of this size as the file has it; None when it is a mask."""
        if is_object(mark.shape):
            rings = _own_rings(mark.rings) if mark.rings is not None else ()
            return rings if rings and same_pixels(rings, mask_of(mark.shape, size)) else None
        if not is_list(mark.shape) or not all(is_list(one) for one in mark.shape):
            raise Invalid("its segmentation is neither rings of numbers nor a mask")
        return tuple((ring(one),) for one in mark.shape)


def _own_rings(given: Any) -> Parts:
    """The parts that stand beside a mask; empty when they are none."""
    try:
        return tuple(tuple(ring(one) for one in rings) for rings in given) if all(map(is_list, given)) else ()
    except (Invalid, TypeError):
        return ()


TURN = "rotation"


def _is_said(value: Any) -> bool:
    return isinstance(value, str | int | float) and value != ""


def _is_own(mark: Mark, turn: Any) -> bool:
    """Whether what is called like the turn of a box is something else that is said of an outline."""
    return mark.shape is not None and isinstance(turn, str)


def _said(value: str | int | float) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _turned(mark: Mark) -> float:
    """By how many degrees a box is turned."""
    turned = mark.attributes.get(TURN) or 0
    return number(turned) % 360 if isinstance(turned, int | float) else 0.0


def _place(mark: Mark) -> Place:
    """The box that an annotation states."""
    if not is_list(mark.box) or len(mark.box) != 4:
        raise Invalid("it has no box of four numbers" if mark.box else "it has no box")
    x, y, width, height = map(number, mark.box)
    return place(x, y, width, height, _turned(mark))


def _outlined_box(mark: Mark) -> Place | None:
    """The turned box whose corners an outline has, from the left upper one clockwise; None when it is another shape."""
    turned = _turned(mark)
    if not turned or not is_list(mark.shape) or len(mark.shape) != 1:
        return None
    corners: Any = mark.shape[0]
    if not is_list(corners) or len(corners) != 8:
        return None
    return _of_corners(corners, turned)


def _of_corners(corners: Sequence[Any], turned: float) -> Place | None:
    try:
        x0, y0, x1, y1, x2, y2, x3, y3 = (number(value) for value in corners)
    except Invalid:
        return None
    width, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
    made = about_corner(x0, y0, width, height, turned)
    found = corners_of(made)
    same = zip(found, ((x0, y0), (x1, y1), (x2, y2), (x3, y3)), strict=True)
    return made if all(math.dist(one, other) < _NEAR for one, other in same) else None

"""Regions of pictures in Label Studio's results: rectangles and polygons in percent of the picture's sides, masks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from goodwork.errors import Invalid
from goodwork.formats.boxes import CUT, DIGITS, FARTHEST, Place, about_corner, checked
from goodwork.formats.boxes import number as number_of
from goodwork.formats.guesses import is_picture
from goodwork.formats.label_studio.brush import from_brush
from goodwork.formats.label_studio.measured import whole
from goodwork.formats.mapping import part_name
from goodwork.formats.masks import MOST_UNPACKED, recorded
from goodwork.formats.outlines import Parts, closed
from goodwork.formats.outlines import checked as checked_parts
from goodwork.formats.report import Report
from goodwork.formats.rows import Size
from goodwork.model.json import is_list
from goodwork.model.records import Box, Mask, Polygon, Record

_LABELLED: Mapping[str, str] = {"rectangle": "rectanglelabels", "polygon": "polygonlabels", "brush": "brushlabels"}
"""The type of a shape -> that of one that names its labels itself; the value names them likewise."""
_NAMES = frozenset({*_LABELLED, *_LABELLED.values()})
_SIDES = frozenset({"x", "y", "width", "height"})
"""Keys of the place of a rectangle."""
_POINTS = "points"
"""The key of the place of a polygon."""
_RUNS = "rle"
"""The key of the pixels of a mask."""
_MOST_POINTS = 100_000
_MOST_UNPACKED = 8 * MOST_UNPACKED
"""Pixels that are looked at for the masks of one task."""


class _Region(NamedTuple):
    """A region of a picture, of which several results may say something."""

    result: Mapping[str, Any]
    """The first of them."""
    records: list[Box | Polygon | Mask]


class PictureRegions:
    """The regions of the pictures of one task, as one annotation or prediction has them."""

    def __init__(
        self,
        item: str,
        values: Mapping[str, Any],
        sizes: dict[str, Size],
        report: Report,
        lose: Callable[[Mapping[str, Any], str], None],
    ) -> None:
        self._item = item
        self._values = values
        self._sizes = sizes
        self._report = report
        self._lose = lose
        self._regions: dict[str, _Region] = {}
        self._unpacked = 0

    @staticmethod
    def is_one(kind: object, value: Mapping[str, Any], labels: tuple[str, ...]) -> bool:
        """Whether a result is a region of a picture, or names what one is, as types in ``labels`` do."""
        if not isinstance(kind, str):
            return False
        return kind in _NAMES or (
            kind in labels and (_SIDES.issubset(value) or _POINTS in value or _RUNS in value) and "start" not in value
        )

    def take(self, kind: str, result: Mapping[str, Any], value: dict[str, Any]) -> None:
        """A region with its labels: of two results with one id the one has the labels, and the other none."""
        identity = str(result.get("id") or f"R{len(self._regions) + 1}")
        region = self._regions.setdefault(identity, _Region(result, []))
        labels = value.get(_LABELLED.get(kind, kind))
        if not is_list(labels) or not labels:
            return
        if result.get("image_rotation") or value.get("itemIndex") or result.get("item_index"):
            turned = bool(result.get("image_rotation"))
            self._lose(
                result, "the picture was turned when it was drawn" if turned else "it lies in one of several pictures"
            )
            return
        to_name = str(result.get("to_name"))
        column = to_name if to_name in self._values else self._picture()
        try:
            size = self._size(result, column)
            placed = self._placed(value, size)
        except Invalid as error:
            self._lose(result, error.what)
            return
        if column is not None:
            self._sizes[column] = size
        if len(labels) > 1:
            why = "a region has one label: there is one for each"
            self._report.change(self._item, f"a region of {len(labels)} labels", why)
        part = None if column is None or self._picture() == column else part_name(column)
        question = str(result.get("from_name"))
        for n, label in enumerate(map(str, labels)):
            mine = identity if n == 0 and not region.records else f"{identity}-{len(region.records) + 1}"
            if isinstance(placed, Place):
                made = Box(question, mine, label, label, *placed[:4], rotation=placed.rotation, part=part)
            elif isinstance(placed, tuple):
                made = Polygon(question, mine, label, label, placed, part=part)
            else:
                made = replace(placed, question=question, id=mine, label=label, name=label, part=part)
            region.records.append(made)

    def records(self, about: dict[str, list[tuple[str, str]]], unread: set[str]) -> list[Record]:
        """The regions, each with what is said about it; what is taken goes out of ``about``."""
        found: list[Record] = []
        for identity, region in self._regions.items():
            if not region.records and str(region.result.get("from_name")) not in unread:
                self._lose(region.result, "it has no label")
            pairs = tuple(sorted(about.pop(identity, ())))
            found += [replace(one, attributes=pairs) for one in region.records] if pairs else region.records
        return found

    def _size(self, result: Mapping[str, Any], column: str | None) -> Size:
        """The size of the picture that a region is measured in; Invalid when it says none, or another than before."""
        width, height = whole(result.get("original_width")), whole(result.get("original_height"))
        if not (width and height and 0 < width <= FARTHEST and 0 < height <= FARTHEST):
            raise Invalid("it does not say how large its picture is (original_width, original_height)")
        if column is not None and self._sizes.get(column, (width, height)) != (width, height):
            known = self._sizes[column]
            raise Invalid(f"its picture has {width} x {height} pixels, and {known[0]} x {known[1]} before")
        return width, height

    def _placed(self, value: Mapping[str, Any], size: Size) -> Place | Parts | Mask:
        if _RUNS in value:
            self._unpacked += size[0] * size[1]
            if self._unpacked > _MOST_UNPACKED:
                raise Invalid(f"the masks of the task span more than {_MOST_UNPACKED:,} pixels")
            return recorded(from_brush(value[_RUNS], size), "", "", "", False, ())
        return self._outline(value, size) if _POINTS in value else self._box(value, size)

    def _box(self, value: Mapping[str, Any], size: Size) -> Place:
        width, height = size
        x, y, across, down = (number_of(value.get(name)) for name in ("x", "y", "width", "height"))
        drawn = about_corner(
            x * width / 100, y * height / 100, across * width / 100, down * height / 100,
            number_of(value.get("rotation") or 0),
        )  # fmt: skip
        placed = checked(drawn, size)
        if placed != drawn:
            self._report.change(self._item, f"the box at {drawn}", CUT)
        return placed

    def _outline(self, value: Mapping[str, Any], size: Size) -> Parts:
        points = value.get(_POINTS)
        if not is_list(points) or not all(is_list(point) and len(point) == 2 for point in points):
            raise Invalid("its points are no list of pairs")
        if len(points) > _MOST_POINTS:
            raise Invalid(f"it has {len(points):,} points; the most is {_MOST_POINTS:,}")
        if value.get("closed") is False:
            raise Invalid("its outline is not closed")
        width, height = size
        ring = tuple(
            (round(number_of(x) * width / 100, DIGITS), round(number_of(y) * height / 100, DIGITS)) for x, y in points
        )
        drawn: Parts = ((closed(ring),),)
        placed = checked_parts(drawn, size)
        if placed != drawn:
            self._report.change(self._item, f"the outline from {ring[0][0]:g}, {ring[0][1]:g}", CUT)
        return placed

    def _picture(self) -> str | None:
        """The only column that may be a picture; None when there are several, or none."""
        pictures = [name for name, value in self._values.items() if is_picture(name, value)]
        return pictures[0] if len(pictures) == 1 else None

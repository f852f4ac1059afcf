"""Lines of regions: who drew what on which item, and gold. Taken whole, or refused by line."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from goodwork.cli.region_formats import is_own, lines_of
from goodwork.cli.region_kinds import Kind
from goodwork.errors import Fault, Invalid, Unreadable
from goodwork.geometry import boxes, masks
from goodwork.geometry.coco_text import from_text
from goodwork.geometry.limits import finite
from goodwork.geometry.lines import check_line
from goodwork.geometry.polygons import Polygon, check_polygon
from goodwork.model.json import is_list, is_object
from goodwork.quality.regions_lines import Lines
from goodwork.quality.regions_measures import Known
from goodwork.quality.regions_objects import Drawn
from goodwork.quality.regions_shapes import Boxes, Masks, Outlines, Points, Sort

MOST_SHAPES = 2_000
"""Shapes of one answer."""

MOST_BYTES = 64 << 20
"""Bytes of a line."""

MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a file."""

    items: list[str]
    """Names of the items, in the order of the file."""
    people: list[str]
    drawn: list[list[Drawn[Any]]]
    """For each item."""


def sort_of(kind: Kind) -> Sort[Any]:
    """How shapes of a kind are compared and put together."""
    sorts: dict[Kind, type[Sort[Any]]] = {
        Kind.BOXES: Boxes, Kind.POLYGONS: Outlines, Kind.MASKS: Masks, Kind.KEYPOINTS: Points, Kind.POLYLINES: Lines,
    }  # fmt: skip
    return sorts[kind]()


def read_answers(path: Path, kind: Kind) -> Answers:
    """The answers of a file; Invalid names the lines that are none."""
    items: dict[str, int] = {}
    people: dict[str, int] = {}
    drawn: list[list[Drawn[Any]]] = []
    seen: set[tuple[int, int]] = set()
    sizes: dict[str, tuple[int, int]] = {}

    def take(line: Mapping[str, Any]) -> None:
        item, person = _name(line, "item"), _name(line, "person")
        shapes, classes = _shapes(line, kind)
        if kind is Kind.MASKS:
            _same_size(item, shapes, sizes)
        place, code = items.setdefault(item, len(items)), people.setdefault(person, len(people))
        if place == len(drawn):
            drawn.append([])
        if (place, code) in seen:
            raise Invalid(f"{person!r} has drawn on {item!r} before: one line holds all that somebody drew on an item.")
        seen.add((place, code))
        drawn[place].append(Drawn(code, shapes, classes))

    _each(path, kind, take, of_gold=False)
    if not drawn:
        raise Invalid(f"{path.name} has no line.", next_step='Each line is {"item": ..., "person": ..., ...}.')
    with_classes = {bool(one.classes) for answers in drawn for one in answers if one.shapes}
    if len(with_classes) > 1:
        raise Invalid(f'Some lines of {path.name} have "labels" and some have none.', next_step="Label all or none.")
    return Answers(list(items), list(people), drawn)


def read_gold(path: Path, kind: Kind) -> dict[str, Known]:
    """What is right, by the name of the item."""
    found: dict[str, Known] = {}

    def take(line: Mapping[str, Any]) -> None:
        item = _name(line, "item")
        if item in found:
            raise Invalid(f"{item!r} is there before: one line holds all that is right of an item.")
        found[item] = Known(*_shapes(line, kind))

    _each(path, kind, take, of_gold=True)
    return found


def written(shape: Any, kind: Kind) -> Any:
    """A shape as lines hold it."""
    match kind:
        case Kind.MASKS:
            return {"size": [shape.height, shape.width], "counts": shape.counts.tolist()}
        case Kind.POLYGONS:
            parts = [[ring.tolist() for ring in part.rings] for part in shape]
            return parts[0] if len(parts) == 1 else {"parts": parts}
        case _:
            return shape.tolist()


def _each(path: Path, kind: Kind, take: Callable[[Mapping[str, Any]], None], *, of_gold: bool) -> None:
    if not path.exists():
        raise Unreadable(f"There is no file {path}.", next_step="Check the path.")
    if not is_own(path):
        for line in lines_of(path, kind, of_gold=of_gold):
            try:
                take(line)
            except Invalid as error:
                what = "; ".join(f"{fault.where}: {fault.what}" for fault in error.faults) or error.what
                raise Invalid(f"What {line['person']!r} drew on {line['item']!r} can't be taken: {what}") from None
        return
    faults: list[Fault] = []
    number = 0
    with path.open("rb") as file:
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            if len(line) > MOST_BYTES:
                raise Invalid(f"Line {number} of {path.name} is longer than {MOST_BYTES >> 20} MB.")
            if not line.strip():
                continue
            try:
                value = orjson.loads(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
                if not is_object(value):
                    raise Invalid('It is no object: {"item": ..., "person": ..., ...}.')
                take(value)
            except orjson.JSONDecodeError as error:
                faults.append(Fault(f"{path.name}, line {number}", f"It is not JSON: {error}."))
            except Invalid as error:
                for fault in error.faults or (Fault("", error.what),):
                    what = f"{fault.where}: {fault.what}" if fault.where else fault.what
                    faults.append(Fault(f"{path.name}, line {number}", what))
            if len(faults) >= MOST_FAULTS:
                break
    if faults:
        raise Invalid(
            f"Lines of {path.name} can't be taken.",
            kept="Nothing was measured.",
            next_step="Mend these lines or take them out, then run it again.",
            faults=faults[:MOST_FAULTS],
        )


def _same_size(item: str, shapes: list[masks.Mask], sizes: dict[str, tuple[int, int]]) -> None:
    """Invalid where masks of one picture are of different size: they would share no pixel, and nobody would be told."""
    for mask in shapes:
        height, width = sizes.setdefault(item, (mask.height, mask.width))
        if (mask.height, mask.width) != (height, width):
            raise Invalid(
                f"A mask of {item!r} is of a picture of {mask.height:,} x {mask.width:,} pixels (height, width), and "
                f"one before it of {height:,} x {width:,}."
            )


def _name(line: Mapping[str, Any], key: str) -> str:
    value = line.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise Invalid(f'It has no "{key}": a text or a whole number.')
    return str(value)


def _shapes(line: Mapping[str, Any], kind: Kind) -> tuple[list[Any], tuple[str, ...]]:
    values = line.get(kind.value)
    if not is_list(values):
        raise Invalid(f'It has no list "{kind.value}"; who found nothing has an empty one.')
    if len(values) > MOST_SHAPES:
        raise Invalid(f"{len(values):,} {kind.value} are more than the {MOST_SHAPES:,} of one answer.")
    if kind is Kind.BOXES:
        shapes = _boxes(values)
    else:
        read = {
            Kind.POLYGONS: _polygon, Kind.MASKS: _mask, Kind.KEYPOINTS: _points, Kind.POLYLINES: _polyline,
        }[kind]  # fmt: skip
        shapes = []
        for place, value in enumerate(values):
            try:
                shapes.append(read(value))
            except Invalid as error:
                what = "; ".join(fault.what for fault in error.faults) or error.what
                raise Invalid("", faults=[Fault(f"{kind.value}[{place}]", what)]) from None
    labels = line.get("labels")
    if labels is None:
        return shapes, ()
    if not is_list(labels) or len(labels) != len(shapes) or not all(isinstance(v, str | int) for v in labels):
        raise Invalid(f'"labels" is not a list of {len(shapes)} names, one for each.')
    return shapes, tuple(str(name) for name in labels)


def _boxes(values: list[Any]) -> list[Any]:
    turned = any(is_list(value) and len(value) == 5 for value in values)
    rows = [[*value, 0.0] if turned and is_list(value) and len(value) == 4 else value for value in values]
    return list(boxes.check_turned(rows) if turned else boxes.check_boxes(rows))


def _polygon(value: Any) -> list[Polygon]:
    """A ring of points, or of numbers x, y, x, y; rings, the first around the others; or ``parts`` of these."""
    if is_object(value):
        parts = value.get("parts")
        if not is_list(parts) or not parts:
            raise Invalid('A polygon of several parts is {"parts": [...]}, one or more.')
        return [polygon for part in parts for polygon in _polygon(part)]
    if not is_list(value) or not value:
        raise Invalid("A polygon is a list of points.")
    if all(isinstance(number, int | float) for number in value):
        if len(value) % 2:
            raise Invalid("A polygon of numbers x, y, x, y has an even number of them.")
        return [check_polygon(np.array(value, dtype=np.float64).reshape(-1, 2))]
    if is_list(value[0]) and value[0] and is_list(value[0][0]):
        return [check_polygon(value[0], value[1:])]
    return [check_polygon(value)]


def _mask(value: Any) -> masks.Mask:
    """COCO's runs: ``size`` (height, width) and ``counts``, as text or as numbers."""
    size = value.get("size") if is_object(value) else None
    if not is_list(size) or len(size) != 2 or not all(type(side) is int for side in size):
        raise Invalid('A mask is {"size": [height, width], "counts": ...}.')
    height, width = size
    counts = value.get("counts")
    if isinstance(counts, str):
        made = from_text(counts, height, width)
    else:
        made = masks.from_counts(counts if is_list(counts) else [], height, width)
    if masks.bounds(made) is None:
        raise Invalid("It holds no pixel.")
    return made


def _polyline(value: Any) -> Any:
    """A list of points, in the order in which the line runs; or numbers x, y, x, y."""
    if not is_list(value) or not value:
        raise Invalid("A polyline is a list of points.")
    if all(isinstance(number, int | float) for number in value):
        if len(value) % 2:
            raise Invalid("A polyline of numbers x, y, x, y has an even number of them.")
        return check_line([value[k : k + 2] for k in range(0, len(value), 2)])
    return check_line(value)


def _points(value: Any) -> Any:
    """Rows of x, y, marked; or numbers, three for each point."""
    flat = is_list(value) and bool(value) and all(isinstance(number, int | float) for number in value)
    if flat and len(value) % 3:
        raise Invalid("The numbers of keypoints are three for each point: x, y and whether it is marked.")
    rows = finite([value[k : k + 3] for k in range(0, len(value), 3)] if flat else value, 3, "points", 1_000)
    if not len(rows):
        raise Invalid("An object has at least one point.")
    if not (rows[:, 2] > 0).any():
        raise Invalid("None of its points is marked: the third number of each is 0 or less.")
    return rows

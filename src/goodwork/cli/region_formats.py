"""Regions out of the files of other programs: who drew what on which item, as lines of our own say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from goodwork.cli.region_kinds import Kind
from goodwork.errors import Invalid
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.documents import Document, is_nothing_marked
from goodwork.formats.files import FolderFiles
from goodwork.formats.masks import as_around, as_mask, as_outline
from goodwork.formats.outlines import hull
from goodwork.formats.published import OutFile
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import CONFIG, recognise
from goodwork.formats.registry import FORMATS
from goodwork.formats.report import Report
from goodwork.formats.rows import Said, Source
from goodwork.model.json import is_object
from goodwork.model.records import Box, Mask, Polygon, Polyline

_OF_OTHERS = (Kind.BOXES, Kind.POLYGONS, Kind.MASKS)
_LOOKED_AT = 1 << 20


def is_own(path: Path) -> bool:
    """Whether a file is lines of regions, each of an item: else it is a file of another program."""
    if path.is_dir():
        return False
    with path.open("rb") as file:
        begin = file.read(_LOOKED_AT).lstrip(b"\xef\xbb\xbf \t\r\n")
    first = begin.split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        # What is no JSON and no other file either is told line by line.
        return not first.startswith((b"[", b"<", b"PK"))
    try:
        value = orjson.loads(first)
    except orjson.JSONDecodeError:
        return b'"item"' in first
    return is_object(value) and ("item" in value or not {"annotations", "images", "data"} & value.keys())


def lines_of(path: Path, kind: Kind, *, of_gold: bool) -> Iterator[Mapping[str, Any]]:
    """The lines that a file of another program would be; Invalid when it names nobody who drew.

    ``of_gold``: of each item the known answer, else the first one, whoever gave it.
    """
    if kind is Kind.KEYPOINTS:
        raise Invalid(
            f"Files of other programs are read with --kind {', '.join(_OF_OTHERS)}, and this is {kind.value}.",
            next_step='Write lines: {"item": ..., "person": ..., "' + kind.value + '": [...]}.',
        )
    name = recognise(path)
    if name == CONFIG or name not in FORMATS:
        raise Invalid(f"{path.name} holds no regions.", next_step="Name the file with the answers.")
    found: list[Mapping[str, Any]] = []
    people: set[str] = set()

    def take(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
        for document in documents:
            for said in _gold(document) if of_gold else document.said:
                if (of_gold or said.role == "annotation") and (shapes := _shapes(document, said, kind)) is not None:
                    people.add(said.by)
                    found.append({"item": document.name, "person": said.by, **shapes})
        return iter(())

    if path.is_dir():
        list(convert(_folder(path, name), take, {}, Ledger()))
    else:
        with path.open("rb") as file:
            list(convert(open_source(file, name), take, {}, Ledger()))
    if not found:
        raise Invalid(f"{path.name} has no answer with {kind.value}.", next_step="Check --kind and the file.")
    if not of_gold and people == {name}:
        raise Invalid(
            f"{path.name} does not say who drew what: a file of {FORMATS[name].title} names nobody.",
            next_step="Take an export that names its annotators, such as Label Studio's or CVAT's.",
        )
    yield from found


def _folder(path: Path, name: str) -> Source:
    read = FORMATS[name].read_files
    if read is None:
        raise Invalid(f"{path.name} is a folder, and {name} is one file.", next_step="Name the file in it.")
    return read(FolderFiles(path))


def _gold(document: Document) -> list[Said]:
    order = ("gold", "consensus", "annotation")
    return sorted((one for one in document.said if one.role in order), key=lambda one: order.index(one.role))[:1]


def _shapes(document: Document, said: Said, kind: Kind) -> Mapping[str, Any] | None:
    """The shapes of an answer with their labels; None when it says nothing of such shapes."""
    lines = kind is Kind.POLYLINES
    drawn = [
        one
        for one in said.records
        if isinstance(one, Box | Polygon | Mask | Polyline)
        and isinstance(one, Polyline) == lines
        and not (isinstance(one, Box) and kind is not Kind.BOXES)
    ]
    if not drawn and said.records and not any(map(is_nothing_marked, said.records)):
        return None
    return {kind.value: [_shape(document, one, kind) for one in drawn], "labels": [one.name for one in drawn]}


def _shape(document: Document, record: Box | Polygon | Mask | Polyline, kind: Kind) -> Any:
    if isinstance(record, Polyline):
        return [list(point) for point in record.points]
    if kind is Kind.MASKS:
        mask = record if isinstance(record, Mask) else _drawn(document, record)
        return {"size": list(mask.size), "counts": mask.counts}
    if isinstance(record, Mask):
        record = as_around(record) if kind is Kind.BOXES else as_outline(record)
    if isinstance(record, Box):
        borders = [record.x0, record.y0, record.x1, record.y1]
        return [*borders, record.rotation] if record.rotation else borders
    if kind is Kind.BOXES:
        return list(hull(record.parts)[:4])
    return {"parts": [[[list(point) for point in ring] for ring in rings] for rings in record.parts]}


def _drawn(document: Document, outline: Box | Polygon) -> Mask:
    """The pixels of an outline; Invalid when the file does not say how large its picture is."""
    shown = document.picture(outline.part) if document.pictures else None
    if shown is None or shown.size is None or isinstance(outline, Box):
        raise Invalid(
            f"{document.name} has an outline, and the file does not say how large its picture is.",
            next_step="Take --kind polygons, or a file with the sizes of its pictures.",
        )
    return as_mask(outline, shown.size)

"""Pascal VOC: an XML file for each picture, and the list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from goodwork.formats.boxes import Place, hull
from goodwork.formats.documents import Document, lose_beside
from goodwork.formats.drawn import Drawing, Drawn, boxes_of, plain
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.published import OutFile
from goodwork.formats.report import Report
from goodwork.formats.voc.read import ANNOTATIONS, FLAGS, IMAGES, SETS, UNSAID
from goodwork.model.records import Box

_WHY_ONE = "an XML file there holds one answer"
_WHY_PLACE = "VOC marks objects in pictures, and has no other place"
_NEVER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML has no place for."""
_CHUNK = 1 << 20


def write_voc(documents: Iterable[Document], report: Report) -> Iterator[OutFile]:
    """``Annotations/NAME.xml`` for each picture, then ``ImageSets/Main/default.txt``: the pictures belong into
    ``JPEGImages``."""
    yield from Voc(report).files(documents)


class Voc:
    """Writes the files. One without objects says that nothing was found; an item that nobody answered is left out."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.drawing = Drawing(report, why_one=_WHY_ONE, why_place=_WHY_PLACE)
        self._texts: set[str] = set()
        self._listed = OnDisk()

    def files(self, documents: Iterable[Document]) -> Iterator[OutFile]:
        """Every annotation, then the list."""
        for document in documents:
            drawn = self.drawing.take(document)
            if drawn is not None:
                yield from self._annotation(document, drawn)
        yield OutFile(f"{SETS}/default.txt", self._list())

    def _list(self) -> Iterator[bytes]:
        self._listed.seek(0)
        while piece := self._listed.file.read(_CHUNK):
            yield piece

    def _annotation(self, document: Document, drawn: Drawn) -> Iterator[OutFile]:
        name = drawn.name.removeprefix(f"{IMAGES}/") if drawn.shown.column is not None else drawn.name
        stem = "/".join(map(plain, name[: name.rfind(".")].split("/")))
        if stem.casefold() in self._texts:
            why = "another picture is called so, but for its ending, and both would have one XML file"
            self._report.lose(document.name, "the whole item", why)
            return
        self._texts.add(stem.casefold())
        if stem != name[: name.rfind(".")]:
            self._report.change(document.name, f"the name of its file, now {stem!r}", "it is the name of a file")
        self._listed.file.write(f"{stem}\n".encode())
        kept = frozenset({drawn.shown.part, drawn.shown.column or drawn.shown.part})
        lose_beside(document, self._report, kept, "VOC has no place for it", has_id=True)
        width, height = drawn.size
        lines = [
            "<annotation>", f"  <folder>{IMAGES}</folder>", f"  <filename>{self._text(document, name)}</filename>",
            f"  <size><width>{width}</width><height>{height}</height><depth>3</depth></size>",
            "  <segmented>0</segmented>",
            *(line for one in boxes_of(drawn, self._report) for line in self._object(document, drawn, one)),
            "</annotation>", "",
        ]  # fmt: skip
        yield OutFile(f"{ANNOTATIONS}/{stem}.xml", iter(["\n".join(lines).encode("utf-8", "replace")]))

    def _text(self, document: Document, text: str) -> str:
        written = _NEVER.sub("_", text)
        if written != text or written != written.strip():
            self._report.change(document.name, f"the text {text[:60]!r}", "XML has no place for some of its signs")
        return escape(written)

    def _object(self, document: Document, drawn: Drawn, box: Box) -> Iterator[str]:
        if box.crowd:
            self._report.lose(document.name, f"that {box.name!r} is a crowd", "an object there is one")
        if box.rotation:
            self._report.change("", "a turned box", "boxes there are upright: it is the one around it")
        if box.name != box.label:
            self._report.change("", "the ids of labels", "an object has a name")
        around = hull(Place(box.x0, box.y0, box.x1, box.y1, box.rotation % 360), drawn.size)
        said = dict(box.attributes)
        flags = {word: said.pop(word) for word in FLAGS if said.get(word) == "1"}
        pose = said.pop("pose", UNSAID)
        yield "  <object>"
        yield f"    <name>{self._text(document, box.name)}</name>"
        yield f"    <pose>{self._text(document, pose)}</pose>"
        yield from (f"    <{word}>{flags.get(word, '0')}</{word}>" for word in FLAGS)
        # Pixels are counted from 1, and the last one belongs to the box.
        borders = zip(
            ("xmin", "ymin", "xmax", "ymax"), (around.x0 + 1, around.y0 + 1, around.x1, around.y1), strict=True
        )
        yield "    <bndbox>" + "".join(f"<{word}>{_shown(n)}</{word}>" for word, n in borders) + "</bndbox>"
        if said:
            yield "    <attributes>"
            for name, value in said.items():
                pair = (self._text(document, name), self._text(document, value))
                yield "      <attribute><name>{}</name><value>{}</value></attribute>".format(*pair)
            yield "    </attributes>"
        yield "  </object>"


def _shown(border: float) -> str:
    """A border as readers take it that know whole numbers alone, where it is one.

    >>> _shown(12.0), _shown(1.25)
    ('12', '1.25')
    """
    return str(int(border)) if border == int(border) else f"{border:.6f}".rstrip("0")

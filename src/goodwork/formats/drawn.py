"""Regions that are written out: of each item its picture, under a name of its own, and the one answer that marks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import orjson

from goodwork.errors import Invalid
from goodwork.formats.documents import Document, Shown, answer_of, is_nothing_marked, lose_records, lose_unanswered
from goodwork.formats.masks import as_around, as_outline
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.outlines import hull
from goodwork.formats.pictures import PICTURE_NAMES
from goodwork.formats.published import OutFile, Published, blob_of, picture_or_none
from goodwork.formats.report import Report
from goodwork.formats.rows import Size
from goodwork.model.records import MARKED, Box, Mask, Polygon

Region = Box | Polygon | Mask
REGIONS: tuple[type[Region], ...] = (Box, Polygon, Mask)
_LONGEST = 100
"""Bytes of a name of a file or folder: systems take 255, and a number may come behind it."""


class Drawn(NamedTuple):
    """An item as a format of regions has it."""

    name: str
    """The name of its picture, with forward slashes."""
    shown: Shown
    size: Size
    regions: list[Region]
    """None: nothing was found."""
    questions: list[str]
    """What was answered."""


class Drawing:
    """Takes items apart for writers of regions, and keeps in mind which picture got which name."""

    def __init__(
        self, report: Report, *, why_one: str, why_place: str, holds: tuple[type[Region], ...] = REGIONS
    ) -> None:
        self._report = report
        self._holds = holds
        self._why_one = why_one
        self._why_place = why_place
        self._names: set[str] = set()
        self._stored = OnDisk()

    def take(self, document: Document) -> Drawn | None:
        """The picture of an item with its regions; None when it has none or nobody answered, which is reported."""
        records = answer_of(document, self._report, why=self._why_one)
        regions = [record for record in records or () if isinstance(record, self._holds)]
        if records is None:
            lose_unanswered(self._report)
            return None
        others = [r for r in records if not isinstance(r, self._holds) and not is_nothing_marked(r)]
        if not document.pictures:
            self._report.lose(document.name, "the whole item", "it has no picture")
            return None
        if others:
            lose_records(document, others, self._report, self._why_place)
        if others and len(others) == len(records):
            what = "an item whose answer marks nothing of that sort"
            self._report.lose("", what, "a training file has no word for not asked")
            return None
        shown = document.picture(regions[0].part if regions else None) or document.pictures[0]
        if shown.size is None:
            self._report.lose(document.name, "the whole item", "the size of its picture is not known")
            return None
        elsewhere = [one for one in regions if (document.picture(one.part) or shown) != shown]
        if elsewhere:
            lose_records(document, elsewhere, self._report, "an item there has one picture")
            regions = [one for one in regions if one not in elsewhere]
        for other in document.pictures:
            if other != shown:
                self._report.lose(document.name, f"the part {other.part!r}", "an item there has one picture")
        if len({region.question for region in regions}) > 1:
            self._report.change(
                "", "what is marked for several questions, now one list", "a picture there has one list"
            )
        self._report.keep("items")
        self._report.keep("annotations", len(regions))
        questions = [record.question.removesuffix(f"/{MARKED}") for record in records if record not in others]
        return Drawn(self._name(document, shown), shown, shown.size, regions, list(dict.fromkeys(questions)))

    def _name(self, document: Document, shown: Shown) -> str:
        """What the picture is called: as its file, where that stays; else as the item."""
        if shown.column is not None:
            same = document.id is not None and (shown.file == document.id or shown.file.endswith(f"/{document.id}"))
            name = str(document.id) if same else shown.file
            if document.id is not None and not same:
                self._report.change(document.name, f"the id, now {name!r}", "an item there is called like its picture")
        else:
            name = self._made(document, shown)
            line = orjson.dumps([name, blob_of(shown.file)], option=orjson.OPT_APPEND_NEWLINE)
            self._stored.file.write(line)
        if document.id is None:
            self._report.change("", "an item without an id", "an item there is called like its picture")
        return name

    def _made(self, document: Document, shown: Shown) -> str:
        suffix = shown.file[shown.file.rfind(".") :]
        wanted = document.id if document.id is not None else f"item-{document.line:06}"
        stem = wanted[: wanted.rfind(".")] if wanted[wanted.rfind(".") :].lower() in PICTURE_NAMES else wanted
        ending = wanted[len(stem) :] if _alike(wanted[len(stem) :], suffix) else suffix
        made = first = "/".join(plain(piece) for piece in stem.split("/"))
        n = 1
        while made.casefold() in self._names:
            n += 1
            made = f"{first}-{n}"
        self._names.add(made.casefold())
        name = made + ending
        if document.id is not None and name != document.id:
            self._report.change(document.name, f"the id, now {name!r}", "it is the name of its picture")
        return name

    def pictures(self, published: Published, folder: str) -> Iterator[OutFile]:
        """The pictures that got a name, in a folder; one that is damaged is reported, and the others follow."""
        for line in self._stored.opened():
            name, blob = orjson.loads(line)
            content = picture_or_none(published, blob, name, self._report)
            if content is not None:
                yield OutFile(f"{folder}/{name}", iter([content]), packed=True)


def without_masks(drawn: Drawn, report: Report) -> Iterator[Box | Polygon]:
    """The regions where no masks are held: of a mask the outline along its pixels, which is reported."""
    for region in drawn.regions:
        if not isinstance(region, Mask):
            yield region
            continue
        try:
            yield as_outline(region)
        except Invalid as error:
            report.lose(drawn.name, f"the mask of {region.name!r}", error.what)
        else:
            report.change("", "a mask", "it is the outline along the sides of its pixels")


def boxes_of(drawn: Drawn, report: Report) -> Iterator[Box]:
    """The regions where boxes alone are held: of others the upright box around each; what is changed is reported."""
    for region in drawn.regions:
        try:
            yield as_around(region) if isinstance(region, Mask) else as_box(region, report)
        except Invalid as error:
            report.lose(drawn.name, f"the mask of {region.name!r}", error.what)
        else:
            if isinstance(region, Mask):
                report.change("", "a mask", "boxes are held there: it is the one around it")


def as_box(region: Box | Polygon, report: Report) -> Box:
    """A region where boxes alone are held: of an outline the upright box around it, which is reported."""
    if isinstance(region, Box):
        return region
    report.change("", "an outline", "boxes are held there: it is the one around it")
    x0, y0, x1, y1, _ = hull(region.parts)
    return Box(
        region.question, region.id, region.label, region.name, x0, y0, x1, y1, 0.0, region.crowd, region.attributes,
        region.part,
    )  # fmt: skip


def _alike(ending: str, suffix: str) -> bool:
    """Whether two endings are of the same form of pictures."""
    same = {".jpeg": ".jpg"}
    return same.get(ending.lower(), ending.lower()) == same.get(suffix, suffix)


def plain(piece: str) -> str:
    """A piece of an id as a file may be called: no sign that systems take otherwise, at most 100 bytes.

    >>> plain("a b:c"), plain(".."), len(plain("é" * 300))
    ('a b_c', '_', 50)
    """
    kept = re.sub(r"[^\w .()+@=,-]", "_", piece).encode()[:_LONGEST].decode(errors="ignore")
    return kept.strip(". ") or "_"


class Classes:
    """The numbers of labels in a file: in the order of the file or project they come from, then as they are met."""

    def __init__(self, report: Report, *, first: int, keeps_gaps: bool) -> None:
        self._report = report
        self._first = first
        self._keeps_gaps = keeps_gaps
        self._learned: set[str] = set()
        self.numbers: dict[str, int] = {}

    def learn(self, document: Document, questions: Iterable[str]) -> None:
        """Take in the labels of questions, when they are met first."""
        for question in questions:
            if question in self._learned:
                continue
            self._learned.add(question)
            names = document.classes.get(question, ())
            # The name of no class stands at each number that is none.
            gaps = "" in names
            if gaps and not self._keeps_gaps:
                self._report.change("", "the numbers of labels", "numbers there follow each other from 0")
            for n, name in enumerate(names):
                if name and name not in self.numbers:
                    kept = gaps and self._keeps_gaps and not names[0] and n not in self.numbers.values()
                    self.numbers[name] = n if kept else self._next()

    def number(self, name: str) -> int:
        """The number of a label."""
        known = self.numbers.get(name)
        if known is None:
            known = self.numbers[name] = self._next()
        return known

    def _next(self) -> int:
        return max(self.numbers.values(), default=self._first - 1) + 1


def form_classes(published: Published) -> dict[str, list[str]]:
    """Of each question of a version the names of its labels, in their order; those of older forms come behind."""
    return {
        key: [str(label["name"]) for label in column["labels"]] for key, column in published.manifest["columns"].items()
    }


def with_classes(documents: Iterable[Document], classes: Mapping[str, Sequence[str]]) -> Iterator[Document]:
    """The documents, each with the classes of its questions."""
    for document in documents:
        yield replace(document, classes=classes)

"""What a file of COCO says, picture by picture: its lists are joined on the disk, so that memory stays flat."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

import orjson

from goodwork.errors import Invalid
from goodwork.formats.coco.sections import Bad, elements
from goodwork.formats.grouping import together
from goodwork.formats.lines import open_stream
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.report import Report
from goodwork.model.json import is_object

OURS = b'{"info": {"description": "goodwork"}'
"""How files that are written here begin."""
MOST = 10_000
"""Regions of one picture: more than one answer holds."""
_HEAD = struct.Struct("<I")
QUESTION = "question"
"""Our own word in an annotation: the question of a version that it answers. Objects of several are one list here."""
RINGS = "rings"
"""Our own word in an annotation: the outline that a mask was made of, with its holes."""
_KEPT = frozenset({
    "id", "image_id", "category_id", "bbox", "area", "iscrowd", "attributes", "ignore", "segmentation", RINGS,
})  # fmt: skip
"""What is kept of an annotation, or follows from its place."""


class Mark(NamedTuple):
    """What is kept of an annotation."""

    id: Any
    category: bytes
    """Its number as JSON."""
    box: Any
    """As the file has it: left, top, width, height."""
    crowd: bool
    attributes: dict[str, Any]
    shape: Any
    """Its outline: rings of numbers, or a mask as runs; None when there is none."""
    rings: Any
    """Of a mask the rings that it was made of, where the file has them, too."""
    lost: tuple[str, ...]
    """What else it says."""


class Pictured(NamedTuple):
    """A picture of a file with all that is said of it."""

    file: int
    """Which of the files."""
    images: list[dict[str, Any]]
    """One, unless several have the same number."""
    marks: list[Mark]
    bad: tuple[str, ...]
    """Annotations of it that can't be read."""


@dataclass(slots=True)
class Lists:
    """The files of one source, joined when they are asked for first."""

    files: Sequence[tuple[str, Callable[[], BinaryIO]]]
    """The name of each, and what opens it."""
    classes: dict[str, list[str]]
    """Filled in: the names of categories, each at the place of its number."""
    question: str
    categories: list[dict[bytes, str]] = field(default_factory=list[dict[bytes, str]])
    """For each file its categories by their numbers."""
    annotated: list[bool] = field(default_factory=list[bool])
    """For each file whether its pictures were looked at: it has annotations at all, or is our own."""
    _report: Report | None = None
    _held: OnDisk = field(default_factory=OnDisk)

    def pictures(self, report: Report, skip: int) -> Iterator[Pictured]:
        """The pictures after the first ones, in the order of the files; Unreadable when a file is cut off."""
        if self._report is None:
            told = Report()
            self._join(told)
            self._report = told
        if not skip:
            report.add(self._report)
        at = 0
        while True:
            self._held.seek(at)
            head = self._held.file.read(_HEAD.size)
            if len(head) < _HEAD.size:
                return
            (size,) = _HEAD.unpack(head)
            at += _HEAD.size + size
            if skip:
                skip -= 1
            else:
                yield pickle.loads(self._held.file.read(size))  # noqa: S301 - written below

    def _join(self, report: Report) -> None:
        self._held.file.seek(0)
        self._held.file.truncate()
        self.categories.clear()
        self.annotated.clear()
        for number, (name, opened) in enumerate(self.files):
            known: dict[bytes, str] = {}
            self.categories.append(known)
            self.annotated.append(is_ours(opened()))
            for things in together(self._things(number, name, opened, known, report), 2 * MOST):
                self._keep(number, things, report)
        self.classes.clear()
        if placed := _placed(self.categories):
            self.classes[self.question] = placed
            if placed[0]:
                report.change("", f"the category {placed[0]!r} of number 0", "written, numbers begin at 1")
        elif any(self.categories):
            report.change(
                "", "the numbers of categories", "they are counted anew: files differ in them, or they are large"
            )

    def _things(
        self, number: int, name: str, opened: Callable[[], BinaryIO], known: dict[bytes, str], report: Report
    ) -> Iterator[tuple[bytes, Any]]:
        """Pictures and annotations, each with the number of its picture; pictures first, wherever they stand."""
        seen = late = False
        for section, value in elements(opened(), report):
            if isinstance(value, Bad):
                picture = _lost(name, section, value, report)
                if picture is not None:
                    yield picture, value
            elif section == "images":
                seen = True
                yield _number(value.get("id")), value
            elif section == "categories":
                _category(name, value, known, report)
            elif seen:
                self.annotated[number] = True
                yield _number(value.get("image_id")), _mark(value)
            else:
                late = True
        for section, value in elements(opened(), Report()) if late else ():
            if section == "annotations" and not isinstance(value, Bad):
                self.annotated[number] = True
                yield _number(value.get("image_id")), _mark(value)

    def _keep(self, number: int, things: Sequence[Any], report: Report) -> None:
        images = [one for one in things if is_object(one)]
        marks = [one for one in things if isinstance(one, Mark)]
        if not images:
            for mark in marks:
                report.lose(f"annotation {mark.id}", "an annotation", "its picture is not listed")
            return
        bad = [one.why for one in things if isinstance(one, Bad)]
        bad += [f"there are more than {MOST:,}"] if len(marks) > MOST else []
        frame = pickle.dumps(Pictured(number, images, marks[:MOST], tuple(bad)))
        self._held.file.write(_HEAD.pack(len(frame)))
        self._held.file.write(frame)


def is_ours(file: BinaryIO) -> bool:
    """Whether a file was written here: then it lists only pictures that somebody answered."""
    return open_stream(file).read(len(OURS)) == OURS


def _number(value: Any) -> bytes:
    # 5 and 5.0 are the same number; one of more than 64 bits is written in another way.
    made = int(value) if isinstance(value, float) and value.is_integer() else value
    return orjson.dumps(made) if not isinstance(made, int) or abs(made) < 1 << 63 else str(made).encode()


def _lost(name: str, section: str, bad: Bad, report: Report) -> bytes | None:
    """Report an element that can't be read; of an annotation the picture that it belongs to."""
    if section != "annotations":
        report.lose(name, "a picture" if section == "images" else "a category", bad.why)
        return None
    if bad.picture is None:
        # The rest of some picture would look whole.
        raise Invalid(
            f"Nobody can tell of which picture an annotation of {name} is: {bad.why}.", kept="Nothing was read."
        )
    return bad.picture


def _category(name: str, value: dict[str, Any], known: dict[bytes, str], report: Report) -> None:
    number, called = _number(value.get("id")), value.get("name")
    if not isinstance(called, str) or not called.strip() or value.get("id") is None:
        report.lose(name, f"the category {str(value.get('id'))[:40]}", "it has no name or no number")
    elif known.get(number, called) != called:
        report.lose(name, f"the category {called[:60]!r}", f"{number.decode()} is {known[number]!r} already")
    else:
        if called in known.values() and number not in known:
            report.change(name, f"two categories called {called[:60]!r}", "they are one label here")
        known[number] = called
    for word in value.keys() - {"id", "name"}:
        if value[word] not in (None, "", [], {}, called):
            report.lose("", f"{word[:60]!r} of categories", "a label has a name")


def _mark(value: dict[str, Any]) -> Mark:
    others = [word for word in value if word not in _KEPT and value[word] not in (None, "", [], {}, 0)]
    given = value.get("attributes")
    attributes = given if is_object(given) else {}
    return Mark(
        value.get("id"), _number(value.get("category_id")), value.get("bbox"), bool(value.get("iscrowd")), attributes,
        value.get("segmentation") or None, value.get(RINGS), tuple(others),
    )  # fmt: skip


_HIGHEST = 100_000
"""Numbers of categories above it are counted anew."""


def _placed(categories: Sequence[dict[bytes, str]]) -> list[str]:
    """The names of categories, each at the place of its number; empty when files differ, or numbers are none."""
    placed: dict[int, str] = {}
    for known in categories:
        for written, name in known.items():
            number = int(written) if written.isdigit() and len(written) < 7 else _HIGHEST
            if number >= _HIGHEST or placed.setdefault(number, name) != name:
                return []
    return [placed.get(number, "") for number in range(max(placed) + 1)] if placed else []

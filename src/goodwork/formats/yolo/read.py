"""YOLO's labels: pictures, and beside each a text with a line for each box or outline in it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from goodwork.errors import Invalid, Unreadable
from goodwork.formats.beside_labels import Pictures, sizes
from goodwork.formats.boxes import CUT, DIGITS, Place, about_corner, checked, corners, place
from goodwork.formats.files import Files, ZipFiles, beside
from goodwork.formats.outlines import Parts, closed
from goodwork.formats.outlines import checked as checked_parts
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Broken, Dialect, Entry, Row, Said, Size, Source
from goodwork.formats.yolo.names import Named, names_of
from goodwork.model.records import Box, Polygon, Record, nothing_found

BY = "yolo"
FILE, PICTURE, SUBSET = "file", "picture", "subset"
IMAGES, LABELS = "images", "labels"
_SUBSETS = frozenset({"train", "val", "valid", "validation", "test"})
_SHARE = 2
"""A number beyond it is no share of a picture's side."""
_DIGITS = 1.5e-6
"""What the sixth digit of a share leaves open."""
MOST = 10_000
"""Regions of one picture."""
_PEEKED = 200
"""Texts that are looked at to tell what lines of eight numbers are."""
_BEGIN = 1 << 16


def read_yolo(file: BinaryIO, dialect: Dialect = Dialect()) -> Source:
    """A zip of pictures with their texts."""
    file.seek(0)
    if file.read(2) != b"PK":
        raise Unreadable(
            "YOLO keeps a text with boxes beside each picture, and this is one file.",
            kept="Nothing was read.",
            next_step="Name the folder with pictures and texts, or a zip of it.",
        )
    return yolo_source(ZipFiles(file), dialect)


def yolo_source(files: Files, dialect: Dialect = Dialect()) -> Source:
    """The pictures of a folder, each with the boxes of its text.

    A picture whose text is empty was looked at, and nothing was found; one without a text was not looked at. Places are
    shares of the upright picture. A line of four numbers is a box by its middle and sides; one of more is an outline.
    The corners of a rectangle are a turned box, unless as many outlines of the first texts have other than four
    corners. Of key points the box around them stays, and the rest is lost and reported.
    """
    report, told = Report(), Report()
    named = names_of(files, told)
    pictures = Pictures(files)
    texts = {name for name in files.names() if name.lower().endswith(".txt")}
    reader = _Reader(files, pictures, texts, named, report)

    def rows(skip: int) -> Iterator[Entry]:
        if not skip:
            report.add(told)
        met: set[str] = set()
        for line, name in enumerate(pictures.names[skip:], skip + 1):
            text = reader.text_of(name)
            if not skip and text is not None:
                met.add(text)
            yield reader.row(line, name, text)
        for name in sorted(one for one in texts if f"/{one}".rpartition(f"/{LABELS}/")[1]) if not skip else ():
            if name not in met:
                report.lose(name, "the text", "there is no picture of that name beside it")

    parts = [{"name": PICTURE, "type": "picture", "column": PICTURE}]
    hint: dict[str, Any] = {"id": FILE, "parts": parts, "answers": {}}
    source = Source(rows, beside(files), report, hint, states_all=True)
    return replace(source, classes={OBJECTS: named.names}) if named.names else source


class _Reader:
    """Makes rows of pictures."""

    def __init__(self, files: Files, pictures: Pictures, texts: set[str], named: Named, report: Report) -> None:
        self._files = files
        self._pictures = pictures
        self._texts = texts
        self._named = named
        self._report = report
        self._segments: bool | None = None
        named_so = Counter(map(_stem, pictures.names)), Counter(map(_stem, texts))
        self._alone = {stem: name for name in texts if all(count[stem := _stem(name)] == 1 for count in named_so)}

    def text_of(self, picture: str) -> str | None:
        """The text of a picture: in ``labels`` where it lies in ``images``, beside it, or the only one of its name."""
        stem = picture[: picture.rfind(".")]
        before, found, after = f"/{stem}".rpartition(f"/{IMAGES}/")
        places = [f"{before}/{LABELS}/{after}.txt"[1:]] if found else []
        places += [f"{stem}.txt", f"{LABELS}/{stem}.txt"]
        found_there = next((name for name in places if name in self._texts), None)
        return found_there or self._alone.get(_stem(picture))

    def row(self, line: int, picture: str, text: str | None) -> Row | Broken:
        """The row of a picture."""
        before, found, after = f"/{picture}".rpartition(f"/{IMAGES}/")
        name = f"{before}/{after}"[1:] if found else picture
        values: dict[str, Any] = {FILE: name, PICTURE: picture}
        subset = [part for part in PurePosixPath(picture).parts[:-1] if part.lower() in _SUBSETS]
        if subset:
            values[SUBSET] = subset[-1]
        if text is None:
            return Row(line, values)
        try:
            found_size = self._pictures.measure(picture)
            content = self._files.read(text).decode("utf-8-sig")
        except Invalid as error:
            return Broken(line, error.what, picture)
        except UnicodeDecodeError as error:
            return Broken(line, f"the byte at {error.start + 1} of its text is not UTF-8", picture)
        if found_size.orientation > 1:
            self._report.change("", "places in a picture that lies on its side", "they are shares of it upright")
        records, whole = self._regions(name, content, found_size.upright)
        if not whole and not records:
            return Row(line, values)
        unread = frozenset[str]() if whole else frozenset({OBJECTS})
        said = Said("annotation", BY, tuple(records) or (nothing_found(OBJECTS),), unread=unread)
        return Row(line, values, (said,), sizes(PICTURE, found_size.upright))

    def _regions(self, item: str, content: str, size: Size) -> tuple[list[Record], bool]:
        """The regions of a text, and whether they are all that it says."""
        records: list[Record] = []
        seen: set[str] = set()
        whole = True
        for number, line in enumerate(content.split("\n"), 1):
            words = line.split()
            if not words:
                continue
            if line in seen:
                self._report.change(item, "a line that is there twice", "it is kept once")
                continue
            seen.add(line)
            try:
                if len(records) >= MOST:
                    raise Invalid(f"there are more than {MOST:,} regions")
                label, drawn = self._line(words, size)
                placed = checked(drawn, size) if isinstance(drawn, Place) else checked_parts(drawn, size)
            except Invalid as error:
                self._report.lose(item, f"line {number} of its text ({line.strip()[:60]})", error.what)
                whole = False
                continue
            # The last digit of a share may lie beyond the border; so much is noise.
            if placed != drawn:
                self._report.change(item, f"the region of line {number}", CUT)
            n = len(records) + 1
            if isinstance(placed, Place):
                records.append(Box(OBJECTS, f"b{n}", label, label, *placed[:4], rotation=placed.rotation))
            else:
                records.append(Polygon(OBJECTS, f"p{n}", label, label, placed))
        return records, whole

    def _line(self, words: Sequence[str], size: Size) -> tuple[str, Place | Parts]:
        if not words[0].isdigit() or len(words[0]) > 6:
            raise Invalid(f"{words[0][:20]!r} is no number of a class")
        label = self._named.of(int(words[0]))
        if label is None:
            if self._named.names:
                raise Invalid(f"the class {words[0]} has no name")
            self._report.change("", "numbers of classes, now names", "the folder has no names for them")
            label = words[0]
        shares = [_share(word) for word in words[1:]]
        count, points = len(shares), self._named.points
        if points and count == 4 + points:
            self._report.lose("", "key points", "the box around them is kept")
            return label, _by_middle(shares[:4], size)
        if count == 5:
            self._report.lose("", "the confidence of boxes", "an annotation has none")
        if count in (4, 5):
            return label, _by_middle(shares[:4], size)
        if count < 6 or count % 2:
            raise Invalid(f"a line has 4 numbers behind its class, or those of corners, and this one {count}")
        outline = [(x * size[0], y * size[1]) for x, y in zip(shares[::2], shares[1::2], strict=True)]
        turned = _by_corners(outline, size) if count == 8 and not self._has_segments() else None
        return label, turned or ((closed(tuple((round(x, DIGITS), round(y, DIGITS)) for x, y in outline)),),)

    def _has_segments(self) -> bool:
        """Whether the texts hold outlines, so that four corners are those of one, too: at least as many have others."""
        if self._segments is None:
            begun = (self._files.begin(name, _BEGIN) for name in sorted(self._texts)[:_PEEKED])
            counts = Counter(_corners(line, self._named.points) for begin in begun for line in _whole_lines(begin))
            others = sum(n for corners, n in counts.items() if corners not in (0, 4))
            self._segments = self._named.segments or others >= max(counts[4], 1)
        return self._segments


def _whole_lines(begin: bytes) -> list[bytes]:
    """The lines of a text of which this is the beginning, without one that may be cut off."""
    lines = begin.split(b"\n")
    return lines[:-1] if len(begin) == _BEGIN else lines


def _corners(line: bytes, points: int) -> int:
    """How many corners the outline of a line has; 0 when it is none. ``points``: numbers of key points."""
    numbers = len(line.split()) - 1
    return numbers // 2 if numbers >= 6 and not numbers % 2 and numbers != 4 + points else 0


def _stem(name: str) -> str:
    """What a file is called, without its folders and its ending."""
    return name.rpartition("/")[2].rpartition(".")[0]


def _share(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        raise Invalid(f"{word[:20]!r} is no number") from None
    if not abs(number) <= _SHARE:
        raise Invalid(f"{word[:20]} is no share of a picture's side: places go from 0 to 1")
    return number


def _by_middle(shares: Sequence[float], size: Size) -> Place:
    """The box of its middle and its sides."""
    x, y, width, height = shares
    across, down = width * size[0], height * size[1]
    return _rounded(place(x * size[0] - across / 2, y * size[1] - down / 2, across, down), size)


def _rounded(box: Place, size: Size) -> Place:
    """A box whose borders are whole pixels, where its shares leave that open: six digits say no more."""
    x, y = _DIGITS * size[0], _DIGITS * size[1]
    near = [float(round(n)) if abs(n - round(n)) < open_ else n for n, open_ in zip(box[:4], (x, y, x, y), strict=True)]
    return Place(near[0], near[1], near[2], near[3], box.rotation)


def _by_corners(outline: Sequence[tuple[float, float]], size: Size) -> Place | None:
    """The turned box whose corners these are, from its left upper one; None when they are those of another shape."""
    a, b, c, d = outline
    if (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0]) < 0:
        b, d = d, b  # counted the other way round
    width, height = math.dist(a, b), math.dist(a, d)
    if not width or not height:
        raise Invalid("the box holds nothing: two of its corners lie on each other")
    turned = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])) % 360
    made = about_corner(a[0], a[1], width, height, turned)
    slack = 0.5 + 4e-6 * max(size)
    if any(math.dist(one, other) > slack for one, other in zip(corners(made), (a, b, c, d), strict=True)):
        return None
    quarter = round(turned / 90) * 90
    if abs(turned - quarter) * math.radians(1) * max(width, height) < slack / 10:
        x, y = [corner[0] for corner in outline], [corner[1] for corner in outline]
        return _rounded(place(min(x), min(y), max(x) - min(x), max(y) - min(y)), size)
    return made

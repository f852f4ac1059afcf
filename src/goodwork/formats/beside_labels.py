"""Pictures that lie beside a file which names them: where each is, how large, and places upright in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from goodwork.errors import Invalid
from goodwork.formats.boxes import Place, place
from goodwork.formats.files import Files
from goodwork.formats.masks import moved_mask
from goodwork.formats.outlines import Parts, Point, moved
from goodwork.formats.picture_sizes import ENOUGH, Measured, measured
from goodwork.formats.pictures import PICTURE_NAMES
from goodwork.formats.rows import Size

if TYPE_CHECKING:
    from goodwork.geometry.masks import Mask


def is_picture_name(name: str) -> bool:
    """Whether a file is called like a picture."""
    return name[name.rfind(".") :].lower() in PICTURE_NAMES


class Pictures:
    """The pictures of a folder."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.names = [name for name in files.names() if is_picture_name(name)]
        self._by_last: dict[str, list[str]] = {}
        for name in self.names:
            self._by_last.setdefault(name.rpartition("/")[2], []).append(name)

    def find(self, named: str, near: str, prefer: str = "") -> str | None:
        """The picture that a file of a folder names: beside it, from the top, or wherever only one is called so.

        ``near`` is the folder of the file that names it; ``prefer`` a folder that decides between several. Only
        what lies in the folder is ever found. Invalid when several may be meant.
        """
        plain = named.replace("\\", "/").removeprefix("./")
        called = self._by_last.get(plain.rpartition("/")[2], [])
        ends = [name for name in called if name == plain or name.endswith(f"/{plain}")]
        for sure in (f"{near}/{plain}" if near else plain, plain):
            if sure in ends:
                return sure
        found = ends or (called if len(called) == 1 else [])
        if len(found) > 1 and prefer:
            found = [name for name in found if prefer in PurePosixPath(name).parts[:-1]] or found
        if len(found) > 1:
            raise Invalid(f"several pictures are called {plain[:80]!r}")
        return found[0] if found else None

    def measure(self, name: str) -> Measured:
        """How large a picture is; Invalid when it does not say."""
        try:
            return measured(self._files.begin(name, ENOUGH))
        except Invalid:
            return measured(self._files.read(name))


@dataclass(frozen=True, slots=True)
class Turn:
    """What makes places upright that were measured in a picture as it is stored."""

    stored: Measured | None = None
    """None: they are upright already."""

    def box(self, box: Place) -> Place:
        """A box, upright."""
        return box if self.stored is None else upright(box, self.stored)

    def parts(self, parts: Parts) -> Parts:
        """The parts of an outline, upright."""
        return parts if self.stored is None else moved(parts, partial(upright_point, self.stored))

    def mask(self, mask: Mask) -> Mask:
        """A mask, upright."""
        if self.stored is None:
            return mask
        return moved_mask(mask, partial(upright_point, self.stored), self.stored.upright)


def as_stated(stated: Size | None, found: Measured | None) -> tuple[Size | None, Turn]:
    """The size of a picture upright, and what makes places upright that were measured in a picture of the stated size.

    Programs that label pictures disagree on whether they apply the EXIF orientation. The stated size tells, where a
    picture lies on its side: it is that of the pixels as they are stored, or that of the picture as people see it. Else
    boxes are taken as people see them. Invalid when the picture has another size.
    """
    if found is None:
        return stated, Turn()
    if stated is None or stated == found.upright:
        return found.upright, Turn()
    if stated == found.stored:
        return found.upright, Turn(found)
    width, height = found.upright
    raise Invalid(
        f"they are said to lie in a picture of {stated[0]} x {stated[1]} pixels, and it has {width} x {height}"
    )


def upright_point(stored: Measured, x: float, y: float) -> Point:
    """A point of a picture as it is stored, in the same picture upright.

    >>> upright_point(Measured(100, 80, 6), 10, 20)
    (60, 10)
    """
    match stored.orientation:
        case 5:
            return y, x
        case 6:
            return stored.height - y, x
        case 7:
            return stored.height - y, stored.width - x
        case 8:
            return y, stored.width - x
        case _:
            return x, y


def upright(box: Place, stored: Measured) -> Place:
    """A box in a picture as it is stored, in the same picture upright: EXIF's orientations 5 to 8 swap its sides.

    >>> upright(Place(10, 20, 30, 60), Measured(100, 80, 6))
    Place(x0=20, y0=10, x1=60, y1=30, rotation=0.0)
    """
    x0, y0, x1, y1, turned = box
    width, height = stored.width, stored.height
    match stored.orientation:
        case 5:
            corners, turned = (y0, x0, y1, x1), -turned
        case 6:
            corners = (height - y1, x0, height - y0, x1)
        case 7:
            corners, turned = (height - y1, width - x1, height - y0, width - x0), -turned
        case 8:
            corners = (y0, width - x1, y1, width - x0)
        case _:
            return box
    left, top, right, bottom = corners
    return place(left, top, right - left, bottom - top, turned)


def sizes(column: str, size: Size | None) -> dict[str, Size]:
    """The size of the picture in a column, as rows have it."""
    return {} if size is None else {column: size}


def stated_size(width: object, height: object) -> Size | None:
    """The size that a file states; None when it states none.

    >>> stated_size(640, 480.0), stated_size(0, 480), stated_size(None, 1)
    ((640, 480), None, None)
    """
    found: list[int] = []
    for side in (width, height):
        if isinstance(side, bool) or not isinstance(side, int | float) or not 1 <= side <= 1_000_000 or side % 1:
            return None
        found.append(int(side))
    return found[0], found[1]

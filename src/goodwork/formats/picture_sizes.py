"""How large a picture is, out of the beginning of its file: as it is stored, and upright."""

from __future__ import annotations

import io
from dataclasses import dataclass

from goodwork.errors import Invalid
from goodwork.formats.pictures import MEDIA, ORIENTATION
from goodwork.formats.rows import Size

ENOUGH = 1 << 18
"""Bytes in which nearly every picture has said its size."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The size of a picture."""

    width: int
    height: int
    """As it is stored, in pixels."""
    orientation: int = 1
    """How it is turned to be upright: EXIF's number, 1 to 8."""

    @property
    def stored(self) -> Size:
        """Width and height of the pixels in the file."""
        return self.width, self.height

    @property
    def upright(self) -> Size:
        """Width and height as people see it.

        >>> Measured(4, 3, 6).upright
        (3, 4)
        """
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)


def measured(content: bytes) -> Measured:
    """The size that a file begins by saying; Invalid when it says none. Nothing is decoded."""
    from PIL import Image  # loaded for the first picture

    try:
        with Image.open(io.BytesIO(content), formats=list(MEDIA)) as image:
            turned = image.getexif().get(ORIENTATION, 1)
            return Measured(*image.size, turned if turned in range(1, 9) else 1)
    except Exception as error:  # noqa: BLE001 - decoders raise nearly anything on damaged bytes; each means the same
        raise Invalid(f"its size can't be told ({str(error)[:100] or type(error).__name__})") from None

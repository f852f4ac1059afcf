"""Pictures in files: what they are, how large they are upright, and whether they can be shown at all."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodwork.errors import Invalid
from goodwork.model.json import is_object

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 64_000_000
"""A picture of more pixels, counted over all its frames, is not taken."""
MOST_FRAMES = 500

PICTURE_NAMES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})
"""How the names of pictures end."""
MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif", "BMP": "image/bmp"}
ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a picture after it was decoded."""

    media: str
    width: int
    height: int
    """Width and height as it is shown, upright.

    The bytes are kept as they are. Browsers apply the EXIF orientation when they show a picture, so it is applied
    exactly once: pixels are never turned here, only these two numbers are.
    """


def look_at(content: bytes) -> Picture:
    """Decode a picture as far as it takes to trust it; Invalid says why it can't be taken."""
    from PIL import Image, UnidentifiedImageError  # loaded for the first picture: the web process starts sooner

    try:
        with Image.open(io.BytesIO(content), formats=list(MEDIA)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Invalid(f"the picture has {image.width:,} x {image.height:,} pixels; the most is {MOST_PIXELS:,}")
            media = MEDIA[image.format or ""]
            width, height = image.size
            if image.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8):
                width, height = height, width
            _decode(image)
    except UnidentifiedImageError:
        raise Invalid("not a picture that browsers show (PNG, JPEG, WebP, GIF, BMP)") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid(f"the picture has more pixels than {MOST_PIXELS:,}") from None
    except Invalid:
        raise
    except Exception as error:  # noqa: BLE001 - decoders raise nearly anything on damaged bytes; each means the same
        raise Invalid(f"the picture is damaged ({str(error)[:100] or type(error).__name__})") from None
    return Picture(media, width, height)


def _decode(image: Image.Image) -> None:
    pixels = 0
    for frame in range(MOST_FRAMES + 1):
        try:
            image.seek(frame)
        except EOFError:
            return
        pixels += image.width * image.height
        if frame == MOST_FRAMES or pixels > MOST_PIXELS:
            raise Invalid(f"the picture has more than {MOST_FRAMES} frames or {MOST_PIXELS:,} pixels in them")
        image.load()


def web_address(value: Any) -> str | None:
    """The http(s) address that a cell of a picture column is; None for anything else."""
    if is_object(value):
        value = None if value.get("bytes") else value.get("path")
    if isinstance(value, str):
        value = value.strip()
        if value[:8].lower().startswith(("http://", "https://")):
            return value
    return None


def elsewhere(address: str) -> str | None:
    """Why a picture of another kind of address is not fetched, and what to do; None: it is no such address."""
    scheme, there, _ = address.partition("://")
    if not there or not scheme.isascii() or not scheme.replace("-", "").isalnum():
        return None
    return (
        f"its picture is at {scheme.lower()}://, which is not fetched: write https addresses (signed ones, where "
        "nobody else may read them), or copy the files and send a zip with the table and the pictures"
    )


def from_address(address: str) -> bytes | None:
    """The bytes of a ``data:image/...;base64,`` address; None for anything else, Invalid when it is damaged."""
    if not address.startswith("data:"):
        return None
    head, _, body = address.partition(",")
    if not head.startswith("data:image/") or not head.endswith(";base64"):
        raise Invalid("the data: address is not a picture in base64")
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise Invalid("the base64 of the picture is damaged") from None

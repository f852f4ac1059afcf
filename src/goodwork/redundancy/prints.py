"""Pictures to prints: 64 bits to find candidates by, 240 bits to check them with.

A picture is decoded at reduced size where its format allows (JPEG), turned as its EXIF says, made gray and shrunk
to 32 x 32. Of its cosine transform the lowest 8 x 8 frequencies give 64 bits, each above the median or not (Zauner
2010, "Implementation and benchmarking of perceptual image hash functions", pHash). The check asks something else of
the picture, where it gets brighter: 120 bits from left to right in eight rows, 120 downwards in eight columns (Krawetz
2013, "Kind of like that", dHash). High frequencies would not do: in a smooth picture they are what an encoder left.
Pictures without structure (one flat color) have no print: they are duplicates only when equal.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 32
WORDS = 5
"""A print: one word of 64 bits, then four that hold the check."""
CHECK = 240
"""Bits of the check."""
STEP = 1.0
"""Gray levels from which one place counts as brighter than the next: less is what encoders make of flat ground."""
FLAT = 2.0
"""Standard deviation, of 256 gray levels, up to which a picture counts as flat."""


MOST_PIXELS = 64_000_000
"""A picture of more is not decoded, as it is not imported; of a JPEG, as small as it can be decoded."""
_STRIP = 256
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip


def _cosines() -> NDArray[np.float32]:
    k = np.arange(8)[:, None]
    x = np.arange(SIDE)[None, :]
    return np.cos(np.pi * k * (2 * x + 1) / (2 * SIDE)).astype(np.float32)


COSINES = _cosines()


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of one picture."""

    gray: NDArray[np.uint8]
    """(32, 32)"""
    width: int
    height: int


def look(data: bytes | Path) -> Look:
    """Decodes one picture, as small as its format allows. Raises whatever its decoder does when it can't be read."""
    with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data) as picture:
        width, height = picture.size
        # A JPEG is decoded at 1/2, 1/4 or 1/8, never below twice the side.
        picture.draft("L", (2 * SIDE, 2 * SIDE))
        turned = _upright(picture)
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            # Transparent pictures are seen on white, as a page shows them. Made small first: that weighs by opacity,
            # so it looks the same, and a large picture is not held twice more.
            sheet = Image.new("RGBA", (SIDE, SIDE), "white")
            clear = turned if turned.mode == "RGBA" else turned.convert("RGBA")
            sheet.alpha_composite(clear.resize((SIDE, SIDE), Image.Resampling.BOX))
            turned = sheet
        if turned.mode in ("I;16", "I", "F"):
            turned = _eight_bits(turned)
        gray = turned.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
        return Look(np.asarray(gray), width, height)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of more than eight bits (depth, medical), stretched to eight."""
    values = np.array(picture, np.float32)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    values -= low
    np.nan_to_num(values, copy=False)
    values *= 255 / (high - low) if high > low else 0.0
    return Image.fromarray(values.astype(np.uint8))


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as it is shown, by its EXIF orientation. Raises ValueError when it is too large to be decoded."""
    if picture.width * picture.height > MOST_PIXELS:
        size = f"{picture.width:,} x {picture.height:,}"
        raise ValueError(f"the picture has {size} pixels; the most that is decoded is {MOST_PIXELS:,}")
    try:
        turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything; browsers show such a picture as it lies
        turn = None
    return picture if turn is None else picture.transpose(turn)


def prints_of(gray: NDArray[np.uint8]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """(n, 5) prints of (n, 32, 32) gray pictures, and which of them (n,) are flat."""
    levels = gray.astype(np.float32)
    flat = levels.std((1, 2)) <= FLAT
    words = np.zeros((len(gray), WORDS), np.uint64)
    block = (COSINES @ levels @ COSINES.T).reshape(len(gray), 64)
    # The first value is the mean brightness, which is no structure.
    low = block > np.median(block[:, 1:], 1, keepdims=True)
    low[:, 0] = False
    across = levels.reshape(len(gray), 8, 4, 16, 2).mean((2, 4))
    down = levels.reshape(len(gray), 16, 2, 8, 4).mean((2, 4))
    brighter = np.zeros((len(gray), 256), np.bool_)
    brighter[:, : CHECK // 2] = (across[:, :, 1:] > across[:, :, :-1] + STEP).reshape(len(gray), -1)
    brighter[:, CHECK // 2 : CHECK] = (down[:, 1:] > down[:, :-1] + STEP).reshape(len(gray), -1)
    words[:, :1] = np.packbits(low, axis=1).view(np.uint64)
    words[:, 1:] = np.packbits(brighter, axis=1).view(np.uint64)
    return words, flat


def pixel_hash(data: bytes | Path) -> bytes:
    """A hash (16 bytes) of the decoded pixels, their mode and size, after EXIF; metadata and encoding don't count."""
    with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data) as picture:
        turned = _upright(picture)
        if turned.mode in ("P", "PA", "1", "CMYK", "YCbCr"):
            turned = turned.convert("RGBA" if "transparency" in turned.info else "RGB")
        digest = hashlib.blake2b(f"{turned.mode} {turned.size}".encode(), digest_size=16)
        # In strips: the bytes of the whole would lie beside it.
        for top in range(0, turned.height, _STRIP):
            digest.update(turned.crop((0, top, turned.width, min(turned.height, top + _STRIP))).tobytes())
        return digest.digest()


def distance(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[Any]:
    """(n,) of `CHECK` bits, those in which the checks of prints ``a`` and ``b`` (n, 5) differ."""
    return np.bitwise_count(a[:, 1:] ^ b[:, 1:]).sum(1)

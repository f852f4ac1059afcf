"""Pictures to prints: 64 bits to find candidates by, 256 bits to check them with.

A picture is decoded at reduced size where its format allows (JPEG), turned as its EXIF says, made gray and shrunk
to 32 x 32. Of its cosine transform the lowest 16 x 16 frequencies give 256 bits, each above the median or not; the
lowest 8 x 8 give 64 (Zauner 2010, "Implementation and benchmarking of perceptual image hash functions", pHash).
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
from PIL import Image, ImageOps

SIDE = 32
WORDS = 5
"""A print: one word of 64 bits, then four of the 256-bit check."""
FLAT = 2.0
"""Standard deviation, of 256 gray levels, up to which a picture counts as flat."""


def _cosines() -> NDArray[np.float32]:
    k = np.arange(16)[:, None]
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
    """Decodes one picture, as small as its format allows. Raises OSError or ValueError when it can't be read."""
    with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data) as picture:
        width, height = picture.size
        # A JPEG is decoded at 1/2, 1/4 or 1/8, never below twice the side.
        picture.draft("L", (2 * SIDE, 2 * SIDE))
        turned = ImageOps.exif_transpose(picture)
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            # Transparent pictures are seen on white, as a page shows them.
            sheet = Image.new("RGBA", turned.size, "white")
            sheet.alpha_composite(turned.convert("RGBA"))
            turned = sheet
        if turned.mode in ("I;16", "I", "F"):
            turned = _eight_bits(turned)
        gray = turned.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
        return Look(np.asarray(gray), width, height)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of more than eight bits (depth, medical), stretched to eight."""
    values = np.asarray(picture, np.float64)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    scale = 255 / (high - low) if high > low else 0.0
    return Image.fromarray((np.nan_to_num(values - low) * scale).astype(np.uint8))


def prints_of(gray: NDArray[np.uint8]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """(n, 5) prints of (n, 32, 32) gray pictures, and which of them (n,) are flat."""
    levels = gray.astype(np.float32)
    flat = levels.std((1, 2)) <= FLAT
    frequencies = COSINES @ levels @ COSINES.T
    words = np.zeros((len(gray), WORDS), np.uint64)
    for first, side, places in ((0, 8, 1), (1, 16, 4)):
        block = frequencies[:, :side, :side].reshape(len(gray), -1)
        # The first value is the mean brightness, which is no structure.
        bits = block > np.median(block[:, 1:], 1, keepdims=True)
        bits[:, 0] = False
        words[:, first : first + places] = np.packbits(bits, axis=1).view(np.uint64)
    return words, flat


def pixel_hash(data: bytes | Path) -> bytes:
    """A hash (16 bytes) of the decoded pixels, their mode and size, after EXIF; metadata and encoding don't count."""
    with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data) as picture:
        turned = ImageOps.exif_transpose(picture)
        if turned.mode in ("P", "PA", "1", "CMYK", "YCbCr"):
            turned = turned.convert("RGBA" if "transparency" in turned.info else "RGB")
        digest = hashlib.blake2b(f"{turned.mode} {turned.size}".encode(), digest_size=16)
        digest.update(turned.tobytes())
        return digest.digest()


def distance(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[Any]:
    """(n,) bits in which the 256-bit checks of prints ``a`` and ``b`` (n, 5) differ."""
    return np.bitwise_count(a[:, 1:] ^ b[:, 1:]).sum(1)

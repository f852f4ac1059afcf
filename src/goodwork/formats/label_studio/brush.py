"""Brushed regions of Label Studio: bytes that hold the four channels of each pixel, row by row, in runs.

The bytes are a row of bits: how many values there are (32 bits), how many bits a value has less 1 (5), and four widths
less 1 (4 each). Then piece after piece: a bit that says whether one value repeats, which of the widths its length has
(2), the length less 1, and the value, or as many values as the piece is long. A pixel belongs where its last channel is
above 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from goodwork.errors import Invalid
from goodwork.formats.masks import MOST_UNPACKED, in_window
from goodwork.formats.rows import Size
from goodwork.model.json import is_list

if TYPE_CHECKING:
    from goodwork.geometry.masks import Mask

CHANNELS = 4
MOST_BYTES = 4_000_000
"""Bytes of one region."""
_WIDTHS = (3, 4, 8, 16)
_HEAD = 32 + 5 + 4 * 4


def from_brush(given: Any, size: Size) -> Mask:
    """The mask of a region's bytes in a picture of this width and height; Invalid when they are none."""
    width, height = size
    if not is_list(given) or not all(type(byte) is int and 0 <= byte < 256 for byte in given):
        raise Invalid("its rle is no list of bytes")
    if len(given) > MOST_BYTES:
        raise Invalid(f"its rle has {len(given):,} bytes; the most is {MOST_BYTES:,}")
    if width * height > MOST_UNPACKED:
        raise Invalid(f"its mask spans more than {MOST_UNPACKED:,} pixels")
    bits = "".join(map(_OCTETS.__getitem__, given))
    if len(bits) < _HEAD or int(bits[:32], 2) != CHANNELS * width * height:
        raise Invalid(f"its rle does not hold the {width} x {height} pixels of its picture")
    values = _runs(bits, CHANNELS * width * height)
    # Only the last channel of a pixel counts: a run from i to j holds that of floor(j / 4) - floor(i / 4) pixels.
    runs, begun, belongs = [0], 0, False
    for end, value in values:
        pixels = end // CHANNELS - begun // CHANNELS
        begun = end
        if pixels and (value > 0) != belongs:
            belongs = not belongs
            runs.append(0)
        runs[-1] += pixels
    return in_window(0, 0, width, height, runs, size)


def _runs(bits: str, most: int) -> list[tuple[int, int]]:
    """Where each run of values ends, and its value."""
    deep = int(bits[32:37], 2) + 1
    widths = [int(bits[start : start + 4], 2) + 1 for start in range(37, _HEAD, 4)]
    found: list[tuple[int, int]] = []
    at, done = _HEAD, 0
    while done < most:
        wide = widths[int(bits[at + 1 : at + 3] or "0", 2)]
        repeats, start = bits[at : at + 1] == "1", at + 3 + wide
        if start + deep > len(bits):
            raise Invalid("its rle ends in the middle")
        length = int(bits[at + 3 : start], 2) + 1
        if done + length > most or (not repeats and start + length * deep > len(bits)):
            raise Invalid("its rle holds more than its picture")
        if repeats:
            found.append((done + length, int(bits[start : start + deep], 2)))
            at = start + deep
        else:
            places = range(start, start + length * deep, deep)
            found += ((done + n, int(bits[place : place + deep], 2)) for n, place in enumerate(places, 1))
            at = start + length * deep
        done += length
    return found


def to_brush(runs: Sequence[int], size: Size) -> list[int]:
    """The bytes of a mask whose runs go along the rows of its whole picture, the first of those left out.

    >>> to_brush([1, 1], (2, 1))
    [0, 0, 0, 8, 57, 27, 252, 96, 17, 255, 128]
    """
    pieces = [f"{CHANNELS * size[0] * size[1]:032b}", f"{7:05b}", *(f"{width - 1:04b}" for width in _WIDTHS)]
    for n, run in enumerate(runs):
        left = CHANNELS * run
        while left:
            length = min(left, 1 << _WIDTHS[-1])
            which = next(k for k, width in enumerate(_WIDTHS) if length <= 1 << width)
            pieces.append(f"1{which:02b}{length - 1:0{_WIDTHS[which]}b}{255 * (n % 2):08b}")
            left -= length
    bits = "".join(pieces)
    bits += "0" * (-len(bits) % 8)
    return list(int(bits, 2).to_bytes(len(bits) // 8, "big"))


_OCTETS = tuple(f"{byte:08b}" for byte in range(256))

"""The runs of a mask as the short text in which COCO's files hold them.

Each number is written in pieces of five bits, the lowest first, as the character 48 further; a sixth bit says that more
follow, and the highest bit written is the sign. From the fourth run on it is the difference from the run two before.
"""

from __future__ import annotations

import numpy as np

from goodwork.errors import Invalid
from goodwork.geometry.masks import Mask, from_counts

FIRST, BITS, MORE = 48, 5, 0x20

MOST_PIECES = 13
"""Pieces of a number of 64 bits."""


def to_text(mask: Mask) -> str:
    """The runs of a mask as text.

    >>> to_text(from_counts([3, 3, 94], 10, 10))
    '33n2'
    """
    left = mask.counts.copy()
    left[3:] -= mask.counts[1:-2]
    pieces = np.zeros((len(left), MOST_PIECES), dtype=np.uint8)
    used = np.zeros(len(left), dtype=np.int64)
    open_ = np.ones(len(left), dtype=bool)
    for place in range(MOST_PIECES):
        low = left & 0x1F
        left = left >> BITS
        # Finished when what is left only repeats the sign bit that was written.
        done = np.where(low & 0x10, left == -1, left == 0)
        pieces[open_, place] = (low + np.where(done, 0, MORE))[open_] + FIRST
        used[open_] += 1
        open_ &= ~done
    kept = np.arange(MOST_PIECES)[None, :] < used[:, None]
    return pieces[kept].tobytes().decode("ascii")


def from_text(text: str, height: int, width: int) -> Mask:
    """The mask that a text holds; Invalid when it is none, or does not fill the picture.

    >>> from_text('33n2', 10, 10).counts.tolist()
    [3, 3, 94]
    """
    try:
        codes = np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64) - FIRST
    except UnicodeEncodeError:
        raise Invalid("The text of a mask has characters that no mask has.") from None
    if not len(codes):
        raise Invalid("The text of a mask is empty.")
    if (codes < 0).any() or (codes >= 64).any():
        raise Invalid("The text of a mask has characters that no mask has.")
    last = (codes & MORE) == 0
    if not last[-1]:
        raise Invalid("The text of a mask ends in the middle of a number.")
    number = np.cumsum(last) - last
    ends = np.flatnonzero(last)
    place = np.arange(len(codes)) - np.r_[0, ends[:-1] + 1][number]
    if place.max() >= MOST_PIECES - 1:
        raise Invalid("The text of a mask holds a number that is too large.")
    counts = np.zeros(len(ends), dtype=np.int64)
    np.add.at(counts, number, (codes & 0x1F) << (BITS * place))
    minus = (codes[ends] & 0x10) != 0
    counts -= np.where(minus, np.int64(1) << (BITS * (place[ends] + 1)), 0)
    counts[1::2] = np.cumsum(counts[1::2])
    counts[2::2] = np.cumsum(counts[2::2])
    return from_counts(counts, height, width)

"""Masks as runs: which pixels belong to an object, in the order and form of COCO.

Pixels are counted down the first column, then down the second. The runs alternate, the first is of pixels that don't
belong and may be 0 long; no other is. So a mask has one form only, and two are equal when their runs are. What two
masks share is found on the runs: nothing is unpacked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.geometry.limits import Floats

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.bool_]

MOST_PIXELS = 1 << 34
"""Pixels of a picture; its runs stay small all the same."""

MOST_UNPACKED = 1 << 29
"""Pixels that are unpacked at once: half a gigabyte."""


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """The pixels of one object in a picture of ``height`` x ``width``."""

    height: int
    width: int
    counts: Ints
    """(runs,) lengths, beginning with those that don't belong; they sum to all pixels of the picture."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mask):
            return NotImplemented
        same_size = (self.height, self.width) == (other.height, other.width)
        return same_size and np.array_equal(self.counts, other.counts)

    __hash__ = None  # type: ignore[assignment]

    @property
    def area(self) -> int:
        """How many pixels belong."""
        return int(self.counts[1::2].sum())

    @property
    def turns(self) -> Ints:
        """(turns,) the places at which belonging begins or ends, in order, the last end at the end among them."""
        ends = np.cumsum(self.counts)
        return ends if len(ends) % 2 == 0 else ends[:-1]


def from_counts(counts: npt.ArrayLike, height: int, width: int) -> Mask:
    """The mask of runs as a file has them; Invalid when they don't fill the picture.

    >>> from_counts([2, 0, 1, 3], 2, 3) == from_counts([3, 3], 2, 3)
    True
    """
    _check_size(height, width)
    try:
        given = np.asarray(counts)
        runs = given.astype(np.int64)
        whole = given.ndim == 1 and bool((runs == given).all())
    except (TypeError, ValueError, OverflowError):
        raise Invalid("The runs of a mask are a list of whole numbers.") from None
    if not whole or (runs < 0).any() or (runs > height * width).any():
        raise Invalid("The runs of a mask are whole numbers from 0 to the number of its pixels.")
    if int(runs.sum()) != height * width:
        raise Invalid(f"The runs of a mask hold {int(runs.sum()):,} pixels, its picture {height:,} x {width:,}.")
    return from_turns(np.cumsum(runs)[:-1], height, width)


def from_dense(pixels: npt.ArrayLike) -> Mask:
    """The mask of a table (height, width), true where a pixel belongs.

    >>> from_dense([[0, 1], [1, 1]]).counts.tolist()
    [1, 3]
    """
    table = np.asarray(pixels, dtype=bool)
    if table.ndim != 2:
        raise Invalid(f"A mask is a table of height x width, not of {table.ndim} dimensions.")
    flat = table.ravel(order="F")
    if not flat.size:
        raise Invalid("A picture has at least one pixel.")
    turns = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    return from_turns(np.r_[np.zeros(int(flat[0]), np.int64), turns], *table.shape)


def dense(mask: Mask) -> Bits:
    """(height, width) true where a pixel belongs; Invalid where that would not fit in memory."""
    if mask.height * mask.width > MOST_UNPACKED:
        raise Invalid(f"A mask of {mask.height:,} x {mask.width:,} pixels is not unpacked.")
    belongs = np.arange(len(mask.counts)) % 2 == 1
    return np.repeat(belongs, mask.counts).reshape((mask.height, mask.width), order="F")


def window(mask: Mask, x0: int, y0: int, x1: int, y1: int) -> Bits:
    """(y1 - y0, x1 - x0) the pixels of a part of the picture, of which nothing else is unpacked."""
    rows, columns = y1 - y0, x1 - x0
    column, row = np.divmod(mask.turns, mask.height)
    # What turns beside the part turns at its border: as often as before every pixel of it.
    turns = (column - x0) * rows + np.clip(row - y0, 0, rows)
    return dense(from_turns(np.clip(turns, 0, rows * columns), rows, columns))


def placed(pixels: Bits, x0: int, y0: int, height: int, width: int) -> Mask:
    """The mask of a picture in which ``pixels`` lie with their corner at x0, y0 and nothing else belongs."""
    rows, columns = pixels.shape
    if x0 < 0 or y0 < 0 or x0 + columns > width or y0 + rows > height:
        raise Invalid("The pixels do not lie inside their picture.")
    _check_size(height, width)
    # Each column stands alone, with a pixel more that never belongs, so that its runs end in it.
    tall = np.zeros((rows + 2, columns), dtype=np.int8)
    tall[1:-1] = pixels
    column, row = np.nonzero(np.diff(tall, axis=0).T)
    return from_turns((x0 + column) * height + y0 + row, height, width)


def bounds(mask: Mask) -> tuple[int, int, int, int] | None:
    """The least box x0, y0, x1, y1 around the pixels that belong, x1 and y1 exclusive; None when none does."""
    turns = mask.turns
    if not len(turns):
        return None
    starts, last = turns[::2], turns[1::2] - 1
    x0, x1 = int(starts[0]) // mask.height, int(last[-1]) // mask.height + 1
    if (starts // mask.height != last // mask.height).any():
        # A run that goes on into the next column touches the lower and the upper border.
        return x0, 0, x1, mask.height
    return x0, int((starts % mask.height).min()), x1, int((last % mask.height).max()) + 1


def union(masks: Sequence[Mask]) -> Mask:
    """What belongs to any of the masks, which are of one picture."""
    return _combine(masks, lambda depth: np.asarray(depth.any(axis=0)))


def common(masks: Sequence[Mask]) -> Mask:
    """What belongs to all of the masks."""
    return _combine(masks, lambda depth: np.asarray(depth.all(axis=0)))


def minus(mask: Mask, holes: Mask) -> Mask:
    """What belongs to the first and not to the second."""
    return _combine([mask, holes], lambda depth: depth[0] & ~depth[1])


def shared(a: Mask, b: Mask) -> int:
    """How many pixels two masks of one picture have in common."""
    _check_same([a, b])
    return int(_in_common(a, [b.turns]).sum()) if len(b.turns) else 0


def _in_common(mask: Mask, turns: Sequence[Ints]) -> Ints:
    """(n,) how many pixels a mask has in common with each of those that turn at these places; each has a pixel."""
    # How many pixels of it lie before a place is a line with corners at its turns: read at the turns of the others.
    places = np.r_[0, np.cumsum(mask.counts)]
    before = np.r_[0, np.cumsum(np.where(np.arange(len(mask.counts)) % 2, mask.counts, 0))]
    at = np.interp(np.concatenate(turns), places, before)
    first = np.cumsum([0, *(len(own) // 2 for own in turns[:-1])])
    return np.add.reduceat(np.rint(at[1::2] - at[::2]), first).astype(np.int64)


def iou(a: Sequence[Mask], b: Sequence[Mask]) -> Floats:
    """(n, m) what each mask of ``a`` shares with each of ``b``: pixels of both over pixels of either, 0 to 1."""
    out = np.zeros((len(a), len(b)))
    if not out.size:
        return out
    _check_same([*a, *b])
    mine, theirs = _boxes(a)[:, None], _boxes(b)[None]
    touch = np.all((mine[..., :2] < theirs[..., 2:]) & (theirs[..., :2] < mine[..., 2:]), axis=2)
    of_b = np.array([mask.area for mask in b])
    for i in np.flatnonzero(touch.any(axis=1)).tolist():
        near = np.flatnonzero(touch[i])
        both = _in_common(a[i], [b[j].turns for j in near.tolist()])
        out[i, near] = both / (a[i].area + of_b[near] - both)
    return out


def overlap(masks: Sequence[Mask]) -> tuple[int, int] | None:
    """The places of two masks of one picture that have a pixel in common; None when no two have.

    Of several pairs the one that meets first, down the columns.

    >>> one, other = from_counts([0, 2, 4], 2, 3), from_counts([1, 2, 3], 2, 3)
    >>> overlap([one, other]), overlap([one])
    ((0, 1), None)
    """
    if not masks:
        return None
    _check_same(masks)
    turns = [mask.turns for mask in masks]
    owner = np.repeat(np.arange(len(masks)), [len(own) // 2 for own in turns])
    runs = np.concatenate(turns).reshape(-1, 2)
    order = np.argsort(runs[:, 0], kind="stable")
    runs, owner = runs[order], owner[order]
    # Runs of one mask never meet: where one begins before the one before it ends, these are two.
    met = np.flatnonzero(runs[1:, 0] < runs[:-1, 1])
    if not len(met):
        return None
    one, other = sorted((int(owner[met[0]]), int(owner[met[0] + 1])))
    return one, other


def _boxes(masks: Sequence[Mask]) -> Ints:
    """(masks, 4) the boxes around masks; one without pixels has nothing, nowhere."""
    return np.array([bounds(mask) or (0, 0, 0, 0) for mask in masks], dtype=np.int64)


def _combine(masks: Sequence[Mask], rule: Callable[[Bits], Bits]) -> Mask:
    """The mask of the places at which ``rule`` (masks, places) -> (places,) holds."""
    _check_same(masks)
    first = masks[0]
    places = np.unique(np.concatenate([np.zeros(1, np.int64), *(mask.turns for mask in masks)]))
    depth = np.stack([np.searchsorted(mask.turns, places, side="right") % 2 == 1 for mask in masks])
    held = rule(depth)
    turns = places[np.flatnonzero(np.diff(held, prepend=False))]
    return from_turns(turns, first.height, first.width)


def _check_same(masks: Sequence[Mask]) -> None:
    if not masks:
        raise Invalid("There is no mask to combine.")
    sizes = {(mask.height, mask.width) for mask in masks}
    if len(sizes) > 1:
        raise Invalid("Masks of pictures of different size have no pixel in common.")


def _check_size(height: int, width: int) -> None:
    if not (height > 0 and width > 0 and height * width <= MOST_PIXELS):
        raise Invalid(f"A picture of {height:,} x {width:,} pixels can't be taken.")


def from_turns(turns: Ints, height: int, width: int) -> Mask:
    """The mask that turns at each of these places, in order; two turns at one place are none."""
    size = height * width
    places, times = np.unique(turns, return_counts=True)
    real = places[(times % 2 == 1) & (places < size)]
    return Mask(height, width, np.diff(np.r_[0, real, size]).astype(np.int64))

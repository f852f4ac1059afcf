"""Consensus of masks by EM over people's sensitivity and specificity: STAPLE.

Warfield, Zou & Wells, *Simultaneous truth and performance level estimation*, IEEE TMI 2004. ``p`` is the
chance that a person marks a pixel of the object, ``q`` that they leave a pixel outside it. Pixels that
everybody marked alike share one probability, so the work grows with the different patterns of votes, not with
the pixels. The result of STAPLE depends on how much background is counted; here it is the bounding box of
everything anybody marked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid

Floats = npt.NDArray[np.float64]

PRIOR = (9.0, 1.0)
"""Pseudo-pixels, right and wrong, behind every sensitivity and specificity."""


@dataclass(frozen=True, eq=False)
class MaskConsensus:
    """What masks of one object together say."""

    probability: Floats
    """(height, width) the chance of each pixel to belong to the object."""
    sensitivity: Floats
    """(people,) p, the share of the object's pixels a person marked."""
    specificity: Floats
    """(people,) q, the share of the pixels beside it that they left."""
    rounds: int

    @property
    def mask(self) -> npt.NDArray[np.bool_]:
        """(height, width) the pixels that more likely than not belong to the object."""
        return self.probability > 0.5


def mask_consensus(
    masks: npt.ArrayLike,
    *,
    sensitivity: npt.ArrayLike | None = None,
    specificity: npt.ArrayLike | None = None,
    most_rounds: int = 100,
    tolerance: float = 1e-6,
) -> MaskConsensus:
    """The consensus of ``masks`` (people, height, width), true where a person marked the object.

    ``sensitivity`` and ``specificity`` (people,) are where the EM starts, from earlier work of the same
    people.

    >>> disc = np.hypot(*np.mgrid[-8:9, -8:9]) < 6
    >>> bool((mask_consensus([disc, disc, np.roll(disc, 2, 0)]).mask == disc).all())
    True
    """
    votes = np.asarray(masks, dtype=bool)
    if votes.ndim != 3 or not len(votes):
        raise Invalid(f"Masks come as (people, height, width) with at least one person, not {votes.shape}.")
    people = len(votes)
    p = _start(sensitivity, people)
    q = _start(specificity, people)
    any_one = votes.any(axis=0)
    probability = np.zeros(any_one.shape)
    if not any_one.any():
        return MaskConsensus(probability, p, q, 0)
    rows, columns = (np.unique(places) for places in np.nonzero(any_one))
    window = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    inner = votes[:, *window].reshape(people, -1)
    # In an order that is theirs, not the caller's: where two camps are equally strong, rounding would decide.
    order = sorted(range(people), key=lambda j: (inner[j].tobytes(), p[j], q[j]))
    p, q = p[order], q[order]
    pattern, count, place = _patterns(inner[order])
    share = float((pattern * count[:, None]).sum() / (count.sum() * people))
    share = min(max(share, 1e-6), 1 - 1e-6)
    w = np.zeros(len(pattern))
    rounds = 0
    while rounds < most_rounds:
        rounds += 1
        inside = np.log(share) + pattern @ np.log(p) + (1 - pattern) @ np.log(1 - p)
        outside = np.log(1 - share) + pattern @ np.log(1 - q) + (1 - pattern) @ np.log(q)
        before, w = w, 1 / (1 + np.exp(np.clip(outside - inside, -700, 700)))
        object_, beside = w * count, (1 - w) * count
        p = (object_ @ pattern + PRIOR[0]) / (object_.sum() + sum(PRIOR))
        q = (beside @ (1 - pattern) + PRIOR[0]) / (beside.sum() + sum(PRIOR))
        if np.abs(w - before).max() < tolerance:
            break
    probability[window] = w[place].reshape(probability[window].shape)
    back = np.argsort(order)
    return MaskConsensus(probability, p[back], q[back], rounds)


def _start(given: npt.ArrayLike | None, people: int) -> Floats:
    values = np.full(people, 0.9) if given is None else np.asarray(given, dtype=np.float64)
    if values.shape != (people,) or not ((values > 0) & (values < 1)).all():
        raise Invalid(f"Sensitivity and specificity are {people} numbers between 0 and 1, one per person.")
    return values


def _patterns(votes: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """The different columns of ``votes`` (people, pixels) as (patterns, people), how many, and each pixel's pattern."""
    packed = np.ascontiguousarray(np.packbits(votes, axis=0).T)
    whole = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, place, count = np.unique(whole, return_index=True, return_inverse=True, return_counts=True)
    return votes[:, first].T.astype(np.float64), count.astype(np.float64), place.astype(np.int64)

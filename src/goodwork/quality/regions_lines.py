"""Lines that people draw in pictures: what two share, and what lies in the middle of several.

Two lines share, at each place of either, what its distance from the other leaves of ``reach``: all at no distance,
nothing from ``reach`` pixels on. The mean over the length of both is the share. It is the buffer method of Heipke et
al. (*Evaluation of automatic road extraction*, 1997), completeness and correctness in one number, with a border that
falls off evenly, so that half of a line, or a line half of the reach away, counts for what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from goodwork.geometry.lines import along, lengths, nearest, runs_back, with_fewer_corners
from goodwork.quality.regions_shapes import MEDIAN_RESTS, MEDIAN_ROUNDS

Floats = npt.NDArray[np.float64]

USUAL_REACH = 16.0
"""Pixels from which on two places share nothing, where nothing else is said."""

PLACES = 64
"""Places of a line at which it is compared, each in the middle of its stretch of the length, and put together."""

WINDOW = 0.3
"""How far apart, as a share of the length, two places of lines may be that are taken for the same."""

SLACK = 0.1
"""Corners are left out of a line in the middle that lie within this share of the reach. This and ``WINDOW``:
docs/decisions/0072-polylines.md."""

FINE = 200
"""Corners with which a line is compared: of one with more, those are left out that lie nearest to its line."""


class Lines:
    """Lines: (n, 2) corners. ``reach``: see above. ``directed``: lines that run opposite ways share nothing."""

    def __init__(self, reach: float = USUAL_REACH, *, directed: bool = False) -> None:
        self.reach, self.directed = reach, directed

    def likeness(self, a: Sequence[Floats], b: Sequence[Floats]) -> Floats:
        """The share of the length of both that lies at the other."""
        out = np.zeros((len(a), len(b)))
        if not out.size:
            return out
        same = a is b
        mine = [_Compared(line) for line in a]
        yours = mine if same else [_Compared(line) for line in b]
        near = self._near(mine, yours)
        for i, j in zip(*np.nonzero(np.triu(near) if same else near), strict=True):
            out[i, j] = self._shared(mine[int(i)], yours[int(j)])
            if same:
                out[j, i] = out[i, j]
        return out

    def _near(self, a: Sequence[_Compared], b: Sequence[_Compared]) -> npt.NDArray[np.bool_]:
        """Whether the boxes around two lines lie within the reach."""
        low, high = np.array([one.low for one in a]), np.array([one.high for one in a])
        others_low, others_high = np.array([one.low for one in b]), np.array([one.high for one in b])
        gap = np.maximum(low[:, None] - others_high[None], others_low[None] - high[:, None])
        return np.asarray((gap < self.reach).all(axis=2))

    def _shared(self, a: _Compared, b: _Compared) -> float:
        if a.line.shape == b.line.shape and (a.line == b.line).all():
            return 1.0
        if self.directed and runs_back(a.line, b.line):
            return 0.0
        there, back = (
            float(np.clip(1 - nearest(one.places, other.line)[0] / self.reach, 0, None).mean())
            for one, other in ((a, b), (b, a))
        )
        return (there * a.length + back * b.length) / (a.length + b.length)

    def middle(self, members: Sequence[Floats], weight: Floats) -> Floats:
        """At each place of the member that shares most with the others, the weighted geometric median of theirs.

        Lines run as that one does. Where half of the weight has no such place, the line ends.
        """
        first = members[0]
        if all(line.shape == first.shape and (line == first).all() for line in members):
            return first
        typical = members[int((self.likeness(members, members) @ weight).argmax())]
        plain = [_Compared(line).line for line in members]
        typical = _Compared(typical).line
        lines = [line[::-1] if runs_back(typical, line) else line for line in plain]
        share = np.unique(np.concatenate([np.linspace(0, 1, PLACES + 1), lengths(typical) / lengths(typical)[-1]]))
        there = along(typical, share)
        placed, has = np.zeros((len(lines), len(share), 2)), np.zeros((len(lines), len(share)), dtype=bool)
        for n, line in enumerate(lines):
            _, at = nearest(there, line)
            # What is nearest to its end lies beyond it; what is far along the line is another leg of it.
            has[n] = (at > 0) & (at < 1) & (np.abs(at - share) < WINDOW)
            placed[n] = along(line, at)
            # Ends go with ends.
            has[n, [0, -1]] = True
            placed[n, [0, -1]] = line[[0, -1]]
        kept = [k for k in range(len(share)) if weight[has[:, k]].sum() * 2 >= weight.sum()]
        made = medians(placed[:, kept], weight[:, None] * has[:, kept])
        made = made[np.append(True, (made[1:] != made[:-1]).any(axis=1))]
        # Where all that they share is one place, whoever is nearest to the others stands for all.
        return with_fewer_corners(made, SLACK * self.reach) if len(made) > 1 else typical


def medians(points: Floats, weight: Floats) -> Floats:
    """(places, 2) the geometric median at each place of ``points`` (members, places, 2), all places at once.

    ``weight`` (members, places), 0 where a member has no such place. See `regions_shapes.geometric_median`.

    >>> medians(np.array([[[0.0, 0]], [[0, 0]], [[90, 90]]]), np.ones((3, 1))).tolist()
    [[0.0, 0.0]]
    """
    at = np.einsum("mp,mpk->pk", weight, points) / weight.sum(axis=0)[:, None]
    # Between two members any place is a median: it is their weighted mean.
    moving = (weight > 0).sum(axis=0) > 2
    for own in range(len(points)):
        # Who is there holds it where the others together pull no harder than they weigh.
        way = points - points[own]
        away = np.hypot(way[..., 0], way[..., 1])
        here = away == 0
        pull = np.einsum("mp,mpk->pk", np.where(here, 0.0, weight / np.where(here, 1.0, away)), way)
        holds = (np.hypot(*pull.T) <= (weight * here).sum(axis=0)) & (weight[own] > 0) & moving
        at[holds] = points[own][holds]
        moving &= ~holds
    for _ in range(MEDIAN_ROUNDS):
        if not moving.any():
            break
        way = points[:, moving] - at[moving]
        near = weight[:, moving] / np.maximum(np.hypot(way[..., 0], way[..., 1]), MEDIAN_RESTS)
        step = np.einsum("mp,mpk->pk", near, way) / near.sum(axis=0)[:, None]
        at[moving] += step
        moving[np.flatnonzero(moving)[np.hypot(*step.T) < MEDIAN_RESTS]] = False
    return at


class _Compared:
    """A line with no more corners than comparing it takes, and the places at which that is done."""

    def __init__(self, line: Floats) -> None:
        self.low, self.high = line.min(axis=0), line.max(axis=0)
        slack = float((self.high - self.low).max()) / 1000
        while len(line) > FINE:
            line = with_fewer_corners(line, slack)
            slack *= 2
        self.line = line
        self.length = float(lengths(line)[-1])
        self.places = along(line, (np.arange(PLACES) + 0.5) / PLACES)

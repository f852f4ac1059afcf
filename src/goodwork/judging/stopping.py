"""When asking stops: the one rule that the queue, the calibration at the stop and the replay follow.

`stop` decides on one item, as ``flow.decide`` does; `stop_many` on many at once, as the calibration and the replay do.
They are the same rule: a test holds them to each other.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from goodwork.model.projects import Policy

REOPEN_MARGIN = 0.02
"""A settled item is reopened only when its confidence falls this far below the target: no flapping at the edge."""
REOPEN_WORTH = 1.5
"""What another answer has to be worth to an item that is settled already, before it is asked for again."""


class Stop(IntEnum):
    """What the answers so far are enough for."""

    ASK = 0
    """Another answer is asked for."""
    MET = 1
    """The target is met."""
    EXHAUSTED = 2
    """*most* is reached and the target is missed."""
    NO_GAIN = 3
    """The target is missed, and another answer would hardly help."""


def stop(
    confidence: float | None, answers: int, policy: Policy, *, settled: bool = False, worth: float | None = None
) -> Stop:
    """Whether to ask on, for one item with its lowest confidence and its number of answers.

    ``confidence`` None: no question has one, and the item settles on count. ``settled``: it was settled before.
    ``worth``: what another answer is worth (`judging.worth`); None: nobody knows, and it is asked for up to *most*.

    >>> stop(0.95, 1, Policy(target=0.9, fewest=2, most=5))
    <Stop.ASK: 0>
    >>> stop(0.89, 3, Policy(target=0.9, fewest=2, most=5), settled=True)
    <Stop.MET: 1>
    >>> stop(0.6, 3, Policy(target=0.9, fewest=2, most=5), worth=0.4)
    <Stop.NO_GAIN: 3>
    """
    bar = policy.target - REOPEN_MARGIN if settled else policy.target
    if (settled or answers >= policy.fewest) and (confidence is None or confidence >= bar):
        return Stop.MET
    if answers >= policy.most:
        return Stop.EXHAUSTED
    helps = worth is None or answers < policy.fewest or worth >= (REOPEN_WORTH if settled else 1.0)
    return Stop.ASK if helps else Stop.NO_GAIN


def stop_many(
    confidence: NDArray[np.float64],
    answers: NDArray[np.int64],
    policy: Policy,
    *,
    settled: NDArray[np.bool_] | None = None,
    worth: NDArray[np.float64] | None = None,
) -> NDArray[np.int64]:
    """`stop` for arrays (n,), as `Stop` codes (n,); a confidence or worth of nan is one that is not there."""
    was = np.zeros(len(confidence), np.bool_) if settled is None else settled
    bar = np.where(was, policy.target - REOPEN_MARGIN, policy.target)
    met = (was | (answers >= policy.fewest)) & (np.isnan(confidence) | (confidence >= bar))
    asked = np.full(len(confidence), Stop.ASK)
    if worth is not None:
        asked[(answers >= policy.fewest) & (worth < np.where(was, REOPEN_WORTH, 1.0))] = Stop.NO_GAIN
    return np.where(met, Stop.MET, np.where(answers >= policy.most, Stop.EXHAUSTED, asked)).astype(np.int64)

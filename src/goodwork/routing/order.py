"""In which order items are offered to whom: the lanes of a project's open items, and the hands that people have there.

An open item that misses an answer stands in one lane: in `CONTESTED` when it was asked beyond the fewest answers,
because those it had were not sure enough; else in the lane of as many answers as it misses. What an answer is expected
to gain says the order. The first answer to an item gains most, so items that nobody has seen come first. Then come
contested ones, where an answer can still turn what is taken for right, if the person knows more than chance would;
for whoever is known to be below the others they come last, and for whoever is known to be above them first. A second
answer that can only agree gains least. It is needed all the same, and not only in the end: people are known by what
several said of the same items. So a share of claims, `FINISHING`, explores: it finishes what was begun.
What somebody wishes for goes before that: contested items, or in each lane items from elsewhere
(``queue_elsewhere``).

The order never withholds anything: every lane is looked through before somebody is told that nothing is left.

The database carries it out (``queue_lanes``, ``queue_next``); a test compares the two, and a benchmark plays recorded
labels through this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from goodwork.model.limits import WorkWish

CONTESTED = 0
"""The lane of contested items; a lane above it is that of items which miss as many answers."""

FINISHING = 0.1
"""Share of claims that finish what was begun. At equal answers none would be best; a tenth costs half a point."""


class Hand(IntEnum):
    """What is known of a person beside the others of a project: never more than these three."""

    BELOW = -1
    """The whole interval of their skill lies below the others' mean, on a question and on none above."""
    ALIKE = 0
    """Nothing is known yet, or nothing that sets them apart."""
    ABOVE = 1
    """The whole interval lies above it."""


def hand(beside: Iterable[tuple[float, float, float]]) -> Hand:
    """A person's hand, by their interval on each question and the others' mean there: (low, high, mean).

    >>> hand([(0.8, 0.9, 0.7)]), hand([(0.8, 0.9, 0.7), (0.2, 0.3, 0.5)]), hand([])
    (<Hand.ABOVE: 1>, <Hand.ALIKE: 0>, <Hand.ALIKE: 0>)
    """
    sides = {Hand.ABOVE if low > mean else Hand.BELOW if high < mean else Hand.ALIKE for low, high, mean in beside}
    sides.discard(Hand.ALIKE)
    return sides.pop() if len(sides) == 1 else Hand.ALIKE


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person on one question: an estimate with its interval, and the items it rests on."""

    person: int
    estimate: float
    low: float
    high: float
    items: int


def hands(questions: Iterable[Sequence[Known]]) -> dict[int, Hand]:
    """Everybody's hand by what is known of all of them on each question, where anything is.

    >>> hands([[Known(1, 0.9, 0.85, 0.95, 90), Known(2, 0.6, 0.5, 0.7, 80), Known(3, 0.5, 0.1, 0.9, 5)]])
    {1: <Hand.ABOVE: 1>, 2: <Hand.BELOW: -1>, 3: <Hand.ALIKE: 0>}
    """
    beside: dict[int, list[tuple[float, float, float]]] = {}
    for known in questions:
        mean = sum(k.estimate * k.items for k in known) / max(sum(k.items for k in known), 1)
        for k in known:
            beside.setdefault(k.person, []).append((k.low, k.high, mean))
    return {person: hand(found) for person, found in beside.items()}


def lanes(fewest: int, most: int, whose: Hand, finishing: bool, wish: WorkWish = WorkWish.AS_IT_COMES) -> list[int]:
    """The lanes in the order in which they are looked through, each once.

    ``fewest``: answers that an item wants when it is new; ``most``: the highest lane there is, at least that. Who
    wishes for harder work is asked as the surest are: a wish orders items, and withholds none.

    >>> lanes(3, 3, Hand.ALIKE, False), lanes(3, 3, Hand.ABOVE, False), lanes(3, 3, Hand.BELOW, False)
    ([3, 0, 2, 1], [0, 3, 2, 1], [3, 2, 1, 0])
    >>> lanes(2, 4, Hand.ALIKE, False), lanes(2, 4, Hand.ABOVE, True)
    ([2, 0, 1, 3, 4], [1, 2, 3, 4, 0])
    >>> lanes(2, 2, Hand.BELOW, True, WorkWish.HARDER)
    [0, 2, 1]
    """
    if wish is WorkWish.HARDER:
        whose, finishing = Hand.ABOVE, False
    if finishing:
        return [*range(1, most + 1), CONTESTED]
    begun = [*range(fewest - 1, 0, -1), *range(fewest + 1, most + 1)]
    match whose:
        case Hand.ABOVE:
            return [CONTESTED, fewest, *begun]
        case Hand.ALIKE:
            return [fewest, CONTESTED, *begun]
        case Hand.BELOW:
            return [fewest, *begun, CONTESTED]

"""What the queue offers whom: from lanes or from gold, how much may be held, and why there is nothing.

The queue looks through the lanes of open items in the order that is the person's (`order`). Within a lane people move
on from where they stand; only when every lane has ended does the search begin again. A share of claims comes from gold
instead, as long as there is gold that the person has not met and whose own cap is not reached.
The database carries this out in one statement (``queue_claim``); here stands what it is told and how it is said.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from goodwork.model.claims import NoWork
from goodwork.routing.order import FINISHING

LIVE_MOST = 10
"""Claims that a person may hold at a time in a project: enough to work in several tabs, too few to hoard."""


AHEAD_MOST = 5
"""Further items that a desk may hold, to go on for a while without a connection."""

ENOUGH_EACH = 20
"""Open items for each person who works in a project, above which a desk may hold some ahead: nobody waits for them."""

PEOPLE_COUNTED = 100
"""People who are counted at most; from there on a project has always many."""


def ahead_of(wished: int, left: int, people: int) -> int:
    """How many further items a desk may hold; ``left`` is the number of open items that miss an answer.

    Both numbers may stop where more makes no difference. When few are left nobody holds any.

    >>> ahead_of(3, left=61, people=3), ahead_of(3, left=60, people=3), ahead_of(9, left=2000, people=1)
    (3, 0, 5)
    """
    return min(wished, AHEAD_MOST) if left > ENOUGH_EACH * max(people, 1) else 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of the queue."""

    item: int | None = None
    external: str | None = None
    """Either of them makes it a named claim."""
    further: bool = False
    """A further claim, though one runs already."""

    @property
    def named(self) -> bool:
        """Whether a stated item is asked for."""
        return self.item is not None or self.external is not None


def draw() -> float:
    """A number in [0, 1): below the project's share of gold, the claim is served from gold when it can be."""
    return random.random()  # noqa: S311 - which item comes next is no secret


def finishes() -> bool:
    """Whether this claim explores: it finishes what was begun (see `order`)."""
    return random.random() < FINISHING  # noqa: S311 - as above


_WHY = {
    NoWork.EMPTY: "This project has no items yet. Come back when its lead has imported some.",
    NoWork.DONE: "No item waits for an answer here: this project is done for now. Thank you.",
    NoWork.ALL_ANSWERED: "You have answered or skipped every item that is open to you; what is left is with others. "
    "Look in later, or choose another project.",
    NoWork.CHANGING: "What is left here is being given out or weighed at this moment, and there may be more for you "
    "in the next one. Look again.",
    NoWork.PAUSED: "This project gives out no work just now: its lead has paused or archived it.",
    NoWork.NOT_QUALIFIED: "This project asks for a tier of a qualification that you don't hold yet. "
    "Your page My qualifications says how it is earned; what you have in hand you may finish.",
    NoWork.TAKEN: "This item takes no more answers just now: it has all that it wants, or waits for its lead. "
    "Take the next one from the queue.",
    NoWork.SETTLED: "This item is settled: an answer saved. Take the next one from the queue.",
    NoWork.OWN_PAUSE: "You have paused. Come back when you like; nobody waits for you.",
    NoWork.OWN_DONE: "You are done for today. Come back when you like; what you began waits for you.",
    NoWork.OWN_QUIET: "It is one of your quiet hours. Come back after them, or lift them until they end.",
    NoWork.OWN_ITEMS: "You have reached the items that you set yourself for a day. Come back tomorrow, or lift it for "
    "today.",
    NoWork.OWN_PROJECTS: "You hold items in as many projects as you set yourself at once. Finish or give back what you "
    "began elsewhere, or lift it for today.",
    NoWork.AWAY: "You left this project. Come back to it when you like.",
    NoWork.ANSWERED: "You have answered or skipped this item already. Look under My answers to change an answer.",
}


def why(reason: NoWork) -> str:
    """A sentence that says why there is nothing, and what to do."""
    return _WHY[reason]

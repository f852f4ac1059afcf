"""One error tree. The first sentence of each class is the message when none is given.

::

    GoodworkError
    ├── Invalid            what was sent can't be taken            (carries faults)
    │   └── Unreadable     a file is not what it says it is
    ├── NotAllowed         the person may see it, but not do it
    ├── NotSignedIn        nobody is signed in
    ├── NotFound           there is no such thing, for this person
    │   └── Damaged        a stored file is missing, or not what its name says
    ├── Conflict           it changed underneath, or is in the wrong state
    ├── Throttled          too many tries
    ├── TooLarge           more than a stated limit
    ├── StorageFull        no room on the disk
    └── Unavailable        something goodwork stands on does not answer

Every error says what happened, what was kept and what to do next. An expected refusal (no item to claim)
is a value of the action, not an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was sent, and where."""

    where: str
    """A path like ``questions.mood.labels`` or ``line 12``; empty for the whole."""
    what: str
    """A sentence that says what is wrong and what would be right."""


class GoodworkError(Exception):
    """Something went wrong in goodwork."""

    code = "error"
    """A stable word for programs; the last part of the problem's ``type`` on the wire."""

    def __init__(
        self,
        what: str = "",
        *,
        kept: str = "",
        next_step: str = "",
        faults: Sequence[Fault] = (),
    ) -> None:
        self.what = what or (type(self).__doc__ or "").split("\n", 1)[0]
        self.kept = kept
        self.next_step = next_step
        self.faults = tuple(faults)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What happened, what was kept and what to do next, as one paragraph."""
        return " ".join(part for part in (self.what, self.kept, self.next_step) if part)


class Invalid(GoodworkError):
    """What was sent can't be taken."""

    code = "invalid"


class Unreadable(Invalid):
    """The file is not what it says it is."""

    code = "unreadable"


class NotAllowed(GoodworkError):
    """Your role does not allow this."""

    code = "not-allowed"


class NotSignedIn(GoodworkError):
    """Please sign in first."""

    code = "not-signed-in"


class NotFound(GoodworkError):
    """There is no such thing, or you have no access to it."""

    code = "not-found"


class Damaged(NotFound):
    """A stored file is missing, or is not what was put there."""

    code = "damaged"


class Conflict(GoodworkError):
    """It changed in the meantime."""

    code = "conflict"


class Throttled(GoodworkError):
    """Too many tries."""

    code = "throttled"

    def __init__(self, what: str = "", *, seconds: int, **rest: str) -> None:
        self.seconds = seconds
        wait = f"{seconds} seconds" if seconds <= 120 else f"{ceil(seconds / 60)} minutes"
        super().__init__(what, next_step=rest.get("next_step", f"Try again in {wait}."))


class TooLarge(GoodworkError):
    """This is larger than the limit."""

    code = "too-large"


class StorageFull(GoodworkError):
    """There is no room left on the disk."""

    code = "storage-full"


class Unavailable(GoodworkError):
    """Something goodwork stands on does not answer."""

    code = "unavailable"

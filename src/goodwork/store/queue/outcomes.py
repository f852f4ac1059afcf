"""The words that the queue's functions return, beside those of NoWork and ClaimAccess.

The texts of the functions name them as they are named here (``ClaimOutcome.GRANTED``); store.functions puts the values
in, so that a word is written once.
"""

from __future__ import annotations

from enum import StrEnum

from goodwork.model.claims import NoWork
from goodwork.routing.access import ClaimAccess


class ClaimOutcome(StrEnum):
    """What came of asking for a claim; NoWork says why there is none."""

    GRANTED = "granted"
    """The claim, also when it ran before."""
    IN_HAND = "in-hand"
    """The claim that runs, which they may finish though their access to the project has ended."""
    NOT_FOUND = "not-found"
    NOT_ALLOWED = "not-allowed"
    """They can't choose the item here."""
    TOO_MANY = "too-many"
    """They hold as many claims as a person may."""
    NOT_COVERED = "not-covered"
    """The caller's token lacks the scope."""


class SubmitOutcome(StrEnum):
    """What came of submitting; ClaimAccess says why the claim is closed."""

    TAKEN = "taken"
    """The annotation, also when the same was submitted before."""
    CONFLICT = "conflict"
    """Something else was submitted before."""
    SKIPPED = "skipped"
    HANDED_OVER = "handed-over"
    """A colleague carries it on."""
    OTHER_REQUEST = "other-request"
    """The key belongs to another request."""
    NO_PREDICTION = "no-prediction"
    NOT_FOUND = "not-found"
    NOT_COVERED = "not-covered"


class DraftOutcome(StrEnum):
    """What came of saving a draft; ClaimAccess says that it was kept in hand, or why the claim is closed."""

    KEPT = "kept"
    CONFLICT = "conflict"
    """It does not build on the newest one, which is returned if there is one."""
    SUBMITTED = "submitted"
    SKIPPED = "skipped"
    HANDED_OVER = "handed-over"
    NOT_FOUND = "not-found"
    NOT_COVERED = "not-covered"


CLAIM: dict[str, ClaimOutcome | NoWork] = {word.value: word for words in (ClaimOutcome, NoWork) for word in words}
SUBMIT: dict[str, SubmitOutcome | ClaimAccess] = {
    word.value: word for words in (SubmitOutcome, ClaimAccess) for word in words
}
DRAFT: dict[str, DraftOutcome | ClaimAccess] = {
    word.value: word for words in (DraftOutcome, ClaimAccess) for word in words
}

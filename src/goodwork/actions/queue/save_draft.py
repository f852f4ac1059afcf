"""Saving unfinished answers: they outlive the tab, the lease and the server."""

from __future__ import annotations

from typing import Any, assert_never

from goodwork.actions.queue.claim_item import lacks_scope
from goodwork.actions.queue.desk import Desk
from goodwork.actions.queue.holding import HandedOverBefore, SkippedBefore, Submitted, refusal
from goodwork.errors import Conflict, Invalid, NotFound
from goodwork.forms.answers import read_draft
from goodwork.model.claims import AnswersJson, Draft
from goodwork.model.people import Credential
from goodwork.routing.access import ClaimAccess
from goodwork.store.database import Database
from goodwork.store.queue import calls
from goodwork.store.queue.outcomes import DraftOutcome


class NewerDraft(Conflict):
    """Another tab has saved a newer draft."""

    code = "newer-draft"

    def __init__(self, newer: Draft) -> None:
        super().__init__(
            kept="The newer draft was kept, and nothing was overwritten.",
            next_step="Look at it, and save again on top of its revision.",
        )
        self.newer = newer


async def save_draft(
    database: Database,
    desk: Desk,
    caller: Credential,
    claim: int,
    *,
    answers: AnswersJson,
    form_version: int,
    revision: int,
) -> Draft:
    """Keep these answers and renew the claim. ``revision`` is the draft's that they build on, 0 for the first.

    NewerDraft when there is a newer one. The same draft sent again gives the same answer.
    """
    place = await desk.place(database, caller, claim)
    try:
        form = await desk.form(database, place.project_id, form_version)
        kept: dict[str, Any] = read_draft(form, answers)
    except Invalid:
        await desk.check(database, caller, claim)
        raise
    saved = await calls.draft(database, caller, claim, form_version, kept, revision)
    match saved.outcome:
        case DraftOutcome.KEPT | ClaimAccess.FULL | ClaimAccess.IN_HAND:
            assert saved.answers is not None, "a draft that was kept is there"
            in_hand = saved.outcome is ClaimAccess.IN_HAND
            return Draft(saved.answers, saved.revision, saved.saved_at, in_hand=in_hand)
        case DraftOutcome.CONFLICT if saved.answers is not None:
            raise NewerDraft(Draft(saved.answers, saved.revision, saved.saved_at))
        case DraftOutcome.CONFLICT:
            raise Conflict(
                f"There is no draft of revision {revision} to build on.",
                kept="Nothing was changed.",
                next_step="Save with revision 0.",
            )
        case DraftOutcome.SUBMITTED:
            raise Submitted(
                "You have submitted this item already, so its draft is closed.",
                kept="What you submitted was kept.",
                next_step="Change it under My answers.",
            )
        case DraftOutcome.SKIPPED:
            raise SkippedBefore("You have skipped this item, so its draft is closed.", next_step="Take the next item.")
        case DraftOutcome.HANDED_OVER:
            raise HandedOverBefore(
                "You have handed this item over, so its draft is closed.",
                kept="What you handed over was kept.",
                next_step="Take it back under My answers, as long as no colleague has taken it up.",
            )
        case DraftOutcome.NOT_COVERED:
            raise lacks_scope("work")
        case DraftOutcome.NOT_FOUND:
            raise NotFound
        case ClaimAccess.READING | ClaimAccess.ARCHIVED | ClaimAccess.ENDED:
            raise refusal(saved.outcome)
        case _:
            assert_never(saved.outcome)

"""Submitting answers: checked, appended, the claim closed, the item marked to be appraised, in one transaction."""

from __future__ import annotations

from typing import assert_never

from goodwork.actions.idempotency import fingerprint, other_request
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.claim_item import lacks_scope
from goodwork.actions.queue.desk import Desk
from goodwork.actions.queue.holding import HandedOverBefore, SkippedBefore, Submitted, refusal
from goodwork.blobs import Blobs
from goodwork.errors import Fault, Invalid, NotFound
from goodwork.model.claims import Annotation, AnswersJson
from goodwork.model.ids import AnnotationId, ItemId
from goodwork.model.people import Credential
from goodwork.routing.access import ClaimAccess
from goodwork.store.database import Database
from goodwork.store.queue import calls
from goodwork.store.queue.outcomes import SubmitOutcome


async def submit_annotation(
    database: Database,
    blobs: Blobs,
    desk: Desk,
    caller: Credential,
    claim: int,
    *,
    answers: AnswersJson,
    form_version: int,
    prediction: int | None = None,
    key: str | None = None,
) -> Annotation:
    """Take the caller's answers under their claim.

    The same answers sent again, with or without the key, give the same annotation; other answers to an item that is
    submitted are a Conflict (a revision is the way to change it). A late answer is always accepted of whoever may still
    work in the project; whoever may not any more finishes what they hold where the policy says so (`claim_access`).
    """
    place = await desk.place(database, caller, claim)
    try:
        form = await desk.form(database, place.project_id, form_version)
        row, blob = await kept.take(blobs, form, answers, place.parts)
    except Invalid:
        await desk.check(database, caller, claim)
        raise
    mark = b"" if key is None else fingerprint("submit", claim, form_version, prediction, answers)
    made = await calls.submit(
        database, caller, claim, form_version, answers=row, blob=blob, prediction=prediction, key=key, mark=mark
    )
    match made.outcome:
        case SubmitOutcome.TAKEN:
            return Annotation(
                AnnotationId(made.annotation_id),
                ItemId(made.item_id),
                made.revision,
                made.form_version,
                made.answers if made.answers is not None else await kept.fetch(blobs, None, made.answers_blob),
                made.surplus,
                made.submitted_at,
            )
        case SubmitOutcome.CONFLICT:
            raise Submitted(
                "You have submitted other answers to this item already, perhaps in another tab.",
                kept="Your first answers were kept.",
                next_step="Open the item under My answers to change them.",
            )
        case SubmitOutcome.SKIPPED:
            raise SkippedBefore(
                "You have skipped this item, so it takes no answer of yours.", next_step="Take the next item."
            )
        case SubmitOutcome.HANDED_OVER:
            raise HandedOverBefore(
                "You have handed this item over, and a colleague carries it on.",
                kept="What you handed over was kept, and is credited to you with their answer.",
                next_step="Take the next item.",
            )
        case SubmitOutcome.OTHER_REQUEST:
            raise other_request()
        case SubmitOutcome.NO_PREDICTION:
            raise Invalid(
                "This item has no such prediction.",
                kept="Your draft was kept.",
                faults=[Fault("prediction_id", "Not a prediction for this item.")],
            )
        case SubmitOutcome.NOT_COVERED:
            raise lacks_scope("work")
        case SubmitOutcome.NOT_FOUND:
            raise NotFound
        case ClaimAccess():
            raise refusal(made.outcome)
        case _:
            assert_never(made.outcome)

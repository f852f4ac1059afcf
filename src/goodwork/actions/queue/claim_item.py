"""Asking the queue for work: the running claim again, the next item, or a stated one."""

from __future__ import annotations

from goodwork.actions.queue.desk import Desk
from goodwork.errors import Conflict, NotAllowed, NotFound
from goodwork.model.claims import ClaimView, NoWork
from goodwork.model.people import Credential
from goodwork.routing.offer import LIVE_MOST, Wish, draw
from goodwork.store.database import Database
from goodwork.store.queue import calls


async def claim_item(
    database: Database, desk: Desk, caller: Credential, project: int, wish: Wish
) -> ClaimView | NoWork:
    """The caller's claim, or why there is none.

    A running claim is given again before a new one is granted, so asking twice is safe and needs no key; also in a
    paused project, and ``in_hand`` to whoever has lost their access where the policy lets them finish. A named claim
    takes the scope ``claim-named`` of a token, and of the person the role of a reviewer, or a project whose policy
    says ``named_claims``.
    """
    made = await calls.claim(
        database,
        caller,
        project,
        item=wish.item,
        external=wish.external,
        further=wish.further,
        live_most=LIVE_MOST,
        draw=draw(),
    )
    if made.view is not None:
        desk.note(caller, made.view)
        return made.view
    match made.outcome:
        case "not-found":
            raise NotFound
        case calls.NOT_COVERED:
            raise lacks_scope("claim-named" if wish.named else "work")
        case "not-allowed":
            raise NotAllowed(
                "You can't choose the item in this project: the queue gives out the next one.",
                kept="Nothing was changed.",
                next_step="Claim without naming an item, or have the lead turn on the policy's named_claims.",
            )
        case "too-many":
            raise Conflict(
                f"You hold {LIVE_MOST} claims in this project already.",
                kept="All of them are kept.",
                next_step="Submit or release one of them first.",
            )
        case word:
            return NoWork(word)


def lacks_scope(scope: str) -> NotAllowed:
    """The refusal of a token that does not cover what is asked."""
    return NotAllowed(f"This token does not have the scope {scope}.", next_step="Make a token that has it, or sign in.")

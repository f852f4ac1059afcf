"""Asking the queue for work: the running claim again, the next item, or a stated one."""

from __future__ import annotations

import asyncio
from typing import assert_never

from goodwork.actions.projects.reach import why_no_claim
from goodwork.actions.queue.desk import Desk
from goodwork.errors import Conflict, GoodworkError, NotAllowed, NotFound
from goodwork.model.claims import ClaimView, NoWork
from goodwork.model.people import Credential
from goodwork.routing.offer import ENOUGH_EACH, LIVE_MOST, PEOPLE_COUNTED, Wish, ahead_of, draw, finishes
from goodwork.store.database import Database, Kind
from goodwork.store.people import sign_on
from goodwork.store.queue import calls, claims
from goodwork.store.queue.outcomes import ClaimOutcome

PATIENCE = 1.0
"""Seconds within which the queue is asked again while what is left is changing: most changes take milliseconds."""

FIRST_PAUSE = 0.02
"""Seconds before it is asked again; each further pause is twice as long."""


async def claim_item(
    database: Database, desk: Desk, caller: Credential, project: int, wish: Wish
) -> ClaimView | NoWork:
    """The caller's claim, or why there is none.

    A running claim is given again before a new one is granted, so asking twice is safe and needs no key; also in a
    paused project, and ``in_hand`` to whoever has lost their access where the policy lets them finish. A named claim
    takes the scope ``claim-named`` of a token, and of the person the role of a reviewer, or a project whose policy
    says ``named_claims``.
    """
    made = await _ask(database, caller, project, wish)
    match made.outcome:
        case ClaimOutcome.GRANTED | ClaimOutcome.IN_HAND:
            assert made.view is not None, "a claim that was granted is there"
            desk.note(caller, made.view)
            return made.view
        case NoWork():
            return made.outcome
        case ClaimOutcome.NOT_FOUND:
            raise await _why_none(database, caller, project)
        case ClaimOutcome.NOT_COVERED:
            raise lacks_scope("claim-named" if wish.named else "work")
        case ClaimOutcome.NOT_ALLOWED:
            raise NotAllowed(
                "You can't choose the item in this project: the queue gives out the next one.",
                kept="Nothing was changed.",
                next_step="Claim without naming an item, or have the lead turn on the policy's named_claims.",
            )
        case ClaimOutcome.TOO_MANY:
            raise Conflict(
                f"You hold {LIVE_MOST} claims in this project already.",
                kept="All of them are kept.",
                next_step="Submit or release one of them first.",
            )
        case _:
            assert_never(made.outcome)


async def claim_ahead(
    database: Database, desk: Desk, caller: Credential, now: ClaimView, wished: int
) -> list[ClaimView]:
    """Further claims of the caller, for a while without a connection, besides the one that they work on now.

    They are claims like every other: they count towards what an item wants, end with their lease, and are given back by
    releasing them. Those that the caller holds already come first. There are none when few items are left: whoever
    holds some then gives them back.
    """
    if now.in_hand:
        return []
    actor = await sign_on.actor_of(database, caller)
    if actor is None:
        return []
    project = now.project_id
    async with database.transaction(actor, kind=Kind.READ) as t:
        left, people = await claims.room(t, project, items=ENOUGH_EACH * PEOPLE_COUNTED + 1, people=PEOPLE_COUNTED)
        most = ahead_of(wished, left, people)
        held = [view for view in await claims.live(t, actor, project) if view.id != now.id][:most] if most else []
    known = {now.id, *(view.id for view in held)}
    while len(held) < most:
        made = await calls.claim(
            database,
            caller,
            project,
            item=None,
            external=None,
            further=True,
            live_most=LIVE_MOST,
            draw=draw(),
            finishing=finishes(),
        )
        # Somebody who holds all that they may gets a claim that they have; who gets none has met all there is.
        if made.view is None or made.view.id in known:
            break
        known.add(made.view.id)
        held.append(made.view)
    for view in held:
        desk.note(caller, view)
    return held


async def _why_none(database: Database, caller: Credential, project: int) -> GoodworkError:
    actor = await sign_on.actor_of(database, caller)
    if actor is None:
        return NotFound()
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await why_no_claim(t, actor, project)


async def _ask(database: Database, caller: Credential, project: int, wish: Wish) -> calls.Claimed:
    """Ask the queue, and again for a moment while what is left is changing; no connection is held meanwhile."""
    clock = asyncio.get_running_loop().time
    ends, pause, drawn, finishing = clock() + PATIENCE, FIRST_PAUSE, draw(), finishes()
    while True:
        made = await calls.claim(
            database,
            caller,
            project,
            item=wish.item,
            external=wish.external,
            further=wish.further,
            live_most=LIVE_MOST,
            draw=drawn,
            finishing=finishing,
        )
        if made.outcome is not NoWork.CHANGING or clock() + pause > ends:
            return made
        await asyncio.sleep(pause)
        pause *= 2


def lacks_scope(scope: str) -> NotAllowed:
    """The refusal of a token that does not cover what is asked."""
    return NotAllowed(f"This token does not have the scope {scope}.", next_step="Make a token that has it, or sign in.")

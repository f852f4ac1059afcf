"""Leaving a claim without an answer: skipped, released, or run out. None of it leaves a mark on the person."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from goodwork import flow
from goodwork.actions import idempotency
from goodwork.actions.queue.holding import HandedOverBefore, Submitted, access_to, refusal
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.errors import NotFound
from goodwork.model.claims import Claim, ClaimState
from goodwork.model.ids import ClaimId
from goodwork.model.people import SYSTEM, Actor, Worker
from goodwork.model.projects import Policy
from goodwork.model.stories import Cause
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import counts
from goodwork.store.queue import claims

SWEPT = 500
"""Claims that one sweep ends at most; the next goes on."""

# Leaving depends on no policy.
_ANY = Policy()


async def skip_claim(database: Database, actor: Actor, claim: int, reason: str) -> None:
    """Skip: the slot is free, the item never comes back to this person, whatever follows; the third person who skips
    it holds it for the lead."""
    async with database.transaction(actor) as t:
        left = await _leave(t, actor, claim, ClaimState.SKIPPED, "skip")
        if left is not None:
            await claims.add_skip(t, actor, left, reason)


async def release_claim(database: Database, actor: Actor, claim: int) -> None:
    """Give a claim back: the slot is free, and the person may meet the item again. Its draft is kept.

    Everybody may, also when their access has ended; a claim that was skipped stays so.
    """
    async with database.transaction(actor) as t:
        await _leave(t, actor, claim, ClaimState.RELEASED, "release")


async def flag_item(database: Database, actor: Actor, claim: int, note: str, *, key: str | None) -> None:
    """Say what is wrong with the item; the claim goes on. How to judge it is asked in a thread."""
    async with database.transaction(actor) as t:
        if await idempotency.recall(t, actor, key, idempotency.fingerprint("flag", claim, note)) is not None:
            return
        locked = await claims.lock(t, actor.person_id, claim)
        if locked is None:
            raise NotFound
        await _check(t, actor, locked[0])
        await claims.add_flag(t, actor, locked[0], note)
        await idempotency.remember(t, actor, key, {})


async def expire_claims(database: Database) -> int:
    """End the claims whose time is over, by the database's clock, and those that may not be finished; returns how
    many."""
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        late = await claims.overdue(t, SWEPT)
    ended = 0
    for organization, project, items in late:
        async with database.transaction(Worker(organization)) as t:
            held = await counts.lock(t, items)
            over = await claims.expired_of_items(t, items)
            ran_out = Counter(claim.item_id for claim in over)
            happened = [Happened(item, flow.Expired(ran_out[item.id])) for item in held if item.id in ran_out]
            await carry_out(t, Where(organization, project, _ANY), happened)
            await claims.close(t, [claim.id for claim in over], ClaimState.EXPIRED)
            ended += len(over)
    return ended


async def _leave(
    t: Transaction,
    actor: Actor,
    claim_id: int,
    state: Literal[ClaimState.SKIPPED, ClaimState.RELEASED],
    verb: Literal["skip", "release"],
) -> Claim | None:
    """Close the claim; None when it was left this way before, so that sending it again is safe."""
    locked = await claims.lock(t, actor.person_id, claim_id)
    if locked is None:
        raise NotFound
    claim, item = locked
    if claim.state is state:
        return None
    if state is ClaimState.RELEASED and claim.state in (ClaimState.EXPIRED, ClaimState.SKIPPED):
        return None
    if claim.state is ClaimState.HANDED_OVER:
        raise HandedOverBefore(kept="What you handed over was kept.", next_step="Take the next item.")
    if claim.state is ClaimState.SUBMITTED:
        raise Submitted(
            f"You have submitted this item already, so there is nothing to {verb}.", kept="Your answers were kept."
        )
    late = claim.state is not ClaimState.LIVE
    event = flow.Released()
    if state is ClaimState.SKIPPED:
        await _check(t, actor, claim)
        event = flow.Skipped(late)
    where = Where(actor.organization_id, item.project_id, _ANY)
    await carry_out(t, where, [Happened(item, event, Cause.SKIPPED if state is ClaimState.SKIPPED else None)])
    await claims.close(t, [ClaimId(claim.id)], state)
    return claim


async def _check(t: Transaction, actor: Actor, claim: Claim) -> None:
    access = await access_to(t, actor, claim.project_id, running=claim.running)
    if not access.finishes:
        raise refusal(access)

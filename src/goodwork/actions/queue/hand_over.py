"""Handing over: what somebody began is left for a colleague to finish, taken up by one, or taken back.

What comes of it is one answer of the person who submits it, credited to both. A colleague sees what was done only when
they take it up: who answers for themselves answers independently.
"""

from __future__ import annotations

from typing import Any

from goodwork import flow
from goodwork.actions.projects.reach import reach_project
from goodwork.actions.queue.desk import Desk
from goodwork.actions.queue.holding import HandedOverBefore, SkippedBefore, Submitted, access_to, refusal
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.errors import Conflict, Invalid, NotFound
from goodwork.forms.answers import read_draft
from goodwork.model.claims import AnswersJson, Claim, ClaimState
from goodwork.model.ids import ClaimId
from goodwork.model.people import Actor, Credential
from goodwork.model.projects import Policy
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.projects import policies
from goodwork.store.queue import claims, handovers
from goodwork.store.queue.handovers import HandedOverRow

# Leaving depends on no policy.
_ANY = Policy()


async def hand_over(
    database: Database,
    desk: Desk,
    caller: Credential,
    actor: Actor,
    claim: int,
    answers: AnswersJson,
    form_version: int,
) -> None:
    """Leave an item with what was done of it for a colleague to finish. The slot is free, and the person does not meet
    the item again, unless they take it back. Sent again, it changes nothing."""
    place = await desk.place(database, caller, claim)
    kept: dict[str, Any] = read_draft(await desk.form(database, place.project_id, form_version), answers)
    if not kept:
        raise Invalid(
            "Nothing is begun here, so there is nothing to hand over.",
            kept="The item is still yours.",
            next_step="Give it back, or skip it.",
        )
    async with database.transaction(actor) as t:
        held, item = await _locked(t, actor, claim)
        if held.state is ClaimState.HANDED_OVER:
            return
        _check_open(held)
        await _check_access(t, actor, held)
        if not (await policies.of_project(t, item.project_id)).hand_over:
            raise Conflict(
                "In this project whoever begins an item finishes it.",
                kept="Your draft was kept, and the item is still yours.",
                next_step="Finish it, or give it back.",
            )
        await handovers.keep_draft(t, held, form_version, kept, actor.organization_id)
        if held.state is ClaimState.LIVE:
            where = Where(actor.organization_id, item.project_id, _ANY)
            await carry_out(t, where, [Happened(item, flow.Released())])
        await claims.close(t, [ClaimId(held.id)], ClaimState.HANDED_OVER)
        await handovers.offer(t, [held.id])


async def take_up(database: Database, actor: Actor, claim: int) -> tuple[int, AnswersJson]:
    """What a colleague did of the item of one's own running claim, to go on with: version of the form and answers.

    From then on the answer is credited to both. Asked again it is the same.
    """
    async with database.transaction(actor) as t:
        held, item = await _locked(t, actor, claim)
        _check_open(held)
        if held.state is ClaimState.HANDED_OVER:
            raise HandedOverBefore(next_step="Take the next item.")
        await _check_access(t, actor, held)
        found = await handovers.take(t, actor, item.id, held.id)
    if found is None:
        raise Conflict(
            "There is nothing of a colleague's to take up here: somebody else has taken it up, or it was taken back.",
            kept="Your own draft was kept.",
            next_step="Go on by yourself.",
        )
    return found


async def take_back(database: Database, actor: Actor, claim: int) -> None:
    """Take back what one handed over: one may meet the item again, with one's draft. Sent again, it changes nothing."""
    async with database.transaction(actor) as t:
        held, _ = await _locked(t, actor, claim)
        if held.state is not ClaimState.HANDED_OVER:
            return
        if not await handovers.take_back(t, held.id):
            raise Conflict(
                "A colleague carries it on already.",
                kept="It will be credited to both of you.",
                next_step="Nothing is left to do.",
            )
        await claims.close(t, [ClaimId(held.id)], ClaimState.RELEASED)


async def see_handed_over(
    database: Database, actor: Actor, project: int, *, before: int, limit: int
) -> list[HandedOverRow]:
    """What one handed over in a project, and what became of it, the newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        await reach_project(t, actor, project)
        return await handovers.listed(t, actor, project, before, limit)


async def _locked(t: Transaction, actor: Actor, claim: int) -> tuple[Claim, Any]:
    found = await claims.lock(t, actor.person_id, claim)
    if found is None:
        raise NotFound
    return found


def _check_open(held: Claim) -> None:
    if held.state is ClaimState.SUBMITTED:
        raise Submitted("You have submitted this item already.", kept="Your answers were kept.")
    if held.state is ClaimState.SKIPPED:
        raise SkippedBefore("You have skipped this item.", next_step="Take the next item.")


async def _check_access(t: Transaction, actor: Actor, held: Claim) -> None:
    access = await access_to(t, actor, held.project_id, running=held.running)
    if not access.finishes:
        raise refusal(access)

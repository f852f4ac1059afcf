"""Claims that go back to the queue: because their people stop, or may not finish them any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from goodwork import flow
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.model.claims import Claim, ClaimState
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.limits import Stopped
from goodwork.model.people import Actor
from goodwork.model.projects import Policy
from goodwork.store.database import Transaction
from goodwork.store.items import counts
from goodwork.store.queue import claims, drafts, handovers

# Giving back depends on no policy.
_ANY = Policy()


async def give_back_ended(
    t: Transaction, organization: OrganizationId, *, people: Iterable[int] = (), projects: Iterable[int] = ()
) -> None:
    """Give back what these people hold, and what is held in these projects, as far as it may not be finished: inside
    the transaction that takes the access away. Drafts are kept, and nobody gets a mark."""
    whose = claims.Whose(tuple(people), tuple(projects))
    items = await claims.ended_items(t, whose)
    if not items:
        return
    held = await counts.lock(t, items)
    await _give_back(t, organization, held, await claims.ended_of_items(t, whose, items))


async def give_back_own(
    t: Transaction, actor: Actor, project: ProjectId | None = None, *, hand_over: bool = False
) -> Stopped:
    """Give back all that a person holds, in a project or everywhere. Drafts are kept, should they meet an item anew;
    with ``hand_over`` colleagues may finish them, where the project lets people hand over."""
    items = await claims.own_items(t, actor, project)
    if not items:
        return Stopped(0, 0)
    held = await counts.lock(t, items)
    own = await claims.own_of_items(t, actor, items)
    await _give_back(t, actor.organization_id, held, own)
    held_claims = [claim.id for claim in own]
    handed = await handovers.offer(t, held_claims) if hand_over else set[int]()
    await claims.close(t, [claim.id for claim in own if claim.id in handed], ClaimState.HANDED_OVER)
    return Stopped(len(own), await drafts.under(t, held_claims), len(handed))


async def _give_back(
    t: Transaction, organization: OrganizationId, held: Sequence[counts.Counted], ended: Sequence[Claim]
) -> None:
    left = Counter(claim.item_id for claim in ended)
    for project in sorted({item.project_id for item in held}):
        there = [
            Happened(item, flow.Released(left[item.id]))
            for item in held
            if item.project_id == project and left[item.id]
        ]
        await carry_out(t, Where(organization, project, _ANY), there)
    await claims.close(t, [claim.id for claim in ended], ClaimState.RELEASED)

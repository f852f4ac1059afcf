"""Earning a tier: by an assessment, or by what answers show. Nothing here takes one away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.errors import NotFound
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.inbox import About
from goodwork.model.qualifications import How
from goodwork.routing.qualifying import earned
from goodwork.store.database import Transaction
from goodwork.store.people import inbox
from goodwork.store.qualifications import held, qualifications


async def award(
    t: Transaction,
    organization: OrganizationId,
    person: PersonId,
    qualification: int,
    tier: int,
    evidence: Mapping[str, Any],
) -> bool:
    """Give a person the tier that an assessment earned; whether they hold more by it. Sent twice it is the same.

    ``evidence``: which assessment and attempt it was, and its title. NotFound when there is no such tier any more.
    """
    found = await qualifications.hold(t, qualification)
    if found is None or tier not in [one.tier for one in found.tiers]:
        raise NotFound
    holds, _ = await held.standing(t, person, qualification)
    if holds >= tier:
        return False
    made = await held.add(t, organization, qualification, How.ASSESSMENT, [(person, tier, evidence)])
    await _tell(t, organization, made)
    return True


async def weigh_work(t: Transaction, organization: OrganizationId, project: ProjectId) -> None:
    """Give whoever answered in a project the tiers that their answers earn, after a refit."""
    for identity in await held.tied(t, project):
        found = await qualifications.hold(t, identity)
        if found is None:
            continue
        given: list[tuple[int, int, Mapping[str, Any]]] = []
        for one in await held.worked(t, identity, project):
            tier = earned(found.tiers, list(one.shown.values()))
            if tier > one.held:
                shown = [
                    {"project": source.project_id, "question": source.question, "low": said.low, "items": said.items}
                    for source, said in one.shown.items()
                ]
                given.append((one.person_id, tier, {"shown": shown}))
        if given:
            await _tell(t, organization, await held.add(t, organization, identity, How.WORK, given))


async def _tell(t: Transaction, organization: OrganizationId, made: Mapping[int, int]) -> None:
    told = [(None, person, event) for person, event in sorted(made.items())]
    await inbox.tell(t, organization, None, About.QUALIFICATION, told)

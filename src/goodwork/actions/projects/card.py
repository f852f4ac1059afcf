"""What a project tells those who choose their work: its card, a sample, and what an item takes by their own word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid, NotFound
from goodwork.model.people import Actor
from goodwork.model.work import Card, Sample
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.projects import cards, forms


async def see_card(database: Database, actor: Actor, project: int) -> Card:
    """A project's card; for whoever may work there."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await cards.card(t, (await reach_project(t, actor, project)).project.id)


async def change_card(database: Database, actor: Actor, project: int, card: Card) -> Card:
    """Write a project's card anew; for its managers."""
    card = replace(card, languages=tuple(sorted(set(card.languages))), warnings=tuple(sorted(set(card.warnings))))
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        identity = reached.project.id
        if card.sample_item is not None and not await cards.may_be_sample(t, identity, card.sample_item):
            what = "A sample is an item of this project that is no gold: gold is met unseen."
            raise Invalid(
                what,
                kept="Nothing was changed.",
                next_step="Choose another item.",
                faults=[Fault("sample_item", what)],
            )
        before = await cards.card(t, identity)
        await cards.put(t, actor.organization_id, identity, card)
        was, now = asdict(before), asdict(card)
        if changed := [fact for fact in was if was[fact] != now[fact]]:
            detail = {"before": {fact: was[fact] for fact in changed}, "after": {fact: now[fact] for fact in changed}}
            await audit.record(t, actor, "project.changed", "project", identity, detail)
        return card


@dataclass(frozen=True, slots=True)
class SeenSample:
    """A sample and the questions that are asked of it."""

    sample: Sample
    questions: Sequence[Mapping[str, Any]]


async def see_sample(database: Database, actor: Actor, project: int) -> SeenSample:
    """A project's sample; for whoever may work there. No claim is made, and nothing is written down."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        facts = (await reach_project(t, actor, project)).project
        found = await cards.sample(t, facts.id)
        if found is None:
            raise NotFound("This project shows no sample.", next_step="Open its guideline to see what is asked.")
        return SeenSample(found, await forms.questions(t, facts.id, facts.form_version) or [])


async def report_effort(database: Database, actor: Actor, project: int, minutes: float | None) -> None:
    """Say about how many minutes an item takes oneself, in the place of what one said before; None takes it back.

    Nobody reads it as theirs: with those of seven others it makes a median.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project)
        await cards.report_effort(t, actor, reached.project.id, minutes)


async def own_effort(database: Database, actor: Actor, project: int) -> tuple[float | None, bool]:
    """What one said last, and whether it was today."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await cards.own_effort(t, actor, (await reach_project(t, actor, project)).project.id)

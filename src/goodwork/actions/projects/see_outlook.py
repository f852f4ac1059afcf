"""The outlook of a project: what is to be done next, and how many answers are still needed and what they cost."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.flow.next_step import Situation, next_step
from goodwork.forms.reading import read_form
from goodwork.judging.forecast import forecast
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.model.outlook import AnswerCost, Needed, NextStep
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms, outlook, projects


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be done next, and what is still needed."""

    next: NextStep
    needed: Needed
    cost: AnswerCost | None
    """None: not for this viewer."""


async def see_outlook(database: Database, actor: Actor, project: int) -> Outlook:
    """The outlook of a project, for those who lead or review it."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        facts = reached.project
        progress = await projects.progress(t, facts.id)
        questions = read_form(await forms.questions(t, facts.id, facts.form_version) or [])
        waits = await outlook.waits(t, facts.id)
        situation = Situation(facts.state, progress, waits, _gold_can_prove(questions))
        tally = await outlook.tally(t, facts.id, situation.open)
        cost = await outlook.cost(t, facts.id) if reached.role is ProjectRole.MANAGER else None
    needed = await asyncio.to_thread(forecast, tally, facts.policy)
    return Outlook(next_step(situation, reached.role, leads=actor.role.leads), needed, cost)


def _gold_can_prove(questions: Sequence[Question]) -> bool:
    sure = [(q, kind_of(q.kind)) for q in questions if q.required and kind_of(q.kind).has_confidence]
    return bool(sure) and all(kind.classes(q) or kind.has_several(q) for q, kind in sure)


async def state_cost(database: Database, actor: Actor, project: int, cost: AnswerCost) -> AnswerCost:
    """Say what an answer costs; for the project's managers. Nothing is ever measured."""
    if (cost.price is None) != (cost.currency is None):
        what = "A price and its currency belong together."
        raise Invalid(
            what,
            kept="Nothing was changed.",
            next_step="State both of them, or none.",
            faults=[Fault("currency" if cost.currency is None else "price", what)],
        )
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        await hold_access(t, actor)
        before = await outlook.cost(t, reached.project.id)
        await outlook.set_cost(t, reached.project.id, cost)
        detail = {"before": asdict(before), "after": asdict(cost)}
        await audit.record(t, actor, "project.cost-stated", "project", reached.project.id, detail)
        return cost

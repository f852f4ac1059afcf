"""What an answer in a project is paid: shown to whoever may work there, set by who leads it, from the next claim on."""

from __future__ import annotations

from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.model.pay import Rate
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.pay import ledger

SHOWN = 20
"""Rates of a project that are shown, the newest first."""


async def see_rates(database: Database, actor: Actor, project: int) -> list[Rate]:
    """The rates of a project; the first holds for items that are claimed now."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await ledger.rates(t, reached.project.id, SHOWN)


async def set_rate(database: Database, actor: Actor, project: int, currency: str, amount: int) -> list[Rate]:
    """Pay this much for each answer to an item that is claimed from now on; 0 pays nothing.

    What is claimed already is paid as it was shown.
    """
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        identity = reached.project.id
        rates = await ledger.rates(t, identity, 1)
        if [(rate.currency, rate.amount) for rate in rates] == [(currency, amount)]:
            # Sent again, or saved without a change: the history tells of changes.
            return await ledger.rates(t, identity, SHOWN)
        before = [f"{rate.amount} {rate.currency}" for rate in rates]
        await ledger.set_rate(t, actor.organization_id, identity, currency, amount, actor.person_id)
        detail = {"before": {"pay": before[0] if before else None}, "after": {"pay": f"{amount} {currency}"}}
        await audit.record(t, actor, "project.pay", "project", identity, detail)
        return await ledger.rates(t, identity, SHOWN)

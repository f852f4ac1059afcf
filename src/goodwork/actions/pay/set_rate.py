"""What a project pays: shown to whoever may work there, set by who leads it, from the next claim on."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.pay import Basis, Hourly, Rate, plain
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.pay import rates
from goodwork.store.projects.standing import ProjectFacts

SHOWN = 20
"""Rates of a project that are shown, the newest first."""


@dataclass(frozen=True, slots=True)
class ProjectPay:
    """What a project pays and paid, and what an hour of it comes to by people's own words."""

    rates: list[Rate]
    hourly: Hourly


async def see_rates(database: Database, actor: Actor, project: int) -> ProjectPay:
    """The rates of a project; the first holds for items that are claimed now."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await _pay(t, actor, (await reach_project(t, actor, project)).project)


async def set_rate(
    database: Database, actor: Actor, project: int, basis: Basis, currency: str, amount: int, *, below_floor: bool
) -> ProjectPay:
    """Pay this much from the next claim on; 0 pays nothing. What is claimed already is paid as it was promised.

    Invalid when an hour then comes to less than the organization's floor, unless ``below_floor`` says that it is meant.
    """
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        identity = reached.project.id
        await rates.take_turn(t, identity)
        held = await rates.rates(t, identity, 1)
        if [(rate.basis, rate.currency, rate.amount) for rate in held] == [(basis, currency, amount)]:
            # Sent again, or saved without a change: the history tells of changes.
            return await _pay(t, actor, reached.project)
        hourly = await rates.hourly(t, actor.organization_id, identity)
        floor = hourly.below(basis, currency, amount)
        if floor is not None and not below_floor:
            comes_to = plain(hourly.amount(basis, amount) or 0, currency)
            raise Invalid(
                f"An hour comes to {comes_to} {currency}, below the floor of your organization, "
                f"{plain(floor.amount, currency)} {currency}.",
                kept="The rate stays as it was.",
                next_step="Pay more, or say that it is meant: people then read that it is below the floor.",
                faults=[Fault("below_floor", "Say that it is meant, or pay more.")],
            )
        await rates.set_rate(t, actor.organization_id, identity, basis, currency, amount, actor.person_id)
        before = [_word(rate.basis, rate.currency, rate.amount) for rate in held]
        after = _word(basis, currency, amount) + (", below the floor" if floor is not None else "")
        detail = {"before": {"pay": before[0] if before else None}, "after": {"pay": after}}
        await audit.record(t, actor, "project.pay", "project", identity, detail)
        return await _pay(t, actor, reached.project)


async def _pay(t: Transaction, actor: Actor, project: ProjectFacts) -> ProjectPay:
    hourly = await rates.hourly(t, actor.organization_id, project.id)
    return ProjectPay(await rates.rates(t, project.id, SHOWN), hourly)


def _word(basis: Basis, currency: str, amount: int) -> str:
    per = {Basis.ANSWER: "answer", Basis.ACCEPTED: "accepted answer", Basis.HOUR: "hour"}[basis]
    return f"{plain(amount, currency)} {currency} per {per}"

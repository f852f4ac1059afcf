"""Listing a project's items and flags, for those who review it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from goodwork.actions.items.suggestion import check_suggestion
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Fault, Invalid
from goodwork.model.items import ItemState
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import detail, flags, listing
from goodwork.store.items.flags import FlagRow
from goodwork.store.items.listing import ItemFilter, ListedItem
from goodwork.store.redundancy import aside
from goodwork.store.redundancy.aside import AsideRow

Order = Literal["position", "disputed"]


@dataclass(frozen=True, slots=True)
class SeenRow:
    """An item of a list, and why it is set aside, if it is."""

    item: ListedItem
    aside: AsideRow | None


@dataclass(frozen=True, slots=True)
class NamedFlag:
    """A flag and who raised it, as the viewer may know them."""

    flag: FlagRow
    person: str


async def list_items(
    database: Database,
    actor: Actor,
    project: int,
    wanted: ItemFilter,
    order: Order,
    after: Sequence[Any],
    limit: int,
) -> list[SeenRow]:
    """A page of items; ``after`` is the key of the last one before it (see ``key_of``)."""
    check_suggestion(wanted.suggestion)
    async with database.transaction(actor, kind=kind_of(wanted)) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        rows = await page_of(t, reached.project.id, wanted, order, after, limit)
        out = [row.id for row in rows if row.state is ItemState.SET_ASIDE]
        why = await aside.of_items(t, out) if out else {}
    return [SeenRow(row, why.get(row.id)) for row in rows]


def kind_of(wanted: ItemFilter) -> Kind:
    """A search when texts or predictions have to be looked through."""
    return Kind.SEARCH if wanted.contains or wanted.suggestion else Kind.READ


async def page_of(
    t: Transaction, project: int, wanted: ItemFilter, order: Order, after: Sequence[Any], limit: int
) -> list[ListedItem]:
    """Items after a key; Invalid when it is none of this order."""
    match order, wanted.search, list(after):
        case "disputed", _, []:
            return await listing.disputed(t, project, wanted, None, limit)
        case "disputed", _, [float() | int() as disagreement, int() as item]:
            return await listing.disputed(t, project, wanted, (disagreement, item), limit)
        case "position", "", []:
            return await listing.by_position(t, project, wanted, -1, limit)
        case "position", "", [int() as position] if -1 <= position < 2**31:
            return await listing.by_position(t, project, wanted, position, limit)
        case "position", search, [] if search:
            return await listing.by_external_id(t, project, wanted, "", limit)
        case "position", search, [str() as external] if search:
            return await listing.by_external_id(t, project, wanted, external, limit)
        case _:
            raise Invalid(
                "This is not a page of this list.",
                next_step="Begin without `after`, then use `next` of the page before.",
                faults=[Fault("after", "Use `next` of the page before, with the same order and search.")],
            )


def key_of(order: Order, search: str, row: ListedItem) -> tuple[Any, ...]:
    """The key of an item in a list of this order."""
    if order == "disputed":
        return (row.disagreement, row.id)
    return (row.external_id,) if search else (row.position,)


async def list_flags(database: Database, actor: Actor, project: int, before: int, limit: int) -> list[NamedFlag]:
    """A project's flags, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        rows = await flags.of_project(t, reached.project.id, before, limit)
        people = await detail.names(t, [f.person_id for f in rows], real=reached.role is ProjectRole.MANAGER)
    return [NamedFlag(f, people[f.person_id]) for f in rows]

"""Many items set aside or put back at once: those of a filter, some a request, so that each costs the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork import flow
from goodwork.actions.bulk.label_many import Which
from goodwork.actions.items.see_items import key_of, kind_of, page_of
from goodwork.actions.items.suggestion import check_suggestion
from goodwork.actions.projects.reach import reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.errors import Fault, Invalid
from goodwork.model.items import ItemState
from goodwork.model.people import Actor
from goodwork.model.stories import Cause
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.items import counts
from goodwork.store.items.counts import Counted
from goodwork.store.redundancy import aside
from goodwork.store.redundancy.aside import Standing

CHUNK = 500
"""Items of one request and one transaction: whoever wants to claim one of them waits for no more."""


@dataclass(frozen=True, slots=True)
class ChangedMany:
    """What became of some items of a filter."""

    changed: int
    passed: Mapping[str, int]
    """Items that were passed over, by reason."""
    next: tuple[Any, ...] | None
    """Where the next request goes on; None: these were the last."""


async def change_many(
    database: Database, actor: Actor, project: int, which: Which, becomes: ItemState, reason: str, after: Sequence[Any]
) -> ChangedMany:
    """Set the next items of a filter aside, or put them back as they were; for managers of the project.

    The same request again changes nothing: what is set aside already is passed over. Whoever has such an item in hand
    may finish it.
    """
    check_suggestion(which.filter.suggestion)
    async with database.transaction(actor, kind=kind_of(which.filter)) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        check_not_archived(reached.project.state)
        ids, following = await _some(t, reached.project.id, which, after)
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        check_not_archived(reached.project.state)
        where = Where(actor.organization_id, reached.project.id, reached.project.policy, actor.person_id)
        held = [item for item in await counts.lock(t, ids) if item.project_id == reached.project.id]
        move = _set_aside if becomes is ItemState.SET_ASIDE else _put_back
        changed, passed = await move(t, where, held, reason)
        if changed or following is None:
            detail = {"becomes": becomes.name.lower(), "items": changed, "first": ids[:1], "reason": reason}
            await audit.record(t, actor, "items.state-changed", "project", reached.project.id, detail)
    return ChangedMany(changed, passed, following)


async def _some(
    t: Transaction, project: int, which: Which, after: Sequence[Any]
) -> tuple[list[int], tuple[Any, ...] | None]:
    """The next items, and where it goes on behind them."""
    if which.items is not None:
        match list(after):
            case []:
                first = 0
            case [int() as first] if 0 <= first <= len(which.items):
                pass
            case _:
                what = "Use `next` of the request before."
                raise Invalid(
                    "This is no place in these items.", kept="Nothing was changed.", faults=[Fault("after", what)]
                )
        chosen = list(which.items[first : first + CHUNK])
        more = first + CHUNK < len(which.items)
        return chosen, (first + CHUNK,) if more else None
    rows = await page_of(t, project, which.filter, "position", after, CHUNK)
    more = len(rows) == CHUNK
    return [row.id for row in rows], key_of("position", which.filter.search, rows[-1]) if more else None


async def _set_aside(
    t: Transaction, where: Where, items: Sequence[Counted], reason: str
) -> tuple[int, Mapping[str, int]]:
    moving = [item for item in items if item.counts.state is not ItemState.SET_ASIDE]
    rows = [Standing(i.id, None, None, False, i.counts.state, i.counts.by_lead, i.counts.how) for i in moving]
    await aside.add(t, where.organization, where.project, where.person, rows, reason)
    await carry_out(t, where, [Happened(item, flow.SetAside(), Cause.BY_LEAD) for item in moving], reason)
    passed = len(items) - len(moving)
    return len(moving), {"set-aside": passed} if passed else {}


async def _put_back(
    t: Transaction, where: Where, items: Sequence[Counted], reason: str
) -> tuple[int, Mapping[str, int]]:
    known = await aside.of_items(t, [item.id for item in items])
    answered = await aside.answered(t, list(known))
    back: list[Happened] = []
    passed = Counter[str]()
    for item in items:
        row = known.get(item.id)
        if row is None:
            passed[item.counts.state.name.lower()] += 1
        elif row.representative_id is not None:
            passed["duplicate"] += 1
        else:
            event = flow.Restored(row.before_state, row.before_by_lead, row.before_how, item.id in answered)
            back.append(Happened(item, event, Cause.BY_LEAD))
    await aside.remove(t, [one.item.id for one in back])
    await carry_out(t, where, back, reason)
    return len(back), passed

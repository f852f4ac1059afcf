"""What a change of the guideline touches, and asking it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwork import flow
from goodwork.actions import idempotency
from goodwork.actions.projects.reach import Reached, reach_in_hand, reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.forms.labels import label_names
from goodwork.forms.reading import read_form
from goodwork.model.guideline import CaseSource, Change
from goodwork.model.people import Actor
from goodwork.model.reviews import Decision
from goodwork.model.stories import Cause
from goodwork.routing.access import ProjectRole
from goodwork.routing.touched import Touched, touched
from goodwork.store import audit
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.guideline import again, cases
from goodwork.store.guideline.again import TouchedItem
from goodwork.store.items import counts
from goodwork.store.items.counts import Counted
from goodwork.store.projects import forms, projects
from goodwork.store.quality import fits
from goodwork.store.review import reviews

LOOKED_AT = 20_000
"""Positions that one request looks through, whatever it finds."""
AT_ONCE = 500
"""Items that one request asks again."""


@dataclass(frozen=True, slots=True)
class SeenChange:
    """A version of the guideline, what is suggested to look for, and the labels that may be looked for."""

    change: Change
    suggested: Touched
    names: dict[tuple[str, str], str]
    """Question key and label id -> name."""


@dataclass(frozen=True, slots=True)
class TouchedPage:
    """Some of the items that a change touches."""

    rows: list[TouchedItem]
    next: int | None
    """The position behind which it goes on; None: all were looked through."""
    last: int
    """The position of the project's last item."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of asking items again."""

    items: list[int]
    refused: dict[int, str]


@dataclass(frozen=True, slots=True)
class Outdated:
    """A guideline that has changed since an item was answered, and by what the change touches the item."""

    change: Change
    since: int
    """The version by which its oldest answer that counts was given."""
    rule: str | None
    label: str | None
    """Its name."""
    word: str | None


async def see_change(
    database: Database, actor: Actor, project: int, version: int, since: int | None = None
) -> SeenChange:
    """A version of the guideline beside the one before, or beside ``since``, and what it touches."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_in_hand(t, actor, project)
        seen = await again.change(t, reached.project.id, version, since)
        if seen is None:
            raise NotFound
        form = read_form(await forms.questions(t, reached.project.id, reached.project.form_version) or [])
    names = label_names(form)
    return SeenChange(seen, touched(seen.before, seen.markdown, names), names)


async def list_touched(
    database: Database, actor: Actor, project: int, version: int, by: Touched, after: int, limit: int
) -> TouchedPage:
    """Answered items that a version touches, in the order of import; for those who lead the project."""
    async with database.transaction(actor, kind=Kind.SEARCH) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        seen = await again.change(t, reached.project.id, version)
        if seen is None:
            raise NotFound
        end = await again.last_position(t, reached.project.id)
        rows: list[TouchedItem] = []
        stops = min(end, after + LOOKED_AT)
        while after < stops and not by.nothing:
            last = min(stops, after + again.WINDOW)
            found = await again.touched(t, reached.project.id, seen.at, by, after, last, limit - len(rows))
            rows += found
            if len(rows) == limit:
                return TouchedPage(rows, rows[-1].item.position, end)
            after = last
    return TouchedPage(rows, after if after < end and not by.nothing else None, end)


async def see_outdated(t: Transaction, reached: Reached, item: int) -> Outdated | None:
    """Whether the guideline has changed since an item was answered; None also where it can't be asked again."""
    found = await again.outdated(t, item)
    if found is None:
        return None
    position, version, since = found
    project, since = reached.project, since or 1
    seen = await again.change(t, project.id, version, since)
    assert seen is not None, "it is the newest one"
    names = label_names(read_form(await forms.questions(t, project.id, project.form_version) or []))
    by = touched(seen.before, seen.markdown, names)
    rows = [] if by.nothing else await again.touched(t, project.id, seen.at, by, position - 1, position, 1)
    if not rows:
        return Outdated(seen, since, None, None, None)
    (row,) = rows
    label = next((name for (_, own), name in names.items() if own == row.label), row.label)
    return Outdated(seen, since, row.rule, label, row.word)


async def ask_again(
    database: Database, actor: Actor, project: int, version: int, items: Sequence[int], *, key: str | None
) -> Asked:
    """Have items asked again by the guideline of now, which is this version; for those who lead the project.

    Their answers stay, credited and of the earlier guideline. A review of before is withdrawn. What can't be asked
    again is refused, with the reason.
    """
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        mark = idempotency.fingerprint("ask_again", project, version, list(items))
        known = await idempotency.recall(t, actor, key, mark)
        if known is not None:
            return Asked(known["items"], {int(item): why for item, why in known["refused"].items()})
        check_not_archived(reached.project.state)
        done = await _ask_again(t, actor, reached, version, items)
        refused = {str(item): why for item, why in done.refused.items()}
        await idempotency.remember(t, actor, key, {"items": done.items, "refused": refused})
        return done


async def _ask_again(t: Transaction, actor: Actor, reached: Reached, version: int, items: Sequence[int]) -> Asked:
    project = reached.project
    shown = await projects.one(t, project.id, lock=True)
    assert shown is not None, "it was reached"
    if shown.guideline.version != version:
        raise Conflict(
            f"The guideline has version {shown.guideline.version} by now.",
            kept="Nothing was asked again.",
            next_step="Look at what that version touches.",
        )
    held = [item for item in await counts.lock(t, sorted(set(items))) if item.project_id == project.id]
    if len(held) < len(set(items)):
        what = "Some of these items are not in this project."
        raise Invalid(what, kept="Nothing was asked again.", faults=[Fault("items", what)])
    before = await again.answered_before(t, [item.id for item in held], shown.guideline.created_at)
    refused: dict[int, str] = {
        item.id: "It has no answer of an earlier guideline." for item in held if item.id not in before
    }
    asking = [item for item in held if item.id in before]
    where = Where(actor.organization_id, project.id, project.policy, actor.person_id)
    happened = [Happened(item, flow.AskedAgain(), Cause.GUIDELINE_CHANGED) for item in asking]
    done = await carry_out(t, where, happened, shown.guideline.note)
    refused |= done.refused
    asked = [item for item in asking if item.id not in done.refused]
    await again.ask_again(t, actor, project.id, version, [item.id for item in asked])
    await _withdraw_reviews(t, actor, reached, asked, version)
    if asked:
        # Skills rested on the answers that count no more.
        await fits.ask(t, actor.organization_id, project.id)
        told = {"version": version, "items": len(asked), "first": asked[0].id}
        await audit.record(t, actor, "items.asked-again", "project", project.id, told)
    return Asked([item.id for item in asked], refused)


async def _withdraw_reviews(
    t: Transaction, actor: Actor, reached: Reached, items: Sequence[Counted], version: int
) -> None:
    """What a reviewer said by an earlier guideline does not hold by this one."""
    decided = [item.id for item in items if item.counts.by_lead]
    for item in await reviews.holding(t, decided) if decided else ():
        await cases.forget(t, CaseSource.REVIEW, item)
        await reviews.add(
            t, actor, reached.project.id, item,
            decision=Decision.WITHDRAWN, annotation=None, form_version=reached.project.form_version, answers={},
            reason=f"Asked again: the guideline has version {version}.",
        )  # fmt: skip

"""Qualifications of an organization: looked at by everybody, made, changed and removed by those who lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from goodwork.actions import idempotency
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.kinds.registry import KINDS
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.model.qualifications import FEWEST_ITEMS, MOST_SOURCES, Asking, HeldBy, Qualification, Source, TiedSource
from goodwork.names import read_name
from goodwork.store import audit
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.projects import forms
from goodwork.store.qualifications import qualifications, renaming
from goodwork.store.quality import fits

MOST = 500
"""Qualifications of an organization."""
SHOWN = 100
"""Projects that ask for one, of those that are shown."""
_KEPT = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class SeenQualification:
    """A qualification as those who lead read it."""

    qualification: Qualification
    sources: Sequence[TiedSource]
    asking: Sequence[Asking]
    held_by: Sequence[HeldBy]
    """Who would read a new name."""


async def list_qualifications(database: Database, actor: Actor, *, after: int, limit: int) -> list[Qualification]:
    """The qualifications of the organization after an id; everybody reads them."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await qualifications.page(t, after, limit)


async def see_qualification(database: Database, actor: Actor, identity: int) -> SeenQualification:
    """One, with the questions that speak for it and the projects that ask for it; for those who lead."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await _seen(t, await qualifications.one(t, identity))


async def make_qualification(
    database: Database, actor: Actor, asked: Qualification, sources: Sequence[Source], *, key: str | None = None
) -> SeenQualification:
    """A new one with its tiers, and the questions whose answers speak for it."""
    check_leads(actor)
    asked = _read(asked)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        mark = idempotency.fingerprint("make_qualification", asdict(asked), [asdict(one) for one in sources])
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return await _seen(t, await qualifications.one(t, remembered))
        if await qualifications.count(t, actor.organization_id) >= MOST:
            what = f"An organization has at most {MOST} qualifications."
            raise Conflict(what, kept=_KEPT, next_step="Remove one that no project asks for.")
        made = await qualifications.add(t, actor.organization_id, asked.name, asked.description)
        if made is None:
            raise _taken(asked.name)
        await qualifications.put_tiers(t, actor.organization_id, made, asked.tiers)
        await _tie(t, actor, made, (), sources)
        detail = {"after": _facts(asked, sources)}
        await audit.record(t, actor, "qualification.made", "qualification", made, detail)
        await idempotency.remember(t, actor, key, made)
        return await _seen(t, await qualifications.one(t, made))


async def change_qualification(
    database: Database, actor: Actor, identity: int, asked: Qualification, sources: Sequence[Source]
) -> SeenQualification:
    """Write one anew. What people hold stays as it is, whatever a tier asks for from now on; what is called otherwise
    keeps its former name beside the new one, for whoever holds it.

    Conflict when it takes away or moves a tier that a project asks for, an open assessment awards or somebody holds.
    """
    check_leads(actor)
    asked = _read(asked)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        before = await qualifications.hold(t, identity)
        if before is None:
            raise NotFound
        used = await qualifications.in_use(t, identity)
        if used > len(asked.tiers):
            name = next((one.name for one in before.tiers if one.tier == used), str(used))
            raise Conflict(
                f"The tier {name!r} is asked for by a project, awarded by an open assessment or held by somebody.",
                kept=_KEPT,
                next_step=f"Keep at least {used} tiers. You can change what they are called and how they are earned.",
            )
        _check_places(before, asked, used)
        if not await qualifications.change(t, identity, asked.name, asked.description):
            raise _taken(asked.name)
        await qualifications.put_tiers(t, actor.organization_id, identity, asked.tiers)
        await renaming.cut(t, identity, len(asked.tiers))
        if renamed := _renamed(before, asked):
            await renaming.add(t, actor.organization_id, identity, renamed)
        tied = [one.source for one in await qualifications.sources(t, identity)]
        await _tie(t, actor, identity, tied, sources)
        was, now = _facts(before, tied), _facts(asked, sources)
        if changed := [fact for fact in was if was[fact] != now[fact]]:
            detail = {"before": {fact: was[fact] for fact in changed}, "after": {fact: now[fact] for fact in changed}}
            await audit.record(t, actor, "qualification.changed", "qualification", identity, detail)
            if {"tiers", "sources"} & set(changed):
                # What a tier asks for now, answers that there are may have earned already.
                for project in sorted({one.project_id for one in sources}):
                    await fits.ask(t, actor.organization_id, ProjectId(project))
        return await _seen(t, await qualifications.one(t, identity))


def _renamed(before: Qualification, asked: Qualification) -> list[tuple[int, str]]:
    """What is called otherwise from now on, with its name until now; tier 0: the qualification."""
    names = {one.tier: one.name for one in asked.tiers} | {0: asked.name}
    was = [(0, before.name), *((one.tier, one.name) for one in before.tiers)]
    return [(tier, name) for tier, name in was if names.get(tier, name) != name]


def _check_places(before: Qualification, asked: Qualification, used: int) -> None:
    """Conflict when a tier up to the highest that is in use would stand at another place.

    People hold places: whoever held the upper of two tiers that change places would hold the lower one by that, without
    a reason, and without anybody who took it.
    """
    becomes = {one.name.casefold(): one.tier for one in asked.tiers}
    for one in before.tiers:
        place = becomes.get(one.name.casefold(), one.tier)
        if one.tier <= used and place != one.tier:
            raise Conflict(
                f"{one.name!r} would be tier {place} instead of {one.tier}, and tiers up to {used} are asked for by a "
                "project, awarded by an open assessment or held by somebody.",
                kept=_KEPT,
                next_step="Leave them in their order and add new tiers above, or make another qualification.",
            )


async def remove_qualification(database: Database, actor: Actor, identity: int, *, key: str | None = None) -> None:
    """Remove one. What people hold of it is kept and they read it; nobody is given it any more.

    Conflict while a project asks for it: whoever works there would be let in or shut out unseen; and while an open
    assessment is for it: whoever takes that was told so.
    """
    check_leads(actor)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        if (
            await idempotency.recall(t, actor, key, idempotency.fingerprint("remove_qualification", identity))
            is not None
        ):
            return
        before = await qualifications.hold(t, identity)
        if before is None:
            raise NotFound
        asking = await qualifications.asking(t, identity, 3)
        if asking:
            named = ", ".join(f"{one.project!r}" for one in asking)
            raise Conflict(
                f"Work is opened by {before.name!r}: {named} asks for it.",
                kept=f"{before.name!r} was kept, and what people hold of it.",
                next_step="Take it out of what these projects ask for, under Settings, Asks for. Then remove it.",
            )
        awarding = await qualifications.awarding(t, identity, 3)
        if awarding:
            named = ", ".join(f"{title!r}" for title in awarding)
            raise Conflict(
                f"People are told that passing {named} awards {before.name!r}.",
                kept=f"{before.name!r} was kept, and what people hold of it.",
                next_step="Close these assessments, or let passing them award something else. Then remove it.",
            )
        await qualifications.remove(t, identity)
        detail = {"before": {"name": before.name}}
        await audit.record(t, actor, "qualification.removed", "qualification", identity, detail)
        await idempotency.remember(t, actor, key, {})


async def _seen(t: Transaction, found: Qualification | None) -> SeenQualification:
    if found is None:
        raise NotFound
    tied = await qualifications.sources(t, found.id)
    asking = await qualifications.asking(t, found.id, SHOWN)
    return SeenQualification(found, tied, asking, await renaming.held_by(t, found.id))


async def _tie(t: Transaction, actor: Actor, identity: int, before: Sequence[Source], asked: Sequence[Source]) -> None:
    """Tie the questions; Invalid when one of the new ones is not asked, or answers to it are measured by nobody."""
    if len(set(asked)) > MOST_SOURCES:
        what = f"At most {MOST_SOURCES} questions are tied to a qualification."
        raise Invalid(what, kept=_KEPT, faults=[Fault("sources", what)])
    faults: list[Fault] = []
    for place, one in enumerate(asked):
        if one in before:
            continue
        try:
            reached = await reach_project(t, actor, one.project_id)
        except NotFound:
            faults.append(Fault(f"sources.{place}.project_id", f"There is no project {one.project_id}."))
            continue
        form = await forms.questions(t, reached.project.id, reached.project.form_version) or ()
        question = next((q for q in form if q["key"] == one.question), None)
        if question is None:
            faults.append(Fault(f"sources.{place}.question", f"The project does not ask {one.question!r}."))
        elif unmeasured := KINDS[question["kind"]].unmeasured:
            faults.append(Fault(f"sources.{place}.question", unmeasured))
    if faults:
        raise Invalid("Not every question can speak for it.", kept=_KEPT, faults=faults)
    await qualifications.tie(t, actor.organization_id, identity, sorted(set(asked), key=_order))


def _order(one: Source) -> tuple[int, str]:
    return one.project_id, one.question


def _read(asked: Qualification) -> Qualification:
    """A qualification as it is kept; Invalid when its tiers don't rise."""
    faults: list[Fault] = []
    tiers = [replace(one, tier=place + 1, name=read_name(one.name)) for place, one in enumerate(asked.tiers)]
    if len({one.name.casefold() for one in tiers}) < len(tiers):
        faults.append(Fault("tiers", "Two tiers have the same name."))
    least, items = 0.0, FEWEST_ITEMS
    for one in tiers:
        where = f"tiers.{one.tier - 1}"
        if (one.least is None) != (one.items is None):
            faults.append(Fault(where, "A tier that work earns names the lower end of the skill and the items, both."))
        elif one.least is not None and one.items is not None:
            if one.least < least or one.items < items:
                faults.append(
                    Fault(where, "A higher tier asks for no less than a lower one, and for 10 items or more.")
                )
            least, items = one.least, one.items
    if faults:
        raise Invalid("These tiers can't be taken.", kept=_KEPT, faults=faults)
    return replace(asked, name=read_name(asked.name), description=asked.description.strip(), tiers=tuple(tiers))


def _facts(one: Qualification, sources: Sequence[Source]) -> dict[str, Any]:
    tiers: list[Mapping[str, Any]] = [asdict(tier) for tier in one.tiers]
    tied = [asdict(source) for source in sorted(set(sources), key=_order)]
    return {"name": one.name, "description": one.description, "tiers": tiers, "sources": tied}


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a qualification called {name!r} already.", kept=_KEPT, next_step="Choose another name.")

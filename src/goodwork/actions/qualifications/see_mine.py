"""My qualifications: what I hold and by what, and what is missing for the next tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodwork.model.assessments import Terms
from goodwork.model.people import Actor
from goodwork.model.qualifications import Asking, Event, FormerName, How, Qualification, Tier
from goodwork.routing.qualifying import Missing, missing
from goodwork.store.assessments import assessments
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.qualifications import appeals, held, qualifications, renaming
from goodwork.store.qualifications.held import ShownSource

EVENTS = 10
"""Of one qualification that are shown, the newest first."""
OPENS = 20
"""Projects that a qualification opens, of those that are shown."""


@dataclass(frozen=True, slots=True)
class Way:
    """A question whose answers speak for the next tier, and what mine lack."""

    shown: ShownSource
    missing: Missing


@dataclass(frozen=True, slots=True)
class Mine:
    """A qualification as I read it."""

    qualification: Qualification
    held: int
    """0: no tier."""
    events: Sequence[Event]
    """The newest first."""
    following: Tier | None
    """The next tier; None: I hold the highest."""
    ways: Sequence[Way]
    """How my answers may earn a further tier; empty: none is earned by work that I see, or a tier was taken."""
    earning: Tier | None
    """The tier that the ways lead to."""
    opens: Sequence[Asking]
    """Projects that I see and that ask for it."""
    assessments: Sequence[tuple[int, Terms]]
    """Open ones that earn a tier above mine."""
    has_decider: bool
    """Whether somebody could decide an appeal of mine against its last taking."""
    former: Sequence[FormerName]
    """What it, and the tier that I hold, were called since I hold it; the newest first."""


@dataclass(frozen=True, slots=True)
class SeenMine:
    """My qualifications, and what I hold of removed ones."""

    rows: Sequence[Mine]
    removed: Sequence[tuple[int, str, str]]


async def my_qualifications(database: Database, actor: Actor, *, after: int, limit: int) -> SeenMine:
    """The qualifications of my organization after an id, with what I hold of each."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await qualifications.page(t, after, limit)
        ids = [one.id for one in found]
        by_id: dict[int, list[Event]] = {}
        for event in await held.of_person(t, actor.person_id, ids, EVENTS) if ids else []:
            by_id.setdefault(event.qualification_id, []).append(event)
        shown: dict[int, list[ShownSource]] = {}
        for one in await held.shown_of(t, actor.person_id, actor.role.value, ids) if ids else []:
            shown.setdefault(one.qualification_id, []).append(one)
        tests = await assessments.earning(t, actor, ids) if ids else []
        former = await renaming.of_person(t, actor.person_id, ids) if ids else []
        rows = [await _mine(t, actor, one, by_id, shown, tests, former) for one in found]
        removed = [] if after else await held.removed_of(t, actor.person_id, OPENS)
    return SeenMine(rows, removed)


async def _mine(
    t: Transaction, actor: Actor, one: Qualification, by_id: Mapping[int, Sequence[Event]],
    shown: Mapping[int, Sequence[ShownSource]], tests: Sequence[tuple[int, Terms]],
    former: Sequence[FormerName],
) -> Mine:  # fmt: skip
    events = by_id.get(one.id, ())
    holds = events[0].tier if events else 0
    taken = events[0] if events and events[0].how is How.TAKEN else None
    above = [tier for tier in one.tiers if tier.tier > holds]
    earning = None if taken else next((tier for tier in above if tier.least is not None), None)
    ways = [
        Way(source, lacking)
        for source in shown.get(one.id, ())
        if earning is not None and source.title and (lacking := missing(earning, source.shown)) is not None
    ]
    opens = await qualifications.asking(t, one.id, OPENS, (actor.person_id, actor.role.value))
    happened = await held.happened(t, taken.id) if taken else None
    decider = happened is None or await appeals.has_decider(t, actor, happened.made_by)
    earns = [(test, terms) for test, terms in tests if terms.qualification_id == one.id and (terms.tier or 0) > holds]
    names = [name for name in former if name.qualification_id == one.id]
    return Mine(one, holds, events, next(iter(above), None), ways, earning, opens, earns, decider, names)

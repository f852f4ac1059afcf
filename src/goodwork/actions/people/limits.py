"""What somebody sets for their own work: limits, an end for today, a pause. No lead, export, log or list reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from goodwork.actions.stories.give_back import give_back_own
from goodwork.errors import Fault, Invalid
from goodwork.model.claims import NoWork
from goodwork.model.limits import InHand, Limits, OwnDay, Stopped
from goodwork.model.people import Actor
from goodwork.model.zones import is_zone
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.people import digests, limits
from goodwork.wellbeing.limits import answered_today, met, on_the_wall, quiet_since, reviewed_today


@dataclass(frozen=True, slots=True)
class OwnWork:
    """How one's own work stands now."""

    own: OwnDay
    held: InHand
    answers: int
    """Submitted today."""
    reviews: int
    met: NoWork | None
    """Why one is given no further item in a project that one holds nothing in; None: one is."""
    lifted: bool
    """Whether the ceilings are lifted for today."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody wants to do a day from now on."""

    items_a_day: int | None
    """None: as much as there is."""


async def see_own_work(database: Database, actor: Actor) -> OwnWork:
    """One's own limits, and how today stands by them."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await own_work(t, actor)


async def set_limits(database: Database, actor: Actor, chosen: Limits) -> OwnWork:
    """Set one's own limits anew. They hold from the next item on; what one holds, one may finish."""
    if chosen.quiet is not None and chosen.quiet.begin == chosen.quiet.end:
        raise _wrong("quiet", "Quiet hours that end when they begin leave no hour to work.", "Pause instead.")
    async with database.transaction(actor) as t:
        if chosen.zone is not None and not await _is_zone(t, chosen.zone):
            raise _wrong("zone", "There is no such time zone.", "Take a name such as Europe/Helsinki.")
        own, now = await _own(t, actor)
        # With another time zone today may have another date: it is the same day all the same.
        days = on_the_wall(replace(own, limits=chosen), now).date() - on_the_wall(own, now).date()
        await limits.put(t, actor, chosen, days.days)
        return await own_work(t, actor)


async def lift(database: Database, actor: Actor) -> OwnWork:
    """Lift what is in one's way just now: the ceilings until the day ends, or the quiet hours until they end."""
    async with database.transaction(actor) as t:
        own, now = await _own(t, actor)
        began = quiet_since(own, now)
        if began is not None and own.quiet_lifted_on != began:
            own = replace(own, quiet_lifted_on=began)
        else:
            own = replace(own, lifted_on=on_the_wall(own, now).date())
        await _say(t, actor, own)
        return await own_work(t, actor)


async def end_day(database: Database, actor: Actor) -> OwnWork:
    """Be done for today: one is given no item until the day ends, or one comes back. What is begun waits."""
    async with database.transaction(actor) as t:
        own, now = await _own(t, actor)
        await _say(t, actor, replace(own, done_on=on_the_wall(own, now).date()))
        return await own_work(t, actor)


async def stop(database: Database, actor: Actor, *, hand_over: bool) -> Stopped:
    """Give back all that one holds. Drafts are kept; no reason is asked, and nobody gets a mark. With ``hand_over``
    colleagues may finish what one began."""
    async with database.transaction(actor) as t:
        return await give_back_own(t, actor, hand_over=hand_over)


async def pause(database: Database, actor: Actor, *, keep_digest: bool, hand_over: bool) -> Stopped:
    """Give back all that one holds, and be given nothing until one comes back, however long that is.

    No letter comes meanwhile, unless one wants to ``keep_digest``. With ``hand_over`` colleagues may finish what one
    began.
    """
    async with database.transaction(actor) as t:
        own, _ = await _own(t, actor)
        await _say(t, actor, replace(own, paused=True))
        if not keep_digest:
            await digests.rest(t, actor, True)
        return await give_back_own(t, actor, hand_over=hand_over)


async def come_back(database: Database, actor: Actor, load: Load | None = None) -> OwnWork:
    """Be given items again, after a pause or a day that one had ended; ``load``: with another load than before."""
    async with database.transaction(actor) as t:
        own, _ = await _own(t, actor)
        if load is not None:
            await limits.put(t, actor, replace(own.limits, items_a_day=load.items_a_day))
        await _say(t, actor, replace(own, paused=False, done_on=None))
        await digests.rest(t, actor, False)
        return await own_work(t, actor)


async def _own(t: Transaction, actor: Actor) -> tuple[OwnDay, datetime]:
    """One's own, held until the transaction ends: two tabs never undo each other's word."""
    await limits.lock(t, actor)
    return await limits.one(t, actor)


async def _say(t: Transaction, actor: Actor, own: OwnDay) -> None:
    await limits.say(
        t, actor, paused=own.paused, done_on=own.done_on, lifted_on=own.lifted_on, quiet_lifted_on=own.quiet_lifted_on
    )


async def own_work(t: Transaction, actor: Actor) -> OwnWork:
    """The same, within what is read beside it."""
    own, now = await limits.one(t, actor)
    held = await limits.held(t, actor)
    return OwnWork(
        own,
        held,
        answered_today(own, now),
        reviewed_today(own, now),
        met(own, now, held),
        own.lifted_on == on_the_wall(own, now).date(),
    )


async def _is_zone(t: Transaction, zone: str) -> bool:
    """Whether both the database and this machine know it: both say when a day begins."""
    return is_zone(zone) and await limits.knows_zone(t, zone)


def _wrong(where: str, what: str, step: str) -> Invalid:
    return Invalid(what, kept="Your limits are as they were.", next_step=step, faults=[Fault(where, what)])

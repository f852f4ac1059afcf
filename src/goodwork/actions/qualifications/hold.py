"""Giving a tier and taking one, by a named person who leads, with a reason that the person concerned reads."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.model.ids import PersonId
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.model.qualifications import Held, How, Qualification
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.people import inbox, people
from goodwork.store.qualifications import held, qualifications

_KEPT = "Nothing was changed."


async def list_holders(database: Database, actor: Actor, identity: int, *, after: int, limit: int) -> list[Held]:
    """Who holds a qualification and how they came to it, after a person; for those who lead."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        if await qualifications.one(t, identity) is None:
            raise NotFound
        return await held.holders(t, identity, after, limit)


async def give_tier(
    database: Database, actor: Actor, identity: int, person: int, tier: int, reason: str, *, key: str | None = None
) -> None:
    """Give somebody a tier that they don't hold yet: for a certificate, say. Nobody gives themselves one."""
    await _put(database, actor, identity, person, tier, reason, How.GIVEN, key=key)


async def take_tier(
    database: Database, actor: Actor, identity: int, person: int, tier: int, reason: str, *, key: str | None = None
) -> None:
    """Have somebody hold no more than this tier (0: none) from now on. They read who did it and why, and may appeal.

    What they have in hand they may finish; what they did is kept and credited. Only people undo it: a later assessment
    that they pass, somebody who gives the tier, or an appeal that is upheld. Answers alone do not.
    """
    await _put(database, actor, identity, person, tier, reason, How.TAKEN, key=key)


async def _put(
    database: Database, actor: Actor, identity: int, person: int, tier: int, reason: str, how: How, *, key: str | None
) -> None:
    check_leads(actor)
    reason = seen(reason)
    if person == actor.person_id:
        raise NotAllowed("Nobody gives or takes their own tiers.", kept=_KEPT, next_step="Ask somebody else who leads.")
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        mark = idempotency.fingerprint("qualification", how.word, identity, person, tier, reason)
        if await idempotency.recall(t, actor, key, mark) is not None:
            return
        if not reason:
            what = "It has a reason: the person reads it."
            raise Invalid(what, kept=_KEPT, faults=[Fault("reason", "Say why.")])
        found = await qualifications.hold(t, identity)
        concerned = await people.one(t, PersonId(person))
        if found is None or concerned is None:
            raise NotFound
        before, _ = await held.standing(t, concerned.id, identity)
        _check(found, concerned.name, before, tier, how)
        given = [(person, tier, {})]
        made = await held.add(t, actor.organization_id, identity, how, given, reason=reason, by=actor.person_id)
        await inbox.tell(t, actor.organization_id, None, About.QUALIFICATION, [(None, person, made[person])])
        detail = {
            "before": {"tier": name_of(found, before)},
            "after": {"tier": name_of(found, tier), "qualification": found.name, "reason": reason},
        }
        await audit.record(t, actor, f"qualification.{how.word}", "person", person, detail)
        await idempotency.remember(t, actor, key, made[person])


def _check(found: Qualification, name: str, before: int, tier: int, how: How) -> None:
    if tier not in (0, *(one.tier for one in found.tiers)) or (how is How.GIVEN and tier == 0):
        what = f"{found.name} has no tier {tier}."
        raise Invalid(what, kept=_KEPT, faults=[Fault("tier", what)])
    if how is How.GIVEN and tier <= before:
        raise Conflict(
            f"{name} holds {name_of(found, before)!r} already.", kept=_KEPT, next_step="Load the page again."
        )
    if how is How.TAKEN and tier >= before:
        holds = f"{name_of(found, before)!r}" if before else "no tier"
        raise Conflict(f"{name} holds {holds}.", kept=_KEPT, next_step="Load the page again.")


def name_of(found: Qualification, tier: int) -> str | None:
    """What a tier is called; None: no tier."""
    return next((one.name for one in found.tiers if one.tier == tier), None)

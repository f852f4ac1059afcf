"""Appeals against the taking of a tier: opened by whom it was taken from, decided by somebody else who leads."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.leading import check_leads
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.model.appeals import AppealState
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.model.qualifications import How, TakingAppeal
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.people import inbox
from goodwork.store.qualifications import appeals, held, qualifications

_KEPT = "Nothing was changed."


async def appeal_taking(database: Database, actor: Actor, event: int, argument: str, *, key: str | None = None) -> int:
    """Ask that a taking be looked at again; returns the appeal. An argument is not asked for.

    NotFound for whoever it was not taken from; Conflict when they hold as much again, or appealed it before.
    """
    async with database.transaction(actor) as t:
        found = await held.happened(t, event)
        if found is None or found.person_id != actor.person_id or found.how is not How.TAKEN:
            raise NotFound
        mark = idempotency.fingerprint("appeal_taking", event, argument)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return int(remembered)
        await qualifications.hold(t, found.qualification_id)
        if (await held.standing(t, actor.person_id, found.qualification_id))[0] >= found.before:
            raise Conflict("You hold this tier again, so there is nothing to appeal.", kept=_KEPT)
        made = await appeals.open_appeal(t, actor, event, argument.strip())
        if made is None:
            raise Conflict(
                "You have appealed this already.",
                kept="Your appeal was kept.",
                next_step="The decision comes to your inbox.",
            )
        await idempotency.remember(t, actor, key, made)
    return made


async def withdraw_taking_appeal(database: Database, actor: Actor, event: int) -> None:
    """Take back one's own open appeal; sent again, it changes nothing. It may be opened again."""
    async with database.transaction(actor) as t:
        found = await held.happened(t, event)
        if found is None or found.person_id != actor.person_id:
            raise NotFound
        match await appeals.withdraw(t, event):
            case None:
                raise NotFound
            case AppealState.UPHELD | AppealState.DECLINED:
                raise Conflict(
                    "It has been decided meanwhile.",
                    kept="The decision was kept.",
                    next_step="It is in your inbox, with its reason.",
                )
            case _:
                pass


async def waiting_appeals(database: Database, actor: Actor, *, after: int, limit: int) -> list[TakingAppeal]:
    """Open appeals that the calling person may decide, after an id; for those who lead."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await appeals.waiting(t, actor, after, limit)


async def decide_taking_appeal(
    database: Database, actor: Actor, appeal: int, *, upheld: bool, reason: str, key: str | None = None
) -> AppealState:
    """Uphold or decline it, with a reason. Upheld, the person holds what they held before, as far as no later taking
    stands, or more if they do by now.

    NotAllowed for whoever took the tier, and for whom it was taken from.
    """
    check_leads(actor)
    reason = seen(reason)
    async with database.transaction(actor) as t:
        known = await appeals.one(t, appeal)
        found = None if known is None else await held.happened(t, known.event_id)
        if known is None or found is None:
            raise NotFound
        mark = idempotency.fingerprint("decide_taking_appeal", appeal, upheld, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return AppealState(remembered)
        if not reason:
            raise Invalid("A decision has a reason.", kept=_KEPT, faults=[Fault("reason", "Say why.")])
        if actor.person_id in (found.made_by, found.person_id):
            raise NotAllowed("You are part of this, so somebody else who leads decides it.", kept=_KEPT)
        await qualifications.hold(t, found.qualification_id)
        locked = await appeals.lock(t, appeal)
        if locked.state is not AppealState.OPEN:
            was = "It was withdrawn" if locked.state is AppealState.WITHDRAWN else "Somebody else has decided it"
            raise Conflict(f"{was} meanwhile.", kept="Your decision was not taken.", next_step="Load the page again.")
        state = AppealState.UPHELD if upheld else AppealState.DECLINED
        await appeals.decide(t, actor.person_id, appeal, state, reason)
        told = locked.event_id
        back = found.before if found.left is None else min(found.before, found.left)
        if upheld and (await held.standing(t, found.person_id, found.qualification_id))[0] < back:
            given = [(found.person_id, back, {})]
            made = await held.add(
                t, actor.organization_id, found.qualification_id, How.RESTORED, given, reason=reason, by=actor.person_id
            )
            told = made[found.person_id]
        await inbox.tell(t, actor.organization_id, None, About.QUALIFICATION, [(None, found.person_id, told)])
        detail = {"decision": state.word, "reason": reason}
        await audit.record(t, actor, "qualification.appeal-decided", "person", found.person_id, detail)
        await idempotency.remember(t, actor, key, state.value)
    return state

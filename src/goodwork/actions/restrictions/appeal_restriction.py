"""Appeals against restrictions: opened by whom they concern, decided by somebody else who leads, and restoring."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.leading import check_leads
from goodwork.actions.restrictions.restore import restore
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.model.appeals import AppealState
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.model.restrictions import LONGEST_REASON, MOST_OPENINGS
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.people import inbox
from goodwork.store.restrictions import appeals, restrictions

_KEPT = "Nothing was changed."


async def appeal_restriction(
    database: Database, actor: Actor, restriction: int, argument: str, *, key: str | None = None
) -> int:
    """Ask that a restriction be looked at again; returns the appeal. An argument is not asked for.

    NotFound for whoever it does not concern; Conflict when they appealed it before, or withdrew it too often.
    """
    async with database.transaction(actor) as t:
        found = await restrictions.one(t, restriction)
        if found is None or found[0].person_id != actor.person_id:
            raise NotFound
        mark = idempotency.fingerprint("appeal_restriction", restriction, argument)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return int(remembered)
        made = await appeals.open_appeal(t, actor, restriction, argument.strip())
        if made is None:
            if await appeals.state_of(t, restriction) is AppealState.WITHDRAWN:
                raise Conflict(
                    f"You opened this appeal {MOST_OPENINGS} times and withdrew it each time.",
                    kept=_KEPT,
                    next_step="Talk to the people who lead here.",
                )
            raise Conflict(
                "You have appealed this already.",
                kept="Your appeal was kept.",
                next_step="The decision comes to your inbox.",
            )
        await idempotency.remember(t, actor, key, made)
    return made


async def withdraw_restriction_appeal(database: Database, actor: Actor, restriction: int) -> None:
    """Take back one's own open appeal; sent again, it changes nothing."""
    async with database.transaction(actor) as t:
        found = await restrictions.one(t, restriction)
        if found is None or found[0].person_id != actor.person_id:
            raise NotFound
        match await appeals.withdraw(t, restriction):
            case None:
                raise NotFound
            case AppealState.UPHELD | AppealState.DECLINED:
                raise Conflict(
                    "It has been decided meanwhile.", kept="The decision was kept.", next_step="Load the page again."
                )
            case _:
                pass


async def decide_restriction_appeal(
    database: Database, actor: Actor, appeal: int, *, upheld: bool, reason: str, key: str | None = None
) -> AppealState:
    """Uphold or decline it, with a reason. Upheld, what was taken is given back, as far as it is not held by now and
    no later decision took it too.

    NotAllowed for whom it concerns, and for who restricted them as long as somebody else leads.
    """
    check_leads(actor)
    reason = seen(reason)
    async with database.transaction(actor) as t:
        restriction = await appeals.restriction_of(t, appeal)
        found = None if restriction is None else await restrictions.one(t, restriction)
        if restriction is None or found is None:
            raise NotFound
        mark = idempotency.fingerprint("decide_restriction_appeal", appeal, upheld, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return AppealState(remembered)
        if not reason or len(reason) > LONGEST_REASON:
            fault = Fault("reason", f"Say why, in at most {LONGEST_REASON} characters.")
            raise Invalid("A decision has a reason.", kept=_KEPT, faults=[fault])
        taken, by = found
        is_part = actor.person_id == taken.person_id
        if is_part or (actor.person_id == by and await appeals.has_other(t, restriction)):
            raise NotAllowed("You are part of this, so somebody else who leads decides it.", kept=_KEPT)
        state = await appeals.lock(t, appeal)
        if state is not AppealState.OPEN:
            was = "It was withdrawn" if state is AppealState.WITHDRAWN else "Somebody else has decided it"
            raise Conflict(f"{was} meanwhile.", kept="Your decision was not taken.", next_step="Load the page again.")
        if upheld:
            await restore(t, actor, taken, await restrictions.later(t, restriction))
        state = AppealState.UPHELD if upheld else AppealState.DECLINED
        await appeals.decide(t, actor.person_id, appeal, state, reason)
        await inbox.tell(t, actor.organization_id, None, About.RESTRICTION, [(None, taken.person_id, restriction)])
        detail = {"decision": state.word, "what": taken.what.word, "reason": reason}
        await audit.record(t, actor, "restriction.appeal-decided", "person", taken.person_id, detail)
        await idempotency.remember(t, actor, key, state.value)
    return state

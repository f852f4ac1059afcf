"""Deciding on applications: by a named person with a reason, or by the rule of the page, which only admits."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.model.appeals import AppealState
from goodwork.model.applications import Applicant, Application, ApplicationState
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.names import seen
from goodwork.store import audit
from goodwork.store.applications import applications
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.people import inbox, people
from goodwork.store.qualifications.appeals import has_decider

_KEPT = "Nothing was changed."


async def see_applications(
    database: Database, actor: Actor, state: ApplicationState | None, *, before: int, limit: int
) -> list[Applicant]:
    """Applications in a state, the newest before a person, for those who lead; without a state those that wait for
    a decision that they may make: open ones, and appeals."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await applications.page(t, actor, state, before, limit)


async def decide_application(
    database: Database, actor: Actor, person: int, *, admit: bool, reason: str, declined: bool, key: str | None
) -> ApplicationState:
    """Admit somebody as an annotator, or decline with a reason that they read and may appeal. Whom somebody declined,
    only who knows of it admits: ``declined``.

    Whoever was declined or has withdrawn may be admitted still, unless they left by themselves or their access has
    ended; whoever was admitted is in, and is not declined.
    """
    check_leads(actor)
    reason = seen(reason)
    if not admit and not reason:
        raise Invalid("Declining has a reason: the applicant reads it, and may appeal.", kept=_KEPT,
                      faults=[Fault("reason", "Say why.")])  # fmt: skip
    async with database.transaction(actor) as t:
        await people.hold(t, PersonId(person))
        await hold_access(t, actor)
        mark = idempotency.fingerprint("decide_application", person, admit, reason, declined)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return ApplicationState(remembered)
        held = await _locked(t, person)
        if held.state is ApplicationState.ADMITTED or not (admit or held.state is ApplicationState.OPEN):
            raise Conflict(
                f"It is {held.state.word} by now.",
                kept="Your decision was not taken.",
                next_step="Load the page again: it shows what holds.",
            )
        if held.state is ApplicationState.DECLINED and not declined:
            raise Conflict(
                f"{held.by} has declined it: {held.reason}",
                kept="Your decision was not taken.",
                next_step="Read why. You may admit them all the same; they read in their inbox who did.",
            )
        if admit and await people.has_left(t, held.person_id):
            raise Conflict(
                "They left by themselves.",
                kept="Your decision was not taken.",
                next_step="Invite them: whoever left comes back by an invitation that they accept.",
            )
        if admit and not (await people.me(t, held.person_id)).active:
            raise Conflict(
                "Their access has ended, so they could not come in.",
                kept="Your decision was not taken.",
                next_step="Give them access back first, under People.",
            )
        state = ApplicationState.ADMITTED if admit else ApplicationState.DECLINED
        await applications.decide(t, held.person_id, state, by=actor.person_id, reason=reason)
        await _tell(t, actor.organization_id, held.person_id)
        await audit.record(t, actor, f"application.{state.word}", "person", person, {"reason": reason})
        await idempotency.remember(t, actor, key, state.value)
    return state


async def admit_by_rule(
    t: Transaction, organization: OrganizationId, assessment: int, person: PersonId, attempt: int
) -> None:
    """Make whoever passed what applicants take an annotator, where the page says that passing admits.

    It admits and never declines: whoever did not pass keeps their application and their further tries.
    """
    # The person before the application, as when somebody leaves: neither waits for the other in a ring.
    await people.hold(t, person)
    if not await applications.admits(t, assessment, person):
        return
    await applications.decide(t, person, ApplicationState.ADMITTED, by=None, attempt=attempt)
    await _tell(t, organization, person)
    await audit.record_as(t, organization, person, "application.admitted", "person", person, {"attempt": attempt})


async def decide_declined_appeal(
    database: Database, actor: Actor, person: int, *, upheld: bool, reason: str, key: str | None
) -> AppealState:
    """Uphold or decline an appeal against declining, with a reason; upheld, the application is open again, or withdrawn
    where they left by themselves meanwhile.

    NotAllowed for whoever declined, unless nobody else leads.
    """
    check_leads(actor)
    reason = seen(reason)
    if not reason:
        raise Invalid("A decision has a reason.", kept=_KEPT, faults=[Fault("reason", "Say why.")])
    async with database.transaction(actor) as t:
        await people.hold(t, PersonId(person))
        await hold_access(t, actor)
        mark = idempotency.fingerprint("decide_declined_appeal", person, upheld, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return AppealState(remembered)
        held = await _locked(t, person)
        if held.appeal is not AppealState.OPEN or held.state is not ApplicationState.DECLINED:
            raise Conflict("There is no open appeal any more.", kept="Your decision was not taken.",
                           next_step="Load the page again.")  # fmt: skip
        if held.decided_by == actor.person_id and await has_decider(t, actor, actor.person_id):
            raise NotAllowed("You declined it, so somebody else who leads decides.", kept=_KEPT)
        state = AppealState.UPHELD if upheld else AppealState.DECLINED
        await applications.decide_appeal(t, actor, held.person_id, state, reason)
        if upheld:
            await applications.reopen(t, held.person_id)
            if await people.has_left(t, held.person_id):
                await applications.withdraw(t, held.person_id)
        await _tell(t, actor.organization_id, held.person_id)
        detail = {"decision": state.word, "reason": reason}
        await audit.record(t, actor, "application.appeal-decided", "person", person, detail)
        await idempotency.remember(t, actor, key, state.value)
    return state


async def _locked(t: Transaction, person: int) -> Application:
    held = await applications.one(t, PersonId(person), lock=True)
    if held is None:
        raise NotFound
    return held


async def _tell(t: Transaction, organization: OrganizationId, person: PersonId) -> None:
    await inbox.tell(t, organization, None, About.APPLICATION, [(None, person, person)])

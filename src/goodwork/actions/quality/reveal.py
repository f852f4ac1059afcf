"""Reveals: reading the names behind a finding for a stated reason, appealing that, and deciding the appeal."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.model.appeals import AppealState
from goodwork.model.dependence import Behind
from goodwork.model.ids import ProjectId
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.names import seen
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.people import inbox
from goodwork.store.quality import fits, reveals

_KEPT = "Nothing was changed."


async def _reach(t: Transaction, actor: Actor, project: int, need: ProjectRole) -> Reached:
    """The project of something that annotators have no part in: to them it does not exist."""
    reached = await reach_project(t, actor, project)
    if reached.role is ProjectRole.ANNOTATOR:
        raise NotFound
    return await reach_project(t, actor, project, need)


async def reveal(database: Database, actor: Actor, finding: int, reason: str, *, key: str | None) -> int:
    """Read the names behind a finding; returns the reveal. Those concerned are told who did, and why.

    Nothing else follows for anybody. A second time it is the same reveal, with its first reason.
    """
    reason = seen(reason)
    async with database.transaction(actor) as t:
        found = await reveals.behind(t, finding)
        if found is None:
            raise NotFound
        reached = await _reach(t, actor, found.project_id, ProjectRole.MANAGER)
        mark = idempotency.fingerprint("reveal", finding, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return remembered
        check_not_archived(reached.project.state)
        if not reason:
            raise Invalid(
                "A reveal has a reason: those concerned read it.",
                kept=_KEPT,
                faults=[Fault("reason", "Say why you need the names.")],
            )
        await reveals.lock(t, finding)
        _check(actor, await reveals.behind(t, finding) or found)
        made = await reveals.add(t, actor, found, reason)
        if made is None:
            raise Conflict(
                "You have revealed this already.", kept=_KEPT, next_step="Load the page again: it has the names."
            )
        told = [(None, person, made) for person in sorted(found.people)]
        await inbox.tell(t, actor.organization_id, reached.project.id, About.REVEALED, told)
        # Who did it and why, and not who is behind it: many may read the audit.
        said = {"finding": finding, "question": found.question, "people": len(found.people), "reason": reason}
        await audit.record(t, actor, "dependence.revealed", "project", reached.project.id, said)
        await idempotency.remember(t, actor, key, made)
    return made


def _check(actor: Actor, found: Behind) -> None:
    if found.wrong or not found.holds:
        raise Conflict(
            "This finding does not hold any more.",
            kept=_KEPT,
            next_step="Load the page again: it shows what holds now.",
        )
    if actor.person_id in found.people:
        raise NotAllowed(
            "Your own answers are part of this finding, so somebody else who leads the project reveals it.", kept=_KEPT
        )


async def appeal_reveal(database: Database, actor: Actor, revealed: int, argument: str, *, key: str | None) -> int:
    """Say that the finding is wrong that one was revealed for; returns the appeal. Somebody else decides it.

    NotFound for whoever it is not about. No line of the audit says who appealed.
    """
    async with database.transaction(actor) as t:
        held = await reveals.one(t, revealed)
        if held is None or actor.person_id not in held.people:
            raise NotFound
        reached = await reach_project(t, actor, held.project_id)
        mark = idempotency.fingerprint("appeal_reveal", revealed, argument)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return remembered
        check_not_archived(reached.project.state)
        await reveals.lock(t, held.finding_id)
        held = await reveals.one(t, revealed) or held
        if held.withdrawn:
            raise Conflict("It was withdrawn already: the finding was wrong.", kept=_KEPT)
        made = await reveals.appeal(t, actor, held, argument.strip(), reached.project.policy.appeal_days)
        if made is None:
            raise Conflict(
                "You have appealed this already.",
                kept="Your appeal was kept.",
                next_step="The decision comes to your inbox.",
            )
        await idempotency.remember(t, actor, key, made)
    return made


async def withdraw_reveal_appeal(database: Database, actor: Actor, revealed: int) -> None:
    """Take back one's own open appeal against a reveal; sent again, it changes nothing. It may be opened again.

    NotFound for whoever has not appealed it. Also without access to the project.
    """
    async with database.transaction(actor) as t:
        held = await reveals.one(t, revealed)
        if held is None or actor.person_id not in held.people:
            raise NotFound
        await reveals.lock(t, held.finding_id)
        match await reveals.withdraw_appeal(t, actor.person_id, revealed):
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


async def decide_reveal_appeal(
    database: Database, actor: Actor, appeal: int, *, upheld: bool, reason: str, key: str | None
) -> AppealState:
    """Uphold or decline an appeal against a reveal, with a reason.

    Upheld, the finding is wrong: its reveals are withdrawn, its people are told and whoever revealed it, the answers
    count in full again, and no refit links these people any more. NotAllowed for them and for whoever revealed it.
    """
    reason = seen(reason)
    async with database.transaction(actor) as t:
        held = await reveals.appealed(t, appeal)
        if held is None:
            raise NotFound
        reached = await _reach(t, actor, held.project_id, ProjectRole.REVIEWER)
        mark = idempotency.fingerprint("decide_reveal_appeal", appeal, upheld, reason)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return AppealState(remembered)
        check_not_archived(reached.project.state)
        if not reason:
            raise Invalid("A decision has a reason.", kept=_KEPT, faults=[Fault("reason", "Say why.")])
        await reveals.lock(t, held.finding_id)
        held = await reveals.appealed(t, appeal) or held
        leads = await reveals.revealed_by(t, held.finding_id)
        if actor.person_id in held.people or actor.person_id in leads:
            raise NotAllowed(
                "You revealed this finding, or your own answers are part of it, so somebody else decides.", kept=_KEPT
            )
        if held.state is not AppealState.OPEN:
            raise Conflict(
                "It was withdrawn meanwhile."
                if held.state is AppealState.WITHDRAWN
                else "Somebody else has decided it meanwhile.",
                kept="Your decision was not taken.",
                next_step="Load the page again: it shows what holds now.",
            )
        project = reached.project.id
        told = {held.person_id}
        if upheld:
            await reveals.uphold(t, actor.person_id, held.finding_id, reason)
            await _anew(t, actor, project)
            told |= set(held.people) | leads
        else:
            await reveals.decline(t, actor.person_id, appeal, reason)
        state = AppealState.UPHELD if upheld else AppealState.DECLINED
        rows = [(None, person, appeal) for person in sorted(told)]
        await inbox.tell(t, actor.organization_id, project, About.REVEAL_APPEAL, rows)
        said = {"finding": held.finding_id, "decision": state.word, "reason": reason}
        await audit.record(t, actor, "dependence.appeal-decided", "project", project, said)
        await idempotency.remember(t, actor, key, state.value)
    return state


async def _anew(t: Transaction, actor: Actor, project: ProjectId) -> None:
    """What was weighed by the finding is weighed afresh."""
    await fits.ask(t, actor.organization_id, project)

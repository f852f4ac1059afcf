"""Proposing a change of the guideline or of the questions, commenting, and deciding with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions import idempotency
from goodwork.actions.guideline.ask import MOST_COMMENTS
from goodwork.actions.guideline.viewing import reach_thing, viewer_of
from goodwork.actions.projects.change_guideline import change_guideline_in
from goodwork.actions.projects.checks import read_text
from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.errors import Conflict, Fault, Invalid
from goodwork.model.guideline import Comment, Proposal
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.guideline import proposals, threads
from goodwork.store.guideline.proposals import Locked, State
from goodwork.store.people import inbox
from goodwork.store.projects import projects

MOST_OPEN = 10
"""Proposals of one person that may be open in a project."""


@dataclass(frozen=True, slots=True)
class SeenProposal:
    """A proposal with the guideline that it was written over, and its comments."""

    proposal: Proposal
    base: str
    """Empty where it is about questions."""
    comments: list[Comment]
    decides: bool
    """Whether the viewer may decide it."""


async def list_proposals(
    database: Database, actor: Actor, project: int, state: State, before: int, limit: int
) -> list[Proposal]:
    """A page of a project's proposals, newest first, without their texts."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await proposals.page(t, viewer_of(actor, reached.role), reached.project.id, state, before, limit)


async def see_proposal(database: Database, actor: Actor, proposal: int) -> SeenProposal:
    """One proposal with its text and comments."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_thing(t, actor, await proposals.project_of(t, proposal))
        return await _seen(t, actor, reached, proposal)


async def _seen(t: Transaction, actor: Actor, reached: Reached, proposal: int) -> SeenProposal:
    viewer = viewer_of(actor, reached.role)
    found = await proposals.one(t, viewer, proposal)
    assert found is not None, "proposals are never deleted"
    guideline = found.about == "guideline"
    base = await proposals.base(t, reached.project.id, found.base_version) if guideline else ""
    return SeenProposal(found, base, await proposals.comments(t, viewer, proposal, MOST_COMMENTS), viewer.names)


async def propose(
    database: Database, actor: Actor, project: int, *, about: str, words: str, why: str, key: str | None
) -> SeenProposal:
    """Propose the guideline as it is to be, or in words what is to change in the questions."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project)
        mark = idempotency.fingerprint("propose", project, about, words, why)
        made = await idempotency.recall(t, actor, key, mark)
        if made is None:
            made = await _propose(t, actor, reached, about, words, why)
            await idempotency.remember(t, actor, key, made)
        return await _seen(t, actor, reached, made)


async def _propose(t: Transaction, actor: Actor, reached: Reached, about: str, words: str, why: str) -> int:
    project = reached.project
    check_not_archived(project.state)
    why = read_text(why, "why", "Say why it would be better: the people who decide read it.")
    if about == "questions":
        words = read_text(words, "words", "Say what is to change.")
    else:
        now = await projects.one(t, project.id)
        assert now is not None, "it was reached"
        if now.guideline.markdown == words:
            what = "This is the guideline as it stands: nothing would change."
            raise Invalid(what, kept="Nothing was changed.", faults=[Fault("words", what)])
    if await proposals.open_of(t, project.id, actor.person_id) >= MOST_OPEN:
        raise Conflict(
            f"{MOST_OPEN} of your proposals wait for a decision here.",
            kept="This one was not taken.",
            next_step="Wait until some are decided, or comment on one of them.",
        )
    made = await proposals.add(t, actor, project.id, about, words, why)
    answerer = await threads.answerer(t, project.id)
    if answerer is not None and answerer != actor.person_id:
        await inbox.tell(t, actor.organization_id, project.id, About.PROPOSAL, [(None, answerer, made)])
    return made


async def comment_proposal(database: Database, actor: Actor, proposal: int, said: str, *, key: str | None) -> None:
    """Add to an open proposal."""
    async with database.transaction(actor) as t:
        reached = await reach_thing(t, actor, await proposals.project_of(t, proposal))
        mark = idempotency.fingerprint("comment_proposal", proposal, said)
        if await idempotency.recall(t, actor, key, mark) is not None:
            return
        check_not_archived(reached.project.state)
        _check_open(await proposals.lock(t, proposal))
        said = read_text(said, "said", "A comment needs words.")
        seen = await proposals.one(t, viewer_of(actor, reached.role), proposal)
        assert seen is not None
        if seen.comments >= MOST_COMMENTS:
            raise Conflict(f"This proposal has {MOST_COMMENTS} comments.", kept="Yours was not taken.")
        await proposals.comment(t, actor, reached.project.id, proposal, said)
        await idempotency.remember(t, actor, key, {})


async def decide_proposal(
    database: Database, actor: Actor, proposal: int, *, accept: bool, reason: str, guideline_version: int | None
) -> SeenProposal:
    """Accept or decline a proposal, with a reason; an accepted guideline is its new version. Sent again, it changes
    nothing.

    ``guideline_version``: the one whose difference to the proposal the decider saw.
    """
    async with database.transaction(actor) as t:
        reached = await reach_thing(t, actor, await proposals.project_of(t, proposal))
        reached = await reach_project(t, actor, reached.project.id, ProjectRole.MANAGER)
        project = reached.project
        reason = read_text(reason, "reason", "Say why: whoever proposed it reads the reason.")
        found = await proposals.lock(t, proposal)
        if (found.decided_by, found.accepted, found.reason) == (actor.person_id, accept, reason):
            return await _seen(t, actor, reached, proposal)  # sent again
        check_not_archived(project.state)
        _check_open(found)
        version = None
        if accept and found.about == "guideline":
            now = await projects.one(t, project.id, lock=True)
            assert now is not None
            if now.guideline.version != guideline_version:
                raise Conflict(
                    f"The guideline has version {now.guideline.version} by now.",
                    kept="Nothing was decided.",
                    next_step="Look at the difference to that version, then decide.",
                )
            made = await change_guideline_in(t, actor, project.id, found.words, found.why[:500])
            version = made.version
        await proposals.decide(t, proposal, actor.person_id, accepted=accept, reason=reason, version=version)
        # Nobody is waited for any more; then those are told who took part.
        await inbox.forget(t, project.id, About.PROPOSAL, proposal)
        told = [(None, person, proposal) for person in await proposals.concerned(t, proposal)]
        others = [row for row in told if row[1] != actor.person_id]
        await inbox.tell(t, actor.organization_id, project.id, About.PROPOSAL, others)
        await audit.record(t, actor, "proposal.decided", "proposal", proposal, {"accepted": accept, "reason": reason})
        return await _seen(t, actor, reached, proposal)


def _check_open(found: Locked) -> None:
    if found.decided_at is not None:
        raise Conflict("This proposal is decided.", kept="Nothing was changed.", next_step="Propose anew.")

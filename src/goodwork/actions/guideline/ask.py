"""Asking about an item or a rule, answering, and commenting."""

from __future__ import annotations

from goodwork.actions import idempotency
from goodwork.actions.guideline.viewing import check_answers, reach_thing, viewer_of
from goodwork.actions.projects.checks import read_text
from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.actions.queue.holding import check_not_archived
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.model.guideline import Thread
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.routing.beside import sections
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.guideline import threads
from goodwork.store.items import counts
from goodwork.store.people import inbox
from goodwork.store.projects import projects
from goodwork.store.queue import claims

MOST_OPEN = 20
"""Questions of one person that may wait in a project."""
MOST_COMMENTS = 200
"""Comments of one thread."""


async def ask(
    database: Database,
    actor: Actor,
    project: int,
    *,
    item: int | None,
    rule: str,
    asked: str,
    key: str | None,
) -> Thread:
    """Open a thread on an item that one has met, on a rule of the guideline, or on the guideline as a whole."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project)
        mark = idempotency.fingerprint("ask", project, item, rule, asked)
        made = await idempotency.recall(t, actor, key, mark)
        if made is None:
            made = await _ask(t, actor, reached, item, rule.strip(), asked)
            await idempotency.remember(t, actor, key, made)
        seen = await threads.one(t, viewer_of(actor, reached.role), made)
        assert seen is not None, "threads are never deleted without their item"
        return seen


async def _ask(t: Transaction, actor: Actor, reached: Reached, item: int | None, rule: str, asked: str) -> int:
    project = reached.project
    check_not_archived(project.state)
    asked = read_text(asked, "asked", "Say what you want to know.")
    if item is not None:
        await _check_met(t, actor, reached, item)
    if rule:
        shown = await projects.one(t, project.id)
        assert shown is not None, "it was reached"
        if rule not in {section.heading for section in sections(shown.guideline.markdown)}:
            what = "The guideline has no section of this name now."
            raise Invalid(what, kept="Nothing was changed.", faults=[Fault("rule", what)])
    if await threads.open_of(t, project.id, actor.person_id) >= MOST_OPEN:
        raise Conflict(
            f"{MOST_OPEN} of your questions wait for an answer here.",
            kept="This one was not taken.",
            next_step="Wait until some are answered, or comment on one of them.",
        )
    made = await threads.add(t, actor, project.id, item, rule, asked)
    answerer = await threads.answerer(t, project.id)
    if answerer is not None and answerer != actor.person_id:
        await inbox.tell(t, actor.organization_id, project.id, About.THREAD, [(item, answerer, made)])
    return made


async def _check_met(t: Transaction, actor: Actor, reached: Reached, item: int) -> None:
    """An item exists for those who review it, and for those who hold or held a claim on it."""
    held = await claims.holding_item(t, actor.person_id, item)
    if held is not None and held.project_id == reached.project.id:
        return
    if reached.role < ProjectRole.REVIEWER or await counts.project_of(t, item) != reached.project.id:
        raise NotFound


async def answer(database: Database, actor: Actor, thread: int, words: str) -> Thread:
    """Answer a thread; another answer takes the place of the first, and the same one sent again changes nothing. The
    one who asked is told."""
    async with database.transaction(actor) as t:
        found = await threads.lock(t, thread)
        reached = await reach_thing(t, actor, None if found is None else found.project_id)
        assert found is not None
        await check_answers(t, actor, reached)
        words = read_text(words, "answer", "An answer needs words.")
        if (found.answer, found.answered_by) != (words, actor.person_id):
            await threads.answer(t, thread, actor.person_id, words)
            # Nobody is waited for any more.
            await inbox.forget(t, reached.project.id, About.THREAD, thread)
            if found.person_id != actor.person_id:
                told = [(found.item_id, found.person_id, thread)]
                await inbox.tell(t, actor.organization_id, reached.project.id, About.THREAD, told)
            await audit.record(t, actor, "thread.answered", "thread", thread, {"answer": words})
        seen = await threads.one(t, viewer_of(actor, reached.role), thread)
        assert seen is not None
        return seen


async def comment(database: Database, actor: Actor, thread: int, said: str, *, key: str | None) -> None:
    """Add to a thread; whoever may still be asked for its item comments once they have answered it."""
    async with database.transaction(actor) as t:
        found = await threads.lock(t, thread)
        reached = await reach_thing(t, actor, None if found is None else found.project_id)
        mark = idempotency.fingerprint("comment", thread, said)
        if await idempotency.recall(t, actor, key, mark) is not None:
            return
        check_not_archived(reached.project.state)
        viewer = viewer_of(actor, reached.role)
        seen = await threads.one(t, viewer, thread)
        assert seen is not None
        if seen.withheld:
            raise Conflict(
                "You may still be asked for this item.",
                kept="Your comment was not taken.",
                next_step="Comment when you have answered or skipped it.",
            )
        said = read_text(said, "said", "A comment needs words.")
        if seen.comments >= MOST_COMMENTS:
            raise Conflict(
                f"This thread has {MOST_COMMENTS} comments.", kept="Yours was not taken.", next_step="Ask anew."
            )
        await threads.comment(t, actor, reached.project.id, thread, said)
        await idempotency.remember(t, actor, key, {})

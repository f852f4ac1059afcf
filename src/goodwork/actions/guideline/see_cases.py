"""Decided cases as people see them: a project's, and those beside a task."""

from __future__ import annotations

from dataclasses import dataclass

from goodwork.actions.guideline.viewing import viewer_of
from goodwork.actions.projects.reach import reach_in_hand, reach_project
from goodwork.actions.queue.holding import access_to, refusal
from goodwork.errors import NotFound
from goodwork.model.guideline import Case, News, Thread
from goodwork.model.items import PartType, parts_of
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole, project_role
from goodwork.routing.beside import FEWEST, rule_for, terms, words_of
from goodwork.store.database import Database, Kind
from goodwork.store.guideline import again, cases, threads
from goodwork.store.items import payloads
from goodwork.store.projects import projects, standing
from goodwork.store.queue import claims

SHOWN = 5
"""Cases, and as many threads, that stand beside a task."""


@dataclass(frozen=True, slots=True)
class SeenBeside:
    """What stands beside a task."""

    rule: str
    """The heading of the section of the guideline that may apply; empty: none stands out."""
    cases: list[Case]
    """Most like the item first."""
    threads: list[Thread]
    """About this very item, as far as the viewer may know them."""
    rule_threads: list[Thread]
    """About the rule, as far as the viewer may know them; those that wait for an answer first."""
    news: News


async def list_cases(database: Database, actor: Actor, project: int, words: str, before: int, limit: int) -> list[Case]:
    """A project's cases, newest first; with ``words`` those that contain them."""
    async with database.transaction(actor, kind=Kind.SEARCH if words else Kind.READ) as t:
        reached = await reach_project(t, actor, project)
        return await cases.page(t, viewer_of(actor, reached.role), reached.project.id, words, before, limit)


async def see_beside(database: Database, actor: Actor, claim: int) -> SeenBeside:
    """The rule, the cases and the threads beside a claim of one's own."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        held = await claims.holding(t, actor.person_id, claim)
        item = await claims.item_of(t, actor.person_id, claim)
        if held is None or item is None:
            raise NotFound
        access = await access_to(t, actor, held.project_id, running=held.running)
        if not access.reads:
            raise refusal(access)
        found = await standing.of_project(t, actor, held.project_id)
        assert found is not None
        facts, stands = found
        # Whoever may still finish what they hold sees no more than an annotator.
        viewer = viewer_of(actor, project_role(stands) or ProjectRole.ANNOTATOR)
        payload = await payloads.payload(t, item)
        text = words_of(payload)
        like = await cases.alike(t, viewer, facts.id, item, terms(text), FEWEST, SHOWN)
        if any(part.type is PartType.PICTURE for part in parts_of(payload)):
            # What looks the same comes before what is worded alike.
            seen = await cases.pictured(t, viewer, facts.id, item, SHOWN)
            like = [*seen, *(case for case in like if case.id not in {one.id for one in seen})][:SHOWN]
        about = await threads.of_item(t, viewer, item, SHOWN)
        project = await projects.one(t, facts.id)
        assert project is not None
        named = next((case.rule for case in like if case.rule), "")
        rule = named or rule_for(project.guideline.markdown, text)
        ruled = await threads.of_rule(t, viewer, facts.id, rule, item, SHOWN) if rule else []
        news = await again.news(t, actor.person_id, item)
    return SeenBeside(rule, like, about, ruled, news)


async def look_at_guideline(database: Database, actor: Actor, project: int) -> None:
    """Note that the calling person knows of the newest version: the desk does not tell it again."""
    async with database.transaction(actor) as t:
        reached = await reach_in_hand(t, actor, project)
        await again.looked_at(t, actor.person_id, reached.project.id)

"""Decided cases: made of an answered thread, of gold with its reason, or of a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodwork.actions import idempotency
from goodwork.actions.guideline.viewing import check_answers, reach_thing
from goodwork.actions.projects.reach import Reached, reach_project
from goodwork.errors import Conflict, NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.item import NO_VERSION, GivenAnswers
from goodwork.judging.told import in_words
from goodwork.model.guideline import Case, CaseSource
from goodwork.model.people import Actor
from goodwork.model.reviews import Decision
from goodwork.routing.beside import terms, words_of
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.guideline import cases, threads
from goodwork.store.items import counts, detail, payloads
from goodwork.store.projects import forms
from goodwork.store.review import reviews

EXCERPT = 2_000
"""Characters of an item that a search of cases reads."""


@dataclass(frozen=True, slots=True)
class _Made:
    source_id: int
    item: int | None
    rule: str
    asked: str
    answer: str
    why: str


async def decide_case(
    database: Database,
    actor: Actor,
    project: int,
    source: CaseSource,
    *,
    thread: int | None = None,
    item: int | None = None,
) -> Case:
    """Make a case of a thread's answer, or of an item's gold or review; the same again is the same case."""
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project)
        await check_answers(t, actor, reached)
        made = await _made(t, reached, source, thread, item)
        words = "" if made.item is None else words_of(await payloads.payload(t, made.item))
        # What was said counts as much as the item: cases are found by either.
        found = {*terms(words), *terms(" ".join((made.rule, made.asked, made.answer, made.why)))}
        new = await cases.add(
            t, actor, reached.project.id,
            item=made.item, rule=made.rule, asked=made.asked, answer=made.answer, why=made.why,
            item_words=words[:EXCERPT], source=source, source_id=made.source_id, terms=sorted(found),
        )  # fmt: skip
        case = await cases.of_source(t, source, made.source_id)
        assert case is not None
        if new:
            told = {"source": source.word, "answer": made.answer}
            await audit.record(t, actor, "case.decided", "case", case.id, told)
        return case


async def _made(t: Transaction, reached: Reached, source: CaseSource, thread: int | None, item: int | None) -> _Made:
    if source is CaseSource.THREAD:
        found = None if thread is None else await threads.lock(t, thread)
        if thread is None or found is None or found.project_id != reached.project.id:
            raise NotFound
        if found.answer is None:
            raise Conflict(
                "This question has no answer yet.", kept="Nothing was changed.", next_step="Answer it first."
            )
        return _Made(thread, found.item_id, found.rule, found.asked, found.answer, "")
    if item is None or await counts.project_of(t, item) != reached.project.id:
        raise NotFound
    if source is CaseSource.GOLD:
        gold = await detail.gold(t, item)
        if gold is None:
            raise NotFound
        return _Made(item, item, "", "", await _words(t, reached, gold.answers, None), gold.reason)
    newest = await reviews.of_item(t, item)
    if not newest or newest[0].decision is Decision.WITHDRAWN:
        raise NotFound
    review = newest[0]
    return _Made(review.id, item, "", "", await _words(t, reached, review.answers, review.form_version), review.reason)


async def _words(t: Transaction, reached: Reached, answers: Mapping[str, Any], version: int | None) -> str:
    now = reached.project.form_version
    form = read_form(await forms.questions(t, reached.project.id, now) or [])
    return in_words(form, now, GivenAnswers(0, version or NO_VERSION, answers))


async def take_back_case(database: Database, actor: Actor, case: int, *, key: str | None = None) -> None:
    """Nobody is shown this case any more."""
    async with database.transaction(actor) as t:
        if await idempotency.recall(t, actor, key, idempotency.fingerprint("take_back_case", case)) is not None:
            return
        reached = await reach_thing(t, actor, await cases.project_of(t, case))
        await check_answers(t, actor, reached)
        await cases.remove(t, case)
        await audit.record(t, actor, "case.taken-back", "case", case)
        await idempotency.remember(t, actor, key, {})

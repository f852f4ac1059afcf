"""Making an assessment: its terms, its pool of gold with reasons, and opening it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from goodwork.actions import idempotency
from goodwork.actions.assessments.ready_made import kept_items, ready_made
from goodwork.actions.items.see_item import Picture, picture_in
from goodwork.actions.people.leading import check_leads
from goodwork.actions.people.sessions import hold_access
from goodwork.actions.projects.reach import reach_project
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Fault, Invalid, NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.assessed import credits_of, scored
from goodwork.judging.item import GivenAnswers, answer_to
from goodwork.kinds.contract import Question
from goodwork.model.assessments import MOST_ITEMS, Assessment, AssessmentState, Material, PoolItem, Terms
from goodwork.model.pay import plain
from goodwork.model.people import Actor
from goodwork.names import seen
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.assessments import assessments
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.projects import forms
from goodwork.store.qualifications import qualifications

_KEPT = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class SeenAssessment:
    """An assessment for whoever leads."""

    assessment: Assessment
    suspects: int
    """Keys that should be looked at."""


async def make_assessment(
    database: Database, blobs: Blobs, actor: Actor, terms: Terms, *, project: int | None, ready: str | None,
    key: str | None,
) -> int:  # fmt: skip
    """Make an assessment as a draft, its pool filled with the gold of a project, or from a ready-made one.

    Gold without a reason stays out: whoever misses it is told why.
    """
    check_leads(actor)
    _check(terms)
    given = None if ready is None else ready_made(ready)
    # Pictures are written before: no transaction waits for the disk.
    items = [] if given is None else await asyncio.to_thread(kept_items, given, blobs)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        mark = idempotency.fingerprint("make_assessment", asdict(terms), project, ready)
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return int(remembered)
        await _check_award(t, terms)
        if (project is None) == (given is None):
            what = "Say which project its items come from, or which ready-made assessment it is."
            raise Invalid(what, kept=_KEPT, faults=[Fault("project_id", what)])
        if given is not None:
            made = await assessments.add(t, actor, terms, None, given.questions, given.guideline)
            await assessments.fill(t, actor, made, items)
        else:
            made = await _from_project(t, actor, terms, project or 0)
        after = {"title": terms.title, "project": project, "ready_made": ready}
        await audit.record(t, actor, "assessment.made", "assessment", made, {"after": after})
        await idempotency.remember(t, actor, key, made)
    return made


async def _from_project(t: Transaction, actor: Actor, terms: Terms, project: int) -> int:
    reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
    version, asked = await forms.newest(t, reached.project.id)
    form = read_form(asked)
    if not scored(form):
        what = "No question of the project can be scored: answers in free words can't be compared with a known one."
        raise Invalid(what, kept=_KEPT, faults=[Fault("project_id", what)])
    made = await assessments.add(t, actor, terms, reached.project.id, asked, "")
    await _take_gold(t, actor, made, reached.project.id, form, version)
    return made


async def _take_gold(
    t: Transaction, actor: Actor, assessment: int, project: int, form: list[Question], version: int
) -> int:
    room = await assessments.room(t, assessment)
    found = await assessments.gold(t, assessment, project, room)
    fit = [read for one in found if (read := _read(form, version, one)) is not None]
    await assessments.fill(t, actor, assessment, fit)
    return len(fit)


def _read(form: list[Question], version: int, found: Material) -> Material | None:
    """Gold as it is asked now; None where it says nothing to a question that is scored."""
    given = GivenAnswers(0, version, found.key)
    answers = {q.key: answer_to(q, version, given) for q in form}
    key = {name: answer.model_dump(mode="json") for name, answer in answers.items() if answer is not None}
    return Material(found.item_id, found.payload, key, found.reason) if credits_of(form, key, key) else None


async def take_gold(database: Database, actor: Actor, assessment: int) -> int:
    """Take further gold of the project into the pool; returns how many items that were. What is in it stays."""
    check_leads(actor)
    async with database.transaction(actor) as t:
        found = await _found(t, assessment)
        if found.project_id is None:
            raise Conflict("This assessment came ready-made: it takes no gold of a project.", kept=_KEPT)
        reached = await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
        version, asked = await forms.newest(t, reached.project.id)
        if list(asked) != list(found.questions):
            raise Conflict(
                "The project asks other questions by now than this assessment does.",
                kept=_KEPT,
                next_step="Make a new assessment from the project.",
            )
        await assessments.lock(t, assessment)
        taken = await _take_gold(t, actor, assessment, reached.project.id, read_form(asked), version)
        await audit.record(t, actor, "assessment.filled", "assessment", assessment, {"items": taken})
    return taken


async def change_assessment(
    database: Database, actor: Actor, assessment: int, terms: Terms, state: AssessmentState
) -> None:
    """Set other terms, open or close it. Whoever has begun is judged by the pass mark that they were shown."""
    check_leads(actor)
    _check(terms)
    async with database.transaction(actor) as t:
        await hold_access(t, actor)
        await assessments.lock(t, assessment)
        before = await _found(t, assessment)
        await _check_award(t, terms)
        if state is AssessmentState.DRAFT and before.state is not AssessmentState.DRAFT:
            raise Conflict("An assessment that was open is closed, not a draft again.", kept=_KEPT)
        if state is AssessmentState.OPEN and before.items < terms.drawn:
            what = f"The pool has {before.items} items that count, and an attempt asks {terms.drawn}."
            raise Invalid(
                what,
                kept=_KEPT,
                next_step="Give more gold of the project a reason and take it into the pool, or ask fewer.",
                faults=[Fault("drawn", what)],
            )
        await assessments.change(t, assessment, terms, state)
        was, now = _facts(before.terms, before.state), _facts(terms, state)
        if changed := [fact for fact in was if was[fact] != now[fact]]:
            detail = {"before": {fact: was[fact] for fact in changed}, "after": {fact: now[fact] for fact in changed}}
            await audit.record(t, actor, "assessment.changed", "assessment", assessment, detail)


def _facts(terms: Terms, state: AssessmentState) -> Mapping[str, Any]:
    """As the list of changes tells them."""
    facts: dict[str, Any] = {**asdict(terms), "state": state.word}
    currency, amount = facts.pop("pay_currency"), facts.pop("pay_amount")
    return {**facts, "pay": None if currency is None else f"{plain(amount, currency)} {currency}"}


async def see_assessments(database: Database, actor: Actor, *, before: int, limit: int) -> list[Assessment]:
    """The newest assessments before an id, for whoever leads."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await assessments.page(t, actor, before, limit)


async def see_assessment(database: Database, actor: Actor, assessment: int) -> SeenAssessment:
    """One assessment, for whoever leads."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        return SeenAssessment(await _found(t, assessment), await assessments.suspects(t, assessment))


async def see_pool(database: Database, actor: Actor, assessment: int, *, after: int, limit: int) -> list[PoolItem]:
    """The items of a pool, with their keys and what the attempts say of them, for whoever leads."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        await _found(t, assessment)
        return await assessments.pool(t, assessment, after, limit)


async def see_pool_picture(
    database: Database, blobs: Blobs, actor: Actor, assessment: int, item: int, part: str, known: str | None
) -> Picture | None:
    """A picture of an item of a pool, for whoever leads; None when ``known`` is its digest."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        await _found(t, assessment)
        held = await assessments.pool_item(t, assessment, item)
    return await picture_in(blobs, held.payload if held else {}, part, known)


async def _found(t: Transaction, assessment: int) -> Assessment:
    found = await assessments.one(t, assessment)
    if found is None:
        raise NotFound
    return found


async def _check_award(t: Transaction, terms: Terms) -> None:
    if terms.qualification_id is None and terms.tier is None:
        return
    found = None if terms.qualification_id is None else await qualifications.hold(t, terms.qualification_id)
    if found is None or terms.tier not in [one.tier for one in found.tiers]:
        what = "There is no such tier of a qualification."
        raise Invalid(what, kept=_KEPT, faults=[Fault("tier", what)])


def _check(terms: Terms) -> None:
    faults: list[Fault] = []
    if not seen(terms.title):
        faults.append(Fault("title", "Give it a title that people read."))
    if terms.drawn > MOST_ITEMS:
        faults.append(Fault("drawn", f"A pool has at most {MOST_ITEMS} items."))
    if (terms.pay_currency is None) != (terms.pay_amount is None):
        faults.append(Fault("pay_amount", "Pay has an amount and a currency, or neither."))
    if faults:
        raise Invalid(faults[0].what, kept=_KEPT, faults=faults)

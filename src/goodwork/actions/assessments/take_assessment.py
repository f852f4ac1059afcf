"""Taking an assessment: what is told before the start, the draw, saving at every step, and handing in.

A try is used up when it is handed in. Until then it may be left and taken up again, on any machine, for as long as
one likes; whoever begins while one goes on finds that one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from goodwork.actions.assessments.awarding import award_passed
from goodwork.actions.items.see_item import Picture, picture_in
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.forms.answers import read_answers, read_draft
from goodwork.forms.reading import read_form
from goodwork.judging.assessed import credits_of, mean_credit, passes, score_of
from goodwork.model.assessments import Answers, Asked, Assessment, AssessmentState, Attempt, Offer
from goodwork.model.items import parts_of
from goodwork.model.people import Actor, Role
from goodwork.store import jobs
from goodwork.store.applications import applications, pages
from goodwork.store.assessments import assessments, attempts
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.pay import ledger

STATISTICS = "weigh_assessment"
"""The task that computes what the attempts say of the items."""
SOON = 2.0
"""Seconds until it does: of many who hand in at once it counts all."""

_SAVED = "Every answer that you saved was kept."


class NewerAnswers(Conflict):
    """You have changed this item in another window since."""

    code = "newer-answers"

    def __init__(self, newer: Asked) -> None:
        super().__init__(
            kept="What you saved there was kept, and nothing was overwritten.",
            next_step="Look at it, and go on from there.",
        )
        self.newer = newer


@dataclass(frozen=True, slots=True)
class SeenAttempt:
    """An attempt with its assessment and what it asks."""

    assessment: Assessment
    attempt: Attempt
    items: list[Asked]


async def see_offers(database: Database, actor: Actor, *, before: int, limit: int) -> list[Offer]:
    """The assessments that one may take or has taken, the newest before an id."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await attempts.offers(t, actor, before, limit)
        if actor.role is not Role.APPLICANT or not any(one.terms.pay_amount for one in found):
            return found
        left, later = await pages.paid_left(t, actor.organization_id)
    if left:
        return found
    return [replace(one, paid_from=later) if one.terms.pay_amount else one for one in found]


async def begin_attempt(database: Database, actor: Actor, assessment: int) -> int:
    """Begin, or find the attempt that goes on; returns the attempt."""
    async with database.transaction(actor) as t:
        found = await assessments.one(t, assessment)
        if found is None:
            raise NotFound
        going_on = await attempts.going_on(t, actor, assessment)
        if going_on is not None:
            return going_on.id
        if found.state is AssessmentState.DRAFT and not actor.role.leads:
            raise NotFound
        if actor.role is Role.APPLICANT and not await applications.may_take(t, assessment, actor.person_id):
            raise NotFound
        _check_begins(actor, found, (await attempts.mine(t, actor, [assessment])).get(assessment, []))
        made = await attempts.begin(t, actor, found)
        if made is None:
            # Another window began in the same moment: this is the same attempt.
            going_on = await attempts.going_on(t, actor, assessment)
            if going_on is None:
                raise Conflict("It was begun and handed in elsewhere meanwhile.", kept=_SAVED)
            return going_on.id
        if actor.role is Role.APPLICANT and found.terms.pay_amount:
            await _promise(t, actor)
        fresh = await attempts.fresh(t, actor, assessment)
        if len(fresh) < found.terms.drawn:
            raise Conflict(
                f"Only {len(fresh)} items of this assessment are new to you, and an attempt asks {found.terms.drawn}.",
                kept="Your earlier results were kept, and no try was used up.",
                next_step="Ask the people who lead your organization for further items.",
            )
        await attempts.draw(t, actor, made, secrets.SystemRandom().sample(fresh, found.terms.drawn))
    return made


async def _promise(t: Transaction, actor: Actor) -> None:
    """Count a paid attempt of an applicant; Conflict when this month's are begun."""
    _, later = await pages.paid_left(t, actor.organization_id)
    if not await pages.promise(t, actor.organization_id):
        raise Conflict(
            "As many paid assessments of applicants were begun this month as the organization pays for in one.",
            kept="Nothing was begun, and no try was used up. Your application stays open.",
            next_step=f"Begin it from {later.isoformat()} on (UTC).",
        )


def _check_begins(actor: Actor, found: Assessment, earlier: list[Attempt]) -> None:
    kept = "Nothing was begun, and no try was used up."
    if actor.role.leads:
        raise NotAllowed("You read the keys of your organization's assessments, so you can't be assessed by them.")
    if found.state is not AssessmentState.OPEN:
        raise Conflict("This assessment is closed.", kept=kept)
    if any(one.passed for one in earlier):
        raise Conflict("You have passed this assessment.", kept=kept, next_step="Your result is under My assessments.")
    # One whose every key was set aside says nothing of anybody: it used up no try.
    used = [one for one in earlier if one.score is not None]
    if len(used) >= found.terms.tries:
        raise Conflict(
            f"You have used your {found.terms.tries} tries.",
            kept="Your results were kept.",
            next_step="A key that turns out wrong raises your result by itself; you can appeal one on its page.",
        )
    last = max((one.handed_in_on for one in used if one.handed_in_on is not None), default=None)
    again = None if last is None else last + timedelta(days=found.terms.wait_days)
    if again is not None and again > datetime.now(UTC).date():
        raise Conflict(
            f"You can try again from {again.isoformat()} on (UTC), with other items.",
            kept=kept,
            next_step="Until then, read the reasons beside your last result.",
        )


async def see_attempt(database: Database, actor: Actor, attempt: int) -> SeenAttempt:
    """An attempt of one's own, as one left it, or its result."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await _seen(t, actor, attempt)


async def _seen(t: Transaction, actor: Actor, attempt: int) -> SeenAttempt:
    held = await own(t, actor, attempt)
    found = await assessments.one(t, held.assessment_id)
    assert found is not None, "an attempt has its assessment"
    return SeenAttempt(found, held, await attempts.items(t, attempt))


async def own(t: Transaction, actor: Actor, attempt: int) -> Attempt:
    """One's own attempt; NotFound for everybody else's."""
    held = await attempts.one(t, attempt)
    if held is None or held.person_id != actor.person_id:
        raise NotFound
    return held


async def save_attempt(
    database: Database, actor: Actor, attempt: int, place: int, answers: Answers, revision: int
) -> int:
    """Keep unfinished answers to one item; returns their revision. ``revision`` is the one that they build on.

    NewerAnswers when another window saved meanwhile; the same answers sent again give the same revision.
    """
    async with database.transaction(actor) as t:
        held = await own(t, actor, attempt)
        asked = await attempts.item(t, attempt, place)
        found = await assessments.one(t, held.assessment_id)
        if asked is None or found is None:
            raise NotFound
        if not await attempts.goes_on(t, attempt):
            raise Conflict("It is handed in: its answers don't change any more.", kept=_SAVED)
        kept = read_draft(read_form(found.questions), answers)
        saved = await attempts.save(t, attempt, place, kept, revision)
        if saved is not None:
            return saved
        now = await attempts.item(t, attempt, place)
        assert now is not None, "items of an attempt stay"
        if now.revision == revision + 1 and dict(now.answers) == kept:
            return now.revision
        raise NewerAnswers(now)


async def hand_in(database: Database, actor: Actor, attempt: int) -> SeenAttempt:
    """Hand in, which uses up a try and is paid as it was told before; sent again, it gives the same result.

    Invalid names the items that lack an answer, and uses up nothing. NotAllowed for who came to lead meanwhile.
    """
    async with database.transaction(actor) as t:
        held = await own(t, actor, attempt)
        # The assessment first, as whoever sets a key aside: each result is counted before that, or raised by it.
        await assessments.lock(t, held.assessment_id)
        await attempts.lock(t, attempt)
        seen = await _seen(t, actor, attempt)
        if seen.attempt.handed_in_on is not None:
            return seen
        marks = _marks(seen)
        if actor.role.leads:
            raise NotAllowed(
                "You lead by now and may read its keys, so it can't be handed in.",
                kept=f"{_SAVED} No try was used up.",
                next_step="If your work on it is to be paid, ask an owner for a correction.",
            )
        counted = [mark["credit"] for mark, asked in zip(marks, seen.items, strict=True) if asked.counts]
        score = score_of(counted)
        passed = passes(score.value if score else None, seen.attempt.pass_mark)
        await attempts.hand_in(t, seen.attempt, marks, score, passed=passed)
        if seen.attempt.pay_currency is not None and seen.attempt.pay_amount is not None:
            await ledger.pay_assessment(
                t, actor.organization_id, actor.person_id, attempt, seen.attempt.pay_currency, seen.attempt.pay_amount
            )
        if passed:
            await award_passed(t, actor.organization_id, seen.assessment, seen.attempt)
        await ask_statistics(t, actor, seen.assessment.id)
        return await _seen(t, actor, attempt)


def _marks(seen: SeenAttempt) -> list[dict[str, Any]]:
    form = read_form(seen.assessment.questions)
    marks: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for asked in seen.items:
        try:
            read = read_answers(form, asked.answers, parts_of(asked.payload))
        except Invalid as invalid:
            faults += [Fault(f"items.{asked.place}.{fault.where}", fault.what) for fault in invalid.faults]
            continue
        answers = {key: answer.model_dump(mode="json") for key, answer in read.items()}
        credits = credits_of(form, answers, asked.key)
        marks.append(
            {"place": asked.place, "answers": answers, "credits": credits, "credit": mean_credit(credits)}
        )  # fmt: skip
    if faults:
        places = sorted({int(fault.where.split(".")[1]) for fault in faults})
        shown = ", ".join(map(str, places[:10]))
        raise Invalid(
            f"Not every item has its answers yet: {shown}{' and more' if len(places) > 10 else ''}.",
            kept=f"{_SAVED} No try was used up.",
            next_step="Answer them and hand in again.",
            faults=faults,
        )
    return marks


async def ask_statistics(t: Transaction, actor: Actor, assessment: int) -> None:
    """Have the worker compute afresh what the attempts say of the items."""
    name = f"{STATISTICS}:{assessment}"
    await jobs.defer(
        t, STATISTICS, lock=name, queueing_lock=name, delay=SOON,
        organization=actor.organization_id, assessment=assessment,
    )  # fmt: skip


async def see_picture(
    database: Database, blobs: Blobs, actor: Actor, attempt: int, place: int, part: str, known: str | None
) -> Picture | None:
    """A picture of an item of one's own attempt; None when ``known`` is its digest."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        await own(t, actor, attempt)
        asked = await attempts.item(t, attempt, place)
    return await picture_in(blobs, asked.payload if asked else {}, part, known)

"""Deciding an appeal; an upheld one mends what was decided, and every score that rests on it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodwork import flow
from goodwork.actions import idempotency
from goodwork.actions.pay.accepting import judge_by_review
from goodwork.actions.projects.reach import Reached, reach_item
from goodwork.actions.quality.mend_scores import Known, mend_scores
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.holding import check_not_archived
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.judging.appealed import Answers, as_now, taking
from goodwork.judging.item import NO_VERSION, GivenAnswers
from goodwork.judging.reviewed import decision_of, in_their_place
from goodwork.kinds.contract import Question
from goodwork.model.appeals import Appeal, AppealState, Ruling
from goodwork.model.inbox import About
from goodwork.model.items import parts_of
from goodwork.model.people import Actor
from goodwork.model.stories import Cause, Weighed
from goodwork.names import seen
from goodwork.routing.beside import sections
from goodwork.store import audit
from goodwork.store.appeals import appeals, verdicts
from goodwork.store.database import Database, Transaction
from goodwork.store.items import counts, detail, payloads
from goodwork.store.items.counts import Counted
from goodwork.store.people import inbox
from goodwork.store.projects import forms, projects
from goodwork.store.quality import appraisal, fits
from goodwork.store.queue import annotations
from goodwork.store.queue.annotations import AnnotationRow
from goodwork.store.review import reviews


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on an appeal, as it is asked for."""

    upheld: bool
    reason: str
    rule: str
    """A section of the guideline; empty: none applies."""
    standing: str
    """What held for the item when the decider looked."""
    answers: Answers | None = None
    """What is right, if it is upheld; None: what the appellant said."""


async def decide_appeal(
    database: Database, blobs: Blobs, actor: Actor, appeal: int, decided: Decided, *, key: str | None
) -> Appeal:
    """Uphold or decline it, with a reason and the rule that it rests on.

    Conflict when somebody else decided it, it was withdrawn, or what holds for the item changed since it was looked
    at. NotAllowed for the appellant, and for who gave the verdict or answered the item while there is somebody else.
    """
    reason = seen(decided.reason)
    async with database.transaction(actor) as t:
        found = await appeals.get(t, appeal)
        if found is None:
            raise NotFound
        reached = await reach_item(t, actor, found.item_id)
        check_not_archived(reached.project.state)
        mark = idempotency.fingerprint(
            "decide_appeal", appeal, decided.upheld, reason, decided.rule, decided.answers, decided.standing
        )
        if await idempotency.recall(t, actor, key, mark) is not None:
            return found
        if not reason:
            raise Invalid("A decision has a reason.", kept="Nothing was changed.", faults=[Fault("reason", "Say why.")])
        # The item first, as everywhere: then nothing of what holds for it changes any more.
        item = (await counts.lock(t, [found.item_id]))[0]
        held = await appeals.lock(t, appeal)
        await _check(t, actor, reached, held, decided)
        state, ruling = AppealState.DECLINED, None
        if decided.upheld:
            ruling = await _uphold(t, blobs, actor, reached, item, held, decided.answers, reason)
            state = AppealState.UPHELD
        await appeals.decide(t, actor.person_id, appeal, state, decision=reason, rule=decided.rule, ruling=ruling)
        told = [(held.item_id, held.person_id, appeal)]
        await inbox.tell(t, actor.organization_id, reached.project.id, About.APPEAL, told)
        said = {"decision": state.word, "reason": reason, "rule": decided.rule, "item": held.item_id}
        await audit.record(t, actor, "appeal.decided", "appeal", appeal, said)
        await idempotency.remember(t, actor, key, appeal)
        return await appeals.lock(t, appeal)


async def _check(t: Transaction, actor: Actor, reached: Reached, held: Appeal, decided: Decided) -> None:
    if held.person_id == actor.person_id:
        raise NotAllowed(
            "This is your own appeal, so somebody else decides it.",
            kept="Nothing was changed.",
            next_step="Take the next one.",
        )
    if not await appeals.may_decide(t, actor.person_id, held.id):
        raise NotAllowed(
            "You gave what is appealed or answered the item yourself, so somebody else decides it.",
            kept="Nothing was changed.",
            next_step="Take the next one.",
        )
    if held.state is not AppealState.OPEN:
        was = "The appeal was withdrawn" if held.state is AppealState.WITHDRAWN else "Somebody else has decided it"
        raise Conflict(f"{was} meanwhile.", kept="Your decision was not taken.", next_step="Take the next one.")
    if await verdicts.standing(t, held.item_id) != decided.standing:
        raise Conflict(
            "What holds for this item has changed since you opened the appeal.",
            kept="Nothing was changed; the appeal is open.",
            next_step="Load it again and look at what holds now.",
        )
    if decided.rule:
        project = await projects.one(t, reached.project.id)
        if project is None or decided.rule not in [s.heading for s in sections(project.guideline.markdown)]:
            raise Invalid(
                "The guideline has no such section.",
                kept="Nothing was changed.",
                faults=[Fault("rule", "Name a section of the guideline as its heading does, or none.")],
            )


async def _uphold(
    t: Transaction, blobs: Blobs, actor: Actor, reached: Reached, item: Counted, held: Appeal,
    asked: Answers | None, reason: str,
) -> Ruling:  # fmt: skip
    """Mend what holds for a locked item, and tell everybody who answered it."""
    project, organization = reached.project, actor.organization_id
    form = read_form(await forms.questions(t, project.id, project.form_version) or [])
    rows = await annotations.of_items(t, [item.id])
    version = project.form_version
    ruled = await _ruled(t, blobs, form, version, held, asked)
    # Scores before anything is marked to be appraised: a refit takes the two in this order.
    gold = await detail.gold(t, item.id)
    before = Ruling(gold.answers, NO_VERSION) if gold is not None and gold.drawn else None
    before = before or (await appeals.rulings(t, project.id, item.id)).get(item.id)
    known: dict[int, Known] = {item.id: Known(before, Ruling(ruled, version))}
    await mend_scores(t, blobs, organization, project.id, form, version, known)
    if gold is not None:
        await detail.put_gold(t, actor, project.id, item.id, ruled, reason, appeal=held.id)
        await inbox.take_gold_back(t, item.id)
        settles = bool(await reviews.holding(t, [item.id]))
    else:
        settles = True
    weighed = None
    if settles:
        weighed = await _review(t, blobs, actor, reached, item, held, rows, form, ruled, reason)
    where = Where(organization, project.id, project.policy, actor.person_id)
    await carry_out(t, where, [Happened(item, flow.Ruled(settles), Cause.APPEALED, weighed)], reason)
    others = [(item.id, row.person_id, held.id) for row in rows if row.person_id != held.person_id and not row.earlier]
    await inbox.tell(t, organization, project.id, About.MENDED, others)
    # What was mended is learned afresh with all else: the ruling is known from now on.
    await fits.ask(t, organization, project.id)
    return Ruling(ruled, version)


async def _ruled(
    t: Transaction, blobs: Blobs, form: Sequence[Question], version: int, held: Appeal, asked: Answers | None
) -> Answers:
    """What is right now, checked; Invalid when it is what was decided before."""
    decided = as_now(form, version, GivenAnswers(0, held.form_version, held.answers))
    if asked is None:
        row = await annotations.of_id(t, held.person_id, held.annotation_id)
        assert row is not None, "annotations are never deleted"
        theirs = GivenAnswers(0, row.form_version, await kept.fetch(blobs, row.answers, row.answers_blob))
        asked = taking(as_now(form, version, theirs), decided, form)
    read = read_answers(form, asked, parts_of(await payloads.payload(t, held.item_id)))
    ruled = {key: answer.model_dump(mode="json") for key, answer in read.items()}
    if ruled == decided:
        raise Invalid(
            "What you say is right is what was decided before.",
            kept="Nothing was changed.",
            next_step="Decline the appeal, or say what is right instead.",
            faults=[Fault("answers", "Say what is right instead.")],
        )
    return ruled


async def _review(
    t: Transaction, blobs: Blobs, actor: Actor, reached: Reached, item: Counted, held: Appeal,
    rows: Sequence[AnnotationRow], form: Sequence[Question], ruled: Answers, reason: str,
) -> Weighed:  # fmt: skip
    """The ruling as a review, in the place of the consensus."""
    project = reached.project
    consensus = {row.question: row for row in await detail.consensus(t, item.id)}
    given = {row.id: await kept.fetch(blobs, row.answers, row.answers_blob) for row in rows}
    decision, picked = decision_of(ruled, {key: row.answer for key, row in consensus.items()}, given)
    await reviews.add(
        t, actor, project.id, item.id,
        decision=decision, annotation=picked, form_version=project.form_version, answers=ruled, reason=reason,
        appeal=held.id,
    )  # fmt: skip
    await judge_by_review(t, item.id, form, project.form_version, ruled, rows, given)
    counted = sum(not row.earlier for row in rows)
    said, weighed = in_their_place(item.id, consensus, ruled, counted, project.policy.target)
    await appraisal.write_consensus(t, actor.organization_id, project.id, said)
    return weighed

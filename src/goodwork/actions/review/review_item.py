"""A reviewer's word on an item: it takes the place of the consensus, and nothing that people said is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodwork import flow, names
from goodwork.actions.pay.accepting import judge_by_review
from goodwork.actions.projects.reach import reach_item
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.holding import check_not_archived
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.judging.reviewed import decision_of, in_their_place
from goodwork.model.guideline import CaseSource
from goodwork.model.inbox import About
from goodwork.model.items import parts_of
from goodwork.model.people import Actor
from goodwork.model.reviews import Decision, Review
from goodwork.model.stories import Cause
from goodwork.store import audit
from goodwork.store.database import Database
from goodwork.store.guideline import cases
from goodwork.store.items import counts, detail, payloads
from goodwork.store.people import inbox, limits
from goodwork.store.projects import forms
from goodwork.store.quality import appraisal
from goodwork.store.queue import annotations
from goodwork.store.review import reviews

Answers = Mapping[str, Mapping[str, Any]]


async def review_item(
    database: Database,
    blobs: Blobs,
    actor: Actor,
    item: int,
    *,
    answers: Answers,
    form_version: int,
    reason: str,
    seen: int | None,
) -> Review:
    """Decide an item. ``seen``: the newest review that the reviewer saw; Conflict when another one came meanwhile.
    The same one sent again is the one that is there.

    What it is called (accepted, picked, merged, corrected) follows from the answers. Everything but an acceptance
    takes a reason: people learn from it. Nobody reviews an item that they answered themselves.
    """
    reason = names.seen(reason)
    async with database.transaction(actor) as t:
        reached = await reach_item(t, actor, item)
        project = reached.project
        check_not_archived(project.state)
        if form_version != project.form_version:
            raise Conflict(
                "The questions have changed since this item was opened.",
                kept="Nothing was changed.",
                next_step="Load the item again; your choices are offered anew.",
            )
        questions = await forms.questions(t, project.id, form_version)
        parts = parts_of(await payloads.payload(t, item))
        form = read_form(questions or [])
        read = read_answers(form, answers, parts)
        decided = {key: answer.model_dump(mode="json") for key, answer in read.items()}
        locked = await counts.lock(t, [item])
        if not locked:
            raise NotFound
        rows = await annotations.of_items(t, [item])
        if any(row.person_id == actor.person_id for row in rows):
            raise NotAllowed(
                "You answered this item yourself, so somebody else reviews it.",
                kept="Nothing was changed.",
                next_step="Take the next one.",
            )
        before = await reviews.of_item(t, item)
        if (before[0].id if before else None) != seen:
            mine = before[0].person_id == actor.person_id if before else False
            if mine and _is_same(before, seen, decided, reason):
                return before[0]
            raise _late(mine=mine)
        given = {row.id: await kept.fetch(blobs, row.answers, row.answers_blob) for row in rows}
        consensus = {row.question: row for row in await detail.consensus(t, item)}
        decision, picked = decision_of(decided, {key: row.answer for key, row in consensus.items()}, given)
        if decision is not Decision.ACCEPTED and not reason:
            raise Invalid(
                "A review that changes the consensus takes a reason: people learn from it.",
                kept="Nothing was changed.",
                faults=[Fault("reason", "Say why.")],
            )
        made = await reviews.add(
            t, actor, project.id, item,
            decision=decision, annotation=picked, form_version=form_version, answers=decided, reason=reason,
        )  # fmt: skip
        await cases.forget(t, CaseSource.REVIEW, item)
        # Whoever answered by an earlier guideline is not told what is right by this one.
        counted = [row for row in rows if not row.earlier]
        told = [(item, row.person_id, made.id) for row in counted]
        await inbox.tell(t, actor.organization_id, project.id, About.REVIEW, told)
        said, weighed = in_their_place(item, consensus, decided, len(counted), project.policy.target)
        await appraisal.write_consensus(t, actor.organization_id, project.id, said)
        await judge_by_review(t, item, form, form_version, decided, rows, given)
        where = Where(actor.organization_id, project.id, project.policy, actor.person_id)
        done = Happened(locked[0], flow.SettledByLead(), Cause.REVIEWED, weighed)
        await carry_out(t, where, [done], reason)
        await limits.count_review(t, actor)
        await audit.record(t, actor, "item.reviewed", "item", item, {"decision": decision.value, "reason": reason})
    return made


def _is_same(kept: Sequence[Review], seen: int | None, decided: Answers, reason: str) -> bool:
    """Whether the newest review followed on the one that was seen, and says the same."""
    newest, follows = kept[0], kept[1].id if len(kept) > 1 else None
    return (follows, newest.answers, newest.reason) == (seen, decided, reason)


def _late(*, mine: bool) -> Conflict:
    if mine:
        return Conflict(
            "You have reviewed this item meanwhile, in another window.",
            kept="That review was kept, and this one was not taken.",
            next_step="Load the item again and look at it.",
        )
    return Conflict(
        "Somebody else has reviewed this item meanwhile.",
        kept="Their review was kept, yours was not taken.",
        next_step="Load the item again and look at theirs.",
    )

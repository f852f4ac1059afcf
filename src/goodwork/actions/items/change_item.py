"""What a lead decides about an item: back into the queue, settled, set aside, gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork import flow
from goodwork.actions.projects.reach import Reached, reach_item
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.errors import Conflict, NotFound
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.model.guideline import CaseSource
from goodwork.model.ids import ItemId
from goodwork.model.inbox import About
from goodwork.model.items import GoldDraw, ItemState, parts_of
from goodwork.model.people import Actor
from goodwork.model.reviews import Decision
from goodwork.model.stories import Cause
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Transaction
from goodwork.store.guideline import cases
from goodwork.store.items import counts, detail, flags, payloads
from goodwork.store.items.counts import Counted
from goodwork.store.pay import ledger
from goodwork.store.people import inbox
from goodwork.store.projects import forms
from goodwork.store.redundancy import aside
from goodwork.store.redundancy.aside import Standing
from goodwork.store.review import reviews


async def change_state(database: Database, actor: Actor, item: int, state: ItemState, reason: str) -> None:
    """Put the item back, settle it or set it aside; Conflict when the flow refuses.

    One that is set aside is put back to what it was before; any other goes back to the queue.
    """
    async with database.transaction(actor) as t:
        reached = await reach_item(t, actor, item, ProjectRole.MANAGER)
        before = await _locked(t, item)
        match state:
            case ItemState.OPEN if before.counts.state is ItemState.SET_ASIDE:
                event = await _as_before(t, before.id)
            case ItemState.OPEN:
                # Who puts an item back that was reviewed wants the answers to speak again.
                event = flow.PutBack(unsays=before.counts.by_lead and bool(await reviews.holding(t, [item])))
            case ItemState.SETTLED:
                event = flow.SettledByLead()
            case _:
                event = flow.SetAside()
        done = await carry_out(t, _where(actor, reached), [Happened(before, event, Cause.BY_LEAD)], reason)
        if before.id in done.refused:
            refused = done.refused[before.id]
            raise Conflict(refused, kept="Nothing was changed.", next_step="Raise the policy's most first.")
        after = done.after[before.id]
        await _note_aside(t, actor, before, after.state, reason)
        if event == flow.PutBack(unsays=True):
            await _withdraw_review(t, actor, reached, item, reason)
        detail_of = {"before": before.counts.state.name.lower(), "after": after.state.name.lower(), "reason": reason}
        await audit.record(t, actor, "item.state-changed", "item", item, detail_of)


async def make_gold(
    database: Database, actor: Actor, item: int, answers: Mapping[str, Mapping[str, Any]], reason: str
) -> None:
    """Say what is right for an item and why. It was chosen, not drawn, so it trains people and calibrates nothing."""
    async with database.transaction(actor) as t:
        reached = await reach_item(t, actor, item, ProjectRole.MANAGER)
        questions = await forms.questions(t, reached.project.id, reached.project.form_version)
        parts = parts_of(await payloads.payload(t, item))
        read = read_answers(read_form(questions or []), answers, parts)
        locked = await _locked(t, item)
        draw = GoldDraw.CHOSEN if locked.counts.gold is GoldDraw.NONE else locked.counts.gold
        kept = {key: answer.model_dump(mode="json") for key, answer in read.items()}
        await detail.put_gold(t, actor, reached.project.id, item, kept, reason)
        await cases.forget(t, CaseSource.GOLD, item)
        # Whoever answers otherwise is told when the item is appraised again, with these answers and this reason.
        await inbox.take_gold_back(t, item)
        await _write_gold(t, actor, reached, locked, draw)
        await audit.record(t, actor, "gold.made", "item", item, {"reason": reason})


async def unmake_gold(database: Database, actor: Actor, item: int) -> None:
    """The item is an ordinary one again."""
    async with database.transaction(actor) as t:
        reached = await reach_item(t, actor, item, ProjectRole.MANAGER)
        locked = await _locked(t, item)
        if locked.counts.gold is GoldDraw.NONE:
            raise NotFound
        await detail.delete_gold(t, item)
        await cases.forget(t, CaseSource.GOLD, item)
        await inbox.take_gold_back(t, item)
        await _write_gold(t, actor, reached, locked, GoldDraw.NONE)
        await audit.record(t, actor, "gold.taken-back", "item", item)


async def resolve_flag(database: Database, actor: Actor, flag: int, resolution: str) -> None:
    """Say what became of a flag; a second word replaces the first."""
    async with database.transaction(actor) as t:
        found = await flags.lock(t, flag)
        if found is None:
            raise NotFound
        reached = await reach_item(t, actor, found.item_id)
        await flags.resolve(t, flag, actor.person_id, resolution)
        if found.person_id != actor.person_id:
            told = [(found.item_id, found.person_id, flag)]
            await inbox.tell(t, actor.organization_id, reached.project.id, About.FLAG, told)
        await audit.record(t, actor, "flag.resolved", "flag", flag, {"resolution": resolution})


async def _locked(t: Transaction, item: int) -> Counted:
    found = await counts.lock(t, [item])
    if not found:
        raise NotFound
    return found[0]


async def _as_before(t: Transaction, item: ItemId) -> flow.Restored:
    row = (await aside.of_items(t, [item]))[item]
    answered = item in await aside.answered(t, [item])
    return flow.Restored(row.before_state, row.before_by_lead, row.before_how, answered)


async def _note_aside(t: Transaction, actor: Actor, before: Counted, state: ItemState, reason: str) -> None:
    """Keep why an item is set aside and how it stood; forget it when it is not set aside any more."""
    if state is not ItemState.SET_ASIDE:
        await aside.remove(t, [before.id])
        return
    now = before.counts
    why = [Standing(before.id, None, None, False, now.state, now.by_lead, now.how)]
    await aside.add(t, actor.organization_id, before.project_id, actor.person_id, why, reason)


async def _withdraw_review(t: Transaction, actor: Actor, reached: Reached, item: int, reason: str) -> None:
    await cases.forget(t, CaseSource.REVIEW, item)
    await reviews.add(
        t, actor, reached.project.id, item,
        decision=Decision.WITHDRAWN, annotation=None, form_version=reached.project.form_version, answers={},
        reason=reason,
    )  # fmt: skip
    await ledger.judge(t, item, [])


async def _write_gold(t: Transaction, actor: Actor, reached: Reached, item: Counted, draw: GoldDraw) -> None:
    # How many answers the item is to get is decided again.
    await carry_out(t, _where(actor, reached), [Happened(item, flow.GoldChanged(draw), Cause.GOLD_CHANGED)])


def _where(actor: Actor, reached: Reached) -> Where:
    return Where(actor.organization_id, reached.project.id, reached.project.policy, actor.person_id)

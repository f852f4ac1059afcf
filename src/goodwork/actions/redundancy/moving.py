"""Setting items aside and restoring them: some at a time, in one transaction, with everything that hangs on them.

Items are locked first, like everywhere. Nothing is lost: running claims end as if they had been given back, drafts
stay, late answers are accepted, and an item that is restored is what it was before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goodwork import flow
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.model.items import GoldDraw, ItemState
from goodwork.model.redundancy import Member
from goodwork.model.stories import Cause
from goodwork.store.database import Transaction
from goodwork.store.items import counts
from goodwork.store.redundancy import aside
from goodwork.store.redundancy.aside import Standing


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of items: moved, left because somebody answered them or their answer is known, left for want of a
    representative that is in the queue, and claims that ended."""

    moved: int = 0
    answered: int = 0
    withdrawn: int = 0
    claims_ended: int = 0

    def __add__(self, other: Moved) -> Moved:
        return Moved(
            self.moved + other.moved,
            self.answered + other.answered,
            self.withdrawn + other.withdrawn,
            self.claims_ended + other.claims_ended,
        )


async def set_aside(t: Transaction, where: Where, members: Sequence[Member], *, answered: bool) -> Moved:
    """Set aside members of clusters; their representatives are restored when a check had set them aside before.

    ``answered``: also those that have answers or a known one, whose work then rests. Those that were set aside
    already come to have the representative of their cluster.
    """
    wanted = [m for m in members if m.item_id != m.representative_id]
    involved = sorted({i for m in wanted for i in (m.item_id, m.representative_id)})
    held = {c.id: c for c in await counts.lock(t, involved)}
    known = await aside.of_items(t, involved)
    front = {m.representative_id for m in wanted}
    back = [i for i in front if i in known and known[i].representative_id is not None]
    if back:
        await restore(t, where, back)
        held |= {c.id: c for c in await counts.lock(t, back)}
    withdrawn = {i for i in front if i not in held or held[i].counts.state is ItemState.SET_ASIDE}
    has_answers = await aside.answered(t, [m.item_id for m in wanted])
    moving: list[Member] = []
    pointed: list[tuple[int, int, float | None, bool]] = []
    left_answered = left_withdrawn = 0
    for member in wanted:
        now, before = held[member.item_id].counts, known.get(member.item_id)
        if member.representative_id in withdrawn:
            left_withdrawn += 1
        elif now.state is ItemState.SET_ASIDE:
            if before is not None and before.representative_id is not None:
                pointed.append((member.item_id, member.representative_id, member.similarity, member.exact))
        elif not answered and (now.gold is not GoldDraw.NONE or now.completed or member.item_id in has_answers):
            left_answered += 1
        else:
            moving.append(member)
    live = [m.item_id for m in moving if held[m.item_id].counts.live]
    ended = Counter(await aside.end_claims(t, live) if live else [])
    await aside.point(t, pointed)
    await aside.add(
        t,
        where.organization,
        where.project,
        where.person,
        [
            Standing(m.item_id, m.representative_id, m.similarity, m.exact, was.state, was.by_lead, was.how)
            for m in moving
            for was in (held[m.item_id].counts,)
        ],
    )
    out = [Happened(held[m.item_id], flow.SetAside(ended[m.item_id]), Cause.REDUNDANCY) for m in moving]
    await carry_out(t, where, out)
    return Moved(len(moving), left_answered, left_withdrawn, ended.total())


async def restore(t: Transaction, where: Where, items: Sequence[int]) -> Moved:
    """Let items that another one stood for be what they were before; others are left as they are."""
    held = await counts.lock(t, items)
    known = await aside.of_items(t, [item.id for item in held])
    answered = await aside.answered(t, list(known))
    back: list[Happened] = []
    for item in held:
        row = known.get(item.id)
        if row is not None and row.representative_id is not None and item.counts.state is ItemState.SET_ASIDE:
            event = flow.Restored(row.before_state, row.before_by_lead, row.before_how, item.id in answered)
            back.append(Happened(item, event, Cause.REDUNDANCY))
    await aside.remove(t, [one.item.id for one in back])
    await carry_out(t, where, back)
    return Moved(len(back))

"""Setting items aside and restoring them: some at a time, in one transaction, with everything that hangs on them.

Items are locked first, like everywhere. Nothing is lost: running claims end as if they had been given back, drafts
stay, late answers are accepted, and an item that is restored is what it was before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from goodwork import flow
from goodwork.actions.quality.appraise import shown_of
from goodwork.model.ids import ItemId, OrganizationId, ProjectId
from goodwork.model.items import GoldDraw, ItemCounts, ItemState
from goodwork.model.projects import Policy
from goodwork.model.redundancy import Member
from goodwork.store.database import Transaction
from goodwork.store.items import counts
from goodwork.store.quality import appraisal
from goodwork.store.queue import annotations
from goodwork.store.redundancy import aside
from goodwork.store.redundancy.aside import AsideRow, Standing


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


@dataclass(frozen=True, slots=True)
class Where:
    """The project whose items are moved, and who moves them."""

    organization: OrganizationId
    project: ProjectId
    policy: Policy
    person: int | None


async def set_aside(t: Transaction, where: Where, members: Sequence[Member], *, answered: bool) -> Moved:
    """Set aside members of clusters; their representatives are restored when a check had set them aside before.

    ``answered``: also those that have answers or a known one, whose work then rests. Those that were set aside
    already come to have the representative of their cluster.
    """
    wanted = [m for m in members if m.item_id != m.representative_id]
    involved = sorted({i for m in wanted for i in (m.item_id, m.representative_id)})
    held = {c.id: c.counts for c in await counts.lock(t, involved)}
    known = await aside.of_items(t, involved)
    front = {m.representative_id for m in wanted}
    back = [i for i in front if i in known and known[i].representative_id is not None]
    if back:
        await restore(t, where, back)
        held |= {c.id: c.counts for c in await counts.lock(t, back)}
    withdrawn = {i for i in front if i not in held or held[i].state is ItemState.SET_ASIDE}
    has_answers = await aside.answered(t, [m.item_id for m in wanted])
    moving: list[Member] = []
    pointed: list[tuple[int, int, float | None, bool]] = []
    left_answered = left_withdrawn = 0
    for member in wanted:
        now, before = held[member.item_id], known.get(member.item_id)
        if member.representative_id in withdrawn:
            left_withdrawn += 1
        elif now.state is ItemState.SET_ASIDE:
            if before is not None and before.representative_id is not None:
                pointed.append((member.item_id, member.representative_id, member.similarity, member.exact))
        elif not answered and (now.gold is not GoldDraw.NONE or now.completed or member.item_id in has_answers):
            left_answered += 1
        else:
            moving.append(member)
    ended = await _end_claims(t, held, [m.item_id for m in moving])
    await aside.point(t, pointed)
    await aside.add(
        t,
        where.organization,
        where.project,
        where.person,
        [
            Standing(
                m.item_id, m.representative_id, m.similarity, m.exact, held[m.item_id].state, held[m.item_id].by_lead
            )
            for m in moving
        ],
    )
    after = {m.item_id: flow.decide(held[m.item_id], flow.SetAside(), where.policy)[0] for m in moving}
    await counts.write(t, after.items())
    await _show(t, where, {i: c for i, c in after.items() if held[i].state is ItemState.SETTLED})
    return Moved(len(moving), left_answered, left_withdrawn, ended)


async def restore(t: Transaction, where: Where, items: Sequence[int]) -> Moved:
    """Let items that another one stood for be what they were before; others are left as they are."""
    held = {c.id: c.counts for c in await counts.lock(t, items)}
    known = await aside.of_items(t, list(held))
    after: dict[ItemId, ItemCounts] = {}
    for item, row in known.items():
        if row.representative_id is not None and held[ItemId(item)].state is ItemState.SET_ASIDE:
            after[ItemId(item)] = _restored(held[ItemId(item)], row, where.policy)
    await aside.remove(t, list(after))
    await counts.write(t, after.items())
    answered = await aside.answered(t, list(after))
    await _show(t, where, {i: c for i, c in after.items() if i in answered})
    for item in sorted(answered):
        # Answers may have come meanwhile: what they say decides again.
        await annotations.mark_to_appraise(t, where.organization, where.project, ItemId(item))
    return Moved(len(after))


def _restored(now: ItemCounts, row: AsideRow, policy: Policy) -> ItemCounts:
    return flow.decide(now, flow.Restored(row.before_state, row.before_by_lead), policy)[0]


async def _end_claims(t: Transaction, held: dict[ItemId, ItemCounts], items: Sequence[ItemId]) -> int:
    live = [item for item in items if held[item].live]
    ended = await aside.end_claims(t, live) if live else []
    for item in ended:
        held[ItemId(item)] = replace(held[ItemId(item)], live=held[ItemId(item)].live - 1)
    return len(ended)


async def _show(t: Transaction, where: Where, changed: Mapping[ItemId, ItemCounts]) -> None:
    """Bring what these items add to the project's sums in line."""
    rows = [shown_of(item, now, await appraisal.shown(t, item), where.policy) for item, now in changed.items()]
    await appraisal.write_shown(t, where.organization, where.project, rows)

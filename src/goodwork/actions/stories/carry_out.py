"""Decisions of the flow, carried out: the one place where what happens to items is decided, written and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from goodwork import flow
from goodwork.model.ids import ItemId, OrganizationId, ProjectId
from goodwork.model.items import ItemCounts
from goodwork.model.projects import Policy
from goodwork.model.stories import Cause, Step, Weighed
from goodwork.store.database import Transaction
from goodwork.store.items import decisions
from goodwork.store.items.counts import Counted
from goodwork.store.items.decisions import Decided
from goodwork.store.pay import ledger

ACCEPTED = frozenset({Step.SETTLED, Step.SET_ASIDE, Step.ASKED_AGAIN})
"""With what the answers so far are accepted: nothing more decides about them."""


@dataclass(frozen=True, slots=True)
class Where:
    """The project whose items it happens to, and the person who decides, if one does."""

    organization: OrganizationId
    project: ProjectId
    policy: Policy
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to a locked item, and what led to it."""

    item: Counted
    event: flow.Event
    cause: Cause | None = None
    """None: it decides nothing, as a claim that is given back."""
    weighed: Weighed | None = None
    """What its answers say, when they were weighed."""


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What became of the items: how they stand now, and why something could not be done."""

    after: dict[ItemId, ItemCounts]
    refused: dict[ItemId, str]


async def carry_out(t: Transaction, where: Where, happened: Sequence[Happened], reason: str = "") -> CarriedOut:
    """Decide what becomes of locked items and do it; ``reason`` is the words of the person who decides.

    One event for an item. In the same transaction its row is written, its story gets a line if anything was decided,
    its project's sums move along, it is marked when its answers are to be weighed again, and what waited for it to be
    settled is paid.
    """
    after: dict[ItemId, ItemCounts] = {}
    refused: dict[ItemId, str] = {}
    decided: list[Decided] = []
    for one in happened:
        item = one.item
        after[item.id], instructions = flow.decide(item.counts, one.event, where.policy)
        steps: list[Step] = []
        mark = False
        for instruction in instructions:
            match instruction:
                case flow.Ask():
                    steps.append(Step.ASKED)
                case flow.AskAnew():
                    steps.append(Step.ASKED_AGAIN)
                case flow.Settle():
                    steps.append(Step.SETTLED)
                case flow.Reopen():
                    steps.append(Step.REOPENED)
                case flow.CallExpert():
                    steps.append(Step.EXPERT)
                case flow.Hold():
                    steps.append(Step.HELD)
                case flow.TakeOut():
                    steps.append(Step.SET_ASIDE)
                case flow.PutWhereItWas():
                    steps.append(Step.RESTORED)
                case flow.Mend():
                    steps.append(Step.MENDED)
                case flow.Appraise():
                    mark = True
                case flow.Refuse(why=why):
                    refused[item.id] = why
                case _:
                    assert_never(instruction)
        # What comes first is what was decided; a further one only says how many answers follow from it.
        step = steps[0] if steps else None
        decided.append(Decided(item.id, item.counts, after[item.id], one.cause, step, mark, one.weighed))
    await decisions.write(
        t, where.organization, where.project, where.policy, decided, person=where.person, reason=reason
    )
    if accepted := [one.item for one in decided if one.step in ACCEPTED]:
        await ledger.accept(t, where.organization, accepted)
    return CarriedOut(after, refused)

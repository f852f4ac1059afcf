"""What was decided about me: each restriction with its reason, its evidence, and what became of my appeal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodwork.actions.people.leading import check_leads
from goodwork.model.people import Actor
from goodwork.model.restrictions import EvidenceItem, Restriction, RestrictionAppeal
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.restrictions import appeals, restrictions


@dataclass(frozen=True, slots=True)
class SeenRestrictions:
    """A page of restrictions, and the items that they point at."""

    rows: Sequence[Restriction]
    items: Mapping[int, EvidenceItem]


@dataclass(frozen=True, slots=True)
class SeenAppeals:
    """A page of open appeals, and the items that what they are against points at."""

    rows: Sequence[RestrictionAppeal]
    items: Mapping[int, EvidenceItem]


async def my_restrictions(database: Database, actor: Actor, *, before: int, limit: int) -> SeenRestrictions:
    """What was taken from the calling person, the newest first, before an id."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        rows = await restrictions.page(t, actor.person_id, before, limit)
        return SeenRestrictions(rows, await _items(t, [one.evidence for one in rows], actor.person_id))


async def waiting_restriction_appeals(database: Database, actor: Actor, *, after: int, limit: int) -> SeenAppeals:
    """Open appeals that the calling person may decide, the oldest first, after an id; for those who lead."""
    check_leads(actor)
    async with database.transaction(actor, kind=Kind.READ) as t:
        rows = await appeals.waiting(t, actor, after, limit)
        return SeenAppeals(rows, await _items(t, [one.evidence for one in rows], None))


async def _items(t: Transaction, evidence: Sequence[Sequence[int]], person: int | None) -> Mapping[int, EvidenceItem]:
    ids = sorted({item for items in evidence for item in items})
    return await restrictions.items(t, person or 0, ids) if ids else {}

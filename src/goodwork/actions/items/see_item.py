"""One item with every answer, and the pictures in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodwork.actions.guideline.ask_again import Outdated, see_outdated
from goodwork.actions.items.see_items import NamedFlag
from goodwork.actions.projects.reach import reach_item, reach_project
from goodwork.actions.queue.holding import access_to
from goodwork.actions.queue.see_work import annotation_of
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.model.claims import Annotation
from goodwork.model.ids import ItemId
from goodwork.model.inbox import Deed
from goodwork.model.items import ConsensusRow, ItemCounts
from goodwork.model.people import Actor
from goodwork.model.reviews import Review
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import counts, detail, flags
from goodwork.store.items.detail import Gold, PredictionRow, ShownItem, SkipRow
from goodwork.store.people import thanks
from goodwork.store.projects import cards
from goodwork.store.queue import annotations, claims
from goodwork.store.redundancy import aside
from goodwork.store.redundancy.aside import AsideRow
from goodwork.store.review import reviews


@dataclass(frozen=True, slots=True)
class NamedAnnotation:
    """An annotation and whose it is, as the viewer may know them."""

    annotation: Annotation
    person: str
    mine: bool
    thanked: bool
    """Whether the viewer has thanked for it."""


@dataclass(frozen=True, slots=True)
class NamedSkip:
    """A skip and whose it is."""

    skip: SkipRow
    person: str


@dataclass(frozen=True, slots=True)
class NamedReview:
    """A review and whose it is."""

    review: Review
    person: str
    mine: bool


@dataclass(frozen=True, slots=True)
class SeenAside:
    """Why an item is set aside, and what it takes from the item that stands for it."""

    row: AsideRow
    representative: str | None
    """The own id of the item that stands for it."""
    taken: list[ConsensusRow]
    """Nobody answered this item itself: these are the other one's."""
    taken_on: date | None
    """When that was decided last."""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """All that there is to an item."""

    item: ShownItem
    counts: ItemCounts
    gold: Gold | None
    consensus: list[ConsensusRow]
    given: list[NamedAnnotation]
    predictions: list[PredictionRow]
    skips: list[NamedSkip]
    flags: list[NamedFlag]
    reviews: list[NamedReview]
    """Newest first."""
    aside: SeenAside | None
    stands_for: int
    """Items that are set aside because this one stands for them; counted up to 1,000."""
    outdated: Outdated | None
    """Whether the guideline has changed since it was answered."""


async def see_item(database: Database, blobs: Blobs, actor: Actor, item: int, *, pseudonyms: bool = False) -> SeenItem:
    """The item with every answer; people under pseudonyms unless the viewer leads the project and wants names."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_item(t, actor, item)
        shown = await detail.shown(t, item)
        numbers = await counts.read(t, ItemId(item))
        if shown is None or numbers is None:
            raise NotFound
        rows = await annotations.of_items(t, [item])
        skipped = await detail.skips(t, item)
        flagged = await flags.of_item(t, item)
        looked = await reviews.of_item(t, item)
        people = [x.person_id for x in (*rows, *skipped, *flagged, *looked)]
        name = await detail.names(t, people, real=reached.role is ProjectRole.MANAGER and not pseudonyms)
        thanked = await thanks.given_for(t, actor, Deed.ANSWER, [row.id for row in rows])
        seen = SeenItem(
            shown,
            numbers,
            await detail.gold(t, item),
            await detail.consensus(t, item),
            [],
            await detail.predictions(t, item),
            [NamedSkip(s, name[s.person_id]) for s in skipped],
            [NamedFlag(f, name[f.person_id]) for f in flagged],
            [NamedReview(r, name[r.person_id], r.person_id == actor.person_id) for r in looked],
            await _aside(t, item),
            await aside.stands_for(t, item),
            await see_outdated(t, reached, item),
        )
    # Large answers lie in files: they are read when the database is free again.
    for row in rows:
        mine = row.person_id == actor.person_id
        seen.given.append(
            NamedAnnotation(await annotation_of(blobs, row), name[row.person_id], mine, row.id in thanked)
        )
    return seen


async def _aside(t: Transaction, item: int) -> SeenAside | None:
    row = (await aside.of_items(t, [item])).get(item)
    if row is None:
        return None
    front = row.representative_id
    own = None if front is None else (await aside.external_ids(t, [front])).get(front)
    taken, at = await aside.taken_consensus(t, item)
    return SeenAside(row, own, taken, at)


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and what they are."""

    content: bytes
    media: str
    digest: str
    """Of the content: it never changes under this name."""


async def see_picture(
    database: Database, blobs: Blobs, actor: Actor, item: int, part: str, known: str | None
) -> Picture | None:
    """A picture of an item, for its reviewers and for those with a claim on it; None when ``known`` is its digest."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        await _reach_as_viewer(t, actor, item)
        shown = await detail.shown(t, item)
    return await picture_in(blobs, shown.payload if shown else {}, part, known)


async def see_sample_picture(
    database: Database, blobs: Blobs, actor: Actor, project: int, part: str, known: str | None
) -> Picture | None:
    """A picture of a project's sample, and of no other item, for whoever may work there; None when ``known`` is its
    digest."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await cards.sample(t, (await reach_project(t, actor, project)).project.id)
    if found is None:
        raise NotFound
    return await picture_in(blobs, found.payload, part, known)


async def picture_in(blobs: Blobs, payload: Mapping[str, Any], part: str, known: str | None) -> Picture | None:
    """A picture that is a part of a payload; None when ``known`` is its digest, NotFound when there is none."""
    held: Mapping[str, Any] | None = next(
        (p for p in payload.get("parts", ()) if p["name"] == part and p.get("blob")), None
    )
    if held is None:
        raise NotFound
    name = str(held["blob"])
    digest = name.rsplit("/", 1)[-1]
    if known == digest:
        return None
    return Picture(await asyncio.to_thread(blobs.get, name), str(held.get("media") or ""), digest)


async def _reach_as_viewer(t: Transaction, actor: Actor, item: int) -> None:
    """Reviewers see every item; whoever holds or held a claim on it sees it as long as they may read that claim; a
    sample is seen by everybody who may work in its project."""
    held = await claims.holding_item(t, actor.person_id, item)
    if held is not None and (await access_to(t, actor, held.project_id, running=held.running)).reads:
        return
    sample_of = await cards.sample_of(t, item)
    if sample_of is not None:
        await reach_project(t, actor, sample_of)
        return
    await reach_item(t, actor, item)

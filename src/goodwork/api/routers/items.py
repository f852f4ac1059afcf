"""Items as a lead or reviewer sees them: lists, every answer, gold, flags; and the pictures in them."""

from __future__ import annotations

from dataclasses import asdict
from enum import IntEnum
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query, Response

from goodwork.actions.guideline.ask_again import Outdated
from goodwork.actions.items.change_item import change_state, make_gold, resolve_flag, unmake_gold
from goodwork.actions.items.see_item import Picture, SeenAside, SeenItem, see_item, see_picture
from goodwork.actions.items.see_items import NamedFlag, key_of, list_flags, list_items
from goodwork.actions.items.see_story import SeenStory, see_story
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, ManagerDep, ReaderDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.items import (
    FlagOut,
    GoldIn,
    ItemDetail,
    ItemPatch,
    ItemRow,
    ItemStateName,
    ResolutionIn,
    SettledHowName,
    StoryLineOut,
)
from goodwork.flow import telling
from goodwork.model.items import ConsensusRow, ItemState, SettledHow
from goodwork.model.stories import StoryLine
from goodwork.model.zones import day_of
from goodwork.store.items.listing import ItemFilter

router = APIRouter(tags=["items"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]

_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff")
"""What is sent as what it is; anything else is sent as bytes to download."""


@router.get("/projects/{project}/items", response_model=Page[ItemRow])
async def get_items(
    project: ProjectId,
    actor: ReaderDep,
    database: DatabaseDep,
    paging: PagingDep,
    state: ItemStateName | None = None,
    how: Annotated[SettledHowName | None, Query(description="How it came to be settled.")] = None,
    gold: bool = False,
    search: Annotated[str, Query(max_length=200, description="Beginning of the item's own id.")] = "",
    aside: Annotated[
        Literal["duplicate", "by-lead"] | None, Query(description="Why it is set aside; with `state=set-aside`.")
    ] = None,
    contains: Annotated[str, Query(max_length=200, description="Words in its texts.")] = "",
    suggestion: Annotated[
        str,
        Query(max_length=2000, description='Answers that a prediction holds, as JSON: {"mood": {"labels": ["x"]}}.'),
    ] = "",
    score: Annotated[float, Query(ge=0, le=1, description="The least score of that prediction.")] = 0.0,
    data_import: Annotated[int | None, Query(ge=0, le=2**62, description="The import that brought them.")] = None,
    order: Literal["position", "disputed"] = "position",
) -> Response:
    """A project's items in the order of import, or with the most disputed first."""
    duplicate = None if aside is None else aside == "duplicate"
    settled = SettledHow[how.replace("-", "_").upper()] if how else SettledHow.NOT
    wanted = ItemFilter(
        _state(state) if state else None, gold, search, duplicate, contains, suggestion, score, settled, data_import
    )
    found = await list_items(database, actor, project, wanted, order, paging.after, paging.fetch)
    rows, following = paging.cut(found, lambda row: key_of(order, search, row.item))
    return shown.json_response({"rows": [shown.item_row(row.item, row.aside) for row in rows], "next": following})


@router.get("/items/{item}", response_model=ItemDetail)
async def get_item(
    item: Id,
    actor: ReaderDep,
    database: DatabaseDep,
    blobs: BlobsDep,
    pseudonyms: Annotated[bool, Query(description="No names, also for those who may know them.")] = False,
) -> Response:
    """An item with every answer."""
    return shown.json_response(_detail(await see_item(database, blobs, actor, item, pseudonyms=pseudonyms)))


@router.get("/items/{item}/story")
async def get_story(item: Id, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[StoryLineOut]:
    """What was decided of an item, and what each decision rested on; the newest first."""
    seen = await see_story(database, actor, item, paging.after_id(NEWEST), paging.fetch)
    lines, following = paging.cut(seen.lines, lambda line: (line.id,))
    return Page(rows=[_line(line, seen) for line in lines], next=following)


@router.patch("/items/{item}", status_code=204)
async def patch_item(item: Id, body: ItemPatch, actor: ManagerDep, database: DatabaseDep) -> None:
    """Put the item back, settle it as it is, or set it aside."""
    await change_state(database, actor, item, _state(body.state), body.reason)


@router.put("/items/{item}/gold", status_code=204)
async def put_gold(item: Id, body: GoldIn, actor: ManagerDep, database: DatabaseDep) -> None:
    """Say what is right for this item and why. Chosen gold trains people; it does not calibrate."""
    await make_gold(database, actor, item, body.answers, body.reason)


@router.delete("/items/{item}/gold", status_code=204)
async def delete_gold(item: Id, actor: ManagerDep, database: DatabaseDep) -> None:
    """The item is not gold any more."""
    await unmake_gold(database, actor, item)


@router.get("/items/{item}/parts/{name}")
async def get_part(
    item: Id,
    name: Annotated[str, Path(max_length=200)],
    actor: ReaderDep,
    database: DatabaseDep,
    blobs: BlobsDep,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes of a picture, for those who review the project or hold a claim on the item."""
    known = if_none_match.strip('W/"') if if_none_match else None
    return picture_response(await see_picture(database, blobs, actor, item, name, known))


def picture_response(picture: Picture | None) -> Response:
    """The bytes of a picture; None: the browser has them."""
    if picture is None:
        return Response(status_code=304)
    is_picture = picture.media in _PICTURES
    return Response(
        picture.content,
        media_type=picture.media if is_picture else "application/octet-stream",
        headers={
            "ETag": f'"{picture.digest}"',
            "Cache-Control": "private, max-age=86400, immutable",
            # Of one session: whoever signs in to the same browser next asks for it anew.
            "Vary": "Cookie, Authorization",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            **({} if is_picture else {"Content-Disposition": "attachment"}),
        },
    )


@router.get("/projects/{project}/flags", response_model=Page[FlagOut])
async def get_flags(project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Response:
    """What people say is wrong, newest first."""
    found = await list_flags(database, actor, project, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.flag.id,))
    return shown.json_response({"rows": [_flag(row) for row in rows], "next": following})


@router.post("/flags/{flag}/resolution", status_code=204)
async def post_resolution(flag: Id, body: ResolutionIn, actor: ManagerDep, database: DatabaseDep) -> None:
    """Say what became of a flag."""
    await resolve_flag(database, actor, flag, body.resolution)


def _state(name: ItemStateName) -> ItemState:
    return ItemState[name.replace("-", "_").upper()]


def _line(line: StoryLine, seen: SeenStory) -> StoryLineOut:
    facts = asdict(line)
    person = facts.pop("person_id")
    told = {
        "step": _word(line.step),
        "cause": _word(line.cause),
        "before": shown.state_name(line.before),
        "after": shown.state_name(line.after),
        "how": shown.how_name(line.how),
        "person": None if person is None else seen.people.get(person),
        "says": telling.says(line, seen.titles),
        "because": telling.BECAUSE[line.cause],
        "proof": telling.proof(line.evidence),
    }
    return StoryLineOut.model_validate({**facts, **told})


def _word(value: IntEnum) -> str:
    return value.name.lower().replace("_", "-")


def _flag(row: NamedFlag) -> dict[str, object]:
    flag = row.flag
    return {
        "id": flag.id,
        "item_id": flag.item_id,
        "person": row.person,
        "note": flag.note,
        "on": flag.on,
        "resolved_on": flag.resolved_on,
        "resolution": flag.resolution,
    }


def _detail(seen: SeenItem) -> dict[str, object]:
    item = seen.item
    return {
        "item": {
            "id": item.id,
            "project_id": item.project_id,
            "external_id": item.external_id,
            "parts": shown.parts(item.id, item.payload),
            "metadata": item.metadata,
        },
        "state": shown.state_name(seen.counts.state),
        "how": shown.how_name(seen.counts.how),
        "wanted": seen.counts.wanted,
        "completed": seen.counts.completed,
        "live": seen.counts.live,
        "gold": None
        if seen.gold is None
        else {"answers": seen.gold.answers, "reason": seen.gold.reason, "drawn": seen.gold.drawn},
        "consensus": [_consensus(c) for c in seen.consensus],
        "given": [
            {
                "annotation_id": g.annotation.id,
                "thanked": g.thanked,
                "person": g.person,
                "mine": g.mine,
                "answers": g.annotation.answers,
                "revision": g.annotation.revision,
                "form_version": g.annotation.form_version,
                "surplus": g.annotation.surplus,
                "bulk": g.annotation.bulk,
                "submitted_on": day_of(g.annotation.submitted_at),
                "earlier": g.annotation.earlier,
            }
            for g in seen.given
        ],
        "predictions": [
            {"id": p.id, "model": p.model, "answers": p.answers, "score": p.score} for p in seen.predictions
        ],
        "skips": [{"person": s.person, "reason": s.skip.reason, "on": s.skip.on} for s in seen.skips],
        "flags": [_flag(f) for f in seen.flags],
        "reviews": [shown.review_out(r.review, r.person, mine=r.mine) for r in seen.reviews],
        "aside": None if seen.aside is None else shown.aside_out(seen.aside.row),
        "representative": None if seen.aside is None else seen.aside.representative,
        "taken": _taken(seen.aside),
        "stands_for": seen.stands_for,
        "outdated": None if seen.outdated is None else _outdated(seen.outdated),
    }


def _outdated(found: Outdated) -> dict[str, object]:
    change = found.change
    return {
        "version": change.version,
        "since": found.since,
        "note": change.note,
        "on": day_of(change.at),
        "rule": found.rule,
        "label": found.label,
        "word": found.word,
    }


def _consensus(c: ConsensusRow) -> dict[str, object]:
    return {
        "question": c.question,
        "answer": c.answer,
        "confidence": c.confidence,
        "calibrated": c.calibrated,
        "disagreement": c.disagreement,
        "answers": c.answers,
        "reviewed": c.reviewed,
    }


def _taken(aside: SeenAside | None) -> dict[str, object] | None:
    if aside is None or not aside.taken:
        return None
    return {
        "item_id": aside.row.representative_id,
        "decided_on": aside.taken_on,
        "consensus": [_consensus(c) for c in aside.taken],
    }

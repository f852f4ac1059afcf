"""Dataset versions: published, listed, exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from goodwork.actions.versions.publish_version import publish_version
from goodwork.actions.versions.record_use import list_uses, my_shares, record_use
from goodwork.actions.versions.see_next_version import fit_version, see_next_version
from goodwork.actions.versions.see_versions import list_versions, see_version
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep, StateDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.data import (
    ComparedOut,
    DifferenceOut,
    ExportFormat,
    FactOut,
    FitOut,
    NextVersionOut,
    ShareOut,
    UseIn,
    UseOut,
    VersionIn,
    VersionOut,
)
from goodwork.model.versions import DatasetVersion, UseKind

router = APIRouter(tags=["data"], route_class=BoundedRoute)

_PIECE = 1 << 20
_LAST_USE = 2**62


ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


def _out(version: DatasetVersion) -> VersionOut:
    fits = [FitOut.model_validate(one) for one in fit_version(version)]
    return VersionOut.model_validate(version).model_copy(update={"fits": fits})


@router.get("/projects/{project}/next-version")
async def get_next_version(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> NextVersionOut:
    """What a version would hold if it were published now: how much is open, and the forms of files that fit."""
    seen = await see_next_version(database, actor, project)
    told = {name: value for name, value in asdict(seen.progress).items() if name in NextVersionOut.model_fields}
    released = seen.released
    return NextVersionOut(
        **told,
        open=seen.open,
        unanswered=seen.unanswered,
        is_counted=seen.is_counted,
        since=None if released is None else released.number,
        more_settled=None if released is None else max(0, seen.progress.settled - released.settled),
        fits=[FitOut.model_validate(one) for one in seen.fits],
    )


@router.post("/projects/{project_id}/versions", status_code=202)
async def post_versions(
    project_id: int, body: VersionIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> VersionOut:
    """Publish what is in the project now; the files are made in the background."""
    return _out(await publish_version(database, actor, project_id, body.known_limits, key=key))


@router.get("/projects/{project_id}/versions")
async def get_versions(project_id: int, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[VersionOut]:
    """A project's versions, newest first."""
    found = await list_versions(database, actor, project_id, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.number,))
    return Page(rows=[_out(version) for version in rows], next=following)


@router.get("/versions/{version_id}")
async def get_version(version_id: int, actor: ReaderDep, database: DatabaseDep) -> VersionOut:
    """One version and its manifest."""
    return _out(await see_version(database, actor, version_id))


@router.get("/versions/{version_id}/changes")
async def get_changes(
    version_id: int,
    actor: ReaderDep,
    state: StateDep,
    paging: PagingDep,
    since: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The number of an earlier version.")] = None,
) -> ComparedOut:
    """What changed since an earlier version, or the one before: counts and words, then item by item."""
    # Arrow costs half a second to load; only web processes that compare pay it.
    from goodwork.actions.versions.compare_versions import compare_versions

    seen = await compare_versions(
        state.database, state.blobs, actor, version_id, since=since, after=paging.after_id(), limit=paging.limit
    )
    return ComparedOut(
        since=seen.since,
        facts=[FactOut.model_validate(fact) for fact in seen.facts],
        rows=[
            DifferenceOut(
                position=row.item.position,
                item_id=row.item.id,
                external_id=row.item.external_id,
                excerpt=shown.excerpt(row.item.payload),
                question=row.question,
                before=row.before,
                after=row.after,
                before_confidence=row.before_confidence,
                after_confidence=row.after_confidence,
            )
            for row in seen.rows
        ],
        next=None if seen.upto is None else paging.key(seen.upto),
    )


@router.post("/versions/{version_id}/uses", status_code=201)
async def post_uses(
    version_id: int, body: UseIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> UseOut:
    """Say who uses a version, and what for; the people whose answers are in it read it."""
    made = await record_use(
        database, actor, version_id, kind=UseKind(body.kind), consumer=body.consumer, purpose=body.purpose,
        day=body.day, key=key,
    )  # fmt: skip
    return UseOut.model_validate(made)


@router.get("/versions/{version_id}/uses")
async def get_uses(version_id: int, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[UseOut]:
    """A version's uses, newest first."""
    found = await list_uses(database, actor, version_id, paging.after_id(_LAST_USE), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[UseOut.model_validate(use) for use in rows], next=following)


@router.get("/projects/{project_id}/my-versions")
async def get_my_versions(
    project_id: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[ShareOut]:
    """The versions of a project that hold answers of mine, newest first, and what they were used for."""
    found = await my_shares(database, actor, project_id, min(paging.after_id(NEWEST), NEWEST), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.version_id,))
    return Page(rows=[ShareOut.model_validate(share) for share in rows], next=following)


@router.get("/versions/{version_id}/export", response_class=StreamingResponse)
async def get_export(
    version_id: int, actor: ReaderDep, state: StateDep, format: Annotated[ExportFormat, Query()] = "jsonl"
) -> StreamingResponse:
    """A published version in a format that others read; several files come as a zip with a report."""
    # Arrow costs half a second to load; only web processes that export pay it.
    from goodwork.actions.versions.export_version import export_version

    export = await export_version(state.database, state.blobs, actor, version_id, format)
    headers = {"Content-Disposition": f'attachment; filename="{export.name}"'}
    return StreamingResponse(_small(export.pieces), media_type=export.media, headers=headers)


def _small(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are copied while nobody notices: others are served between them."""
    for piece in pieces:
        yield from (piece[at : at + _PIECE] for at in range(0, len(piece), _PIECE))

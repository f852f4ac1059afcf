"""Dataset versions: published, listed, exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from goodwork.actions.versions.publish_version import publish_version
from goodwork.actions.versions.see_versions import list_versions, see_version
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep, StateDep
from goodwork.api.wire.data import ExportFormat, VersionIn, VersionOut
from goodwork.model.versions import DatasetVersion

router = APIRouter(tags=["data"], route_class=BoundedRoute)

_PIECE = 1 << 20


def _out(version: DatasetVersion) -> VersionOut:
    return VersionOut.model_validate(version)


@router.post("/projects/{project_id}/versions", status_code=202)
async def post_versions(
    project_id: int, body: VersionIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> VersionOut:
    """Publish what is in the project now; the files are made in the background."""
    return _out(await publish_version(database, actor, project_id, body.known_limits, key=key))


@router.get("/projects/{project_id}/versions")
async def get_versions(project_id: int, actor: ReaderDep, database: DatabaseDep) -> list[VersionOut]:
    """A project's versions, newest first."""
    return [_out(version) for version in await list_versions(database, actor, project_id)]


@router.get("/versions/{version_id}")
async def get_version(version_id: int, actor: ReaderDep, database: DatabaseDep) -> VersionOut:
    """One version and its manifest."""
    return _out(await see_version(database, actor, version_id))


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

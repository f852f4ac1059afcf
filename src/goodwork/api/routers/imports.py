"""Imports: files sent, previewed, watched, resumed."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Query, Request

from goodwork import bounds
from goodwork.actions.data.preview_import import MOST_BYTES, preview_import
from goodwork.actions.data.previewing import PreviewAddresses as Addresses
from goodwork.actions.data.receive_import import receive_import
from goodwork.actions.data.see_imports import list_faults, list_imports, resume_import, see_import
from goodwork.actions.data.try_again import list_missed, try_pictures_again
from goodwork.actions.data.undo_import import see_undoing, undo_import
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import (
    DatabaseDep,
    IdempotencyKeyDep,
    ManagerDep,
    ReaderDep,
    StateDep,
)
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.data import (
    ImportFaultOut,
    ImportFormat,
    ImportOut,
    MissedPictureOut,
    PreviewAddresses,
    PreviewColumn,
    PreviewHost,
    PreviewLoss,
    PreviewNeed,
    PreviewOut,
    PreviewRow,
    UndoingOut,
)
from goodwork.api.wire.queue import PartOut
from goodwork.errors import Fault, Invalid
from goodwork.fetching.addresses import Reach
from goodwork.model.data import MISSED, DataImport

router = APIRouter(tags=["data"], route_class=BoundedRoute)

FormatQuery = Annotated[
    ImportFormat | Literal["auto"],
    Query(description="What the file is, told from what it holds and from its name by default; a folder is a zip."),
]
NameQuery = Annotated[str, Query(max_length=400, description="The file's name.")]
MappingQuery = Annotated[str, Query(description="Which column is what, as JSON; what is left out is guessed.")]
_FILE = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"format": "binary"}}}}}


def _out(found: DataImport) -> ImportOut:
    return ImportOut.model_validate(found)


def _mapping(given: str) -> dict[str, Any]:
    mapping = bounds.parse(given, "The mapping")
    if not isinstance(mapping, dict):
        what = "The mapping is not a JSON object."
        raise Invalid(what, kept="Nothing was imported.", faults=[Fault("mapping", what)])
    return cast("dict[str, Any]", mapping)


@router.post("/projects/{project_id}/imports", status_code=202, openapi_extra=_FILE)
async def post_imports(
    project_id: int,
    request: Request,
    actor: ManagerDep,
    state: StateDep,
    key: IdempotencyKeyDep,
    format: FormatQuery = "auto",
    name: NameQuery = "file",
    mapping: MappingQuery = "{}",
    redundancy: Annotated[bool, Query(description="Then look for items that repeat each other.")] = False,
) -> ImportOut:
    """Send a file as the body; it is imported in the background."""
    return _out(
        await receive_import(
            state.database,
            state.blobs,
            actor,
            project_id,
            request.stream(),
            name=name,
            file_format=format,
            mapping=_mapping(mapping),
            limit=state.upload_limit,
            redundancy=redundancy,
            key=key,
        )
    )


@router.post("/projects/{project_id}/imports/preview", openapi_extra=_FILE)
async def post_preview(
    project_id: int,
    request: Request,
    actor: ManagerDep,
    state: StateDep,
    format: FormatQuery = "auto",
    name: NameQuery = "file",
    mapping: MappingQuery = "{}",
) -> PreviewOut:
    """The first rows of a file as items; the body is its first megabyte. Nothing is kept."""
    begin = bytearray()
    async for chunk in request.stream():
        begin += chunk
        if len(begin) >= MOST_BYTES:
            break
    found = await preview_import(
        state.database, actor, project_id, bytes(begin), file_format=format, mapping=_mapping(mapping), name=name
    )
    return PreviewOut(
        columns=[one.column for one in found.columns],
        uses=[PreviewColumn.model_validate(one) for one in found.columns],
        mapping=dict(found.mapping),
        rows=[
            PreviewRow(
                line=item.line,
                external_id=item.external_id,
                parts=[PartOut(**{k: v for k, v in part.items() if k != "blob"}) for part in item.parts],
                metadata=dict(item.metadata),
                gold=None if item.gold is None else dict(item.gold),
            )
            for item in found.items
        ],
        faults=[ImportFaultOut.model_validate(fault) for fault in found.faults],
        needs=[PreviewNeed.model_validate(need) for need in found.needs],
        changed=[PreviewLoss.model_validate(row) for row in found.changed],
        lost=[PreviewLoss.model_validate(row) for row in found.lost],
        controls=list(found.controls),
        said=found.said,
        format=found.format,
        sheets=list(found.sheets),
        addresses=_addresses(found.addresses, state.reach),
    )


def _addresses(found: Addresses | None, reach: Reach) -> PreviewAddresses | None:
    if found is None:
        return None
    hosts = [
        PreviewHost(host=one.host, count=one.count, refused=not reach.may_ask(one.host)) for one in found.hosts
    ]  # fmt: skip
    return PreviewAddresses(count=found.count, hosts=hosts, whole=found.whole, fetched=reach.mode != "off")


@router.get("/projects/{project_id}/imports")
async def get_imports(project_id: int, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[ImportOut]:
    """A project's imports, newest first."""
    found = await list_imports(database, actor, project_id, before=paging.after_id(NEWEST), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[_out(row) for row in rows], next=following)


@router.get("/imports/{import_id}")
async def get_import(import_id: int, actor: ReaderDep, database: DatabaseDep) -> ImportOut:
    """One import: how far it is and what became of its rows."""
    return _out(await see_import(database, actor, import_id))


@router.get("/imports/{import_id}/faults")
async def get_import_faults(
    import_id: int, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[ImportFaultOut]:
    """The rows that were not taken, with line and reason."""
    found = await list_faults(database, actor, import_id, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.line,))
    return Page(rows=[ImportFaultOut.model_validate(row) for row in rows], next=following)


@router.get("/imports/{import_id}/pictures")
async def get_import_pictures(
    import_id: int, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[MissedPictureOut]:
    """The pictures of an import that did not come from their addresses, and why."""
    found = await list_missed(database, actor, import_id, after=paging.after_id(), limit=paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    shown = [MissedPictureOut(id=r.id, address=r.address, why=r.why.value, says=MISSED[r.why]) for r in rows]
    return Page(rows=shown, next=following)


@router.post("/imports/{import_id}/pictures", status_code=202)
async def post_import_pictures(
    import_id: int, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> ImportOut:
    """Ask once more for pictures that did not come: the rows that wait for them become an import of their own."""
    return _out(await try_pictures_again(database, actor, import_id, key=key))


@router.post("/imports/{import_id}/resume")
async def post_resume(import_id: int, actor: ManagerDep, database: DatabaseDep) -> ImportOut:
    """Go on with an import that did not reach its end."""
    return _out(await resume_import(database, actor, import_id))


@router.get("/imports/{import_id}/undo")
async def get_undo(import_id: int, actor: ReaderDep, database: DatabaseDep) -> UndoingOut:
    """What undoing an import would do; nothing is changed."""
    return UndoingOut.model_validate(await see_undoing(database, actor, import_id))


@router.post("/imports/{import_id}/undo", status_code=202)
async def post_undo(import_id: int, actor: ManagerDep, database: DatabaseDep) -> ImportOut:
    """Take an import back in the background: its items that nobody worked on, and what it said of other items.

    What people did stays, and so does every published version. Sent again, it changes nothing.
    """
    return _out(await undo_import(database, actor, import_id))

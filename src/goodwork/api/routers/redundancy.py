"""Redundancy: checks, clusters, items set aside and restored, splits."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from goodwork.actions.redundancy.change_items import (
    Done,
    Which,
    restore,
    set_aside,
    split,
    take_consensus,
    unsplit,
)
from goodwork.actions.redundancy.see_redundancy import (
    SeenMember,
    list_clusters,
    list_members,
    list_splits,
    see_redundancy,
)
from goodwork.actions.redundancy.start_check import start_check
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep
from goodwork.api.paging import NEWEST, Paging, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.redundancy import (
    CheckIn,
    CheckOut,
    ClusterMember,
    ClusterOut,
    MovedOut,
    PartChoice,
    PieceOut,
    RedundancyOut,
    RestoreIn,
    SetAsideIn,
    SplitIn,
    SplitMade,
    SplitOut,
    TakeConsensusIn,
    TakenOut,
)
from goodwork.errors import Fault, Invalid
from goodwork.model.redundancy import Check, CheckPlan, Keep, LooksAt

router = APIRouter(tags=["redundancy"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
Id = Annotated[int, Path(ge=0, le=2**62)]


@router.post("/projects/{project}/redundancy", status_code=202)
async def post_redundancy(
    project: ProjectId, body: CheckIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> CheckOut:
    """Look for items that repeat each other; it is done in the background and changes nothing by itself."""
    plan = CheckPlan(LooksAt(body.looks_at), body.part, body.threshold, Keep(body.keep), body.keep_field)
    return _check(await start_check(database, actor, project, plan, key=key))


@router.get("/projects/{project}/redundancy")
async def get_redundancy(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> RedundancyOut:
    """How redundant the project is, as far as it was checked."""
    seen = await see_redundancy(database, actor, project)
    return RedundancyOut(
        newest=None if seen.newest is None else _check(seen.newest),
        found=None if seen.found is None else _check(seen.found),
        set_aside=seen.aside.duplicates,
        set_aside_exact=seen.aside.exact,
        taking_consensus=seen.aside.taking,
        splits=seen.splits,
        items=seen.items,
        parts=[PartChoice(name=name, type=kind) for name, kind in seen.parts],
        number_fields=seen.fields,
    )


@router.get("/projects/{project}/redundancy/clusters")
async def get_clusters(
    project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[ClusterOut]:
    """Clusters of the newest finished check, the largest first, each with its first members side by side."""
    found = await list_clusters(database, actor, project, _after(paging), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.cluster.size, row.cluster.number))
    return Page(
        rows=[
            ClusterOut(
                number=row.cluster.number,
                size=row.cluster.size,
                set_aside=row.cluster.aside,
                representative=_member(row.members[0]),
                members=[_member(member) for member in row.members[1:]],
            )
            for row in rows
        ],
        next=following,
    )


@router.get("/projects/{project}/redundancy/clusters/{cluster}/members")
async def get_members(
    project: ProjectId, cluster: Number, actor: ReaderDep, database: DatabaseDep, paging: PagingDep
) -> Page[ClusterMember]:
    """All members of a cluster but for the one that stands for it."""
    found = await list_members(database, actor, project, cluster, paging.after_id(), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.member.item_id,))
    return Page(rows=[_member(row) for row in rows], next=following)


@router.post("/projects/{project}/redundancy/set-aside")
async def post_set_aside(project: ProjectId, body: SetAsideIn, actor: ManagerDep, database: DatabaseDep) -> MovedOut:
    """Set aside items that others stand for. Nothing is deleted; what has answers stays unless it is asked for."""
    which = Which(body.items, body.clusters, body.only_exact)
    return _moved(await set_aside(database, actor, project, body.check, which, answered=body.answered))


@router.post("/projects/{project}/redundancy/restore")
async def post_restore(project: ProjectId, body: RestoreIn, actor: ManagerDep, database: DatabaseDep) -> MovedOut:
    """Put items back that others stood for: each is what it was before."""
    return _moved(await restore(database, actor, project, body.check, Which(body.items, body.clusters)))


@router.post("/projects/{project}/redundancy/splits", status_code=201)
async def post_split(project: ProjectId, body: SplitIn, actor: ManagerDep, database: DatabaseDep) -> SplitMade:
    """Say that these items of a cluster are not the same as the others. No later check joins them again."""
    made, restored = await split(database, actor, project, body.check, body.cluster, body.items)
    return SplitMade(id=made, restored=restored)


@router.get("/projects/{project}/redundancy/splits")
async def get_splits(project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Page[SplitOut]:
    """What leads said is not the same, newest first."""
    found = await list_splits(database, actor, project, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[SplitOut.model_validate(row) for row in rows], next=following)


@router.delete("/projects/{project}/redundancy/splits/{split_id}", status_code=204)
async def delete_split(
    project: ProjectId, split_id: Id, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Forget a split: the next check may join the two sides again."""
    await unsplit(database, actor, project, split_id, key=key)


@router.put("/projects/{project}/redundancy/consensus")
async def put_consensus(
    project: ProjectId, body: TakeConsensusIn, actor: ManagerDep, database: DatabaseDep
) -> TakenOut:
    """Let what is said of representatives hold for their exact duplicates, or no longer. It counts as no annotation."""
    return TakenOut(changed=await take_consensus(database, actor, project, body.takes, body.items))


def _after(paging: Paging) -> tuple[int, int]:
    match list(paging.after):
        case []:
            return 2**31 - 1, 0
        case [int() as size, int() as number] if max(abs(size), abs(number)) < 2**31:
            return size, number
        case _:
            raise Invalid(
                "This is not a page of this list.",
                next_step="Begin without `after`, then use `next` of the page before.",
                faults=[Fault("after", "Use `next` of the page before.")],
            )


def _check(check: Check) -> CheckOut:
    plan = check.plan
    return CheckOut(
        id=check.id,
        project_id=check.project_id,
        import_id=check.import_id,
        looks_at=plan.looks_at.value,
        part=plan.part,
        threshold=plan.threshold,
        keep=plan.keep.value,
        keep_field=plan.keep_field,
        state=check.state.value,
        stage=check.stage,
        stage_done=check.stage_done,
        stage_total=check.stage_total,
        items=check.items,
        kept=check.kept,
        left_out=check.left_out,
        exact=check.exact,
        near=check.near,
        clusters=check.clusters,
        largest=check.largest,
        sizes=[list(size) for size in check.sizes],
        notes=list(check.notes),
        error=check.error,
        task=None if check.task is None else check.task.value,
        task_done=check.task_done,
        task_total=check.task_total,
        task_outcome=_outcome(check),
        created_at=check.created_at,
        finished_at=check.finished_at,
    )


def _outcome(check: Check) -> dict[str, object] | None:
    told = check.task_detail
    if check.task is not None or told is None:
        return None
    return {key: told[key] for key in ("task", "moved", "left_answered", "left_withdrawn", "claims_ended")}


def _member(seen: SeenMember) -> ClusterMember:
    row = seen.member
    return ClusterMember(
        item_id=row.item_id,
        external_id=row.external_id,
        similarity=row.similarity,
        exact=row.exact,
        state=row.state.name.lower().replace("_", "-"),  # type: ignore[arg-type]
        stood_for=row.stood_for,
        takes_consensus=row.takes_consensus,
        answers=row.completed,
        pieces=[PieceOut(text=p.text, only_here=p.kind != "same") for p in seen.pieces],
        lacks=[PieceOut(text=p.text, only_here=p.kind != "same") for p in seen.lacks],
        cut=seen.cut,
        picture=None if seen.picture is None else f"/api/v1/items/{row.item_id}/parts/{seen.picture}",
    )


def _moved(done: Done) -> MovedOut:
    return MovedOut(
        moved=done.moved.moved,
        left_answered=done.moved.answered,
        left_withdrawn=done.moved.withdrawn,
        claims_ended=done.moved.claims_ended,
        in_background=done.in_background,
    )

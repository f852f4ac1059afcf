"""Proposals: changes of the guideline and of the questions, their comments and decisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from goodwork.actions.guideline.propose import (
    SeenProposal,
    comment_proposal,
    decide_proposal,
    list_proposals,
    propose,
    see_proposal,
)
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.guideline import CommentIn, CommentOut, DecisionIn, ProposalDetail, ProposalIn, ProposalOut
from goodwork.store.guideline.proposals import State

router = APIRouter(tags=["guideline"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/projects/{project}/proposals")
async def get_proposals(
    project: ProjectId,
    actor: ReaderDep,
    database: DatabaseDep,
    paging: PagingDep,
    state: Annotated[State, Query()] = "open",
) -> Page[ProposalOut]:
    """The project's proposals, newest first."""
    found = await list_proposals(database, actor, project, state, paging.after_id(NEWEST), paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[ProposalOut.model_validate(row) for row in rows], next=following)


@router.post("/projects/{project}/proposals", status_code=201)
async def post_proposals(
    project: ProjectId, body: ProposalIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> ProposalDetail:
    """Propose a change: all who are qualified for the project see it and may comment."""
    return _detail(await propose(database, actor, project, about=body.about, words=body.words, why=body.why, key=key))


@router.get("/proposals/{proposal}")
async def get_proposal(proposal: Id, actor: ReaderDep, database: DatabaseDep) -> ProposalDetail:
    """One proposal with its text and comments."""
    return _detail(await see_proposal(database, actor, proposal))


@router.post("/proposals/{proposal}/comments", status_code=204)
async def post_proposal_comments(
    proposal: Id, body: CommentIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Add to an open one."""
    await comment_proposal(database, actor, proposal, body.said, key=key)


@router.post("/proposals/{proposal}/decision")
async def post_decision(proposal: Id, body: DecisionIn, actor: ManagerDep, database: DatabaseDep) -> ProposalDetail:
    """Accept or decline it, with a reason. An accepted guideline is its new version."""
    decided = await decide_proposal(
        database, actor, proposal, accept=body.accept, reason=body.reason, guideline_version=body.guideline_version
    )
    return _detail(decided)


def _detail(seen: SeenProposal) -> ProposalDetail:
    said = [CommentOut.model_validate(row) for row in seen.comments]
    fields: dict[str, Any] = asdict(seen.proposal)
    return ProposalDetail(**fields, base=seen.base, said=said, may_decide=seen.decides)

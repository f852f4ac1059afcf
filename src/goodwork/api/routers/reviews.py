"""Reviews: what is worth a second look, and what it came to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from goodwork.actions.review.review_item import review_item
from goodwork.actions.review.see_reviews import waiting_for_review
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import BlobsDep, DatabaseDep, ReaderDep, WorkerDep
from goodwork.api.paging import PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.items import ReviewOut
from goodwork.api.wire.reviews import ReviewIn, ReviewRow

router = APIRouter(tags=["reviews"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/projects/{project}/reviews", response_model=Page[ReviewRow])
async def get_reviews(project: ProjectId, actor: ReaderDep, database: DatabaseDep, paging: PagingDep) -> Response:
    """Items that are worth a review, those first from which most is to be expected; none that I answered myself."""
    found = await waiting_for_review(database, actor, project, paging.after, paging.fetch)
    rows, following = paging.cut(found, lambda row: (row[1], row[0].id))
    return shown.json_response(
        {"rows": [{**shown.item_row(row), "gain": gain} for row, gain in rows], "next": following}
    )


@router.post("/items/{item}/reviews", response_model=ReviewOut, status_code=201)
async def post_reviews(item: Id, body: ReviewIn, actor: WorkerDep, database: DatabaseDep, blobs: BlobsDep) -> Response:
    """Decide an item: my answers take the place of the consensus. Everything but an acceptance takes a reason."""
    made = await review_item(
        database,
        blobs,
        actor,
        item,
        answers=body.answers,
        form_version=body.form_version,
        reason=body.reason,
        seen=body.seen,
    )
    return shown.json_response(shown.review_out(made, "", mine=True), 201)

"""Changes of the guideline: the difference, the items that it touches, and asking them again."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from goodwork.actions.guideline.ask_again import SeenChange, ask_again, list_touched, see_change
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep
from goodwork.api.paging import PagingDep
from goodwork.api.wire.changes import (
    AskAgainIn,
    AskedAgainOut,
    ChangeOut,
    LabelRef,
    RefusedItem,
    TouchedPage,
)
from goodwork.model.zones import day_of
from goodwork.routing.touched import MOST, Touched

router = APIRouter(tags=["guideline"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]
Number = Annotated[int, Path(ge=0, le=2**31 - 1)]
Words = Annotated[list[Annotated[str, Query(min_length=1, max_length=200)]], Query(max_length=MOST)]
_LABEL = r"^[a-z][a-z0-9_]{0,39}:[a-z0-9][a-z0-9_-]{0,59}$"


Labels = Annotated[
    list[Annotated[str, Query(pattern=_LABEL)]],
    Query(max_length=MOST, description="A question's key, a colon, the id of a label."),
]


@router.get("/projects/{project}/guideline/versions/{number}")
async def get_guideline_version(
    project: ProjectId,
    number: Number,
    actor: ReaderDep,
    database: DatabaseDep,
    since: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Beside this version.")] = None,
) -> ChangeOut:
    """A version of the guideline beside an earlier one, and what the change touches."""
    return _change(await see_change(database, actor, project, number, since))


@router.get("/projects/{project}/guideline/versions/{number}/touched", response_model=TouchedPage)
async def get_touched(
    project: ProjectId,
    number: Number,
    actor: ReaderDep,
    database: DatabaseDep,
    paging: PagingDep,
    rule: Words = [],  # noqa: B006 - FastAPI copies it
    label: Labels = [],  # noqa: B006
    word: Words = [],  # noqa: B006
) -> Response:
    """Answered items that the change touches: by a rule named of them, by their consensus, by their texts."""
    pairs = [one.split(":", 1) for one in label]
    by = Touched(tuple(rule), tuple((question, name) for question, name in pairs), tuple(word))
    found = await list_touched(database, actor, project, number, by, paging.after_id(-1), paging.limit)
    rows = [{**shown.item_row(row.item), "rule": row.rule, "label": row.label, "word": row.word} for row in found.rows]
    looked = 1.0 if found.next is None else (found.next + 1) / (found.last + 1)
    following = None if found.next is None else paging.key(found.next)
    return shown.json_response({"rows": rows, "next": following, "looked": looked})


@router.post("/projects/{project}/guideline/versions/{number}/ask-again")
async def post_ask_again(
    project: ProjectId, number: Number, body: AskAgainIn, actor: ManagerDep, database: DatabaseDep,
    key: IdempotencyKeyDep,
) -> AskedAgainOut:  # fmt: skip
    """Have these items asked again by the guideline of now; the answers so far stay, credited."""
    done = await ask_again(database, actor, project, number, body.items, key=key)
    refused = [RefusedItem(item_id=item, why=why) for item, why in done.refused.items()]
    return AskedAgainOut(items=done.items, refused=refused)


def _change(seen: SeenChange) -> ChangeOut:
    found = seen.change

    def refs(keys: Any) -> list[LabelRef]:
        return [LabelRef(question=question, label=label, name=seen.names[question, label]) for question, label in keys]

    return ChangeOut(
        version=found.version,
        markdown=found.markdown,
        before=found.before,
        note=found.note,
        on=day_of(found.at),
        by=found.by,
        proposal_id=found.proposal_id,
        asked_again=found.asked_again,
        rules=list(seen.suggested.rules),
        labels=refs(seen.suggested.labels),
        words=list(seen.suggested.words),
        all_labels=refs(seen.names),
    )

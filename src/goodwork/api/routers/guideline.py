"""Threads and decided cases: asking, answering, and what stands beside the task."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from goodwork.actions.guideline.ask import answer, ask, comment
from goodwork.actions.guideline.decide_case import decide_case, take_back_case
from goodwork.actions.guideline.see_cases import list_cases, look_at_guideline, see_beside
from goodwork.actions.guideline.see_threads import (
    SeenAnswering,
    list_threads,
    name_answerer,
    see_answering,
    see_thread,
)
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep, WorkerDep
from goodwork.api.paging import NEWEST, PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.guideline import (
    AnswerIn,
    AnsweringIn,
    AnsweringOut,
    BesideTaskOut,
    CaseIn,
    CaseOut,
    CommentIn,
    CommentOut,
    NewsOut,
    ThreadDetail,
    ThreadIn,
    ThreadOut,
)
from goodwork.model.guideline import Case, CaseSource, Thread
from goodwork.store.guideline.threads import State

router = APIRouter(tags=["guideline"], route_class=BoundedRoute)

Id = Annotated[int, Path(ge=0, le=2**62)]
ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/projects/{project}/threads")
async def get_threads(
    project: ProjectId,
    actor: ReaderDep,
    database: DatabaseDep,
    paging: PagingDep,
    state: Annotated[State | None, Query()] = None,
) -> Page[ThreadOut]:
    """The project's threads, newest first; of the open ones those that wait longest."""
    key = paging.after_id(0 if state == "open" else NEWEST)
    found = await list_threads(database, actor, project, state, key, paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[ThreadOut(**_thread(row)) for row in rows], next=following)


@router.post("/projects/{project}/threads", status_code=201)
async def post_threads(
    project: ProjectId, body: ThreadIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> ThreadOut:
    """Ask: all who are qualified for the project see it."""
    made = await ask(database, actor, project, item=body.item_id, rule=body.rule, asked=body.asked, key=key)
    return ThreadOut(**_thread(made))


@router.get("/threads/{thread}")
async def get_thread(thread: Id, actor: ReaderDep, database: DatabaseDep) -> ThreadDetail:
    """One thread with its comments."""
    seen = await see_thread(database, actor, thread)
    said = [CommentOut.model_validate(row) for row in seen.comments]
    return ThreadDetail(**_thread(seen.thread), said=said, may_answer=seen.answers)


@router.post("/threads/{thread}/answer")
async def post_answer(thread: Id, body: AnswerIn, actor: WorkerDep, database: DatabaseDep) -> ThreadOut:
    """Answer it; another answer takes the place of the first."""
    return ThreadOut(**_thread(await answer(database, actor, thread, body.answer)))


@router.post("/threads/{thread}/comments", status_code=204)
async def post_comments(
    thread: Id, body: CommentIn, actor: WorkerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Add to it."""
    await comment(database, actor, thread, body.said, key=key)


@router.get("/projects/{project}/answering")
async def get_answering(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> AnsweringOut:
    """Who answers the project's questions, and what waits."""
    return _answering(await see_answering(database, actor, project))


@router.put("/projects/{project}/answering")
async def put_answering(
    project: ProjectId, body: AnsweringIn, actor: ManagerDep, database: DatabaseDep
) -> AnsweringOut:
    """Name who answers the project's questions."""
    return _answering(await name_answerer(database, actor, project, body.answerer_id, body.comment_days))


@router.get("/projects/{project}/cases")
async def get_cases(
    project: ProjectId,
    actor: ReaderDep,
    database: DatabaseDep,
    paging: PagingDep,
    contains: Annotated[str, Query(max_length=200, description="Words that it contains.")] = "",
) -> Page[CaseOut]:
    """The project's decided cases, newest first."""
    before = paging.after_id(NEWEST)
    found = await list_cases(database, actor, project, contains.strip(), before, paging.fetch)
    rows, following = paging.cut(found, lambda row: (row.id,))
    return Page(rows=[case_out(row) for row in rows], next=following)


@router.post("/projects/{project}/cases", status_code=201)
async def post_cases(project: ProjectId, body: CaseIn, actor: ManagerDep, database: DatabaseDep) -> CaseOut:
    """Make a decided case; of the same source there is one."""
    source = CaseSource[body.source.upper()]
    return case_out(await decide_case(database, actor, project, source, thread=body.thread_id, item=body.item_id))


@router.delete("/cases/{case}", status_code=204)
async def delete_case(case: Id, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep) -> None:
    """Take a case back."""
    await take_back_case(database, actor, case, key=key)


@router.get("/claims/{claim}/beside")
async def get_beside(claim: Id, actor: ReaderDep, database: DatabaseDep) -> BesideTaskOut:
    """What stands beside a claim of mine: the rule that may apply, cases like its item, threads about it."""
    seen = await see_beside(database, actor, claim)
    return BesideTaskOut(
        rule=seen.rule,
        cases=[case_out(row) for row in seen.cases],
        threads=[ThreadOut(**_thread(row)) for row in seen.threads],
        rule_threads=[ThreadOut(**_thread(row)) for row in seen.rule_threads],
        news=NewsOut(**asdict(seen.news)),
    )


@router.post("/projects/{project}/guideline/seen", status_code=204)
async def post_seen(project: ProjectId, actor: WorkerDep, database: DatabaseDep) -> None:
    """Note that I know of the newest version: the desk does not tell me again."""
    await look_at_guideline(database, actor, project)


def _thread(row: Thread) -> dict[str, Any]:
    fields = asdict(row)
    payload = fields.pop("payload")
    return {**fields, "excerpt": shown.excerpt(payload) if payload else ""}


def case_out(row: Case) -> CaseOut:
    """A decided case on the wire."""
    fields: dict[str, Any] = asdict(row)
    payload = fields.pop("payload")
    fields |= {"source": row.source.word, "excerpt": shown.excerpt(payload) if payload else ""}
    return CaseOut(**fields)


def _answering(seen: SeenAnswering) -> AnsweringOut:
    found = seen.answering
    return AnsweringOut(
        answerer_id=found.answerer_id,
        answerer=found.name,
        may_answer=seen.answers,
        open=found.open,
        comment_days=seen.comment_days,
        oldest_on=found.oldest_on,
        median_on=found.median_on,
    )

"""Work that fails is tried a few times, then given up with its reason; what came before stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from procrastinate import JobContext
from sqlalchemy import text

from goodwork.actions.data.see_imports import resume_import
from goodwork.errors import Unavailable
from goodwork.fetching.addresses import Reach
from goodwork.fetching.fetcher import Fetcher
from goodwork.fetching.poster import Poster
from goodwork.jobs import data as data_jobs
from goodwork.jobs import quality as quality_jobs
from goodwork.jobs import redundancy as redundancy_jobs
from goodwork.jobs import versions as version_jobs
from goodwork.jobs.app import Tools
from goodwork.jobs.tries import DEATHS, TRIES
from goodwork.model.data import ImportState
from goodwork.model.people import SYSTEM
from goodwork.store import jobs
from tests.data.workshop import Workshop


class Defective(Exception):
    """Something that nobody foresaw."""


async def fails(*_: Any, **__: Any) -> None:
    raise Defective("it can't be so")


async def attempt(shop: Workshop, lock: str, task: Any, *args: Any, attempts: int = 0) -> bool:
    """Run a job as the worker does; True when it ended well. A failed one stays in the database."""
    job = SimpleNamespace(queueing_lock=lock, attempts=attempts)
    given = {"tools": Tools(shop.database, shop.blobs, Fetcher(Reach()), Poster(Reach()), b"secret")}
    context = cast("JobContext", SimpleNamespace(job=job, additional_context=given))
    async with shop.database.transaction(SYSTEM) as t:
        number = await jobs.defer(t, "a_task", queueing_lock=lock)
        await t.execute(text("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = :id"), {"id": number})
    ended = "failed"
    try:
        await task.func(context, *args)
        ended = "succeeded"
    except Defective:
        pass
    async with shop.database.transaction(SYSTEM) as t:
        statement = "UPDATE procrastinate_jobs SET status = CAST(:s AS procrastinate_job_status) WHERE id = :id"
        await t.execute(text(statement), {"id": number, "s": ended})
    return ended == "succeeded"


async def test_an_import_is_given_up_and_can_be_resumed(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    project = await shop.project()
    entered = await shop.enter(project, b'{"text": "a"}\n')
    lock, args = f"run_import:{entered.id}", (entered.organization_id, entered.id)

    async def starts_and_fails(*given: Any) -> None:
        await shop.rows("UPDATE data_import SET state = 'running' WHERE id = :i RETURNING id", i=entered.id)
        await fails()

    real = data_jobs.run_import
    monkeypatch.setattr(data_jobs, "run_import", starts_and_fails)
    assert [await attempt(shop, lock, data_jobs.bring, *args) for _ in range(TRIES)] == [False, False, True]
    ((state, error),) = await shop.rows("SELECT state, error FROM data_import WHERE id = :i", i=entered.id)
    assert state == ImportState.FAILED.value
    assert f"tried {TRIES} times" in error and "Defective: it can't be so" in error and "in the project" in error
    # Taken up again it has all its tries.
    await resume_import(shop.database, shop.manager, entered.id)
    assert not await attempt(shop, lock, data_jobs.bring, *args)
    monkeypatch.setattr(data_jobs, "run_import", real)
    assert await attempt(shop, lock, data_jobs.bring, *args)
    ((state, added),) = await shop.rows("SELECT state, added FROM data_import WHERE id = :i", i=entered.id)
    assert (state, added) == ("done", 1)
    async with shop.database.transaction(SYSTEM) as t:
        assert await jobs.failures(t, lock) == 0


async def test_a_database_that_does_not_answer_is_no_failure(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = await shop.enter(await shop.project(), b'{"text": "a"}\n')

    async def unavailable(*given: Any) -> None:
        raise Unavailable

    monkeypatch.setattr(data_jobs, "run_import", unavailable)
    for _ in range(TRIES + 2):
        assert await attempt(shop, f"run_import:{entered.id}", data_jobs.bring, entered.organization_id, entered.id)
    ((state,),) = await shop.rows("SELECT state FROM data_import WHERE id = :i", i=entered.id)
    assert state == "waiting"


async def test_what_kills_its_worker_is_given_up(shop: Workshop) -> None:
    entered = await shop.enter(await shop.project(), b'{"text": "a"}\n')
    args = (entered.organization_id, entered.id)
    assert await attempt(shop, f"run_import:{entered.id}", data_jobs.bring, *args, attempts=DEATHS)
    ((state, error),) = await shop.rows("SELECT state, error FROM data_import WHERE id = :i", i=entered.id)
    assert state == "failed" and f"died {DEATHS} times" in error


async def _version(shop: Workshop, project: int) -> int:
    statement = (
        "INSERT INTO dataset_version (organization_id, project_id, number, known_limits) VALUES (:o, :p, 1, 'x')"
        " RETURNING id"
    )
    return (await shop.rows(statement, o=shop.manager.organization_id, p=project))[0][0]


async def _check(shop: Workshop, project: int) -> int:
    statement = (
        "INSERT INTO redundancy_check (organization_id, project_id, looks_at, threshold, keep)"
        " VALUES (:o, :p, 'text', 0.8, 'earliest') RETURNING id"
    )
    return (await shop.rows(statement, o=shop.manager.organization_id, p=project))[0][0]


async def _itself(shop: Workshop, project: int) -> int:
    return project


@pytest.mark.parametrize(
    ("module", "task", "broken", "name", "made", "seen"),
    [
        (version_jobs, "make", "make_version", "make_version", _version,
         "SELECT state, error FROM dataset_version WHERE id = :i"),
        (redundancy_jobs, "check_redundancy", "run_check", "check_redundancy", _check,
         "SELECT state, error FROM redundancy_check WHERE id = :i"),
        (redundancy_jobs, "check_redundancy", "carry_on", "check_redundancy", _check,
         "SELECT state, error FROM redundancy_check WHERE id = :i"),
        (quality_jobs, "refit", None, "refit", _itself,
         "SELECT 'failed', report ->> 'error' FROM project_quality WHERE project_id = :i"),
    ],
)  # fmt: skip
async def test_every_swept_job_is_given_up_with_its_reason(
    shop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    task: str,
    broken: str | None,
    name: str,
    made: Callable[[Workshop, int], Awaitable[int]],
    seen: str,
) -> None:
    identity = await made(shop, await shop.project())
    if broken is None:
        from goodwork.actions.quality import refit_project

        monkeypatch.setattr(refit_project, "refit_project", fails)
    else:
        if broken == "carry_on":
            monkeypatch.setattr(module, "run_check", lambda *_: _nothing())
        monkeypatch.setattr(module, broken, fails)
    tried = [
        await attempt(shop, f"{name}:{identity}", getattr(module, task), shop.manager.organization_id, identity)
        for _ in range(TRIES)
    ]
    assert tried == [False, False, True]
    ((state, error),) = await shop.rows(seen, i=identity)
    assert state == "failed" and "Defective: it can't be so" in error


async def _nothing() -> None:
    return None

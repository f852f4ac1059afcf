"""A project that is archived, and files that are cut, while something runs on them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from goodwork.actions.data.run_import import _Run  # pyright: ignore[reportPrivateUsage]
from goodwork.actions.data.see_imports import resume_import
from goodwork.actions.projects.change_project import ProjectChanges, change_project
from goodwork.actions.quality.refit_project import refit_project
from goodwork.actions.redundancy.run_check import run_check
from goodwork.actions.redundancy.start_check import start_check
from goodwork.actions.versions.export_version import export_version
from goodwork.errors import Conflict, Damaged
from goodwork.model.data import ImportState
from goodwork.model.ids import ProjectId
from goodwork.model.projects import ProjectState
from goodwork.model.redundancy import CheckPlan, CheckState, LooksAt
from goodwork.model.versions import VersionState
from tests.data.workshop import Workshop
from tests.versions.making import publish, reviewed

ROWS = b"".join(b'{"id": "%d", "text": "Text %d."}\n' % (n, n) for n in range(12_000))


def leave(shop: Workshop, name: str, content: bytes | None) -> bytes:
    """Put other bytes where a file lies, or none at all; returns what was there."""
    path = Path(shop.blobs.path(name))
    before = path.read_bytes() if path.exists() else b""
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    return before


async def put(shop: Workshop, project: ProjectId, state: ProjectState) -> None:
    """Archive a project, or activate it again."""
    await change_project(shop.database, shop.manager, project, ProjectChanges(state=state))


async def counted(shop: Workshop, project: ProjectId) -> int:
    """How many items there are."""
    return (await shop.rows("SELECT count(*) FROM item WHERE project_id = :p", p=project))[0][0]


async def test_an_import_ends_when_its_project_is_archived_and_goes_on_when_it_is_activated(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = await shop.project()
    entered = await shop.enter(project, ROWS)
    stored, store = 0, _Run._store  # pyright: ignore[reportPrivateUsage]

    async def then_archive(run: _Run, ready: Any) -> None:
        nonlocal stored
        await store(run, ready)
        stored += 1
        if stored == 1:
            await put(shop, project, ProjectState.ARCHIVED)

    monkeypatch.setattr(_Run, "_store", then_archive)
    done = await shop.run(entered)
    assert done.state is ImportState.FAILED and done.added == await counted(shop, project) == 5000
    assert done.error is not None and "is archived" in done.error and "resume" in done.error
    with pytest.raises(Conflict, match="archived"):
        await resume_import(shop.database, shop.manager, entered.id)
    await put(shop, project, ProjectState.ACTIVE)
    # Two people resume it at once: it is asked for once, and nothing comes in twice.
    await asyncio.gather(*(resume_import(shop.database, shop.manager, entered.id) for _ in range(2)))
    asked = await shop.rows(
        "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = 'run_import:' || :i AND status = 'todo'",
        i=str(entered.id),
    )
    assert asked[0][0] == 1
    first, second = await asyncio.gather(shop.run(entered), shop.run(entered))
    done = await shop.run(entered)
    assert done.state is ImportState.DONE and done.added == await counted(shop, project) == 12_000, (first, second)


async def test_one_that_waits_is_not_begun_in_an_archive(shop: Workshop) -> None:
    project = await shop.project()
    entered = await shop.enter(project, ROWS)
    await put(shop, project, ProjectState.ARCHIVED)
    done = await shop.run(entered)
    assert done.state is ImportState.FAILED and await counted(shop, project) == 0
    assert "Activate the project" in (done.error or "")


async def test_versions_checks_and_refits_of_an_archive_come_to_their_end(shop: Workshop) -> None:
    project = await reviewed(shop)
    plan = CheckPlan(looks_at=LooksAt.TEXT)
    check = await start_check(shop.database, shop.manager, project, plan)
    await put(shop, project, ProjectState.ARCHIVED)
    await run_check(shop.database, shop.blobs, shop.manager.organization_id, check.id)
    state = await shop.rows("SELECT state FROM redundancy_check WHERE id = :c", c=check.id)
    assert state[0][0] == CheckState.DONE.value
    await refit_project(shop.database, shop.blobs, shop.manager.organization_id, project)
    assert (await publish(shop, project)).state is VersionState.PUBLISHED


async def test_a_file_that_was_cut_where_it_lies_is_not_read_as_a_shorter_one(shop: Workshop) -> None:
    project = await shop.project()
    entered = await shop.enter(project, ROWS)
    assert entered.blob is not None
    # At the end of a line: nothing in it says that something is missing.
    leave(shop, entered.blob, ROWS[: ROWS.index(b"\n", 5000) + 1])
    done = await shop.run(entered)
    assert done.state is ImportState.FAILED and done.added == 0
    assert f"{len(ROWS):,} were sent" in (done.error or "") and "Send the file again" in (done.error or "")


async def test_a_version_whose_files_were_cut_or_altered_is_never_exported_short(shop: Workshop) -> None:
    version = await publish(shop, await reviewed(shop))
    assert version.path is not None
    name = f"{version.path}/items/00000.parquet"
    whole = shop.blobs.get(name)

    async def export(file_format: str) -> bytes:
        done = await export_version(shop.database, shop.blobs, shop.manager, version.id, file_format)
        return b"".join(done.pieces)

    good = await export("jsonl")
    assert good.count(b"\n") == 3
    for left in (whole[:-1], whole[: len(whole) // 2], b"", whole + b"x"):
        leave(shop, name, left)
        # Before the first byte is sent: the answer is a sentence, not a file that breaks off.
        with pytest.raises(Damaged, match="were written"):
            await export_version(shop.database, shop.blobs, shop.manager, version.id, "jsonl")
    leave(shop, name, None)
    with pytest.raises(Damaged, match="is missing"):
        await export("csv")
    ended = 0
    for at in range(8, len(whole) - 8, 97):
        leave(shop, name, whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            assert await export("jsonl") == good, "a byte that says nothing of the rows"
        except Damaged:
            ended += 1
    assert ended > 5
    leave(shop, name, whole)
    assert await export("jsonl") == good

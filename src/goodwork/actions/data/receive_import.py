"""Receiving a file: it becomes an import that the worker runs."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any
from uuid import uuid4

from goodwork.actions import idempotency
from goodwork.actions.projects.reach import reach_project
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Invalid
from goodwork.formats.mapping import check_mapping
from goodwork.formats.reading import check_told
from goodwork.model.data import DataImport
from goodwork.model.ids import ImportId, OrganizationId, ProjectId
from goodwork.model.people import Actor
from goodwork.model.projects import ProjectState
from goodwork.routing.access import ProjectRole
from goodwork.store import audit, jobs
from goodwork.store.data import imports
from goodwork.store.database import Database, Transaction
from goodwork.store.projects import projects

TASK = "run_import"


async def receive_import(
    database: Database,
    blobs: Blobs,
    actor: Actor,
    project: int,
    chunks: AsyncIterator[bytes],
    *,
    name: str,
    file_format: str,
    mapping: Mapping[str, Any],
    limit: int,
    redundancy: bool = False,
    key: str | None = None,
) -> DataImport:
    """Take in a file of at most ``limit`` bytes and have the worker import it; for managers of the project.

    ``redundancy``: items that repeat each other are looked for when the file is in.

    What can be refused is refused before the first byte is read. The import exists when this returns, and not when
    it fails.
    """
    check_told(file_format)
    name = _name(name)
    async with database.transaction(actor) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        questions = await _questions(t, reached.project.id, reached.project.state)
    check_mapping(mapping, questions)
    blob = f"imports/{uuid4().hex}"
    content = hashlib.sha256()
    size = await blobs.put_upload(_told(chunks, content.update), blob, limit)
    kept = False
    try:
        if not size:
            raise Invalid("The file is empty.", kept="Nothing was imported.", next_step="Choose another file.")
        # The content, too: another file of the same name and size is another request.
        asked = (project, name, file_format, dict(mapping), size, redundancy, content.hexdigest())
        mark = idempotency.fingerprint("receive_import", *asked)
        async with database.transaction(actor) as t:
            reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
            remembered = await idempotency.recall(t, actor, key, mark)
            if remembered is not None:
                known = await imports.one(t, remembered)
                assert known is not None
                return known
            made = await imports.add(
                t, actor, reached.project.id, name=name, file_format=file_format, mapping=mapping, blob=blob, size=size,
                redundancy=redundancy,
            )  # fmt: skip
            detail = {"name": name, "format": file_format, "size": size, "project": made.project_id}
            await audit.record(t, actor, "import.made", "import", made.id, detail)
            await ask_for_import(t, made.organization_id, made.id)
            await idempotency.remember(t, actor, key, made.id)
        kept = True
        return made
    finally:
        if not kept:
            blobs.remove(blob)


async def _told(chunks: AsyncIterator[bytes], tell: Callable[[bytes], object]) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        tell(chunk)
        yield chunk


async def ask_for_import(t: Transaction, organization: OrganizationId, identity: ImportId) -> None:
    """Have the worker run an import, when this transaction commits."""
    await jobs.defer(t, TASK, queueing_lock=_lock(identity), organization=organization, data_import=identity)


async def forget_failures(t: Transaction, identity: ImportId) -> None:
    """Let an import that is taken up again have all its tries."""
    await jobs.forget_failures(t, _lock(identity))


def _lock(identity: ImportId) -> str:
    return f"{TASK}:{identity}"


async def _questions(t: Transaction, identity: ProjectId, state: ProjectState) -> list[str]:
    if state is ProjectState.ARCHIVED:
        raise Conflict("The project is archived.", kept="Nothing was imported.", next_step="Activate it first.")
    project = await projects.one(t, identity)
    assert project is not None
    return [str(question["key"]) for question in project.questions]


def _name(name: str) -> str:
    plain = "".join(c for c in name if c.isprintable()).strip()[:200]
    return plain or "file"

"""What a file would become, shown before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork import confined
from goodwork.actions.data.previewing import Preview
from goodwork.actions.projects.reach import reach_project
from goodwork.confined import Limits
from goodwork.formats.mapping import read_dialect
from goodwork.formats.reading import check_told
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.projects import projects

MOST_BYTES = 1 << 20
"""Of the file's beginning; Parquet and zip can be previewed when they are not larger than this."""

LIMITS = Limits(
    seconds=10,
    cpu=5,
    memory=512 << 20,
    disk=256 << 20,
    answer=8 << 20,
    advice="Import it without a preview: what can't be read there is said row by row.",
)


async def preview_import(
    database: Database,
    actor: Actor,
    project: int,
    begin: bytes,
    *,
    file_format: str,
    mapping: Mapping[str, Any],
    name: str = "file",
) -> Preview:
    """The first rows of a file as items of a project, out of its first megabyte; nothing is kept."""
    check_told(file_format)
    read_dialect(mapping)
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.MANAGER)
        found = await projects.one(t, reached.project.id)
    assert found is not None
    # Read in a process of its own: a megabyte may unpack to hours of work.
    return await confined.call(
        "goodwork.actions.data.previewing:preview",
        begin[:MOST_BYTES],
        file_format,
        dict(mapping),
        found.questions,
        len(begin) < MOST_BYTES,
        name,
        limits=LIMITS,
    )

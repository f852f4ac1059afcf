"""An import: a file on its way into a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from goodwork.model.ids import ImportId, OrganizationId, PersonId, ProjectId

ANSWERS_ADDED = "answers added to items that were there"
"""Under this word a report counts what an import said of items that the project had before."""


class ImportState(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """The file could not be read to its end, and what came before is in the project; or nothing of it was kept."""
    STOPPED = "stopped"
    UNDOING = "undoing"
    """What it brought is being taken away."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class DataImport:
    """A file on its way into a project, how far it got, and what became of its rows."""

    id: ImportId
    organization_id: OrganizationId
    project_id: ProjectId
    name: str
    format: str
    mapping: Mapping[str, Any]
    state: ImportState
    blob: str | None
    size: int | None
    position: int
    """Rows read so far: where it goes on after an interruption."""
    added: int
    duplicate: int
    rejected: int
    gold: int
    report: Mapping[str, Any]
    """Kept, changed, lost: see formats.report."""
    error: str | None
    redundancy: bool
    """Whether items that repeat each other are looked for when the file is in."""
    created_at: datetime
    created_by: PersonId | None
    finished_at: datetime | None
    undone_at: datetime | None
    undone_by: str | None
    """The name of the person who had it undone."""
    removed: int
    """Items that went when it was undone."""
    removed_answers: int
    """And what it had said of items that were there before."""
    stayed: int
    """Items that stayed, because somebody had worked on them."""

    @property
    def keeps(self) -> bool:
        """Whether anything of the file is in the project now."""
        kept: Mapping[str, int] = self.report.get("kept", {})
        return bool(self.added or self.duplicate or any(kept.values()))

    @property
    def answers_added(self) -> int:
        """Annotations, predictions and skips that came to items which were there already."""
        return int(self.report.get("kept", {}).get(ANSWERS_ADDED, 0))


@dataclass(frozen=True, slots=True)
class ImportFault:
    """A row that was not taken."""

    line: int
    reason: str
    excerpt: str

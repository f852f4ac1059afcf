"""An import: a file on its way into a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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


class Missed(StrEnum):
    """Why a picture did not come from its address."""

    REFUSED = "refused"
    """Nobody may ask this server: it has no public address, or listens where no server of the web does."""
    MALFORMED = "malformed"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    FAILED = "failed"
    """The server said something else than that it is there."""
    REDIRECTS = "redirects"
    TOO_LARGE = "too-large"
    NO_PICTURE = "no-picture"
    TOO_MANY = "too-many"
    """One import fetches no more."""
    OFF = "off"


MISSED = {
    Missed.REFUSED: "refused: goodwork asks public servers of the web only",
    Missed.MALFORMED: "it is no address that can be asked for",
    Missed.UNREACHABLE: "its server does not answer",
    Missed.SLOW: "its server takes too long",
    Missed.GONE: "its server has no such picture",
    Missed.FORBIDDEN: "its server asks for a sign-in, or its link has run out",
    Missed.FAILED: "its server answers with an error",
    Missed.REDIRECTS: "its server sends from one address to the next without end",
    Missed.TOO_LARGE: "it is larger than 32 MiB",
    Missed.NO_PICTURE: "what came is no PNG, JPEG, WebP, GIF or BMP",
    Missed.TOO_MANY: "one import fetches 50,000 pictures and 20 GiB at most; send the rest as another file",
    Missed.OFF: "this installation fetches no pictures",
}
"""The same in words."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """How far an import is with the pictures that it fetches."""

    wanted: int = 0
    fetched: int = 0
    missing: Mapping[str, int] = field(default_factory=dict[str, int])
    """Why (``Missed``) -> how many did not come."""


@dataclass(frozen=True, slots=True)
class MissedPicture:
    """A picture that did not come."""

    id: int
    address: str
    why: Missed


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
    undone_on: date | None
    undone_by: str | None
    """The name of the person who had it undone."""
    removed: int
    """Items that went when it was undone."""
    removed_answers: int
    """And what it had said of items that were there before."""
    stayed: int
    """Items that stayed, because somebody had worked on them."""
    pictures: Pictures | None
    """What was fetched for it; None: nothing by an address."""
    again_of: ImportId | None
    """The import whose rows without their pictures are tried again by this one."""

    @property
    def can_try_again(self) -> bool:
        """Whether rows wait for their pictures, and the file is there to read them once more."""
        return self.state is ImportState.DONE and self.blob is not None

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
    picture: bool = False
    """Whether it lacks nothing but a picture that could not be fetched."""

"""A dataset version: an immutable, hashed release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from goodwork.model.ids import OrganizationId, ProjectId, VersionId


class VersionState(StrEnum):
    """Where a version stands; once published it never changes."""

    MAKING = "making"
    PUBLISHED = "published"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DatasetVersion:
    """A release of a project's consensus and every single annotation."""

    id: VersionId
    organization_id: OrganizationId
    project_id: ProjectId
    number: int
    state: VersionState
    known_limits: str
    sha256: str | None
    """Of the manifest, which names the SHA-256 of every file."""
    path: str | None
    manifest: Mapping[str, Any] | None
    error: str | None
    created_on: date
    since: int | None
    """The number of the published version before it."""


class UseKind(StrEnum):
    """How a version is used."""

    DOWNLOAD = "download"
    """Somebody took its files: said by itself, once a day and without a name."""
    TRAINING = "training"
    """A model is trained or measured with it."""
    NOTE = "note"
    """Anything else that its consumer has to say."""


@dataclass(frozen=True, slots=True)
class VersionUse:
    """One use of a version."""

    id: int
    kind: UseKind
    consumer: str
    """Who uses it; empty for downloads."""
    purpose: str
    """What for, in the consumer's words; empty for downloads."""
    day: date


@dataclass(frozen=True, slots=True)
class Share:
    """How many answers of one person are in a version, and what it was used for."""

    version_id: VersionId
    number: int
    day: date
    """When it was published."""
    answers: int
    uses: list[VersionUse]
    """The newest ones, newest first."""

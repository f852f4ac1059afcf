"""A dataset version: an immutable, hashed release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
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
    created_at: datetime
    since: int | None
    """The number of the published version before it."""

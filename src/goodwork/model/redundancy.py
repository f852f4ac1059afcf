"""A redundancy check of a project: what is compared, what was found, what a lead made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from goodwork.model.ids import ItemId, OrganizationId, ProjectId


class LooksAt(StrEnum):
    """What of the items is compared."""

    TEXT = "text"
    """Everything that can be read in an item, or one part of it."""
    PICTURE = "picture"
    """The first picture of an item, or one part of it."""


class Keep(StrEnum):
    """Which item of a cluster stands for it. Items that have answers or are gold always come first."""

    LONGEST = "longest"
    """The longest text, or the picture with the most pixels."""
    EARLIEST = "earliest"
    """The one that was imported first."""
    HIGHEST = "highest"
    """The one with the highest number in a field of its metadata."""


class CheckState(StrEnum):
    """Where a check stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class BulkTask(StrEnum):
    """What goes on with many items in the background."""

    SET_ASIDE = "set-aside"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """How the items of a project are compared."""

    looks_at: LooksAt = LooksAt.TEXT
    part: str | None = None
    """The name of a part; None: all that can be read, or the first picture."""
    threshold: float = 0.7
    """Similarity from which two items count as the same: Jaccard of texts, shared bits of pictures."""
    keep: Keep = Keep.LONGEST
    keep_field: str | None = None
    """The field of the metadata that ``Keep.HIGHEST`` reads."""


@dataclass(frozen=True, slots=True)
class Check:
    """A redundancy check: how it compares, how far it is, what it found. ``kept`` items are to be labelled."""

    id: int
    organization_id: OrganizationId
    project_id: ProjectId
    import_id: int | None
    plan: CheckPlan
    state: CheckState
    stage: str
    stage_done: int
    stage_total: int | None
    items: int
    left_out: int
    exact: int
    near: int
    clusters: int
    largest: int
    sizes: Sequence[Sequence[int]]
    """(least size, greatest size, clusters)"""
    notes: Sequence[str]
    error: str | None
    task: BulkTask | None
    task_detail: Mapping[str, Any] | None
    task_done: int
    task_total: int
    created_at: datetime
    finished_at: datetime | None

    @property
    def kept(self) -> int:
        """Items that no other one stands for."""
        return self.items - self.exact - self.near


@dataclass(frozen=True, slots=True)
class Member:
    """An item in a cluster."""

    item_id: ItemId
    number: int
    """Of the cluster."""
    representative_id: ItemId
    similarity: float | None
    exact: bool

"""Redundancy: checks of a project's items, their clusters, and what is made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.items import ItemStateName


class CheckIn(Wire):
    """POST /projects/{id}/redundancy: look for items that repeat each other."""

    looks_at: Literal["text", "picture"] = "text"
    part: str | None = Field(
        default=None, max_length=200, description="A part by its name; else all that can be read, or the first picture."
    )
    threshold: float = Field(
        default=0.7, ge=0.4, le=1, description="Similarity from which items count as the same: Jaccard, or shared bits."
    )
    keep: Literal["longest", "earliest", "highest"] = Field(
        default="longest", description="Which item of a cluster stands for it; those with answers always come first."
    )
    keep_field: str | None = Field(default=None, max_length=200, description="The metadata field of `highest`.")


class CheckOut(Wire):
    """A check: how it compares, how far it is, what it found. `kept` of `items` are to be labelled."""

    id: int
    project_id: int
    import_id: int | None
    looks_at: Literal["text", "picture"]
    part: str | None
    threshold: float
    keep: Literal["longest", "earliest", "highest"]
    keep_field: str | None
    state: Literal["waiting", "running", "done", "failed"]
    stage: str
    stage_done: int
    stage_total: int | None
    items: int
    kept: int
    left_out: int = Field(description="Nothing to compare in them, or withdrawn by a lead.")
    exact: int
    near: int
    clusters: int
    largest: int
    sizes: list[list[int]] = Field(description="`[least size, greatest size, clusters]` each.")
    notes: list[str]
    error: str | None
    task: Literal["set-aside", "restore"] | None = Field(description="What goes on with many items in the background.")
    task_done: int
    task_total: int
    task_outcome: dict[str, Any] | None = Field(description="What came of the last one.")
    created_at: datetime
    finished_at: datetime | None


class PartChoice(Wire):
    name: str
    type: str


class RedundancyOut(Wire):
    """GET /projects/{id}/redundancy."""

    newest: CheckOut | None = Field(description="The last check that was asked for.")
    found: CheckOut | None = Field(description="The last one that is done; its clusters are shown.")
    set_aside: int = Field(description="Items that others stand for.")
    set_aside_exact: int
    taking_consensus: int = Field(description="Exact ones that take what is said of their representative.")
    splits: int
    items: int = Field(description="Of the project.")
    parts: list[PartChoice]
    number_fields: list[str] = Field(description="Of the metadata.")


class PieceOut(Wire):
    """A run of a text: in both, or only here."""

    text: str
    only_here: bool


class ClusterMember(Wire):
    """An item of a cluster, beside the one that stands for it."""

    item_id: int
    external_id: str | None
    similarity: float | None = Field(description="To the representative; null: not measured since a split.")
    exact: bool
    state: ItemStateName
    stood_for: bool = Field(description="Whether it is set aside because the representative stands for it.")
    takes_consensus: bool
    answers: int
    pieces: list[PieceOut] = Field(description="Its text; empty for pictures.")
    lacks: list[PieceOut] = Field(description="The representative's text, where something differs.")
    cut: bool = Field(description="Whether the text is longer than what is shown.")
    picture: str | None = Field(description="Address of its picture.")


class ClusterOut(Wire):
    """GET /projects/{id}/redundancy/clusters?after=&limit=: the largest first."""

    number: int
    size: int
    set_aside: int
    representative: ClusterMember
    members: list[ClusterMember] = Field(description="The first of the others.")


class RestoreIn(Wire):
    """POST /projects/{id}/redundancy/restore: some items, those of some clusters, or (neither) all."""

    check: int | None = Field(default=None, description="The check whose clusters are meant.")
    items: list[int] | None = Field(default=None, min_length=1, max_length=500)
    clusters: list[int] | None = Field(default=None, min_length=1, max_length=500)


class SetAsideIn(Wire):
    """POST /projects/{id}/redundancy/set-aside: some items, those of some clusters, or (neither) all."""

    check: int = Field(description="The check whose clusters are meant.")
    items: list[int] | None = Field(default=None, min_length=1, max_length=500)
    clusters: list[int] | None = Field(default=None, min_length=1, max_length=500)
    only_exact: bool = False
    answered: bool = Field(default=False, description="Also items that have answers, or a known one.")


class MovedOut(Wire):
    """What was done at once, and how many items follow in the background."""

    moved: int
    left_answered: int = Field(description="Left in the queue, because they have answers.")
    left_withdrawn: int = Field(description="Left, because a lead withdrew the item that would stand for them.")
    claims_ended: int
    in_background: int


class SplitIn(Wire):
    """POST /projects/{id}/redundancy/splits: these items of the cluster are not the same as the others."""

    check: int
    cluster: int
    items: list[int] = Field(min_length=1, max_length=500)


class SplitMade(Wire):
    id: int
    restored: int


class SplitOut(Wire):
    """GET /projects/{id}/redundancy/splits."""

    id: int
    on: date
    person: str | None
    first_items: list[int]
    taken_out: int
    left: int


class TakeConsensusIn(Wire):
    """PUT /projects/{id}/redundancy/consensus: whether exact duplicates take what is said of their representatives."""

    takes: bool
    items: list[int] | None = Field(default=None, min_length=1, max_length=500, description="Null: all of them.")


class TakenOut(Wire):
    changed: int

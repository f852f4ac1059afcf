"""Redundancy: checks of a project's items, their clusters, and what is made of them.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class CheckIn(TypedDict):
    """POST /projects/{id}/redundancy: look for items that repeat each other."""

    looks_at: NotRequired[Literal["text", "picture"]]
    part: NotRequired[str | None]
    threshold: NotRequired[float]
    keep: NotRequired[Literal["longest", "earliest", "highest"]]
    keep_field: NotRequired[str | None]


class CheckOut(TypedDict):
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
    left_out: int
    exact: int
    near: int
    clusters: int
    largest: int
    sizes: list[list[int]]
    notes: list[str]
    error: str | None
    task: Literal["set-aside", "restore"] | None
    task_done: int
    task_total: int
    task_outcome: dict[str, Any] | None
    created_at: str
    finished_at: str | None


class ClusterMember(TypedDict):
    """An item of a cluster, beside the one that stands for it."""

    item_id: int
    external_id: str | None
    similarity: float | None
    exact: bool
    state: Literal["open", "settled", "expert", "held", "set-aside"]
    stood_for: bool
    takes_consensus: bool
    answers: int
    pieces: list[PieceOut]
    lacks: list[PieceOut]
    cut: bool
    picture: str | None


class ClusterOut(TypedDict):
    """GET /projects/{id}/redundancy/clusters?after=&limit=: the largest first."""

    number: int
    size: int
    set_aside: int
    representative: ClusterMember
    members: list[ClusterMember]


class MovedOut(TypedDict):
    """What was done at once, and how many items follow in the background."""

    moved: int
    left_answered: int
    left_withdrawn: int
    claims_ended: int
    in_background: int


class PartChoice(TypedDict):
    name: str
    type: str


class PieceOut(TypedDict):
    """A run of a text: in both, or only here."""

    text: str
    only_here: bool


class RedundancyOut(TypedDict):
    """GET /projects/{id}/redundancy."""

    newest: CheckOut | None
    found: CheckOut | None
    set_aside: int
    set_aside_exact: int
    taking_consensus: int
    splits: int
    items: int
    parts: list[PartChoice]
    number_fields: list[str]


class RestoreIn(TypedDict):
    """POST /projects/{id}/redundancy/restore: some items, those of some clusters, or (neither) all."""

    check: NotRequired[int | None]
    items: NotRequired[list[int] | None]
    clusters: NotRequired[list[int] | None]


class SetAsideIn(TypedDict):
    """POST /projects/{id}/redundancy/set-aside: some items, those of some clusters, or (neither) all."""

    check: int
    items: NotRequired[list[int] | None]
    clusters: NotRequired[list[int] | None]
    only_exact: NotRequired[bool]
    answered: NotRequired[bool]


class SplitIn(TypedDict):
    """POST /projects/{id}/redundancy/splits: these items of the cluster are not the same as the others."""

    check: int
    cluster: int
    items: list[int]


class SplitMade(TypedDict):
    id: int
    restored: int


class SplitOut(TypedDict):
    """GET /projects/{id}/redundancy/splits."""

    id: int
    on: str
    person: str | None
    first_items: list[int]
    taken_out: int
    left: int


class TakeConsensusIn(TypedDict):
    """PUT /projects/{id}/redundancy/consensus: whether exact duplicates take what is said of their representatives."""

    takes: bool
    items: NotRequired[list[int] | None]


class TakenOut(TypedDict):
    changed: int

"""Bulk labelling: the same answers to many items, and undoing it.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class BulkCount(TypedDict):
    """How many items would take the answers, and how many would be passed over, by reason."""

    taken: int
    skipped: dict[str, int]


class BulkIn(TypedDict):
    """POST /projects/{id}/bulk."""

    state: NotRequired[Literal["open", "settled", "expert", "held", "set-aside"] | None]
    gold: NotRequired[bool]
    aside: NotRequired[Literal["duplicate", "by-lead"] | None]
    search: NotRequired[str]
    contains: NotRequired[str]
    data_import: NotRequired[int | None]
    suggestion: NotRequired[str]
    score: NotRequired[float]
    items: NotRequired[list[int] | None]
    answers: dict[str, dict[str, Any]]
    form_version: int


class BulkOut(TypedDict):
    """A batch."""

    id: int
    answers: dict[str, dict[str, Any]]
    form_version: int
    applied: int
    skipped: dict[str, int]
    undone: int
    on: str
    finished_on: str | None
    undone_on: str | None
    mine: bool


class BulkWhich(TypedDict):
    """POST /projects/{id}/bulk/count: the items that are meant."""

    state: Literal["open", "settled", "expert", "held", "set-aside"] | None
    gold: bool
    aside: Literal["duplicate", "by-lead"] | None
    search: str
    contains: str
    data_import: int | None
    suggestion: str
    score: float
    items: list[int] | None


class DraftsGone(TypedDict):
    """DELETE /projects/{id}/drafts."""

    deleted: int


class DraftsOut(TypedDict):
    """GET /projects/{id}/drafts."""

    drafts: int
    people: int
    in_hand: int


class ManyIn(TypedDict):
    """POST /projects/{id}/items/state: set many items aside, or put them back as they were."""

    state: NotRequired[Literal["open", "settled", "expert", "held", "set-aside"] | None]
    gold: NotRequired[bool]
    aside: NotRequired[Literal["duplicate", "by-lead"] | None]
    search: NotRequired[str]
    contains: NotRequired[str]
    data_import: NotRequired[int | None]
    suggestion: NotRequired[str]
    score: NotRequired[float]
    items: NotRequired[list[int] | None]
    becomes: Literal["set-aside", "open"]
    reason: str
    after: NotRequired[list[str | int]]


class ManyOut(TypedDict):
    """What became of some of the items; the next request goes on at `next`."""

    changed: int
    passed: dict[str, int]
    next: list[str | int] | None

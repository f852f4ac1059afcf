"""Imports, versions, exports.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.queue import PartOut


class ComparedOut(TypedDict):
    """GET /versions/{id}/changes: a page of what changed since an earlier version."""

    since: int
    facts: list[FactOut]
    rows: list[DifferenceOut]
    next: str | None


class DifferenceOut(TypedDict):
    """A question of an item to which the consensus of two versions says different things."""

    position: int
    item_id: int | None
    external_id: str | None
    excerpt: str
    question: str
    before: str | None
    after: str | None
    before_confidence: float | None
    after_confidence: float | None


class FactOut(TypedDict):
    """What two versions say otherwise, in words."""

    what: str
    before: str
    after: str


class FitOut(TypedDict):
    """A form of files beside the questions: whether it holds any of their answers, and what it leaves out."""

    form: str
    title: str
    fits: bool
    why: str


class ImportFaultOut(TypedDict):
    """GET /imports/{id}/faults."""

    line: int
    reason: str
    excerpt: str


class ImportOut(TypedDict):
    """POST /projects/{id}/imports?name=&format=&mapping= (the body is the file, streamed; a folder as .zip),
    GET /imports/{id}, GET /projects/{id}/imports.
    """

    id: int
    project_id: int
    name: str
    format: str
    mapping: dict[str, Any]
    state: Literal["waiting", "running", "done", "failed", "stopped", "undoing", "undone"]
    size: int | None
    position: int
    added: int
    duplicate: int
    answers_added: int
    rejected: int
    gold: int
    report: dict[str, Any]
    error: str | None
    redundancy: bool
    created_at: str
    finished_at: str | None
    undone_on: str | None
    undone_by: str | None
    removed: int
    removed_answers: int
    stayed: int
    pictures: PicturesOut | None
    again_of: int | None
    can_try_again: bool


class MissedPictureOut(TypedDict):
    """GET /imports/{id}/pictures: a picture that did not come from its address."""

    id: int
    address: str
    why: Literal["refused", "malformed", "unreachable", "slow", "gone", "forbidden", "failed", "redirects", "too-large", "no-picture", "too-many", "off"]
    says: str


class NextVersionOut(TypedDict):
    """GET /projects/{id}/next-version: what a version would hold if it were published now."""

    items: int
    settled: int
    met: int
    most_reached: int
    no_gain: int
    by_person: int
    on_count: int
    unknown: int
    open: int
    unanswered: int
    is_counted: bool
    held: int
    expert: int
    set_aside: int
    to_appraise: int
    since: int | None
    more_settled: int | None
    fits: list[FitOut]


class PicturesOut(TypedDict):
    """Pictures that an import fetches from their addresses."""

    wanted: int
    fetched: int
    missing: dict[str, int]


class PreviewAddresses(TypedDict):
    """Pictures of a file that are addresses on the web."""

    count: int
    hosts: list[PreviewHost]
    whole: bool
    fetched: bool


class PreviewColumn(TypedDict):
    """A column of a file and what becomes of it."""

    column: str
    becomes: Literal["id", "part", "answer", "by", "gold", "gold-reason", "metadata", "out"]
    name: str
    type: str
    question: str
    guessed: bool
    person: str
    hidden: bool


class PreviewHost(TypedDict):
    """A server that a file names."""

    host: str
    count: int
    refused: bool


class PreviewLoss(TypedDict):
    """What would be changed or left out, and why."""

    item: str
    items: list[str]
    what: str
    why: str
    count: int


class PreviewNeed(TypedDict):
    """Something that questions look at, and the column that is it."""

    name: str | None
    types: list[str]
    questions: list[str]
    column: str | None


class PreviewOut(TypedDict):
    """POST /projects/{id}/imports/preview?name=&format=&mapping= (the body is the first megabyte of the file)."""

    columns: list[str]
    uses: list[PreviewColumn]
    mapping: dict[str, Any]
    rows: list[PreviewRow]
    faults: list[ImportFaultOut]
    needs: list[PreviewNeed]
    changed: list[PreviewLoss]
    lost: list[PreviewLoss]
    controls: list[str]
    said: int
    format: str
    addresses: PreviewAddresses | None
    sheets: list[str]


class PreviewRow(TypedDict):
    """A row as it would become an item; pictures without their bytes."""

    line: int
    external_id: str | None
    parts: list[PartOut]
    metadata: dict[str, Any]
    gold: dict[str, dict[str, Any]] | None


class ShareOut(TypedDict):
    """A row of GET /projects/{id}/my-versions: a version that holds answers of mine."""

    version_id: int
    number: int
    day: str
    answers: int
    uses: list[UseOut]


class UndoingOut(TypedDict):
    """GET /imports/{id}/undo: what undoing it would do."""

    goes: int
    stays: dict[Literal["answered", "begun", "other-import", "decided", "stands-for-others"], int]
    said: int
    whole: bool


class UseIn(TypedDict):
    """POST /versions/{id}/uses."""

    kind: Literal["training", "note"]
    consumer: str
    purpose: str
    day: NotRequired[str | None]


class UseOut(TypedDict):
    """One use of a version. A download is said by itself, once a day and without a name."""

    id: int
    kind: Literal["download", "training", "note"]
    consumer: str
    purpose: str
    day: str


class VersionIn(TypedDict):
    """POST /projects/{id}/versions: publish."""

    known_limits: str


class VersionOut(TypedDict):
    """GET /projects/{id}/versions, GET /versions/{id}; files by GET /versions/{id}/export?format=."""

    id: int
    project_id: int
    number: int
    state: Literal["making", "published", "failed"]
    known_limits: str
    sha256: str | None
    manifest: dict[str, Any] | None
    error: str | None
    created_on: str
    since: int | None
    fits: list[FitOut]

"""Imports, versions, exports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, GetPydanticSchema
from pydantic_core import core_schema

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.queue import PartOut
from goodwork.formats.registry import FORMATS, WRITTEN


def _one_of(names: Iterable[str]) -> GetPydanticSchema:
    """One of these words, as ``Literal`` has them: the registry of formats is the only list."""
    return GetPydanticSchema(lambda source, handler: core_schema.literal_schema([*names]))


ImportFormat = Annotated[str, _one_of(FORMATS)]
ExportFormat = Annotated[str, _one_of(WRITTEN)]


class PicturesOut(Wire):
    """Pictures that an import fetches from their addresses."""

    wanted: int
    fetched: int
    missing: dict[str, int] = Field(description="Why (see GET /imports/{id}/pictures) and how many did not come.")


class ImportOut(Wire):
    """POST /projects/{id}/imports?name=&format=&mapping= (the body is the file, streamed; a folder as .zip),
    GET /imports/{id}, GET /projects/{id}/imports."""

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
    answers_added: int = Field(description="Annotations, predictions and skips that came to items that were there.")
    rejected: int
    gold: int
    report: dict[str, Any] = Field(description="`{kept: {what: count}, changed: [...], lost: [...]}`.")
    error: str | None
    redundancy: bool = Field(description="Whether items that repeat each other are looked for when the file is in.")
    created_at: datetime
    finished_at: datetime | None
    undone_on: date | None
    undone_by: str | None
    removed: int = Field(description="Items that went when it was undone.")
    removed_answers: int = Field(description="What it had said of items that were there before, and was taken back.")
    stayed: int = Field(description="Items that stayed when it was undone: somebody had worked on them.")
    pictures: PicturesOut | None = Field(description="null: it fetches none.")
    again_of: int | None = Field(description="The import whose rows without pictures it tries again.")
    can_try_again: bool = Field(description="Whether rows wait for pictures that POST /imports/{id}/pictures asks for.")


class MissedPictureOut(Wire):
    """GET /imports/{id}/pictures: a picture that did not come from its address."""

    id: int
    address: str
    why: Literal[
        "refused", "malformed", "unreachable", "slow", "gone", "forbidden", "failed", "redirects", "too-large",
        "no-picture", "too-many", "off",
    ]  # fmt: skip
    says: str = Field(description="The same in words.")


class UndoingOut(Wire):
    """GET /imports/{id}/undo: what undoing it would do."""

    goes: int = Field(description="Items that would go, of those looked at.")
    stays: dict[Literal["answered", "begun", "other-import", "decided", "stands-for-others"], int] = Field(
        description="Items that would stay, by reason: answered or skipped by people; opened by them; answered by"
        " another import; reviewed, flagged, asked about or made gold by hand; others are set aside because of it."
    )
    said: int = Field(description="Answers, skips and predictions that it added to items which were there before.")
    whole: bool = Field(description="Whether all of its items were looked at; else the first 200,000.")


class ImportFaultOut(Wire):
    """GET /imports/{id}/faults."""

    line: int
    reason: str
    excerpt: str


class PreviewRow(Wire):
    """A row as it would become an item; pictures without their bytes."""

    line: int
    external_id: str | None
    parts: list[PartOut]
    metadata: dict[str, Any]
    gold: Answers | None


class PreviewColumn(Wire):
    """A column of a file and what becomes of it."""

    column: str
    becomes: Literal["id", "part", "answer", "by", "gold", "gold-reason", "metadata", "out"]
    name: str = Field(description="Of a part: its name.")
    type: str = Field(description="Of a part: text, picture, code, conversation, table or metadata.")
    question: str = Field(description="Of an answer, known or given: the question that it answers.")
    guessed: bool = Field(description="Its name and values alone said so: a strict import refuses it.")
    person: str = Field(description="Of a column with one person's answers: who that is; else empty.")
    hidden: bool = Field(description="Of metadata: it looks like an answer, so nobody who judges sees it.")


class PreviewNeed(Wire):
    """Something that questions look at, and the column that is it."""

    name: str | None = Field(description="Of the part; null: any of these types.")
    types: list[str]
    questions: list[str] = Field(description="The keys of the questions that look at it.")
    column: str | None = Field(description="null: no column is it, and nothing can be imported.")


class PreviewLoss(Wire):
    """What would be changed or left out, and why."""

    item: str = Field(description="The first that it happens to.")
    items: list[str] = Field(description="The first three.")
    what: str
    why: str
    count: int


class PreviewHost(Wire):
    """A server that a file names."""

    host: str
    count: int
    refused: bool = Field(description="Whether this installation does not ask it.")


class PreviewAddresses(Wire):
    """Pictures of a file that are addresses on the web."""

    count: int
    hosts: list[PreviewHost] = Field(description="The ten with the most of them.")
    whole: bool = Field(description="Whether all of the file was looked at.")
    fetched: bool = Field(description="Whether this installation fetches pictures at all.")


class PreviewOut(Wire):
    """POST /projects/{id}/imports/preview?name=&format=&mapping= (the body is the first megabyte of the file)."""

    columns: list[str]
    uses: list[PreviewColumn] = Field(description="What each of the columns becomes.")
    mapping: dict[str, Any] = Field(description="Completed: what was left out is guessed.")
    rows: list[PreviewRow]
    faults: list[ImportFaultOut]
    needs: list[PreviewNeed] = Field(description="What the questions look at.")
    changed: list[PreviewLoss] = Field(description="Of the first rows: what would be read otherwise than it stands.")
    lost: list[PreviewLoss] = Field(description="Of the first rows: what would be left out.")
    controls: list[str] = Field(description="What the file's own annotations answer; the mapping says which question.")
    said: int = Field(description="Annotations, predictions and skips of the first rows.")
    format: str = Field(description="What the file was read as.")
    addresses: PreviewAddresses | None = Field(
        description='Where there are any, the mapping says what becomes of them: `{"pictures": "fetch"}`, which the '
        'import does in the background, or `"leave-out"`.'
    )
    sheets: list[str] = Field(description='The sheets of a workbook; the mapping may name one: `{"sheet": ...}`.')


class VersionIn(Wire):
    """POST /projects/{id}/versions: publish."""

    known_limits: str = Field(min_length=1, max_length=10_000, description="What a user of this data must know.")


class FitOut(Wire):
    """A form of files beside the questions: whether it holds any of their answers, and what it leaves out."""

    form: str
    title: str
    fits: bool
    why: str = Field(description="What it leaves out, or why it does not fit; empty: it holds every answer.")


class NextVersionOut(Wire):
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
    unanswered: int = Field(description="Of the open ones, those without an answer.")
    is_counted: bool = Field(description="false: `unanswered` is an estimate out of 10,000 items.")
    held: int
    expert: int
    set_aside: int
    to_appraise: int
    since: int | None = Field(description="The number of the newest published version.")
    more_settled: int | None = Field(description="Items that are settled now beyond those of that version.")
    fits: list[FitOut]


class UseIn(Wire):
    """POST /versions/{id}/uses."""

    kind: Literal["training", "note"]
    consumer: str = Field(min_length=1, max_length=200, description="Who uses it.")
    purpose: str = Field(min_length=1, max_length=2_000, description="What for, in the consumer's words.")
    day: date | None = Field(default=None, description="null: today.")


class UseOut(Wire):
    """One use of a version. A download is said by itself, once a day and without a name."""

    id: int
    kind: Literal["download", "training", "note"]
    consumer: str
    purpose: str
    day: date


class ShareOut(Wire):
    """A row of GET /projects/{id}/my-versions: a version that holds answers of mine."""

    version_id: int
    number: int
    day: date = Field(description="When it was published.")
    answers: int = Field(description="Items of it that I answered.")
    uses: list[UseOut] = Field(description="The 20 newest.")


class FactOut(Wire):
    """What two versions say otherwise, in words."""

    what: str
    before: str
    after: str


class DifferenceOut(Wire):
    """A question of an item to which the consensus of two versions says different things."""

    position: int
    item_id: int | None = Field(description="null: it is in the project no more.")
    external_id: str | None
    excerpt: str
    question: str = Field(description="Its title.")
    before: str | None = Field(description="null: nothing was said.")
    after: str | None
    before_confidence: float | None
    after_confidence: float | None


class ComparedOut(Wire):
    """GET /versions/{id}/changes: a page of what changed since an earlier version."""

    since: int
    facts: list[FactOut]
    rows: list[DifferenceOut]
    next: str | None = Field(description="Goes into `?after=`; a page may be short, and more may follow.")


class VersionOut(Wire):
    """GET /projects/{id}/versions, GET /versions/{id}; files by GET /versions/{id}/export?format=."""

    id: int
    project_id: int
    number: int
    state: Literal["making", "published", "failed"]
    known_limits: str
    sha256: str | None
    manifest: dict[str, Any] | None
    error: str | None
    created_on: date
    since: int | None = Field(description="The number of the published version before it.")
    fits: list[FitOut] = Field(default=[], description="Of a published one: the forms that it may be written in.")

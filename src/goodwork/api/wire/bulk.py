"""Bulk labelling: the same answers to many items, and undoing it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.items import ItemStateName


class BulkWhich(Wire):
    """POST /projects/{id}/bulk/count: the items that are meant."""

    state: ItemStateName | None = None
    gold: bool = False
    aside: Literal["duplicate", "by-lead"] | None = Field(
        default=None, description="Why they are set aside; with `state: set-aside`."
    )
    search: str = Field(default="", max_length=200, description="Beginning of the item's own id.")
    contains: str = Field(default="", max_length=200, description="Words in its texts.")
    data_import: int | None = Field(default=None, ge=0, le=2**62, description="The import that brought them.")
    suggestion: str = Field(default="", max_length=2000, description="Answers that a prediction holds, as JSON.")
    score: float = Field(default=0.0, ge=0, le=1, description="The least score of that prediction.")
    items: list[Annotated[int, Field(ge=0, le=2**62)]] | None = Field(
        default=None, max_length=10_000, description="Of these, the ones named here; null: all."
    )


class BulkIn(BulkWhich):
    """POST /projects/{id}/bulk."""

    answers: Answers
    form_version: int = Field(ge=1, le=2**31 - 1)


class ManyIn(BulkWhich):
    """POST /projects/{id}/items/state: set many items aside, or put them back as they were."""

    becomes: Literal["set-aside", "open"]
    reason: str = Field(min_length=1, max_length=1000)
    after: list[str | int] = Field(default=[], max_length=2, description="`next` of the request before.")


class ManyOut(Wire):
    """What became of some of the items; the next request goes on at `next`."""

    changed: int
    passed: dict[str, int] = Field(description="Items that were passed over, by the reason.")
    next: list[str | int] | None


class DraftsOut(Wire):
    """GET /projects/{id}/drafts."""

    drafts: int
    people: int
    in_hand: int = Field(description="Of work that somebody has in hand now.")


class DraftsGone(Wire):
    """DELETE /projects/{id}/drafts."""

    deleted: int


class BulkCount(Wire):
    """How many items would take the answers, and how many would be passed over, by reason."""

    taken: int
    skipped: dict[str, int]


class BulkOut(Wire):
    """A batch."""

    id: int
    answers: Answers
    form_version: int
    applied: int
    skipped: dict[str, int]
    """Reason -> items: answered, skipped, claimed-by-you, settled, expert, held, set-aside, gold, with-others, full;
    stopped: the project was paused or its questions changed before the batch came to them."""
    undone: int
    on: date
    finished_on: date | None
    """None: it is running, or broke off; the same request under the same Idempotency-Key goes on."""
    undone_on: date | None
    mine: bool

"""The queue: claims, drafts, annotations, skips, flags."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.inbox import EntryOut

ClaimStateName = Literal["live", "submitted", "released", "expired", "skipped", "handed-over"]
NoWorkName = Literal[
    "empty", "done", "all-answered", "changing", "paused", "not-qualified", "taken", "settled", "answered",
    "own-pause", "own-done", "own-quiet", "own-items", "own-projects", "away",
]  # fmt: skip


class PartOut(Wire):
    """One part of an item; pictures are fetched from ``url``."""

    name: str
    type: Literal["text", "picture", "table", "conversation", "code", "metadata"]
    title: str = ""
    text: str | None = None
    url: str | None = None
    media: str | None = None
    width: int | None = None
    height: int | None = None
    data: dict[str, Any] | None = None
    """Turns of a conversation, columns and rows of a table, the language of code, or metadata."""


class ItemOut(Wire):
    id: int
    project_id: int
    external_id: str | None
    parts: list[PartOut]
    metadata: dict[str, Any]


class PredictionOut(Wire):
    id: int
    model: str
    answers: Answers
    score: float | None


class DraftOut(Wire):
    answers: Answers
    revision: int
    saved_at: datetime
    in_hand: bool = Field(
        default=False, description="My access to the project has ended: this draft did not renew the claim."
    )


class AnnotationOut(Wire):
    id: int
    item_id: int
    revision: int
    form_version: int
    answers: Answers
    surplus: bool
    submitted_at: datetime
    earlier: bool = Field(
        description="Of an earlier guideline than the one by which its item is asked again: kept and credited, and no "
        "evidence of anything."
    )


class ClaimIn(Wire):
    """POST /projects/{id}/claims. ``item_id`` or ``external_id`` makes it a named claim: tokens need the scope
    ``claim-named`` for it, and annotators a project whose policy says ``named_claims``."""

    item_id: int | None = Field(default=None, ge=0, le=2**62)
    external_id: str | None = Field(default=None, max_length=1000)
    further: bool = Field(default=False, description="A further claim, though one of mine runs already (10 at most).")
    ahead: int = Field(
        default=0, ge=0, le=5, description="Further items that I may hold, to go on for a while without a connection."
    )


class PayPromiseOut(Wire):
    """What was promised with a claim."""

    basis: Literal["answer", "accepted", "hour"]
    currency: str
    amount: int = Field(description="In minor units.")


class ClaimOut(Wire):
    """A claim with all that the desk needs. A person's running claim is given again before a new one is granted."""

    id: int
    project_id: int
    state: ClaimStateName
    granted_at: datetime
    expires_at: datetime
    item: ItemOut
    form_version: int
    predictions: list[PredictionOut]
    draft: DraftOut | None
    pay: PayPromiseOut | None = Field(default=None, description="What was promised with it; null: nothing.")
    begun: Literal["offered", "carried"] | None = Field(
        default=None,
        description="offered: a colleague began it, and I may take up what they did. carried: I took it up.",
    )
    annotation: AnnotationOut | None = Field(default=None, description="What I submitted, when I look back.")
    in_hand: bool = Field(
        default=False,
        description="My access to the project has ended; the policy lets me finish this claim until it expires.",
    )


class ClaimResult(Wire):
    """``claim`` or, when the queue has nothing for me, ``no_work`` and a sentence that says why and what to do."""

    claim: ClaimOut | None
    no_work: NoWorkName | None = None
    message: str = ""
    ahead: list[ClaimOut] | None = Field(
        default=None,
        description="When asked for: the further claims that I may hold, none when few items are left. Those that are "
        "not among them are to be released.",
    )


class DraftIn(Wire):
    """PUT /claims/{id}/draft. ``revision`` is the one that this builds on (0 for the first); when another tab saved a
    newer one, the answer is a conflict that carries the newer draft, and nothing is overwritten."""

    answers: Answers
    form_version: int = Field(ge=1, le=2**31 - 1)
    revision: int = Field(ge=0, le=2**31 - 2)


class SubmitIn(Wire):
    """POST /claims/{id}/annotation. Sent again with the same ``Idempotency-Key`` it gives the same answer."""

    answers: Answers
    form_version: int = Field(ge=1, le=2**31 - 1)
    prediction_id: int | None = Field(default=None, description="The prediction that was accepted as it is.")


class RevisionIn(Wire):
    """POST /annotations/{id}/revisions: a new revision of my own annotation."""

    answers: Answers
    form_version: int = Field(ge=1, le=2**31 - 1)


class HandOverIn(Wire):
    """POST /claims/{id}/hand-over: what I did of the item so far, for a colleague to finish."""

    answers: Answers
    form_version: int = Field(ge=1, le=2**31 - 1)


class BegunOut(Wire):
    """POST /claims/{id}/take-up: what a colleague did of the item."""

    answers: Answers
    form_version: int = Field(description="Of the questions that they saw.")


class HandedOverRow(Wire):
    """GET /projects/{id}/handed-over: what I handed over, the newest first."""

    claim_id: int
    item_id: int
    excerpt: str
    became: Literal["waiting", "taken", "finished"] = Field(
        description="waiting: nobody has taken it up. taken: a colleague carries it on. finished: they submitted it, "
        "and the answer is credited to both."
    )


class SkipIn(Wire):
    """POST /claims/{id}/skip."""

    reason: str = Field(min_length=1, max_length=1000)


class FlagIn(Wire):
    """POST /claims/{id}/flag: something is wrong with the item or the guideline; the claim goes on."""

    note: str = Field(min_length=1, max_length=2000)


class HistoryRow(Wire):
    """GET /projects/{id}/history: my annotations, newest first."""

    annotation_id: int
    claim_id: int
    item_id: int
    excerpt: str
    answers: Answers
    submitted_at: datetime
    came_back: list[EntryOut] = Field(description="What my inbox holds of the item, newest first.")
    begun: bool = Field(description="A colleague began it: the answer is credited to both.")
    may_appeal: Literal["review", "gold"] | None = Field(description="What I may appeal that says something else.")
    earlier: bool = Field(
        description="Of an earlier guideline than the one by which the item is asked again: kept and credited, and no "
        "evidence of anything."
    )

"""The queue: claims, drafts, annotations, skips, flags.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.inbox import EntryOut


class AnnotationOut(TypedDict):
    id: int
    item_id: int
    revision: int
    form_version: int
    answers: dict[str, dict[str, Any]]
    surplus: bool
    submitted_at: str
    earlier: bool


class BegunOut(TypedDict):
    """POST /claims/{id}/take-up: what a colleague did of the item."""

    answers: dict[str, dict[str, Any]]
    form_version: int


class ClaimIn(TypedDict):
    """POST /projects/{id}/claims. ``item_id`` or ``external_id`` makes it a named claim: tokens need the scope
    ``claim-named`` for it, and annotators a project whose policy says ``named_claims``.
    """

    item_id: NotRequired[int | None]
    external_id: NotRequired[str | None]
    further: NotRequired[bool]
    ahead: NotRequired[int]


class ClaimOut(TypedDict):
    """A claim with all that the desk needs. A person's running claim is given again before a new one is granted."""

    id: int
    project_id: int
    state: Literal["live", "submitted", "released", "expired", "skipped", "handed-over"]
    granted_at: str
    expires_at: str
    item: ItemOut
    form_version: int
    predictions: list[PredictionOut]
    draft: DraftOut | None
    pay: PayPromiseOut | None
    begun: Literal["offered", "carried"] | None
    annotation: AnnotationOut | None
    in_hand: bool


class ClaimResult(TypedDict):
    """``claim`` or, when the queue has nothing for me, ``no_work`` and a sentence that says why and what to do."""

    claim: ClaimOut | None
    no_work: Literal["empty", "done", "all-answered", "changing", "paused", "not-qualified", "taken", "settled", "answered", "own-pause", "own-done", "own-quiet", "own-items", "own-projects", "away"] | None
    message: str
    ahead: list[ClaimOut] | None


class DraftIn(TypedDict):
    """PUT /claims/{id}/draft. ``revision`` is the one that this builds on (0 for the first); when another tab saved a
    newer one, the answer is a conflict that carries the newer draft, and nothing is overwritten.
    """

    answers: dict[str, dict[str, Any]]
    form_version: int
    revision: int


class DraftOut(TypedDict):
    answers: dict[str, dict[str, Any]]
    revision: int
    saved_at: str
    in_hand: bool


class FlagIn(TypedDict):
    """POST /claims/{id}/flag: something is wrong with the item or the guideline; the claim goes on."""

    note: str


class HandOverIn(TypedDict):
    """POST /claims/{id}/hand-over: what I did of the item so far, for a colleague to finish."""

    answers: dict[str, dict[str, Any]]
    form_version: int


class HandedOverRow(TypedDict):
    """GET /projects/{id}/handed-over: what I handed over, the newest first."""

    claim_id: int
    item_id: int
    excerpt: str
    became: Literal["waiting", "taken", "finished"]


class HistoryRow(TypedDict):
    """GET /projects/{id}/history: my annotations, newest first."""

    annotation_id: int
    claim_id: int
    item_id: int
    excerpt: str
    answers: dict[str, dict[str, Any]]
    submitted_at: str
    came_back: list[EntryOut]
    begun: bool
    may_appeal: Literal["review", "gold"] | None
    earlier: bool


class ItemOut(TypedDict):
    id: int
    project_id: int
    external_id: str | None
    parts: list[PartOut]
    metadata: dict[str, Any]


class PartOut(TypedDict):
    """One part of an item; pictures are fetched from ``url``."""

    name: str
    type: Literal["text", "picture", "table", "conversation", "code", "metadata"]
    title: str
    text: str | None
    url: str | None
    media: str | None
    width: int | None
    height: int | None
    data: dict[str, Any] | None


class PayPromiseOut(TypedDict):
    """What was promised with a claim."""

    basis: Literal["answer", "accepted", "hour"]
    currency: str
    amount: int


class PredictionOut(TypedDict):
    id: int
    model: str
    answers: dict[str, dict[str, Any]]
    score: float | None


class RevisionIn(TypedDict):
    """POST /annotations/{id}/revisions: a new revision of my own annotation."""

    answers: dict[str, dict[str, Any]]
    form_version: int


class SkipIn(TypedDict):
    """POST /claims/{id}/skip."""

    reason: str


class SubmitIn(TypedDict):
    """POST /claims/{id}/annotation. Sent again with the same ``Idempotency-Key`` it gives the same answer."""

    answers: dict[str, dict[str, Any]]
    form_version: int
    prediction_id: NotRequired[int | None]

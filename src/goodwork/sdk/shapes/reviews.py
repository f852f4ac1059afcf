"""Reviews: a second look at items with answers.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.items import AsideOut


class ReviewIn(TypedDict):
    """POST /items/{id}/reviews."""

    answers: dict[str, dict[str, Any]]
    form_version: int
    reason: NotRequired[str]
    seen: NotRequired[int | None]


class ReviewRow(TypedDict):
    """GET /projects/{id}/reviews?after=&limit=: an item that is worth a review."""

    id: int
    external_id: str | None
    excerpt: str
    state: Literal["open", "settled", "expert", "held", "set-aside"]
    how: Literal["met", "most-reached", "no-gain", "by-person", "on-count", "unknown"] | None
    gold: Literal["none", "drawn", "chosen"]
    answers: int
    wanted: int
    confidence: float | None
    disagreement: float | None
    aside: AsideOut | None
    gain: float

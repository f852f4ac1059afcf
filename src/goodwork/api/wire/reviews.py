"""Reviews: a second look at items with answers."""

from __future__ import annotations

from pydantic import Field

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.items import ItemRow


class ReviewRow(ItemRow):
    """GET /projects/{id}/reviews?after=&limit=: an item that is worth a review."""

    gain: float
    """How many wrong answers a review is expected to put right."""


class ReviewIn(Wire):
    """POST /items/{id}/reviews."""

    answers: Answers
    form_version: int = Field(ge=1, le=2**31 - 1)
    reason: str = Field(default="", max_length=4000, description="Needed unless the consensus is accepted as it is.")
    seen: int | None = Field(default=None, description="The newest review of the item that you saw.")

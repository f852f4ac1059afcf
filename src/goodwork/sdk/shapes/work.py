"""What people choose their work by, and what they choose for themselves.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.queue import PartOut


class CardWire(TypedDict):
    """PUT /projects/{id}/card: what a project tells those who choose their work, beside its purpose."""

    deliverables: NotRequired[str]
    languages: NotRequired[list[str]]
    warnings: NotRequired[list[Literal["violence", "sexual", "hate", "self-harm", "medical", "distressing"]]]
    sample_item: NotRequired[int | None]


class ChoicesWire(TypedDict):
    """PUT /me/choices: what I chose for my own work. Nobody else reads it."""

    avoids: NotRequired[list[Literal["violence", "sexual", "hate", "self-harm", "medical", "distressing"]]]


class EffortIn(TypedDict):
    """PUT /projects/{id}/effort: about how many minutes an item takes me."""

    minutes: float


class EffortOut(TypedDict):
    """About how many minutes an item takes. Nothing is ever measured."""

    people: int
    median: float | None
    p90: float | None
    stated: float | None


class KeysAppealedOut(TypedDict):
    """An assessment with open appeals against its keys."""

    assessment_id: int
    title: str
    appeals: int


class LeftOut(TypedDict):
    """Items that I could be given."""

    items: int
    more: bool


class OrganizationWaitingOut(TypedDict):
    """What waits for somebody who leads the organization and may decide it, counted up to 100."""

    applications: int
    restrictions: int
    takings: int
    keys: list[KeysAppealedOut]


class OwnEffortOut(TypedDict):
    """GET /projects/{id}/effort: what I said last."""

    minutes: float | None
    today: bool


class SampleOut(TypedDict):
    """GET /projects/{id}/sample: an item to look at before choosing. No claim is made."""

    item_id: int
    parts: list[PartOut]
    questions: list[dict[str, Any]]


class WaitingOut(TypedDict):
    """What waits for those who review or lead, counted up to 100."""

    flags: int
    questions: int
    appeals: int
    disputed: int
    below_target: int
    no_gain: int

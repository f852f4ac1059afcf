"""What people choose their work by, and what they choose for themselves."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.queue import PartOut

WarningName = Literal["violence", "sexual", "hate", "self-harm", "medical", "distressing"]
LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$", description="Such as en, de or ar (ISO 639).")]


class CardWire(Wire):
    """PUT /projects/{id}/card: what a project tells those who choose their work, beside its purpose."""

    deliverables: str = Field(
        default="", max_length=1000, description="What is made of the answers, and what is expected of one."
    )
    languages: list[LanguageCode] = Field(default=[], max_length=20, description="Of the items.")
    warnings: list[WarningName] = Field(
        default=[], max_length=6, description="What items may show that not everybody wants to see."
    )
    sample_item: int | None = Field(
        default=None, ge=0, le=2**62, description="An item, no gold, that everybody may see who may work here."
    )


class SampleOut(Wire):
    """GET /projects/{id}/sample: an item to look at before choosing. No claim is made."""

    item_id: int
    parts: list[PartOut]
    questions: list[dict[str, Any]]


class EffortOut(Wire):
    """About how many minutes an item takes. Nothing is ever measured."""

    people: int = Field(description="How many reported of their own accord.")
    median: float | None = Field(description="null: fewer than eight did.")
    p90: float | None
    stated: float | None = Field(description="What the lead states.")


class OwnEffortOut(Wire):
    """GET /projects/{id}/effort: what I said last."""

    minutes: float | None
    today: bool = Field(description="Whether I said it today: then I am not asked again.")


class EffortIn(Wire):
    """PUT /projects/{id}/effort: about how many minutes an item takes me."""

    minutes: float = Field(gt=0, le=600)


class LeftOut(Wire):
    """Items that I could be given."""

    items: int
    more: bool = Field(description="Whether there may be more than these.")


class WaitingOut(Wire):
    """What waits for those who review or lead, counted up to 100."""

    flags: int
    questions: int
    appeals: int
    disputed: int
    below_target: int = Field(description="Items that settled below the target, with the most answers.")
    no_gain: int = Field(description="Items that settled below the target: another answer would hardly have helped.")


class KeysAppealedOut(Wire):
    """An assessment with open appeals against its keys."""

    assessment_id: int
    title: str
    appeals: int


class OrganizationWaitingOut(Wire):
    """What waits for somebody who leads the organization and may decide it, counted up to 100."""

    applications: int = Field(description="Open ones, and appeals against declining.")
    restrictions: int = Field(description="Appeals against restrictions.")
    takings: int = Field(description="Appeals against the taking of a tier.")
    keys: list[KeysAppealedOut] = Field(description="Assessments with appeals against their keys; at most 20.")


class ChoicesWire(Wire):
    """PUT /me/choices: what I chose for my own work. Nobody else reads it."""

    avoids: list[WarningName] = Field(
        default=[], max_length=6, description="Projects that warn of any of these are not offered to me."
    )

"""How decisions about people are made, with the values that hold now."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.pay import FloorOut
from goodwork.api.wire.qualifications import RequirementOut, TierOut

DecisionName = Literal[
    "access",
    "admission",
    "assessment",
    "offered",
    "gold",
    "settled",
    "skill",
    "tier",
    "dependence",
    "review",
    "appeal",
    "pay",
    "restriction",
]
EntersName = Literal[
    "role", "grant", "opening", "team", "state", "tiers", "answers", "skill", "items-behind", "wishes", "limits",
    "chance", "gold-answers", "models", "dependence", "reviews", "appeals-upheld", "assessments", "own-hours", "words",
    "named-items", "known-items",
]  # fmt: skip
ParameterName = Literal[
    "target", "fewest", "most", "gold_share", "gold_most", "disputed", "lease_hours", "named_claims", "finish_in_hand",
    "hand_over", "appeal_days", "predictions", "finishing", "live_most", "ahead_most", "reopen_margin", "skips_to_hold",
    "fewest_items", "misled", "known", "least", "slip", "fewest_decided", "at_fault", "paid", "basis", "amount",
    "currency", "shortest_reason", "longest_reason", "most_evidence", "restriction_days", "most_openings",
    "taking_days", "shown", "assessed", "admits", "most_open", "paid_a_month", "application_days", "key_days",
]  # fmt: skip
NeverName = Literal[
    "hours", "volume", "speed", "order", "absence", "skips", "handing-over", "pauses", "device", "address",
    "typing", "appeals", "messages",
]  # fmt: skip


class ParameterOut(Wire):
    """A number or a choice that a decision goes by."""

    name: ParameterName
    value: bool | int | float | str


class DecisionOut(Wire):
    """One decision about people."""

    decision: DecisionName
    by: Literal["rule", "lead", "reviewer", "other"] = Field(
        description="A rule, which orders or counts and takes nothing from anybody; or a person: who leads, who "
        "reviews, or somebody apart from it."
    )
    enters: list[EntersName]
    parameters: list[ParameterOut]
    appeal: (
        Literal["restriction", "gold", "score", "taking", "reveal", "review", "lead", "application", "key"] | None
    ) = Field(description="Where it is appealed; null: it takes nothing from anybody.")


class EarnedTierOut(TierOut):
    """A tier that answers in the project may earn."""

    qualification: str


class AssessmentRuleOut(Wire):
    """An open assessment, and what decides there."""

    title: str
    drawn: int = Field(description="Items of one attempt.")
    pass_mark: float = Field(description="The mean credit from which it is passed, 0 to 1.")
    tries: int
    wait_days: int = Field(description="Whole days between one that was handed in and the next.")
    qualification: str | None = Field(description="That passing it earns a tier of; null: nothing but the result.")
    tier: str | None


class HowDecidedOut(Wire):
    """GET /projects/{project}/how-decided."""

    decisions: list[DecisionOut]
    requirements: list[RequirementOut]
    tiers: list[EarnedTierOut]
    assessments: list[AssessmentRuleOut] = Field(description="Those of the organization that are open, the newest.")
    floors: list[FloorOut] = Field(description="The least that an hour may come to without it being said.")
    never: list[NeverName] = Field(description="What enters no skill and no tier.")

"""How decisions about people are made, with the values that hold now."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.qualifications import RequirementOut, TierOut

DecisionName = Literal[
    "access", "offered", "gold", "settled", "skill", "tier", "dependence", "review", "appeal", "pay", "restriction"
]
EntersName = Literal[
    "role", "grant", "opening", "team", "state", "tiers", "answers", "skill", "items-behind", "wishes", "limits",
    "chance", "gold-answers", "models", "dependence", "reviews", "appeals-upheld", "assessments", "own-hours", "words",
    "named-items",
]  # fmt: skip
ParameterName = Literal[
    "target", "fewest", "most", "gold_share", "gold_most", "disputed", "lease_hours", "named_claims", "finish_in_hand",
    "hand_over", "appeal_days", "predictions", "finishing", "live_most", "ahead_most", "reopen_margin", "skips_to_hold",
    "fewest_items", "misled", "known", "least", "slip", "fewest_decided", "at_fault", "paid", "basis", "amount",
    "currency", "shortest_reason", "longest_reason", "most_evidence", "restriction_days", "most_openings",
    "taking_days",
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
    appeal: Literal["restriction", "gold", "score", "taking", "reveal", "review", "lead"] | None = Field(
        description="Where it is appealed; null: it takes nothing from anybody."
    )


class EarnedTierOut(TierOut):
    """A tier that answers in the project may earn."""

    qualification: str


class HowDecidedOut(Wire):
    """GET /projects/{project}/how-decided."""

    decisions: list[DecisionOut]
    requirements: list[RequirementOut]
    tiers: list[EarnedTierOut]
    never: list[NeverName] = Field(description="What enters no skill and no tier.")

"""How decisions about people are made, with the values that hold now.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from goodwork.sdk.shapes.pay import FloorOut
from goodwork.sdk.shapes.qualifications import RequirementOut


class AssessmentRuleOut(TypedDict):
    """An open assessment, and what decides there."""

    title: str
    drawn: int
    pass_mark: float
    tries: int
    wait_days: int
    qualification: str | None
    tier: str | None


class DecisionOut(TypedDict):
    """One decision about people."""

    decision: Literal["access", "admission", "assessment", "offered", "gold", "settled", "skill", "tier", "dependence", "review", "appeal", "pay", "restriction"]
    by: Literal["rule", "lead", "reviewer", "other"]
    enters: list[Literal["role", "grant", "opening", "team", "state", "tiers", "answers", "skill", "items-behind", "wishes", "limits", "chance", "gold-answers", "models", "dependence", "reviews", "appeals-upheld", "assessments", "own-hours", "words", "named-items", "known-items"]]
    parameters: list[ParameterOut]
    appeal: Literal["restriction", "gold", "score", "taking", "reveal", "review", "lead", "application", "key"] | None


class EarnedTierOut(TypedDict):
    """A tier that answers in the project may earn."""

    tier: int
    name: str
    least: float | None
    items: int | None
    qualification: str


class HowDecidedOut(TypedDict):
    """GET /projects/{project}/how-decided."""

    decisions: list[DecisionOut]
    requirements: list[RequirementOut]
    tiers: list[EarnedTierOut]
    assessments: list[AssessmentRuleOut]
    floors: list[FloorOut]
    never: list[Literal["hours", "volume", "speed", "order", "absence", "skips", "handing-over", "pauses", "device", "address", "typing", "appeals", "messages"]]


class ParameterOut(TypedDict):
    """A number or a choice that a decision goes by."""

    name: Literal["target", "fewest", "most", "gold_share", "gold_most", "disputed", "lease_hours", "named_claims", "finish_in_hand", "hand_over", "appeal_days", "predictions", "finishing", "live_most", "ahead_most", "reopen_margin", "skips_to_hold", "fewest_items", "misled", "known", "least", "slip", "fewest_decided", "at_fault", "paid", "basis", "amount", "currency", "shortest_reason", "longest_reason", "most_evidence", "restriction_days", "most_openings", "taking_days", "shown", "assessed", "admits", "most_open", "paid_a_month", "application_days", "key_days"]
    value: bool | int | float | str

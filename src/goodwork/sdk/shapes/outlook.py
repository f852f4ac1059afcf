"""The outlook of a project: what is to be done next, how many answers are still needed, what an answer costs.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.quality import Estimate


class AnswerCostWire(TypedDict):
    """PUT /projects/{id}/answer-cost: what one answer costs, as the lead states it. Nothing of it is measured."""

    price: NotRequired[float | None]
    currency: NotRequired[str | None]
    minutes: NotRequired[float | None]


class NeededOut(TypedDict):
    """Answers until every open item has what it needs. ``value`` is null when there is too little to say so."""

    value: float | None
    low: float | None
    high: float | None
    items: int
    says: str


class NextStepOut(TypedDict):
    """The most important thing to do in a project."""

    says: str
    place: Literal["overview", "items", "held", "review", "appeals", "flags", "threads", "proposals", "data", "settings", "people"]
    waits: bool


class OutlookOut(TypedDict):
    """GET /projects/{id}/outlook."""

    next: NextStepOut
    needed: NeededOut
    cost: AnswerCostWire | None


class ProjectPersonOut(TypedDict):
    """A row of GET /projects/{id}/people: somebody who has answered there."""

    id: int
    name: str
    pseudonym: str
    answers: int
    reviewed: int
    skills: list[SkillOut]


class SkillOut(TypedDict):
    """What is known of a person on one question that is still asked."""

    question: str
    title: str
    skill: Estimate

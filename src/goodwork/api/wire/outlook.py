"""The outlook of a project: what is to be done next, how many answers are still needed, what an answer costs."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.quality import Estimate

SearchedPeople = Annotated[str, Query(max_length=200, description="Part of a name, an e-mail address or a pseudonym.")]


class NextStepOut(Wire):
    """The most important thing to do in a project."""

    says: str
    place: Literal[
        "overview",
        "items",
        "held",
        "review",
        "appeals",
        "flags",
        "threads",
        "proposals",
        "data",
        "settings",
        "people",
    ] = Field(description="Where it is done.")
    waits: bool = Field(description="false: nothing is to be done, and it says how the project stands.")


class NeededOut(Wire):
    """Answers until every open item has what it needs. ``value`` is null when there is too little to say so."""

    value: float | None
    low: float | None = Field(description="With `high`: the interval that holds them in 95 of 100 cases.")
    high: float | None
    items: int = Field(description="Items that have all their answers, on which it rests.")
    says: str


class AnswerCostWire(Wire):
    """PUT /projects/{id}/answer-cost: what one answer costs, as the lead states it. Nothing of it is measured."""

    price: float | None = Field(default=None, gt=0, le=1_000_000)
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$", description="ISO 4217, beside a price.")
    minutes: float | None = Field(default=None, gt=0, le=10_000)


class SkillOut(Wire):
    """What is known of a person on one question that is still asked."""

    question: str
    title: str
    skill: Estimate


class ProjectPersonOut(Wire):
    """A row of GET /projects/{id}/people: somebody who has answered there."""

    id: int
    name: str
    pseudonym: str
    answers: int
    reviewed: int = Field(description="Items of theirs that were reviewed after they had answered.")
    skills: list[SkillOut]


class OutlookOut(Wire):
    """GET /projects/{id}/outlook."""

    next: NextStepOut
    needed: NeededOut
    cost: AnswerCostWire | None = Field(description="null: for managers of the project only.")

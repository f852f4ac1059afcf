"""Appeals: second looks that people ask for at what was decided of their answers."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Answers, Wire
from goodwork.api.wire.queue import PartOut

AgainstName = Literal["score", "review", "gold"]
AppealStateName = Literal["open", "upheld", "declined", "withdrawn"]


class AppealIn(Wire):
    """POST /items/{id}/appeals."""

    against: AgainstName = Field(
        description="What is appealed: what a reviewer decided, the known answer, or what the answers of others made "
        "of mine where my skill rests on it."
    )
    argument: str = Field(default="", max_length=4000, description="Why, if I like to say it.")


class OwnAppealOut(Wire):
    """An appeal of mine."""

    id: int
    item_id: int
    against: AgainstName
    argument: str
    on: date
    due_on: date = Field(description="By when it is to be decided.")
    state: AppealStateName
    decided_on: date | None
    decision: str = Field(description="The reason of the decision; empty before it.")
    rule: str = Field(description="The section of the guideline that decided it; empty: none applies.")


class OwnAppealRow(OwnAppealOut):
    """A row of GET /me/appeals."""

    project_id: int
    project: str
    excerpt: str
    by: str | None = Field(description="Who decided it.")
    has_decider: bool = Field(description="Whether somebody else in the project could decide it.")


class AppealRow(Wire):
    """A row of GET /projects/{id}/appeals: an open one that I may decide. It does not say whose it is."""

    id: int
    item_id: int
    against: AgainstName
    excerpt: str
    has_argument: bool
    on: date
    due_on: date


class OthersOut(Wire):
    """Answers that others gave as well, and how many they are."""

    answers: Answers
    people: int


class AppealOut(Wire):
    """GET /appeals/{id}: an appeal with what its decision may rest on, and nothing that says whose it is."""

    id: int
    project_id: int
    item_id: int
    against: AgainstName
    state: AppealStateName
    on: date
    due_on: date
    parts: list[PartOut]
    argument: str
    theirs: Answers = Field(description="What the appellant answered, as the questions are now.")
    decided: Answers = Field(description="What was decided, as the questions are now.")
    reason: str = Field(description="That was given for it.")
    others: list[OthersOut]
    form_version: int
    rules: list[str] = Field(description="The sections of the guideline, one of which a decision may name.")
    standing: str = Field(description="What holds for the item now; send it with the decision.")


class AppealDecisionIn(Wire):
    """POST /appeals/{id}/decision."""

    upheld: bool
    reason: str = Field(min_length=1, max_length=4000, description="Everybody who answered the item reads it.")
    rule: str = Field(
        default="", max_length=200, description="The section of the guideline that decides; empty: none applies."
    )
    standing: str = Field(max_length=100, description="What held when you looked: `standing` of the appeal.")
    answers: Answers | None = Field(
        default=None, description="What is right, when it is upheld; left out: what the appellant answered."
    )


class AppealDecisionOut(Wire):
    """What became of an appeal."""

    id: int
    state: AppealStateName
    decided_on: date

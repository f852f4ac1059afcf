"""Appeals: second looks that people ask for at what was decided of their answers.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from goodwork.sdk.shapes.queue import PartOut


class AppealDecisionIn(TypedDict):
    """POST /appeals/{id}/decision."""

    upheld: bool
    reason: str
    rule: NotRequired[str]
    standing: str
    answers: NotRequired[dict[str, dict[str, Any]] | None]


class AppealDecisionOut(TypedDict):
    """What became of an appeal."""

    id: int
    state: Literal["open", "upheld", "declined", "withdrawn"]
    decided_on: str


class AppealIn(TypedDict):
    """POST /items/{id}/appeals."""

    against: Literal["score", "review", "gold"]
    argument: NotRequired[str]


class AppealOut(TypedDict):
    """GET /appeals/{id}: an appeal with what its decision may rest on, and nothing that says whose it is."""

    id: int
    project_id: int
    item_id: int
    against: Literal["score", "review", "gold"]
    state: Literal["open", "upheld", "declined", "withdrawn"]
    on: str
    due_on: str
    parts: list[PartOut]
    argument: str
    theirs: dict[str, dict[str, Any]]
    decided: dict[str, dict[str, Any]]
    reason: str
    others: list[OthersOut]
    form_version: int
    rules: list[str]
    standing: str


class AppealRow(TypedDict):
    """A row of GET /projects/{id}/appeals: an open one that I may decide. It does not say whose it is."""

    id: int
    item_id: int
    against: Literal["score", "review", "gold"]
    excerpt: str
    has_argument: bool
    on: str
    due_on: str


class OthersOut(TypedDict):
    """Answers that others gave as well, and how many they are."""

    answers: dict[str, dict[str, Any]]
    people: int


class OwnAppealOut(TypedDict):
    """An appeal of mine."""

    id: int
    item_id: int
    against: Literal["score", "review", "gold"]
    argument: str
    on: str
    due_on: str
    state: Literal["open", "upheld", "declined", "withdrawn"]
    decided_on: str | None
    decision: str
    rule: str


class OwnAppealRow(TypedDict):
    """A row of GET /me/appeals."""

    id: int
    item_id: int
    against: Literal["score", "review", "gold"]
    argument: str
    on: str
    due_on: str
    state: Literal["open", "upheld", "declined", "withdrawn"]
    decided_on: str | None
    decision: str
    rule: str
    project_id: int
    project: str
    excerpt: str
    by: str | None
    has_decider: bool

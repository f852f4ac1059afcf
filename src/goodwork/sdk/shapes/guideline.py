"""What people ask of the guideline, what is answered, and what is decided for good.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class AnswerIn(TypedDict):
    """POST /threads/{id}/answer."""

    answer: str


class AnsweringIn(TypedDict):
    """PUT /projects/{id}/answering."""

    answerer_id: int | None
    comment_days: NotRequired[int | None]


class AnsweringOut(TypedDict):
    """GET /projects/{id}/answering: who answers, and what waits."""

    answerer_id: int | None
    answerer: str | None
    may_answer: bool
    open: int
    comment_days: int
    oldest_on: str | None
    median_on: str | None


class BesideTaskOut(TypedDict):
    """GET /claims/{id}/beside: what stands beside the task."""

    rule: str
    cases: list[CaseOut]
    threads: list[ThreadOut]
    rule_threads: list[ThreadOut]
    news: NewsOut


class CaseIn(TypedDict):
    """POST /projects/{id}/cases: of an answered thread, of an item's gold with its reason, or of its newest review."""

    source: Literal["thread", "gold", "review"]
    thread_id: NotRequired[int | None]
    item_id: NotRequired[int | None]


class CaseOut(TypedDict):
    """A decided case."""

    id: int
    project_id: int
    item_id: int | None
    excerpt: str
    rule: str
    asked: str
    answer: str
    why: str
    source: Literal["thread", "gold", "review"]
    by: str
    on: str
    waits: bool


class CommentIn(TypedDict):
    """POST /threads/{id}/comments."""

    said: str


class CommentOut(TypedDict):
    """What somebody added."""

    id: int
    said: str
    by: str
    mine: bool
    on: str


class DecisionIn(TypedDict):
    """POST /proposals/{id}/decision."""

    accept: bool
    reason: str
    guideline_version: NotRequired[int | None]


class NewsOut(TypedDict):
    """What of the guideline is new to me."""

    version: int | None
    since: int | None
    note: str
    asked_again: int | None
    answered_before: bool


class ProposalDetail(TypedDict):
    """GET /proposals/{id}."""

    id: int
    project_id: int
    about: Literal["guideline", "questions"]
    base_version: int
    why: str
    by: str
    mine: bool
    on: str
    closes_on: str
    accepted: bool | None
    reason: str | None
    decided_by: str | None
    decided_on: str | None
    guideline_version: int | None
    comments: int
    words: str
    base: str
    said: list[CommentOut]
    may_decide: bool


class ProposalIn(TypedDict):
    """POST /projects/{id}/proposals."""

    about: Literal["guideline", "questions"]
    words: str
    why: str


class ProposalOut(TypedDict):
    """A row of GET /projects/{id}/proposals."""

    id: int
    project_id: int
    about: Literal["guideline", "questions"]
    base_version: int
    why: str
    by: str
    mine: bool
    on: str
    closes_on: str
    accepted: bool | None
    reason: str | None
    decided_by: str | None
    decided_on: str | None
    guideline_version: int | None
    comments: int


class ThreadDetail(TypedDict):
    """GET /threads/{id}."""

    id: int
    project_id: int
    item_id: int | None
    excerpt: str
    rule: str
    asked: str
    by: str
    mine: bool
    on: str
    answer: str | None
    answered_by: str | None
    answered_on: str | None
    changed_on: str | None
    withheld: bool
    comments: int
    case_id: int | None
    said: list[CommentOut]
    may_answer: bool


class ThreadIn(TypedDict):
    """POST /projects/{id}/threads: a question about an item that I have met, a rule, or the guideline as a whole."""

    asked: str
    item_id: NotRequired[int | None]
    rule: NotRequired[str]


class ThreadOut(TypedDict):
    """A row of GET /projects/{id}/threads."""

    id: int
    project_id: int
    item_id: int | None
    excerpt: str
    rule: str
    asked: str
    by: str
    mine: bool
    on: str
    answer: str | None
    answered_by: str | None
    answered_on: str | None
    changed_on: str | None
    withheld: bool
    comments: int
    case_id: int | None

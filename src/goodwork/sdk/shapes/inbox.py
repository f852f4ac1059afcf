"""The inbox: what came back on flags and answers.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class BesideOut(TypedDict):
    """My answer to a question beside the right one, in words; empty where there is none."""

    question: str
    title: str
    mine: str
    right: str
    alike: bool


class EntryOut(TypedDict):
    """A row of GET /me/inbox."""

    id: int
    about: Literal["flag", "review", "gold", "thread", "proposal", "appeal", "mended", "guideline", "thanks", "revealed", "reveal_appeal", "qualification", "restriction", "hours", "key_appeal", "application"]
    at: str
    is_read: bool
    project_id: int | None
    project: str
    item_id: int | None
    excerpt: str
    claim_id: int | None
    said: str
    reason: str
    by: str | None
    decision: Literal["accepted", "picked", "merged", "corrected", "withdrawn", "declined"] | None
    holds: bool
    upheld: bool | None
    rule: str
    appealed: Literal["open", "upheld", "declined"] | None
    may_appeal: Literal["review", "gold"] | None
    beside: list[BesideOut]
    changed_since: bool
    not_compared: Literal["damaged", "not-asked"] | None
    thanked_for: Literal["answer", "flag", "question", "proposal"] | None
    reveal_id: int | None
    appealed_reveal_id: int | None
    thread_id: int | None
    proposal_id: int | None
    qualification: str | None
    tier: str | None
    assessment: str | None
    attempt_id: int | None
    application: Literal["open", "admitted", "declined", "withdrawn"] | None
    how: Literal["assessment", "work", "given", "taken", "restored"] | None
    restricts: Literal["access", "role", "team", "grant", "opening", "requirement"] | None
    hours_day: str | None
    hours_minutes: int | None
    i_asked: bool
    guideline_version: int | None
    guideline_since: int | None


class InboxReadIn(TypedDict):
    """POST /me/inbox/read."""

    upto: int


class ThanksIn(TypedDict):
    """POST /projects/{project}/thanks."""

    deed: Literal["answer", "flag", "question", "proposal"]
    id: int
    words: NotRequired[str]


class UnreadOut(TypedDict):
    """GET /me/inbox/unread."""

    unread: int

"""What people ask of the guideline, what is answered, and what is decided for good."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from goodwork.api.wire.base import Wire

Id = Field(default=None, ge=0, le=2**62)


class ThreadIn(Wire):
    """POST /projects/{id}/threads: a question about an item that I have met, a rule, or the guideline as a whole."""

    asked: str = Field(min_length=1, max_length=2000)
    item_id: int | None = Id
    rule: str = Field(default="", max_length=200, description="The heading of a section of the guideline.")


class ThreadOut(Wire):
    """A row of GET /projects/{id}/threads."""

    id: int
    project_id: int
    item_id: int | None = Field(description="Null as well where I may not see the item.")
    excerpt: str
    rule: str
    asked: str
    by: str = Field(description="Who asked: a pseudonym, but for those who lead the project.")
    mine: bool
    on: date
    answer: str | None
    answered_by: str | None
    answered_on: date | None
    changed_on: date | None = Field(description="When another answer took the place of the first.")
    withheld: bool = Field(
        description="It is about an item that I may still be asked for: its answer and comments come when I have "
        "answered or skipped it."
    )
    comments: int
    case_id: int | None = Field(description="The decided case that was made of it.")


class CommentOut(Wire):
    """What somebody added."""

    id: int
    said: str
    by: str
    mine: bool
    on: date


class ThreadDetail(ThreadOut):
    """GET /threads/{id}."""

    said: list[CommentOut] = Field(description="Comments, oldest first; 200 at most.")
    may_answer: bool


class AnswerIn(Wire):
    """POST /threads/{id}/answer."""

    answer: str = Field(min_length=1, max_length=4000)


class CommentIn(Wire):
    """POST /threads/{id}/comments."""

    said: str = Field(min_length=1, max_length=2000)


class AnsweringOut(Wire):
    """GET /projects/{id}/answering: who answers, and what waits."""

    answerer_id: int | None
    answerer: str | None = Field(description="Null: nobody who is here.")
    may_answer: bool = Field(description="Whether I answer.")
    open: int = Field(description="Questions that wait; at most 1,000 are counted.")
    comment_days: int = Field(description="Days for which comments on a proposal are waited for.")
    oldest_on: date | None = Field(description="Since when the longest has waited; not for those who only answer.")
    median_on: date | None = Field(description="Since when half of them have waited, at least; likewise.")


class AnsweringIn(Wire):
    """PUT /projects/{id}/answering."""

    answerer_id: int | None = Field(ge=0, le=2**31 - 1, description="Null: whoever made the project.")
    comment_days: int | None = Field(default=None, ge=0, le=90, description="Null: it stays as it is.")


class ProposalIn(Wire):
    """POST /projects/{id}/proposals."""

    about: Literal["guideline", "questions"]
    words: str = Field(
        max_length=200_000, description="The whole guideline as it is to be; of questions, what is to change."
    )
    why: str = Field(min_length=1, max_length=2000)


class ProposalOut(Wire):
    """A row of GET /projects/{id}/proposals."""

    id: int
    project_id: int
    about: Literal["guideline", "questions"]
    base_version: int = Field(description="Of the guideline that it was written over.")
    why: str
    by: str = Field(description="Who proposed it: a pseudonym, but for those who lead the project.")
    mine: bool
    on: date
    closes_on: date = Field(description="Until then comments are waited for; it may be decided before.")
    accepted: bool | None = Field(description="Null: it is open.")
    reason: str | None
    decided_by: str | None
    decided_on: date | None
    guideline_version: int | None = Field(description="That it became.")
    comments: int


class ProposalDetail(ProposalOut):
    """GET /proposals/{id}."""

    words: str
    base: str = Field(description="The guideline that it was written over; empty where it is about questions.")
    said: list[CommentOut] = Field(description="Comments, oldest first; 200 at most.")
    may_decide: bool


class DecisionIn(Wire):
    """POST /proposals/{id}/decision."""

    accept: bool
    reason: str = Field(min_length=1, max_length=4000, description="Whoever proposed it reads it.")
    guideline_version: int | None = Field(
        default=None, ge=1, le=2**31 - 1, description="The version whose difference to the proposal you saw."
    )


class CaseIn(Wire):
    """POST /projects/{id}/cases: of an answered thread, of an item's gold with its reason, or of its newest review."""

    source: Literal["thread", "gold", "review"]
    thread_id: int | None = Id
    item_id: int | None = Id


class CaseOut(Wire):
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
    by: str = Field(description="Who decided it.")
    on: date
    waits: bool = Field(description="Its item is still asked: whoever has yet to answer it does not see the case.")


class NewsOut(Wire):
    """What of the guideline is new to me."""

    version: int | None = Field(description="That I have not looked at yet; null: there is none.")
    since: int | None = Field(
        description="The version by which I answered last; null: the version of now, or I have not answered."
    )
    note: str
    asked_again: int | None = Field(description="The version by which the item is asked again; null: it is not.")
    answered_before: bool = Field(description="I answered it by an earlier one.")


class BesideTaskOut(Wire):
    """GET /claims/{id}/beside: what stands beside the task."""

    rule: str = Field(description="The section of the guideline that may apply; empty: none stands out.")
    cases: list[CaseOut] = Field(description="Most like the item first; none is about the item itself.")
    threads: list[ThreadOut] = Field(description="About this very item, as far as I may know them.")
    rule_threads: list[ThreadOut] = Field(
        description="About the rule, as far as I may know them; those first that wait for an answer."
    )
    news: NewsOut

"""The inbox: what came back on flags and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from goodwork.api.wire.applications import ApplicationStateName
from goodwork.api.wire.base import Wire
from goodwork.api.wire.qualifications import HowName
from goodwork.api.wire.restrictions import RestrictsName


class BesideOut(Wire):
    """My answer to a question beside the right one, in words; empty where there is none."""

    question: str
    title: str
    mine: str
    right: str
    alike: bool = Field(description="The same, or as near as the question's tolerance allows.")


class EntryOut(Wire):
    """A row of GET /me/inbox."""

    id: int
    about: Literal[
        "flag", "review", "gold", "thread", "proposal", "appeal", "mended", "guideline", "thanks", "revealed",
        "reveal_appeal", "qualification", "restriction", "hours", "key_appeal", "application",
    ] = Field(
        description="What became of my flag; what a reviewer decided; why a known answer is right; the answer to my "
        "question, or a question that waits for mine; what was decided of a proposal, or one that waits; "
        "what became of my appeal; what an appeal of somebody else mended; the guideline changed; "
        "thanks for something that I did; somebody who leads read that answers depend on each other, mine among "
        "them, with the names; what became of an appeal against that; I hold another tier of a qualification; "
        "something was taken from me, or what became of my appeal against that; hours that I entered were declined; "
        "what became of my appeal against a key of an assessment, or of my application."
    )  # fmt: skip
    at: datetime
    is_read: bool
    project_id: int | None = Field(description="null: it is about no project.")
    project: str
    item_id: int | None
    excerpt: str
    claim_id: int | None = Field(description="Under which I answered: the way back to the desk.")
    said: str = Field(description="Of a flag: my own note; of a thread: what was asked; of an appeal: my argument.")
    reason: str
    by: str | None = Field(description="Who said it.")
    decision: Literal["accepted", "picked", "merged", "corrected", "withdrawn", "declined"] | None
    holds: bool = Field(description="Of a review: no later one took its place; of a reveal: it was not withdrawn.")
    upheld: bool | None = Field(description="Of an appeal.")
    rule: str = Field(description="Of an appeal: the section of the guideline that decided it; empty: none applies.")
    appealed: Literal["open", "upheld", "declined"] | None = Field(
        description="Of a review, a known answer or a reveal: what became of my appeal against it."
    )
    may_appeal: Literal["review", "gold"] | None = Field(
        description="As what I may appeal it: it is something else than I said, holds, and I have not appealed it."
    )
    beside: list[BesideOut] = Field(description="My answers are those that stood when this was told.")
    changed_since: bool = Field(description="I have changed my answer since.")
    not_compared: Literal["damaged", "not-asked"] | None = Field(
        description="Why there is nothing beside: my answer can't be read; nothing of it is asked any more."
    )
    thanked_for: Literal["answer", "flag", "question", "proposal"] | None = Field(description="Of thanks.")
    reveal_id: int | None = Field(description="Of a reveal that I may appeal.")
    appealed_reveal_id: int | None = Field(description="Of a reveal against which I have an open appeal.")
    thread_id: int | None = Field(description="Of a thread, and of thanks for a question.")
    proposal_id: int | None = Field(description="Of a proposal, and of thanks for one.")
    qualification: str | None = Field(description="Of a tier: of which qualification.")
    tier: str | None = Field(description="What the tier is called that I hold by it; null: none.")
    assessment: str | None = Field(description="Of an appeal against a key: what the assessment is called.")
    attempt_id: int | None = Field(description="Of an appeal against a key: my attempt.")
    application: ApplicationStateName | None = Field(description="What my application is now.")
    how: HowName | None = Field(description="How I came to that.")
    restricts: RestrictsName | None = Field(description="What was taken from me.")
    hours_day: date | None = Field(description="Of declined hours: the day.")
    hours_minutes: int | None = Field(description="Of declined hours.")
    i_asked: bool = Field(description="Of a thread or proposal: whether it is mine.")
    guideline_version: int | None = Field(description="Of a changed guideline: the version of now.")
    guideline_since: int | None = Field(
        description="The version by which I answered last; null: the version of now, or I have not answered."
    )


class UnreadOut(Wire):
    """GET /me/inbox/unread."""

    unread: int = Field(description="At most 100: more are not counted.")


class InboxReadIn(Wire):
    """POST /me/inbox/read."""

    upto: int = Field(ge=0, le=2**62, description="The newest entry that was shown.")


class ThanksIn(Wire):
    """POST /projects/{project}/thanks."""

    deed: Literal["answer", "flag", "question", "proposal"] = Field(description="What for.")
    id: int = Field(ge=0, le=2**62, description="Of the annotation, flag, thread or proposal.")
    words: str = Field(default="", max_length=500, description="In one sentence; it need not be said.")

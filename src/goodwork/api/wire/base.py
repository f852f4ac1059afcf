"""What all wire models share."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Row = TypeVar("Row")


class Wire(BaseModel):
    """A request or response: unknown fields are refused, so that a typing error is not lost in silence."""

    model_config = ConfigDict(extra="forbid", from_attributes=True)


class Page(Wire, Generic[Row]):
    """One page of a list, by key. ``next`` goes into ``?after=`` of the following request; null on the last page."""

    rows: list[Row]
    next: str | None = None


class FaultOut(Wire):
    """One thing that is wrong with what was sent, and where."""

    where: str
    what: str


class Problem(BaseModel):
    """An error as RFC 9457 problem details (``application/problem+json``)."""

    type: str = Field(description="`about:goodwork:` and a stable word, for programs.")
    title: str = Field(description="What happened.")
    status: int
    detail: str = Field(default="", description="What happened, what was kept and what to do next.")
    kept: str = ""
    next_step: str = ""
    faults: list[FaultOut] = []
    retry_after: int | None = None


Answers = Annotated[
    dict[str, dict[str, Any]],
    Field(
        description="Question key -> answer of the question's kind.",
        examples=[{"mood": {"labels": ["positive"]}, "stars": {"value": 4}, "why": {"text": "sunny"}}],
    ),
]

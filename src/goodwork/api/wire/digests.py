"""My digest."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire

Hour = Annotated[int, Field(ge=0, le=23)]
Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday.")]


class QuietWire(Wire):
    """Hours in which nothing comes, by my own clock."""

    begin: Hour
    end: Hour = Field(description="Not after `begin`: on the next day; the same: all day.")
    days: list[Weekday] = Field(max_length=7, description="The days on which they begin.")


class DigestPlanWire(Wire):
    """PUT /me/digest: when it comes."""

    every: Literal["day", "week"]
    hour: Hour
    zone: str = Field(min_length=1, max_length=64, description="Of the time zone database, such as Europe/Helsinki.")
    weekday: Weekday = Field(default=0, description="Of a weekly one; 0 is Monday.")
    quiet: QuietWire | None = None


class DigestOut(Wire):
    """GET /me/digest."""

    offered: bool = Field(description="Whether this installation sends mail.")
    email: str = Field(description="Where it goes.")
    plan: DigestPlanWire | None = Field(description="null: it is off.")
    next_at: datetime | None = Field(description="When the next one comes, if something has come back by then.")
    sent_at: datetime | None
    error: str | None = Field(description="Why the last one did not go.")

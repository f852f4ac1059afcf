"""My digest.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class DigestOut(TypedDict):
    """GET /me/digest."""

    offered: bool
    email: str
    plan: DigestPlanWire | None
    next_at: str | None
    sent_at: str | None
    error: str | None


class DigestPlanWire(TypedDict):
    """PUT /me/digest: when it comes."""

    every: Literal["day", "week"]
    hour: int
    zone: str
    weekday: NotRequired[int]
    quiet: NotRequired[QuietWire | None]


class QuietWire(TypedDict):
    """Hours in which nothing comes, by my own clock."""

    begin: int
    end: int
    days: list[int]

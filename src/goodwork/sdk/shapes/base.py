"""What all wire models share.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Generic, TypeVar, TypedDict

Row = TypeVar("Row")


class FaultOut(TypedDict):
    """One thing that is wrong with what was sent, and where."""

    where: str
    what: str


class Page(TypedDict, Generic[Row]):
    """One page of a list, by key. ``next`` goes into ``?after=`` of the following request; null on the last page."""

    rows: list[Row]
    next: str | None


class Problem(TypedDict):
    """An error as RFC 9457 problem details (``application/problem+json``)."""

    type: str
    title: str
    status: int
    detail: str
    kept: str
    next_step: str
    faults: list[FaultOut]
    retry_after: int | None

"""What people set for their own work. Nobody else reads any of it.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class ComeBackIn(TypedDict):
    """POST /me/come-back."""

    items_a_day: NotRequired[int | None]


class LimitsWire(TypedDict):
    """PUT /me/limits: what I set for my own work; null: no such limit."""

    items_a_day: NotRequired[int | None]
    projects_at_once: NotRequired[int | None]
    quiet: NotRequired[QuietHours | None]
    zone: NotRequired[str | None]
    shows_count: NotRequired[bool]


class OwnProjectOut(TypedDict):
    """How I want to work in a project."""

    wish: Literal["as-it-comes", "harder", "different"]
    away: bool


class OwnWorkOut(TypedDict):
    """GET /me/limits: my limits, and how today stands by them."""

    limits: LimitsWire
    answers_today: int
    reviews_today: int
    held_items: int
    held_projects: int
    met: Literal["own-pause", "own-done", "own-quiet", "own-items", "own-projects"] | None
    lifted: bool
    paused: bool


class PauseIn(TypedDict):
    """POST /me/pause."""

    hand_over: NotRequired[bool]
    keep_digest: NotRequired[bool]


class QuietHours(TypedDict):
    """Hours in which I am given no item, by my own clock; every day."""

    begin: int
    end: int


class StopIn(TypedDict):
    """POST /me/stop."""

    hand_over: NotRequired[bool]


class StoppedOut(TypedDict):
    """What I gave back."""

    items: int
    drafts: int
    handed_over: int


class WishWire(TypedDict):
    """PUT /projects/{id}/wish: what I wish for among its items. It orders what I am given, and withholds nothing."""

    wish: Literal["as-it-comes", "harder", "different"]

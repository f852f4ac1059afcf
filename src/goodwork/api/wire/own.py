"""What people set for their own work. Nobody else reads any of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from goodwork.api.wire.base import Wire

WishName = Literal["as-it-comes", "harder", "different"]
OwnReason = Literal["own-pause", "own-done", "own-quiet", "own-items", "own-projects"]
ItemsADay = Annotated[int, Field(ge=1, le=10_000)]
Hour = Annotated[int, Field(ge=0, le=23)]


class QuietHours(Wire):
    """Hours in which I am given no item, by my own clock; every day."""

    begin: Hour
    end: Hour = Field(description="Before `begin`: on the next day.")


class LimitsWire(Wire):
    """PUT /me/limits: what I set for my own work; null: no such limit."""

    items_a_day: ItemsADay | None = None
    projects_at_once: int | None = Field(
        default=None, ge=1, le=50, description="Projects in which I hold items at a time."
    )
    quiet: QuietHours | None = None
    zone: str | None = Field(
        default=None,
        min_length=1,
        max_length=64,
        description="Whose clock it is: of the time zone database, such as Europe/Helsinki. null: UTC.",
    )
    shows_count: bool = Field(default=True, description="Whether my screen shows how many I answered today.")


class OwnWorkOut(Wire):
    """GET /me/limits: my limits, and how today stands by them."""

    limits: LimitsWire
    answers_today: int
    reviews_today: int
    held_items: int = Field(description="Items that I hold just now.")
    held_projects: int
    met: OwnReason | None = Field(
        description="Why I am given no further item, by my own word, in a project that I hold nothing in."
    )
    lifted: bool = Field(description="Whether I lifted my ceilings for today.")
    paused: bool


class StopIn(Wire):
    """POST /me/stop."""

    hand_over: bool = Field(default=False, description="Whether colleagues may finish what I began.")


class PauseIn(StopIn):
    """POST /me/pause."""

    keep_digest: bool = Field(default=False, description="Whether the letters that I asked for come all the same.")


class ComeBackIn(Wire):
    """POST /me/come-back."""

    items_a_day: ItemsADay | None = Field(
        default=None,
        description="How many items a day I want from now on; null: as many as there are. Left out: as before.",
    )


class StoppedOut(Wire):
    """What I gave back."""

    items: int
    drafts: int = Field(description="Of these, those that I had begun: my draft is kept, should I meet the item again.")
    handed_over: int = Field(
        description="Of these drafts, those that colleagues may finish. I don't meet these items again."
    )


class WishWire(Wire):
    """PUT /projects/{id}/wish: what I wish for among its items. It orders what I am given, and withholds nothing."""

    wish: WishName


class OwnProjectOut(Wire):
    """How I want to work in a project."""

    wish: WishName
    away: bool = Field(description="I left it, and am given none of its items until I come back.")

"""When somebody is given no item because they said so themselves: the one rule of pauses, quiet hours and ceilings.

Days and hours are those of the person's own clock, as it stands on their wall: on the day on which it is set on or back
quiet hours begin and end when the wall says so. Nothing here counts against anybody, and nobody else can raise a limit.

The database carries it out where items are given out (``own_limit_met``); a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from goodwork.model.claims import NoWork
from goodwork.model.limits import InHand, OwnDay


def met(own: OwnDay, now: datetime, held: InHand, *, here: bool = False, asks_anew: bool = True) -> NoWork | None:
    """Why a person is given no item at a moment by their own word; None: nothing of theirs is in the way.

    ``held``: what they hold, in projects other than the one that they ask (``projects``) and in all (``items``);
    ``here``: whether they hold something in the project that they ask; ``asks_anew``: whether a further item would be
    given. What they hold already they are given again beyond a ceiling: it was counted when it was given.
    """
    local = on_the_wall(own, now)
    if own.paused:
        return NoWork.OWN_PAUSE
    if own.done_on == local.date():
        return NoWork.OWN_DONE
    began = quiet_since(own, now)
    if began is not None and own.quiet_lifted_on != began:
        return NoWork.OWN_QUIET
    if not asks_anew or own.lifted_on == local.date():
        return None
    limits = own.limits
    if limits.items_a_day is not None and answered_today(own, now) + held.items >= limits.items_a_day:
        return NoWork.OWN_ITEMS
    if limits.projects_at_once is not None and not here and held.projects >= limits.projects_at_once:
        return NoWork.OWN_PROJECTS
    return None


def on_the_wall(own: OwnDay, now: datetime) -> datetime:
    """What the person's own clock shows at a moment, without a time zone."""
    return now.astimezone(ZoneInfo(own.limits.zone or "UTC")).replace(tzinfo=None)


def quiet_since(own: OwnDay, now: datetime) -> date | None:
    """The day on which those quiet hours began in which a moment lies; None: it lies in none."""
    quiet = own.limits.quiet
    return None if quiet is None else quiet.began(on_the_wall(own, now))


def answered_today(own: OwnDay, now: datetime) -> int:
    """Answers of the person's own day; a day that has begun since begins with none."""
    return own.answers if own.day == on_the_wall(own, now).date() else 0


def reviewed_today(own: OwnDay, now: datetime) -> int:
    """Reviews of it."""
    return own.reviews if own.day == on_the_wall(own, now).date() else 0

"""A digest: when a person wants to be told by mail what came back to them, and when never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing comes, by the person's own clock."""

    begin: int
    """The hour that they begin with, 0 to 23."""
    end: int
    """The hour that they end before; not after ``begin``: on the next day."""
    days: frozenset[int] = WEEK
    """The days on which they begin, 0 is Monday."""

    @property
    def hours(self) -> int:
        """How long they are; all day when they end with the hour that they begin with."""
        return (self.end - self.begin - 1) % 24 + 1

    def began(self, local: datetime) -> date | None:
        """The day on which the quiet hours began in which a moment lies; None: it lies in none."""
        for before in (0, 1):
            day = local.date() - timedelta(days=before)
            if day.weekday() in self.days and self._begin(day) <= local < self._end(day):
                return day
        return None

    def over(self, local: datetime) -> datetime | None:
        """When the quiet hours end in which a moment lies; None: it lies in none. By the clock on the wall."""
        day = self.began(local)
        return None if day is None else self._end(day)

    def _begin(self, day: date) -> datetime:
        return datetime.combine(day, time(self.begin))

    def _end(self, day: date) -> datetime:
        return self._begin(day) + timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When a digest comes: every day or week at an hour, by the clock of a place, and never in quiet hours."""

    every: Literal["day", "week"]
    hour: int
    zone: str
    """A name of the time zone database, such as ``Europe/Helsinki``."""
    weekday: int = 0
    """Of a weekly one, 0 is Monday."""
    quiet: Quiet | None = None

    @property
    def is_silent(self) -> bool:
        """Whether its quiet hours leave no moment of the week."""
        return self.quiet is not None and self.quiet.hours == 24 and self.quiet.days == WEEK

    def is_quiet(self, at: datetime) -> bool:
        """Whether a moment lies in the quiet hours."""
        return self.quiet is not None and self.quiet.over(self._local(at)) is not None

    def after_quiet(self, at: datetime) -> datetime:
        """A moment, or the end of the quiet hours in which it lies."""
        for _ in range(24 * 8):
            over = None if self.quiet is None else self.quiet.over(self._local(at))
            if over is None:
                return at
            # Where the clock is set back the end comes twice, and where it is set on it may not come at all: then an
            # hour later is as near as can be.
            end = self._moment(over)
            at = end if end > at else at + timedelta(hours=1)
        return at

    def next_after(self, at: datetime) -> datetime:
        """When the next one comes after a moment."""
        day = self._local(at).date() - timedelta(days=1)
        for _ in range(10):
            wanted = self.every == "day" or day.weekday() == self.weekday
            moment = self._moment(datetime.combine(day, time(self.hour)))
            if wanted and moment > at:
                return self.after_quiet(moment)
            day += timedelta(days=1)
        raise AssertionError("every week has each of its days")

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def _moment(self, local: datetime) -> datetime:
        """The first moment at which the clock shows this; where it is set on over it, as much later."""
        return local.replace(tzinfo=ZoneInfo(self.zone), fold=0).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's digest, switched on."""

    plan: DigestPlan
    since: datetime
    """What came back before is not told."""
    next_at: datetime
    sent_at: datetime | None
    error: str | None
    """Why the last one did not go."""

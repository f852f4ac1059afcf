"""Days, and time zones by their names, which mean the same on every machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OF_A_MACHINE = ("localtime", "posixrules", "Factory")
_OF_A_TABLE = ("posix/", "right/")
"""Names of files, not of zones: what they say differs from machine to machine, and no browser knows them."""


def is_zone(name: str) -> bool:
    """Whether the time zone database has a zone of this name.

    >>> is_zone("Europe/Helsinki"), is_zone("Nowhere"), is_zone("localtime"), is_zone("right/UTC")
    (True, False, False, False)
    """
    if name in _OF_A_MACHINE or name.startswith(_OF_A_TABLE):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def day_of(moment: datetime) -> date:
    """The day of a moment in UTC: what others are told of when somebody did something.

    >>> day_of(datetime.fromisoformat("2026-03-01T23:30:00-05:00"))
    datetime.date(2026, 3, 2)
    """
    return moment.astimezone(UTC).date()

"""Time zones by their names, which mean the same on every machine."""

from __future__ import annotations

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

"""The family of a device, such as ``Firefox on Linux``: all that is kept of what a browser says of itself.

It is there so that people know their own sign-ins apart. Both halves come from the short lists below: no version, no
model, no build and nothing that a stranger wrote gets into the database.
"""

from __future__ import annotations

UNKNOWN = "Unknown device"
LOOKED_AT = 500
"""Characters of a user agent that are read."""

# The first that fits counts: browsers name those that they descend from.
_PROGRAMS = (
    ("goodwork-sdk", "goodwork SDK"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str | None) -> str:
    """The family of the device behind a ``User-Agent``.

    >>> device_of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Linux'
    >>> device_of("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")
    'Chrome on Android'
    >>> device_of("goodwork-sdk")
    'goodwork SDK'
    >>> device_of("curl/8.0")
    'Unknown device'
    """
    read = (user_agent or "")[:LOOKED_AT]
    program = next((name for mark, name in _PROGRAMS if mark in read), None)
    system = next((name for mark, name in _SYSTEMS if mark in read), None)
    if program and system:
        return f"{program} on {system}"
    return program or system or UNKNOWN

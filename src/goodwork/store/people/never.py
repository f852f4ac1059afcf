"""What is never recorded of anybody: each sentence holds while no column of the schema is of its kind.

The public page of an organization says these sentences. Were a column made that breaks one, it would not be said any
more, and a test would fail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Never:
    """A thing that is not recorded, and what a column would be called that records it."""

    what: str
    """Its name on the wire."""
    columns: re.Pattern[str]
    """Of a table, a point, a column, a space, its type."""


NEVER = (
    Never("presence", re.compile(r"last_seen|seen_at|online|active_at|idle|heartbeat|presence")),
    Never("speed", re.compile(r"speed|velocity|elapsed|duration|took_ms|per_hour|streak")),
    Never("input", re.compile(r"keystroke|keypress|mouse|cursor_track|scroll|clipboard")),
    Never("screen", re.compile(r"screenshot|screen_record|webcam|camera|microphone|recording|emotion")),
    Never("place", re.compile(r"latitude|longitude|geoloc|ip_address|\.ip ")),
    # How long an assessment took is not kept: it has days. When somebody applied or was admitted is, in `audit.at`.
    Never("hours", re.compile(r"^(attempt|attempt_item|attempt_appeal|application)\.\w+ time")),
)


@cache
def never() -> tuple[str, ...]:
    """What is not recorded, by the schema of this goodwork."""
    text = (files("goodwork.store") / "blueprint.txt").read_text(encoding="utf-8")
    # The queue of jobs has tables of its own: its workers are programs.
    columns = [c for line in text.splitlines() if (c := line.removeprefix("column ")) != line]
    columns = [column for column in columns if not column.startswith("procrastinate")]
    return tuple(one.what for one in NEVER if not any(one.columns.search(column) for column in columns))

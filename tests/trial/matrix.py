"""The table that a trial ends with: faults x promises."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROMISES = {
    "lost": "nothing lost",
    "twice": "nobody asked twice",
    "over": "not over-asked",
    "waits": "others wait < 200 ms",
    "5xx": "no 5xx",
    "memory": "memory bounded",
    "access": "access kept",
}
"""The columns: key -> heading."""

HELD, BROKEN, OPEN = "held", "broken", "-"


@dataclass
class Row:
    """One fault: what was looked at while it was made, and what was found."""

    fault: str
    cells: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def put(self, promise: str, held: bool, note: str = "") -> None:
        """A promise that was looked at twice has to hold twice."""
        if promise not in PROMISES:
            raise KeyError(f"{promise!r} is no promise of {sorted(PROMISES)}")
        if self.cells.get(promise) == BROKEN:
            return
        self.cells[promise] = HELD if held else BROKEN
        if note:
            self.notes[promise] = note

    def as_json(self) -> dict[str, Any]:
        """What other programs read."""
        return {"fault": self.fault, "cells": {key: self.cells.get(key, OPEN) for key in PROMISES}, "notes": self.notes}


def table(rows: Iterable[Row]) -> list[str]:
    """The lines of the table, in Markdown, and the notes under it."""
    rows = list(rows)
    width = max([len(row.fault) for row in rows] + [5])
    lines = [
        f"| {'fault':{width}} | " + " | ".join(PROMISES.values()) + " |",
        f"|{'-' * (width + 2)}|" + "|".join("-" * (len(heading) + 2) for heading in PROMISES.values()) + "|",
    ]
    for row in rows:
        cells = (f"{row.cells.get(key, OPEN):{len(heading)}}" for key, heading in PROMISES.items())
        lines.append(f"| {row.fault:{width}} | " + " | ".join(cells) + " |")
    notes = [f"{row.fault}: {PROMISES[key]}: {note}" for row in rows for key, note in row.notes.items()]
    return [*lines, "", *notes]


def write(path: Path, seed: int, seconds: float, rows: Iterable[Row]) -> None:
    """The table as JSON."""
    shown = {"seed": seed, "seconds": round(seconds), "rows": [row.as_json() for row in rows]}
    path.write_text(json.dumps(shown, indent=2) + "\n", encoding="utf-8")

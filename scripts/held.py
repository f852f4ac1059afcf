"""Writes docs/reference/people.md from goodwork.store.people.held; ``--check`` only compares."""

from __future__ import annotations

import sys
from pathlib import Path

from goodwork.store.people.held import HELD

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "people.md"
HEAD = """# What is kept of people

Every column of the database that names a person: what it is for, who reads it, and which times beside it say something
of that person. A new column without a line here fails a test. No column says when somebody was last seen, whether they
are there, or how fast they are.

The times are kept to the moment, because the order of things rests on them. To others than the person themselves they
are told as days, in UTC: on screens, by the API, in exports and at a terminal. What stands in a list stands in the
order in which it happened.

| column | what it is for | who reads it | times |
|---|---|---|---|
"""


def page() -> str:
    """The page."""
    rows = [
        f"| `{one.column}` | {one.purpose} | {one.reader} | {', '.join(f'`{time}`' for time in one.times)} |"
        for one in HELD
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")

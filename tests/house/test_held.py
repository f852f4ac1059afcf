"""Every column that names a person is on a list with its purpose and its reader, and so is every time beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from goodwork.store.people.held import HELD
from scripts.held import PAGE, page

ROOT = Path(__file__).parent.parent.parent
NAMES = re.compile(r"person_id$|_by$|^people$|^answerer_id$")
"""Columns that hold the number of a person, or several, are called so."""
TIMES = {"timestamptz", "date"}
WATCHING = re.compile(r"last_seen|seen_at|online|active_at|idle|heartbeat|duration|elapsed|streak|speed")


def _columns() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in (ROOT / "src/goodwork/store/blueprint.txt").read_text().splitlines():
        if (column := re.match(r"column (\w+)\.(\w+) (\S+)", line)) and not column[1].startswith("procrastinate"):
            found[column[1]][column[2]] = column[3]
    return found


def test_every_column_that_names_a_person_is_listed() -> None:
    named = {
        f"{table}.{name}"
        for table, columns in _columns().items()
        for name, kind in columns.items()
        if NAMES.search(name) and kind in ("int4", "int4[]")
    }
    listed = [one.column for one in HELD]
    assert sorted(named) == listed == sorted(set(listed)), "store/people/held.py lists them, in their order"


def test_every_time_beside_a_person_is_listed() -> None:
    columns = _columns()
    listed: dict[str, set[str]] = defaultdict(set)
    for one in HELD:
        listed[one.column.split(".")[0]].update(one.times)
    kept = {table: {name for name, kind in columns[table].items() if kind in TIMES} for table in listed}
    assert kept == listed
    assert not [name for table in columns.values() for name in table if WATCHING.search(name)]


def test_the_page_is_made_of_the_list() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make it again: python scripts/held.py"

"""The table of what comes back out of each format is what comes back."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_of_round_trips_is_what_comes_back() -> None:
    spec = importlib.util.spec_from_file_location("round_trips", ROOT / "scripts" / "round_trips.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    page = (ROOT / "docs" / "formats" / "index.md").read_text(encoding="utf-8")
    shown = page.partition(made.BEGIN)[2].partition(made.END)[0]
    assert shown.strip() == made.table().strip(), "python scripts/round_trips.py writes it"

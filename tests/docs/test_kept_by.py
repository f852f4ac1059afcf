"""The page on testing names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/design/testing.md").read_text(encoding="utf-8")


def test_what_keeps_each_attack_mended_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 30
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (file := ROOT / path).is_file() or (name and f"def {name}" not in file.read_text(encoding="utf-8"))
    ]
    assert missing == []

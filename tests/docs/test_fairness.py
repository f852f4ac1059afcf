"""Every line of the fairness checklist names tests that exist, and settings that there are."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from goodwork.model.projects import Policy

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/fairness.md"


def test_the_checklist_has_ten_lines_and_a_test_behind_each() -> None:
    page = PAGE.read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if re.match(r"\| \d\.\d ", line)]
    assert [line[2:5] for line in lines] == [f"{part}.{n}" for part in range(1, 6) for n in (1, 2)]
    for line in lines:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", line)
        assert named, line
        for file, test in named:
            text = (ROOT / file).read_text(encoding="utf-8")
            assert re.search(rf"def {test or 'test_'}", text), f"{file} has no {test}"
    settings = re.findall(r"`(\w+)`", page.split("Settings:")[1].split("\n\n")[0])
    assert settings and set(settings) <= {field.name for field in fields(Policy)}

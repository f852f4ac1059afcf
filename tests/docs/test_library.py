"""The page on measuring quality: its examples run, and it shows what only users of the library call."""

from __future__ import annotations

import ast
import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = [ROOT / "src" / "goodwork" / room for room in ("quality", "judging")]
PAGE = ROOT / "docs" / "how-to" / "measure-quality.md"


def test_the_examples_of_the_page_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 30 and result.failed == 0


def test_what_the_product_does_not_call_is_shown_to_users_of_the_library() -> None:
    called: set[str] = set()
    made: list[str] = []
    for path in [*(ROOT / "src" / "goodwork").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                called.add(node.id)
            elif isinstance(node, ast.Attribute):
                called.add(node.attr)
            elif isinstance(node, ast.FunctionDef) and path.parent in ROOMS:
                made.append(node.name)
    page = PAGE.read_text(encoding="utf-8")
    unshown = [
        name
        for name in made
        if name not in called and not name.startswith("__") and not re.search(rf"\b{name}\b", page)
    ]
    assert made and unshown == [], "reached by tests only: show them on the page, or delete them"

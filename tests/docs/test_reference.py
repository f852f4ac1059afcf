"""Pages that are made from the code are as the code says, and every page of the documentation builds."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: page().rstrip() + "\n" for name, page in module.PAGES.items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """What the code says now."""
    return _pages()


@pytest.mark.parametrize("name", ["cli.md", "settings.md", "http.md"])
def test_a_page_from_the_code_is_fresh(pages: dict[str, str], name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == pages[name], "run: python scripts/reference.py"


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},  # the theme's own word on its next version
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    assert "WARNING" not in made.stderr

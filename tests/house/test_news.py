"""News comes in fragments that make a change log."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def changelog() -> ModuleType:
    spec = importlib.util.spec_from_file_location("changelog", ROOT / "scripts/changelog.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_fragments_are_fit_to_be_gathered(changelog: ModuleType) -> None:
    assert changelog.faults(changelog.fragments()) == []


def test_a_fragment_that_is_none_is_named(changelog: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, text in {"a.txt": "Fine.", "b.md": "# Head", "c.md": "no stop", "d.md": "x" * 700, "e.md": ""}.items():
        (tmp_path / "news" / name).write_text(text)
    assert [line.partition(":")[0] for line in changelog.faults(changelog.fragments(tmp_path))] == [
        "a.txt", "b.md", "c.md", "d.md", "e.md",
    ]  # fmt: skip


def test_a_release_stands_before_the_ones_before_it(changelog: ModuleType) -> None:
    first = changelog.gathered("# Changes\n\nHead.\n", "0.1.0", {Path("a.md"): "One\nthing."}, "2026-01-01")
    second = changelog.gathered(first, "0.2.0", {Path("b.md"): "Another."}, "2026-02-01")
    assert second == (
        "# Changes\n\nHead.\n\n## 0.2.0 (2026-02-01)\n\n- Another.\n\n## 0.1.0 (2026-01-01)\n\n- One thing.\n"
    )


def test_nothing_but_a_new_version_takes_the_fragments_away(changelog: ModuleType) -> None:
    news, changes = {Path("a.md"): "One thing."}, "# Changes\n\n## 0.1.0 (2026-01-01)\n\n- It is there.\n"
    for asked in ([], ["--help"], ["next"], ["0.2"], ["0.2.0", "0.3.0"], ["0.1.0"]):
        assert changelog.refusal(asked, news, changes).endswith("."), asked
    assert changelog.refusal(["0.2.0"], {}, changes) == "There is no news."
    assert not any(changelog.refusal([version], news, changes) for version in ("0.2.0", "0.1.1", "1.0.0rc1"))

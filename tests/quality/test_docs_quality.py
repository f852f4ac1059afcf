"""The pages on quality keep up with the code."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from goodwork.cli import quality

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "measure-quality.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality_reference", ROOT / "scripts" / "quality_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_public_name_is_in_the_reference(reference: ModuleType) -> None:
    written = (ROOT / "docs" / "reference" / "quality.md").read_text(encoding="utf-8")
    for modules in reference.SECTIONS.values():
        for name in modules:
            module = reference.module_of(name)
            missing = [item for item in reference.public(module) if f"### `{item}`" not in written]
            assert not missing, f"{name}: {missing}; run python scripts/quality_reference.py"
            assert all(getattr(module, item).__doc__ for item in reference.public(module))


@pytest.mark.parametrize("command", re.findall(r"^goodwork quality (.+)$", GUIDE, flags=re.MULTILINE))
def test_the_commands_of_the_guide_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    line = re.search(r'^{"item": .+}$', GUIDE, flags=re.MULTILINE)
    assert line is not None
    for name in ("answers.jsonl", "gold.jsonl"):
        (tmp_path / name).write_text(line[0], encoding="utf-8")
    assert CliRunner().invoke(quality.app, command.split()).exit_code == 0


def test_the_python_of_the_guide_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = re.search(r"```python\n(.+?)```", GUIDE, flags=re.DOTALL)
    assert code is not None
    exec(compile(code[1], "measure-quality.md", "exec"), {})
    said = capsys.readouterr().out
    assert said.startswith(("Supported", "Estimated")) and "Skill(person=" in said

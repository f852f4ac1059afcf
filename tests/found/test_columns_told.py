"""What the command line says of columns: previews, refused guesses, and files of which nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from goodwork.cli import convert, import_, projects, users
from goodwork.errors import Invalid

INPUTS = Path(__file__).parent / "inputs"
TONE: dict[str, Any] = {"key": "tone", "kind": "classification", "title": "What tone?", "labels": ["pos", "neg"]}

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call a command of this installation, which has the project Moods."""
    monkeypatch.setenv("GOODWORK_DATABASE_URL", database_url)
    monkeypatch.setenv("GOODWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    apps = {"projects": projects.app, "users": users.app, "import": import_.app, "convert": convert.app}

    def call(*arguments: object, stdin: str | None = None, status: int = 0) -> Result:
        name, *rest = map(str, arguments)
        result = CliRunner().invoke(apps[name], rest, input=stdin, catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    return call


def test_preview_strict_and_nothing_kept(run: Run, tmp_path: Path) -> None:
    run(
        "users", "add", "lead@example.org", "--name", "Lead", "--role", "owner", "--organization", "O",
        "--password-stdin", stdin="correct horse battery\n",
    )  # fmt: skip
    project = {"name": "Tones", "purpose": "To warn better.", "questions": [TONE]}
    (tmp_path / "tones.yaml").write_text(json.dumps(project))
    run("projects", "apply", tmp_path / "tones.yaml")
    shown = run("import", "Tones", INPUTS / "c6-one-row-per-answer.csv", "--preview").output
    assert "answers to 'tone', not shown (guessed)" in shown and "who answered" in shown
    assert "Text: Great phone" in shown and "Nothing was imported" in shown
    told = json.loads(run("import", "Tones", INPUTS / "b1-odd-row.jsonl", "--preview", "--json").stdout)
    assert [(c["column"], c["becomes"], c["hidden"]) for c in told["columns"]] == [
        ("text", "part", False), ("label", "metadata", True),
    ]  # fmt: skip
    refused = run("import", "Tones", INPUTS / "b1-odd-row.jsonl", "--strict", status=1).output
    assert "nothing says what 'text' is" in refused
    stated = '{"parts": [{"column": "text"}]}'
    run("import", "Tones", INPUTS / "b1-odd-row.jsonl", "--strict", "--mapping", stated)
    nothing = run("import", "Tones", INPUTS / "e3-nothing-kept.json", status=1).output
    assert "Nothing of e3-nothing-kept.json was kept" in nothing and "not JSON" in nothing
    many = tmp_path / "many.csv"
    many.write_text("text,label\nfine,pos\n" + "a,b,c\n" * 123)
    assert "lines 3, 4, 5 and 120 more: the row has 3 fields" in run("import", "Tones", many).output
    cyrillic = tmp_path / "cyrillic.csv"
    cyrillic.write_bytes("text;label\nпривет, мир;pos\n".encode("cp1251"))
    assert "name it with --encoding" in run("import", "Tones", cyrillic, status=1).output
    told = json.loads(run("import", "Tones", cyrillic, "--encoding", "cp1251", "--delimiter", ";", "--json").stdout)
    assert told["added"] == 1


@pytest.mark.parametrize(
    "content", [b'{\n  "pretty": "printed",\n  "object": true\n}\n', b"\x89PNG\r\n\x1a\n\x00\x00", b"[", b"{}\n", b"\n"]
)
def test_a_conversion_of_nothing_writes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(Invalid) as refused:
        CliRunner().invoke(
            convert.app, [str(tmp_path / "a.json"), "--to", "csv", "--out", str(tmp_path / "o")], catch_exceptions=False
        )
    assert "Nothing was written" in refused.value.message
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]

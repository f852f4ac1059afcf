"""goodwork import and goodwork export, against a real database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

from goodwork.actions.people.administer import acting_as
from goodwork.actions.versions.make_version import make_version
from goodwork.actions.versions.publish_version import publish_version
from goodwork.blobs import Blobs
from goodwork.cli import export, import_, projects, users
from goodwork.errors import Conflict, Invalid, NotFound, Unreadable
from goodwork.store.database import Database

Run = Callable[..., Result]

MOODS = """
name: Moods
purpose: To warn better.
questions: [{key: mood, kind: classification, title: "What is the mood?", labels: [{name: Good}, {name: Bad}]}]
"""


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call a command of this installation; its errors are raised."""
    monkeypatch.setenv("GOODWORK_DATABASE_URL", database_url)
    monkeypatch.setenv("GOODWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    apps = {"projects": projects.app, "users": users.app, "import": import_.app, "export": export.app}

    def call(*arguments: str, stdin: str | None = None, status: int = 0) -> Result:
        result = CliRunner().invoke(apps[arguments[0]], [*arguments[1:]], input=stdin, catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    return call


def publish(url: str, home: Path) -> None:
    """Publish the project, as the worker does."""

    async def make() -> None:
        database = Database(url)
        actor = await acting_as(database, None, None)
        made = await publish_version(database, actor, 1, "Three texts only.")
        await make_version(database, Blobs(str(home / "blobs")), made.organization_id, made.id)
        await database.close()

    asyncio.run(make())


def test_files_go_in_and_a_version_comes_out(run: Run, tmp_path: Path, database_url: str) -> None:
    run(
        "users", "add", "lead@example.org", "--name", "Lead", "--role", "owner", "--organization", "O",
        "--password-stdin", stdin="correct horse battery\n",
    )  # fmt: skip
    (tmp_path / "moods.yaml").write_text(MOODS)
    run("projects", "apply", str(tmp_path / "moods.yaml"))
    file = tmp_path / "texts.csv"
    file.write_text('id,text,gold\na,"One,\ntwo",Good\nb,Three,\nc,"Four\n')
    said = json.loads(run("import", "Moods", str(file), "--json").stdout)
    assert (said["state"], said["added"], said["rejected"], said["gold"]) == ("done", 2, 1, 1)
    assert said["faults"] == [[5, "a quote on this line is never closed"]]
    shown = run("import", "1", str(file)).output
    assert "duplicate" in shown and "line 5: a quote on this line is never closed" in shown
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "one.txt").write_text("A letter.")
    assert json.loads(run("import", "Moods", str(folder), "--json").stdout)["added"] == 1
    with pytest.raises(NotFound, match="no published version"):
        run("export", "Moods", "--out", str(tmp_path / "out"))
    publish(database_url, tmp_path / "home")
    shown = run("export", "Moods", "--version", "1", "--format", "parquet", "--out", str(tmp_path / "out")).output
    assert "3 items" in shown
    assert pd.read_parquet(tmp_path / "out/items.parquet")["text"].tolist() == ["One,\ntwo", "Three", "A letter."]
    with pytest.raises(Conflict, match="empty folder"):
        run("export", "Moods", "--out", str(tmp_path / "out"))


def test_what_can_not_be_imported_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_text("x")
    (tmp_path / "half.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(Invalid, match="does not say what the file is"):
        run("import", "Moods", str(tmp_path / "notes.docx"))
    with pytest.raises(Invalid, match="JSON object"):
        run("import", "Moods", str(tmp_path / "half.parquet"), "--mapping", "[]")
    with pytest.raises(NotFound, match="no project"):
        run("import", "Nothing", str(tmp_path / "half.parquet"))
    with pytest.raises(Unreadable, match="can't be read"):
        run("import", "Moods", str(tmp_path / "missing.jsonl"))
    assert "Send it again" in run("import", "Moods", str(tmp_path / "half.parquet"), status=1).output

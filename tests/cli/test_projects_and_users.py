"""goodwork projects and goodwork users, against a real database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from goodwork.cli import organizations, projects, users
from goodwork.errors import Conflict, GoodworkError, Invalid, NotFound

WEATHER = """
name: Mood of a tweet
purpose: The weather service warns better.
questions:
  - key: mood
    kind: classification
    title: What is the mood?
    labels: [{name: Good}, {name: Bad}]
guideline: Be fair.
policy: {fewest: 2, most: 4}
"""

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call a command of this installation; its errors are raised."""
    monkeypatch.setenv("GOODWORK_DATABASE_URL", database_url)
    monkeypatch.setenv("GOODWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str, stdin: str | None = None) -> Result:
        app = {"projects": projects.app, "users": users.app, "organizations": organizations.app}[arguments[0]]
        result = CliRunner().invoke(app, [*arguments[1:]], input=stdin, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result

    return call


def test_from_nothing_to_a_project_that_follows_its_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "weather.yaml"
    file.write_text(WEATHER)
    with pytest.raises(NotFound, match="no organization yet"):
        run("projects", "apply", str(file))
    added = run(
        "users", "add", "Lead@Example.org", "--name", "Lead", "--role", "owner", "--organization", "Weather Watch",
        "--password-stdin", stdin="correct horse battery\n",
    )  # fmt: skip
    assert "lead@example.org" in added.output
    assert "would be made" in run("projects", "apply", str(file), "--dry-run").output
    assert "no projects yet" in run("projects", "list").output
    assert "made, with the id" in run("projects", "apply", str(file)).output
    assert "nothing to change" in run("projects", "apply", str(file)).output
    listed = run("projects", "list").output
    assert "Mood of a tweet" in listed and "classification" in listed

    file.write_text(WEATHER.replace("Be fair.", "Be *fair*.").replace("most: 4", "most: 6"))
    shown = run("projects", "apply", str(file), "--dry-run").output
    assert "would change" in shown and "-most: 4" in shown and "+most: 6" in shown and "+Be *fair*." in shown
    assert "changed:" in run("projects", "apply", "-", stdin=file.read_text()).output
    assert "nothing to change" in run("projects", "apply", str(file)).output
    # What the file does not mention stays.
    file.write_text(WEATHER.replace("guideline: Be fair.\n", "").replace("policy: {fewest: 2, most: 4}\n", ""))
    assert "nothing to change" in run("projects", "apply", str(file)).output


def test_users(run: Run) -> None:
    with pytest.raises(GoodworkError, match="10 characters"):
        run("users", "add", "eve@example.org", "--name", "Eve", "--password-stdin", stdin="short\n")
    run("users", "add", "bob@example.org", "--name", "Bob", "--password-stdin", stdin="correct horse battery\n")
    listed = run("users", "list").output
    assert "bob@example.org" in listed and "annotator" in listed and "owner" in listed
    run("users", "password", "bob@example.org", "--password-stdin", stdin="another password\n")
    with pytest.raises(NotFound):
        run("users", "password", "nobody@example.org", "--password-stdin", stdin="another password\n")
    link = run("users", "reset-link", "Bob@example.org").output.strip()
    assert link.startswith("http://127.0.0.1:8000/reset#") and len(link.split("#")[1]) == 43
    with pytest.raises(NotFound):
        run("users", "reset-link", "nobody@example.org")
    link = run("users", "invite", "--role", "reviewer").output.strip()
    assert link.startswith("http://127.0.0.1:8000/join#") and len(link.split("#")[1]) == 43
    with pytest.raises(GoodworkError, match="Only owners and managers"):
        run("users", "invite", "--as", "bob@example.org")
    with pytest.raises(NotFound):
        run("users", "list", "--organization", "No Such")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("- a list", ""),
        ("name: A\npurpose: B\nquestions: []", "questions"),
        ("name: A\nquestions: [{key: a, kind: text, title: A}]", "purpose"),
        (WEATHER + "colour: red\n", "colour"),
        (WEATHER + "team_ids: [1]\n", "team_ids"),
        (WEATHER.replace("most: 4", "most: 1"), "policy.most"),
        (WEATHER.replace("kind: classification", "kind: telepathy"), "questions.mood.kind"),
        (WEATHER + "teams: [Nobody]\n", "teams"),
    ],
)
def test_a_file_that_describes_no_project(run: Run, tmp_path: Path, content: str, where: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(content.replace("Mood of a tweet", "Another"))
    with pytest.raises(Invalid) as error:
        run("projects", "apply", str(file))
    assert where in [fault.where for fault in error.value.faults]
    assert error.value.kept == "Nothing was changed."
    assert "Another" not in run("projects", "list").output


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: [", b"", b"%PDF-1.7", None])
def test_a_file_that_can_not_be_read(run: Run, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "broken.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Invalid):
        run("projects", "apply", str(file))


def test_organizations_are_let_in_by_link_and_metered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(
        "users", "add", "lead@metered.example", "--name", "Lead", "--role", "owner", "--organization", "=Metered",
        "--password-stdin", stdin="correct horse battery\n",
    )  # fmt: skip
    assert "=Metered" in run("organizations", "list").output
    with pytest.raises(Conflict, match="GOODWORK_SIGN_UP"):
        run("organizations", "invite")
    monkeypatch.setenv("GOODWORK_SIGN_UP", "invited")
    assert "/start#" in run("organizations", "invite", "--email", "New@Example.org").output
    assert "1" in run("organizations", "withdraw-links").output
    assert "No link was open" in run("organizations", "withdraw-links").output
    assert "=Metered" in run("organizations", "usage").output
    # No spreadsheet takes a name for a formula.
    assert "'=Metered" in run("organizations", "usage", "--csv").output
    assert "Nothing was measured in 2020-01" in run("organizations", "usage", "--month", "2020-01").output

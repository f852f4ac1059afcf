"""What strangers call things is read in a terminal and steers nothing there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typer
from rich.progress import track
from rich.table import Table
from rich.text import Text

from goodwork.cli.console import Console
from goodwork.cli.terminal import say

STEERING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egpj"
CLI = Path(__file__).parents[2] / "src/goodwork/cli"


@pytest.mark.parametrize("terminal", [True, False])
def test_only_what_rich_draws_reaches_a_terminal(terminal: bool) -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=terminal, width=200)
    table = Table(title=Text(STEERING, "red"))
    table.add_column(Text(STEERING))
    table.add_row(Text(STEERING))
    for one in (Text(STEERING), STEERING, table):
        console.print(one)
    list(track([1, 2], STEERING, console=console))
    written = shown.getvalue()
    assert ("\x1b" in written) is terminal, "its own colours are there"
    for sign in ("\x07", "\x9b", "\u202e", "\x1b]0", "\x1b[2J\ufffd"):
        assert sign not in written


def test_lines_steer_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"There is no file {STEERING}", err=True, fg=typer.colors.RED)
    assert not {"\x07", "\x9b", "\u202e", "\x1b"} & set(capsys.readouterr().err)


def test_no_command_has_another_console() -> None:
    assert [p.name for p in CLI.glob("*.py") if "rich.console import Console\n" in p.read_text()] == []

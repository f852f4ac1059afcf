"""The command line's frame: quick, complete, and without tracebacks for what people get wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

import pytest
import typer

from goodwork.cli.main import COMMANDS, load

Start = Callable[..., subprocess.Popen[str]]


def _leaves(command: object, name: str) -> list[tuple[str, object]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(name, command)]
    return [leaf for child, of in inner.items() for leaf in _leaves(of, f"{name} {child}")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    assert isinstance(import_module(f"goodwork.cli.{COMMANDS[name].module}").app, typer.Typer)
    for called, command in _leaves(load(name), f"goodwork {name}"):
        told = getattr(command, "help", "") or ""
        assert "Example: " in told, called
        assert called in told, called


def test_the_list_of_commands_imports_none_of_them() -> None:
    code = "import sys, goodwork.cli.main; print(sorted({m.split('.')[0] for m in sys.modules}))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"numpy", "sqlalchemy", "fastapi", "psycopg", "pydantic"} & set(eval(shown))


def test_help_lists_every_command(goodwork: Start) -> None:
    out, _ = goodwork("--help").communicate(timeout=60)
    assert all(name in out for name in COMMANDS)


def test_a_wrong_command_is_answered_with_a_guess(goodwork: Start) -> None:
    process = goodwork("serv")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "serve" in err


def test_a_wrong_setting_is_named(goodwork: Start) -> None:
    process = goodwork("serve", GOODWORK_WEB_PROCESSES="none", GOODWORK_SECRET="short")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "GOODWORK_WEB_PROCESSES" in err
    assert "GOODWORK_SECRET" in err
    assert "short" not in err.replace("should have at least", "")
    assert "Traceback" not in err


def test_a_database_that_does_not_answer_is_named_without_its_password(goodwork: Start) -> None:
    process = goodwork("migrate", GOODWORK_DATABASE_URL="postgresql://goodwork:s3cret@127.0.0.1:1/goodwork")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "GOODWORK_DATABASE_URL" in err
    assert "s3cret" not in err

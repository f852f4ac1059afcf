"""goodwork appeal: opened, listed, looked at, withdrawn and decided from a terminal."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodwork.cli import appeal
from goodwork.errors import Conflict, GoodworkError, Invalid, NotFound
from tests.api.callers import Caller, House
from tests.queue.place import place

GOOD, BAD = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["bad"]}}


@pytest.fixture
def _here(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run on this module's database."""
    monkeypatch.setenv("GOODWORK_DATABASE_URL", database_url)
    monkeypatch.setenv("GOODWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "300")


async def _run(who: Caller, *arguments: str) -> str:
    """What a command says; its errors are raised."""
    words = [*arguments, "--as", who.me["email"]]
    result = await asyncio.to_thread(CliRunner().invoke, appeal.app, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("_here")
async def test_an_appeal_from_a_terminal(house: House) -> None:
    here = await place(house, policy={"target": 0.95, "fewest": 3, "most": 9}, guideline="# Irony\n\nAs it is meant.")
    (item,) = await here.items(1, wanted=3)
    ann, *others = [await house.person(here.owner, "annotator") for _ in range(3)]
    for person, label in zip((ann, *others), ("good", "bad", "bad"), strict=True):
        await here.submit(person, (await here.claim(person))["claim"], label)
    first, second = await house.person(here.owner, "reviewer"), await house.person(here.owner, "reviewer")
    body = {"answers": BAD, "form_version": 1, "reason": "Rule 2."}
    await first.ok("POST", f"/items/{item}/reviews", 201, json=body)

    assert "You have appealed nothing." in await _run(ann, "list")
    with pytest.raises(NotFound):
        await _run(ann, "open", str(item), "--against", "gold")
    opened = await _run(ann, "open", str(item), "--against", "review", "--argument", "[bold]Irony.")
    number = re.search(r"the number (\d+)", opened)
    assert number is not None
    assert "Withdrawn" in await _run(ann, "withdraw", number[1])
    assert "withdrawn" in await _run(ann, "list")
    again = re.search(r"the number (\d+)", await _run(ann, "open", str(item), "--against", "review"))
    assert again is not None and again[1] != number[1]
    assert "No appeal waits" in await _run(first, "list", str(here.project)), "it is about their own review"
    assert f"{again[1]}  item {item}, against a review  due " in await _run(second, "list", str(here.project))
    with pytest.raises(NotFound):
        await _run(first, "show", again[1])

    shown = await _run(second, "show", again[1])
    for words in ("Text ", 'a review: {"mood":{"labels":["bad"]}}', "because: Rule 2.", "2 others", "Rules: Irony"):
        assert words in shown, words
    assert ann.me["name"] not in shown
    seen = re.search(r"--seen (\w+)", shown)
    assert seen is not None
    decide = ("decide", again[1], "--uphold", "--reason", "It is meant.", "--rule", "Irony", "--seen")
    with pytest.raises(Conflict, match="has changed since"):
        await _run(second, *decide, "another")
    for wrong in ("[]", '{"mood": 1}', "{"):
        with pytest.raises(Invalid):
            await _run(second, *decide, seen[1], "--answers", wrong)
    with pytest.raises(GoodworkError, match="what was decided before"):
        await _run(second, *decide, seen[1], "--answers", '{"mood": {"labels": ["bad"]}}')
    assert "Upheld." in await _run(second, *decide, seen[1])
    detail = await here.owner.ok("GET", f"/items/{item}")
    assert detail["consensus"][0]["answer"] == GOOD["mood"] and detail["consensus"][0]["reviewed"]
    own = await _run(ann, "list")
    assert "upheld" in own and f"{second.me['name']}: It is meant." in own

"""goodwork guideline, skills and thank: what the screen has for those who lead, from a terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from goodwork.cli import guideline, skills, thank
from goodwork.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.api.callers import Caller, House
from tests.queue.place import place


@pytest.fixture
def _here(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run on this module's database."""
    monkeypatch.setenv("GOODWORK_DATABASE_URL", database_url)
    monkeypatch.setenv("GOODWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "300")


async def _run(app: Any, who: Caller, *arguments: str, status: int = 0) -> str:
    """What a command says; its errors are raised."""
    words = [*arguments, "--as", who.me["email"]]
    result = await asyncio.to_thread(CliRunner().invoke, app, words, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


@pytest.mark.usefixtures("_here")
async def test_asking_again_skills_and_thanks(house: House) -> None:
    here = await place(house, policy={"target": 0.9, "fewest": 1, "most": 3}, guideline="# Irony\n\nAs it is said.")
    (item,) = await here.items(1, wanted=1)
    ann = await house.person(here.owner, "annotator")
    claim = (await here.claim(ann))["claim"]
    made = await here.submit(ann, claim, "good")
    await here.appraise()
    project = str(here.project)

    changed = {"markdown": "# Irony\n\nAs it is meant.", "note": "Meaning counts."}
    version = (await here.owner.ok("PUT", f"/projects/{here.project}/guideline", json=changed))["version"]
    found = await _run(guideline.app, here.owner, "touched", project, str(version), "--label", "mood:good")
    assert f"\n{item}  " in found and "answered good" in found
    assert "No answered item" in await _run(
        guideline.app, here.owner, "touched", project, str(version), "--label", "mood:bad"
    )
    with pytest.raises(Invalid, match="question:label"):
        await _run(guideline.app, here.owner, "touched", project, str(version), "--label", "good")
    with pytest.raises(Conflict, match="by now"):
        await _run(guideline.app, here.owner, "ask-again", project, "1", str(item))
    assert "1 items are asked again" in await _run(
        guideline.app, here.owner, "ask-again", project, str(version), str(item)
    )

    assert "Thanked" in await _run(thank.app, here.owner, project, "answer", str(made["id"]), "[b]Well seen.")
    inbox = (await ann.ok("GET", "/me/inbox"))["rows"]
    assert [(row["about"], row["reason"]) for row in inbox if row["about"] == "thanks"] == [("thanks", "[b]Well seen.")]
    with pytest.raises(Conflict):
        await _run(thank.app, here.owner, project, "answer", str(made["id"]))
    with pytest.raises(NotAllowed):
        await _run(thank.app, ann, project, "answer", str(made["id"]))

    shown = await _run(skills.app, here.owner, project, ann.me["email"])
    assert ann.me["name"] in shown and "none yet" in shown
    with pytest.raises(NotFound):
        await _run(skills.app, here.owner, project, "nobody@example.org")
    with pytest.raises(NotAllowed):
        await _run(skills.app, ann, project, ann.me["email"])

"""goodwork guideline, skills and thank: what the screen has for those who lead, from a terminal."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from goodwork.cli import (
    applications,
    assessments,
    dependence,
    guideline,
    pay,
    projects,
    qualifications,
    skills,
    thank,
)
from goodwork.errors import Conflict, Invalid, NotAllowed, NotFound
from goodwork.learning.dependent import Dependent
from goodwork.model.ids import ProjectId
from goodwork.store.quality import dependence as findings
from tests.api.callers import Caller, House
from tests.api.test_applications import apply, shown
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


@pytest.mark.usefixtures("_here")
async def test_names_behind_a_finding_from_reveal_to_decision(house: House, tmp_path: Path) -> None:
    here = await place(house)
    concerned = [await house.person(here.owner, "annotator") for _ in range(2)]
    reviewer = await house.person(here.owner, "reviewer")
    ids = sorted(person.me["person_id"] for person in concerned)
    async with house.state.database.transaction(here.worker) as t:
        found = {"mood": [Dependent((ids[0], ids[1]), 0.9)]}
        await findings.write(t, here.worker.organization_id, ProjectId(here.project), found)
    project = str(here.project)
    names = [person.me["name"] for person in concerned]

    seen = await _run(dependence.app, here.owner, "list", project)
    finding = seen.split()[0]
    assert "The answers of 2 people depend on each other" in seen and not any(name in seen for name in names)
    with pytest.raises(NotAllowed):
        await _run(dependence.app, reviewer, "reveal", finding, "--reason", "I am curious.")
    await _run(dependence.app, here.owner, "reveal", finding, "--reason", "[b]To ask.")
    read, others = [await _run(dependence.app, who, "list", project) for who in (here.owner, reviewer)]
    assert all(name in read for name in names) and not any(name in others for name in names)

    told = await _run(dependence.app, concerned[0], "about-me")
    revealed = told.split()[0]
    assert here.owner.me["name"] in told and "[b]To ask." in told
    await _run(dependence.app, concerned[0], "appeal", revealed, "--argument", "We never met.")
    await _run(dependence.app, concerned[0], "withdraw", revealed)
    await _run(dependence.app, concerned[0], "appeal", revealed, "--argument", "We never met.")
    assert "your appeal: open" in await _run(dependence.app, concerned[0], "about-me")
    waiting = await _run(dependence.app, reviewer, "list", project)
    appeal = waiting.split("appeal ")[1].split(",")[0]
    assert "We never met." in waiting
    # The report says how many people it concerns, and never who.
    out = tmp_path / "report.html"
    report = await _run(projects.app, here.owner, "report", project, "--out", str(out))
    for told in (report, out.read_text()):
        assert "Nobody has answered yet" in told and not any(name in told for name in names)
    assert "Upheld" in await _run(dependence.app, reviewer, "decide", appeal, "--reason", "They never met.", "--uphold")
    assert "No answers were found" in await _run(dependence.app, here.owner, "list", project)
    assert "withdrawn" in await _run(dependence.app, concerned[1], "about-me")
    with pytest.raises(NotAllowed):
        await _run(projects.app, concerned[0], "report", project)


@pytest.mark.usefixtures("_here")
async def test_qualifications(house: House) -> None:
    here = await place(house)
    ann = await house.person(here.owner, "annotator")
    project, email, app = str(here.project), ann.me["email"], qualifications.app
    assert "no qualification yet" in await _run(app, here.owner, "list")
    await _run(app, here.owner, "make", "German", "basic", "expert")
    assert "2  expert" in await _run(app, here.owner, "list")
    assert "German: expert" in await _run(app, here.owner, "ask", project, "german", "Expert")
    with pytest.raises(NotFound, match="qualifications list"):
        await _run(app, here.owner, "people", "Latin")
    with pytest.raises(Invalid, match="basic, expert"):
        await _run(app, here.owner, "give", "German", email, "fluent", "--reason", "C2.")
    await _run(app, here.owner, "give", "German", email, "expert", "--reason", "Certificate C2.")
    held = await _run(app, here.owner, "people", "German")
    assert "expert" in held and "given, " in held and "Certificate C2." in held
    await _run(app, here.owner, "take", "German", email, "--keeps", "basic", "--reason", "It was C1.")
    assert "German: basic" in await _run(app, ann, "mine")
    with pytest.raises(NotAllowed):
        await _run(app, ann, "people", "German")
    assert "asks for nothing" in await _run(app, here.owner, "ask", project, "German")


@pytest.mark.usefixtures("_here")
async def test_pay_is_set_closed_and_exported(house: House, tmp_path: Path) -> None:
    here = await place(house)
    await here.items(1)
    ann = await house.person(here.owner, "annotator")
    project, month = str(here.project), datetime.now(UTC).strftime("%Y-%m")
    assert "0.25 EUR per answer" in await _run(pay.app, here.owner, "set", project, "0,25", "eur")
    with pytest.raises(Invalid, match="no amount of money"):
        await _run(pay.app, here.owner, "set", project, "0.255", "EUR")
    with pytest.raises(NotAllowed):
        await _run(pay.app, ann, "set", project, "9", "EUR")
    await here.submit(ann, (await here.claim(ann))["claim"])
    assert "no statements" in await _run(pay.app, here.owner, "statements", month)
    assert "1 statements are closed" in await _run(pay.app, here.owner, "close", month)
    assert "0.25 EUR" in await _run(pay.app, here.owner, "statements", month)
    file = tmp_path / "pay.json"
    await _run(pay.app, here.owner, "export", month, "--form", "json", "--to", str(file))
    assert [row["amount"] for row in json.loads(file.read_text())["statements"]] == ["0.25"]
    with pytest.raises(Invalid, match="there already"):
        await _run(pay.app, here.owner, "export", month, "--to", str(file))
    verified = CliRunner().invoke(pay.app, ["verify"], catch_exceptions=False)
    assert verified.exit_code == 0 and "The ledger is whole" in verified.output


@pytest.mark.usefixtures("_here")
async def test_applicants_are_declined_with_a_reason_and_an_assessment_is_made(house: House) -> None:
    here = await place(house)
    manager = await house.person(here.owner, "manager")
    ending = await shown(here)
    cleo, dan = [await apply(house, ending, number) for number in (7001, 7002)]
    whose = str(cleo.me["person_id"])
    listed = await _run(applications.app, manager, "list")
    assert "Hopeful 7001" in listed and "nothing handed in" in listed
    result = await asyncio.to_thread(CliRunner().invoke, applications.app, ["decline", whose])
    assert result.exit_code == 2, "declining has a reason"
    with pytest.raises(Invalid, match="reason"):
        await _run(applications.app, manager, "decline", whose, "--reason", " \u200b")
    await _run(applications.app, manager, "decline", whose, "--reason", "[b]No room.")
    await cleo.ok("POST", "/me/application/appeal", json={"argument": "There is."})
    assert "7001" not in await _run(applications.app, manager, "list"), "whoever declined does not decide the appeal"
    waiting = await _run(applications.app, here.owner, "list")
    assert "[b]No room. (appeal, due" in waiting and "There is." in waiting
    with pytest.raises(NotAllowed):
        await _run(applications.app, manager, "appeal", whose, "--uphold", "--reason", "Right.")
    assert "upheld" in await _run(applications.app, here.owner, "appeal", whose, "--uphold", "--reason", "Right.")
    await _run(applications.app, manager, "admit", str(dan.me["person_id"]))
    with pytest.raises(NotAllowed):
        await _run(applications.app, dan, "list")
    assert "Hopeful 7002" in await _run(applications.app, manager, "list", "--state", "admitted")

    shipped = await asyncio.to_thread(CliRunner().invoke, assessments.app, ["ready-made"])
    assert "judging-code: Judging code, 27 items" in shipped.output
    with pytest.raises(NotFound, match="judging-code"):
        await _run(assessments.app, manager, "make", "nothing")
    assert "and open" in await _run(assessments.app, manager, "make", "judging-code", "--open")
    assert "Judging code" in await _run(assessments.app, manager, "list")

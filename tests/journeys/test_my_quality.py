"""My quality and thanks: what moved the estimate, what to practise, what a lead sees, and what comes back."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, sign_in

ITEMS = 42
PROJECT: dict[str, Any] = {
    "name": "Places in letters",
    "purpose": "A museum wants to know which letters speak of which towns.",
    "guideline": "# Every town\n\nMark the town of each letter, also where it is part of a name.\n",
    "questions": [
        {"key": "places", "kind": "spans", "title": "Which towns?", "labels": ["Town", "River"]},
        {"key": "note", "kind": "text", "title": "Anything else?", "required": False},
    ],
    "policy": {"target": 0.9, "fewest": 3, "most": 3},
}
TOWNS = ("Turku", "Tartu", "Visby", "Narva", "Gdynia", "Kalmar", "Rostock")


def _letter(n: int) -> tuple[str, str]:
    town = TOWNS[n % len(TOWNS)]
    return town, f"{town}, in the year 19{n:02}. Dear Anna, each town here has a harbour and a quay."


def _answer(text: str, n: int, person: int) -> dict[str, Any]:
    """The town; the first person overlooks it in every sixth letter, and in one letter the label is another one."""
    town = text.split(",")[0]
    if person == 0 and n % 6 == 2:
        return {"places": {"spans": []}}
    label = "river" if person == 0 and n == 3 else "town"
    return {"places": {"spans": [{"id": "s1", "label": label, "fragments": [[0, len(town)]], "text": town}]}}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Forty-two letters that three people marked, fitted."""
    file = tmp_path_factory.mktemp("import") / "letters.jsonl"
    file.write_text("".join(json.dumps({"id": f"l{n}", "text": _letter(n)[1]}) + "\n" for n in range(ITEMS)))
    with Client(site.url) as lead:
        lead.sign_up("Letter Lab", "Project Lead", "lead@letters.example", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        links = [lead.invite() for _ in range(3)]

        def work(n: int) -> None:
            with Client(site.url) as person:
                person.join(links[n], f"Reader {n}", f"r{n}@letters.example", PASSWORD)
                for claim in person.work(made["id"]):
                    at = int(str(claim["item"]["external_id"])[1:])
                    person.submit(claim, _answer(_letter(at)[1], at, n))

        # The first alone, in the order of the letters: an item that is weighed just now would come later.
        work(0)
        with ThreadPoolExecutor() as pool:
            list(pool.map(work, range(1, 3)))
        site.weighed()
        lead.refit(made["id"])
        while lead.quality(made["id"])["annotations"] < 3 * ITEMS:
            time.sleep(0.1)
    return made["id"]


def test_from_home_to_what_moved_it_and_what_to_practise(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "r0@letters.example")
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="My quality").press("Enter")
        towns = page.get_by_role("region", name="Which towns?")
        expect(towns.get_by_text("How near answers come to what is right")).to_be_visible()
        expect(towns.get_by_text(f"{ITEMS} items")).to_be_visible()
        expect(page.get_by_role("region", name="Anything else?")).to_contain_text("no word in common")
        # Two shares of the items: too little to speak of a change, and the numbers are a table as well.
        expect(towns.get_by_role("img", name="The estimate in 2 shares")).to_be_visible()
        expect(towns.get_by_text("No change that the evidence supports.")).to_be_visible()
        towns.get_by_text("As a table").press("Enter")
        expect(towns.get_by_role("row")).to_have_count(3)

        slip = towns.get_by_role("listitem").filter(has_text="“Town” left out")
        expect(slip.get_by_text("over 7 items")).to_be_visible()
        slip.get_by_role("button", name="Rules and decided cases").press("Enter")
        expect(slip.get_by_text("The rule that may apply: Every town")).to_be_visible()
        expect(slip.get_by_role("link", name="See it at the desk")).to_have_count(3)
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "my-quality-spans", whole=True)

        lowered = towns.get_by_role("listitem").filter(has_text="lowered it by").first
        expect(lowered.get_by_text("nothing marked")).to_be_visible()
        expect(lowered.get_by_role("button", name="Appeal")).to_be_visible()
        expect(towns.get_by_role("listitem").filter(has_text="raised it by").first).to_be_visible()
        lowered.get_by_role("link", name="See it at the desk").press("Enter")
        expect(towns.get_by_role("listitem")).to_have_count(0)
        expect(page.get_by_text("Dear Anna")).to_be_visible()
    with site.visit(width=390, dark=True) as page:
        sign_in(page, "r0@letters.example")
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("dialog", name="Menu").get_by_role("link", name="My quality").click()
        page.get_by_role("button", name="Rules and decided cases").first.click()
        expect(page.get_by_text("Items where it happened")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []


def test_a_lead_sees_the_evidence_and_thanks_come_back(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "lead@letters.example")
        page.goto("/people")
        page.get_by_role("link", name="Quality: Reader 0").press("Enter")
        expect(page.get_by_role("heading", name="Reader 0")).to_be_visible()
        towns = page.get_by_role("region", name="Which towns?")
        expect(towns.get_by_text("“Town” left out")).to_be_visible()
        expect(page.get_by_role("button", name="Appeal")).to_have_count(0)
        assert overflow(page) == 0 and findings(page) == []
        towns.get_by_role("listitem").filter(has_text="raised it by").first.get_by_role("link").press("Enter")
        answers = page.get_by_role("region", name="Every answer")
        answers.get_by_role("button", name="Thank: Reader 0").press("Enter")
        asking = page.get_by_role("dialog")
        expect(asking.get_by_text("nothing counts it")).to_be_visible()
        asking.get_by_role("textbox").fill("You read to the end.")
        assert findings(page) == []
        asking.get_by_role("button", name="Thank", exact=True).press("Enter")
        expect(answers.get_by_text("Thanked")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
    with site.visit(width=390, dark=True) as page:
        sign_in(page, "r0@letters.example")
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("dialog").get_by_role("link", name="Inbox").click()
        entry = page.get_by_role("article", name="Thanks for your answer")
        expect(entry.get_by_text("You read to the end.")).to_be_visible()
        expect(entry.get_by_text("Project Lead")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        page.goto(f"/projects/{project}/mine")
        # It was one of their first answers, and the newest come first.
        page.get_by_role("button", name="Show more").click()
        expect(page.get_by_text("Thanks for your answer")).to_be_visible()
        expect(page.get_by_text("You read to the end.")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []


CLASSES = ("glad", "sad", "angry", "calm")
ALIKE = 50
"""Items of the project in which two people slip together."""
MOODS: dict[str, Any] = {
    "name": "Moods of letters",
    "purpose": "An archive wants to know in which mood its letters were written.",
    "questions": [
        {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": [c.title() for c in CLASSES]}
    ],
    "policy": {"target": 0.9, "fewest": 6, "most": 6},
}


def _mood(n: int, person: int) -> str:
    """Four people seldom slip, each elsewhere; two slip often, and together."""
    truth = n % 4
    if person < 4:
        return CLASSES[(truth + 1) % 4 if (n * 7 + person * 5) % 11 == 0 else truth]
    return CLASSES[(truth + 1 + n % 3) % 4 if n % 5 in (0, 1) else truth]


@pytest.fixture(scope="module")
def moods(site: Site, project: int, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Letters that six people read, two of whom depend on each other; fitted. Who leads has the other project, too."""
    assert project, "the organization is there"
    file = tmp_path_factory.mktemp("moods") / "letters.jsonl"
    file.write_text("".join(json.dumps({"id": f"l{n}", "text": _letter(n)[1]}) + "\n" for n in range(ALIKE)))
    with Client(site.url) as lead:
        lead.sign_in("lead@letters.example", PASSWORD)
        made = lead.apply(MOODS)["id"]
        lead.import_file(made, Path(file))
        links = [lead.invite() for _ in range(6)]
        with Client(site.url) as other:
            other.join(lead.invite("reviewer"), "Rea View", "rev@letters.example", PASSWORD)

        def work(n: int) -> None:
            with Client(site.url) as person:
                person.join(links[n], f"Hidden {n}", f"m{n}@letters.example", PASSWORD)
                for claim in person.work(made):
                    at = int(str(claim["item"]["external_id"])[1:])
                    person.submit(claim, {"mood": {"labels": [_mood(at, n)]}})

        with ThreadPoolExecutor() as pool:
            list(pool.map(work, range(6)))
        site.weighed()
        lead.refit(made)
        while lead.quality(made)["annotations"] < 6 * ALIKE:
            time.sleep(0.1)
    return made


def _finding(page: Page, project: int) -> Locator:
    page.goto(f"/projects/{project}")
    return page.get_by_role("region", name="What is the mood?: Person")


def test_a_report_is_one_sheet_and_names_nobody(site: Site, moods: int, tmp_path: Path) -> None:
    with site.visit() as page:
        sign_in(page, "lead@letters.example")
        page.goto(f"/projects/{moods}")
        page.get_by_role("link", name="Open the report").press("Enter")
        sheet = page.frame_locator("iframe")
        expect(sheet.get_by_role("heading", name="Quality of Moods of letters")).to_be_visible()
        expect(sheet.get_by_text(f"6 people gave {6 * ALIKE} answers to {ALIKE} items")).to_be_visible()
        expect(sheet.get_by_text("What do people disagree about?")).to_be_visible()
        expect(sheet.get_by_text("of 2 people depend on each other: about")).to_be_visible()
        assert findings(page) == []
        picture(page, "report", whole=True)
        with page.expect_download() as kept:
            page.get_by_role("link", name="Download").click()
        assert kept.value.suggested_filename == "Quality of Moods of letters.html"
        file = tmp_path / "report.html"
        kept.value.save_as(file)
        assert "Hidden" not in file.read_text() and "<script" not in file.read_text()
        # As a colleague opens it: by itself, and on one sheet of paper.
        page.context.set_offline(True)
        page.goto(file.as_uri())
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, "it is longer than a sheet"
        assert findings(page) == []
        picture(page, "report-file", whole=True)


def test_from_a_finding_to_the_names_to_an_appeal_and_its_decision(site: Site, moods: int) -> None:
    with site.visit() as page:
        sign_in(page, "lead@letters.example")
        finding = _finding(page, moods)
        expect(finding).to_contain_text("The answers of 2 people depend on each other")
        expect(finding).not_to_contain_text("Hidden")
        finding.get_by_role("button", name="Reveal the names").press("Enter")
        dialog = page.get_by_role("dialog", name="Reveal who these people are?")
        dialog.get_by_label("Why you need the names").fill("To ask how they work together.")
        assert findings(page) == []
        dialog.get_by_role("button", name="Reveal the names").click()
        expect(finding).to_contain_text("Hidden 4")
        expect(finding).to_contain_text("Hidden 5")
        assert findings(page) == []
        picture(page, "dependence-revealed", whole=True)

    with site.visit(width=390, dark=True) as page:
        sign_in(page, "m4@letters.example")
        page.goto("/inbox")
        entry = page.get_by_role("article", name="Your name was revealed")
        expect(entry).to_contain_text("To ask how they work together.")
        for taken_back in (True, False):
            entry.get_by_role("button", name="Appeal", exact=False).click()
            dialog = page.get_by_role("dialog")
            dialog.get_by_role("textbox").fill("We never met.")
            dialog.get_by_role("button", name="Appeal").click()
            expect(entry).to_contain_text("Appealed")
            if taken_back:
                entry.get_by_role("button", name="Withdraw").press("Enter")
                page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
                expect(entry).not_to_contain_text("Appealed")
        assert findings(page) == [] and overflow(page) == 0
        picture(page, "reveal-appealed")

    with site.visit(dark=True) as page:
        sign_in(page, "rev@letters.example")
        finding = _finding(page, moods)
        expect(finding).to_contain_text("We never met.")
        expect(finding).not_to_contain_text("Hidden")
        assert findings(page) == []
        picture(page, "reveal-decided", whole=True)
        finding.get_by_role("button", name="Uphold").click()
        dialog = page.get_by_role("dialog", name="Uphold this appeal?")
        dialog.get_by_role("textbox").fill("They work in different towns.")
        dialog.get_by_role("button", name="Uphold").click()
        expect(page.get_by_text("None were found.")).to_be_visible()

    with site.visit() as page:
        sign_in(page, "m5@letters.example")
        page.goto("/inbox")
        expect(page.get_by_role("article", name="was wrong")).to_contain_text("They work in different towns.")

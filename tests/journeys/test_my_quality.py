"""My quality and thanks: what moved the estimate, what to practise, what a lead sees, and what comes back."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

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

        with ThreadPoolExecutor() as pool:
            list(pool.map(work, range(3)))
        while lead.project(made["id"])["progress"]["to_appraise"]:
            time.sleep(0.1)
        lead.refit(made["id"])
        while lead.quality(made["id"])["annotations"] < 3 * ITEMS:
            time.sleep(0.1)
    return made["id"]


def test_from_home_to_what_moved_it_and_what_to_practise(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "r0@letters.example")
        page.get_by_role("main").get_by_role("link", name="My quality").press("Enter")
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
        page.get_by_role("main").get_by_role("link", name="My quality").click()
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

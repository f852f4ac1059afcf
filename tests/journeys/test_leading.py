"""Those who lead: what to do next and what it costs, people by name, versions side by side, pages of others."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, go, overflow, picture, read, settled, sign_in

PROJECT: dict[str, Any] = {
    "name": "Names in letters",
    "purpose": "A museum wants to find everybody who is named in its letters.",
    "questions": [
        {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]},
        {"key": "names", "kind": "spans", "title": "Who is named?", "labels": ["Person"]},
    ],
    "policy": {"target": 0.6, "fewest": 2, "most": 2},
}
MANY = 23
ROLES = {"ann@example.org": "annotator", "rev@example.org": "reviewer", "man@example.org": "granted manager"}


def answers(n: int, mood: str = "good") -> dict[str, Any]:
    name = {"id": "s1", "label": "person", "fragments": [[0, 3]], "text": "Ada"}
    return {"mood": {"labels": [mood]}, "names": {"spans": [name] if n % 2 else []}}


class Lab:
    """A project that is nearly done, and who works there."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        with Client(site.url) as lead:
            lead.sign_up("Letter Lab", "Ada Lead", "lead@example.org", PASSWORD)
            self.project: int = lead.apply(PROJECT)["id"]
            file = folder / "letters.jsonl"
            file.write_text(
                "".join(json.dumps({"id": f"l{n}", "text": f"Ada wrote {n} lines."}) + "\n" for n in range(MANY))
            )
            lead.import_file(self.project, file)
            people: dict[str, Client] = {}
            for email, name in (("ann@example.org", "Åsa Öberg"), ("bob@example.org", "bob " + "longname" * 12)):
                people[email] = Client(site.url)
                people[email].join(lead.invite(), name, email, PASSWORD)
            with Client(site.url) as other:
                other.join(lead.invite("reviewer"), "Rea View", "rev@example.org", PASSWORD)
            with Client(site.url) as other:
                granted = other.join(lead.invite(), "Granted Manager", "man@example.org", PASSWORD)["person_id"]
            lead._send.json("PUT", f"/projects/{self.project}/grants/{granted}", json={"role": "manager"})  # pyright: ignore[reportPrivateUsage]
            flagged = False
            for person in people.values():
                for claim in person.work(self.project):
                    if not flagged:
                        person.flag(claim, "The letter is cut off.")
                        flagged = True
                    person.submit(claim, answers(int(str(claim["item"]["external_id"])[1:])))
                person.close()
            self.settle(lead)
            lead.publish(self.project, "Made for a test.")
            letter = next(row for row in lead.items(self.project) if row["external_id"] == "l4")
            lead.review(lead.item(letter["id"]), answers(4, "bad"), "It says so.", form_version=1)
            self.settle(lead)
            lead.publish(self.project, "Made for a test, and longer.")

    def settle(self, lead: Client) -> None:
        """Wait until what was answered is appraised."""
        while (lead.project(self.project)["progress"] or {"to_appraise": 0})["to_appraise"]:
            time.sleep(0.1)


@pytest.fixture(scope="module")
def lab(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(site, tmp_path_factory.mktemp("letters"))


def test_a_lead_sees_what_to_do_and_what_it_costs(lab: Lab) -> None:
    with lab.site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{lab.project}")
        step = page.get_by_role("region", name="What to do next")
        expect(step).to_contain_text("1 flag waits for an answer.")
        needed = page.get_by_role("region", name="Answers still needed")
        needed.get_by_role("button", name="State what an answer costs").click()
        dialog = page.get_by_role("dialog", name="What one answer costs")
        dialog.get_by_label("Price of an answer").fill("0.3")
        dialog.get_by_label("Currency").fill("eur")
        dialog.get_by_label("Minutes that an answer takes").fill("2")
        assert findings(page) == []
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        # Every item is settled: no costs of nothing, and where to go on.
        expect(needed).to_contain_text("No item is open")
        expect(needed).not_to_contain_text("EUR")
        expect(needed.get_by_role("link", name="Go to Data")).to_be_visible()
        # Every kind shows its confidences, and people stand by name.
        spans = page.get_by_role("region", name="Who is named?")
        expect(spans.get_by_role("img").first).to_be_visible()
        expect(spans.get_by_text("Not calibrated by gold", exact=True)).to_be_visible()
        people = page.get_by_role("region", name="People")
        rows = people.get_by_role("list").first.locator("> li")
        expect(rows).to_have_count(2)
        expect(people).to_contain_text("Åsa Öberg")
        people.get_by_label("Find somebody").fill("nobody at all")
        expect(people).to_contain_text("Nobody here is called “nobody at all”.")
        people.get_by_label("Find somebody").fill("öberg")
        expect(rows).to_have_count(1)
        assert findings(page) == []
        picture(page, "overview-lead", whole=True)
        people.get_by_role("link", name="Åsa Öberg").click()
        expect(page.get_by_text("Åsa Öberg").first).to_be_visible()
        expect(page.get_by_text("it compares them with nobody")).to_be_visible()
        assert findings(page) == []
        page.go_back()
        step.get_by_role("link", name="Answer").click()
        expect(page.get_by_role("button", name="Answer and close")).to_be_visible()
        page.goto("/changes")
        expect(page.get_by_text("stated what an answer costs")).to_be_visible()
        expect(page.get_by_text("minutes: nothing → 2")).to_be_visible()
        assert findings(page) == [] and overflow(page) == 0


def test_a_lead_knows_what_a_version_holds_and_what_it_changed(lab: Lab) -> None:
    with lab.site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{lab.project}/data")
        newest = page.get_by_role("article").filter(has=page.get_by_text("Version 2", exact=True))
        expect(newest.get_by_role("link", name="CoNLL-2003")).to_be_visible()
        newest.get_by_text("other formats do not fit").click()
        expect(newest.get_by_text("It holds conversations, and no answers.").first).to_be_visible()
        newest.get_by_text("What changed since version 1").click()
        expect(newest.get_by_text("Known limits", exact=True)).to_be_visible()
        difference = newest.get_by_role("list").locator("> li").filter(has_text="What is the mood?")
        expect(difference).to_have_count(1)
        expect(difference).to_contain_text("Good")
        expect(difference).to_contain_text("→Bad")
        assert findings(page) == []
        page.get_by_role("button", name="Publish a version").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Every item is settled.")).to_be_visible()
        expect(dialog.get_by_text("No more items are settled than in version 2.")).to_be_visible()
        assert findings(page) == []
        picture(page, "publish")


def routes(lab: Lab, item: int) -> list[str]:
    """Every page of the client behind the sign-in."""
    inside = ["", "/mine", "/guideline", "/items", f"/items/{item}", "/review", "/appeals", "/flags", "/data",
              "/data/redundancy", "/settings", "/desk"]  # fmt: skip
    return [
        "/", "/practice", "/unsent", "/projects/new", "/people", "/changes",
        "/me", "/inbox", "/me/quality", "/me/appeals",
        *(f"/projects/{lab.project}{path}" for path in inside),
        f"/projects/{lab.project}/items/999999", "/projects/999999", "/projects/abc/data", "/nowhere",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("email", ROLES)
def test_no_page_is_blank_or_full_of_errors_whoever_opens_it(lab: Lab, email: str) -> None:
    wrong: list[str] = []
    with lab.site.visit() as page:
        sign_in(page, "lead@example.org")
        item = read(page, f"/projects/{lab.project}/items?limit=1")["rows"][0]["id"]
    with lab.site.visit() as page:
        sign_in(page, email)
        for path in routes(lab, item):
            go(page, path)
            expect(page).to_have_url(f"{lab.site.url}{path}")
            settled(page)
            if page.get_by_role("alert").count():
                wrong.append(f"{path}: {page.get_by_role('alert').first.inner_text()}")
            if len(page.locator("main, #root").first.inner_text()) < 20:
                wrong.append(f"{path} is blank")
            if page.get_by_role("link").count() == 0:
                wrong.append(f"{path} leads nowhere")
    assert wrong == []


def test_a_page_that_is_not_ones_own_says_whose_it_is(lab: Lab) -> None:
    with lab.site.visit(width=390) as page:
        sign_in(page, "ann@example.org")
        page.goto(f"/projects/{lab.project}/settings")
        expect(page.get_by_text("It is for those who lead this project.")).to_be_visible()
        expect(page.get_by_text("owners and managers of Letter Lab")).to_be_visible()
        assert findings(page) == [] and overflow(page) == 0
        picture(page, "not-open-390")
        page.get_by_role("link", name="Go to the overview").click()
        expect(page.get_by_text("A museum wants to find")).to_be_visible()
        page.goto("/people")
        expect(page.get_by_text("The owners of Letter Lab can make you a manager.")).to_be_visible()
        page.get_by_role("link", name="Go to my projects").click()
        expect(page.get_by_role("heading", name="My projects")).to_be_visible()

"""Assessments: a lead opens a ready-made one, a person takes it by keyboard and phone, is paid, reads why, appeals a
key, and works in the project that the tier opens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.actions.assessments.ready_made import all_ready_made
from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled, sign_in

PROJECT: dict[str, Any] = {
    "name": "Ferry notes",
    "purpose": "A harbour wants to know which notes name a time.",
    "questions": [{"key": "time", "kind": "classification", "title": "Does it name a time?", "labels": ["Yes", "No"]}],
}
(READY,) = [one for one in all_ready_made() if one.name == "reading-closely"]
LEAD, READER = "lead@reading.example", "reader@reading.example"


@pytest.fixture(scope="module")
def people(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Client(site.url) as lead:
        lead.sign_up("Reading Room", "Lena Lead", LEAD, PASSWORD)
        link = lead.invite()
        tier = lead.make_qualification("Reading", [{"name": "closely"}])["id"]
        project = lead.apply(PROJECT)["id"]
        texts = tmp_path_factory.mktemp("notes") / "notes.jsonl"
        texts.write_text(json.dumps({"text": "The ferry leaves at noon."}))
        lead.import_file(project, texts)
        lead.require(project, {tier: 1})
    with Client(site.url) as reader:
        reader.join(link, "Rami Reader", READER, PASSWORD)


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def right(page: Page) -> str:
    """The key of the item that is shown."""
    shown = page.get_by_role("region", name="The item").inner_text()
    (found,) = [item for item in READY.items if item.payload["parts"][1]["text"] in shown]
    return found.key["support"]["labels"][0]


def test_a_person_is_assessed_and_a_lead_decides_on_a_key(site: Site, people: None) -> None:
    labels = {label["id"]: str(n) for n, label in enumerate(READY.questions[0]["labels"], 1)}
    with site.visit() as lead, site.visit(width=390, dark=True) as page:
        sign_in(lead, LEAD)
        lead.get_by_role("link", name="Assessments").click()
        expect(lead.get_by_text("There is no assessment yet")).to_be_visible()
        lead.get_by_role("button", name="New assessment").click()
        dialog = lead.get_by_role("dialog", name="New assessment")
        dialog.get_by_label("Made from").select_option(label="Ready-made: Reading closely")
        dialog.get_by_label("Passing it awards").select_option(label="Reading: closely")
        dialog.get_by_label("Pay of an attempt").fill("2.50")
        expect(dialog.get_by_text("an hour comes to €15.00")).to_be_visible()
        picture(lead, "assessment-new")
        assert findings(lead) == []
        dialog.get_by_role("button", name="New assessment").click()
        lead.get_by_role("button", name="Open it").click()
        lead.get_by_role("dialog", name="Open it").get_by_role("button", name="Open it").click()
        expect(lead.get_by_text("Open · 26 items")).to_be_visible()
        picture(lead, "assessment-pool")
        fit(lead)

        sign_in(page, READER)
        expect(page.get_by_role("article").get_by_role("link", name="Start")).to_have_count(0)
        page.locator("#content").get_by_role("link", name="My qualifications").click()
        expect(page.get_by_text("earns closely: 8 items, about 10 minutes, €2.50")).to_be_visible()
        picture(page, "assessment-way-390-dark", whole=True)
        fit(page)
        page.get_by_role("link", name="Reading closely").click()
        expect(page.get_by_text("€2.50 when you hand in, whatever the result")).to_be_visible()
        expect(page.get_by_text("3 of 3 left")).to_be_visible()
        picture(page, "assessment-offer-390-dark", whole=True)
        fit(page)
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_text("Item 1 of 8").first).to_be_visible()
        picture(page, "assessment-attempt-390-dark", whole=True)
        fit(page)
        for place in range(1, 9):
            expect(page.get_by_role("group", name=f"Item {place} of 8")).to_be_visible()
            key = right(page)
            wrong = place == 1
            page.keyboard.press(next(at for name, at in labels.items() if (name == key) is not wrong))
            expect(page.get_by_role("button", name=f"Item {place}, answered")).to_be_visible()
            if place == 4:
                expect(page.get_by_text("Saved", exact=True)).to_be_visible()
                page.reload()  # the tab was closed; what was saved is there, and one goes on where one was
                expect(page.get_by_role("button", name="Item 4, answered")).to_be_visible()
                expect(page.get_by_role("group", name="Item 5 of 8")).to_be_visible()
            elif place < 8:
                page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Hand in").click()
        page.get_by_role("dialog", name="Hand in?").get_by_role("button", name="Hand in").click()
        expect(page.get_by_text("88%").or_(page.get_by_text("88 %")).first).to_be_visible()
        expect(page.get_by_role("heading", name="Passed")).to_be_visible()
        expect(page.get_by_role("group", name="Score", exact=True)).to_be_focused()
        picture(page, "assessment-result-390-dark", whole=True)
        fit(page)
        page.locator("#content").get_by_role("link", name="My pay").click()
        expect(page.get_by_role("row", name="An assessment that you took").get_by_text("€2.50")).to_be_visible()
        page.go_back()
        page.get_by_role("button", name="Appeal").click()
        page.get_by_role("dialog").get_by_role("textbox").fill("The text says it in other words.")
        page.get_by_role("dialog").get_by_role("button", name="Appeal").click()
        expect(page.get_by_text("You appealed this key.")).to_be_visible()

        lead.reload()
        expect(lead.get_by_text("The text says it in other words.")).to_be_visible()
        expect(lead.get_by_role("cell", name="Rami Reader")).to_be_visible()
        picture(lead, "assessment-appeal")
        fit(lead)
        lead.get_by_role("button", name="Uphold").click()
        dialog = lead.get_by_role("dialog", name="Uphold")
        dialog.get_by_role("textbox").fill("Both readings are fair.")
        dialog.get_by_role("button", name="Uphold").click()
        expect(lead.get_by_text("Set aside by Lena Lead")).to_be_visible()

        page.reload()
        expect(page.get_by_text("100%").or_(page.get_by_text("100 %")).first).to_be_visible()
        expect(page.get_by_text("Both readings are fair.")).to_be_visible()
        picture(page, "assessment-raised-390-dark", whole=True)
        fit(page)
        page.goto("/")
        page.get_by_role("link", name="Start").click()
        expect(page.get_by_text("The ferry leaves at noon.")).to_be_visible()

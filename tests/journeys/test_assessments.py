"""Assessments: a lead opens a ready-made one, a person takes it by keyboard and phone, reads why, and appeals a key."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from goodwork.actions.assessments import ready_made
from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled, sign_in

LEAD, READER = "lead@reading.example", "reader@reading.example"


@pytest.fixture(scope="module")
def people(site: Site) -> None:
    with Client(site.url) as lead:
        lead.sign_up("Reading Room", "Lena Lead", LEAD, PASSWORD)
        link = lead.invite()
    with Client(site.url) as reader:
        reader.join(link, "Rami Reader", READER, PASSWORD)


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def right(page: Page) -> str:
    """The key of the item that is shown."""
    (ready,) = ready_made.all_ready_made()
    shown = page.get_by_role("region", name="The item").inner_text()
    (found,) = [item for item in ready.items if item.payload["parts"][1]["text"] in shown]
    return found.key["support"]["labels"][0]


def test_a_person_is_assessed_and_a_lead_decides_on_a_key(site: Site, people: None) -> None:
    labels = {label["id"]: str(n) for n, label in enumerate(ready_made.all_ready_made()[0].questions[0]["labels"], 1)}
    with site.visit() as lead, site.visit(width=390, dark=True) as page:
        sign_in(lead, LEAD)
        lead.get_by_role("link", name="Assessments").click()
        expect(lead.get_by_text("There is no assessment yet")).to_be_visible()
        lead.get_by_role("button", name="New assessment").click()
        dialog = lead.get_by_role("dialog", name="New assessment")
        dialog.get_by_label("Made from").select_option(label="Ready-made: Reading closely")
        picture(lead, "assessment-new")
        assert findings(lead) == []
        dialog.get_by_role("button", name="New assessment").click()
        lead.get_by_role("button", name="Open it").click()
        lead.get_by_role("dialog", name="Open it").get_by_role("button", name="Open it").click()
        expect(lead.get_by_text("Open · 26 items")).to_be_visible()
        picture(lead, "assessment-pool")
        fit(lead)

        sign_in(page, READER)
        page.goto("/me/assessments")
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
        picture(page, "assessment-result-390-dark", whole=True)
        fit(page)
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

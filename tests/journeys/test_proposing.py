"""An annotator proposes a change of the guideline; a lead accepts it, and it is the next version."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, sign_in

OLD = "# Irony\n\nLook at what is said.\n"
PROJECT = {
    "name": "Mood of a tweet",
    "purpose": "A weather service wants to warn people in words that fit how they feel.",
    "questions": [{"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]}],
    "guideline": OLD,
}
WHY = "Irony <img src=x onerror=alert(1)> says the opposite of what it means."


@pytest.fixture(scope="module")
def project(site: Site) -> int:
    """A lead and an annotator."""
    with Client(site.url) as lead, Client(site.url) as person:
        lead.sign_up("Proposing Lab", "Project Lead", "lead@proposing.example", PASSWORD)
        made = lead.apply(PROJECT)
        person.join(lead.invite(), "Ann Notator", "ann@proposing.example", PASSWORD)
    return made["id"]


def test_a_proposal_becomes_a_guideline_version(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "ann@proposing.example")
        page.goto(f"/projects/{project}/guideline?part=proposals")
        expect(page.get_by_text("No proposal is open")).to_be_visible()
        # By keyboard alone.
        page.get_by_role("button", name="Propose a change").focus()
        page.keyboard.press("Enter")
        text = page.get_by_label("The guideline as you would have it")
        text.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("# Irony\n\nLook at what is meant.\n")
        expect(page.get_by_role("region", name="The difference").get_by_text("meant")).to_be_visible()
        assert findings(page) == []
        picture(page, "propose")
        page.get_by_label("Why", exact=True).focus()
        page.keyboard.type(WHY)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Your proposal is made")).to_be_visible()
        expect(page.get_by_text(WHY)).to_be_visible()

    with site.visit(width=390, height=844, dark=True) as page:
        sign_in(page, "lead@proposing.example")
        page.goto("/inbox")
        page.get_by_role("article", name="A proposal waits").get_by_role("link", name="See the proposal").click()
        expect(page.get_by_role("region", name="The difference").get_by_text("meant")).to_be_visible()
        page.get_by_label("Add a comment").fill("What of exaggeration?")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Project Lead (you)")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        page.get_by_role("button", name="Accept").click()
        page.get_by_role("dialog").get_by_label("Reason").fill("It is what we meant all along.")
        page.get_by_role("dialog").get_by_role("button", name="Accept").click()
        expect(page.get_by_text("Accepted: version 2 of the guideline")).to_be_visible()

    with site.visit() as page:
        sign_in(page, "ann@proposing.example")
        page.get_by_role("link", name="1 new entry").click()
        entry = page.get_by_role("article", name="Your proposal was accepted")
        expect(entry.get_by_text("It is what we meant all along.")).to_be_visible()
        page.goto(f"/projects/{project}")
        expect(page.get_by_text("Look at what is meant.")).to_be_visible()

"""A lead asks for more in a running project, is told how many it shuts out and says why; they read it and appeal."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, section, settled, sign_in

REASON = "These letters are in old hands. Whoever reads them has learnt it."
READER = "r0@letters.example"
SECOND = "second@letters.example"


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def _upheld(site: Site, link: str) -> None:
    """Somebody else who leads decides for them."""
    with Client(site.url) as second:
        second.join(link, "Second Lead", SECOND, PASSWORD)
        (waiting,) = second.restriction_appeals()
        assert waiting["what"] == "requirement" and waiting["reason"] == REASON
        second.decide_restriction_appeal(waiting["id"], "You read them well.", upheld=True)


def test_what_a_project_asks_for_shuts_nobody_out_unseen(site: Site, tmp_path: Path) -> None:
    project = small_project(site, tmp_path)
    with Client(site.url) as api:
        api.sign_in(LEAD, PASSWORD)
        made = api.make_qualification("Old letters", [{"name": "reader"}, {"name": "expert"}])
        api.give_tier(made["id"], next(p["id"] for p in api.people() if p["name"] == "Reader 1"), 2, "A certificate.")
        link = api.invite(role="manager")
    with site.visit() as lead, site.visit(width=390, dark=True) as reader:
        sign_in(lead, LEAD)
        lead.goto(f"/projects/{project}")
        section(lead, "Settings").click()
        asks = lead.get_by_role("region", name="Asks for")
        asks.get_by_label("Add").select_option("Old letters: expert")
        dialog = lead.get_by_role("dialog", name="Ask for Old letters: expert?")
        expect(dialog.get_by_text("1 person who works here does not hold it")).to_be_visible()
        does = dialog.get_by_role("button", name="Ask for it")
        expect(does).to_be_disabled()
        # The dialog begins with the reason, so typing is enough.
        lead.keyboard.type(REASON)
        picture(lead, "requirement-shuts-out")
        fit(lead)
        lead.keyboard.press("Tab")
        does.press("Enter")
        expect(asks.get_by_label("Tier of Old letters")).to_have_value("2")

        sign_in(reader, READER)
        expect(reader.get_by_role("link", name="How to get it: Places in letters")).to_be_visible()
        reader.goto("/inbox")
        expect(reader.get_by_text(REASON)).to_be_visible()
        reader.get_by_role("link", name="Read the decision").click()
        decision = reader.get_by_role("article", name="asks for")
        expect(decision.get_by_text(REASON)).to_be_visible()
        way = decision.get_by_role("link", name="How to get it")
        expect(way).to_have_attribute("href", f"/me/qualifications#qualification-{made['id']}")
        picture(reader, "requirement-decision-390-dark", whole=True)
        fit(reader)
        decision.get_by_role("button", name="Appeal").click()
        reader.get_by_role("dialog").get_by_role("button", name="Appeal").click()
        expect(decision.get_by_text("You have appealed.")).to_be_visible()
        _upheld(site, link)
        reader.goto("/")
        expect(reader.get_by_role("link", name="Start: Places in letters")).to_be_visible()
        expect(reader.get_by_text("not asked of you: your appeal was upheld")).to_be_visible()
        picture(reader, "requirement-waived-390-dark", whole=True)
        fit(reader)

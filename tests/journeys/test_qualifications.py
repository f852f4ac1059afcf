"""Qualifications: a lead asks for one, an annotator reads what is missing and how to get it, is given it, and works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import Site, findings, overflow, picture, section, settled, sign_in


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return small_project(site, tmp_path_factory.mktemp("letters"))


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def _file(text: str) -> FilePayload:
    return {"name": "qualifications.json", "mimeType": "application/json", "buffer": text.encode()}


@pytest.mark.slow
def test_a_tier_opens_a_project(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit(width=390, dark=True) as page:
        sign_in(lead, LEAD)
        lead.get_by_role("link", name="People").click()
        lead.get_by_role("link", name="Qualifications").click()
        lead.get_by_role("link", name="New qualification").click()
        lead.get_by_label("Name", exact=True).fill("Old letters")
        lead.get_by_label("Name of tier 1").fill("reader")
        lead.get_by_role("button", name="Add a higher tier").click()
        lead.get_by_label("Name of tier 2").fill("expert")
        lead.get_by_label("Work earns expert").check()
        lead.get_by_label("Items for expert").fill("9")
        lead.get_by_role("button", name="Save").click()
        expect(lead.get_by_text("Write 10 or more.")).to_be_visible()
        lead.get_by_label("Items for expert").fill("40")
        lead.get_by_role("combobox", name="Project").click()
        lead.get_by_role("listbox").get_by_role("option").first.click()
        lead.get_by_label("Question", exact=True).select_option("mood")
        lead.get_by_role("button", name="Tie", exact=True).click()
        picture(lead, "qualification-new", whole=True)
        fit(lead)
        lead.get_by_role("button", name="Save").click()
        expect(lead.get_by_role("heading", name="Old letters")).to_be_visible()

        lead.goto(f"/projects/{project}")
        section(lead, "Settings").click()
        asks = lead.get_by_role("region", name="Asks for")
        asks.get_by_label("Add").select_option("Old letters: expert")
        dialog = lead.get_by_role("dialog")
        dialog.get_by_label("Reason").fill("These letters are written in old hands.")
        dialog.get_by_role("button", name="Ask for it").click()
        expect(lead.get_by_text("It holds for whoever takes an item from now on.").first).to_be_visible()
        asks.scroll_into_view_if_needed()
        picture(lead, "qualification-asked")
        fit(lead)

        sign_in(page, "r0@letters.example")
        expect(page.get_by_text("What is open asks for a qualification")).to_be_visible()
        card = page.get_by_role("article").first
        expect(card.get_by_text("Old letters: expert")).to_be_visible()
        expect(card.get_by_role("link", name="Start")).to_have_count(0)
        picture(page, "qualification-card-390-dark", whole=True)
        fit(page)
        page.locator("#content").get_by_role("link", name="My qualifications").click()
        expect(page.get_by_text("You hold no tier yet")).to_be_visible()
        page.goto(f"/projects/{project}/desk")
        expect(page.get_by_role("link", name="How to get it")).to_be_visible()
        picture(page, "qualification-desk-390-dark")
        page.get_by_role("link", name="How to get it").click()
        expect(page.get_by_text("How to get expert")).to_be_visible()
        expect(page.get_by_text("40 items more")).to_be_visible()
        fit(page)

        lead.goto("/qualifications")
        lead.get_by_role("link", name="Old letters").click()
        lead.get_by_role("button", name="Remove", exact=True).click()
        lead.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
        expect(lead.get_by_text("Take it out of what these projects ask for")).to_be_visible()
        lead.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        lead.get_by_role("button", name="Give a tier").click()
        lead.get_by_role("combobox", name="To whom").fill("Reader 0")
        lead.get_by_role("option", name="Reader 0").click()
        lead.get_by_role("form").get_by_label("Tier", exact=True).select_option("expert")
        lead.get_by_label("Reason").fill("A certificate of the archive school, 2024.")
        lead.get_by_role("button", name="Give", exact=True).click()
        expect(lead.get_by_role("cell", name="A certificate of the archive school, 2024.")).to_be_visible()
        picture(lead, "qualification-holders", whole=True)
        fit(lead)

        page.goto("/me/qualifications")
        expect(page.get_by_text("You hold expert")).to_be_visible()
        expect(page.get_by_text("A certificate of the archive school, 2024.")).to_be_visible()
        picture(page, "my-qualifications-390-dark", whole=True)
        fit(page)
        # Called otherwise, it tells the lead before who reads that, and the person what it was called.
        lead.get_by_label("Name of tier 2").fill("master")
        expect(lead.get_by_text("Held by 1 person as")).to_be_visible()
        lead.get_by_label("Name of tier 2").scroll_into_view_if_needed()
        picture(lead, "qualification-renamed")
        fit(lead)
        lead.get_by_role("button", name="Save").click()
        expect(lead.get_by_text("Saved. What people hold stays as it is.")).to_be_visible()
        page.reload()
        expect(page.get_by_text("You hold master")).to_be_visible()
        expect(page.get_by_text(re.compile("Until .+ your tier was called .+expert"))).to_be_visible()
        picture(page, "my-qualifications-renamed-390-dark", whole=True)
        fit(page)
        # Taken along by the pseudonym, and checked by somebody who has no account; then as somebody else would have it.
        panel = page.get_by_role("region", name="Take it along")
        panel.get_by_text("By my pseudonym").click()
        with page.expect_download() as waiting:
            panel.get_by_role("button", name="Download the signed record").click()
        record = Path(waiting.value.path()).read_text(encoding="utf-8")
        with site.visit() as stranger:
            stranger.goto("/check-record")
            file = stranger.get_by_label("Record")
            file.set_input_files(_file(record))
            expect(stranger.get_by_text("Valid: this server signed it as it is.")).to_be_visible()
            expect(stranger.get_by_text("(tier 2 of 2)")).to_be_visible()
            expect(stranger.get_by_text("Reader 0")).to_have_count(0)
            picture(stranger, "record-valid", whole=True)
            fit(stranger)
            file.set_input_files(_file(record.replace('"master"', '"chief"')))
            expect(stranger.get_by_text("Changed: this is not what this server signed.")).to_be_visible()
            expect(stranger.get_by_text("chief")).to_have_count(0)
            file.set_input_files(_file("{}"))
            expect(stranger.get_by_text("The file is no signed record")).to_be_visible()
            fit(stranger)
        page.goto("/inbox")
        expect(page.get_by_role("heading", name="You hold Old letters: master")).to_be_visible()
        fit(page)
        page.goto("/")
        page.get_by_role("link", name="Start").click()
        expect(page.get_by_role("button", name="Submit")).to_be_visible()

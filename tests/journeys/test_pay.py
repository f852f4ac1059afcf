"""Pay: a lead says what an answer is paid, an annotator gets it to the cent, an owner corrects it with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, section, settled, sign_in


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return small_project(site.url, tmp_path_factory.mktemp("letters"))


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def test_a_statement_is_right_to_the_cent(site: Site, project: int, tmp_path: Path) -> None:
    with site.visit() as lead, site.visit(width=390, dark=True) as page:
        sign_in(lead, LEAD)
        lead.goto(f"/projects/{project}")
        section(lead, "Settings").click()
        lead.get_by_label("Per answer").fill("0.255")
        form = lead.get_by_role("region", name="Pay", exact=True)
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Write a number such as 0.25.")).to_be_visible()
        lead.get_by_label("Per answer").fill("0,25")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("€0.25, since")).to_be_visible()
        form.scroll_into_view_if_needed()
        picture(lead, "pay-settings")
        fit(lead)

        sign_in(page, "r0@letters.example")
        page.goto("/me/pay")
        expect(page.get_by_text("Nothing was posted to you yet")).to_be_visible()
        fit(page)
        page.goto(f"/projects/{project}")
        expect(page.get_by_text("Each answer is paid €0.25.")).to_be_visible()
        with Client(site.url) as reader:
            reader.sign_in("r0@letters.example", PASSWORD)
            for rate in (None, "1"):
                claim = reader.claim(project)["claim"]
                assert claim is not None
                if rate:
                    # Whoever holds an item is paid what they were shown.
                    lead.get_by_label("Per answer").fill(rate)
                    form.get_by_role("button", name="Save").click()
                    expect(form.get_by_text("€1.00, since")).to_be_visible()
                answers = {"places": {"spans": []}, "mood": {"labels": ["glad"]}, "clear": {"value": 3}}
                reader.submit(claim, answers)
        page.goto("/me/pay")
        expect(page.get_by_text("€0.50")).to_be_visible()

        lead.get_by_role("button", name="Account").or_(lead.locator("button[aria-label^='Account']")).first.click()
        lead.get_by_role("link", name="My pay").click()
        lead.get_by_role("link", name="What the organization owes").click()
        lead.get_by_role("button", name="Correct Reader 0, EUR").click()
        dialog = lead.get_by_role("dialog", name="Correct the pay of Reader 0")
        dialog.get_by_label("More (or, with a minus, less)").fill("-0.05")
        dialog.get_by_label("Reason").fill("One letter was there twice.")
        picture(lead, "pay-correct")
        assert findings(lead) == []
        dialog.get_by_role("button", name="Post the correction").click()
        expect(lead.get_by_role("cell", name="€0.45")).to_be_visible()
        picture(lead, "pay-organization")
        fit(lead)
        with lead.expect_download() as saved:
            lead.get_by_role("button", name="Download CSV").click()
        saved.value.save_as(tmp_path / "pay.csv")
        assert '"Reader 0",EUR,0.45,3' in (tmp_path / "pay.csv").read_text()

        page.reload()
        expect(page.get_by_text("One letter was there twice.")).to_be_visible()
        expect(page.get_by_text("€0.45")).to_be_visible()
        picture(page, "my-pay-390-dark", whole=True)
        fit(page)

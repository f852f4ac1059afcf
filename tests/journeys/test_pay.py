"""Pay: two people answer, items settle, a statement is right to the cent, payroll gets it; hours and corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, section, settled, sign_in

SAID = {"places": {"spans": []}, "mood": {"labels": ["glad"]}, "clear": {"value": 3}}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return small_project(site, tmp_path_factory.mktemp("letters"))


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def answer(site: Site, project: int, who: str, n: int) -> None:
    """Answers of one person, who says what everybody says."""
    site.weighed()
    with Client(site.url) as reader:
        reader.sign_in(who, PASSWORD)
        for _ in range(n):
            claim = reader.claim(project)["claim"]
            assert claim is not None
            reader.submit(claim, SAID)


def test_accepted_answers_make_a_statement_that_is_right_to_the_cent(site: Site, project: int, tmp_path: Path) -> None:
    with site.visit() as lead, site.visit(width=390, dark=True) as page:
        sign_in(lead, LEAD)
        lead.goto(f"/projects/{project}")
        section(lead, "Settings").click()
        form = lead.get_by_role("region", name="Pay", exact=True)
        form.get_by_label("What is paid").select_option("accepted")
        form.get_by_label("Amount").fill("0.255")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Write a number such as 0.25.")).to_be_visible()
        form.get_by_label("Amount").fill("0,25")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Each accepted answer: €0.25, since")).to_be_visible()
        form.scroll_into_view_if_needed()
        picture(lead, "pay-settings")
        fit(lead)

        sign_in(page, "r0@letters.example")
        page.goto("/me/pay")
        expect(page.get_by_text("Nothing was posted to you yet")).to_be_visible()
        page.goto(f"/projects/{project}")
        expect(page.get_by_text("Each accepted answer is paid €0.25, when its item settles.")).to_be_visible()
        answer(site, project, "r0@letters.example", 2)
        page.goto("/me/pay")
        waiting = page.get_by_role("table", name="Waiting to be accepted")
        expect(waiting.get_by_text("Waits for its item to settle")).to_have_count(2)
        picture(page, "my-pay-waiting-390-dark", whole=True)
        fit(page)
        answer(site, project, "r1@letters.example", 2)
        with Client(site.url) as owner:
            # A review settles each at once, whatever the worker makes of two answers.
            owner.sign_in(LEAD, PASSWORD)
            for row in owner.items(project):
                owner.review(owner.item(row["id"]), SAID, "It is as they say.", form_version=1)
        page.reload()
        expect(page.get_by_text("the sum of 2 lines")).to_be_visible()
        expect(page.get_by_text("€0.50")).to_be_visible()

        lead.goto("/pay")
        lead.get_by_role("button", name="Correct Reader 0, EUR").click()
        dialog = lead.get_by_role("dialog", name="Correct the pay of Reader 0")
        dialog.get_by_label("More (or, with a minus, less)").fill("-0.05")
        dialog.get_by_label("Reason").fill("One letter was there twice.")
        dialog.get_by_role("button", name="Post the correction").click()
        expect(lead.get_by_role("cell", name="€0.45")).to_be_visible()
        lead.get_by_role("button", name="Close the month").click()
        lead.get_by_role("dialog").get_by_role("button", name="Close").last.click()
        statements = lead.get_by_role("table", name="Statements")
        expect(statements.get_by_role("row", name="Reader 0")).to_contain_text("€0.45")
        expect(statements.get_by_role("row", name="Reader 1")).to_contain_text("€0.50")
        picture(lead, "pay-organization", whole=True)
        fit(lead)
        for form_of, says in (("CSV", '"EUR","0.45",3'), ("JSON", '"amount": "0.45"')):
            with lead.expect_download() as saved:
                lead.get_by_role("link", name=f"Download {form_of}").click()
            saved.value.save_as(tmp_path / form_of)
            assert says in (tmp_path / form_of).read_text()
        assert {row["amount"] for row in json.loads((tmp_path / "JSON").read_text())["statements"]} == {"0.45", "0.50"}

        # Somebody's own pay is corrected by another owner; there is none, so it says that nobody else looked at it.
        with Client(site.url) as owner:
            me = owner.sign_in(LEAD, PASSWORD)
            owner.correct_pay(me["person_id"], 500, "EUR", "A day of reviews.")
        lead.reload()
        lead.get_by_role("button", name=f"Correct \u2068{me['name']}\u2069, EUR").click()
        dialog = lead.get_by_role("dialog")
        expect(dialog.get_by_text("This is your own pay.")).to_be_visible()
        picture(lead, "pay-own-correction")
        dialog.get_by_label("More (or, with a minus, less)").fill("-0.05")
        dialog.get_by_label("Reason").fill("Five cents too many.")
        dialog.get_by_role("button", name="Post the correction").click()
        expect(lead.get_by_role("cell", name="€4.95")).to_be_visible()
        lead.goto("/me/pay")
        expect(lead.get_by_text("Corrected by yourself, as the only owner")).to_have_count(2)
        picture(lead, "my-pay-own-correction")

        page.reload()
        expect(page.get_by_role("table", name="Your statements").get_by_text("€0.45")).to_be_visible()
        expect(page.get_by_text("One letter was there twice.")).to_be_visible()
        picture(page, "my-pay-390-dark", whole=True)
        fit(page)


def test_hours_are_entered_by_hand_and_confirmed_by_name(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit(width=390) as page:
        sign_in(lead, LEAD)
        lead.goto("/pay")
        floor = lead.get_by_role("region", name="Pay floor")
        floor.get_by_label("For an hour").fill("16")
        floor.get_by_role("button", name="Set").click()
        expect(floor.get_by_text("€16.00 an hour")).to_be_visible()
        lead.goto(f"/projects/{project}/settings")
        form = lead.get_by_role("region", name="Pay", exact=True)
        form.get_by_label("What is paid").select_option("hour")
        form.get_by_label("Amount").fill("15.50")
        expect(form.get_by_text("below your organization's floor of €16.00")).to_be_visible()
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Say that it is meant, or pay more.")).to_be_visible()
        form.get_by_label("Pay it all the same").check()
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_text("Each hour: €15.50, since")).to_be_visible()
        picture(lead, "pay-below-floor")

        sign_in(page, "r1@letters.example")
        page.goto(f"/projects/{project}")
        expect(page.get_by_text("below your organization's floor")).to_be_visible()
        page.get_by_role("button", name="Enter hours").click()
        page.get_by_label("Hours", exact=True).fill("1")
        page.get_by_label("Minutes").fill("35")
        picture(page, "pay-hours-390")
        assert findings(page) == []
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("It stands in My pay until somebody confirms it.")).to_be_visible()

        lead.reload()
        lead.get_by_role("button", name="Confirm Reader 1, 1 h 35 min").click()
        expect(lead.get_by_text("Confirmed and posted.")).to_be_visible()
        page.goto("/me/pay")
        mine = page.get_by_role("table", name="Your hours")
        expect(mine.get_by_text("Confirmed by")).to_be_visible()
        expect(mine.get_by_text("€24.54")).to_be_visible()
        fit(page)

        # Also from here, where the project is one that they don't reach any more.
        page.get_by_role("button", name="Enter hours").click()
        page.get_by_label("Project").select_option(str(project))
        page.get_by_label("Minutes").fill("20")
        picture(page, "pay-hours-mine-390")
        assert findings(page) == []
        page.get_by_role("button", name="Send").click()
        expect(mine.get_by_text("0 h 20 min")).to_be_visible()
        expect(page.get_by_role("button", name="Enter hours")).to_be_focused()

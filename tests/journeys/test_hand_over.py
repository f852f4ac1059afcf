"""Handing over: somebody leaves what they began, a colleague takes it up and finishes it, and both are credited."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled, sign_in


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    made = small_project(site, tmp_path_factory.mktemp("letters"))
    with Client(site.url) as lead:
        lead.sign_in(LEAD, PASSWORD)
        lead.set_pay(made, 25, "EUR")
        link = lead.invite()
    with Client(site.url) as colleague:
        colleague.join(link, "Reader 2", "r2@letters.example", PASSWORD)
    # One letter is left that neither has answered: both get it.
    _set(site, made, "set-aside", ("l0", "l1", "l2", "l4", "l5"))
    return made


def _set(site: Site, project: int, becomes: str, which: tuple[str, ...]) -> None:
    with Client(site.url) as lead:
        lead.sign_in(LEAD, PASSWORD)
        ids = [row["id"] for row in lead.items(project) if row["external_id"] in which]
        lead.change_many(project, becomes, "For now.", items=ids)


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def test_a_colleague_finishes_what_somebody_began(site: Site, project: int) -> None:
    with site.visit() as page, site.visit(width=390, dark=True) as other:
        sign_in(page, "r0@letters.example")
        page.goto(f"/projects/{project}/desk")
        expect(page.get_by_text("This answer pays €0.25.")).to_be_visible()
        expect(page.get_by_role("button", name="Hand over")).to_be_disabled()
        page.get_by_role("radio", name="Sad").check(force=True)
        picture(page, "hand-over-desk")
        page.keyboard.press("Shift+H")
        dialog = page.get_by_role("dialog", name="Hand this item over")
        expect(dialog.get_by_text("The answer is paid to whoever submits it")).to_be_visible()
        picture(page, "hand-over-dialog")
        fit(page)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Handed over. A colleague may finish it.")).to_be_visible()
        page.goto(f"/projects/{project}/mine")
        expect(page.get_by_text("Nobody has taken it up yet")).to_be_visible()

        sign_in(other, "r2@letters.example")
        other.goto(f"/projects/{project}/desk")
        expect(other.get_by_text("A colleague began this item.")).to_be_visible()
        expect(other.get_by_role("radio", name="Sad")).not_to_be_checked()
        picture(other, "hand-over-offered-390-dark", whole=True)
        fit(other)
        other.get_by_role("button", name="Take up what they began").click()
        expect(other.get_by_role("radio", name="Sad")).to_be_checked()
        expect(other.get_by_text("You carry on what a colleague began.")).to_be_visible()
        other.get_by_role("button", name="Nothing to mark").click()
        other.get_by_role("radio", name="3").check(force=True)
        other.keyboard.press("Control+Enter")
        expect(other.get_by_text("You carry on what a colleague began.")).to_have_count(0)
        other.goto(f"/projects/{project}/mine")
        expect(other.get_by_text("Begun by a colleague, credited to both")).to_have_count(1)
        picture(other, "hand-over-carried-390-dark")
        fit(other)

        page.reload()
        expect(page.get_by_text("A colleague finished it. It is credited to both of you.")).to_be_visible()
        picture(page, "hand-over-mine")
        fit(page)
        _set(site, project, "open", ("l4",))
        page.goto(f"/projects/{project}/desk")
        page.get_by_role("radio", name="Glad").check(force=True)
        expect(page.get_by_text("Saved")).to_be_visible()
        page.goto("/")
        expect(page.get_by_text("€0.25 for each answer")).to_be_visible()
        page.get_by_role("button", name="Stop", exact=True).click()
        stop = page.get_by_role("dialog", name="Stop for now")
        stop.get_by_label("Colleagues may finish what I began").check()
        picture(page, "hand-over-stop")
        fit(page)
        stop.get_by_role("button", name="Give everything back").click()
        expect(page.get_by_text("A colleague may finish 1 of them.")).to_be_visible()
        page.goto(f"/projects/{project}/mine")
        page.get_by_role("button", name="Take back").click()
        expect(page.get_by_text("Taken back. You may meet it again")).to_be_visible()
        expect(page.get_by_role("button", name="Take back")).to_have_count(0)

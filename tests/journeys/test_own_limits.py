"""Own limits: somebody meets their own ceiling and lifts it, stops, pauses, comes back, leaves a project."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.screens import small_project
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled, sign_in

READER = "r0@letters.example"


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return small_project(site, tmp_path_factory.mktemp("letters"))


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def answer(page: Page) -> None:
    """The item on the desk."""
    expect(page.get_by_text("Which towns?")).to_be_visible()
    page.get_by_role("button", name="Nothing to mark").click()
    page.get_by_role("radio", name="Sad").check(force=True)
    page.get_by_role("radio", name="3").check(force=True)
    page.keyboard.press("Control+Enter")


def test_a_ceiling_is_met_and_lifted_and_a_pause_ends_when_its_person_likes(site: Site, project: int) -> None:
    with site.visit(width=390, dark=True) as page:
        sign_in(page, READER)
        expect(page.get_by_text("3 today")).to_be_visible()
        picture(page, "own-home-390-dark")
        fit(page)
        page.goto("/me")
        limits = page.get_by_role("region", name="My limits", exact=True)
        limits.get_by_label("Items a day").fill("4")
        limits.get_by_label("Quiet hours").check()
        limits.get_by_label("Until").select_option("20:00")
        expect(limits.get_by_text("leave no hour to work")).to_be_visible()
        expect(limits.get_by_role("button", name="Save my limits")).to_be_disabled()
        picture(page, "own-limits-390-dark")
        fit(page)
        limits.get_by_label("Quiet hours").uncheck()
        limits.get_by_role("button", name="Save my limits").click()
        expect(page.get_by_text("Your limits are saved.")).to_be_visible()

        page.goto(f"/projects/{project}/desk")
        answer(page)
        expect(page.get_by_text("You set yourself 4 items a day")).to_be_visible()
        picture(page, "own-desk-390-dark")
        fit(page)
        page.get_by_role("button", name="Lift it for today").click()
        expect(page.get_by_text("Which towns?")).to_be_visible()

    with site.visit() as page:
        sign_in(page, READER)
        page.get_by_role("button", name="Stop", exact=True).press("Enter")
        dialog = page.get_by_role("dialog", name="Stop for now")
        picture(page, "own-stop")
        fit(page)
        dialog.get_by_role("button", name="Pause").press("Enter")
        expect(page.get_by_text("You have paused")).to_be_visible()
        # The button is gone, and keys go on from where it was.
        page.wait_for_function("document.activeElement !== document.body")
        picture(page, "own-paused")
        fit(page)
        # The head of a project says so, too, and offers the same way back where it else says Start.
        page.get_by_role("link", name="Places in letters", exact=True).click()
        expect(page.locator("#content header").get_by_text("You have paused")).to_be_visible()
        expect(page.get_by_role("link", name="Start")).to_have_count(0)
        picture(page, "own-paused-head")
        fit(page)
        page.get_by_role("button", name="Come back").press("Enter")
        back = page.get_by_role("dialog", name="You have paused")
        picture(page, "own-paused-way")
        fit(page)
        with Client(site.url) as reader:
            reader.sign_in(READER, PASSWORD)
            assert reader.claim(project)["no_work"] == "own-pause"
            back.get_by_label("Items a day when you come back").fill("6")
            back.get_by_role("button", name="Come back").press("Enter")
            expect(page.get_by_role("link", name="Start")).to_be_visible()
            assert reader.limits()["limits"]["items_a_day"] == 6
        page.goto("/")

        page.get_by_role("button", name="How I work here").click()
        page.get_by_role("radio", name="Harder ones first").check()
        picture(page, "own-way")
        fit(page)
        page.get_by_role("button", name="Leave this project").click()
        expect(page.get_by_text("1 project that you left")).to_be_visible()
        page.get_by_text("1 project that you left").click()
        picture(page, "own-left")
        fit(page)
        page.get_by_role("button", name="Come back to it").click()
        expect(page.get_by_role("link", name="Start: Places in letters")).to_be_visible()

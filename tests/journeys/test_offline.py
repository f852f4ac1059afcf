"""The connection is lost while the desk opens: no page breaks, the answer can be given, and it is sent later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, read, serious_findings, sign_in

PROJECT = {
    "name": "Letters",
    "purpose": "A museum wants to find the people in its letters.",
    "questions": [
        {"key": "names", "kind": "spans", "title": "Who and where?", "labels": ["Person", "Place"]},
        {"key": "tone", "kind": "classification", "title": "Is it friendly?", "labels": ["Yes", "No"]},
    ],
    "guideline": "# Names\nMark **people** and places.",
}
UNREACHABLE = "The next item can’t be fetched"
OUTDATED = "goodwork was updated since you opened it"


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Letters whose questions come in parts of their own."""
    file = tmp_path_factory.mktemp("import") / "letters.jsonl"
    file.write_text("".join(json.dumps({"id": f"l{n}", "text": f"Anna of Bern met Otto, {n}."}) + "\n" for n in range(9)))
    with Client(site.url) as lead:
        lead.sign_up("Letter Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        with Client(site.url) as person:
            person.join(lead.invite(), "Annotator", "a@example.org", PASSWORD)
    return made["id"]


def sent(page: Page, project: int) -> int:
    """How many answers the server has of me."""
    return len(read(page, f"/projects/{project}/history")["rows"])


def finish(page: Page, project: int, before: int) -> None:
    """All that the desk offers works without a connection; the answer is sent when it is back."""
    text = page.get_by_role("textbox", name="Text to mark: Who and where?")
    expect(text).to_be_visible()
    expect(page.get_by_role("region", name="Guideline").get_by_text("people")).to_be_visible()
    text.focus()
    page.keyboard.press("Home")
    page.keyboard.press("1")
    page.get_by_role("radio", name="Yes").check()
    expect(page.get_by_test_id("saved-mark")).to_contain_text("kept in this browser")
    page.keyboard.press("Shift+S")
    expect(page.get_by_role("dialog", name="Skip this item")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("main").get_by_text("Your answer is kept in this browser")).to_be_visible()
    page.get_by_role("link", name="See what is waiting").click()
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Anna of Bern met Otto")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    assert sent(page, project) == before + 1


@pytest.mark.parametrize("seconds", [0.0, 0.2, 1.0])
def test_the_connection_is_lost_soon_after_the_desk_was_opened(site: Site, project: int, seconds: float) -> None:
    with site.visit() as page:
        sign_in(page, "a@example.org")
        before = sent(page, project)
        page.get_by_role("link", name="Start: Letters").click()
        page.wait_for_timeout(1000 * seconds)
        page.context.set_offline(True)
        material = page.get_by_role("region", name="Item")
        # What has not come by then is said, and comes by itself.
        expect(material.or_(page.get_by_text(UNREACHABLE)).or_(page.get_by_text("does not answer")).first).to_be_visible()
        if not material.is_visible():
            page.context.set_offline(False)
            expect(material).to_be_visible()
            page.context.set_offline(True)
        finish(page, project, before)


def test_the_connection_is_lost_as_soon_as_the_item_was_handed_out(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "a@example.org")
        before = sent(page, project)
        # Opened by its address: nothing of it is here.
        with page.expect_response("**/claims") as claim:
            page.goto(f"/projects/{project}/desk")
        claim.value.finished()
        page.context.set_offline(True)
        finish(page, project, before)


def test_a_page_that_can_not_be_fetched_says_so_and_comes_by_itself(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        page.context.set_offline(True)
        page.get_by_role("link", name="People").click()
        expect(page.get_by_text("could not be fetched: the server does not answer")).to_be_visible()
        assert serious_findings(page) == []
        page.context.set_offline(False)
        expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()


def test_a_tab_that_is_older_than_the_server_is_loaded_again(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "a@example.org")
        # As after an update: what this page would fetch now is not there any more.
        page.route("**/assets/*.js", lambda route: route.fulfill(status=404, body="Not found"))
        page.get_by_role("link", name="Start: Letters").click()
        expect(page.get_by_text(OUTDATED)).to_be_visible()
        assert serious_findings(page) == []
        page.unroute("**/assets/*.js")
        page.get_by_role("button", name="Load the page again").click()
        expect(page.get_by_role("region", name="Item")).to_be_visible()

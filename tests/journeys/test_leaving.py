"""Access ends with an item on the desk: the person is told, may finish it, and loses no word when it closes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, TWEETS, Site, overflow, serious_findings, sign_in

PROJECT = {
    "name": "Reasons",
    "purpose": "A weather service wants to know what its words do to people.",
    "questions": [{"key": "why", "kind": "text", "title": "What makes them think so?"}],
}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Two tweets, and somebody who works on them."""
    file = tmp_path_factory.mktemp("import") / "tweets.jsonl"
    file.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in TWEETS[:2]))
    with Client(site.url) as lead:
        lead.sign_up("Leaving Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        with Client(site.url) as person:
            person.join(lead.invite(), "Annotator", "a@example.org", PASSWORD)
    return made["id"]


def test_the_desk_says_that_this_is_the_last_item_and_keeps_the_text_when_it_closes(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit() as page:
        sign_in(lead, "lead@example.org")
        sign_in(page, "a@example.org")
        page.goto(f"/projects/{project}/desk")
        words = page.get_by_role("textbox", name="What makes them think so?")
        words.fill("The sun.")
        expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
        # Open to teams, and they are in none.
        _patch(lead, project, {"open_to": "teams"})
        words.fill("The sun on the lake.")
        notice = page.get_by_text("You have no access to this project any more.")
        expect(notice).to_be_visible()
        page.reload()
        expect(notice).to_be_visible()
        expect(words).to_have_value("The sun on the lake.")
        page.set_viewport_size({"width": 390, "height": 860})
        assert overflow(page) <= 0
        page.set_viewport_size({"width": 1280, "height": 860})
        assert serious_findings(page) == []
        # The archive closes it at once; what was written stays where it is.
        _patch(lead, project, {"state": "archived"})
        words.fill("The sun on the lake, and not a cloud.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("This project is archived", exact=False).first).to_be_visible()
        expect(words).to_have_value("The sun on the lake, and not a cloud.")
        # Set going again, it is sent as it stands.
        _patch(lead, project, {"state": "active", "open_to": "organization"})
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text(TWEETS[1][1])).to_be_visible()


def _patch(lead: Page, project: int, body: dict[str, object]) -> None:
    base = "/".join(lead.url.split("/", 3)[:3])
    csrf = lead.context.request.get("/api/v1/session").json()["csrf"]
    answer = lead.context.request.patch(
        f"/api/v1/projects/{project}", data=body, headers={"X-CSRF-Token": csrf, "Origin": base}
    )
    assert answer.ok, answer.text()

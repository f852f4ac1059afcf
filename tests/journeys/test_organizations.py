"""Two organizations, one person, one home: signed up at the entrance, joined with one account, seen from one place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled

MARIA = "maria@harbour.example"
QUESTION = {
    "key": "mood", "kind": "classification", "title": "What is the mood?",
    "labels": [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """Anybody may make an organization, and no mail is sent."""
    return {"GOODWORK_SIGN_UP": "open"}


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def work_in(lead: Client, folder: Path, name: str) -> int:
    """A project with work in it."""
    project = lead.apply({"name": name, "purpose": "The harbour office warns in time.", "questions": [QUESTION]})["id"]
    file = folder / "hours.jsonl"
    file.write_text(
        "".join(json.dumps({"id": str(n), "text": f"Wind from the west, hour {n}."}) + "\n" for n in range(3))
    )
    lead.import_file(project, file)
    return project


@pytest.mark.slow
def test_one_person_in_two_organizations_has_one_home(site: Site, tmp_path: Path) -> None:
    with Client(site.url) as harbour, Client(site.url) as field, site.visit() as page:
        harbour.sign_up("Harbour Lab", "Harbour Lead", "lead@harbour.example", PASSWORD)
        storm = work_in(harbour, tmp_path, "Storm warnings")
        harbour.set_card(storm, sample_item=next(harbour.items(storm))["id"])
        with Client(site.url) as maria:
            maria.join(harbour.invite(), "Maria", MARIA, PASSWORD)

        page.goto("/")
        page.get_by_role("button", name="Make an organization").click()
        page.get_by_label("Organization").fill("Field Lab")
        page.get_by_label("Your name").fill("Field Lead")
        page.get_by_label("Email").fill("lead@field.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        fit(page)
        picture(page, "organizations-sign-up")
        page.get_by_role("button", name="Create and sign in").click()
        expect(page.get_by_role("heading", name="My projects")).to_be_visible()
        field.sign_in("lead@field.example", PASSWORD)
        there = work_in(field, tmp_path, "Frost in the orchard")
        invitation = field.invite()

    with site.visit(width=390, dark=True) as page:
        page.goto(invitation)
        page.get_by_role("button", name="Use the account that I have here").click()
        page.get_by_label("Your name").fill("Maria of the field")
        page.get_by_label("Email").fill(MARIA)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        fit(page)
        picture(page, "organizations-join-390-dark")
        page.get_by_role("button", name="Join and sign in").click()
        elsewhere = page.get_by_role("region", name="Harbour Lab")
        expect(elsewhere.get_by_role("heading", name="Storm warnings")).to_be_visible()
        expect(page.get_by_role("heading", name="Frost in the orchard")).to_be_visible()
        fit(page)
        picture(page, "organizations-home-390-dark", whole=True)

        # A card of the other organization is whole: its sample is seen and a wish taken without going there.
        elsewhere.get_by_role("button", name="Sample: Storm warnings").press("Enter")
        sample = page.get_by_role("dialog")
        expect(sample.get_by_text("Wind from the west, hour 0.")).to_be_visible()
        expect(sample.get_by_text("What is the mood?")).to_be_visible()
        fit(page)
        picture(page, "organizations-sample-390-dark")
        page.keyboard.press("Escape")
        elsewhere.get_by_role("button", name="How I work here: Storm warnings").press("Enter")
        way = page.get_by_role("dialog", name="How I work here")
        way.get_by_label("Harder ones first").check()
        expect(page.get_by_text("It holds from the next item on.")).to_be_visible()
        fit(page)
        picture(page, "organizations-wish-390-dark")
        page.keyboard.press("Escape")
        page.reload()
        elsewhere.get_by_role("button", name="How I work here: Storm warnings").press("Enter")
        expect(way.get_by_label("Harder ones first")).to_be_checked()
        page.keyboard.press("Escape")

        # An end that one set there is said, and no Start leads into it.
        with Client(site.url) as maria:
            maria.sign_in(MARIA, PASSWORD)
            maria.pause()
            page.reload()
            expect(elsewhere.get_by_text("You have paused there.")).to_be_visible()
            expect(elsewhere.get_by_role("link", name="Open: Storm warnings")).to_be_visible()
            expect(elsewhere.get_by_role("link", name="Start: Storm warnings")).to_have_count(0)
            fit(page)
            picture(page, "organizations-paused-there-390-dark")
            maria.come_back()
            page.reload()

        # Work of the other organization is one press away, by keyboard too, and nobody signs in again.
        elsewhere.get_by_role("link", name="Start: Storm warnings").press("Enter")
        expect(page.get_by_text("What is the mood?")).to_be_visible()
        page.goto(f"/projects/{there}")
        expect(page.get_by_text("Frost in the orchard")).to_have_count(0)

        page.goto("/me")
        mine = page.get_by_role("region", name="My organizations")
        expect(mine.get_by_text("You are here")).to_be_visible()
        fit(page)
        picture(page, "organizations-account-390-dark")
        mine.get_by_role("button", name="Leave Harbour Lab").click()
        dialog = page.get_by_role("dialog", name="Leave Harbour Lab?")
        picture(page, "organizations-leave-390-dark")
        dialog.get_by_role("button", name="Leave Harbour Lab").click()
        expect(page.get_by_text("You have left Harbour Lab.")).to_be_visible()
        expect(page.get_by_role("heading", name="Frost in the orchard")).to_be_visible()
        expect(page.get_by_text("Storm warnings")).to_have_count(0)

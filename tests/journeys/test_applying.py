"""Applying: an owner shows a page, somebody without an account applies there, passes, and works; another is declined
with a reason, appeals, and is admitted."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.actions.assessments import ready_made
from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled, sign_in

OWNER = "owner@harbour.example"
PROJECT: dict[str, Any] = {
    "name": "Ferry notes",
    "purpose": "A harbour wants to know which notes name a time.",
    "questions": [{"key": "time", "kind": "classification", "title": "Does it name a time?", "labels": ["Yes", "No"]}],
}


@pytest.fixture(scope="module")
def organization(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Client(site.url) as owner:
        owner.sign_up("Harbour Notes", "Olga Owner", OWNER, PASSWORD)
        texts = tmp_path_factory.mktemp("notes") / "notes.jsonl"
        texts.write_text(json.dumps({"text": "The ferry leaves at noon."}))
        owner.import_file(owner.apply(PROJECT)["id"], texts)
        (ready,) = [one for one in owner.ready_made() if one["name"] == "reading-closely"]
        terms = {key: value for key, value in ready.items() if key not in ("name", "items")}
        terms |= {"drawn": 2, "pay_currency": "EUR", "pay_amount": 150}
        made = owner.make_assessment(terms, ready_made="reading-closely")
        owner.change_assessment(made, terms, "open")


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def apply(page: Page, name: str) -> None:
    form = page.get_by_role("region", name="Apply")
    form.get_by_label("Your name").fill(name)
    form.get_by_label("Email").fill(f"{name.split()[0].lower()}@hopeful.example")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_role("heading", name="My application")).to_be_visible()


def key(page: Page) -> str:
    """The number of the right answer to the item that is shown."""
    (ready,) = [one for one in ready_made.all_ready_made() if one.name == "reading-closely"]
    labels = [label["id"] for label in ready.questions[0]["labels"]]
    shown = page.get_by_role("region", name="The item").inner_text()
    (found,) = [item for item in ready.items if item.payload["parts"][1]["text"] in shown]
    return str(labels.index(found.key["support"]["labels"][0]) + 1)


def test_somebody_applies_passes_and_works_and_somebody_is_declined_and_appeals(site: Site, organization: None) -> None:
    with site.visit() as owner, site.visit(width=390, dark=True) as page, site.visit() as other:
        sign_in(owner, OWNER)
        owner.get_by_role("link", name="People").click()
        owner.get_by_role("link", name="Applications").click()
        panel = owner.get_by_role("region", name="Work with us: the public page")
        panel.get_by_label("What the work is").fill("Reading notes of a **harbour**, a few minutes at a time.")
        panel.get_by_label("Who uses what comes of it").fill("The harbour, for its timetable.")
        panel.get_by_label("Pay", exact=True).select_option(label="A range for an hour, as we state it")
        panel.get_by_label("From", exact=True).fill("15")
        panel.get_by_label("To", exact=True).fill("18.50")
        panel.get_by_label("Applicants take").select_option(label="Reading closely")
        panel.get_by_label("Whoever passes it is admitted at once").check()
        expect(panel.get_by_text("At most €30.00 a month")).to_be_visible()
        panel.get_by_label("Show the page").check()
        panel.get_by_role("button", name="Save").click()
        address = panel.get_by_label("Its address").input_value()
        picture(owner, "public-page-settings", whole=True)
        fit(owner)

        page.goto(address)
        expect(page.get_by_role("heading", name=re.compile("Work with .Harbour Notes."))).to_be_visible()
        expect(page.get_by_text("€15.00 to €18.50 for an hour")).to_be_visible()
        expect(page.get_by_text("€1.50 for each try that you hand in, whatever the result.")).to_be_visible()
        expect(page.get_by_text("Whether you are there, and when you were there last")).to_be_visible()
        picture(page, "work-with-us-390-dark", whole=True)
        fit(page)
        apply(page, "Nadia New")
        picture(page, "my-application-390-dark", whole=True)
        fit(page)
        page.get_by_role("link", name="To the assessment").click()
        page.get_by_role("button", name="Begin").click()
        for place in (1, 2):
            expect(page.get_by_role("group", name=f"Item {place} of 2")).to_be_visible()
            page.keyboard.press(key(page))
            expect(page.get_by_role("button", name=f"Item {place}, answered")).to_be_visible()
            page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Hand in").click()
        page.get_by_role("dialog", name="Hand in?").get_by_role("button", name="Hand in").click()
        expect(page.get_by_role("heading", name="Passed")).to_be_visible()
        page.goto("/me/application")
        expect(page.get_by_text("You passed, so you are in")).to_be_visible()
        page.locator("#content").get_by_role("link", name="My projects").click()
        page.get_by_role("link", name="Start").click()
        expect(page.get_by_text("The ferry leaves at noon.")).to_be_visible()

        other.goto(address)
        picture(other, "work-with-us", whole=True)
        apply(other, "Uma Unlucky")
        owner.reload()
        row = owner.get_by_role("article", name="Uma Unlucky")
        row.get_by_role("button", name="Decline").click()
        dialog = owner.get_by_role("dialog", name="Decline Uma Unlucky?")
        dialog.get_by_role("textbox").fill("We look for readers of Finnish.")
        dialog.get_by_role("button", name="Decline").click()
        expect(owner.get_by_text("There are none.")).to_be_visible()
        other.get_by_role("link", name="Inbox").click()
        expect(other.get_by_role("heading", name="Your application was declined")).to_be_visible()
        fit(other)
        other.locator("#content").get_by_role("link", name="My application").click()
        expect(other.get_by_text("We look for readers of Finnish.")).to_be_visible()
        other.get_by_role("button", name="Appeal").click()
        other.get_by_role("dialog").get_by_role("textbox").fill("Minä luen suomea.")
        other.get_by_role("dialog").get_by_role("button", name="Appeal").click()
        expect(other.get_by_text("You appealed.")).to_be_visible()
        picture(other, "my-application-declined", whole=True)
        fit(other)
        owner.goto("/")
        way = owner.get_by_role("link", name="1 application")
        expect(way).to_be_visible()
        picture(owner, "waiting-in-the-organization")
        fit(owner)
        way.click()
        row.get_by_role("button", name="Uphold").click()
        picture(owner, "applications-appeal")
        fit(owner)
        dialog = owner.get_by_role("dialog", name="Uphold")
        dialog.get_by_role("textbox").fill("You do.")
        dialog.get_by_role("button", name="Uphold").click()
        expect(row.get_by_role("button", name="Uphold")).to_have_count(0)
        expect(row.get_by_role("button", name="Admit")).to_be_visible()
        other.reload()
        expect(other.get_by_text("your application is open again")).to_be_visible()
        # Open again decides nothing: somebody admits them, by name, and they are told and may work.
        row.get_by_role("button", name="Admit").click()
        dialog = owner.get_by_role("dialog", name="Admit Uma Unlucky?")
        dialog.get_by_role("button", name="Admit").click()
        expect(row.get_by_role("button", name="Admit")).to_have_count(0)
        other.get_by_role("link", name="Inbox").click()
        expect(other.get_by_role("heading", name="You are admitted")).to_be_visible()
        fit(other)
        other.goto("/me/application")
        expect(other.get_by_text(re.compile(r"^Admitted by .?Olga Owner.? on "))).to_be_visible()
        other.goto("/")
        other.get_by_role("link", name="Start").click()
        expect(other.get_by_text("The ferry leaves at noon.")).to_be_visible()

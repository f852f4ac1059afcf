"""A first week: a lead sets up, an annotator works by keyboard and loses the connection, a lead publishes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import datasets
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import (
    PASSWORD,
    TWEETS,
    Site,
    findings,
    go,
    overflow,
    picture,
    post,
    read,
    section,
    settled,
    sign_in,
)

GUIDELINE = """# How to decide
Judge what the **writer** feels about the weather.

| Tweet | Answer |
|---|---|
| “Another lovely Monday of hail” | Negative: irony counts as what is meant |
"""


@dataclass
class Lab:
    """What the first chapter leaves behind."""

    site: Site
    project: int


@pytest.fixture(scope="module")
def lab(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """The first chapter: sign up, make a project, import a file; all through the browser."""
    file = tmp_path_factory.mktemp("import") / "tweets.jsonl"
    lines = [json.dumps({"id": name, "text": text, "place": "north"}) for name, text in TWEETS]
    file.write_text("\n".join([*lines[:4], '{"id": "broken', *lines[4:]]) + "\n")
    with site.visit() as page:
        page.goto("/")
        expect(page.get_by_role("heading", name="Set up goodwork")).to_be_visible()
        picture(page, "sign-up")
        page.get_by_label("Organization").fill("Weather Lab")
        page.get_by_label("Your name").fill("Project Lead")
        page.get_by_label("Email").fill("ada@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Create and sign in").click()
        expect(page.get_by_text("No projects yet")).to_be_visible()

        page.get_by_role("link", name="New project").first.click()
        page.get_by_label("Name", exact=True).fill("What is the mood of this weather tweet?")
        page.get_by_label("Purpose").fill("A weather service wants to warn people in words that fit how they feel.")
        picture(page, "new-project-what-for")
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("What is asked").fill("What is the mood?")
        # Nothing that was typed is lost on the way out, and nothing asks before it.
        page.get_by_role("link", name="My projects").first.click()
        page.get_by_role("link", name="New project").first.click()
        expect(page.get_by_text("What you had typed and not saved is here again.")).to_be_visible()
        expect(page.get_by_label("Name", exact=True)).to_have_value("What is the mood of this weather tweet?")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_label("What is asked")).to_have_value("What is the mood?")
        # What is missing is a link to its field, out of the header's way.
        page.get_by_label("Name of label 1", exact=True).fill("")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("link", name="Everything here needs a name.").click()
        expect(page.get_by_label("Name of label 1", exact=True)).to_be_focused()
        for n, name in enumerate(["Positive", "Negative"], start=1):
            page.get_by_label(f"Name of label {n}", exact=True).fill(name)
        page.get_by_role("button", name="Add a label").click()
        page.get_by_label("Name of label 3", exact=True).fill("Neutral")
        expect(page.get_by_role("radiogroup", name="What is the mood?").get_by_text("Neutral")).to_be_visible()
        page.get_by_label("Guideline in Markdown").fill(GUIDELINE)
        picture(page, "new-project", whole=True)
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Choose a file").set_input_files(file)
        expect(page.get_by_text("tweets.jsonl")).to_be_visible()
        assert findings(page) == []
        page.get_by_role("button", name="Create project").click()

        expect(page.get_by_role("heading", name="Import items")).to_be_visible()
        project = int(page.url.split("/projects/")[1].split("/")[0])
        expect(page.get_by_text("What a day! Sun on the lake")).to_be_visible()
        expect(page.get_by_label("id: Becomes")).to_have_value("id")
        expect(page.get_by_label("text: Becomes")).to_have_value("text")
        picture(page, "import", whole=True)
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_text("Done", exact=True)).to_be_visible()
        expect(page.get_by_text("10 added")).to_be_visible()
        expect(page.get_by_text("1 rejected")).to_be_visible()
        page.get_by_text("Rejected rows").click()
        expect(page.get_by_text("Line 5")).to_be_visible()
        return Lab(site, project)


@pytest.fixture
def lead(lab: Lab) -> Generator[Page]:
    """The lead, signed in."""
    with lab.site.visit() as page:
        sign_in(page, "ada@example.org")
        yield page


def join(lab: Lab, lead: Page, page: Page, name: str) -> None:
    """A new annotator opens an invitation."""
    link: str = post(lead, "/invitations", {"role": "annotator"})["link"]
    page.goto(link.replace(lab.site.url, ""))
    expect(page.get_by_role("heading", name="Join Weather Lab")).to_be_visible()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill(f"{name.split()[0].lower()}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My projects")).to_be_visible()


def shown_item(page: Page) -> str:
    """The text of the item on the desk."""
    return page.get_by_role("region", name="Item").get_by_role("paragraph").last.inner_text()


def saved(page: Page) -> None:
    """Wait until the desk says that the server has it."""
    expect(page.get_by_test_id("saved-mark")).to_contain_text("Saved ")


def next_item(page: Page, before: str) -> str:
    """Wait for another item."""
    expect(page.get_by_role("region", name="Item").get_by_role("paragraph").last).not_to_have_text(before)
    return shown_item(page)


def mine(page: Page, project: int) -> dict[str, Any]:
    """My answers on the server: text of the item -> label."""
    rows = read(page, f"/projects/{project}/history")["rows"]
    return {row["excerpt"]: row["answers"]["what_is_the_mood"]["labels"][0] for row in rows}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on something of this name."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if (
            page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText")
            == name
        ):
            return
    raise AssertionError(f"Tab does not reach {name!r}")


def test_the_keyboard_alone_is_enough(lab: Lab, lead: Page) -> None:
    with lab.site.visit() as page:
        join(lab, lead, page, "First Annotator")
        tab_to(page, "Start: What is the mood of this weather tweet?")
        page.keyboard.press("Enter")
        expect(page.get_by_role("radio", name="Positive")).to_be_visible()
        first = shown_item(page)
        expect(page.get_by_text("irony counts as what is meant")).to_be_visible()

        # Choose, take back, do again.
        page.keyboard.press("1")
        expect(page.get_by_role("radio", name="Positive")).to_be_checked()
        saved(page)
        page.keyboard.press("2")
        page.keyboard.press("Control+z")
        expect(page.get_by_role("radio", name="Positive")).to_be_checked()
        page.keyboard.press("Control+Shift+Z")
        expect(page.get_by_role("radio", name="Negative")).to_be_checked()
        page.keyboard.press("Enter")
        second = next_item(page, first)
        assert mine(page, lab.project) == {first: "negative"}

        # An answer is asked for before it is taken.
        page.keyboard.press("Control+Enter")
        missing = page.get_by_role("button", name="Choose one label.")
        expect(missing).to_be_visible()
        missing.press("Enter")
        expect(page.get_by_role("radio", name="Positive")).to_be_focused()

        # Keys still work after a click of the mouse.
        page.get_by_role("radio", name="Neutral").click()
        page.keyboard.press("1")
        expect(page.get_by_role("radio", name="Positive")).to_be_checked()

        # Flag, skip, look back, correct.
        page.keyboard.press("Shift+F")
        page.get_by_label("What is wrong?").fill("The tweet is cut off.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Your note is sent.")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.keyboard.press("Shift+S")
        expect(page.get_by_role("radio", name="I can’t judge this")).to_be_focused()
        page.keyboard.press("Enter")
        third = next_item(page, second)
        page.keyboard.press("Shift+P")
        expect(page.get_by_text("You are looking back at your answer")).to_be_visible()
        expect(page.get_by_role("radio", name="Negative")).to_be_checked()
        page.keyboard.press("3")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Your correction is saved.")).to_be_visible()
        assert next_item(page, first) == third
        assert mine(page, lab.project) == {first: "neutral"}

        # The guideline is found by key, too.
        page.keyboard.press("Shift+G")
        page.keyboard.type("hail")
        expect(page.locator("mark")).to_have_text("hail")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
        picture(page, "keyboard")


def test_a_lost_connection_loses_nothing(lab: Lab, lead: Page) -> None:
    with lab.site.visit(unread=True) as page:
        join(lab, lead, page, "Second Annotator")
        page.goto(f"/projects/{lab.project}/desk")
        expect(page.get_by_role("radio", name="Positive")).to_be_visible()
        first = shown_item(page)

        # Submitted without a connection: kept, said so, and sent when the connection is back.
        page.context.set_offline(True)
        page.keyboard.press("2")
        expect(page.get_by_test_id("saved-mark")).to_contain_text("kept in this browser")
        page.keyboard.press("Enter")
        expect(page.get_by_role("main").get_by_text("Your answer is kept in this browser")).to_be_visible()
        picture(page, "offline")
        page.context.set_offline(False)
        expect(page.get_by_role("radio", name="Positive")).to_be_visible()
        second = shown_item(page)
        assert second != first
        assert mine(page, lab.project) == {first: "negative"}

        # Begun without a connection, the page closed, and opened again: the work is there and goes on.
        page.context.set_offline(True)
        page.keyboard.press("3")
        expect(page.get_by_test_id("saved-mark")).to_contain_text("kept in this browser")
        context = page.context
        page.close()
        context.set_offline(False)
        page = context.new_page()
        page.goto(f"/projects/{lab.project}/desk")
        expect(page.get_by_role("radio", name="Neutral")).to_be_checked()
        assert shown_item(page) == second
        saved(page)

        # Submitted without a connection, and the page closed at once: it is sent from the next page.
        context.set_offline(True)
        page.keyboard.press("Enter")
        expect(page.get_by_role("main").get_by_text("Your answer is kept in this browser")).to_be_visible()
        page.close()
        context.set_offline(False)
        page = context.new_page()
        page.goto("/unsent")
        expect(page.get_by_text("Everything is sent")).to_be_visible()
        assert mine(page, lab.project) == {first: "negative", second: "neutral"}


def test_two_tabs_of_one_item_lose_nothing(lab: Lab, lead: Page) -> None:
    with lab.site.visit() as page:
        join(lab, lead, page, "Third Annotator")
        page.goto(f"/projects/{lab.project}/desk")
        expect(page.get_by_role("radio", name="Positive")).to_be_visible()
        other = page.context.new_page()
        other.goto(f"/projects/{lab.project}/desk")
        expect(other.get_by_role("radio", name="Positive")).to_be_visible()
        assert shown_item(page) == shown_item(other)

        page.keyboard.press("1")
        saved(page)
        other.keyboard.press("2")
        conflict = other.get_by_role("alert", name="This item was worked on in another tab")
        expect(conflict).to_be_visible()
        expect(conflict.get_by_text("Negative")).to_be_visible()
        expect(conflict.get_by_text("Positive")).to_be_visible()
        picture(other, "conflict")
        other.get_by_role("button", name="Go on with those").click()
        expect(other.get_by_role("radio", name="Positive")).to_be_checked()
        other.keyboard.press("Control+z")
        expect(other.get_by_role("radio", name="Negative")).to_be_checked()
        saved(other)


def test_a_lead_publishes_and_others_read_it(lab: Lab, lead: Page, tmp_path: Path) -> None:
    answered_by(lab, lead, 3)
    lead.goto(f"/projects/{lab.project}")
    expect(lead.get_by_text("answers given")).to_be_visible()
    expect(lead.get_by_text("Not calibrated yet").first).to_be_visible()
    section(lead, "Data").click()
    lead.get_by_role("button", name="Publish a version").click()
    dialog = lead.get_by_role("dialog", name="Publish a version")
    expect(dialog.get_by_role("button", name="Publish a version")).to_be_disabled()
    dialog.get_by_label("Known limits").fill("Ten tweets, made up for a test. Irony is hard.")
    dialog.get_by_role("button", name="Publish a version").click()
    expect(lead.get_by_text("Published", exact=True)).to_be_visible(timeout=90_000)
    picture(lead, "data", whole=True)

    with lead.expect_download() as waiting:
        lead.get_by_role("link", name="CSV").click()
    unpacked = unpack(waiting.value.path(), tmp_path / "csv")
    tables = {file.name: pd.read_csv(file) for file in unpacked.rglob("*.csv")}
    assert [name for name, table in tables.items() if "id" in table and set(table["id"]) == {n for n, _ in TWEETS}]

    with lead.expect_download() as waiting:
        lead.get_by_role("link", name="Hugging Face datasets").click()
    folder = unpack(waiting.value.path(), tmp_path / "datasets")
    root = next(folder.rglob("README.md")).parent
    items = datasets.load_dataset(str(root), cache_dir=str(tmp_path / "cache"), split="train")
    assert len(items) == len(TWEETS)


def answered_by(lab: Lab, lead: Page, people: int) -> None:
    """So many further people answer all items."""
    for n in range(people):
        link = post(lead, "/invitations", {"role": "annotator"})["link"]
        with Client(lab.site.url) as person:
            person.join(link, f"Reader {n}", f"reader{n}@example.org", PASSWORD)
            for claim in person.work(lab.project):
                label = ["positive", "negative", "neutral"][len(claim["item"]["parts"][0]["text"] or "") % 3]
                person.submit(claim, {"what_is_the_mood": {"labels": [label]}})


def unpack(file: Path, into: Path) -> Path:
    """A downloaded zip, or a single file, in a folder."""
    into.mkdir()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            archive.extractall(into)
    else:
        (into / "export.csv").write_bytes(file.read_bytes())
    return into


SCREENS = {
    "projects": "/",
    "overview": "/projects/{project}",
    "items": "/projects/{project}/items?order=disputed",
    "item": "/projects/{project}/items/{item}",
    "flags": "/projects/{project}/flags",
    "review": "/projects/{project}/review",
    "appeals": "/projects/{project}/appeals",
    "questions": "/projects/{project}/guideline",
    "cases": "/projects/{project}/guideline?part=cases",
    "proposals": "/projects/{project}/guideline?part=proposals",
    "data": "/projects/{project}/data",
    "redundancy": "/projects/{project}/data/redundancy",
    "settings": "/projects/{project}/settings",
    "my-answers": "/projects/{project}/mine",
    "desk": "/projects/{project}/desk",
    "new-project": "/projects/new",
    "people": "/people",
    "changes": "/changes",
    "account": "/me",
    "my-quality": "/me/quality",
    "my-appeals": "/me/appeals",
    "inbox": "/inbox",
    "unsent": "/unsent",
    "nothing-here": "/nowhere",
}

BOTH = ((1280, False), (390, True))
"""On these all screens, and what opens over them, are looked at; on the others those that people are on most."""
EVERYWHERE = ("projects", "overview", "items", "item", "data", "settings", "desk", "new-project", "people", "account")
PICTURED = {*EVERYWHERE, "flags", "my-answers", "changes", "my-quality", "nothing-here"} - {"data"}


def over_screens(page: Page, project: int) -> Generator[str]:
    """What opens over screens, one after the other; each stands open while its name is given."""
    page.goto("/")
    page.get_by_role("button", name="Account of").click()
    expect(page.get_by_role("link", name="My account")).to_be_visible()
    yield "account menu"
    page.keyboard.press("Escape")
    if page.get_by_role("button", name="Menu").is_visible():
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("dialog", name="Menu").get_by_role("link", name="Inbox")).to_be_visible()
        yield "phone menu"
    page.goto(f"/projects/{project}/settings")
    page.get_by_role("button", name="Add a question").click()
    expect(page.get_by_role("button", name="Comparison of two")).to_be_visible()
    yield "add a question"
    page.goto(f"/projects/{project}/data")
    page.get_by_role("button", name="Publish a version").click()
    expect(page.get_by_label("Known limits")).to_be_focused()
    yield "publish"
    page.goto(f"/projects/{project}/guideline?part=proposals")
    page.get_by_role("button", name="Propose a change").click()
    page.get_by_label("The guideline as you would have it").fill("# Irony\n\nLook at what is meant.")
    expect(page.get_by_role("region", name="The difference")).to_be_visible()
    yield "a proposal"
    page.goto(f"/projects/{project}/desk")
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    for key, name in (("?", "keyboard"), ("Shift+S", "skip"), ("Shift+F", "flag"), ("Shift+A", "ask")):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        yield name
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Without a connection").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "ahead"


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_every_screen_is_fit_for_everybody(lab: Lab, lead: Page, width: int, dark: bool) -> None:
    item = read(lead, f"/projects/{lab.project}/items?limit=1")["rows"][0]["id"]
    wrong: dict[str, Any] = {}
    with lab.site.visit(width=width, dark=dark) as page:
        page.goto("/")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        wrong["sign-in"] = findings(page)
        sign_in(page, "ada@example.org")
        screens = SCREENS if (width, dark) in BOTH else {name: SCREENS[name] for name in EVERYWHERE}
        for name, path in screens.items():
            go(page, path.format(project=lab.project, item=item))
            settled(page)
            wrong[name] = findings(page) + (["wider than the window"] if overflow(page) > 0 else [])
            if name in PICTURED and ((width, dark) == (1280, False) or name in ("desk", "overview", "projects")):
                picture(page, f"screen-{name}-{width}{'-dark' if dark else ''}")
        for name in over_screens(page, lab.project) if (width, dark) in BOTH else ():
            wrong[name] = findings(page) + (["wider than the window"] if overflow(page) > 0 else [])
    assert {name: found for name, found in wrong.items() if found} == {}


def test_html_in_an_item_is_text(lab: Lab, lead: Page) -> None:
    rows = read(lead, f"/projects/{lab.project}/items?search=w6")["rows"]
    lead.goto(f"/projects/{lab.project}/items/{rows[0]['id']}")
    expect(lead.get_by_text("<b>Storm</b> warning for the coast <script>alert('no')</script>")).to_be_visible()
    assert lead.locator("main b").count() == 0


def test_somebody_elses_address_says_nothing(lab: Lab, lead: Page) -> None:
    with lab.site.visit() as page:
        page.goto(f"/projects/{lab.project}/settings")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        join(lab, lead, page, "Fourth Annotator")
        page.goto("/projects/999999")
        expect(page.get_by_text("There is nothing here")).to_be_visible()
        page.goto(f"/projects/{lab.project}/settings")
        expect(page.get_by_role("navigation", name="Sections of this project")).to_be_visible()
        expect(page.get_by_role("link", name="Settings")).to_have_count(0)


def test_a_lead_begins_with_a_template_and_a_condition(lead: Page) -> None:
    lead.get_by_role("link", name="New project").first.click()
    templates = lead.get_by_role("group", name="Begin with")
    templates.get_by_role("button", name="Sentiment").click()
    expect(lead.get_by_label("Name", exact=True)).to_have_value("What do people feel about the product?")
    # What was chosen can be taken back, and taken again.
    lead.get_by_role("button", name="Undo").click()
    expect(lead.get_by_label("Name", exact=True)).to_have_value("")
    templates.get_by_role("button", name="Sentiment").click()
    lead.get_by_role("button", name="Continue").click()
    second = lead.get_by_role("group", name="Question 2")
    expect(second.get_by_label("When it is answered with")).to_be_visible()
    after = second.get_by_role("textbox", name="Asked", exact=True).or_(second.get_by_role("combobox", name="Asked"))
    expect(after.first).to_have_value("Only after an answer to “What does the writer feel?”")
    assert findings(lead) == []
    picture(lead, "templates", whole=True)
    # An error of another step is a link that leads there.
    lead.get_by_role("button", name="What it is for").click()
    lead.get_by_label("Purpose").fill("")
    lead.get_by_role("list", name="Steps").get_by_role("button", name="Data").click()
    lead.get_by_role("button", name="Create project").click()
    lead.get_by_role("link", name="Write what it is for.").click()
    expect(lead.get_by_label("Purpose")).to_be_focused()
    lead.keyboard.type("The team reads it.")
    lead.get_by_role("list", name="Steps").get_by_role("button", name="Data").click()
    lead.get_by_role("button", name="Create project").click()
    expect(lead.get_by_role("heading", name="Import items")).to_be_visible()
    made = read(lead, f"/projects/{lead.url.split('/projects/')[1].split('/')[0]}")
    assert made["questions"][1]["when"] == {"question": "sentiment", "says": ["mixed"]}

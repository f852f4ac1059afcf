"""Many at once: a config of another tool becomes a project, a marked corpus comes in, a filtered list is labelled."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, post, read, section, sign_in

CONFIG = """<View>
  <Style>.big { font-size: 2em }</Style>
  <Text name="text" value="$text"/>
  <Header value="Who and where?"/>
  <Labels name="NER" toName="text"><Label value="PER" background="red"/><Label value="LOC"/></Labels>
  <TimeSeries name="ts" value="$ts"/>
</View>"""
CORPUS = "Ada B-PER\nlives O\nin O\n大阪 B-LOC\n. O\n\nRain O\nin O\nNew B-LOC\nYork I-LOC\n\nbroken\n"
WEATHER = ["Sun on the lake", "Rain again", "Heavy rain tonight", "Snow", "A little rain", "Fog", "No rain, no sun"]


@pytest.fixture(scope="module")
def lab(site: Site) -> Site:
    """An organization with a lead."""
    with site.visit() as page:
        page.goto("/")
        page.get_by_label("Organization").fill("Weather Lab")
        page.get_by_label("Your name").fill("Project Lead")
        page.get_by_label("Email").fill("ada@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Create and sign in").click()
        expect(page.get_by_text("No projects yet")).to_be_visible()
    return site


@pytest.fixture
def lead(lab: Site) -> Generator[Page]:
    """The lead, signed in."""
    with lab.visit() as page:
        sign_in(page, "ada@example.org")
        yield page


def test_a_config_becomes_a_project_and_a_marked_corpus_comes_in(lead: Page, tmp_path: Path) -> None:
    lead.goto("/projects/new")
    lead.get_by_role("button", name="From a Label Studio config").click()
    lead.get_by_label("Labelling config (XML)").fill("<View>")
    lead.get_by_role("button", name="Fill the form from it").click()
    expect(lead.get_by_role("alert")).to_contain_text("The config is no XML")
    assert findings(lead) == []
    (tmp_path / "People and places.xml").write_text(CONFIG)
    lead.get_by_label("Choose a file").set_input_files(tmp_path / "People and places.xml")
    lead.get_by_role("button", name="Fill the form from it").click()
    account = lead.get_by_role("status").filter(has_text="came through")
    expect(account).to_contain_text("<Style> 1 the tag: it is about the looks")
    expect(account).to_contain_text("<TimeSeries 'ts'> the tag: goodwork knows no tag TimeSeries")
    expect(account).to_contain_text("text shown as text")
    expect(account).to_contain_text("NER → ner")
    expect(lead.get_by_label("Name", exact=True)).to_have_value("People and places")
    account.scroll_into_view_if_needed()
    picture(lead, "new-project-config")
    lead.get_by_label("Purpose").fill("A map of who was where.")
    lead.get_by_role("button", name="Continue").click()
    expect(lead.get_by_label("What is asked")).to_have_value("Who and where?")
    lead.get_by_role("button", name="Continue").click()
    lead.get_by_role("button", name="Create project").click()
    expect(lead.get_by_text("The project is there.")).to_be_visible()
    expect(lead.get_by_text("The form is filled")).to_have_count(0)
    project = int(lead.url.split("/projects/")[1].split("/")[0])

    (tmp_path / "corpus.conll").write_text(CORPUS)
    lead.locator("input[type=file]").set_input_files(tmp_path / "corpus.conll")
    expect(lead.get_by_label("Format")).to_have_value("conll")
    expect(lead.get_by_text("Ada lives in 大阪 .")).to_be_visible()
    lead.get_by_role("button", name="Import", exact=True).click()
    expect(lead.get_by_text("2 added")).to_be_visible()
    expect(lead.get_by_text("1 rejected")).to_be_visible()
    lead.get_by_text("Rejected rows").click()
    expect(lead.get_by_text("Line 12")).to_be_visible()
    lead.get_by_text("What was kept, changed and lost").click()
    lead.evaluate("scrollTo(0, 0)")
    picture(lead, "import-conll", whole=True)

    section(lead, "Items").click()
    lead.get_by_role("link", name="Ada lives in 大阪 .").click()
    answers = lead.get_by_role("region", name="Every answer")
    expect(answers).to_contain_text("大阪")
    expect(answers).to_contain_text("LOC")
    item = int(lead.url.rsplit("/", 1)[1])
    spans = read(lead, f"/items/{item}")["given"][0]["answers"]["ner"]["spans"]
    assert [(s["fragments"], s["text"]) for s in spans] == [([[0, 3]], "Ada"), ([[13, 15]], "大阪")]
    assert read(lead, f"/projects/{project}")["progress"]["items"] == 2


def comes(seen: Callable[[], object], wanted: object) -> None:
    """Wait until it is seen: the worker counts a moment after the answers are in."""
    for _ in range(60):
        if seen() == wanted:
            return
        time.sleep(0.5)
    assert seen() == wanted


def answered(page: Page, project: int) -> dict[str, int]:
    """The excerpt of each item -> how many answers it has."""
    return {row["excerpt"]: row["answers"] for row in read(page, f"/projects/{project}/items")["rows"]}


@pytest.fixture(scope="module")
def names() -> Iterator[str]:
    """Names of projects."""
    return (f"Weather tweets of {month}" for month in ("March", "April", "May"))


@pytest.fixture
def rainy(lead: Page, names: Iterator[str]) -> int:
    """A project of tweets about the weather."""
    made: dict[str, Any] = post(
        lead,
        "/projects",
        {
            "name": next(names),
            "purpose": "To warn people.",
            "questions": [
                {
                    "key": "what",
                    "kind": "classification",
                    "title": "What is it about?",
                    "labels": [{"id": "rain", "name": "Rain"}, {"id": "other", "name": "Something else"}],
                },
                {"key": "sure", "kind": "rating", "title": "How sure are you?", "required": False},
                {"key": "note", "kind": "text", "title": "What speaks against it?", "required": False},
            ],
        },
    )
    lines = "\n".join(f'{{"id": "w{n}", "text": "{text}"}}' for n, text in enumerate(WEATHER))
    request, origin = lead.context.request, "/".join(lead.url.split("/", 3)[:3])
    sent = request.post(
        f"/api/v1/projects/{made['id']}/imports?format=jsonl&name=tweets.jsonl",
        data=lines.encode(),
        headers={
            "X-CSRF-Token": read(lead, "/session")["csrf"],
            "Origin": origin,
            "Content-Type": "application/octet-stream",
        },
    )
    assert sent.ok, sent.text()
    comes(lambda: len(read(lead, f"/projects/{made['id']}/items")["rows"]), len(WEATHER))
    lead.goto(f"/projects/{made['id']}/items")
    return made["id"]


def test_a_filtered_list_is_labelled_counted_and_undone(lead: Page, rainy: int) -> None:
    before = answered(lead, rainy)
    lead.get_by_label("Words in the text").fill("rain")
    expect(lead.get_by_role("link", name="Snow")).to_have_count(0)
    expect(lead.get_by_role("link", name="A little rain")).to_be_visible()
    lead.get_by_role("button", name="Label all of these…").click()
    dialog = lead.get_by_role("dialog", name="The same answers to many items")
    expect(dialog.get_by_text("4 items take these answers.")).to_be_visible()
    expect(dialog.get_by_text("What speaks against it?")).to_be_visible()
    does = dialog.get_by_role("button", name="Label 4 items")
    expect(does).to_be_disabled()
    dialog.get_by_role("radio", name="Rain").check()
    picture(lead, "bulk")
    assert findings(lead) == []
    does.click()
    expect(lead.get_by_text("4 items are labelled.")).to_be_visible()
    rains = {text: 1 for text in WEATHER if "rain" in text.lower()}
    comes(lambda: answered(lead, rainy), {**before, **rains})
    expect(lead.get_by_text("1 of 2")).to_have_count(4)

    lead.get_by_role("link", name="A little rain").click()
    expect(lead.get_by_role("region", name="Every answer")).to_contain_text("given to many at once")
    lead.go_back()

    # The count now says who was passed over; and the way back from the notice takes all of it back.
    lead.get_by_role("button", name="Label all of these…").click()
    expect(dialog.get_by_text("None of these items takes an answer from you.")).to_be_visible()
    expect(dialog.get_by_text("4 answered by you already")).to_be_visible()
    lead.keyboard.press("Escape")
    lead.get_by_role("status").filter(has_text="labelled").get_by_role("button", name="Undo").click()
    expect(lead.get_by_text("4 answers are taken back.")).to_be_visible()
    expect(lead.get_by_text("1 of 2")).to_have_count(0)
    assert answered(lead, rainy) == before
    items = [read(lead, f"/items/{row['id']}") for row in read(lead, f"/projects/{rainy}/items")["rows"]]
    assert all(seen["given"] == [] and seen["consensus"] == [] for seen in items)
    comes(lambda: read(lead, f"/projects/{rainy}")["progress"]["annotations"], 0)


def test_single_rows_are_chosen_by_keys_and_an_earlier_batch_is_undone(lead: Page, rainy: int) -> None:
    lead.get_by_label("Choose w1", exact=True).focus()
    lead.keyboard.press("Space")
    expect(lead.get_by_role("button", name="Label this item…")).to_be_visible()
    lead.get_by_label("Choose w4", exact=True).click(modifiers=["Shift"])
    expect(lead.get_by_role("button", name="Label these 4 items…")).to_be_visible()
    lead.get_by_label("Choose w3", exact=True).focus()
    lead.keyboard.press("Space")
    picture(lead, "bulk-chosen")
    lead.get_by_role("button", name="Label these 3 items…").focus()
    lead.keyboard.press("Enter")
    dialog = lead.get_by_role("dialog")
    expect(dialog.get_by_text("3 items take these answers.")).to_be_visible()
    lead.keyboard.press("2")
    expect(dialog.get_by_role("radio").nth(1)).to_be_checked()
    lead.keyboard.press("1")
    expect(dialog.get_by_role("radio").first).to_be_checked()
    dialog.get_by_role("button", name="Label 3 items").press("Enter")
    expect(lead.get_by_text("3 items are labelled.")).to_be_visible()
    expect(lead.get_by_role("button", name="Label all of these…")).to_be_visible()
    chosen = {WEATHER[1], WEATHER[2], WEATHER[4]}
    comes(lambda: {text for text, n in answered(lead, rainy).items() if n}, chosen)

    lead.reload()
    lead.get_by_role("button", name="Labelled at once").click()
    expect(dialog).to_contain_text("Rain")
    picture(lead, "bulk-batches")
    dialog.get_by_role("button", name="Undo").press("Enter")
    expect(dialog.get_by_text("Undone: 3 taken back")).to_be_visible()
    comes(lambda: set(answered(lead, rainy).values()), {0})


@pytest.mark.slow
def test_the_list_and_the_dialog_fit_every_screen(lab: Site, lead: Page, rainy: int) -> None:
    state = lead.context.storage_state()
    for width, dark in ((1280, True), (390, False), (390, True)):
        with lab.visit(width=width, dark=dark, state=state) as page:
            page.goto(f"/projects/{rainy}/items")
            page.get_by_label("Choose w1", exact=True).check()
            name = f"bulk-{width}{'-dark' if dark else ''}"
            assert overflow(page) <= 0
            page.get_by_role("button", name="Label this item…").click()
            expect(page.get_by_text("1 item takes these answers.")).to_be_visible()
            picture(page, name)
            assert overflow(page) <= 0 and findings(page) == []

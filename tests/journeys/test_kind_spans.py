"""Spans: marked by keys alone, by mouse, in texts of every script; what is stored is right to the code point."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in
from tests.journeys.texts import box_of, double_click, drag_over, fragments, spans_are, tap

LETTER = "😀 Anna Berg moved from the University of Berlin to Bern in June of 1901.\n\nHer brother stayed."
SCRIPTS = "Cafe\u0301 Zoë 👩‍🔬\r\nשלום אנה מברלין\r\n安娜住在柏林。\r\nunbelievable"
LONG = "\n".join(f"Line {n}: Otto wrote to Anna from Bern, and nobody answered for {n} days." for n in range(400))
TEXTS = {"letter": LETTER, "scripts": SCRIPTS, "long": LONG}
PROJECT: dict[str, Any] = {
    "name": "People and places in letters",
    "purpose": "A museum wants to find every letter that mentions a person or a place.",
    "questions": [
        {
            "key": "names",
            "kind": "spans",
            "title": "Who and where?",
            "labels": [
                "Person",
                {"name": "Place", "attributes": [{"name": "Certainty", "options": ["sure", "a guess"]}, "Note"]},
                {"name": "Date", "key": "d", "help": "Also parts of dates"},
            ],
        }
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3},
}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Three letters that a lead imported, the first with what a model says of it; and three people."""
    file = tmp_path_factory.mktemp("import") / "letters.jsonl"
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    file.write_text("\n".join(lines) + "\n")
    with Client(site.url) as lead:
        lead.sign_up("Letter Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        for n in range(3):
            with Client(site.url) as person:
                person.join(lead.invite(), f"Annotator {n}", f"a{n}@example.org", PASSWORD)
    return made["id"]


@contextmanager
def at_desk(site: Site, project: int, person: int, **look: Any) -> Generator[Page]:
    site.weighed()
    with site.visit(**look) as page:
        sign_in(page, f"a{person}@example.org")
        page.goto(f"/projects/{project}/desk")
        expect(page.get_by_role("textbox", name="Text to mark: Who and where?")).to_be_visible()
        yield page


def mine(page: Page, project: int, words: str) -> Any:
    """My stored answer to the item whose text holds these words."""
    rows = read(page, f"/projects/{project}/history")["rows"]
    return next(row["answers"]["names"] for row in rows if words in row["excerpt"])


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_letter_is_marked_by_keys_alone(site: Site, project: int) -> None:
    with at_desk(site, project, 0) as page:
        # Words by arrows, extended with Shift; the label's key marks.
        press(page, "ArrowRight", "ArrowRight", "Shift+ArrowRight")
        expect(page.get_by_text("Selected: “Anna Berg”. Choose a label.")).to_be_visible()
        press(page, "1")
        spans_are(page, "Person Anna Berg")
        # On from there; nested spans; one that overlaps.
        press(page, *["ArrowRight"] * 4, "Shift+ArrowRight", "Shift+ArrowRight", "2")
        press(page, "ArrowLeft", "ArrowRight", "2")
        spans_are(page, "Person Anna Berg", "Place University of Berlin", "Place Berlin")
        # A part of a word: the end goes back by a character.
        press(page, "ArrowRight", "ArrowRight", "[", "2")
        spans_are(page, "Person Anna Berg", "Place University of Berlin", "Place Berlin", "Place Ber")
        press(page, "]")
        spans_are(page, "Person Anna Berg", "Place University of Berlin", "Place Berlin", "Place Bern")
        # Two pieces of one span.
        press(page, "ArrowRight", "ArrowRight", "d", "ArrowRight", "ArrowRight", "+")
        expect(page.get_by_role("button", name="Date June 1901", exact=True)).to_be_visible()
        picture(page, "kind-spans")
        assert findings(page) == []
        # Another label for a span in hand; removing; undo and redo of everything.
        press(page, ",", "1")
        expect(page.get_by_role("button", name="Person Bern", exact=True)).to_be_visible()
        press(page, "Delete")
        expect(page.get_by_role("button", name="Person Bern", exact=True)).to_have_count(0)
        press(page, "Control+z", "Control+z")
        expect(page.get_by_role("button", name="Place Bern", exact=True)).to_be_visible()
        press(page, "Control+Shift+Z", "Control+z")
        expect(page.get_by_role("button", name="Place Bern", exact=True)).to_be_visible()
        press(page, "Control+Enter")
        expect(page.get_by_text("unbelievable")).to_be_visible()
        assert fragments(mine(page, project, "Anna Berg")) == [
            ("person", "Anna Berg", [[2, 11]]),
            ("place", "University of Berlin", [[27, 47]]),
            ("place", "Berlin", [[41, 47]]),
            ("place", "Bern", [[51, 55]]),
            ("date", "June 1901", [[59, 63], [67, 71]]),
        ]

        # Every script: on a line from right to left the left arrow goes on.
        press(page, "ArrowRight", "1", "ArrowRight", "1", "ArrowRight", "1")
        spans_are(page, "Person Cafe\u0301", "Person Zoë", "Person 👩‍🔬")
        press(page, "ArrowRight", "ArrowLeft", "1", "ArrowLeft", "2", "ArrowLeft", "1")
        expect(page.get_by_role("button", name="Person אנה", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Person 安娜", exact=True)).to_be_visible()
        picture(page, "kind-spans-scripts")
        press(page, "Control+Enter")
        expect(page.get_by_text("Line 0: Otto")).to_be_visible()
        stored = mine(page, project, "unbelievable")
        assert fragments(stored) == [
            ("person", "Cafe\u0301", [[0, 5]]),
            ("person", "Zoë", [[6, 9]]),
            ("person", "👩‍🔬", [[10, 13]]),
            ("person", "אנה", [[20, 23]]),
            ("place", "מברלין", [[24, 30]]),
            ("person", "安娜", [[32, 34]]),
        ]
        for span in stored["spans"]:
            (start, end), *_ = span["fragments"]
            assert SCRIPTS[start:end] == span["text"]

        # Search finds far down, and what was found can be marked; nothing to mark is an answer, too.
        press(page, "/")
        page.keyboard.type("line 399: otto")
        press(page, "Escape", "{", "]", "1")
        place = LONG.index("Line 399: Otto")
        press(page, "Control+Enter")
        expect(page.get_by_text("You have answered all you can here")).to_be_visible()
        assert mine(page, project, "Line 0")["spans"][0]["fragments"] == [[place - 1, place + 15]]


def test_a_letter_is_marked_by_mouse(site: Site, project: int) -> None:
    with at_desk(site, project, 1) as page:
        # Select, then label; keys still work after the click.
        drag_over(page, "Anna Berg")
        page.get_by_role("button", name="Person", exact=True).click()
        spans_are(page, "Person Anna Berg")
        double_click(page, "Berlin")
        press(page, "2")
        drag_over(page, "the University of Berlin", backwards=True)
        press(page, "2")
        spans_are(page, "Person Anna Berg", "Place the University of Berlin", "Place Berlin")
        # Attributes of the span in hand; a click takes the innermost first, the next one outwards after that.
        berlin = box_of(page, "Berlin")
        press(page, "Escape")
        page.mouse.click(berlin["x"], berlin["y"])
        page.get_by_role("combobox", name="Certainty").select_option("a guess")
        page.get_by_label("Note").fill("or Bern?")
        page.mouse.click(berlin["x"], berlin["y"])
        expect(page.get_by_role("button", name="Place the University of Berlin", exact=True)).to_have_attribute(
            "aria-expanded", "true"
        )
        # The label first: every selection is marked at once.
        press(page, "Escape")
        page.get_by_role("button", name="Date", exact=True).click()
        double_click(page, "June")
        double_click(page, "1901")
        spans_are(
            page,
            "Person Anna Berg",
            "Place the University of Berlin",
            "Place Berlin",
            "Date June",
            "Date 1901",
        )
        page.get_by_role("button", name="Remove Date: June", exact=True).click()
        expect(page.get_by_role("button", name="Date June", exact=True)).to_have_count(0)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("unbelievable")).to_be_visible()
        answer = mine(page, project, "Anna Berg")
        assert fragments(answer) == [
            ("person", "Anna Berg", [[2, 11]]),
            ("place", "the University of Berlin", [[23, 47]]),
            ("place", "Berlin", [[41, 47]]),
            ("date", "1901", [[67, 71]]),
        ]
        assert answer["spans"][2]["attributes"] == {"certainty": "a-guess", "note": "or Bern?"}
        # A part of a word, and nothing at all.
        drag_over(page, "believ")
        press(page, "1")
        spans_are(page, "Person believ")
        press(page, "Delete", "-")
        expect(page.get_by_role("button", name="Nothing to mark")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Line 0: Otto")).to_be_visible()
        assert mine(page, project, "unbelievable") == {"spans": []}


def test_a_letter_is_marked_by_fingers(site: Site, project: int) -> None:
    with at_desk(site, project, 2, width=390, height=844, touch=True) as page:
        questions = page.get_by_role("region", name="Who and where?")
        expect(page.get_by_text("Tap a word, and another one to select up to there.")).to_be_visible()
        assert page.locator("kbd:visible").count() == 0
        # A tap selects, a second one extends; the word in between is the end then, and one alone is let go of.
        tap(page, "Anna")
        expect(page.get_by_text("Selected: “Anna”. Choose a label.")).to_be_visible()
        tap(page, "moved")
        expect(page.get_by_text("Selected: “Anna Berg moved”. Choose a label.")).to_be_visible()
        tap(page, "Berg")
        questions.get_by_role("button", name="Person", exact=True).tap()
        spans_are(page, "Person Anna Berg")
        # It is in hand, so a tap on it selects the word in it; the other label would be for that word.
        expect(page.get_by_text("In hand: Person “Anna Berg”. Another label changes it.")).to_be_visible()
        tap(page, "Berg")
        expect(page.get_by_text("Selected: “Berg”. Choose a label.")).to_be_visible()
        assert overflow(page) <= 0
        small = """[...document.querySelectorAll('[role=group] button, ul button, [role=search] input')]
            .filter((b) => b.offsetParent && b.getBoundingClientRect().height < 44).map((b) => b.outerHTML)"""
        assert page.evaluate(small) == []
        for look in ("light", "dark"):
            page.emulate_media(color_scheme=look)
            assert findings(page) == []
        page.get_by_role("button", name="Remove Person: Anna Berg").tap()
        expect(page.get_by_role("heading", name="Spans")).to_have_count(0)
        # With a label held, a word is marked by its tap.
        tap(page, "Berg")
        questions.get_by_role("button", name="Date", exact=True).tap()
        expect(page.get_by_text("Every word that you tap becomes Date.")).to_be_visible()
        tap(page, "June")
        spans_are(page, "Date June")
        page.get_by_role("button", name="Remove Date: June").tap()
        expect(page.get_by_role("heading", name="Spans")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_readable_on_a_phone_and_in_the_dark(site: Site, project: int, dark: bool) -> None:
    with at_desk(site, project, 2, width=390, height=844, dark=dark) as page:
        press(page, "ArrowRight", "ArrowRight", "Shift+ArrowRight", "1", *["ArrowRight"] * 4)
        press(page, "Shift+ArrowRight", "Shift+ArrowRight", "2", "ArrowLeft", "ArrowRight", "2")
        expect(page.get_by_role("button", name="Place Berlin", exact=True)).to_be_attached()
        assert overflow(page) <= 0
        assert findings(page) == []
        picture(page, f"kind-spans-phone{'-dark' if dark else ''}")
        press(page, *["Control+z"] * 3)


def test_an_answer_that_does_not_fit_the_text_is_refused(site: Site, project: int) -> None:
    with Client(site.url) as person:
        person.sign_in("a2@example.org", PASSWORD)
        claim = person.claim(project)["claim"]
        assert claim is not None
        span = {"id": "s1", "label": "person", "fragments": [[2, 12]], "text": "Anna Berg", "attributes": {}}
        with pytest.raises(Exception, match="the text says"):
            person.submit(claim, {"names": {"spans": [span]}})

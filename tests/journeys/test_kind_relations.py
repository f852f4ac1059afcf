"""Relations: arcs between spans, by keys alone and drawn with the mouse."""

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
from tests.journeys.texts import double_click, fragments

TEXT = "Anna works for Acme in Bern. Otto 😀 knows Anna, and he founded Globex there."
PROJECT: dict[str, Any] = {
    "name": "Who works where",
    "purpose": "A newspaper wants to check who is paid by whom.",
    "questions": [
        {
            "key": "facts",
            "kind": "relations",
            "title": "Who works where?",
            "labels": ["Person", "Company"],
            "relations": [
                "knows",
                {"name": "works for", "head": ["Person"], "tail": "Company"},
                {"name": "founded", "head": ["Person"], "tail": "Company"},
            ],
        }
    ],
    "policy": {"target": 0.99, "fewest": 2, "most": 2},
}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """One text, and two people."""
    file = tmp_path_factory.mktemp("import") / "texts.jsonl"
    file.write_text(json.dumps({"id": "one", "text": TEXT}) + "\n")
    with Client(site.url) as lead:
        lead.sign_up("News Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        for n in range(2):
            with Client(site.url) as person:
                person.join(lead.invite(), f"Annotator {n}", f"a{n}@example.org", PASSWORD)
    return made["id"]


@contextmanager
def at_desk(site: Site, project: int, person: int, **look: Any) -> Generator[Page]:
    site.weighed()
    with site.visit(**look) as page:
        sign_in(page, f"a{person}@example.org")
        page.goto(f"/projects/{project}/desk")
        expect(page.get_by_role("textbox", name="Text to mark: Who works where?")).to_be_visible()
        yield page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def mine(page: Page, project: int) -> dict[str, Any]:
    return read(page, f"/projects/{project}/history")["rows"][0]["answers"]["facts"]


SPANS = [
    ("person", "Anna", [[0, 4]]),
    ("company", "Acme", [[15, 19]]),
    ("person", "Otto", [[29, 33]]),
    ("person", "Anna", [[42, 46]]),
    ("company", "Globex", [[63, 69]]),
]
WORKS = {"label": "works-for", "head": "s1", "tail": "s2"}
KNOWS = {"label": "knows", "head": "s3", "tail": "s4"}
FOUNDED = {"label": "founded", "head": "s3", "tail": "s5"}


def submitted(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("textbox", name="Text to mark: Who works where?")).to_have_count(0)


def test_arcs_are_drawn_by_keys_alone(site: Site, project: int) -> None:
    with at_desk(site, project, 0, dark=True) as page:
        # Anna, Acme, Otto, Anna, Globex: word by word.
        press(page, "ArrowRight", "1", *["ArrowRight"] * 3, "2", *["ArrowRight"] * 3, "1")
        press(page, *["ArrowRight"] * 3, "1", *["ArrowRight"] * 4, "2")
        expect(page.get_by_role("button", name="Company Globex", exact=True)).to_be_visible()
        # From the first span: its relation's key, on to the other span, the key again.
        press(page, ".")
        expect(page.get_by_text("In hand: Person “Anna”")).to_be_visible()
        press(page, "s")
        expect(page.get_by_text("“works for” from “Anna”")).to_be_visible()
        press(page, ".", "s")
        expect(page.get_by_role("button", name="Anna works for → Acme")).to_be_visible()
        # A relation that can't be: it says so, and nothing is drawn.
        press(page, "s", ",")
        expect(
            page.get_by_text("No relation goes from Acme to Anna.").or_(page.get_by_text("Which relation?"))
        ).to_be_visible()
        press(page, "s", "Escape", ".", ".")
        expect(page.get_by_role("heading", name="Relations")).to_have_text("Relations 1")
        press(page, "a", ".", "a")
        expect(page.get_by_role("button", name="Otto knows → Anna")).to_be_visible()
        # Undo takes back an arc, redo brings it back.
        press(page, "Control+z")
        expect(page.get_by_role("button", name="Otto knows → Anna")).to_have_count(0)
        press(page, "Control+Shift+Z")
        expect(page.get_by_role("button", name="Otto knows → Anna")).to_be_visible()
        picture(page, "kind-relations-dark")
        assert findings(page) == []
        submitted(page)
        answer = mine(page, project)
        assert fragments(answer) == SPANS
        assert answer["relations"] == [WORKS, KNOWS]


def drag_arc(page: Page, head: str, tail: str) -> None:
    """From the name under one span to the other span."""
    boxes = [page.locator(f"[data-mark='{key}']").bounding_box() for key in (head, tail)]
    assert all(boxes)
    (a, b) = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
    page.mouse.move(*a)
    page.mouse.down()
    page.mouse.move((a[0] + b[0]) / 2, a[1] - 20, steps=5)
    page.mouse.move(*b, steps=5)
    page.mouse.up()


def test_arcs_are_drawn_with_the_mouse(site: Site, project: int) -> None:
    with at_desk(site, project, 1) as page:
        for words, key in (("Anna", "1"), ("Acme", "2"), ("Otto", "1"), ("Globex", "2")):
            double_click(page, words)
            press(page, key)
        double_click(page, "knows Anna")
        press(page, "Escape", "Escape")
        press(page, *["End"], *["ArrowLeft"] * 5, "1")
        expect(page.get_by_role("button", name="Person Anna", exact=True)).to_have_count(2)
        # Of two relations that fit, the one is asked for; a relation that is held needs no question.
        drag_arc(page, "person 0-4", "company 15-19")
        expect(page.get_by_text("Which relation?")).to_be_visible()
        page.get_by_role("button", name="works for →", exact=True).click()
        expect(page.get_by_role("button", name="Anna works for → Acme")).to_be_visible()
        drag_arc(page, "person 29-33", "person 42-46")
        expect(page.get_by_role("button", name="Otto knows → Anna")).to_be_visible()
        press(page, "Escape")
        page.get_by_role("button", name="founded →", exact=True).click()
        drag_arc(page, "person 29-33", "company 63-69")
        expect(page.get_by_role("button", name="Otto founded → Globex")).to_be_visible()
        picture(page, "kind-relations")
        assert findings(page) == []
        # A span that goes takes its relations along; undo brings all back.
        page.get_by_role("button", name="Remove Company: Globex").click()
        expect(page.get_by_role("button", name="Otto founded → Globex")).to_have_count(0)
        press(page, "Control+z")
        expect(page.get_by_role("button", name="Otto founded → Globex")).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        page.evaluate("document.querySelector('[data-block]').scrollIntoView({block: 'center'})")
        assert overflow(page) <= 0
        picture(page, "kind-relations-phone")
        page.set_viewport_size({"width": 1280, "height": 860})
        submitted(page)
        answer = mine(page, project)
        assert fragments(answer) == SPANS
        assert answer["relations"] == [WORKS, KNOWS, FOUNDED]

"""Conversations, rewritten texts and code: with keys alone, with the mouse, and what is stored of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.kinds.sources import mark_of
from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

TURNS = [
    {"role": "system", "content": "You help people with their plants."},
    {"role": "user", "content": "How do I keep basil alive on a windowsill?"},
    {"role": "assistant", "content": "Water it when the soil feels dry 🌿, and give it six hours of light."},
    {"role": "user", "content": "And in winter? <script>alert('no')</script>"},
    {"role": "assistant", "content": "Basil likes the cold; put it outside."},
    {"role": "tool", "content": ""},
]
TEXT = "Their going too the libary tomorow 🥶.\nNai\u0308ve, say you?"
CODE = "def mean(numbers):\n    total = 0\n    for n in numbers:\n        total =+ n\n    return total / len(numbers)\n"
OTHER = "const mean = (numbers) =>\n  numbers.reduce((a, b) => a + b, 0) / numbers.length;\n"
QUESTIONS: dict[str, dict[str, Any]] = {
    "chat": {
        "key": "said", "kind": "chat", "title": "How good are the answers?", "rewrite": True,
        "turns": ["Good", "Fair", "Bad"], "whole": {"low_name": "useless", "high_name": "could not be better"},
        "replies": ["reply_a", "reply_b"],
    },
    "rewrite": {"key": "said", "kind": "rewrite", "title": "Mend the spelling.", "must_change": False},
    "code": {
        "key": "said", "kind": "code", "title": "Which solution would you merge?", "correct": True, "prefer": True,
        "criteria": ["Correct", {"name": "Clear", "low": 1, "high": 5, "help": "Could a colleague change it?"}],
    },
}  # fmt: skip
PARTS = {
    "chat": [("talk", "conversation"), ("reply_a", "text"), ("reply_b", "text")],
    "rewrite": [("text", "text")],
    "code": [("prompt", "text"), ("python", "code"), ("javascript", "code"), ("facts", "metadata"), ("cases", "table")],
}


@dataclass
class Desk:
    """Projects of the three kinds, each with the same items."""

    site: Site
    projects: dict[str, int]


@pytest.fixture(scope="module")
def desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    file = tmp_path_factory.mktemp("import") / "work.jsonl"
    rows = [
        {
            "id": f"w{n}", "talk": [*TURNS, {"role": "user", "content": f"Thanks, {n}."}],
            "reply_a": "Keep it warm, near the brightest window.", "reply_b": "It dies.",
            "text": f"{TEXT} ({n})", "prompt": f"The mean of numbers, task {n}.",
            "python": {"text": CODE, "language": "python"}, "javascript": {"text": OTHER, "language": "js"},
            "facts": {"source": "exercises", "level": 2},
            "cases": [{"numbers": "1, 2, 3", "mean": 2}, {"numbers": "", "mean": None}],
        }
        for n in range(4)
    ]  # fmt: skip
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    projects: dict[str, int] = {}
    with Client(site.url) as lead:
        lead.sign_up("Judging Lab", "Project Lead", "lead@example.org", PASSWORD)
        for kind, question in QUESTIONS.items():
            made = lead.apply({
                "name": f"Judging: {kind}", "purpose": "The next version of an assistant is trained on it.",
                "questions": [question], "policy": {"fewest": 1, "most": 2},
            })  # fmt: skip
            parts = [{"name": name, "type": sort, "column": name} for name, sort in PARTS[kind]]
            lead.import_file(made["id"], file, mapping={"id": "id", "parts": parts})
            projects[kind] = made["id"]
        with Client(site.url) as person:
            person.join(lead.invite(), "First Annotator", "first@example.org", PASSWORD)
    return Desk(site, projects)


def at_desk(page: Page, desk: Desk, kind: str) -> int:
    sign_in(page, "first@example.org")
    page.goto(f"/projects/{desk.projects[kind]}/desk")
    return desk.projects[kind]


def stored(page: Page, project: int, n: int) -> list[Any]:
    """My answers on the server, the newest first, once there are so many."""
    for _ in range(100):
        rows = read(page, f"/projects/{project}/history")["rows"]
        if len(rows) >= n:
            return [row["answers"]["said"] for row in rows]
        page.wait_for_timeout(100)
    raise AssertionError(f"{n} answers never came")


def saved(page: Page) -> None:
    expect(page.get_by_test_id("saved-mark")).to_contain_text("Saved ")


def test_a_conversation_turn_by_turn(desk: Desk) -> None:
    with desk.site.visit() as page:
        project = at_desk(page, desk, "chat")
        first = page.get_by_role("radiogroup", name="Verdict on turn 3")
        expect(first).to_be_visible()
        expect(page.get_by_text("<script>alert('no')</script>")).to_be_visible()
        expect(page.get_by_text("This turn has no text.")).to_be_visible()

        # What is missing is said before it is sent.
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Judge the conversation.")).to_be_visible()

        # A verdict goes on to the next turn; up comes back; undo takes it back.
        page.keyboard.press("1")
        expect(first.get_by_role("radio", name="Good")).to_be_checked()
        page.keyboard.press("3")
        second = page.get_by_role("radiogroup", name="Verdict on turn 5")
        expect(second.get_by_role("radio", name="Bad")).to_be_checked()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("e")
        field = page.get_by_label("Your version of turn 5")
        expect(field).to_be_focused()
        field.press("Control+a")
        page.keyboard.type("Keep it warm.")
        expect(page.locator("ins").first).to_be_visible()
        page.keyboard.press("Control+z")
        expect(field).to_have_value("Keep it ")
        page.keyboard.press("Control+Shift+Z")
        page.keyboard.press("Escape")
        # A click, and keys still work after it.
        first.get_by_text("Fair").click()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("4")
        expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()
        page.keyboard.press("1")
        expect(page.get_by_role("radio", name=re.compile("reply.a", re.IGNORECASE))).to_be_checked()
        saved(page)
        picture(page, "kind-chat")
        assert findings(page) == []
        page.keyboard.press("Enter")
        [answer] = stored(page, project, 1)
        assert answer == {
            "turns": [
                {"turn": 2, "source": mark_of(TURNS[2]["content"]), "labels": ["fair"], "rewrite": None},
                {"turn": 4, "source": mark_of(TURNS[4]["content"]), "labels": ["bad"], "rewrite": "Keep it warm."},
            ],
            "whole": 4,
            "reply": {"chosen": "reply_a"},
        }


def test_a_rewritten_text(desk: Desk) -> None:
    with desk.site.visit() as page:
        project = at_desk(page, desk, "rewrite")
        field = page.get_by_label("Your version")
        expect(field).to_be_visible()
        text = field.input_value()
        page.keyboard.press("e")
        expect(field).to_be_focused()
        page.keyboard.press("Control+Home")
        for _ in range(5):
            page.keyboard.press("Delete")
        page.keyboard.type("They're")
        expect(page.locator("del").first).to_contain_text("Their")
        expect(page.locator("ins").first).to_contain_text("They're")
        page.keyboard.press("Control+End")
        page.keyboard.type(" Yes 🥶 ")
        page.keyboard.press("Control+z")
        expect(field).to_have_value("They're" + text[5:] + " Yes 🥶")
        saved(page)
        picture(page, "kind-rewrite")
        assert findings(page) == []
        page.keyboard.press("Control+Enter")
        expect(field).to_have_value(stored_text(text, 1))
        assert stored(page, project, 1) == [{"text": "They're" + text[5:] + " Yes 🥶", "source": mark_of(text)}]
        # The next one may stay as it is.
        page.keyboard.press("1")
        expect(page.get_by_role("checkbox", name="Leave it as it is")).to_be_checked()
        page.keyboard.press("Enter")
        newest = stored(page, project, 2)[0]
        assert newest == {"text": stored_text(text, 1), "source": mark_of(stored_text(text, 1))}


def stored_text(before: str, more: int) -> str:
    """The text of a later item."""
    n = int(before[-2])
    return f"{TEXT} ({n + more})"


def test_code_line_by_line(desk: Desk) -> None:
    with desk.site.visit(height=1000) as page:
        project = at_desk(page, desk, "code")
        code = page.get_by_role("textbox", name="Python: Code in python")
        expect(code).to_be_visible()
        expect(page.get_by_role("columnheader", name="numbers")).to_be_visible()
        expect(page.locator(".cm-line span").first).to_be_visible()

        # Verdicts by key go from criterion to criterion.
        page.keyboard.press("2")
        page.keyboard.press("4")
        page.keyboard.press("1")
        page.keyboard.press("5")
        page.keyboard.press("2")
        expect(page.get_by_role("radiogroup", name="Which one is better?").get_by_role("radio").nth(1)).to_be_checked()

        # The cursor goes to a line, c comments on it.
        code.focus()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("c")
        comment = page.get_by_label("Comment on Python, Line 4")
        expect(comment).to_be_focused()
        page.keyboard.type("This is =, not += <b>!</b>")
        expect(code.get_by_text("This is =, not += <b>!</b>")).to_be_visible()
        page.keyboard.press("Escape")

        # The margin is clicked in the other one.
        page.locator(".cm-lineNumbers").nth(1).get_by_text("1", exact=True).click()
        other = page.get_by_label("Comment on Javascript, Line 1")
        expect(other).to_be_focused()
        page.keyboard.type("Neat.")
        page.keyboard.press("Escape")

        # A corrected version, with the difference marked.
        page.get_by_role("region", name="Python").get_by_role("button", name="Write a corrected version").click()
        corrected = page.get_by_role("textbox", name="Corrected version of Python")
        expect(corrected).to_be_focused()
        page.keyboard.press("Control+Home")
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("End")
        for _ in range(4):
            page.keyboard.press("Backspace")
        page.keyboard.type("+= n")
        expect(page.locator(".cm-deletedChunk").first).to_be_visible()
        page.keyboard.press("Escape")
        saved(page)
        picture(page, "kind-code")
        assert findings(page) == []
        page.keyboard.press("Control+Enter")
        [answer] = stored(page, project, 1)
        assert answer == {
            "verdicts": {"python": {"correct": "no", "clear": "4"}, "javascript": {"correct": "yes", "clear": "5"}},
            "comments": [
                {"part": "javascript", "first": 1, "last": 1, "text": "Neat."},
                {"part": "python", "first": 4, "last": 4, "text": "This is =, not += <b>!</b>"},
            ],
            "corrected": {"python": CODE.replace("=+", "+=")},
            "preferred": {"chosen": "javascript"},
            "sources": {"python": mark_of(CODE), "javascript": mark_of(OTHER)},
        }


@pytest.mark.parametrize(("kind", "dark"), [(kind, n % 2 == 1) for n, kind in enumerate(QUESTIONS)])
def test_a_narrow_window_holds_it(desk: Desk, kind: str, dark: bool) -> None:
    with desk.site.visit(width=390, height=844, dark=dark) as page:
        at_desk(page, desk, kind)
        expect(page.get_by_role("heading", name=QUESTIONS[kind]["title"])).to_be_visible()
        expect(page.get_by_label("Loading")).to_have_count(0)
        assert overflow(page) <= 0
        assert findings(page) == []
        picture(page, f"kind-{kind}-narrow{'-dark' if dark else ''}")

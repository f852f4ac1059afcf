"""Comparisons of two, rankings and rubrics: with keys alone, with the mouse, and what is stored of it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

LAST = "One short sentence would be enough 🥶, e\u0301 even."
PROMPTS = [
    "Why is the sky blue?",
    "Explain what a lighthouse is for, to a child of six.",
    "Summarise the plot of a play that you know in one sentence.",
    "Is it safe to eat green potatoes?",
    "How do I get red wine out of a white shirt?",
    "What is the difference between weather and climate?",
]
REPLIES = {
    "reply_a": "Sunlight is made of many colours. The air scatters the blue ones more than the others, so blue light"
    " comes to you from every side of the sky. ({n})",
    "reply_b": "Sunlight is made of all colours. The air scatters the blue ones far more than the red ones, so blue"
    " light comes from every side of the sky. At sunset the way is longer, and red is left. ({n})",
    "reply_c": "Because the sea is blue and the sky is its mirror. ({n})",
    "reply_d": LAST + " ({n})",
}
NAMES = list(REPLIES)
STEPS = [
    {"name": "Wrong", "description": "At least one claim is false."},
    {"name": "Doubtful", "description": "Something in it can't be checked."},
    {"name": "Right", "description": "Everything in it is true."},
]
QUESTIONS: dict[str, dict[str, Any]] = {
    "pairwise": {
        "key": "said", "kind": "pairwise", "title": "Which reply is better?", "outputs": NAMES[:2],
        "strength": "optional", "help": "Think of somebody who asked this in earnest.",
    },
    "ranking": {"key": "said", "kind": "ranking", "title": "Lay the replies in order, best first.", "outputs": NAMES},
    "rubric": {
        "key": "said", "kind": "rubric", "title": "Judge the first reply.", "notes": True,
        "criteria": [
            {"name": "Correct", "help": "Is what it says true?", "levels": STEPS},
            {"name": "Clear", "levels": ["Muddled", "Readable", "Clear", "Brilliant"]},
            {"name": "Complete", "levels": ["A part", "Most", "All"]},
        ],
    },
}  # fmt: skip


@dataclass
class Desk:
    """Projects of the three kinds, each with the same items."""

    site: Site
    projects: dict[str, int]


@pytest.fixture(scope="module")
def desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    file = tmp_path_factory.mktemp("import") / "replies.jsonl"
    rows = [
        {"id": f"r{n}", "prompt": prompt, **{name: text.format(n=n) for name, text in REPLIES.items()}}
        for n, prompt in enumerate(PROMPTS)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    projects: dict[str, int] = {}
    with Client(site.url) as lead:
        lead.sign_up("Output Lab", "Project Lead", "lead@example.org", PASSWORD)
        for kind, question in QUESTIONS.items():
            shown = ["prompt", *question.get("outputs", NAMES[:1])]
            parts = [{"name": name, "type": "text", "column": name} for name in shown]
            made = lead.apply({
                "name": f"Replies: {kind}", "purpose": "The next version of an assistant is trained on it.",
                "questions": [question], "policy": {"fewest": 1, "most": 2},
            })  # fmt: skip
            lead.import_file(made["id"], file, mapping={"id": "id", "parts": parts})
            projects[kind] = made["id"]
        with Client(site.url) as person:
            person.join(lead.invite(), "First Annotator", "first@example.org", PASSWORD)
    return Desk(site, projects)


def at_desk(page: Page, desk: Desk, kind: str) -> int:
    sign_in(page, "first@example.org")
    project = desk.projects[kind]
    page.goto(f"/projects/{project}/desk")
    return project


def prompt(page: Page) -> str:
    return page.get_by_role("region", name="Prompt").get_by_role("paragraph").inner_text()


def stored(page: Page, project: int) -> list[Any]:
    """My answers on the server, the newest first."""
    return [row["answers"]["said"] for row in read(page, f"/projects/{project}/history")["rows"]]


def submitted(page: Page, before: str, key: str | None = "Enter") -> None:
    """Submit, and wait for the next item."""
    if key:
        page.keyboard.press(key)
    else:
        page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("region", name="Prompt").get_by_role("paragraph")).not_to_have_text(before)


def part_of(output: Locator) -> str:
    """Which part an output is, by its text."""
    text = output.get_by_role("paragraph").inner_text()
    return next(name for name, reply in REPLIES.items() if text.startswith(reply.split(" ({n})")[0]))


def saved(page: Page) -> None:
    expect(page.get_by_test_id("saved-mark")).to_contain_text("Saved ")


def test_comparisons_by_key_and_by_mouse(desk: Desk) -> None:
    with desk.site.visit() as page:
        project = at_desk(page, desk, "pairwise")
        sides = [page.get_by_role("article", name=f"Output {n}") for n in (1, 2)]
        expect(sides[0]).to_be_visible()
        order = [part_of(side) for side in sides]
        before = prompt(page)

        # A side, how much better, a step further by arrow, back, and marks that change no answer.
        page.keyboard.press("1")
        expect(page.get_by_role("radio", name="Output 1 is better")).to_be_checked()
        page.keyboard.press("w")
        expect(page.get_by_role("radio", name="Clearly")).to_be_checked()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("radio", name="Much")).to_be_checked()
        page.keyboard.press("Control+z")
        expect(page.get_by_role("radio", name="Clearly")).to_be_checked()
        page.keyboard.press("d")
        expect(page.locator("mark").first).to_be_visible()
        assert findings(page) == []
        picture(page, "kind-pairwise")
        saved(page)
        page.reload()
        expect(page.get_by_role("radio", name="Clearly")).to_be_checked()
        assert [part_of(side) for side in sides] == order
        submitted(page, before)
        assert stored(page, project) == [{"choice": order[0], "strength": "clearly", "shown": order}]

        # With the mouse, then keys after the click.
        before, order = prompt(page), [part_of(side) for side in sides]
        page.get_by_role("button", name="Output 1 is better").click()
        expect(page.get_by_role("button", name="Output 1 is better")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("2")
        expect(page.get_by_role("radio", name="Output 2 is better")).to_be_checked()
        page.get_by_role("radio", name="Slightly").click()
        submitted(page, before, None)
        assert stored(page, project)[0] == {"choice": order[1], "strength": "slightly", "shown": order}

        # An answer is asked for; equally good and both bad are answers.
        for key, choice in (("3", "tie"), ("4", "neither"), ("ArrowRight", None)):
            before, order = prompt(page), [part_of(side) for side in sides]
            page.keyboard.press("Control+Enter")
            expect(page.get_by_role("button", name="Choose the better output.")).to_be_visible()
            page.keyboard.press(key)
            submitted(page, before)
            strength = None if choice else "slightly"
            assert stored(page, project)[0] == {"choice": choice or order[1], "strength": strength, "shown": order}


def test_rankings_by_key_and_by_drag(desk: Desk) -> None:
    with desk.site.visit() as page:
        project = at_desk(page, desk, "ranking")
        cards = {letter: page.get_by_role("article", name=f"Output {letter}") for letter in "ABCD"}
        expect(cards["D"]).to_be_visible()
        before = prompt(page)
        part = {letter: part_of(card) for letter, card in cards.items()}
        shown = list(part.values())

        # A rank for one after the other, the last two tied; then one is moved, and moved back.
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Lay the outputs in order, best first.")).to_be_visible()
        for key in "2133":
            page.keyboard.press(key)
        expect(page.get_by_role("listitem", name="Output C, rank 3")).to_be_visible()
        expect(page.get_by_role("listitem", name="Output D, rank 3")).to_be_visible()
        picture(page, "kind-ranking")
        assert findings(page) == []
        page.keyboard.press("j")
        page.keyboard.press("Shift+J")
        expect(page.get_by_role("listitem", name="Output A, rank 1")).to_be_visible()
        page.keyboard.press("Control+z")
        expect(page.get_by_role("listitem", name="Output A, rank 2")).to_be_visible()
        saved(page)
        page.reload()
        expect(page.get_by_role("listitem", name="Output D, rank 3")).to_be_visible()
        submitted(page, before)
        tied = sorted([part["C"], part["D"]])
        assert stored(page, project) == [{"groups": [[part["B"]], [part["A"]], tied], "shown": shown}]

        # By drag: into the empty list, above, into a tie, to the end.
        before = prompt(page)
        part = {letter: part_of(card) for letter, card in cards.items()}
        shown = list(part.values())
        drag(page, "A", page.get_by_text("or drag it here"))
        expect(page.get_by_role("listitem", name="Output A, rank 1")).to_be_visible()
        drag(page, "B", page.get_by_role("listitem", name="Output A, rank 1"), share=0.05)
        expect(page.get_by_role("listitem", name="Output A, rank 2")).to_be_visible()
        drag(page, "C", page.get_by_role("listitem", name="Output A, rank 2"))
        expect(page.get_by_role("listitem", name="Output C, rank 2")).to_be_visible()
        page.get_by_role("button", name="Output D is next").click()
        expect(page.get_by_role("listitem", name="Output D, rank 3")).to_be_visible()
        submitted(page, before, "Control+Enter")
        tied = sorted([part["A"], part["C"]])
        assert stored(page, project)[0] == {"groups": [[part["B"]], tied, [part["D"]]], "shown": shown}

        # Arrows inside the list, and what was taken out is asked for.
        before = prompt(page)
        for key in "1234":
            page.keyboard.press(key)
        group = page.get_by_role("group", name="Lay the replies in order, best first.")
        group.focus()
        page.keyboard.press("ArrowUp")
        expect(group.get_by_role("listitem", name="Output D, rank 4")).to_have_attribute("aria-current", "true")
        page.keyboard.press("Shift+ArrowUp")
        expect(group.get_by_role("listitem", name="Output D, rank 3")).to_be_visible()
        page.keyboard.press("Delete")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="One output has no rank yet.")).to_be_visible()
        page.keyboard.press("4")
        submitted(page, before)
        assert [len(group) for group in stored(page, project)[0]["groups"]] == [1, 1, 1, 1]


def drag(page: Page, letter: str, onto: Locator, share: float = 0.5) -> None:
    """With the pointer, from the grip to a height of something else."""
    page.get_by_test_id(f"drag-{letter}").hover()
    page.mouse.down()
    box = onto.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] * share + 3, steps=6)
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] * share, steps=2)
    page.mouse.up()


def test_rubrics_by_key_and_by_mouse(desk: Desk) -> None:
    with desk.site.visit() as page:
        project = at_desk(page, desk, "rubric")
        expect(page.get_by_role("radiogroup", name="Correct")).to_be_visible()
        before = prompt(page)

        # A digit for each criterion; back to one, and on; a note to another.
        page.keyboard.press("3")
        page.keyboard.press("2")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Still to be judged: Complete.")).to_be_visible()
        page.keyboard.press("1")
        page.keyboard.press("k")
        page.keyboard.press("k")
        page.keyboard.press("4")
        expect(page.get_by_role("radio", name="Brilliant")).to_be_checked()
        page.keyboard.press("Control+z")
        expect(page.get_by_role("radio", name="Readable")).to_be_checked()
        page.get_by_role("button", name="Add a note on Correct").focus()
        page.keyboard.press("Enter")
        page.keyboard.type(LAST)
        expect(page.get_by_label("Note on Correct")).to_have_value(LAST)
        page.keyboard.press("Escape")
        picture(page, "kind-rubric")
        assert findings(page) == []
        saved(page)
        submitted(page, before)
        ratings = {"correct": 3, "clear": 2, "complete": 1}
        assert stored(page, project) == [{"ratings": ratings, "notes": {"correct": LAST}}]

        # With the mouse, keys after a click, and arrows between and within criteria.
        before = prompt(page)
        page.get_by_role("radio", name="Doubtful").click()
        page.keyboard.press("3")
        expect(page.get_by_role("radio", name="Clear", exact=True)).to_be_checked()
        page.get_by_role("radio", name="All").click()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("radio", name="Most")).to_be_checked()
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("radio", name="Clear", exact=True)).to_be_focused()
        submitted(page, before)
        assert stored(page, project)[0] == {"ratings": {"correct": 2, "clear": 3, "complete": 2}, "notes": {}}


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_the_desk_is_fit_for_small_screens_and_for_the_dark(desk: Desk, kind: str) -> None:
    with desk.site.visit(width=390, dark=True) as page:
        at_desk(page, desk, kind)
        expect(page.get_by_role("region", name="Questions").get_by_role("radio").or_(
            page.get_by_role("button", name="Output A is next")).first).to_be_visible()  # fmt: skip
        assert findings(page) == []
        assert overflow(page) <= 0
        picture(page, f"kind-{kind}-390-dark", whole=True)


@pytest.mark.parametrize("title", ["Comparison of two", "Ranking", "Rubric"])
def test_a_lead_builds_the_question_and_tries_it(desk: Desk, title: str) -> None:
    with desk.site.visit(height=1400) as page:
        sign_in(page, "lead@example.org")
        page.goto("/projects/new")
        page.get_by_role("list", name="Steps").get_by_role("button", name="Questions").click()
        page.get_by_role("button", name="Add a question").click()
        page.get_by_role("group", name="Add a question").get_by_role("button", name=title).click()
        page.get_by_label("What is asked").last.fill("How good is it?")
        preview = page.get_by_role("group", name="Question 2")
        match title:
            case "Comparison of two":
                preview.get_by_role("radio", name="Output 2 is better").click()
                expect(preview.get_by_role("article", name="Output 2").get_by_role("button")).to_have_attribute(
                    "aria-pressed", "true"
                )
            case "Ranking":
                preview.get_by_role("button", name="Output B is next").click()
                expect(preview.get_by_role("listitem", name="Output B, rank 1")).to_be_visible()
            case _:
                preview.get_by_role("radio", name="Fair").click()
                expect(preview.get_by_role("radio", name="Fair")).to_be_checked()
        assert findings(page) == []


@pytest.mark.slow
def test_the_project_says_which_system_people_prefer_and_whether_they_lean(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "systems.jsonl"
    rows = [
        {"id": f"s{n}", "a": f"A {n}", "b": f"B {n}", "model_a": "small" if n % 2 else "large", "model_b": "middle"}
        for n in range(48)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    question = {
        "key": "better", "kind": "pairwise", "title": "Which is better?", "outputs": ["a", "b"],
        "systems": {"a": "model_a", "b": "model_b"},
    }  # fmt: skip
    with Client(desk.site.url) as lead, Client(desk.site.url) as person:
        lead.sign_in("lead@example.org", PASSWORD)
        made = lead.apply({
            "name": "Systems", "purpose": "The better system is kept.", "questions": [question],
            "policy": {"fewest": 1, "most": 1},
        })  # fmt: skip
        parts = [{"name": name, "type": "text", "column": name} for name in "ab"]
        lead.import_file(made["id"], file, mapping={"id": "id", "parts": parts})
        person.sign_in("first@example.org", PASSWORD)
        for claim in person.work(made["id"]):
            # The larger of two mostly wins.
            n = int(str(claim["item"]["external_id"])[1:])
            choice = "a" if (n % 2 == 0) != (n in (4, 7)) else "b"
            person.submit(claim, {"better": {"choice": choice, "shown": ["a", "b"] if n % 3 else ["b", "a"]}})
        lead.refit(made["id"])
        for _ in range(120):
            if lead.quality(made["id"])["questions"][0]["comparisons"] is not None:
                break
            time.sleep(0.5)
    with desk.site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{made['id']}")
        table = page.get_by_role("table").filter(has_text="Comparisons")
        expect(table.get_by_role("rowheader")).to_have_text(["large", "middle", "small"], use_inner_text=True)
        expect(page.get_by_text("Preferred when shown first")).to_be_visible()
        assert findings(page) == []
        picture(page, "systems", whole=True)


AT_ONCE = """
new MutationObserver((_, observer) => {
  if (!document.querySelector('[aria-label="Questions"]')) return
  observer.disconnect()
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', shiftKey: true, bubbles: true }))
}).observe(document, { childList: true, subtree: true })
"""


def test_a_key_counts_from_the_moment_the_item_is_there(desk: Desk) -> None:
    """The key is pressed before the browser has painted the item: nobody can be quicker."""
    with desk.site.visit() as page:
        at_desk(page, desk, "rubric")
        page.add_init_script(AT_ONCE)
        page.reload()
        expect(page.get_by_role("dialog")).to_be_visible()

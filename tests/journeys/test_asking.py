"""An annotator asks from the desk, is answered, and what was decided stands beside the next item like it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Request, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, sign_in
from tests.journeys.texts import double_click, tap

GUIDE = """# Irony
A lovely Monday of drizzle is meant as a complaint: look at what is meant.

# Prices
A price alone has no mood.
"""
TWEETS = [
    "Another lovely Monday of drizzle, thank you so much",
    "What a lovely drizzle. Monday as I love it, thank you",
    "Umbrellas, three euros each",
]
PROJECT = {
    "name": "Mood of a tweet",
    "purpose": "A weather service wants to warn people in words that fit how they feel.",
    "questions": [
        {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad", "Neither"]}
    ],
    "guideline": GUIDE,
    "policy": {"target": 0.95, "fewest": 2, "most": 3},
}
HOSTILE = "Is this <img src=x onerror=alert(1)> irony, or **meant**?"


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Three tweets, two of them alike, a lead and an annotator."""
    file = tmp_path_factory.mktemp("import") / "tweets.jsonl"
    file.write_text("".join(json.dumps({"id": f"w{n}", "text": text}) + "\n" for n, text in enumerate(TWEETS)))
    with Client(site.url) as lead, Client(site.url) as person:
        lead.sign_up("Asking Lab", "Project Lead", "lead@asking.example", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], file)
        person.join(lead.invite(), "Anna Annotator", "ann@asking.example", PASSWORD)
    return made["id"]


def at_desk(page: Page, text: str) -> None:
    expect(page.get_by_label("Item", exact=True).get_by_text(text)).to_be_visible()


def written(page: Page) -> list[str]:
    """What the page asks of the server to be kept, from now on.

    Without the zone of the browser's clock, which *My projects* sends once, for the count of the day.
    """
    sent: list[str] = []

    def note(one: Request) -> None:
        if one.method != "GET" and not one.url.endswith("/me/limits"):
            sent.append(f"{one.method} {one.url}")

    page.on("request", note)
    return sent


def test_a_newcomer_practises_at_the_desk_and_nothing_leaves_the_browser(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "ann@asking.example")
        sent = written(page)
        page.get_by_role("link", name="Try it out").press("Enter")
        coach = page.get_by_role("region", name="Practice")
        expect(coach.get_by_text("step 1 of 5")).to_be_visible()
        assert findings(page) == []
        picture(page, "practice-rule")
        page.keyboard.press("Shift+G")
        page.keyboard.type("oven")
        expect(coach.get_by_text("Answer and submit")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        expect(coach.get_by_text("Mark a name in the text")).to_be_visible()
        at_desk(page, "Take the walnut loaf")
        double_click(page, "walnut")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("1")
        expect(coach.get_by_text("Ask when you are not sure")).to_be_visible()
        picture(page, "practice-ask")
        page.keyboard.press("Shift+A")
        page.keyboard.type("Is the a part of it?")
        page.keyboard.press("Control+Enter")
        expect(coach.get_by_text("Submit what you marked")).to_be_visible()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="What came back")).to_be_visible()
        first = page.get_by_role("article", name="What does the writer think of the bread?")
        expect(first.get_by_text("The known answer is another one")).to_be_visible()
        assert findings(page) == [] and overflow(page) == 0
        first.get_by_text("Why is that right?").press("Enter")
        expect(first.get_by_text("worth waiting for")).to_be_visible()
        expect(coach.get_by_text("That was all of it")).to_be_visible()
        picture(page, "practice-back")
        coach.get_by_role("link", name="My projects").press("Enter")
        expect(page.get_by_role("heading", name="My projects")).to_be_visible()
        expect(page.get_by_text("New here?")).to_have_count(0)
        expect(page.get_by_text("No answers of yours yet")).to_be_visible()
        page.goto(f"/projects/{project}/mine")
        expect(page.get_by_text("No answers of yours yet").first).to_be_visible()
        assert sent == []
    with site.visit(width=390, height=844, dark=True, touch=True) as page:
        sign_in(page, "ann@asking.example")
        # Another browser offers it again; it can be left at any step, and found in the menu of the account.
        page.get_by_role("button", name="Not now").click()
        page.get_by_role("button", name="Account of Anna Annotator").click()
        page.get_by_role("link", name="Practice at the desk").click()
        coach = page.get_by_role("region", name="Practice")
        expect(coach.get_by_text("Tap the book at the top")).to_be_visible()
        assert findings(page) == [] and overflow(page) == 0
        picture(page, "practice-390-dark")
        for _ in range(2):
            coach.get_by_role("button", name="Skip this step").click()
        tap(page, "poppy")
        tap(page, "rolls")
        page.get_by_role("button", name="Bread").click()
        expect(coach.get_by_text("Ask when you are not sure")).to_be_visible()
        assert findings(page) == [] and overflow(page) == 0
        picture(page, "practice-span-390-dark")
        coach.get_by_role("link", name="Leave the practice").click()
        expect(page.get_by_role("heading", name="My projects")).to_be_visible()


@pytest.mark.slow
def test_a_question_becomes_a_decided_case_beside_the_next_item(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "ann@asking.example")
        page.goto(f"/projects/{project}/desk")
        at_desk(page, TWEETS[0])
        panel = page.get_by_role("complementary", name="Guideline")
        expect(panel.get_by_text("May apply")).to_be_visible()
        # By keyboard alone; what was written is still there when the dialog was left.
        page.keyboard.press("Shift+A")
        asking = page.get_by_role("dialog", name="Ask")
        page.keyboard.type(HOSTILE)
        page.keyboard.press("Escape")
        expect(asking).to_have_count(0)
        page.keyboard.press("Shift+A")
        expect(asking.get_by_label("Your question")).to_have_value(HOSTILE)
        asking.get_by_label("About").select_option("Irony")
        expect(asking.get_by_text("Project Lead answers")).to_be_visible()
        assert findings(page) == []
        picture(page, "ask")
        asking.get_by_label("Your question").focus()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Your question is asked")).to_be_visible()
        expect(panel.get_by_text("Not answered yet.")).to_be_visible()

    with site.visit(width=390, height=844, dark=True) as page:
        sign_in(page, "lead@asking.example")
        page.goto("/inbox")
        expect(page.get_by_role("article", name="A question waits for your answer")).to_be_visible()
        page.goto(f"/projects/{project}")
        expect(page.get_by_role("heading", name="1 question waits for an answer")).to_be_visible()
        page.get_by_role("link", name="See the questions").click()
        thread = page.get_by_role("article", name="Is this")
        expect(page.get_by_text("The longest has waited since")).to_be_visible()
        expect(thread).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "questions-390-dark")
        thread.get_by_role("button", name="Answer", exact=True).click()
        page.get_by_role("dialog").get_by_label("Answer").fill("Bad: irony counts as what is meant.")
        page.get_by_role("dialog").get_by_role("button", name="Answer").click()
        page.get_by_text("Answered", exact=True).click()
        thread.get_by_role("button", name="Make it a decided case").click()
        expect(thread.get_by_text("Decided case", exact=True)).to_be_visible()
        page.get_by_role("link", name="Decided cases").click()
        expect(page.get_by_text("whoever has yet to answer it does not see this case")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []

    with site.visit() as page:
        sign_in(page, "ann@asking.example")
        page.get_by_role("link", name="1 new entry").click()
        entry = page.get_by_role("article", name="Your question was answered")
        expect(entry.get_by_text("Bad: irony counts as what is meant.")).to_be_visible()
        expect(entry.get_by_text(HOSTILE)).to_be_visible()
        page.goto(f"/projects/{project}/desk")
        panel = page.get_by_role("complementary", name="Guideline")
        at_desk(page, TWEETS[0])
        expect(panel.get_by_text("Decided in cases like this")).to_have_count(0)
        expect(panel.get_by_text("irony counts")).to_be_visible()
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        at_desk(page, TWEETS[1])
        expect(panel.get_by_text("Decided in cases like this")).to_be_visible()
        expect(panel.get_by_text("Decided by Project Lead")).to_be_visible()
        assert findings(page) == []
        picture(page, "decided-case")
        # The search of the panel finds cases as well as rules.
        page.keyboard.press("Shift+G")
        page.keyboard.type("irony counts")
        expect(panel.get_by_text("Decided cases with these words")).to_be_visible()
        page.goto(f"/projects/{project}/guideline?part=cases")
        page.get_by_label("Find in the decided cases").fill("umbrella")
        expect(page.get_by_text("No case has these words")).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        page.get_by_label("Find in the decided cases").fill("DRIZZLE")
        expect(page.get_by_text("Decided by Project Lead")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []

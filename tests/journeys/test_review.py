"""A second look: a reviewer goes through doubtful items by keyboard, picks, corrects and accepts."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, TWEETS, Site, findings, overflow, picture, read, section, sign_in

PROJECT: dict[str, Any] = {
    "name": "Mood and reason",
    "purpose": "A weather service wants to warn people in words that fit how they feel.",
    "questions": [
        {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad", "Neither"]},
        {
            "key": "why", "kind": "text", "title": "What is bad about it?",
            "when": {"question": "mood", "says": ["bad"]},
        },
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3, "disputed": "expert"},
}  # fmt: skip
GOOD, NEITHER = {"mood": {"labels": ["good"]}}, {"mood": {"labels": ["neither"]}}


def bad(why: str) -> dict[str, dict[str, object]]:
    return {"mood": {"labels": ["bad"]}, "why": {"text": why}}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Four tweets with three answers each; people disagree on the second and the third."""
    file = tmp_path_factory.mktemp("import") / "tweets.jsonl"
    file.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in TWEETS[:4]))
    said = {
        "w1": [GOOD, GOOD, GOOD],
        "w2": [GOOD, bad("The hail."), bad("Tomatoes are gone.")],
        "w3": [GOOD, NEITHER, bad("Rain.")],
        "w4": [GOOD, GOOD, GOOD],
    }
    with Client(site.url) as lead:
        lead.sign_up("Review Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        for n in range(3):
            with Client(site.url) as person:
                person.join(lead.invite(), f"Annotator {n}", f"a{n}@example.org", PASSWORD)
                for claim in person.work(made["id"]):
                    person.submit(claim, said[str(claim["item"]["external_id"])][n])
        with Client(site.url) as reviewer:
            reviewer.join(lead.invite("reviewer"), "Second Look", "reviewer@example.org", PASSWORD)
        while lead.project(made["id"])["progress"]["to_appraise"]:
            time.sleep(0.2)
    return made["id"]


def at_item(page: Page, name: str) -> None:
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_a_reviewer_decides_doubtful_items_by_keyboard(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "reviewer@example.org")
        page.goto(f"/projects/{project}")
        section(page, "Review").click()
        # Two questions may be wrong about this item, so it is worth most: correct the reason in the editor.
        at_item(page, "w2")
        options = page.get_by_role("radiogroup", name="What is the mood?")
        expect(options.get_by_role("radio")).to_have_count(2)
        expect(page.get_by_text("Annotator")).to_have_count(0)
        assert findings(page) == []
        picture(page, "review")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("e")
        field = page.get_by_role("region", name="What is bad about it?").get_by_role("textbox")
        field.fill("Hail destroyed the tomatoes.")
        expect(page.get_by_role("button", name="Save the correction")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Control+z")
        expect(field).not_to_have_value("Hail destroyed the tomatoes.")
        page.keyboard.press("Control+Shift+z")
        expect(field).to_have_value("Hail destroyed the tomatoes.")
        page.get_by_label("Why", exact=True).fill("Both say half of it.")
        page.keyboard.press("Control+Enter")

        # A decision for something else than the consensus takes a reason.
        at_item(page, "w3")
        expect(options.get_by_role("radio")).to_have_count(3)
        expect(page.get_by_text("3 different answers")).to_be_visible()
        page.keyboard.press("2")
        chosen = options.locator("label:has(input:checked)").inner_text()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Say why: people learn from it.")).to_be_visible()
        page.keyboard.type("A forecast is no feeling.")
        page.keyboard.press("Control+Enter")

        # Where everybody agrees, one key press accepts.
        at_item(page, "w1")
        expect(page.get_by_text("Everybody agrees").first).to_be_visible()
        page.keyboard.press("Control+Enter")
        at_item(page, "w4")
        page.keyboard.press("n")
        expect(page.get_by_text("You are through this list")).to_be_visible()

        items = {row["external_id"]: row["id"] for row in read(page, f"/projects/{project}/items")["rows"]}
        third = read(page, f"/items/{items['w3']}")
        assert third["state"] == "settled" and third["reviews"][0]["reason"] == "A forecast is no feeling."
        assert third["consensus"][0]["reviewed"] and len(third["given"]) == 3
        assert third["consensus"][0]["answer"]["labels"][0] in chosen.lower()
        second = read(page, f"/items/{items['w2']}")
        why = next(made for made in second["consensus"] if made["question"] == "why")
        assert why["answer"] == {"text": "Hail destroyed the tomatoes."}
        assert second["reviews"][0]["decision"] == "corrected"

        page.goto(f"/projects/{project}/items/{items['w2']}")
        expect(page.get_by_text("Said by a reviewer").first).to_be_visible()


def test_what_a_reviewer_said_comes_back_to_who_answered(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "a0@example.org")
        bar = page.get_by_role("navigation", name="Menu")
        expect(bar.get_by_role("img", name="3 new entries")).to_be_visible()
        bar.get_by_role("link", name="Inbox").press("Enter")
        entry = page.get_by_role("article", name="A reviewer decided otherwise").filter(has_text="Hail")
        expect(entry.get_by_text("Both say half of it.")).to_be_visible()
        expect(entry.get_by_text("Second Look")).to_be_visible()
        expect(entry.get_by_text("New", exact=True)).to_be_visible()
        agreed = page.get_by_role("article", name="A reviewer decided as you did")
        expect(agreed.filter(has_text="Sun on the lake")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "inbox")
        # Read is read: the number goes, and it stays away.
        expect(bar.get_by_role("img")).to_have_count(0)
        entry.get_by_role("link", name="See it at the desk").press("Enter")
        expect(page.get_by_role("radio", name="Good")).to_be_checked()
        page.goto(f"/projects/{project}/mine")
        mine = page.get_by_role("listitem").filter(has_text="Hail again")
        expect(mine.get_by_text("A reviewer decided otherwise")).to_be_visible()
        expect(mine.get_by_text("Both say half of it.")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        bar.get_by_role("link", name="My quality").click()
        expect(page.get_by_role("heading", name="My quality")).to_be_visible()
        page.goto("/inbox")
        expect(entry).to_be_visible()
        expect(page.get_by_text("New", exact=True)).to_have_count(0)
    with site.visit(width=390, dark=True) as page:
        sign_in(page, "a1@example.org")
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("dialog").get_by_role("link", name="Inbox").click()
        expect(page.get_by_role("article").first).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "inbox-390-dark")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_from_the_overview_to_why_an_item_is_settled(site: Site, project: int, width: int, dark: bool) -> None:
    with site.visit(width=width, dark=dark) as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{project}")
        # Three were reviewed; nothing meets so high a target, and the one that is left waits for a reviewer.
        expect(page.get_by_text("settled by a lead or reviewer")).to_be_visible()
        expect(page.get_by_text("settled, 3 of 4")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        page.goto(f"/projects/{project}/items?state=settled")
        page.get_by_role("combobox", name="How it is settled").select_option("by a lead or reviewer")
        expect(page.get_by_role("row", name="w4")).to_have_count(0)
        page.get_by_role("link", name="Hail").first.click()
        story = page.get_by_role("region", name="Why is this settled?")
        expect(story.get_by_text("A reviewer decided.")).to_be_visible()
        expect(story.get_by_text("Settled by a person, with 3 answers.")).to_be_visible()
        expect(story.get_by_text("Second Look: “Both say half of it.”")).to_be_visible()
        # What led there is told before it.
        expect(story.get_by_role("listitem").first).to_contain_text("It waits for a reviewer")
        assert overflow(page) == 0 and findings(page) == []


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_the_review_screen_holds_on_every_screen(site: Site, project: int, width: int, dark: bool) -> None:
    with site.visit(width=width, dark=dark) as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{project}/review")
        expect(page.get_by_role("radiogroup").first).to_be_visible()
        assert overflow(page) == 0
        assert findings(page) == []
        picture(page, f"review-{width}{'-dark' if dark else ''}")


@pytest.fixture(scope="module")
def appealed(site: Site, project: int, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Sixteen remarks answered by five people. One means what it says only to the first of them, and was reviewed."""
    file = tmp_path_factory.mktemp("import") / "remarks.jsonl"
    file.write_text(
        "".join(json.dumps({"id": f"r{n}", "text": TWEETS[n % len(TWEETS)][1] + f" ({n})"}) + "\n" for n in range(16))
    )
    asks = {"target": 0.99, "fewest": 5, "most": 5, "disputed": "expert"}
    mood = {**PROJECT["questions"][0], "labels": ["Good", "Bad"]}
    guideline = "# Mood\n\nWhat somebody feels.\n\n## Irony\n\nIt counts as what is meant."
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        made = lead.apply({**PROJECT, "name": "Irony", "questions": [mood], "policy": asks, "guideline": guideline})
        lead.import_file(made["id"], Path(file))
        for n in range(5):
            with Client(site.url) as person:
                person.join(lead.invite(), f"Annotator {n}", f"b{n}@example.org", PASSWORD)
                for claim in person.work(made["id"]):
                    at = int(str(claim["item"]["external_id"])[1:])
                    other = at in (9, 10) and n == 0
                    person.submit(claim, {"mood": {"labels": ["bad" if (at % 2 == 1) ^ other else "good"]}})
        while lead.project(made["id"])["progress"]["to_appraise"]:
            time.sleep(0.2)
        for name in ("first", "second"):
            with Client(site.url) as reviewer:
                reviewer.join(lead.invite("reviewer"), f"{name.title()} Opinion", f"{name}@example.org", PASSWORD)
                if name == "first":
                    for row in list(reviewer.items(made["id"])):
                        if row["external_id"] in ("r9", "r10"):
                            item = reviewer.item(row["id"])
                            agreed = {"mood": item["consensus"][0]["answer"]}
                            reviewer.review(item, agreed, "Rain is bad, and drizzle is rain.", form_version=1)
        lead.refit(made["id"])
        while lead.quality(made["id"])["fitted_at"] is None:
            time.sleep(0.2)
    return made["id"]


def _skill(page: Page) -> float:
    return read(page, "/me/quality")["rows"][0]["questions"][0]["skill"]["value"]


@pytest.mark.slow
def test_an_appeal_is_won_and_the_score_mends(site: Site, appealed: int) -> None:
    with site.visit() as page:
        sign_in(page, "b0@example.org")
        before = _skill(page)
        page.goto("/inbox")
        # The second remark with this beginning is number 9: a review said otherwise, for a reason that is not right.
        for n, argument in ((9, "A lovely Monday of drizzle is meant as a joke."), (10, "")):
            entry = page.get_by_role("article", name="A reviewer decided otherwise").filter(has_text=f"({n})")
            expect(entry.get_by_text("Rain is bad, and drizzle is rain.")).to_be_visible()
            entry.get_by_role("button", name="Appeal").press("Enter")
            asking = page.get_by_role("dialog")
            expect(asking.get_by_text("does not see whose answer it is")).to_be_visible()
            asking.get_by_role("textbox").fill(argument)
            assert findings(page) == []
            asking.get_by_role("button", name="Appeal", exact=True).press("Enter")
            expect(entry.get_by_role("link", name="Appealed")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        page.get_by_role("link", name="My appeals").click()
        expect(page.get_by_text("It is to be decided by")).to_have_count(2)
        assert overflow(page) == 0 and findings(page) == []

    with site.visit() as page:
        sign_in(page, "first@example.org")
        page.goto(f"/projects/{appealed}/appeals")
        expect(page.get_by_text("No appeal waits for you")).to_be_visible()

    with site.visit() as page:
        sign_in(page, "second@example.org")
        page.goto(f"/projects/{appealed}")
        section(page, "Appeals").press("Enter")
        bench = page.get_by_role("group", name="Appeals")
        expect(bench.get_by_text("A lovely Monday of drizzle is meant as a joke.")).to_be_visible()
        expect(bench.get_by_text("to be decided by")).to_be_visible()
        expect(page.get_by_text("Annotator")).to_have_count(0)
        uphold = page.get_by_role("button", name="Uphold the appeal")
        expect(uphold).to_be_disabled()
        page.keyboard.press("1")
        expect(page.get_by_role("button", name="Decline the appeal")).to_be_enabled()
        page.keyboard.press("2")
        expect(uphold).to_be_enabled()
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "appeal")
        page.keyboard.press("Control+Enter")
        page.keyboard.type("It is irony, and irony counts as what is meant.")
        page.get_by_label("The rule that decides").select_option("Irony")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("every score that rests on it are mended")).to_be_visible()
        expect(bench.get_by_text("gave no argument")).to_be_visible()
        page.keyboard.press("n")
        expect(page.get_by_text("You are through this list")).to_be_visible()

    with site.visit(width=390, dark=True) as page:
        sign_in(page, "second@example.org")
        page.goto(f"/projects/{appealed}/appeals")
        expect(page.get_by_role("group", name="Appeals").get_by_role("radio").first).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "appeal-390-dark", whole=True)

    with site.visit() as page:
        sign_in(page, "b0@example.org")
        page.goto("/inbox")
        won = page.get_by_role("article", name="Your appeal was upheld")
        expect(won.get_by_text("It is irony, and irony counts as what is meant.")).to_be_visible()
        expect(won.get_by_text("Rule: Irony")).to_be_visible()
        expect(won.get_by_text("Second Opinion")).to_be_visible()
        picture(page, "inbox-appeal")
        ends = time.monotonic() + 60
        while (after := _skill(page)) == before and time.monotonic() < ends:
            time.sleep(0.2)
        assert after > before
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="My quality").press("Enter")
        mended = page.get_by_role("listitem").filter(has_text="(9)").filter(has_text="raised it by")
        expect(mended.get_by_role("link", name="Appeal upheld")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
    with site.visit(width=390) as page:
        sign_in(page, "b1@example.org")
        page.goto("/inbox")
        told = page.get_by_role("article", name="An appeal was upheld on an item that you answered")
        expect(told.get_by_text("judged anew for everybody who answered it")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        page.goto(f"/projects/{appealed}/mine")
        expect(page.get_by_text("An appeal was upheld on an item that you answered")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []

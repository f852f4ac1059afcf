"""An annotator proposes a change of the guideline; a lead accepts it, and what it touches is asked again."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, sign_in

OLD = "# Irony\n\nLook at what is said.\n"
PROJECT = {
    "name": "Mood of a tweet",
    "purpose": "A weather service wants to warn people in words that fit how they feel.",
    "questions": [{"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]}],
    "guideline": OLD,
    "policy": {"target": 0.6, "fewest": 1, "most": 2},
}
TWEETS = ["They said it would be a lovely day. It pours.", "Umbrellas, three euros each"]
WHY = "Irony <img src=x onerror=alert(1)> says the opposite of what it means."


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """A lead, and an annotator who has answered two tweets."""
    file = tmp_path_factory.mktemp("import") / "tweets.jsonl"
    file.write_text("".join(json.dumps({"id": f"w{n}", "text": text}) + "\n" for n, text in enumerate(TWEETS)))
    with Client(site.url) as lead, Client(site.url) as person:
        lead.sign_up("Proposing Lab", "Project Lead", "lead@proposing.example", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], file)
        person.join(lead.invite(), "Anna Annotator", "ann@proposing.example", PASSWORD)
        for _ in TWEETS:
            claim = person.claim(made["id"])["claim"]
            assert claim is not None
            person.submit(claim, {"mood": {"labels": ["good"]}})
        for _ in range(300):
            if {row["state"] for row in lead.items(made["id"])} == {"settled"}:
                break
            time.sleep(0.1)
    return made["id"]


@pytest.mark.slow
def test_a_proposal_becomes_a_guideline_version(site: Site, project: int) -> None:
    with site.visit() as page:
        sign_in(page, "ann@proposing.example")
        page.goto(f"/projects/{project}/guideline?part=proposals")
        expect(page.get_by_text("No proposal is open")).to_be_visible()
        # By keyboard alone.
        page.get_by_role("button", name="Propose a change").focus()
        page.keyboard.press("Enter")
        text = page.get_by_label("The guideline as you would have it")
        text.focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("# Irony\n\nLook at what is meant.\n")
        expect(page.get_by_role("region", name="The difference").get_by_text("meant")).to_be_visible()
        assert findings(page) == []
        picture(page, "propose")
        page.get_by_label("Why", exact=True).focus()
        page.keyboard.type(WHY)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Your proposal is made")).to_be_visible()
        expect(page.get_by_text(WHY)).to_be_visible()

    with site.visit(width=390, height=844, dark=True) as page:
        sign_in(page, "lead@proposing.example")
        page.goto("/inbox")
        page.get_by_role("article", name="A proposal waits").get_by_role("link", name="See the proposal").click()
        expect(page.get_by_role("region", name="The difference").get_by_text("meant")).to_be_visible()
        page.get_by_label("Add a comment").fill("What of exaggeration?")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Project Lead (you)")).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        page.get_by_role("button", name="Accept").click()
        page.get_by_role("dialog").get_by_label("Reason").fill("It is what we meant all along.")
        page.get_by_role("dialog").get_by_role("button", name="Accept").click()
        expect(page.get_by_text("Accepted: version 2 of the guideline")).to_be_visible()
        # What it touches is asked again, by keyboard.
        page.get_by_role("link", name="Find the items that it touches").focus()
        page.keyboard.press("Enter")
        touched = page.get_by_role("region", name="Items that the change touches")
        expect(touched.get_by_text("word “said”")).to_be_visible()
        expect(touched.get_by_role("listitem").filter(has_text=TWEETS[0])).to_have_count(1)
        expect(touched.get_by_text(TWEETS[1])).to_have_count(0)
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "asked-again-390-dark")
        touched.get_by_role("button", name="Ask 1 item again").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 item is asked again.")).to_be_visible()
        expect(touched.get_by_text("No answered item is touched")).to_be_visible()
        expect(page.get_by_text("1 item was asked again because of it.")).to_be_visible()

    with site.visit() as page:
        sign_in(page, "ann@proposing.example")
        page.goto(f"/projects/{project}/mine")
        expect(page.get_by_role("link", name=TWEETS[0])).to_contain_text("Asked again by a newer guideline")
        page.goto(f"/projects/{project}/desk")
        # What its answers say may be weighed just now: the desk looks again by itself.
        expect(page.get_by_label("Item", exact=True).get_by_text(TWEETS[0])).to_be_visible()
        news = page.get_by_role("status").filter(has_text="The guideline changed since you last answered here.")
        expect(page.get_by_text("stays credited to you and is not judged by the new text")).to_be_visible()
        news.get_by_role("button", name="What changed").focus()
        page.keyboard.press("Enter")
        expect(news.get_by_role("region", name="The difference").get_by_text("meant")).to_be_visible()
        assert findings(page) == []
        picture(page, "guideline-changed")
        news.get_by_role("button", name="Got it").focus()
        page.keyboard.press("Enter")
        expect(news).to_have_count(0)
        page.reload()
        expect(page.get_by_text("stays credited to you")).to_be_visible()
        expect(news).to_have_count(0)
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Nothing is left to answer here")).to_be_visible()

    with site.visit(width=390, height=844) as page:
        sign_in(page, "ann@proposing.example")
        page.goto("/inbox")
        entry = page.get_by_role("article", name="Your proposal was accepted")
        expect(entry.get_by_text("It is what we meant all along.")).to_be_visible()
        changed = page.get_by_role("article", name="The guideline changed")
        expect(changed.get_by_text(WHY)).to_be_visible()
        assert overflow(page) == 0 and findings(page) == []
        changed.get_by_role("link", name="See what changed").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("region", name="The difference").get_by_text("meant")).to_be_visible()
        expect(page.get_by_role("region", name="Items that the change touches")).to_have_count(0)
        assert overflow(page) == 0 and findings(page) == []
        page.goto(f"/projects/{project}")
        expect(page.get_by_text("Look at what is meant.")).to_be_visible()

    # The other one is asked again from its own page, though nothing of the change is found in it.
    with site.visit(width=390, height=844, dark=True) as page:
        sign_in(page, "lead@proposing.example")
        page.goto(f"/projects/{project}/items")
        page.get_by_role("link", name=TWEETS[1]).click()
        earlier = page.get_by_role("region", name="Answered by an earlier guideline")
        expect(earlier).to_contain_text("Nothing of what changed was found in this item.")
        expect(earlier).to_contain_text("takes 1 answer.")
        expect(earlier).to_contain_text("1 person who answered keeps the credit")
        assert overflow(page) == 0 and findings(page) == []
        picture(page, "item-earlier-390-dark", whole=True)
        earlier.get_by_role("button", name="Ask it again").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 item is asked again.")).to_be_visible()
        expect(earlier).to_have_count(0)

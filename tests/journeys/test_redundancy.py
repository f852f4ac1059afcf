"""Redundancy: a file that repeats itself is imported, what repeats is set aside, put back, kept apart for good."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, post, read, settled, sign_in

BATTERY = "The battery of this camera lasts for two days, and the pictures are sharp even in poor light."
REVIEWS = [
    ("r1", BATTERY),
    ("r2", BATTERY.upper()),
    ("r3", BATTERY + " I kept it."),
    ("r4", "The strap broke after a week and nobody answered my letters about it."),
    ("r5", "The strap broke after a week, and nobody answered my letters about it!"),
    ("r6", "Delivered a day late, otherwise as described by the shop."),
    ("r7", "The zoom is slow, but for family pictures in the garden it is good enough."),
]
QUESTION = {
    "key": "mood",
    "kind": "classification",
    "title": "Is the writer content?",
    "labels": [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"}],
}
pytestmark = pytest.mark.slow


@dataclass
class Shop:
    """What the first chapter leaves behind."""

    site: Site
    project: int


@pytest.fixture(scope="module")
def shop(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A project whose file is imported with the wish to look for redundancy; all of that through the browser."""
    file = tmp_path_factory.mktemp("import") / "reviews.jsonl"
    file.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in REVIEWS))
    with site.visit() as page:
        page.goto("/")
        page.get_by_label("Organization").fill("Camera Shop")
        page.get_by_label("Your name").fill("Project Lead")
        page.get_by_label("Email").fill("lead@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Create and sign in").click()
        expect(page.get_by_text("No projects yet")).to_be_visible()
        body = {"name": "Reviews of cameras", "purpose": "To answer writers.", "questions": [QUESTION]}
        project: int = post(page, "/projects", {**body, "policy": {"fewest": 1, "most": 2}})["id"]

        page.goto(f"/projects/{project}/data")
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_text("The battery of this camera").first).to_be_visible()
        page.get_by_label("Look for redundancy after this import").check()
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_text("7 added")).to_be_visible()
        page.get_by_role("article").get_by_role("link", name="See what repeats").click()
        # The first comparison of an installation compiles, which takes a busy machine more than half a minute.
        expect(page.get_by_role("heading", name="Label these 4 of 7")).to_be_visible(timeout=180_000)
        return Shop(site, project)


def test_what_repeats_is_set_aside_put_back_and_kept_apart(shop: Shop) -> None:
    with shop.site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{shop.project}/data/redundancy")
        expect(page.get_by_text("in 2 clusters.")).to_be_visible()
        large = page.get_by_role("article", name="Cluster of 3 items")
        expect(large.get_by_role("deletion").or_(large.locator("del")).first).to_be_visible()
        picture(page, "redundancy", whole=True)

        # All at once, and all back.
        page.get_by_role("button", name="Set aside all 3").click()
        dialog = page.get_by_role("dialog")
        picture(page, "redundancy-set-aside")
        dialog.get_by_role("button", name="Set aside all 3").click()
        expect(page.get_by_text("3 set aside.")).to_be_visible()
        expect(page.get_by_text("3 are set aside now.")).to_be_visible()
        assert states(page, shop.project) == {"r3": "open", "r6": "open", "r7": "open", "r5": "open"} | dict.fromkeys(
            ("r1", "r2", "r4"), "set-aside"
        )
        page.get_by_role("link", name="See them in the list").click()
        expect(page.get_by_text("Repeats #").first).to_be_visible()
        picture(page, "items-set-aside")
        page.go_back()
        page.get_by_role("button", name="Put all back").click()
        page.get_by_role("dialog").get_by_role("button", name="Put all back").click()
        expect(page.get_by_text("3 put back.")).to_be_visible()
        assert set(states(page, shop.project).values()) == {"open"}

        # One cluster by its keys, and back.
        large.focus()
        page.keyboard.press("ArrowDown")
        small = page.get_by_role("article", name="Cluster of 2 items")
        expect(small).to_be_focused()
        page.keyboard.press("a")
        expect(small.get_by_text("1 of 1 set aside")).to_be_visible()
        page.keyboard.press("r")
        expect(small.get_by_text("1 of 1 set aside")).to_have_count(0)

        # What is said to be different leaves, and no later check joins it again.
        large.get_by_label("r1 is different").check()
        page.keyboard.press("d")
        expect(page.get_by_role("heading", name="Label these 5 of 7")).to_be_visible()
        expect(page.get_by_role("heading", name="Said to be different")).to_be_visible()
        page.get_by_role("button", name="Check again").click()
        expect(page.get_by_text("The check has begun.")).to_be_visible()
        finished(page, shop.project, checks=2)
        page.reload()
        expect(page.get_by_role("heading", name="Label these 5 of 7")).to_be_visible()
        expect(page.get_by_role("article", name="Cluster of 2 items")).to_have_count(2)
        assert "r1" not in {m["external_id"] for c in clusters(page, shop.project) for m in c["members"]}

        # An exact repetition takes what is said of the item that stands for it.
        page.get_by_role("button", name="Set aside all 2").click()
        page.get_by_role("dialog").get_by_role("button", name="Set aside all 2").click()
        expect(page.get_by_text("2 set aside.")).to_be_visible()
        page.get_by_role("switch", name="Exact repetitions take the answers").focus()
        page.keyboard.press("Space")
        expect(page.get_by_text("1 of 1 do.")).to_be_visible()
        changes = {row["action"] for row in read(page, "/audit?limit=100")["rows"]}
        assert {
            "redundancy.check-started", "redundancy.checked", "redundancy.set-aside", "redundancy.restored",
            "redundancy.split", "redundancy.consensus-taken",
        } <= changes  # fmt: skip


def test_an_annotator_meets_only_what_stays(shop: Shop) -> None:
    with shop.site.visit() as lead, shop.site.visit() as page:
        sign_in(lead, "lead@example.org")
        page.goto(post(lead, "/invitations", {"role": "annotator"})["link"].replace(shop.site.url, ""))
        page.get_by_label("Your name").fill("First Annotator")
        page.get_by_label("Email").fill("first@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="My projects")).to_be_visible()
        met: list[str] = []
        while claim := post(page, f"/projects/{shop.project}/claims", {})["claim"]:
            met.append(claim["item"]["external_id"])
            answers = {"answers": {"mood": {"labels": ["yes"]}}, "form_version": claim["form_version"]}
            post(page, f"/claims/{claim['id']}/annotation", answers)
        assert sorted(met) == ["r1", "r3", "r5", "r6", "r7"]

        # The exact repetition of r5 shows its answers, and says whose they are.
        repeats = read(lead, f"/projects/{shop.project}/items?search=r4")["rows"][0]["id"]
        lead.goto(f"/projects/{shop.project}/items/{repeats}")
        expect(lead.get_by_text("Repeats r5 exactly.")).to_be_visible()
        for _ in range(40):
            if lead.get_by_text("Taken from the item that stands for it").count():
                break
            lead.wait_for_timeout(500)
            lead.reload()
            expect(lead.get_by_text("Repeats r5 exactly.")).to_be_visible()
        expect(lead.get_by_text("Nobody answered this item itself.")).to_be_visible()
        picture(lead, "item-set-aside")


# The other two forms are looked at by the trial.
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_screen_is_fit_for_everybody(shop: Shop, width: int, dark: bool) -> None:
    with shop.site.visit(width=width, dark=dark) as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{shop.project}/data/redundancy")
        expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
        settled(page)
        found = findings(page)
        picture(page, f"redundancy-{width}{'-dark' if dark else ''}", whole=True)
        assert found == []
        assert overflow(page) <= 0


def states(page: Page, project: int) -> dict[str, str]:
    """The items' own ids and states."""
    return {row["external_id"]: row["state"] for row in read(page, f"/projects/{project}/items?limit=100")["rows"]}


def clusters(page: Page, project: int) -> list[dict[str, list[dict[str, str]]]]:
    """The clusters as the API tells them."""
    return read(page, f"/projects/{project}/redundancy/clusters")["rows"]


def finished(page: Page, project: int, *, checks: int) -> None:
    """Wait until the newest check is done."""
    for _ in range(240):
        newest = read(page, f"/projects/{project}/redundancy")["newest"]
        if newest["state"] == "done" and newest["id"] >= checks:
            return
        page.wait_for_timeout(250)
    raise AssertionError("the check did not end")


def test_a_project_without_a_check_says_what_to_do(shop: Shop, tmp_path: Path) -> None:
    with shop.site.visit() as page:
        sign_in(page, "lead@example.org")
        body = {"name": "Empty", "purpose": "To see.", "questions": [QUESTION]}
        project = post(page, "/projects", body)["id"]
        page.goto(f"/projects/{project}/data/redundancy")
        expect(page.get_by_text("There are no items yet. Import some first.")).to_be_visible()

"""Keypoints: placed by pointer, by keys alone and by finger; what is stored is right to the pixel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.harbour import BOATS, answered, at_desk, click, drag, packed, place, port, press, rows, stage_of
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

PROJECT: dict[str, Any] = {
    "name": "Rigs in the harbour",
    "purpose": "A port wants to know how boats lie to the wind, so that the ferry finds its way.",
    "questions": [
        {
            "key": "rigs",
            "kind": "keypoints",
            "title": "How do the boats lie?",
            "points": ["Bow", "Top of the mast", "Foot of the mast", "Stern"],
            "lines": [["Bow", "Foot of the mast"], ["Foot of the mast", "Top of the mast"],
                      ["Foot of the mast", "Stern"]],
            "labels": ["Boat", {"name": "Ferry", "attributes": [{"name": "Moves", "options": ["yes", "no"]}]}],
        }
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3},
}  # fmt: skip
BOW, TOP, FOOT, STERN = (60, 105), (120, 80), (120, 105), (180, 105)


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return port(site, tmp_path_factory.mktemp("import"), PROJECT)


def stored(page: Page, project: int) -> list[tuple[str, dict[str, list[float]], dict[str, str]]]:
    """My last answer: label, points and attributes of each skeleton."""
    return [(one["label"], one["points"], one["attributes"]) for one in answered(page, project, "rigs")]


def test_keypoints_are_placed_by_pointer_and_by_keys(site: Site, project: int) -> None:
    with at_desk(site, project, 0) as (page, stage):
        # One after another; the next one is named. A skeleton that is not done keeps from submitting.
        click(page, stage, BOW, TOP)
        expect(page.get_by_text("Next: Foot of the mast.")).to_be_visible()
        press(page, "Control+Enter")
        expect(page.get_by_text("A skeleton is not done yet").first).to_be_visible()
        click(page, stage, FOOT)
        press(page, "x")
        click(page, stage, STERN)
        rows(page, "Boat4 points from 60, 80")
        # The next one as another label, without a top; a point pulled, one more hidden by its button.
        press(page, "Escape", "Escape", "2")
        click(page, stage, (300, 75))
        press(page, "n")
        click(page, stage, (330, 75), (350, 80))
        press(page, "Escape")
        page.get_by_label("Moves").select_option("no")
        drag(page, stage, (350, 80), (360, 75))
        page.get_by_role("button", name="It is hidden").click()
        points = page.get_by_role("list", name="Points")
        expect(points.get_by_role("button", name="Stern, hidden", pressed=True)).to_be_visible()
        expect(points.get_by_role("button", name="Top of the mast, not there")).to_be_visible()
        picture(page, "kind-keypoints")
        assert findings(page) == []
        # Every edit is one step back.
        press(page, "Control+z", "Control+z", "Control+z", "Control+z")
        rows(page, "Boat4 points from 60, 80", "Ferry2 points from 300, 75")
        press(page, "Control+Shift+Z", "Control+Shift+Z", "Control+Shift+Z", "Control+Shift+Z")
        rows(page, "Boat4 points from 60, 80", "Ferry3 points from 300, 75")
        press(page, "Control+Enter")
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        assert stored(page, project) == [
            ("ferry", {"bow": [300, 75, 2], "foot-of-the-mast": [330, 75, 2], "stern": [360, 75, 1]}, {"moves": "no"}),
            ("boat", {"bow": [*BOW, 2], "foot-of-the-mast": [*FOOT, 1], "stern": [*STERN, 2],
                      "top-of-the-mast": [*TOP, 2]}, {}),
        ]  # fmt: skip
        # The next one by keys alone.
        stage_of(page).focus()
        press(page, "p", "Space", "Shift+ArrowUp", "ArrowRight", "Space", "n", "Shift+ArrowDown", "Space", "x")
        rows(page, "Boat3 points from 300, 140")
        page.get_by_label("Point, x").fill("310")
        press(page, "Enter")
        stage_of(page).focus()
        press(page, "Escape", "Control+c", "Control+v", "Control+Enter")
        expect(page.get_by_text("You have answered all you can here")).to_be_visible()
        assert stored(page, project) == [
            ("boat", {"bow": [300 + by, 150 + by, 2], "stern": [310 + by, 150 + by, 1],
                      "top-of-the-mast": [301 + by, 140 + by, 2]}, {})
            for by in (0, 10)
        ]  # fmt: skip


@pytest.mark.slow
def test_keypoints_are_placed_by_finger(site: Site, project: int) -> None:
    with at_desk(site, project, 1, width=390, height=844, touch=True) as (page, stage):
        page.get_by_role("button", name="Boat", exact=True).tap()
        page.touchscreen.tap(*place(stage, *BOW))
        page.get_by_role("button", name="Not there", exact=True).tap()
        for point in (FOOT, STERN):
            page.touchscreen.tap(*place(stage, *point))
        rows(page, "Boat3 points from 60, 105")
        assert overflow(page) == 0
        picture(page, "kind-keypoints-390")
        assert findings(page) == []
        page.get_by_role("button", name="Submit", exact=False).tap()
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        assert [(label, sorted(points)) for label, points, _ in stored(page, project)] == [
            ("boat", ["bow", "foot-of-the-mast", "stern"])
        ]


@pytest.mark.slow
def test_keypoints_in_the_dark(site: Site, project: int) -> None:
    with at_desk(site, project, 2, dark=True) as (page, stage):
        click(page, stage, BOW, TOP, FOOT, STERN)
        press(page, "Escape", "Escape", "p", "Space", "Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "Space")
        press(page, "x", "Shift+ArrowDown", "Shift+ArrowDown")
        picture(page, "kind-keypoints-keys-dark")
        assert findings(page) == []


@pytest.mark.slow
def test_a_reviewer_sees_everybodys_skeletons_over_each_other(site: Site, project: int, tmp_path: Path) -> None:
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        disputed = {**PROJECT, "name": "Rigs again", "policy": {**PROJECT["policy"], "disputed": "expert"}}
        again = lead.apply(disputed)["id"]
        lead.import_file(again, packed(tmp_path / "harbour.zip", BOATS))
        ids = ("bow", "top-of-the-mast", "foot-of-the-mast", "stern")
        for n, (by, more) in enumerate(((0, True), (4, True), (-5, False))):
            rigs = [(BOW, TOP, FOOT, STERN), ((300, 75), (330, 60), (330, 75), (360, 75))][: 2 if more else 1]
            drawn = [
                {"id": f"x{k}", "label": "boat",
                 "points": {name: [x + by, y - by, 2] for name, (x, y) in zip(ids, rig, strict=True)}}
                for k, rig in enumerate(rigs)
            ]  # fmt: skip
            site.weighed()
            with Client(site.url) as person:
                person.sign_in(f"a{n}@example.org", PASSWORD)
                claim = person.claim(again)["claim"]
                assert claim
                person.submit(claim, {"rigs": {"keypoints": drawn}})
        site.weighed()
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{again}/review")
        over = page.get_by_role("group", name="Everybody’s skeletons together")
        expect(over.get_by_role("button")).to_have_count(4)
        expect(page.get_by_role("radio").first).to_be_visible()
        picture(page, "kind-keypoints-review")
        assert findings(page) == []
        (row,) = read(page, f"/projects/{again}/items")["rows"]
        (made,) = read(page, f"/items/{row['id']}")["consensus"]
        (boat, small) = sorted(made["answer"]["keypoints"], key=lambda one: one["points"]["bow"][0])
        # In the middle of three hands is the steady one.
        assert boat["points"]["bow"] == [*BOW, 2] and small["points"]["bow"] == [302, 73, 2]

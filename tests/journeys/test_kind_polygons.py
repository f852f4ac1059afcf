"""Polygons: drawn by pointer, by keys alone and by finger; what is stored is right to the pixel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.harbour import BOATS, answered, at_desk, click, drag, packed, place, port, press, rows, stage_of
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

PROJECT: dict[str, Any] = {
    "name": "Hulls in the harbour",
    "purpose": "A port wants to know how much room boats take, so that the ferry finds its way.",
    "questions": [
        {
            "key": "hulls",
            "kind": "polygons",
            "title": "What is where in the harbour?",
            "labels": [
                "Boat",
                "Buoy",
                {"name": "Pier", "attributes": [{"name": "Made of", "options": ["wood", "stone"]}]},
            ],
        }
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3},
}
HULL = [(60, 105), (180, 105), (140, 130), (72, 130)]
NEXT = "Click corner by corner"
Parts = list[list[list[list[float]]]]


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return port(site, tmp_path_factory.mktemp("import"), PROJECT)


def stored(page: Page, project: int) -> list[tuple[str, Parts, dict[str, str]]]:
    """My last answer: label, parts and attributes of each polygon."""
    return [(one["label"], one["parts"], one["attributes"]) for one in answered(page, project, "hulls")]


def submitted(page: Page, then: str) -> None:
    press(page, "Control+Enter")
    expect(page.get_by_text(then)).to_be_visible()


def test_polygons_are_drawn_by_pointer_and_by_keys(site: Site, project: int) -> None:
    with at_desk(site, project, 0) as (page, stage):
        # Corner by corner, closed at the first one; then named. A side that crosses is not set.
        click(page, stage, *HULL[:3], (160, 60))
        expect(page.get_by_text("would cross itself")).to_be_visible()
        click(page, stage, HULL[3])
        press(page, "Control+Enter")
        expect(page.get_by_text("An outline is not closed yet").first).to_be_visible()
        # What is open outlives the page.
        page.reload()
        stage = stage_of(page)
        click(page, stage, HULL[0])
        rows(page, "Boat120 × 25 at 60, 105, 4 points")
        # A label first, and the end by a double click.
        press(page, "Escape", "3")
        click(page, stage, (480, 0), (520, 0), (520, 240))
        page.mouse.dblclick(*place(stage, 480, 240))
        rows(page, "Boat120 × 25 at 60, 105, 4 points", "Pier40 × 240 at 480, 0, 4 points")
        press(page, "Escape", "Escape")
        # Taken in hand: a corner pulled, one put into a side, a hole cut.
        click(page, stage, (500, 120))
        page.get_by_label("Made of").select_option("wood")
        drag(page, stage, (520, 120), (540, 120))
        drag(page, stage, (480, 240), (470, 250))
        page.get_by_role("button", name="Cut a hole").click()
        click(page, stage, (490, 40), (490, 80), (510, 80), (510, 40))
        # Who closes it by Enter submits nothing by one more.
        press(page, "Enter", "Enter")
        expect(page.get_by_text("Not submitted: this key has just drawn.")).to_be_visible()
        parts = page.get_by_role("list", name="Parts and holes")
        expect(parts.get_by_role("listitem")).to_have_text(["Part 1: 5 points", "Hole 1: 4 points"])
        picture(page, "kind-polygons")
        assert findings(page) == []
        # Every edit is one step back.
        press(page, "Control+z", "Control+z", "Control+z")
        rows(page, "Boat120 × 25 at 60, 105, 4 points", "Pier40 × 240 at 480, 0, 4 points")
        press(page, "Control+Shift+Z", "Control+Shift+Z", "Control+Shift+Z")
        rows(page, "Boat120 × 25 at 60, 105, 4 points", "Pier70 × 250 at 470, 0, 9 points")
        submitted(page, NEXT)
        assert stored(page, project) == [
            ("pier", [[[[480, 0], [520, 0], [540, 120], [520, 240], [470, 250]],
                       [[490, 40], [490, 80], [510, 80], [510, 40]]]], {"made-of": "wood"}),
            ("boat", [[[list(corner) for corner in HULL]]], {}),
        ]  # fmt: skip
        # The next one by keys alone: the cursor of keys, a corner moved by exact numbers, a copy.
        stage_of(page).focus()
        press(page, "p", "Space", "Shift+ArrowRight", "Shift+ArrowRight", "Space", "Shift+ArrowDown", "ArrowDown")
        expect(page.get_by_role("status").filter(has_text="2 points. Cursor at 320, 161")).to_have_count(1)
        press(page, "Space", "Enter", "2", "ArrowLeft", ",")
        page.get_by_label("Corner, y").fill("170")
        press(page, "Enter")
        stage_of(page).focus()
        press(page, "Escape", "Control+c", "Control+v")
        rows(page, "Buoy20 × 20 at 299, 150, 3 points", "Buoy20 × 20 at 309, 160, 3 points")
        submitted(page, "You have answered all you can here")
        assert stored(page, project) == [
            ("buoy", [[[[299, 150], [319, 150], [319, 170]]]], {}),
            ("buoy", [[[[309, 160], [329, 160], [329, 180]]]], {}),
        ]


@pytest.mark.slow
def test_polygons_are_drawn_by_finger(site: Site, project: int) -> None:
    with at_desk(site, project, 1, width=390, height=844, touch=True) as (page, stage):
        # A label first, corners by taps; two more buttons do what keys do.
        page.get_by_role("button", name="Boat", exact=True).tap()
        for corner in [*HULL, (30, 110)]:
            page.touchscreen.tap(*place(stage, *corner))
        page.get_by_role("button", name="Take a corner back").tap()
        page.get_by_role("button", name="Close the outline").tap()
        expect(page.get_by_role("button", name="Boat 120 × 25", expanded=True)).to_be_visible()
        assert overflow(page) == 0
        picture(page, "kind-polygons-390")
        assert findings(page) == []
        page.get_by_role("button", name="Submit", exact=False).tap()
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        assert stored(page, project) == [("boat", [[[list(corner) for corner in HULL]]], {})]


@pytest.mark.slow
def test_polygons_in_the_dark(site: Site, project: int) -> None:
    with at_desk(site, project, 2, dark=True) as (page, stage):
        click(page, stage, *HULL)
        press(page, "Enter", "Escape", "p", "Space", "Shift+ArrowRight", "Shift+ArrowRight", "Space", "Shift+ArrowDown")
        picture(page, "kind-polygons-keys-dark")
        assert findings(page) == []


@pytest.mark.slow
def test_a_reviewer_sees_everybodys_polygons_over_each_other(site: Site, project: int, tmp_path: Path) -> None:
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        disputed = {**PROJECT, "name": "Hulls again", "policy": {**PROJECT["policy"], "disputed": "expert"}}
        again = lead.apply(disputed)["id"]
        lead.import_file(again, packed(tmp_path / "harbour.zip", BOATS))
        for n, (shift, more) in enumerate(((0, True), (4, True), (-5, False))):
            hulls = [HULL, [(300, 75), (360, 75), (350, 90), (310, 90)]][: 2 if more else 1]
            drawn = [
                {"id": f"x{k}", "label": "boat", "parts": [[[[x + shift, y - shift] for x, y in hull]]]}
                for k, hull in enumerate(hulls)
            ]
            site.weighed()
            with Client(site.url) as person:
                person.sign_in(f"a{n}@example.org", PASSWORD)
                claim = person.claim(again)["claim"]
                assert claim
                person.submit(claim, {"hulls": {"polygons": drawn}})
        site.weighed()
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{again}/review")
        over = page.get_by_role("group", name="Everybody’s polygons together")
        expect(over.get_by_role("button")).to_have_count(4)
        expect(page.get_by_role("radio").first).to_be_visible()
        picture(page, "kind-polygons-review")
        assert findings(page) == []
        (row,) = read(page, f"/projects/{again}/items")["rows"]
        (made,) = read(page, f"/items/{row['id']}")["consensus"]
        consensus = made["answer"]["polygons"]
        assert [one["label"] for one in consensus] == ["boat", "boat"]
        assert all(len(ring) < 40 for one in consensus for part in one["parts"] for ring in part)

"""Boxes: drawn by pointer, by keys alone and by finger; what is stored is right to the pixel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.harbour import BOATS, BUOY, answered, at_desk, drag, packed, place, port, press, rows
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

PROJECT: dict[str, Any] = {
    "name": "Boats in the harbour",
    "purpose": "A port wants to know where boats lie, so that the ferry finds its way.",
    "questions": [
        {
            "key": "boats",
            "kind": "boxes",
            "title": "Where are the boats?",
            "rotated": True,
            "crowds": True,
            "labels": [
                "Boat",
                "Buoy",
                {"name": "Pier", "key": "p", "attributes": [{"name": "Made of", "options": ["wood", "stone"]}]},
            ],
        }
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3},
}


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return port(site, tmp_path_factory.mktemp("import"), PROJECT)


def stored(page: Page, project: int, at: int = 0) -> list[tuple[Any, ...]]:
    """My last answers: label, borders and rotation of each box."""
    return [
        (box["label"], box["box"], box["rotation"], box["attributes"], box["crowd"])
        for box in answered(page, project, "boats", at)
    ]


def test_boxes_are_drawn_by_pointer(site: Site, project: int) -> None:
    with at_desk(site, project, 0) as (page, stage):
        # Drawn first, then named; a label first, then two clicks.
        drag(page, stage, BOATS[0][:2], BOATS[0][2:])
        rows(page, "Boat120 × 50 at 60, 80")
        drag(page, stage, (330, 130), (300, 60))
        press(page, "2", "Escape", "2")
        expect(page.get_by_text("Every box that you draw becomes Buoy")).to_be_visible()
        page.mouse.click(*place(stage, *BUOY[:2]))
        page.mouse.move(*place(stage, 430, 230))
        page.mouse.click(*place(stage, *BUOY[2:]))
        press(page, "Escape", "v")
        rows(page, "Boat120 × 50 at 60, 80", "Buoy30 × 70 at 300, 60", "Buoy20 × 20 at 420, 200")
        # Taken in hand by a click, given another label, sized by a corner, moved by its middle.
        page.mouse.click(*place(stage, 310, 100))
        press(page, "1")
        drag(page, stage, (330, 130), (360, 90))
        rows(page, "Boat120 × 50 at 60, 80", "Boat60 × 30 at 300, 60", "Buoy20 × 20 at 420, 200")
        drag(page, stage, (320, 75), (340, 95))
        rows(page, "Boat120 × 50 at 60, 80", "Boat60 × 30 at 320, 80", "Buoy20 × 20 at 420, 200")
        picture(page, "kind-boxes")
        assert findings(page) == []
        # Everything is taken back and done again, also what was removed.
        press(page, "Control+z", "Delete")
        rows(page, "Boat120 × 50 at 60, 80", "Buoy20 × 20 at 420, 200")
        press(page, "Control+z", "Control+z")
        rows(page, "Boat120 × 50 at 60, 80", "Boat30 × 70 at 300, 60", "Buoy20 × 20 at 420, 200")
        press(page, "Control+Shift+Z", "Control+Enter")
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        assert stored(page, project) == [
            ("boat", [300, 60, 360, 90], 0, {}, False),
            ("boat", [60, 80, 180, 130], 0, {}, False),
            ("buoy", [420, 200, 440, 220], 0, {}, False),
        ]


def test_boxes_are_made_by_keys_alone(site: Site, project: int) -> None:
    with at_desk(site, project, 1, dark=True) as (page, stage):
        stage.focus()
        # A box in the middle of what is in sight; moved, sized, turned; a copy, another label.
        press(page, "b", "p", "ArrowRight", "Alt+ArrowDown", "Shift+ArrowRight", "Alt+Shift+ArrowUp", ".")
        first = page.get_by_role("button", name="Pier", exact=False).and_(page.locator("[aria-expanded]"))
        expect(first).to_contain_text("1°")
        left = page.get_by_label("Left", exact=True)
        for label, value in (
            ("Left", "480"),
            ("Top", "20"),
            ("Width", "40"),
            ("Height", "200"),
            ("Turned by (°)", "2.5"),
        ):
            page.get_by_label(label, exact=True).fill(value)
            press(page, "Enter")
        expect(left).to_have_value("480")
        page.get_by_label("Made of").select_option("wood")
        stage.focus()
        press(page, "Control+c", "Control+v", "1", ",", ",", "ArrowLeft")
        rows(page, "Pier40 × 200 at 480, 20, 2.5°", "Boat40 × 200 at 489, 30, 0.5°")
        # From box to box; behind the last one the focus goes on.
        press(page, "Shift+Tab")
        expect(page.get_by_role("status").filter(has_text="In hand: Pier, 40 × 200 at 480, 20")).to_have_count(1)
        press(page, "Tab", "Tab")
        expect(stage).not_to_be_focused()
        picture(page, "kind-boxes-turned-dark")
        assert findings(page) == []
        press(page, "Control+Enter")
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        assert stored(page, project) == [
            ("pier", [480, 20, 520, 220], 2.5, {"made-of": "wood"}, False),
            ("boat", [489, 30, 529, 230], 0.5, {}, False),
        ]


def test_boxes_are_drawn_by_finger(site: Site, project: int) -> None:
    with at_desk(site, project, 2, width=390, height=844, touch=True) as (page, stage):
        page.get_by_role("button", name="Buoy", exact=True).tap()
        finger = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            there = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": there})

        # Two fingers come nearer to what lies between them, and draw nothing.
        x, y = place(stage, 430, 210)
        before = stage.locator("img").bounding_box()
        touch("touchStart", (x - 20, y), (x + 20, y))
        touch("touchMove", (x - 80, y), (x + 80, y))
        touch("touchEnd")
        after = stage.locator("img").bounding_box()
        assert before and after and after["width"] > 2 * before["width"]
        touch("touchStart", place(stage, *BUOY[:2]))
        touch("touchMove", place(stage, 432, 210))
        touch("touchMove", place(stage, *BUOY[2:]))
        touch("touchEnd")
        expect(page.get_by_role("button", name="Remove: Buoy")).to_have_count(1)
        assert overflow(page) == 0
        picture(page, "kind-boxes-390")
        assert findings(page) == []
        page.get_by_role("button", name="Submit", exact=False).tap()
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        ((label, box, *_),) = stored(page, project)
        assert label == "buoy"
        assert box == pytest.approx(BUOY, abs=1)


def test_a_reviewer_sees_everybodys_boxes_over_each_other(site: Site, project: int, tmp_path: Path) -> None:
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        disputed = {**PROJECT, "name": "Boats again", "policy": {**PROJECT["policy"], "disputed": "expert"}}
        again = lead.apply(disputed)["id"]
        lead.import_file(again, packed(tmp_path / "harbour.zip", BOATS))
        for n, (shift, drawn) in enumerate(((0, BOATS), (4, BOATS[:1]), (-6, [*BOATS, BUOY]))):
            boxes = [
                {"id": f"x{k}", "label": "boat", "box": [left + shift, top, right + shift, bottom + shift]}
                for k, (left, top, right, bottom) in enumerate(drawn)
            ]
            site.weighed()
            with Client(site.url) as person:
                person.sign_in(f"a{n}@example.org", PASSWORD)
                claim = person.claim(again)["claim"]
                assert claim
                person.submit(claim, {"boats": {"boxes": boxes}})
        site.weighed()
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{again}/review")
        over = page.get_by_role("group", name="Everybody’s boxes together")
        expect(over.get_by_role("button")).to_have_count(4)
        expect(over.get_by_role("button", name="Consensus")).to_have_attribute("aria-pressed", "true")
        over.get_by_role("button").last.click()
        expect(over.get_by_role("button").last).to_have_attribute("aria-pressed", "false")
        # Medians of the borders, of what more than half of the people drew.
        expect(page.get_by_role("radio").first).to_be_visible()
        picture(page, "kind-boxes-review")
        assert findings(page) == []
        (row,) = read(page, f"/projects/{again}/items")["rows"]
        (made,) = read(page, f"/items/{row['id']}")["consensus"]
        assert [box["box"] for box in made["answer"]["boxes"]] == [[297, 60, 357, 87], [60, 80, 180, 130]]

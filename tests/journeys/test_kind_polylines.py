"""Polylines: drawn by pointer, by keys alone and by finger; what is stored is right to the pixel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.harbour import BOATS, answered, at_desk, click, drag, packed, place, port, press, rows, stage_of
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

PROJECT: dict[str, Any] = {
    "name": "Ropes in the harbour",
    "purpose": "A port wants to know where ropes run, so that nobody sails into one.",
    "questions": [
        {
            "key": "ropes",
            "kind": "polylines",
            "title": "Where do ropes and quays run?",
            "directed": True,
            "labels": ["Rope", "Quay", {"name": "Wake", "attributes": [{"name": "Of", "options": ["ferry", "boat"]}]}],
        }
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3},
}
ROPE = [(60, 105), (120, 80), (180, 105)]
NEXT = "Click point by point"


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return port(site, tmp_path_factory.mktemp("import"), PROJECT)


def stored(page: Page, project: int) -> list[tuple[str, list[list[float]], dict[str, str]]]:
    """My last answer: label, points and attributes of each line."""
    return [(one["label"], one["points"], one["attributes"]) for one in answered(page, project, "ropes")]


def submitted(page: Page, then: str) -> None:
    press(page, "Control+Enter")
    expect(page.get_by_text(then)).to_be_visible()


def test_polylines_are_drawn_by_pointer_and_by_keys(site: Site, project: int) -> None:
    with at_desk(site, project, 0) as (page, stage):
        # Point by point; what is not ended outlives the page and can't be submitted. The last point again ends it.
        click(page, stage, *ROPE)
        press(page, "Control+Enter")
        expect(page.get_by_text("A line is not ended yet").first).to_be_visible()
        page.reload()
        stage = stage_of(page)
        click(page, stage, ROPE[-1])
        rows(page, "Ropefrom 60, 105 to 180, 105, 3 points")
        # A label first, and the end by a double click.
        press(page, "Escape", "3")
        click(page, stage, (300, 200), (400, 240))
        page.mouse.dblclick(*place(stage, 500, 200))
        rows(page, "Ropefrom 60, 105 to 180, 105, 3 points", "Wakefrom 300, 200 to 500, 200, 3 points")
        press(page, "Escape", "Escape")
        # Taken in hand: a point pulled, one put into a stretch, all of it turned round and moved.
        click(page, stage, (450, 220))
        page.get_by_label("Of", exact=True).select_option("ferry")
        drag(page, stage, (400, 240), (400, 220))
        drag(page, stage, (350, 210), (350, 230))
        page.get_by_role("button", name="Turn it round").click()
        drag(page, stage, (480, 204), (490, 214))
        rows(page, "Ropefrom 60, 105 to 180, 105, 3 points", "Wakefrom 510, 210 to 310, 210, 4 points")
        picture(page, "kind-polylines")
        assert findings(page) == []
        # Every edit is one step back.
        press(page, "Control+z", "Control+z", "Control+z", "Control+z")
        rows(page, "Ropefrom 60, 105 to 180, 105, 3 points", "Wakefrom 300, 200 to 500, 200, 3 points")
        press(page, "Control+Shift+Z", "Control+Shift+Z", "Control+Shift+Z", "Control+Shift+Z")
        rows(page, "Ropefrom 60, 105 to 180, 105, 3 points", "Wakefrom 510, 210 to 310, 210, 4 points")
        submitted(page, NEXT)
        assert stored(page, project) == [
            ("rope", [list(point) for point in ROPE], {}),
            ("wake", [[510, 210], [410, 230], [360, 240], [310, 210]], {"of": "ferry"}),
        ]
        # The next one by keys alone: the cursor of keys, a point moved by exact numbers and taken out, a copy.
        stage_of(page).focus()
        press(page, "p", "Space", "Shift+ArrowRight", "Space", "Shift+ArrowRight", "ArrowDown", "Space")
        expect(page.get_by_role("status").filter(has_text="3 points. Cursor at 320, 151")).to_have_count(1)
        # Who ends it by Enter submits nothing by one more.
        press(page, "Enter", "Enter")
        expect(page.get_by_text("Not submitted: this key has just drawn.")).to_be_visible()
        press(page, "2", "ArrowLeft", ",")
        page.get_by_label("Point, y").fill("170")
        press(page, "Enter")
        stage_of(page).focus()
        press(page, ",", "Delete", "r", "Escape", "Control+c", "Control+v")
        rows(page, "Quayfrom 319, 170 to 299, 150, 2 points", "Quayfrom 329, 180 to 309, 160, 2 points")
        submitted(page, "You have answered all you can here")
        assert stored(page, project) == [
            ("quay", [[319, 170], [299, 150]], {}),
            ("quay", [[329, 180], [309, 160]], {}),
        ]


@pytest.mark.slow
def test_polylines_are_drawn_by_finger(site: Site, project: int) -> None:
    with at_desk(site, project, 1, width=390, height=844, touch=True) as (page, stage):
        page.get_by_role("button", name="Rope", exact=True).tap()
        for point in [*ROPE, (30, 110)]:
            page.touchscreen.tap(*place(stage, *point))
        page.get_by_role("button", name="Take a point back").tap()
        page.get_by_role("button", name="End the line").tap()
        expect(page.get_by_role("button", name="Rope from 60, 105", expanded=True)).to_be_visible()
        assert overflow(page) == 0
        picture(page, "kind-polylines-390")
        assert findings(page) == []
        page.get_by_role("button", name="Submit", exact=False).tap()
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        assert stored(page, project) == [("rope", [list(point) for point in ROPE], {})]


@pytest.mark.slow
def test_polylines_in_the_dark(site: Site, project: int) -> None:
    with at_desk(site, project, 2, dark=True) as (page, stage):
        click(page, stage, *ROPE)
        press(page, "Enter", "Escape", "p", "Space", "Shift+ArrowRight", "Shift+ArrowRight", "Space", "Shift+ArrowDown")
        picture(page, "kind-polylines-keys-dark")
        assert findings(page) == []


@pytest.mark.slow
def test_a_reviewer_sees_everybodys_polylines_over_each_other(site: Site, project: int, tmp_path: Path) -> None:
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        disputed = {**PROJECT, "name": "Ropes again", "policy": {**PROJECT["policy"], "disputed": "expert"}}
        again = lead.apply(disputed)["id"]
        lead.import_file(again, packed(tmp_path / "harbour.zip", BOATS))
        for n, (shift, more) in enumerate(((0, True), (3, True), (-4, False))):
            ropes = [ROPE, [(300, 75), (360, 95), (400, 75)]][: 2 if more else 1]
            drawn = [
                {"id": f"x{k}", "label": "rope", "points": [[x + shift, y - shift] for x, y in rope]}
                for k, rope in enumerate(ropes)
            ]
            site.weighed()
            with Client(site.url) as person:
                person.sign_in(f"a{n}@example.org", PASSWORD)
                claim = person.claim(again)["claim"]
                assert claim
                person.submit(claim, {"ropes": {"polylines": drawn}})
        site.weighed()
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{again}/review")
        over = page.get_by_role("group", name="Everybody’s lines together")
        expect(over.get_by_role("button")).to_have_count(4)
        expect(page.get_by_role("radio").first).to_be_visible()
        picture(page, "kind-polylines-review")
        assert findings(page) == []
        (row,) = read(page, f"/projects/{again}/items")["rows"]
        (made,) = read(page, f"/items/{row['id']}")["consensus"]
        consensus = made["answer"]["polylines"]
        assert [one["label"] for one in consensus] == ["rope", "rope"]
        assert all(len(one["points"]) < 8 for one in consensus)

"""Masks: painted by pointer, by keys alone and by finger; what is stored is right to the pixel."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Locator, Page, expect

from goodwork.geometry.coco_text import from_text, to_text
from goodwork.geometry.masks import dense, from_dense
from goodwork.sdk import Client
from tests.journeys.harbour import BOATS, SIZE, answered, at_desk, click, packed, place, port, press, rows, stage_of
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, read, sign_in

PROJECT: dict[str, Any] = {
    "name": "Hulls to the pixel",
    "purpose": "A port wants to know how much water boats cover, so that the ferry finds its way.",
    "questions": [
        {
            "key": "hulls",
            "kind": "masks",
            "title": "What is where in the harbour?",
            "labels": ["Boat", "Buoy", "Pier"],
        }
    ],
    "policy": {"target": 0.99, "fewest": 3, "most": 3},
}
Bits = npt.NDArray[np.bool_]
Way = list[tuple[float, float]]


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return port(site, tmp_path_factory.mktemp("import"), PROJECT)


def stored(page: Page, project: int) -> list[tuple[str, Bits]]:
    """My last answer: label and pixels of each mask."""
    return [(one["label"], dense(from_text(one["counts"], *one["size"]))) for one in answered(page, project, "hulls")]


def near(way: Way, radius: float) -> Bits:
    """(height, width) the pixels whose middles lie within a radius of a way."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]] + 0.5
    found = np.zeros((SIZE[1], SIZE[0]), dtype=bool)
    for (ax, ay), (bx, by) in zip(way, way[1:] or way, strict=False):
        long = (bx - ax) ** 2 + (by - ay) ** 2
        along = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long, 0, 1) if long else np.zeros_like(x)
        found |= np.hypot(ax + along * (bx - ax) - x, ay + along * (by - ay) - y) < radius
    return found


def said(label: str, pixels: Bits) -> str:
    """What the list says of a mask."""
    rows_of, columns = np.nonzero(pixels.any(axis=1))[0], np.nonzero(pixels.any(axis=0))[0]
    x, y = columns[0], rows_of[0]
    return f"{label}{columns[-1] - x + 1} × {rows_of[-1] - y + 1} at {x}, {y}, {pixels.sum():,} pixels"


def paint(page: Page, stage: Locator, *way: tuple[float, float]) -> None:
    page.mouse.move(*place(stage, *way[0]))
    page.mouse.down()
    for at in way[1:]:
        page.mouse.move(*place(stage, *at))
    page.mouse.up()


def submitted(page: Page, then: str) -> None:
    press(page, "Control+Enter")
    expect(page.get_by_text(then)).to_be_visible()


def test_masks_are_painted_by_pointer_and_by_keys(site: Site, project: int) -> None:
    with at_desk(site, project, 0) as (page, stage):
        # Two strokes of one mask with a brush of 24 pixels, a hole taken out of it again with one of 15.
        hull, keel, hole = [(72, 110), (170, 110)], [(80, 122), (140, 122)], [(110.5, 114.5)]
        paint(page, stage, *hull)
        paint(page, stage, *keel)
        press(page, "e", "[", "[")
        paint(page, stage, *hole)
        boat = (near(hull, 12) | near(keel, 12)) & ~near(hole, 7.5)
        rows(page, said("Boat", boat))
        expect(page.get_by_text("1 piece, 1 hole")).to_be_visible()
        picture(page, "kind-masks")
        # Every stroke is one step back.
        press(page, "Control+z", "Control+z")
        rows(page, said("Boat", near(hull, 12)))
        press(page, "Control+Shift+Z", "Control+Shift+Z")
        # A label first, then an outline that is filled.
        press(page, "p", "d", "3")
        pier = [(480, 0), (520, 0), (520, 240), (480, 240)]
        click(page, stage, *pier, pier[0])
        rows(page, said("Boat", boat), "Pier40 × 240 at 480, 0, 9,600 pixels")
        assert findings(page) == []
        submitted(page, "Paint over a thing")
        got = stored(page, project)
        assert [label for label, _ in got] == ["pier", "boat"]
        assert got[0][1].sum() == got[0][1][:240, 480:520].sum() == 9600
        assert (got[1][1] == boat).all()
        # The next one by keys alone: the brush put down and moved, its way done; then a part of it erased.
        stage_of(page).focus()
        press(page, "2", "b", "Space", *["Shift+ArrowRight"] * 3, "ArrowDown", "Space")
        keyed = near([(300.5, 150.5), (330.5, 150.5), (330.5, 151.5)], 7.5)
        rows(page, said("Buoy", keyed))
        press(page, "e", "Space")
        press(page, "Control+Enter")
        expect(page.get_by_text("The brush is still down").first).to_be_visible()
        stage_of(page).focus()
        press(page, "Space")
        left = keyed & ~near([(330.5, 151.5)], 7.5)
        rows(page, said("Buoy", left))
        submitted(page, "You have answered all you can here")
        ((label, pixels),) = stored(page, project)
        assert label == "buoy"
        assert (pixels == left).all()


@pytest.mark.slow
def test_masks_are_painted_by_finger(site: Site, project: int) -> None:
    with at_desk(site, project, 1, width=390, height=844, touch=True) as (page, stage):
        page.get_by_role("button", name="Boat", exact=True).tap()
        fingers = page.context.new_cdp_session(page)

        def touch(kind: str, *at: tuple[float, float]) -> None:
            points = [{"x": x, "y": y} for x, y in (place(stage, *one) for one in at)]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", (80, 110))
        touch("touchMove", (120, 110))
        touch("touchMove", (160, 110))
        touch("touchEnd")
        expect(page.get_by_role("button", name="Boat 1", expanded=True)).to_be_visible()
        assert overflow(page) == 0
        picture(page, "kind-masks-390")
        assert findings(page) == []
        page.get_by_role("button", name="Submit", exact=False).tap()
        expect(page.get_by_role("button", name="Nothing to mark")).to_be_visible()
        ((label, pixels),) = stored(page, project)
        assert label == "boat"
        assert (pixels != near([(80, 110), (160, 110)], 12)).sum() == 0


@pytest.mark.slow
def test_masks_in_the_dark(site: Site, project: int) -> None:
    with at_desk(site, project, 2, dark=True) as (page, stage):
        paint(page, stage, (80, 115), (160, 115))
        press(page, "Escape", "2")
        paint(page, stage, (430, 210), (431, 210))
        press(page, "Escape", "b", "Space", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown")
        picture(page, "kind-masks-keys-dark")
        assert findings(page) == []


@pytest.mark.slow
def test_a_reviewer_sees_everybodys_masks_over_each_other(site: Site, project: int, tmp_path: Path) -> None:
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        disputed = {**PROJECT, "name": "Hulls again", "policy": {**PROJECT["policy"], "disputed": "expert"}}
        again = lead.apply(disputed)["id"]
        lead.import_file(again, packed(tmp_path / "harbour.zip", BOATS))
        for n, (shift, more) in enumerate(((0, True), (4, True), (-5, False))):
            hulls: list[Way] = [[(75, 118), (165, 118)], [(312, 82), (350, 82)]]
            painted = [
                {
                    "id": f"x{k}",
                    "label": "boat",
                    "size": [SIZE[1], SIZE[0]],
                    "counts": to_text(from_dense(near([(x + shift, y - shift) for x, y in way], 12))),
                }
                for k, way in enumerate(hulls[: 2 if more else 1])
            ]
            with Client(site.url) as person:
                person.sign_in(f"a{n}@example.org", PASSWORD)
                claim = person.claim(again)["claim"]
                assert claim
                person.submit(claim, {"hulls": {"masks": painted}})
        while (standing := lead.project(again)["progress"]) and standing["to_appraise"]:
            time.sleep(0.1)
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        page.goto(f"/projects/{again}/review")
        over = page.get_by_role("group", name="Everybody’s masks together")
        expect(over.get_by_role("button")).to_have_count(4)
        expect(page.get_by_role("radio").first).to_be_visible()
        picture(page, "kind-masks-review")
        assert findings(page) == []
        (row,) = read(page, f"/projects/{again}/items")["rows"]
        (made,) = read(page, f"/items/{row['id']}")["consensus"]
        assert [one["label"] for one in made["answer"]["masks"]] == ["boat", "boat"]

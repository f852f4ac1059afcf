"""The demonstration's streets: somebody opens one at the desk, draws a box, and it is the planted one."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, expect

from goodwork.cli.demo_house import PROJECTS, SCENES, file_to_import, planted
from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, picture, read, sign_in

STREET = "scene-08"
WIDE, HIGH = 960, 600


@pytest.fixture(scope="module")
def project(site: Site) -> int:
    """The demonstration's project with one of its pictures, and somebody who annotates."""
    of = next(one for one in PROJECTS if one.key == SCENES)
    with Client(site.url) as lead, file_to_import(of) as folder:
        lead.sign_up("Demonstration", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(of.described)
        listed = (folder / "items.jsonl").read_text("utf-8").splitlines()
        (folder / "items.jsonl").write_text(next(line for line in listed if json.loads(line)["id"] == STREET))
        for other in folder.glob("*.webp"):
            if other.stem != STREET:
                other.unlink()
        lead.import_file(made["id"], folder, mapping=of.mapping)
        with Client(site.url) as person:
            person.join(lead.invite(), "Annotator", "a@example.org", PASSWORD)
    return made["id"]


def test_a_street_is_seen_and_a_box_drawn_in_it(site: Site, project: int) -> None:
    largest = max(planted()[STREET], key=lambda box: (box["box"][2] - box["box"][0]) * (box["box"][3] - box["box"][1]))
    x0, y0, x1, y1 = largest["box"]
    with site.visit() as page:
        sign_in(page, "a@example.org")
        page.get_by_role("link", name="Start: Who and what is in this street?").click()
        stage = page.get_by_role("application", name="Picture to mark:", exact=False)
        expect(stage).to_be_visible()
        stage.locator("img").evaluate("image => image.decode()")
        assert stage.locator("img").evaluate("image => [image.naturalWidth, image.naturalHeight]") == [WIDE, HIGH]
        page.keyboard.press("1")
        page.mouse.move(*_place(stage, x0, y0))
        page.mouse.down()
        page.mouse.move(*_place(stage, (x0 + x1) / 2, y1))
        page.mouse.move(*_place(stage, x1, y1))
        page.mouse.up()
        expect(page.get_by_role("list").filter(has=page.get_by_label("Remove:")).get_by_role("listitem")).to_have_count(
            1
        )
        picture(page, "street-desk")
        page.keyboard.press("Control+Enter")
        # There is but one: what stays is that it is done.
        expect(stage).not_to_be_visible()
        (box,) = read(page, f"/projects/{project}/history")["rows"][0]["answers"]["things"]["boxes"]
    assert box["label"] == largest["label"] == "car"
    assert max(abs(a - b) for a, b in zip(box["box"], largest["box"], strict=True)) <= 1.5


def _place(stage: Locator, x: float, y: float) -> tuple[float, float]:
    """Where a pixel of the picture is on the screen."""
    box = stage.locator("img").bounding_box()
    assert box
    return box["x"] + x * box["width"] / WIDE, box["y"] + y * box["height"] / HIGH

"""A harbour to mark: a picture of boats that is made here, and a hand above it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, read, sign_in

BOATS = [(60, 80, 180, 130), (300, 60, 360, 90)]
BUOY = (420, 200, 440, 220)
SIZE = (600, 300)


def harbour(scene: list[tuple[int, int, int, int]]) -> bytes:
    """A picture of boats, made here: hulls on water, and a buoy."""
    image = Image.new("RGB", SIZE, "#9cc3d5")
    draw = ImageDraw.Draw(image)
    for y in range(20, SIZE[1], 24):
        draw.line([(0, y), (SIZE[0], y + 6)], fill="#b3d3e0", width=3)
    draw.rectangle((480, 0, 520, 240), fill="#8a6f4d")
    for left, top, right, bottom in scene:
        middle = (left + right) // 2
        draw.polygon(
            [
                (left, top + (bottom - top) // 2),
                (right - 1, top + (bottom - top) // 2),
                (middle + 20, bottom - 1),
                (left + 12, bottom - 1),
            ],
            fill="#7a2e2e",
        )
        draw.polygon(
            [(middle, top), (middle, top + (bottom - top) // 2), (middle + 22, top + (bottom - top) // 2)],
            fill="#f4efe2",
        )
    draw.ellipse((BUOY[0], BUOY[1], BUOY[2] - 1, BUOY[3] - 1), fill="#d9531e")
    # Stored lying on its side: people see it upright.
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = io.BytesIO()
    image.transpose(Image.Transpose.ROTATE_90).save(stored, "JPEG", quality=92, exif=exif)
    return stored.getvalue()


def packed(file: Path, *pictures: list[tuple[int, int, int, int]]) -> Path:
    """A zip of harbours: a.jpg, b.jpg, ..."""
    with zipfile.ZipFile(file, "w") as into:
        for name, scene in zip("abc", pictures, strict=False):
            into.writestr(f"{name}.jpg", harbour(scene))
    return file


def port(site: Site, folder: Path, asked: dict[str, Any]) -> int:
    """A project with two pictures that a lead imported, and three people."""
    with Client(site.url) as lead:
        lead.sign_up("Port Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(asked)
        lead.import_file(made["id"], packed(folder / "harbour.zip", BOATS, BOATS[:1]))
        for n in range(3):
            with Client(site.url) as person:
                person.join(lead.invite(), f"Annotator {n}", f"a{n}@example.org", PASSWORD)
    return made["id"]


@contextmanager
def at_desk(site: Site, project: int, person: int, **look: Any) -> Generator[tuple[Page, Locator]]:
    """One of the three in front of a picture."""
    site.weighed()
    with site.visit(**look) as page:
        sign_in(page, f"a{person}@example.org")
        page.goto(f"/projects/{project}/desk")
        yield page, stage_of(page)


def stage_of(page: Page) -> Locator:
    """The picture to mark, once it is drawn."""
    stage = page.get_by_role("application", name="Picture to mark: ")
    expect(stage).to_be_visible()
    stage.locator("img").evaluate("image => image.decode()")
    return stage


def answered(page: Page, project: int, question: str, at: int = 0) -> list[dict[str, Any]]:
    """The regions of my last answers."""
    (regions,) = read(page, f"/projects/{project}/history")["rows"][at]["answers"][question].values()
    return regions


def click(page: Page, stage: Locator, *corners: tuple[float, float]) -> None:
    for corner in corners:
        page.mouse.click(*place(stage, *corner))


def place(stage: Locator, x: float, y: float) -> tuple[float, float]:
    """Where a pixel of the picture is on the screen."""
    box = stage.locator("img").bounding_box()
    assert box
    return box["x"] + x * box["width"] / SIZE[0], box["y"] + y * box["height"] / SIZE[1]


def drag(page: Page, stage: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*place(stage, *start))
    page.mouse.down()
    page.mouse.move(*place(stage, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    page.mouse.move(*place(stage, *end))
    page.mouse.up()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def rows(page: Page, *said: str) -> None:
    """What the list beside the picture says."""
    expect(
        page.get_by_role("list")
        .filter(has=page.get_by_label("Remove:"))
        .get_by_role("listitem")
        .locator("button[aria-expanded]")
    ).to_have_text(list(said))

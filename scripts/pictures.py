"""The pictures of the documentation: of a project in the middle of its life, and of what the journeys come by.

``make pictures`` takes those that the pages show from the journeys that make them, and makes the desk and the overview
on the demonstration's data: recorded answers, given again in a seeded order, half way through. Nobody in a picture is a
person: names are the roles and the pseudonyms of the demonstration.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from goodwork.cli import demo_house  # noqa: E402
from goodwork.sdk import Client  # noqa: E402
from tests.journeys.site import PASSWORD, Site, chromium, picture, served, sign_in  # noqa: E402

IMAGES = ROOT / "docs/images"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROJECT = next(project for project in demo_house.PROJECTS if project.key == "rte")
ITEMS = 400
"""Of the project's 800: the first ones, which enough people answered."""
GONE_THROUGH = 260
"""Items whose answers have come; the others are still open."""
MOST = 5
REVIEWED = 6
GALLERY = "street-scenes"
"""Six scenes as ``goodwork pictures make`` makes them; below them what is known of the second."""


def shown() -> set[str]:
    """The pictures that pages show."""
    return {name for page in PAGES for name in re.findall(r"images/([\w-]+)\.png", page.read_text("utf-8"))}


def makers() -> dict[Path, set[str]]:
    """The journeys that make pictures, and which."""
    found = {
        path: set(re.findall(r"\bpicture\(\s*\w+,\s*\"([\w-]+)\"", path.read_text("utf-8")))
        for path in [*sorted((ROOT / "tests/journeys").glob("test_*.py")), Path(__file__)]
    }
    found[Path(__file__)].add(GALLERY)
    return {path: names for path, names in found.items() if names}


def half_way(site: Site) -> int:
    """A project on the way: items settled, disputed and open, people with intervals, a price of an answer."""
    with Client(site.url) as owner:
        owner.sign_up(demo_house.ORGANIZATION, demo_house.ROLES["owner"], "owner@demo.example", PASSWORD)
        described = PROJECT.described
        described["policy"] |= {"most": MOST, "disputed": "expert"}
        project = owner.apply(described)["id"]
        with demo_house.file_to_import(PROJECT) as path:
            lines = path.read_text("utf-8").splitlines(keepends=True)[:ITEMS]
            path.write_text("".join(lines), "utf-8")
            owner.import_file(project, path, mapping=PROJECT.mapping)
        items = [str(row["external_id"]) for row in owner.items(project)][:GONE_THROUGH]
        answers: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        for one in demo_house.recorded_answers({key.key: project for key in demo_house.PROJECTS}):
            if one.item in items and one.person.startswith(f"{PROJECT.key}-"):
                answers[one.item].append((one.person, one.answers))
        people = {person for of in answers.values() for person, _ in of}
        crowd = demo_house.crowd()
        clients: dict[str, Client] = {}

        def let_join(person: str, name: str, role: str = "annotator") -> None:
            clients[person] = Client(site.url)
            clients[person].join(owner.invite(role), name, person, PASSWORD)

        for role in ("reviewer", "annotator"):
            let_join(f"{role}@demo.example", demo_house.ROLES[role], role)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda person: let_join(person, crowd[person]), sorted(people)))
        # One answer to each item in turn: what is asked after it follows from those before, whoever was quicker.
        for turn in range(MOST):
            for item in items:
                person, said = answers[item][turn]
                claim = clients[person].claim(project, external_id=item)["claim"]
                if claim is not None:
                    clients[person].submit(claim, said)
            appraised(owner, project)
        given = owner.project(project)["progress"]
        assert given is not None
        owner.refit(project)
        # Estimates of fewer answers were on their way.
        while owner.quality(project)["annotations"] < given["annotations"]:
            time.sleep(0.2)
        appraised(owner, project)
        known = demo_house.gold_of(PROJECT.key)
        reviewer = clients["reviewer@demo.example"]
        for row in itertools.islice(owner.items(project, state="expert"), REVIEWED):
            decided = {"support": {"labels": [known[str(row["external_id"])]]}}
            reviewer.review(reviewer.item(row["id"]), decided, "The text says so.", form_version=1)
        appraised(owner, project)
        owner.state_cost(project, price=0.12, currency="EUR", minutes=1)
        for client in clients.values():
            client.close()
    return project


def appraised(owner: Client, project: int) -> None:
    """Wait until what was answered is weighed."""
    while (there := owner.project(project)["progress"]) is None or there["to_appraise"]:
        time.sleep(0.2)


def desk_and_overview(site: Site, project: int) -> None:
    """Both in light and in dark."""
    for dark in (False, True):
        with site.visit(dark=dark) as page:
            page.set_viewport_size({"width": 1280, "height": 1120})
            sign_in(page, "owner@demo.example")
            page.goto(f"/projects/{project}")
            expect(page.get_by_role("region", name="Answers still needed")).to_contain_text("EUR")
            if dark:
                picture(page, "overview-dark")
            else:
                picture(page, "overview")
                people(page)
        with site.visit(dark=dark) as page:
            sign_in(page, "annotator@demo.example")
            page.goto(f"/projects/{project}/desk")
            answer_by_key(page)
            if dark:
                picture(page, "desk-dark")
            else:
                picture(page, "desk")


def people(page: Page) -> None:
    """Those who answered, by name, with the interval of each skill."""
    listed = page.get_by_role("region", name="People")
    page.set_viewport_size({"width": 1280, "height": 760})
    expect(listed.get_by_role("listitem").first).to_be_visible()
    # Where most of them have enough answers for one: the list is in the order of names.
    listed.evaluate("""region => {
      const rows = [...region.querySelectorAll("li")]
      const near = rows.map((_, i) => rows.slice(i, i + 6).filter((row) => row.querySelector("[role=img]")).length)
      const first = rows[near.indexOf(Math.max(...near))]
      scrollTo(0, first.getBoundingClientRect().top + scrollY - 90)
    }""")
    picture(page, "overview-people")


def answer_by_key(page: Page) -> None:
    """An answer that is chosen and saved, not sent."""
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_test_id("saved-mark")).to_contain_text("Saved")


def gallery(folder: Path) -> Path:
    """Pictures of scenes in two rows, and a third: boxes, classes, depth."""
    wide, high, looked_at = 320, 200, 1
    out = folder / "street"
    told = ["--scenes", "6", "--seed", "5", "--size", f"{wide}x{high}", "--least", "60"]
    subprocess.run([sys.executable, "-m", "goodwork.cli.main", "pictures", "make", "--out", out, *told], check=True)
    names = [path.stem for path in sorted((out / "coco/images").iterdir())]
    cells = [Image.open(out / f"coco/images/{name}.png") for name in names]
    boxed = cells[looked_at].copy()
    coco = orjson.loads((out / "coco/instances_default.json").read_bytes())
    image = next(one["id"] for one in coco["images"] if one["file_name"].endswith(f"{names[looked_at]}.png"))
    for box in (one["bbox"] for one in coco["annotations"] if one["image_id"] == image):
        x, y, w, h = box
        ImageDraw.Draw(boxed).rectangle((x, y, x + w - 1, y + h - 1), outline=(255, 220, 0))
    with np.load(out / f"truth/arrays/{names[looked_at]}.npz") as arrays:
        depth = arrays["depth"]
    near = np.where(depth > 0, 255 * 14 / (14 + depth), 0).astype(np.uint8)
    semantic = Image.open(out / f"truth/semantic/{names[looked_at]}.png").convert("RGB")
    sheet = Image.new("RGB", (3 * wide, 3 * high))
    for n, cell in enumerate([*cells, boxed, semantic, Image.fromarray(near)]):
        sheet.paste(cell, (n % 3 * wide, n // 3 * high))
    made = folder / f"{GALLERY}.png"
    sheet.save(made)
    return made


def keep(taken: Path, name: str) -> None:
    """A picture in 256 colors, which is all that a screen of text needs."""
    with Image.open(taken) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def main() -> None:
    wanted = shown()
    made = makers()
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory(prefix="goodwork-pictures-") as folder:
        os.environ["GOODWORK_SCREENSHOTS"] = folder
        with chromium() as browser, served(browser) as site:
            desk_and_overview(site, half_way(site))
        gallery(Path(folder))
        journeys = [str(path) for path, names in made.items() if path != Path(__file__) and names & wanted]
        subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *journeys], check=True)
        for taken in sorted(Path(folder).glob("*.png")):
            if taken.stem in wanted:
                keep(taken, taken.stem)


if __name__ == "__main__":
    main()

"""The main screens of a small project that has every state worth seeing, for journeys that look at all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site

LEAD = "lead@letters.example"
PROJECT: dict[str, Any] = {
    "name": "Places in letters",
    "purpose": "A museum wants to know which letters speak of which towns.",
    "guideline": "# Every town\n\nMark the town of each letter.\n\n## Rivers\n\nA river is no town.\n",
    "questions": [
        {"key": "places", "kind": "spans", "title": "Which towns?", "labels": ["Town", "River"]},
        {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Glad", "Sad"]},
        {"key": "clear", "kind": "rating", "title": "How clear is it?", "low": 1, "high": 5},
        {"key": "note", "kind": "text", "title": "Anything else?", "required": False},
    ],
    "policy": {"target": 0.9, "fewest": 2, "most": 3},
}
LETTERS = (
    "Turku, in the year 190{}. Dear Anna, each town has a harbour.",
    "سافرت إلى Narva في عام 190{} ثم عدت إلى دمشق.",
)


def small_project(site: Site, folder: Path) -> int:
    """Six letters, English and Arabic by turns, three of them answered by two people."""
    file = folder / "letters.jsonl"
    file.write_text("".join(json.dumps({"id": f"l{n}", "text": LETTERS[n % 2].format(n)}) + "\n" for n in range(6)))
    with Client(site.url) as lead:
        lead.sign_up("Letter Lab", "مديرة المشروع 7", LEAD, PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], file)
        links = [lead.invite() for _ in range(2)]
    for n, link in enumerate(links):
        site.weighed()
        with Client(site.url) as person:
            person.join(link, f"Reader {n}", f"r{n}@letters.example", PASSWORD)
            for _ in range(3):
                claim = person.claim(made["id"])["claim"]
                assert claim is not None
                mood = {"labels": ["glad" if n else "sad"]}
                person.submit(claim, {"places": {"spans": []}, "mood": mood, "clear": {"value": 2 + n}})
    return made["id"]


def enter(page: Page) -> None:
    """Through the form, whatever its language."""
    page.goto("/")
    page.locator("input[name=email]").fill(LEAD)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.locator("header a").first.wait_for(state="attached")


def screens(page: Page, project: int, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Opens one main screen after the other; only the named ones where names are given."""
    within = f"/projects/{project}"
    known = {
        "projects": "/",
        "account": "/me",
        "people": "/people",
        "changes": "/changes",
        "inbox": "/inbox",
        "quality": "/me/quality",
        "new": "/projects/new",
        "overview": within,
        "items": f"{within}/items",
        "review": f"{within}/review",
        "appeals": f"{within}/appeals",
        "flags": f"{within}/flags",
        "mine": f"{within}/mine",
        "guideline": f"{within}/guideline",
        "data": f"{within}/data",
        "redundancy": f"{within}/data/redundancy",
        "settings": f"{within}/settings",
        "desk": f"{within}/desk",
        "unsent": "/unsent",
    }
    for name, path in known.items():
        if names and name not in names:
            continue
        page.goto(path)
        expect(page.locator("h1, main h2, main h3").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        yield name

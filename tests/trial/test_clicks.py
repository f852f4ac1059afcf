"""How far it is: clicks and keys from signing in to a first label, and from a file to a first labelled item.

Counted in the browser, by what it trusts as a person's click. The tables are printed; the page on importing shows the
second one, and this fails when it is another.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Generator
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, chromium, served, sign_in

PAGE = Path(__file__).parents[2] / "docs/how-to/import-data.md"
TEXTS = ["The screen is lovely.", "The battery lasts half a day.", "It came on a Tuesday."]
COUNTING = """
addEventListener('click', (event) => {
  // A choice that a key makes is no click, nor is the one that a label passes on to its field.
  if (event.isTrusted && event.detail > 0) sessionStorage.clicks = 1 + Number(sessionStorage.clicks ?? 0)
}, true)
"""


@pytest.fixture(scope="module")
def site() -> Generator[Site]:
    # Busy machines look at files for longer than Playwright waits by itself.
    expect.set_options(timeout=60_000)
    with chromium() as browser, served(browser) as made:
        with Client(made.url) as lead:
            lead.sign_up("Counting Lab", "Project Lead", "lead@example.org", PASSWORD)
        yield made


def begin(page: Page) -> None:
    """Count from here."""
    page.add_init_script(COUNTING)
    page.reload()
    expect(page.get_by_role("heading", name="My projects")).to_be_visible()
    page.evaluate("sessionStorage.clicks = 0")


def clicks(page: Page) -> int:
    return int(page.evaluate("sessionStorage.clicks"))


def files(folder: Path) -> dict[str, tuple[str, Path]]:
    """Kind of file -> the template that fits, and the file."""
    rows = [{"id": f"t{n}", "text": text} for n, text in enumerate(TEXTS)]
    table = pd.DataFrame(rows)
    made = {name: folder / f"texts.{name}" for name in ("csv", "jsonl", "xlsx", "txt")}
    table.to_csv(made["csv"], index=False)
    table.to_excel(made["xlsx"], index=False)
    made["jsonl"].write_text("".join(json.dumps(row) + "\n" for row in rows))
    made["txt"].write_text("\n".join(TEXTS) + "\n")
    tasks = folder / "tasks.json"
    tasks.write_text(json.dumps([{"id": n, "data": {"text": text}} for n, text in enumerate(TEXTS)]))
    pictures = folder / "pictures.zip"
    with zipfile.ZipFile(pictures, "w") as archive:
        for n in range(3):
            held = io.BytesIO()
            Image.new("RGB", (320, 200), (40 * n, 90, 120)).save(held, "PNG")
            archive.writestr(f"p{n}.png", held.getvalue())
    return {
        "CSV": ("Sentiment", made["csv"]),
        "JSON Lines": ("Sentiment", made["jsonl"]),
        "Excel": ("Sentiment", made["xlsx"]),
        "a text per line (.txt)": ("Sentiment", made["txt"]),
        "zip of pictures": ("What is in the picture?", pictures),
        "Label Studio tasks": ("Sentiment", tasks),
    }


def from_file_to_label(site: Site, template: str, file: Path) -> tuple[int, int]:
    """Clicks and keys of a lead who has signed in and has a file."""
    keys = 0
    with site.visit() as page:
        sign_in(page, "lead@example.org")
        begin(page)
        page.get_by_role("link", name="New project").first.click()
        page.get_by_role("button", name=template, exact=False).first.click()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Continue").click()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose a file").click()
        chooser.value.set_files(file)
        page.get_by_role("button", name="Create project").click()
        expect(page.get_by_role("heading", name="The first items, as the desk shows them")).to_be_visible()
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_text("3 added")).to_be_visible()
        page.get_by_role("link", name="Start").first.click()
        expect(page.get_by_role("button", name="Submit")).to_be_visible()
        pressed = ["1", "Shift+N", "5"] if template.startswith("What is in") else ["1"]
        for key in [*pressed, "Enter"]:
            page.keyboard.press(key)
            keys += 1
        expect(page.get_by_text("Submitted.")).to_be_visible()
        counted = clicks(page)
        # The next file begins with the same template, and no two projects have one name.
        csrf = page.context.request.get("/api/v1/session").json()["csrf"]
        project = page.url.split("/projects/")[1].split("/")[0]
        renamed = page.context.request.patch(
            f"/api/v1/projects/{project}",
            data={"name": file.name},
            headers={"X-CSRF-Token": csrf, "Origin": site.url},
        )
        assert renamed.ok, renamed.text()
        return counted, keys


def test_from_a_file_to_a_first_label(site: Site, tmp_path: Path) -> None:
    lines = ["| file | clicks | keys |", "|---|---|---|"]
    for kind, (template, file) in files(tmp_path).items():
        by_hand, keys = from_file_to_label(site, template, file)
        lines.append(f"| {kind} | {by_hand} | {keys} |")
    print("\n" + "\n".join(lines))
    assert "\n".join(lines) in PAGE.read_text("utf-8")


def test_from_signing_in_to_a_first_label(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text("".join(json.dumps({"id": f"t{n}", "text": text}) + "\n" for n, text in enumerate(TEXTS)))
    question = {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]}
    with Client(site.url) as lead, Client(site.url) as person:
        lead.sign_in("lead@example.org", PASSWORD)
        project = lead.apply({"name": "Mood", "purpose": "To know the mood.", "questions": [question]})["id"]
        lead.import_file(project, file)
        person.join(lead.invite(), "Annotator", "new@example.org", PASSWORD)
    with site.visit() as page:
        sign_in(page, "new@example.org")
        begin(page)
        page.get_by_role("link", name="Start: Mood").click()
        expect(page.get_by_role("button", name="Submit")).to_be_visible()
        for key in ("1", "Enter"):
            page.keyboard.press(key)
        expect(page.get_by_text("Submitted.")).to_be_visible()
        print(f"\nfrom signing in to a first label: {clicks(page)} click, 2 keys")
        assert clicks(page) == 1

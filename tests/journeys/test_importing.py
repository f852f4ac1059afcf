"""A lead and their files: what a file becomes is said and mended before it is sent, and a wrong one goes again."""

from __future__ import annotations

import io
import json
import socket
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.journeys.shelf import Shelf, shelf_at_work
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, post, read, sign_in

MOOD = {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]}
PAIR = {
    "key": "better", "kind": "pairwise", "title": "Which reply is better?", "outputs": ["response_a", "response_b"],
}  # fmt: skip
NAMES = {"key": "names", "kind": "spans", "title": "Mark the names.", "part": "text", "labels": ["PER", "LOC"]}
REPLIES = [
    {
        "question": "How long do eggs boil?",
        "left": "Ten minutes.",
        "right": "**Eight** minutes.",
        "winner": "right",
    },
    {"question": "What is a fjord?", "left": "A kind of boat.", "right": "A long arm of the sea.", "winner": "right"},
    {"question": "Why is the sky blue?", "left": "It scatters.", "right": "It mirrors the sea.", "winner": "left"},
]


@pytest.fixture(scope="module")
def shelf() -> Generator[Shelf]:
    """A server of pictures that the installation may ask."""
    with shelf_at_work() as shelf:
        yield shelf


@pytest.fixture(scope="module")
def settings(shelf: Shelf) -> dict[str, str]:
    """It fetches from the shelf, and has a mail server; links in mail need an address, and that a port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "GOODWORK_PORT": str(port),
        "GOODWORK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "GOODWORK_FETCH_HOSTS": f"127.0.0.1:{shelf.port}",
        "GOODWORK_SMTP_HOST": "127.0.0.1",
        "GOODWORK_SMTP_PORT": "9",
        "GOODWORK_SMTP_SECURITY": "none",
        "GOODWORK_SMTP_FROM": "no-reply@example.org",
    }


@pytest.fixture(scope="module")
def lab(site: Site) -> Site:
    """An organization with a lead."""
    with site.visit() as page:
        page.goto("/")
        page.get_by_label("Organization").fill("Reply Lab")
        page.get_by_label("Your name").fill("Ada Lead")
        page.get_by_label("Email").fill("ada@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Create and sign in").click()
        expect(page.get_by_text("No projects yet")).to_be_visible()
    return site


@pytest.fixture
def lead(lab: Site) -> Generator[Page]:
    """The lead, signed in."""
    with lab.visit() as page:
        sign_in(page, "ada@example.org")
        yield page


def project_of(lead: Page, name: str, *questions: Any) -> int:
    return post(lead, "/projects", {"name": name, "purpose": "To learn which replies help.", "questions": questions})[
        "id"
    ]


def choose(lead: Page, project: int, file: Path) -> None:
    lead.goto(f"/projects/{project}/data")
    lead.get_by_label("Choose a file").set_input_files(file)
    expect(lead.get_by_role("heading", name="The first items, as the desk shows them")).to_be_visible()


def bring(lead: Page, done: int) -> None:
    lead.get_by_role("button", name="Import", exact=True).click()
    expect(lead.get_by_text(f"{done} added")).to_be_visible()


def test_what_the_columns_become_is_mended_before_anything_is_sent(lead: Page, lab: Site, tmp_path: Path) -> None:
    project = project_of(lead, "Which reply helps?", PAIR)
    file = tmp_path / "replies.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in REPLIES) + "{broken\n")
    choose(lead, project, file)
    start = lead.get_by_role("button", name="Import", exact=True)
    first, second = lead.get_by_label("The part response_a"), lead.get_by_label("The part response_b")
    # Which of two columns is which can't be told: the file says so, and how, beside the button.
    if not first.input_value():
        expect(start).to_be_disabled()
        why = "Nothing can be imported yet: no column is the part response_a, the part response_b."
        expect(start).to_have_accessible_description(why)
        assert findings(lead) == []
    first.select_option("left")
    second.select_option("right")
    expect(start).to_be_enabled()
    items = lead.get_by_role("region", name="The first items, as the desk shows them")
    items.get_by_role("tab", name="Line 2").click()
    expect(items.get_by_text("A long arm of the sea.")).to_be_visible()
    expect(items.get_by_text("winner")).to_have_count(0)
    items.get_by_role("tab", name="Line 1").click()
    expect(items.locator("strong", has_text="Eight")).to_be_visible()
    items.get_by_role("tab", name="Line 2").click()
    expect(lead.get_by_role("region", name="What will be left out").get_by_text("Line 4")).to_be_visible()
    # What is changed in the table changes the items at once.
    lead.get_by_label("question: Becomes").select_option("out")
    expect(items.get_by_text("What is a fjord?")).to_have_count(0)
    lead.get_by_label("question: Becomes").select_option("text")
    expect(items.get_by_text("What is a fjord?")).to_be_visible()
    assert findings(lead) == []
    assert overflow(lead) <= 0
    lead.evaluate("scrollTo(0, 0)")
    picture(lead, "import-columns", whole=True)
    bring(lead, 3)
    item = read(lead, f"/projects/{project}/items")["rows"][0]
    parts = read(lead, f"/items/{item['id']}")["item"]["parts"]
    assert {part["name"] for part in parts} >= {"response_a", "response_b"}
    with lab.visit(width=390, height=844, dark=True) as small:
        sign_in(small, "ada@example.org")
        choose(small, project, file)
        assert findings(small) == []
        assert overflow(small) <= 0


@pytest.mark.slow
def test_a_wrong_file_is_seen_and_undone_by_keyboard(lead: Page, lab: Site, tmp_path: Path) -> None:
    project = project_of(lead, "Mood of a tweet", MOOD)
    right, wrong = tmp_path / "tweets.csv", tmp_path / "recipes.csv"
    right.write_text("id,text\nt1,Sun at last\nt2,Rain again\n")
    wrong.write_text("id,text\n" + "".join(f"r{n},Stir {n} eggs into the dough\n" for n in range(30)))
    boxes = tmp_path / "boxes.json"
    boxes.write_text(json.dumps({"a.jpg12": {"filename": "a.jpg", "size": 12, "regions": [], "file_attributes": {}}}))
    lead.goto(f"/projects/{project}/data")
    lead.get_by_label("Choose a file").set_input_files(boxes)
    expect(lead.get_by_text("boxes.json holds labels of pictures (VGG Image Annotator).")).to_be_visible()
    expect(lead.get_by_text("Send the pictures alone")).to_be_visible()
    expect(lead.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    choose(lead, project, right)
    bring(lead, 2)
    choose(lead, project, wrong)
    bring(lead, 30)
    lead.get_by_role("article").filter(has_text="recipes.csv").get_by_role("link", name="See its items").click()
    expect(lead.get_by_text("Stir 3 eggs into the dough")).to_be_visible()
    # Somebody had begun with one of them: it stays.
    other = read(lead, f"/projects/{project}/items?contains=Stir%203%20")["rows"][0]
    post(lead, f"/projects/{project}/claims", {"item_id": other["id"]})
    for width, dark in ((1280, False), (390, True)):
        with lab.visit(width=width, height=844, dark=dark) as page:
            sign_in(page, "ada@example.org")
            page.goto(f"/projects/{project}/data")
            row = page.get_by_role("article").filter(has_text="recipes.csv")
            button = row.get_by_role("button", name="Undo this import")
            tab_to(page, button)
            page.keyboard.press("Enter")
            dialog = page.get_by_role("dialog", name="Undo the import of recipes.csv?")
            expect(dialog.get_by_text("29 items go")).to_be_visible()
            expect(dialog.get_by_text("1: opened by people")).to_be_visible()
            assert findings(page) == []
            assert overflow(page) <= 0
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)
            expect(button).to_be_focused()
            if width == 1280:
                continue
            page.keyboard.press("Enter")
            expect(dialog.get_by_text("29 items go")).to_be_visible()
            tab_to(page, dialog.get_by_role("button", name="Undo this import"))
            page.keyboard.press("Enter")
            expect(row.get_by_text("Undone by Ada Lead")).to_be_visible()
            expect(row.get_by_text("29 items went")).to_be_visible()
            assert findings(page) == []
            tab_to(page, row.get_by_role("link", name="See what stayed"))
            page.keyboard.press("Enter")
            expect(page.get_by_text("Stir 3 eggs into the dough")).to_be_visible()
            expect(page.get_by_text("Sun at last")).to_have_count(0)
            # What stayed is set aside instead, still by keyboard.
            tab_to(page, page.get_by_role("button", name="Set aside or put back…"))
            page.keyboard.press("Enter")
            page.keyboard.type("The wrong file.")
            assert findings(page) == []
            tab_to(page, page.get_by_role("button", name="Set aside", exact=True))
            page.keyboard.press("Enter")
            expect(page.get_by_text("1 item is set aside.")).to_be_visible()
    left = read(lead, f"/projects/{project}/items")["rows"]
    assert [(one["external_id"], one["state"]) for one in left] == [("t1", "open"), ("t2", "open"), ("r3", "set-aside")]


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Go there with the Tab key alone."""
    expect(target).to_be_visible()
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab")


@pytest.mark.slow
def test_pictures_on_the_web_and_a_digest(lead: Page, lab: Site, shelf: Shelf, tmp_path: Path) -> None:
    seen = {**MOOD, "part": "image"}
    project = project_of(lead, "Pictures on the web", seen)
    tasks = [{"id": n, "data": {"image": f"http://127.0.0.1:{shelf.port}/{n}.png"}} for n in range(1, 5)]
    tasks.append({"id": 5, "data": {"image": "http://169.254.169.254/latest/meta-data/a.png"}})
    file = tmp_path / "tasks.json"
    file.write_text(json.dumps(tasks))
    shelf.missing.add("/4.png")
    choose(lead, project, file)
    start = lead.get_by_role("button", name="Import", exact=True)
    web = lead.get_by_role("region", name="Pictures on the web")
    expect(web.get_by_text("5 pictures of this file are addresses on the web, at")).to_be_visible()
    expect(web.get_by_text("169.254.169.254")).to_be_visible()
    expect(start).to_be_disabled()
    expect(start).to_have_accessible_description("Say above what becomes of the pictures.")
    expect(web.get_by_label("Leave the pictures out")).to_be_disabled()
    assert findings(lead) == []
    tab_to(lead, web.get_by_label("Fetch the pictures"))
    lead.keyboard.press("Space")
    expect(start).to_be_enabled()
    lead.evaluate("scrollTo(0, 0)")
    picture(lead, "import-pictures", whole=True)
    bring(lead, 3)
    row = lead.get_by_role("article").filter(has_text="tasks.json").first
    expect(row.get_by_text("3 of 5 pictures fetched")).to_be_visible()
    expect(row.get_by_text("1 picture did not come: the server has no such picture")).to_be_visible()
    expect(row.get_by_text("1 picture did not come: refused, because only public servers")).to_be_visible()
    row.get_by_text("Addresses that did not come").click()
    expect(row.get_by_text("http://169.254.169.254/latest/meta-data/a.png").first).to_be_visible()
    assert findings(lead) == []
    assert overflow(lead) <= 0
    shelf.missing.clear()
    row.get_by_role("button", name="Ask for them again").click()
    again = lead.get_by_role("article").filter(has_text="A second try of rows")
    expect(again.get_by_text("1 of 2 pictures fetched")).to_be_visible()
    expect(again.get_by_text("1 added")).to_be_visible()
    parts = read(lead, f"/items/{read(lead, f'/projects/{project}/items')['rows'][0]['id']}")["item"]["parts"]
    assert [(part["type"], part["width"]) for part in parts] == [("picture", 240)]

    for width, dark in ((1280, False), (390, True)):
        with lab.visit(width=width, height=844, dark=dark) as page:
            sign_in(page, "ada@example.org")
            page.goto("/me")
            panel = page.get_by_role("region", name="Digest by mail")
            if width == 1280:
                expect(panel.get_by_role("button", name="Switch the digest on")).to_be_visible()
                panel.get_by_label("How often").select_option("day")
                panel.get_by_label("By the clock of").select_option("Europe/Helsinki")
                panel.get_by_label("At", exact=True).select_option("20")
                panel.get_by_label("Until").select_option("9")
                assert findings(page) == []
                tab_to(page, panel.get_by_role("button", name="Switch the digest on"))
                page.keyboard.press("Enter")
                expect(panel.get_by_text("On, to ada@example.org.")).to_be_visible()
                # It would come at eight in the evening, in quiet hours: it comes at their end.
                assert read(page, "/me/digest")["next_at"][11:16] in ("06:00", "07:00")
            else:
                panel.get_by_role("button", name="Switch it off").click()
                expect(panel.get_by_role("button", name="Switch the digest on")).to_be_visible()
            assert findings(page) == []
            assert overflow(page) <= 0
            page.goto("/no-digest#1.2.3")
            page.get_by_role("button", name="Switch it off").click()
            expect(page.get_by_text("This link is not whole, or not of this installation.")).to_be_visible()
            assert findings(page) == []


FILES = {
    "Label Studio": ("tasks.json", json.dumps([{"id": 1, "data": {"text": "Sun at last"}, "annotations": []}]), MOOD),
    "words and tags": ("weather.conll", "Sun O\nin O\nYork B-LOC\n\n", NAMES),
    "a comparison without names": ("replies.jsonl", "".join(json.dumps(row) + "\n" for row in REPLIES), PAIR),
}


def test_from_a_file_to_the_first_labelled_item(lead: Page, tmp_path: Path) -> None:
    """How many clicks it takes a lead, from the page where files are sent; the trial counts the whole way, per file."""
    counted: dict[str, int] = {}
    for what, (name, content, question) in FILES.items():
        project = project_of(lead, what, question)
        (tmp_path / name).write_text(content)
        clicks = 1  # that choose the file
        choose(lead, project, tmp_path / name)
        for need, column in {"The part response_a": "left", "The part response_b": "right"}.items():
            if question is PAIR and not lead.get_by_label(need).input_value():
                lead.get_by_label(need).select_option(column)
                clicks += 2
        lead.get_by_role("button", name="Import", exact=True).click()
        expect(lead.get_by_text("Done", exact=True)).to_be_visible()
        lead.get_by_role("link", name="Start", exact=True).click()
        expect(lead.get_by_role("button", name="Submit")).to_be_visible()
        if question is NAMES:
            lead.get_by_text("York").dblclick()
            lead.get_by_role("radio", name="LOC").or_(lead.get_by_role("button", name="LOC")).first.click()
        else:
            lead.get_by_role("radio").first.click()
        lead.get_by_role("button", name="Submit").click()
        counted[what] = clicks + 4
        expect(lead.get_by_text("Submitted").first).to_be_visible()
    print("\nClicks from a file to the first labelled item:")
    for what, clicks in counted.items():
        print(f"  {what}: {clicks}")
    assert max(counted[what] for what in FILES if FILES[what][2] is not PAIR) <= 5


def test_a_lead_is_led_from_a_file_to_a_first_label(lead: Page) -> None:
    lead.get_by_role("button", name="Account of Ada Lead").click()
    menu = lead.get_by_role("group", name="Account of Ada Lead")
    menu.get_by_role("link", name="From a file to a first label").click()
    way = lead.get_by_role("region", name="From a file to a first label")
    expect(way.get_by_text("step 1 of 4")).to_be_visible()
    lead.get_by_role("group", name="Begin with").get_by_role("button", name="Sentiment").click()
    expect(way.get_by_text("Give it a file")).to_be_visible()
    assert findings(lead) == [] and overflow(lead) == 0
    picture(lead, "first-way")
    lead.get_by_role("list", name="Steps").get_by_role("button", name="Data").click()
    lead.get_by_role("button", name="Use this example as the file").click()
    lead.get_by_role("button", name="Create project").click()
    expect(way.get_by_text("Look and import")).to_be_visible()
    expect(lead.get_by_role("heading", name="The first items, as the desk shows them")).to_be_visible()
    bring(lead, 1)
    expect(way.get_by_text("Give the first label")).to_be_visible()
    lead.reload()
    lead.get_by_role("link", name="Start").first.click()
    lead.set_viewport_size({"width": 390, "height": 844})
    expect(lead.get_by_label("Item", exact=True).get_by_text("The screen is lovely")).to_be_visible()
    assert findings(lead) == [] and overflow(lead) == 0
    picture(lead, "first-way-desk-390")
    lead.keyboard.press("1")
    lead.keyboard.press("Enter")
    expect(way.get_by_text("That is the whole way")).to_be_visible()
    way.get_by_role("button", name="Done").click()
    expect(way).to_have_count(0)


HULLS = {"key": "hulls", "kind": "polygons", "title": "Where are boats?", "labels": ["boat"]}
CVAT = """<?xml version='1.0'?><annotations><version>1.1</version>
<image id="0" name="quay.png" width="320" height="200"><polygon label="boat" points="60,40;200,40;180,120"/></image>
<image id="1" name="sea.png" width="320" height="200"></image></annotations>"""


@pytest.mark.slow
def test_a_zip_of_cvat_is_told_shown_and_brought(lead: Page, lab: Site, tmp_path: Path) -> None:
    project = project_of(lead, "Boats in a harbour", HULLS)
    file = tmp_path / "task.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("annotations.xml", CVAT)
        for name, color in (("quay", "#345"), ("sea", "#356")):
            content = io.BytesIO()
            Image.new("RGB", (320, 200), color).save(content, "png")
            archive.writestr(f"images/{name}.png", content.getvalue())
    for width, dark in ((1280, False), (390, True)):
        with lab.visit(width=width, height=844, dark=dark) as page:
            sign_in(page, "ada@example.org")
            page.goto(f"/projects/{project}/data")
            expect(page.get_by_text("Pascal VOC, YOLO, COCO, CVAT, LabelMe, chats")).to_be_visible()
            assert findings(page) == []
            assert overflow(page) <= 0
            picture(page, f"import-cvat-{width}")
    lead.goto(f"/projects/{project}/data")
    lead.get_by_label("Choose a file").set_input_files(file)
    expect(lead.get_by_label("Format")).to_have_value("cvat")
    picture(lead, "import-cvat-chosen", whole=True)
    bring(lead, 2)
    picture(lead, "import-cvat-done", whole=True)
    assert read(lead, f"/projects/{project}/items")["rows"][0]

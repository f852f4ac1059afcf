"""The desk in a real browser: what it loads at first, and main-thread time per event while a long text is worked on.

``python -m benchmarks.desk`` has three parts (``--only weight|marking|writing`` for one of them):

weight   opens the first task of a project with a guideline in a browser with an empty cache, and adds up all script
         that arrives until the desk is at rest, each file as gzip makes it (level 6).
marking  imports one text of 200,000 characters (``--characters``), opens it with 300 spans already there, and makes
         real key and mouse events: from word to word, extending, marking, typing in the search and in an attribute,
         dragging a selection, selecting everything. ``--one-line`` makes the text a single paragraph, the hardest to
         lay out.
writing  the same text in the field of a rewrite: typing at its start, in its middle and at its end, deleting, new
         lines, pasting, selecting by keys, undo and redo.

For each event it prints how long the browser's main thread worked until it was idle again (``TaskDuration`` of
Chromium's performance metrics in thread time: script, style, layout and paint), as median, p95 and maximum.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Response

from benchmarks.browser import PASSWORD, chromium, fresh, sign_in
from benchmarks.installation import installation, load
from goodwork.sdk import Client

EMAIL = "lead@example.org"
WORDS = (
    "Anna",
    "of",
    "Bern",
    "wrote",
    "to",
    "Otto",
    "安娜",
    "café",
    "שלום",
    "and",
    "nobody",
    "😀",
    "answered",
    "in",
    "1901",
)
SETTLE = 40
"""Milliseconds without work after which an event counts as over."""

MOST_WAITS = 6
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def text_of(characters: int, *, one_line: bool) -> str:
    """A text of this many code points, of many scripts, always the same."""
    draw = random.Random(7)
    words: list[str] = []
    length = 0
    while length < characters:
        word = draw.choice(WORDS) + (" " if one_line or draw.random() > 0.015 else "\n")
        words.append(word)
        length += len(word)
    return "".join(words)[:characters]


class Watch:
    """Main-thread time of one event after the other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.seen: dict[str, list[float]] = {}

    def busy(self) -> float:
        """Milliseconds that the main thread has worked so far."""
        found = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(m["value"] for m in found if m["name"] == "TaskDuration")

    def event(self, name: str, does: Callable[[], Any]) -> None:
        """Make an event and note what it cost."""
        before = self.busy()
        does()
        # On a busy machine the page may get its turn late: what the event changed has to be on the screen first. The
        # question itself costs the page less than a millisecond, which counts as the event's.
        self.page.evaluate(DRAWN)
        last = -1.0
        # A pressed mouse goes on working by itself, so there is an end to waiting.
        for _ in range(MOST_WAITS):
            now = self.busy()
            if now - last <= 1.0:
                break
            last = now
            self.page.wait_for_timeout(SETTLE)
        now = self.busy()
        self.seen.setdefault(name, []).append(now - before)


def measure(page: Page, rounds: int) -> dict[str, list[float]]:
    """Real events, sort by sort."""
    watch = Watch(page)
    keys = page.keyboard
    for _ in range(rounds):
        watch.event("from word to word", lambda: keys.press("ArrowRight"))
        watch.event("extend", lambda: keys.press("Shift+ArrowRight"))
        watch.event("mark", lambda: keys.press("1"))
    for _ in range(rounds // 2):
        watch.event("line down", lambda: keys.press("ArrowDown"))
        watch.event("next span", lambda: keys.press("."))
        watch.event("move an end", lambda: keys.press("]"))
    field = page.get_by_label("Note")
    field.click()
    for letter in "a note of some length":
        watch.event("type in an attribute", lambda letter=letter: keys.press("Space" if letter == " " else letter))
    keys.press("Escape")
    page.get_by_label("Search in the text").click()
    for letter in "nobody answered":
        watch.event("type in the search", lambda letter=letter: keys.press("Space" if letter == " " else letter))
    for _ in range(5):
        watch.event("next place", lambda: keys.press("Enter"))
    keys.press("Escape")
    box = page.locator("[data-block='0']").bounding_box()
    assert box is not None
    page.locator("[data-block='0']").evaluate("e => e.scrollIntoView()")
    x, y = 120, 300
    page.mouse.move(x, y)
    watch.event("press the mouse", page.mouse.down)
    for step in range(rounds):
        watch.event("drag", lambda step=step: page.mouse.move(x + step * 9, y + step * 3))
    watch.event("let go of the mouse", page.mouse.up)
    for step in range(rounds // 2):
        watch.event("double click", lambda step=step: page.mouse.dblclick(x + step * 14, y + step * 5))
    select_all(watch, max(rounds // 6, 2))
    return watch.seen


def select_all(watch: Watch, rounds: int) -> None:
    """The longest selections there are: to either end of the text, by keys and by mouse."""
    keys, page = watch.page.keyboard, watch.page
    for _ in range(rounds):
        watch.event("to the start", lambda: keys.press("Home"))
        watch.event("select to the end", lambda: keys.press("Shift+End"))
        watch.event("to the end", lambda: keys.press("End"))
        watch.event("select to the start", lambda: keys.press("Shift+Home"))
    keys.press("Escape")
    page.locator("[data-block='0']").evaluate("e => e.scrollIntoView()")
    page.mouse.move(120, 300)
    page.mouse.down()
    for _ in range(rounds):
        watch.event("drag over screens", lambda: page.mouse.wheel(0, 4000))
    watch.event("let go of much", page.mouse.up)
    keys.press("Escape")


_MIDDLE = """field => {
    const scroller = field.closest('.cm-scroller') ?? field
    scroller.scrollTop = scroller.scrollHeight / 2
    const {x, y, width, height} = scroller.getBoundingClientRect()
    return {x: x + width / 2, y: y + height / 2}
}"""


def write(page: Page, rounds: int) -> dict[str, list[float]]:
    """Writing in a long field."""
    watch = Watch(page)
    keys = page.keyboard
    field = page.get_by_role("textbox", name="Your version")
    field.click()
    for place in ("start", "middle", "end"):
        if place == "middle":
            box = field.evaluate(_MIDDLE)
            page.wait_for_timeout(500)
            page.mouse.click(box["x"], box["y"])
        else:
            keys.press("Control+Home" if place == "start" else "Control+End")
        page.wait_for_timeout(500)
        for letter in "and she wrote it anew":
            watch.event(f"write at the {place}", lambda letter=letter: keys.press("Space" if letter == " " else letter))
        for _ in range(rounds // 2):
            watch.event("delete", lambda: keys.press("Backspace"))
            watch.event("select", lambda: keys.press("Shift+ArrowLeft"))
        watch.event("write over what is selected", lambda: keys.press("x"))
        watch.event("new line", lambda: keys.press("Enter"))
        watch.event("paste", lambda: keys.insert_text("Otto answered from Bern. " * 40))
    for _ in range(rounds // 3):
        watch.event("undo", lambda: keys.press("Control+z"))
    for _ in range(rounds // 3):
        watch.event("redo", lambda: keys.press("Control+Shift+Z"))
    watch.event("select everything", lambda: keys.press("Control+a"))
    return watch.seen


@dataclass(slots=True, frozen=True)
class Place:
    """An installation, its lead, and a browser."""

    url: str
    lead: Client
    browser: Browser

    def project(self, question: dict[str, Any], items: list[dict[str, Any]], guideline: str = "") -> int:
        """A project of one question with these items, imported from a file."""
        about: dict[str, Any] = {"name": question["title"], "purpose": "Measured.", "questions": [question]}
        made = self.lead.apply({**about, "guideline": guideline} if guideline else about)["id"]
        with tempfile.TemporaryDirectory(prefix="goodwork-desk-") as folder:
            file = Path(folder) / "items.jsonl"
            file.write_text("".join(json.dumps(item) + "\n" for item in items))
            self.lead.import_file(made, file)
        return made

    @contextmanager
    def page(self) -> Generator[Page]:
        """A page of the lead, in a browser of its own."""
        context = fresh(self.browser, self.url)
        page = context.new_page()
        sign_in(page, EMAIL)
        yield page
        context.close()


@contextmanager
def place() -> Generator[Place]:
    """A fresh installation with one person."""
    with (
        installation(1) as made,
        Client(f"http://{made.host}:{made.port}") as lead,
        chromium() as browser,
    ):
        lead.sign_up("Bench", "Lead", EMAIL, PASSWORD)
        yield Place(f"http://{made.host}:{made.port}", lead, browser)


MARKING: dict[str, Any] = {
    "key": "q",
    "kind": "spans",
    "title": "Who?",
    "labels": [{"name": name, "attributes": ["Note"]} for name in ("Person", "Place")],
}
WRITING: dict[str, Any] = {"key": "q", "kind": "rewrite", "title": "Better", "most": 100_000}
GUIDELINE = """# How to judge

- *Clear* cases first, **doubtful** ones with a note.
- See `the list` and https://example.org.

| case | answer |
|---|---|
| both are right | the first |
"""
WEIGHED: tuple[dict[str, Any], ...] = (
    {"key": "q", "kind": "classification", "title": "Which?", "labels": ["Yes", "No"]},
    {**MARKING, "labels": [{"name": "Person", "attributes": [{"name": "Sure", "options": ["yes", "no"]}, "Note"]}]},
    {"key": "q", "kind": "relations", "title": "Who whom?", "labels": ["Person"], "relations": ["knows"]},
    {"key": "q", "kind": "rewrite", "title": "Better"},
    {"key": "q", "kind": "pairwise", "title": "Which is better?", "outputs": ["a", "b"]},
    {"key": "q", "kind": "ranking", "title": "In which order?", "outputs": ["a", "b"]},
    {"key": "q", "kind": "rubric", "title": "How good?", "levels": ["bad", "good"], "criteria": ["Help", "Tone"]},
    {"key": "q", "kind": "chat", "title": "How was it?", "turns": {"labels": ["Good", "Bad"]}, "rewrite": True},
)


def weigh(at: Place) -> dict[str, dict[str, float]]:
    """Script that the first task loads, per kind: kB of gzip, and files."""
    found: dict[str, dict[str, float]] = {}
    said = [{"role": "user", "text": "Where is Bern?"}, {"role": "assistant", "text": "In Switzerland."}]
    texts = {name: f"{name}: Otto wrote to Anna." for name in ("a", "b")}
    for question in WEIGHED:
        project = at.project(
            question, [{"id": "1", **({"conversation": said} if question["kind"] == "chat" else texts)}], GUIDELINE
        )
        with at.page() as page:
            state = page.context.storage_state()
        context = at.browser.new_context(base_url=at.url, viewport={"width": 1280, "height": 860}, storage_state=state)
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer, kept=answers: kept.append(answer))
        page.goto(f"/projects/{project}/desk")
        page.get_by_role("button", name="Submit").wait_for()
        page.get_by_text("the first").wait_for()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(2500)
        scripts = [answer.body() for answer in answers if answer.request.resource_type == "script"]
        size = sum(len(gzip.compress(script, 6)) for script in scripts)
        found[question["kind"]] = {"kb": round(size / 1000, 1), "files": len(scripts)}
        context.close()
    return found


def mark_text(at: Place, text: str, rounds: int, spans: int) -> dict[str, list[float]]:
    """One long text on the desk, with spans that are already there."""
    project = at.project(MARKING, [{"id": "long", "text": text}])
    claim = at.lead.claim(project)["claim"]
    assert claim is not None
    at.lead.draft(claim, {"q": {"spans": _spans(text, spans)}})
    with at.page() as page:
        page.goto(f"/projects/{project}/desk")
        page.get_by_role("textbox", name="Text to mark").wait_for()
        page.wait_for_timeout(1500)
        return measure(page, rounds)


def write_text(at: Place, text: str, rounds: int) -> dict[str, list[float]]:
    """The same text, written anew."""
    project = at.project(WRITING, [{"id": "long", "text": text}])
    with at.page() as page:
        page.goto(f"/projects/{project}/desk")
        page.get_by_role("textbox", name="Your version").wait_for()
        page.wait_for_timeout(1500)
        return write(page, rounds)


def _spans(text: str, count: int) -> list[dict[str, Any]]:
    step = max(len(text) // count, 6)
    starts = [n * step for n in range(count) if n * step + 5 < len(text)]
    return [
        {"id": f"s{n}", "label": "place", "fragments": [[at, at + 5]], "text": text[at : at + 5], "attributes": {}}
        for n, at in enumerate(starts, 1)
    ]


def _told(seen: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    everything = [value for values in seen.values() for value in values]
    return {name: _summary(values) for name, values in [*seen.items(), ("all", everything)]}


def _summary(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return {
        "events": len(values),
        "median_ms": round(statistics.median(values), 1),
        "p95_ms": round(p95, 1),
        "most_ms": round(ordered[-1], 1),
    }


def main() -> int:
    """Measure, print; 1 when more than 250 kB of script arrive or when the p95 of a part is above 50 ms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--one-line", action="store_true")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--spans", type=int, default=300)
    parser.add_argument("--only", choices=("weight", "marking", "writing"))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    text = text_of(asked.characters, one_line=asked.one_line)
    told: dict[str, Any] = {"characters": len(text), "one_line": asked.one_line, "spans": asked.spans}
    told["load"] = load()
    with place() as at:
        if asked.only in (None, "weight"):
            told["weight"] = weigh(at)
        if asked.only in (None, "marking"):
            told["marking"] = _told(mark_text(at, text, asked.rounds, asked.spans))
        if asked.only in (None, "writing"):
            told["writing"] = _told(write_text(at, text, asked.rounds))
    told["load_after"] = load()
    if asked.json:
        print(json.dumps(told))
    else:
        _print(told)
    heavy = any(one["kb"] > 250 for one in told.get("weight", {}).values())
    slow = any(told[part]["all"]["p95_ms"] > 50 for part in ("marking", "writing") if part in told)
    return int(heavy or slow)


def _print(told: dict[str, Any]) -> None:
    print(f"load before: {told['load']}; after: {told['load_after']}")
    for kind, one in told.get("weight", {}).items():
        print(f"  weight: {kind:16} {one['kb']:6.1f} kB of script as gzip, {one['files']} files")
    for part in ("marking", "writing"):
        if part not in told:
            continue
        print(f"{part}: {told['characters']} characters" + (f", {told['spans']} spans" if part == "marking" else ""))
        for name, figures in told[part].items():
            print(f"  {name:28} " + "  ".join(f"{key} {value:g}" for key, value in figures.items()))


if __name__ == "__main__":
    sys.exit(main())

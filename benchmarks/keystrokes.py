"""Keys and pointer of a whole session: the same 50 items, the same answers, counted in a real browser.

``python -m benchmarks.keystrokes`` imports 50 items per task into a fresh goodwork and answers them on the desk with
real key and mouse events, from the moment the first task is shown until the 50th is submitted. With
``--peer PLACE/bin/label-studio`` it does the same in Label Studio, with the keys that it prints on its screen and
documents. What is stored at the end is read back on both sides and has to be the expected answers: a key that went
astray fails the run.

Counted are trusted events as the page gets them: keys, modifier keys (Ctrl+Enter is a key and a modifier), clicks (a
double click is two) and drags.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.browser import PASSWORD, chromium, fresh, sign_in
from benchmarks.installation import installation, load
from benchmarks.label_studio import LabelStudio, label_studio
from goodwork.sdk import Client

LABELS = ("Good", "Bad", "Neither")
WEATHER = ("Heavy rain", "Light snow", "Thick fog", "Bright sunshine")
PLACES = ("Bern", "Oslo", "Lima", "Accra", "Hanoi")
COUNT = """() => {
    const seen = window.strokes = {keys: 0, modifiers: 0, clicks: 0, drags: 0}
    let from = null
    addEventListener('keydown', e => {
        if (!e.isTrusted || e.repeat) return
        seen[['Control', 'Shift', 'Alt', 'Meta'].includes(e.key) ? 'modifiers' : 'keys']++
    }, true)
    addEventListener('pointerdown', e => { if (e.isTrusted) from = e }, true)
    addEventListener('pointerup', e => {
        if (!e.isTrusted || !from) return
        seen[Math.hypot(e.clientX - from.clientX, e.clientY - from.clientY) > 4 ? 'drags' : 'clicks']++
        from = null
    }, true)
}"""
SHOWN = "() => Number(/No\\. (\\d+):/.exec(document.body.innerText)?.[1] ?? -1)"
BOX = """words => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());) {
        const at = node.data.indexOf(words)
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(node, at)
        range.setEnd(node, at + words.length)
        const [box] = range.getClientRects()
        if (box) return {left: box.left, right: box.right, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2}
    }
    return null
}"""

Answer = str | list[tuple[str, int, int]]


@dataclass(slots=True, frozen=True)
class Task:
    """One sort of work in both tools."""

    name: str
    question: dict[str, Any]
    config: str
    item: Callable[[int], dict[str, str]]
    expected: Callable[[int], Answer]
    ours: Callable[[Page, int], None]
    theirs: Callable[[Page, int], None]
    stored: Callable[[dict[str, Any]], Answer]
    """Our stored answer in the words of ``expected``."""
    told: Callable[[list[dict[str, Any]]], Answer]
    """Label Studio's stored result in the same words."""


def _text(n: int) -> dict[str, str]:
    return {"text": f"No. {n}: {WEATHER[n % 4]} in {PLACES[n % 5]} today."}


def _pair(n: int) -> dict[str, str]:
    return {"prompt": f"No. {n}: Is it raining?", "reply_a": f"Look outside ({n}).", "reply_b": f"It may be ({n})."}


def _spans(n: int) -> list[tuple[str, int, int]]:
    text = _text(n)["text"]
    pairs = (("Weather", WEATHER[n % 4]), ("Place", PLACES[n % 5]))
    return [(label, text.index(words), text.index(words) + len(words)) for label, words in pairs]


def _better(n: int) -> str:
    return "reply_a" if n * 7 % 3 == 0 else "reply_b"


def _box(page: Page, words: str) -> dict[str, float]:
    box = page.evaluate(BOX, words)
    assert box is not None, words
    return box


def _drag(page: Page, words: str) -> None:
    box = _box(page, words)
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["x"], box["y"], steps=4)
    page.mouse.move(box["right"] - 1, box["y"], steps=4)
    page.mouse.up()


def _double_click(page: Page, words: str) -> None:
    box = _box(page, words)
    page.mouse.dblclick(box["x"], box["y"])


def _choose_ours(page: Page, n: int) -> None:
    page.keyboard.press(str(n % 3 + 1))
    page.keyboard.press("Enter")


def _choose_theirs(page: Page, n: int) -> None:
    page.keyboard.press(str(n % 3 + 1))
    page.keyboard.press("Control+Enter")


def _prefer_ours(page: Page, n: int) -> None:
    # The order is drawn by chance: the better one is where it is.
    other = "reply_b" if _better(n) == "reply_a" else "reply_a"
    first = _box(page, _pair(n)[_better(n)])["x"] < _box(page, _pair(n)[other])["x"]
    page.keyboard.press("1" if first else "2")
    page.keyboard.press("Enter")


def _prefer_theirs(page: Page, n: int) -> None:
    box = _box(page, _pair(n)[_better(n)])
    page.mouse.click(box["x"], box["y"])
    page.keyboard.press("Control+Enter")


def _prefer_by_key(page: Page, n: int) -> None:
    page.keyboard.press("1" if _better(n) == "reply_a" else "2")
    page.keyboard.press("Control+Enter")


def _mark_ours(page: Page, n: int) -> None:
    _drag(page, WEATHER[n % 4])
    page.keyboard.press("1")
    _double_click(page, PLACES[n % 5])
    page.keyboard.press("2")
    page.keyboard.press("Enter")


def _mark_theirs(page: Page, n: int) -> None:
    page.keyboard.press("1")
    _drag(page, WEATHER[n % 4])
    page.keyboard.press("2")
    _double_click(page, PLACES[n % 5])
    page.keyboard.press("Control+Enter")


PREFER: dict[str, Any] = {"key": "q", "kind": "pairwise", "title": "Which?", "outputs": ["reply_a", "reply_b"]}
PAIR = '<Text name="p" value="$prompt"/><Text name="a" value="$reply_a"/><Text name="b" value="$reply_b"/>'
TASKS = (
    Task(
        "classification",
        {"key": "q", "kind": "classification", "title": "How is it?", "labels": list(LABELS)},
        '<View><Text name="text" value="$text"/><Choices name="q" toName="text" choice="single">'
        + "".join(f'<Choice value="{label}"/>' for label in LABELS)
        + "</Choices></View>",
        _text,
        lambda n: LABELS[n % 3],
        _choose_ours,
        _choose_theirs,
        lambda answer: str(answer["labels"][0]).capitalize(),
        lambda result: str(result[0]["value"]["choices"][0]),
    ),
    Task(
        "pairwise",
        PREFER,
        f'<View><Pairwise name="q" toName="a,b"/>{PAIR}</View>',
        _pair,
        _better,
        _prefer_ours,
        _prefer_theirs,
        lambda answer: str(answer["choice"]),
        lambda result: {"left": "reply_a", "right": "reply_b"}[result[0]["value"]["selected"]],
    ),
    Task(
        "pairwise, theirs as choices",
        PREFER,
        f'<View>{PAIR}<Choices name="q" toName="a" choice="single"><Choice value="reply_a"/>'
        '<Choice value="reply_b"/></Choices></View>',
        _pair,
        _better,
        _prefer_ours,
        _prefer_by_key,
        lambda answer: str(answer["choice"]),
        lambda result: str(result[0]["value"]["choices"][0]),
    ),
    Task(
        "spans",
        {"key": "q", "kind": "spans", "title": "What and where?", "labels": ["Weather", "Place"]},
        '<View><Labels name="q" toName="text"><Label value="Weather"/><Label value="Place"/></Labels>'
        '<Text name="text" value="$text"/></View>',
        _text,
        _spans,
        _mark_ours,
        _mark_theirs,
        lambda answer: [(str(s["label"]).capitalize(), *s["fragments"][0]) for s in answer["spans"]],
        lambda result: sorted(
            ((r["value"]["labels"][0], r["value"]["start"], r["value"]["end"]) for r in result), key=lambda r: r[1]
        ),
    ),
)


def _shown(page: Page, *, but: int = -1) -> int:
    """The number of the item that is shown, as soon as it is another than this one."""
    for _ in range(600):
        n = int(page.evaluate(SHOWN))
        if n not in (-1, but):
            return n
        page.wait_for_timeout(50)
    raise SystemExit(f"No further item came after {but}. The page says: {page.inner_text('body')[:400]}")


def session(page: Page, count: int, answer: Callable[[Page, int], None]) -> dict[str, int]:
    """Answer task after task; what it took."""
    _shown(page, but=-1)
    page.wait_for_timeout(1000)
    page.evaluate(COUNT)
    for done in range(1, count + 1):
        n = _shown(page)
        answer(page, n)
        if done < count:
            _shown(page, but=n)
            # A person has to read first.
            page.wait_for_timeout(250)
    page.wait_for_timeout(1500)
    strokes: dict[str, int] = page.evaluate("window.strokes")
    return {**strokes, "all": sum(strokes.values())}


def in_goodwork(lead: Client, url: str, browser: Browser, task: Task, count: int) -> dict[str, int]:
    """A session on the desk."""
    project = lead.apply(
        {
            "name": task.name,
            "purpose": "Measured.",
            "questions": [task.question],
            "policy": {"target": 0.9, "fewest": 1, "most": 1},
        }
    )["id"]
    with tempfile.TemporaryDirectory(prefix="goodwork-keys-") as folder:
        file = Path(folder) / "items.jsonl"
        file.write_text("".join(json.dumps({"id": str(n), **task.item(n)}) + "\n" for n in range(count)))
        lead.import_file(project, file)
    context = fresh(browser, url)
    page = context.new_page()
    sign_in(page, "lead@example.org")
    page.goto(f"/projects/{project}/desk")
    strokes = session(page, count, task.ours)
    rows = context.request.get(f"/api/v1/projects/{project}/history?limit=100").json()["rows"]
    found = {int(re.findall(r"\d+", row["excerpt"])[0]): task.stored(row["answers"]["q"]) for row in rows}
    context.close()
    _check("goodwork", task, found, count)
    return strokes


def in_label_studio(peer: LabelStudio, browser: Browser, task: Task, count: int) -> dict[str, int]:
    """The same session in Label Studio's label stream."""
    project = peer.project(task.name, task.config, [{"n": n, **task.item(n)} for n in range(count)])
    with peer.labelling(browser, project) as page:
        strokes = session(page, count, task.theirs)
    rows = peer.results(project)
    found = {int(row["data"]["n"]): task.told(row["annotations"][0]["result"]) for row in rows if row["annotations"]}
    _check("Label Studio", task, found, count)
    return strokes


def _check(where: str, task: Task, found: dict[int, Answer], count: int) -> None:
    wrong = {n: found.get(n) for n in range(count) if found.get(n) != task.expected(n)}
    if wrong:
        raise SystemExit(f"{where}, {task.name}: {len(wrong)} of {count} answers are not as given, as {wrong}")


def main() -> int:
    """Run the sessions, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=50)
    parser.add_argument("--peer", type=Path, help="the label-studio program of an environment of its own")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    told: dict[str, dict[str, dict[str, int]]] = {task.name: {} for task in TASKS}
    with chromium() as browser:
        with installation(1) as made, Client(url := f"http://{made.host}:{made.port}") as lead:
            lead.sign_up("Bench", "Lead", "lead@example.org", PASSWORD)
            for task in TASKS:
                told[task.name]["goodwork"] = in_goodwork(lead, url, browser, task, asked.items)
        if asked.peer:
            with label_studio(asked.peer) as peer:
                for task in TASKS:
                    told[task.name]["Label Studio"] = in_label_studio(peer, browser, task, asked.items)
    if asked.json:
        print(json.dumps({"items": asked.items, "load": load(), "tasks": told}))
        return 0
    print(f"{asked.items} items each; load after: {load()}")
    for name, sides in told.items():
        for side, strokes in sides.items():
            print(f"  {name:28} {side:13} " + "  ".join(f"{key} {value:4}" for key, value in strokes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What people wrote is shown as they wrote it: nothing of it runs, and no other host hears of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Request, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, Site, findings, overflow, post, settled, sign_in

ELSEWHERE = "https://elsewhere.invalid"
HOSTILE = (
    f"![pixel]({ELSEWHERE}/p.png) <img src='{ELSEWHERE}/i.png' onerror='alert(1)'> [go](javascript:alert(2)) "
    f"<script src='{ELSEWHERE}/s.js'></script> [data](data:text/html,<script>alert(3)</script>) "
    f"<style>@import '{ELSEWHERE}/c.css'</style> <svg onload='alert(4)'> {{{{constructor.constructor('alert(5)')()}}}}"
)


def test_nothing_that_people_write_runs_or_calls_home(site: Site) -> None:
    with site.visit() as page:
        away: list[str] = []

        def note(request: Request) -> None:
            if not request.url.startswith((site.url, "blob:", "data:")):
                away.append(request.url)

        page.context.on("request", note)
        page.goto("/")
        page.get_by_label("Organization").fill(f"Lab {HOSTILE}"[:90])
        page.get_by_label("Your name").fill("<b>Lead</b>")
        page.get_by_label("Email").fill("ada@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Create and sign in").click()
        expect(page.get_by_text("No projects yet")).to_be_visible()
        labels = [{"id": "good", "name": "<img src=x onerror=alert(6)>"}, {"id": "bad", "name": "Bad"}]
        project = post(
            page,
            "/projects",
            {
                "name": "Hostile <i>words</i>",
                "purpose": HOSTILE,
                "questions": [{"key": "mood", "kind": "classification", "title": HOSTILE[:200], "labels": labels}],
                "guideline": f"# Rules\n\n{HOSTILE}",
                "policy": {"target": 0.9, "fewest": 1, "most": 2},
            },
        )["id"]
        session = page.context.request.get("/api/v1/session").json()
        rows = [
            {"id": f"<u>{n}</u>", "text": f"{n} {HOSTILE}", "url": "javascript:alert(7)", "note": HOSTILE}
            for n in range(3)
        ]
        made = page.context.request.post(
            f"/api/v1/projects/{project}/imports?format=jsonl",
            data="\n".join(json.dumps(row) for row in rows),
            headers={"X-CSRF-Token": session["csrf"], "Origin": site.url, "Content-Type": "application/octet-stream"},
        )
        assert made.ok, made.text()
        items: list[int] = []
        for _ in range(200):
            found = page.context.request.get(f"/api/v1/projects/{project}/items").json()["rows"]
            items = [row["id"] for row in found]
            if len(items) == 3:
                break
            page.wait_for_timeout(100)
        assert len(items) == 3
        claim = post(page, f"/projects/{project}/claims", {})["claim"]
        post(page, f"/claims/{claim['id']}/flag", {"note": HOSTILE})
        post(page, f"/claims/{claim['id']}/annotation", {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1})
        shown = 0
        for address in (
            "/", f"/projects/{project}", f"/projects/{project}/items", f"/projects/{project}/items/{items[0]}",
            f"/projects/{project}/settings", f"/projects/{project}/data", f"/projects/{project}/desk",
            f"/projects/{project}/flags",
        ):  # fmt: skip
            page.goto(address)
            settled(page)
            text = page.inner_text("body")
            shown += "onerror=" in text or "<i>words</i>" in text
            assert page.locator("main img[src^='http'], main script, main svg[onload], main style").count() == 0, (
                address
            )
            for link in page.locator("a[href]").all():
                href = link.get_attribute("href") or ""
                assert not href.strip().lower().startswith(("javascript:", "data:", "vbscript:")), (address, href)
        assert shown >= 4, "the words themselves are on the screens"
        assert away == []


WRITTEN = (
    "# Roots\n\nThe roots of $x^2 = 2$ are $$x = \\pm\\sqrt{2}$$\n\n```python\ndef f(x):\n    return x\n```\n\n"
    f"| a | b |\n|---|---|\n| 1 | 2 |\n\nSee [your bank]({ELSEWHERE}/bank), not ![a cat]({ELSEWHERE}/cat.png).\n"
    f"$\\href{{javascript:alert(8)}}{{x}}$ $\\includegraphics{{{ELSEWHERE}/tex.png}}$\n\n{HOSTILE}\n\n"
)


def _file(folder: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_what_models_write_is_drawn_and_nothing_of_it_runs(site: Site, tmp_path: Path) -> None:
    with Client(site.url) as lead:
        lead.sign_in("ada@example.org", PASSWORD)
        compared = lead.apply(
            {
                "name": "Which is better?",
                "purpose": "A helper learns from it.",
                "questions": [
                    {"key": "better", "kind": "pairwise", "title": "Which is better?", "outputs": ["a", "b"]},
                    {"key": "why", "kind": "text", "title": "Why?", "required": False},
                ],
            }
        )["id"]
        talked = lead.apply(
            {
                "name": "Is it right?",
                "purpose": "A helper learns from it.",
                "questions": [{"key": "q", "kind": "chat", "title": "Right?", "turns": {"labels": ["Yes", "No"]}}],
            }
        )["id"]
        long = WRITTEN + "One paragraph more, with **many** words in it.\n\n" * 60
        rows = [{"id": f"p{n}", "prompt": "Solve $x^2=2$.", "a": long, "b": "2"} for n in range(2)]
        lead.import_file(compared, _file(tmp_path, rows))
        turns = [{"role": "user", "content": "Solve $x^2=2$."}, {"role": "assistant", "content": WRITTEN}]
        lead.import_file(talked, _file(tmp_path, [{"id": "c", "messages": turns}]))
    with site.visit() as page:
        away: list[str] = []
        page.context.on("request", lambda r: None if r.url.startswith((site.url, "blob:")) else away.append(r.url))
        sign_in(page, "ada@example.org")
        for project in (talked, compared):
            page.goto(f"/projects/{project}/desk")
            item = page.get_by_role("region", name="Item")
            expect(item.get_by_role("heading", name="Roots")).to_be_visible()
            expect(item.locator("math msqrt")).to_be_visible()
            expect(item.locator("pre code span", has_text="def")).to_be_visible()
            bank = item.get_by_role("link", name="your bank")
            assert bank.get_attribute("rel") == "noopener noreferrer nofollow"
            expect(item.get_by_text(f"({ELSEWHERE}/bank)")).to_be_visible()
            expect(item.get_by_role("link", name="Picture: a cat")).to_have_attribute("href", f"{ELSEWHERE}/cat.png")
            assert item.locator("img, script, svg[onload], style, iframe, [href^=javascript]").count() == 0
            assert findings(page) == []
            # As it was written; and so it stays, here and after the page is loaded again.
            page.keyboard.press("Shift+R")
            expect(item.get_by_text("# Roots")).to_be_visible()
            assert item.locator("math, pre, a").count() == 0
            page.reload()
            expect(item.get_by_text("# Roots")).to_be_visible()
            item.get_by_role("button", name="As written").click()
            expect(item.locator("math msqrt")).to_be_visible()
        # A long output is cut until somebody wants all of it; side by side from 1,100 pixels.
        one, other = (page.get_by_role("article", name=f"Output {n}").bounding_box() for n in (1, 2))
        assert one and other and one["y"] == other["y"]
        page.get_by_role("button", name="Show all").click()
        whole = page.get_by_role("article", name="Output 1").or_(page.get_by_role("article", name="Output 2"))
        assert max(box["height"] for box in (at.bounding_box() for at in whole.all()) if box) > 1500
        page.get_by_role("button", name="Show less").click()
        page.set_viewport_size({"width": 1099, "height": 860})
        one, other = (page.get_by_role("article", name=f"Output {n}").bounding_box() for n in (1, 2))
        assert one and other and one["y"] + one["height"] <= other["y"]
        page.set_viewport_size({"width": 390, "height": 860})
        assert overflow(page) <= 0
        page.set_viewport_size({"width": 1280, "height": 860})
        # The next question by one key; and what is submitted is confirmed, without a button in the way.
        page.keyboard.press("Shift+N")
        expect(page.get_by_role("region", name="Why?").get_by_role("textbox")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("1")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status").get_by_text("Submitted.")).to_be_visible()
        expect(page.get_by_role("status").get_by_text("Submitted.")).to_be_hidden()
        assert away == []

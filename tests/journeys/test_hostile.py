"""What people wrote is shown as they wrote it: nothing of it runs, and no other host hears of it."""

from __future__ import annotations

import json

from playwright.sync_api import Request, expect

from tests.journeys.site import PASSWORD, Site, post

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
            page.wait_for_load_state("networkidle")
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

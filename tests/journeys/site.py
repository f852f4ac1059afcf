"""The site as people meet it: contexts of a browser, gestures, pictures of screens, and what axe says of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import psutil
import psycopg
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, WebError, expect, sync_playwright

from goodwork.store.embedded import EmbeddedServer

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""By preference: the shell is Chromium without windows, and a fifth of a journey's processor time is saved by it."""
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
PASSWORD = "a fine long password"

TWEETS = [
    ("w1", "What a day! Sun on the lake and not a cloud."),
    ("w2", "Hail again. My poor tomatoes."),
    ("w3", "Rain at 5, says the forecast."),
    ("w4", "Snow!!! The children are already outside."),
    ("w5", "Stuck at the airport because of fog, third hour."),
    ("w6", "<b>Storm</b> warning for the coast <script>alert('no')</script>"),
    ("w7", "21 degrees, light wind from the west."),
    ("w8", "I can't remember a colder June 🥶"),
    ("w9", "Perfect breeze for sailing today"),
    ("w10", "Another lovely Monday of drizzle, thank you so much"),
]


class Site:
    """A running goodwork and the browser that visits it."""

    def __init__(self, url: str, browser: Browser, home: Path) -> None:
        self.url = url
        self.browser = browser
        self._database = EmbeddedServer(home / "postgres").url
        self._left: defaultdict[tuple[int, int, bool, bool], list[BrowserContext]] = defaultdict(list)
        """Contexts that visits of this form have left."""

    @contextmanager
    def visit(
        self,
        *,
        width: int = 1280,
        height: int = 860,
        dark: bool = False,
        touch: bool = False,
        state: Any = None,
        unread: bool = False,
    ) -> Generator[Page]:
        """A page in a browser of its own. A script error on it fails the test. ``touch``: by fingers alone.

        Nothing of an earlier visit is in it, but that scripts and fonts may lie in its cache: to read and compile them
        again takes longer than most visits. ``unread``: without a cache, where it matters what was fetched before.
        """
        left = self._left[width, height, dark, touch]
        clean = state is None and not unread
        context = left.pop() if clean and left else self._context(width, height, dark, touch, state)
        errors: list[str] = []

        def said(error: WebError) -> None:
            errors.append(str(error.error))

        def opened(dialog: Dialog) -> None:
            errors.append(f"a dialog opened: {dialog.message}")

        context.on("weberror", said)
        context.on("dialog", opened)
        again = False
        try:
            page = context.new_page()
            if clean:
                emptied = context.new_cdp_session(page)
                emptied.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": "all"})
                emptied.detach()
            yield page
            assert errors == []
            again = clean
        finally:
            context.remove_listener("weberror", said)
            context.remove_listener("dialog", opened)
            if again:
                for page in context.pages:
                    page.close()
                context.set_offline(False)
                context.clear_cookies()
                left.append(context)
            else:
                context.close()

    def weighed(self) -> None:
        """Wait until all answers are weighed: an item that is being weighed goes to nobody, who get the next one."""
        with psycopg.connect(self._database, autocommit=True) as t:
            for _ in range(600):
                if t.execute("SELECT FROM to_appraise LIMIT 1").fetchone() is None:
                    return
                time.sleep(0.05)
        raise TimeoutError("Answers were not weighed for half a minute.")

    def _context(self, width: int, height: int, dark: bool, touch: bool, state: Any) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            is_mobile=touch,
            locale="en-GB",
            storage_state=state,
            accept_downloads=True,
        )
        context.set_default_timeout(30_000)
        _count(context)
        _SITES[context] = self.url
        return context


class NoBrowser(Exception):
    """No browser is installed that the journeys could go with."""


@contextmanager
def chromium() -> Generator[Browser]:
    """The browser of this machine."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise NoBrowser("NO BROWSER: the journeys through the web client are skipped; install Chromium to run them")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield launched
        launched.close()


@contextmanager
def served(browser: Browser, home: Path | None = None, settings: Mapping[str, str] | None = None) -> Generator[Site]:
    """``goodwork serve`` on a home that nobody has used yet; ``home``: one that is made already, to copy."""
    with running(home, settings) as (url, place):
        yield Site(url, browser, place)


@contextmanager
def running(home: Path | None = None, settings: Mapping[str, str] | None = None) -> Generator[tuple[str, Path]]:
    """The same without a browser: its address and its home."""
    if not (ROOT / "src/goodwork/_web/index.html").exists():
        raise FileNotFoundError("The web client is not built; run `make setup`.")
    folder = Path(tempfile.mkdtemp(prefix="goodwork-journey-"))
    folder.chmod(0o755)
    if home is not None:
        # Owners and rights as they are: PostgreSQL has an account of its own.
        subprocess.run(["cp", "-a", home, folder / "home"], check=True)
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "goodwork.cli.main", "serve"],
            env={**os.environ, "GOODWORK_HOME": str(folder / "home"), "GOODWORK_PORT": "0", **(settings or {})},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield _url_of(process, folder / "log"), folder / "home"
        finally:
            # At once: what a stop promises is tried elsewhere, and nothing of this is used again.
            _kill(process.pid, folder / "home/postgres/data/postmaster.pid")
            process.communicate(timeout=60)
            # Chromium may still hold a download; what is left lies in the folder for temporary files.
            shutil.rmtree(folder, ignore_errors=True)


def empty(home: Path) -> None:
    """Take everything out of what runs there, as if nobody had used it yet. Numbers go on: no two things share one."""
    _SIGNED_IN.clear()
    with psycopg.connect(EmbeddedServer(home / "postgres").url, autocommit=True) as t:
        t.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        for _ in range(600):
            if t.execute("SELECT 1 FROM procrastinate_jobs WHERE status = 'doing'").fetchone() is None:
                break
            time.sleep(0.05)
        (tables,) = t.execute(
            "SELECT string_agg(quote_ident(relname), ', ') FROM pg_class WHERE relkind IN ('r', 'p')"
            " AND relnamespace = 'public'::regnamespace AND relname NOT IN ('alembic_version', 'procrastinate_workers')"
        ).fetchone() or ("",)
        t.execute("SET session_replication_role = replica")
        _truncate(t, tables)


def _truncate(t: psycopg.Connection, tables: str) -> None:
    """All at once. Waiting for one while it holds another would stop whoever waits for that: it lets go, and again."""
    for _ in range(600):
        with suppress(psycopg.errors.LockNotAvailable), t.transaction():
            t.execute(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE NOWAIT")  # type: ignore[call-overload]
            t.execute(f"TRUNCATE {tables}")  # type: ignore[call-overload]
            return
        time.sleep(0.05)
    raise TimeoutError("Somebody worked on for half a minute; what is in the tables is kept.")


def _kill(supervisor: int, postmaster: Path) -> None:
    """End a supervisor, all that it started, and its database, which leaves by itself when it is told to."""
    started = psutil.Process(supervisor)
    started.suspend()
    below = started.children(recursive=True)
    with suppress(OSError, ValueError):
        os.kill(int(postmaster.read_text().split("\n", 1)[0]), signal.SIGQUIT)
    for process in [started, *below]:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _url_of(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"ready at (http://\S+)", line)
        if found:
            return found[1]
    raise AssertionError(log.read_text())


_SIGNED_IN: dict[tuple[str, str], Any] = {}
"""Cookies of people who have signed in before, by site and address: passwords are hashed slowly, on purpose."""


def sign_in(page: Page, email: str) -> None:
    """As somebody whose browser knows them; where it does not, they sign in once, without the form."""
    site = _SITES[page.context]
    if (site, email) in _SIGNED_IN:
        page.context.add_cookies(_SIGNED_IN[site, email])
        page.goto("/")
        heading = page.get_by_role("heading", name=re.compile("^(My projects|Sign in)$"))
        expect(heading).to_be_visible()
        if heading.inner_text() == "My projects":
            return
    answer = page.context.request.post(
        f"{site}/api/v1/session", data={"email": email, "password": PASSWORD}, headers={"Origin": site}
    )
    assert answer.ok, answer.text()
    _SIGNED_IN[site, email] = page.context.cookies()
    page.goto("/")
    expect(page.get_by_role("heading", name="My projects")).to_be_visible()


def sign_in_afresh(page: Page, email: str) -> None:
    """Through the form, for a session of one's own."""
    page.goto("/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My projects")).to_be_visible()


def section(page: Page, name: str) -> Locator:
    """The link to a section of the project: what the overview says to do next may be called the same."""
    return page.get_by_role("navigation", name="Sections of this project").get_by_role("link", name=name, exact=True)


def go(page: Page, path: str) -> None:
    """Within the client, as a link would."""
    page.evaluate("path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)


_SITES: WeakKeyDictionary[BrowserContext, str] = WeakKeyDictionary()
_UNDER_WAY: WeakKeyDictionary[BrowserContext, int] = WeakKeyDictionary()
"""Requests of each context that have not ended."""


def _count(context: BrowserContext) -> None:
    def count(by: int) -> None:
        _UNDER_WAY[context] += by

    _UNDER_WAY[context] = 0
    context.on("request", lambda _: count(1))
    context.on("requestfinished", lambda _: count(-1))
    context.on("requestfailed", lambda _: count(-1))


def settled(page: Page) -> None:
    """Wait until everything that the page asked for is here, and nothing follows from it.

    Playwright's own "networkidle" always takes half a second of silence. Here that is waited for only where a request
    seems to be under way for ever: the browser tells no end of what a page that was left had asked for.
    """
    quiet = silent = 0
    before = -1
    while quiet < 3 and silent < 25:
        page.wait_for_timeout(20)
        now = _UNDER_WAY[page.context]
        quiet = 0 if now > 0 else quiet + 1
        silent = silent + 1 if now == before else 0
        before = now
    expect(page.get_by_label("Loading")).to_have_count(0)


def post(page: Page, path: str, body: Any) -> Any:
    """A call to the API as the person who is signed in."""
    context: BrowserContext = page.context
    origin = page.url.split("/", 3)
    base = "/".join(origin[:3])
    csrf = context.request.get("/api/v1/session").json()["csrf"]
    answer = context.request.post(f"/api/v1{path}", data=body, headers={"X-CSRF-Token": csrf, "Origin": base})
    assert answer.ok, answer.text()
    return answer.json() if answer.body() else None


def read(page: Page, path: str) -> Any:
    """What the API says to the person who is signed in."""
    answer = page.context.request.get(f"/api/v1{path}")
    assert answer.ok, answer.text()
    return answer.json()


def picture(page: Page, name: str, *, whole: bool = False) -> None:
    """A picture of the screen, when GOODWORK_SCREENSHOTS names a folder; ``make pictures`` takes what pages show."""
    folder = os.environ.get("GOODWORK_SCREENSHOTS")
    if not folder:
        return
    settled(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    _at_rest(page)
    page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)


def findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands, of whatever weight."""
    _at_rest(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        json.dumps([v["id"], v["help"], [node["html"][:200] for node in v["nodes"][:3]]], ensure_ascii=False)
        for v in found["violations"]
    ]


def _at_rest(page: Page) -> None:
    """The client fades things in; half-way colors are not what anybody reads."""
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))")
    page.wait_for_timeout(60)
    # What turns until something comes has no end to wait for, and what is paused may never come to it.
    page.evaluate(
        "Promise.race([new Promise(late => setTimeout(late, 2000)), Promise.all(document.getAnimations()"
        ".filter(a => a.effect?.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => null)))])"
        ".then(() => true)"
    )


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

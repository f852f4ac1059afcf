"""A real browser for measurements of the web client, and the way in."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PASSWORD = "a fine long password"


@contextmanager
def chromium() -> Generator[Browser]:
    """The Chromium or Chrome of this machine, without a window."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def fresh(browser: Browser, url: str) -> BrowserContext:
    """A browser of somebody who was never here: no cookies, an empty cache."""
    return browser.new_context(base_url=url, viewport={"width": 1280, "height": 860}, locale="en-GB")


def sign_in(page: Page, email: str) -> None:
    """Through the form."""
    page.goto("/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="My projects").wait_for()

"""Proving an address by mail: who forgot their password gets in again, and who applies shows that it is theirs."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Generator

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.digests.letters import Letterbox, letterbox
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled

OWNER = "owner@harbour.example"
NEW = "quite another long password"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def box() -> Generator[Letterbox]:
    """A mail server beside the site."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    made: list[Letterbox] = []
    stop = asyncio.Event()

    async def run() -> None:
        async with letterbox() as one:
            made.append(one)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    ready.wait()
    yield made[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def settings(box: Letterbox) -> dict[str, str]:
    """A server that sends mail, at an address that its letters can name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "GOODWORK_PORT": str(port), "GOODWORK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "GOODWORK_SMTP_HOST": "127.0.0.1", "GOODWORK_SMTP_PORT": str(box.port), "GOODWORK_SMTP_SECURITY": "none",
        "GOODWORK_SMTP_FROM": "goodwork <no-reply@example.org>",
    }  # fmt: skip


def link(page: Page, box: Letterbox, to: str) -> str:
    """The link of the letter that came to this address."""
    for _ in range(300):
        for letter in box.letters:
            if letter["To"] == to:
                return next(word for word in letter.get_content().split() if "://" in word)
        page.wait_for_timeout(100)
    raise TimeoutError(f"No letter came to {to}.")


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def test_whoever_reads_the_mailbox_gets_in(site: Site, box: Letterbox) -> None:
    with Client(site.url) as owner:
        owner.sign_up("Harbour Notes", "Olga Owner", OWNER, PASSWORD)
    with site.visit() as page, site.visit(width=390, dark=True) as other:
        page.goto("/")
        page.get_by_role("button", name="Forgotten your password?").click()
        picture(page, "ask-for-reset")
        fit(page)
        page.get_by_label("Email").fill(OWNER)
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"If {OWNER} has an account here")).to_be_visible()
        picture(page, "reset-sent")
        fit(page)
        page.goto(link(page, box, OWNER))
        page.get_by_label("Email").fill(OWNER)
        page.get_by_label("New password").fill(NEW)
        page.get_by_role("button", name="Set the password and sign in").click()
        page.get_by_role("link", name="People").click()
        page.get_by_role("link", name="Applications").click()
        panel = page.get_by_role("region", name="Work with us: the public page")
        panel.get_by_label("What the work is").fill("Reading notes of a harbour.")
        panel.get_by_label("Who uses what comes of it").fill("The harbour, for its timetable.")
        panel.get_by_label("Show the page").check()
        panel.get_by_role("button", name="Save").click()
        address = panel.get_by_label("Its address").input_value()

        other.goto(address)
        form = other.get_by_role("region", name="Apply")
        form.get_by_label("Email").fill("nadia@hopeful.example")
        picture(other, "apply-by-mail-390-dark", whole=True)
        fit(other)
        form.get_by_role("button", name="Send me a link").click()
        expect(form.get_by_text("A link is on its way to nadia@hopeful.example")).to_be_visible()
        other.goto(link(other, box, "nadia@hopeful.example"))
        form.get_by_label("Your name").fill("Nadia New")
        form.get_by_label("Email").fill("nadia@hopeful.example")
        form.get_by_label("Password", exact=True).fill(PASSWORD)
        form.get_by_role("button", name="Apply", exact=True).click()
        expect(other.get_by_role("heading", name="My application")).to_be_visible()
        assert "#" not in other.url

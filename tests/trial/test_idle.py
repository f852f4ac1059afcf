"""A desk at which nobody does anything sends nothing: whether somebody is there is not to be seen from outside."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from goodwork.sdk import Client
from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import PASSWORD, Site, chromium, served, sign_in

IDLE = 40_000
"""Milliseconds."""


@pytest.fixture(scope="module")
def site() -> Generator[Site]:
    expect.set_options(timeout=60_000)
    with chromium() as browser, served(browser) as made:
        yield made


def test_an_idle_desk_sends_nothing(site: Site, tmp_path: Path) -> None:
    project = small_project(site, tmp_path)
    with Client(site.url) as lead:
        lead.sign_in(LEAD, PASSWORD)
    with site.visit() as page:
        sign_in(page, LEAD)
        page.goto(f"/projects/{project}/desk")
        expect(page.get_by_role("button", name="Submit")).to_be_visible()
        page.wait_for_load_state("networkidle")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
        page.on("websocket", lambda socket: sent.append(f"socket {socket.url}"))
        page.wait_for_timeout(IDLE)
        assert sent == []
        # And it was not asleep: what somebody does is sent.
        with page.expect_request(lambda request: request.method == "PUT" and "/draft" in request.url):
            page.get_by_role("radio", name="sad").first.click()

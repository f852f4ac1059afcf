"""Every main screen in every language, light and dark, wide and narrow: nothing sticks out or lies on anything."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from playwright.sync_api import expect

from tests.journeys.layout import faults
from tests.journeys.screens import enter, screens, small_project
from tests.journeys.site import Site, chromium, findings, served


@pytest.fixture(scope="module")
def site() -> Generator[Site]:
    with chromium() as browser, served(browser) as site:
        yield site


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return small_project(site.url, tmp_path_factory.mktemp("letters"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_every_screen(site: Site, project: int, language: str, width: int, dark: bool) -> None:
    with site.visit(width=width, dark=dark) as page:
        page.goto("/")
        page.evaluate("language => localStorage.setItem('goodwork-language', language)", language)
        enter(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        found = {name: [*faults(page), *findings(page)] for name in screens(page, project)}
        assert {name: said for name, said in found.items() if said} == {}

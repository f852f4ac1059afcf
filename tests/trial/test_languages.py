"""Every main screen in every language, wide and narrow, light and dark: nothing sticks out or lies on anything."""

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
    return small_project(site, tmp_path_factory.mktemp("letters"))


FORMS = [("en", 1280, True), ("en", 390, False), *((name, *form) for name in ("en", "de", "ar") for form in
         ((1280, False), (390, True)))]  # fmt: skip


@pytest.mark.parametrize(("language", "width", "dark"), FORMS)
def test_every_screen(site: Site, project: int, language: str, width: int, dark: bool) -> None:
    with site.visit(width=width, dark=dark) as page:
        page.goto("/")
        page.evaluate("language => localStorage.setItem('goodwork-language', language)", language)
        enter(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        found = {name: [*faults(page), *findings(page)] for name in screens(page, project)}
        assert {name: said for name, said in found.items() if said} == {}

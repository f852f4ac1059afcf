"""Pages that are made from the code are as the code says, and every page of the documentation builds."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.site import BROWSERS, findings

ROOT = Path(__file__).parents[2]


def _pages() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: page().rstrip() + "\n" for name, page in module.PAGES.items()}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """What the code says now."""
    return _pages()


@pytest.mark.parametrize("name", ["cli.md", "settings.md", "http.md"])
def test_a_page_from_the_code_is_fresh(pages: dict[str, str], name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == pages[name], "run: python scripts/reference.py"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built without a warning."""
    folder = tmp_path_factory.mktemp("documentation") / "site"
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},  # the theme's own word on its next version
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    assert "WARNING" not in made.stderr
    return folder


def test_the_documentation_builds_without_a_warning(site: Path) -> None:
    assert (site / "index.html").exists()


READ = ("", "tutorial/", "how-to/run/", "kinds/spans/", "formats/foreign/", "reference/settings/", "benchmarks/queue/")
"""Pages with all that pages are made of: pictures, tables, commands, programs."""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), pytest.param("dark", 390, marks=pytest.mark.slow)])
def test_the_documentation_can_be_read_by_everybody(site: Path, scheme: Literal["light", "dark"], width: int) -> None:
    """Contrast hangs on the scheme, and what is cut off on the width: each is there once."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no browser")
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        wrong: dict[str, list[str]] = {}
        page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 860})
        for name in READ:
            page.goto(f"http://127.0.0.1:{server.server_port}/{name}")
            wrong[name] = findings(page)
        browser.close()
        server.shutdown()
    assert {name: found for name, found in wrong.items() if found} == {}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

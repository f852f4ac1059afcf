"""Label Studio on this machine, to compare with: started from an environment of its own, on the loopback only.

``python -m venv PLACE && PLACE/bin/pip install label-studio``, then ``--peer PLACE/bin/label-studio``.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from benchmarks.browser import PASSWORD, fresh

EMAIL = "lead@example.org"


@dataclass(slots=True, frozen=True)
class LabelStudio:
    """A running one, and calls to it as its owner."""

    url: str
    http: httpx.Client

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """An answer of its API."""
        answer = self.http.request(method, self.url + path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def project(self, title: str, config: str, items: list[dict[str, Any]]) -> int:
        """A project with these tasks."""
        made = int(self.call("POST", "/api/projects", {"title": title, "label_config": config})["id"])
        self.call("POST", f"/api/projects/{made}/import", items)
        return made

    def results(self, project: int) -> list[dict[str, Any]]:
        """Every task with its annotations."""
        return self.call("GET", f"/api/projects/{project}/export?exportType=JSON")

    @contextmanager
    def labelling(self, browser: Browser, project: int) -> Generator[Page]:
        """A page that shows the first task of the stream."""
        context = fresh(browser, self.url)
        page = context.new_page()
        page.goto("/user/login")
        page.fill("input[name=email]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{self.url}/")
        page.goto(f"/projects/{project}/data")
        page.get_by_role("button", name="Label All Tasks").first.click()
        page.get_by_role("button", name="Submit").first.wait_for()
        yield page
        context.close()


@contextmanager
def label_studio(program: Path) -> Generator[LabelStudio]:
    """Start it in an empty folder; nobody is told of it, and everything is gone at the end."""
    token = secrets.token_hex(20)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="label-studio-", ignore_cleanup_errors=True) as folder:
        environment = {
            **os.environ,
            "LABEL_STUDIO_BASE_DATA_DIR": folder,
            "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
            "COLLECT_ANALYTICS": "false",
            "LATEST_VERSION_CHECK": "false",
            "SENTRY_DSN": "",
            "FRONTEND_SENTRY_DSN": "",
        }
        where = ["--no-browser", "--internal-host", "127.0.0.1", "--port", str(port)]
        owner = ["--username", EMAIL, "--password", PASSWORD, "--user-token", token]
        process = subprocess.Popen(
            [str(program), "start", *where, *owner],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            with httpx.Client(headers={"Authorization": f"Token {token}"}, timeout=60) as http:
                for _ in range(180):
                    with suppress(httpx.TransportError):
                        if http.get(f"{url}/health").is_success:
                            break
                    time.sleep(1)
                yield LabelStudio(url, http)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

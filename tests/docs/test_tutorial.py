"""The tutorial is run word by word: its files are written, its commands run, its Python executed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def address() -> Generator[tuple[str, dict[str, str], Path]]:
    """A goodwork that serves, the environment in which the tutorial's commands find it, and a folder to be in."""
    # Not below pytest's own folder: the database's user has to reach it, also when the tests run as root.
    folder = Path(tempfile.mkdtemp(prefix="goodwork-tutorial-"))
    folder.chmod(0o755)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    commands = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "GOODWORK_HOME": str(folder / "home"),
        "GOODWORK_PORT": str(port),
        "PATH": commands + os.pathsep + os.environ["PATH"],
    }
    served = subprocess.Popen(["goodwork", "serve"], env=environment, cwd=folder)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            assert served.poll() is None, "goodwork serve has ended"
            try:
                if httpx.get(f"{url}/readyz").is_success:
                    break
            except httpx.TransportError:
                time.sleep(0.2)
        yield url, environment, folder
    finally:
        served.terminate()
        ended = served.wait(60)
        shutil.rmtree(folder, ignore_errors=True)
        assert ended == 0


def test_every_step_of_the_tutorial_works(
    address: tuple[str, dict[str, str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url, environment, folder = address
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    steps = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert len(steps) >= 10
    for language, title, written in steps:
        body = written.replace("http://127.0.0.1:8000", url)
        if title:
            (folder / title).write_text(body, encoding="utf-8")
        elif language == "sh":
            if body.strip() != "goodwork serve":
                subprocess.run(["bash", "-euo", "pipefail", "-c", body], env=environment, cwd=folder, check=True)
        elif language == "python":
            exec(compile(body, "docs/tutorial.md", "exec"), names)
    said = capsys.readouterr().out
    assert "3 added, 1 duplicate, 1 rejected" in said
    assert "line 5" in said
    assert "t1 settled" in said
    assert re.search(r"version 1 [0-9a-f]{64}", said)
    assert "manifest.json" in said

"""Signed records from a terminal: taken, checked, and what each check ends with."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from goodwork.cli import qualifications, signing_keys, verify_record
from goodwork.errors import Conflict, Invalid, NotFound, Unavailable, Unreadable
from tests.api.callers import House


async def _run(app: Any, *arguments: str, status: int = 0) -> str:
    """What a command says; its errors are raised."""
    result = await asyncio.to_thread(CliRunner().invoke, app, list(arguments), catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


def _text(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def _write(name: str, content: str) -> None:
    Path(name).write_text(content, encoding="utf-8")


@contextmanager
def _serving(body: bytes, status: int = 200) -> Generator[str]:
    """A server that gives one answer to everybody."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/api/v1/signing-keys" else 404)
            self.send_header("Location", "/api/v1/signing-keys")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


async def test_a_record_is_taken_and_each_way_of_checking_it_says_what_it_found(
    house: House, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODWORK_DATABASE_URL", database_url)
    monkeypatch.setenv("GOODWORK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GOODWORK_PUBLIC_URL", "https://work.example.org/")
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)
    owner = await house.owner("\u0410cme")  # its first letter is Cyrillic
    ann = await house.person(owner, "annotator")
    acting = ("--as", ann.me["email"])
    assert "no key yet" in await _run(signing_keys.app, "list")
    with pytest.raises(Conflict, match="no tier"):
        await _run(qualifications.app, "record", "mine.json", *acting)
    made = await owner.ok("POST", "/qualifications", json={"name": "[b]German", "tiers": [{"name": "good"}]})
    give = {"tier": 1, "reason": "A certificate."}
    await owner.post(f"/qualifications/{made['id']}/people/{ann.me['person_id']}/give", json=give)
    assert "Written to mine.json" in await _run(qualifications.app, "record", "mine.json", *acting)
    with pytest.raises(Invalid, match="can't be written"):
        await _run(qualifications.app, "record", "mine.json", *acting)
    await _run(qualifications.app, "record", "hidden.json", "--pseudonym", *acting)
    text = _text("mine.json")
    assert json.loads(text)["server"] == "https://work.example.org"
    assert ann.me["name"] not in _text("hidden.json")

    said = await _run(verify_record.app, "mine.json")
    assert "Valid: signed by this installation" in said and "[b]German: good (tier 1 of 1)" in said
    assert "Look twice: '\\u0410cme'" in said and "whether it still holds today" in said
    keys = await _run(signing_keys.app, "list", "--json")
    _write("keys.json", keys)
    assert "Valid" in await _run(verify_record.app, "hidden.json", "--key", "keys.json")
    _write("changed.json", text.replace('"good"', '"expert"'))
    said = await _run(verify_record.app, "changed.json", "--key", "keys.json", status=3)
    assert "Changed" in said and "expert" not in said, "nothing of a changed file is repeated"
    with _serving(keys.encode()) as server:
        assert f"Valid: signed by {server}" in await _run(verify_record.app, "mine.json", "--from", server)
    for body, status, error in ((b"[" * 2_000_000, 200, Unreadable), (b"", 302, Unavailable), (b"<p>", 200, Invalid)):
        with _serving(body, status) as server, pytest.raises(error):
            await _run(verify_record.app, "mine.json", "--from", server)
    for wrong in ("http://work.example.org", "file:///etc/passwd", "https://"):
        with pytest.raises(Invalid, match="https://"):
            await _run(verify_record.app, "mine.json", "--from", wrong)
    with pytest.raises(Unreadable, match="can't be read"):
        await _run(verify_record.app, "missing.json", "--key", "keys.json")

    key = json.loads(keys)["keys"][0]["kid"]
    await _run(signing_keys.app, "withdraw", key, "--reason", "[i]Stolen.")
    assert "[i]Stolen." in await _run(verify_record.app, "mine.json", status=5)
    with pytest.raises(NotFound):
        await _run(signing_keys.app, "withdraw", key, "--reason", "Again.")
    assert "signs from now on" in await _run(signing_keys.app, "new")
    fresh = json.loads(await _run(signing_keys.app, "list", "--json"))["keys"][0]
    _write("fresh.json", json.dumps(fresh))
    assert "Unknown key" in await _run(verify_record.app, "mine.json", "--key", "fresh.json", status=4)
    assert key in await _run(signing_keys.app, "list")

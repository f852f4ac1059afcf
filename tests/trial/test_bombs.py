"""Every bomb of the list, many at once, and the large ones as imports: others are served, and memory stays bounded."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.attacks.bombs import BOMBS, Bomb, blast, docbin, gzipped, many_members, parquet, targets, zipped
from tests.attacks.installation import Installation
from tests.trial.matrix import Row

WAIT = 200.0
"""Milliseconds that others wait at most."""
MEMORY = 1200
"""MiB by which all processes together grow at most while a preview is made."""
IMPORT_MEMORY = 2600
"""The same for an import."""
Promises = Callable[[str], Row]


@pytest.fixture(scope="module")
def aimed(place: Installation) -> tuple[int, int]:
    """A project and a claim; files were looked at once, so that their reader is there."""
    project, claim = targets(place)
    place.people["manager"].ok(
        "POST", f"/projects/{project}/imports/preview", params={"format": "jsonl"}, content=b'{"text": "a"}\n'
    )
    return project, claim


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_others_are_served_meanwhile(
    place: Installation, aimed: tuple[int, int], bomb: Bomb, promises: Promises
) -> None:
    found = blast(place, bomb, *aimed, seconds=60)
    row = promises(f"bomb: {bomb.name}")
    row.put("waits", found.seen.worst_ms < WAIT, f"{found.seen.worst_ms:,.0f} ms")
    row.put("5xx", 200 <= found.status < 500, str(found.status))
    row.put("memory", found.seen.grown < MEMORY, f"{found.seen.grown:,} MiB")


def test_ten_bombs_at_once(place: Installation, aimed: tuple[int, int], promises: Promises) -> None:
    bomb = next(bomb for bomb in BOMBS if bomb.name == "Parquet of 900 texts of 1 MB")
    manager, content = place.people["manager"], bomb.body()

    def send() -> int:
        with httpx.Client(cookies=dict(manager.cookies), timeout=60) as wire:
            return wire.post(
                f"{place.url}/api/v1/projects/{aimed[0]}/imports/preview", params=bomb.params, content=content,
                headers={"x-csrf-token": manager.me["csrf"]},
            ).status_code  # fmt: skip

    with place.watch() as seen, concurrent.futures.ThreadPoolExecutor(10) as pool:
        statuses = sorted(pool.map(lambda _: send(), range(10)))
    row = promises("ten bombs at once")
    row.put("waits", seen.worst_ms < WAIT, f"{seen.worst_ms:,.0f} ms")
    row.put("memory", seen.grown < 1.5 * MEMORY, f"{seen.grown:,} MiB")
    # 503 says that too many wait, and when to come back.
    refused = {413, 422} & set(statuses)
    row.put("5xx", bool(refused) and set(statuses) <= refused | {429, 503}, str(statuses))


LARGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "gzip of 1 GiB of newlines": (lambda: gzipped(b"\n", 1 << 30), "jsonl"),
    "gzip of 1 GiB of [[[[...": (lambda: gzipped(b"[", 1 << 30), "jsonl"),
    "gzip of one line of 1 GiB": (lambda: gzipped(b"x", 1 << 30), "jsonl"),
    "one line of 100 MB": (lambda: b'{"text": "' + b"a" * 100_000_000 + b'"}\n', "jsonl"),
    "Parquet of 900 texts of 1 MB": (lambda: parquet(900, 1_000_000), "parquet"),
    "docbin, 1 GiB unpacked": (lambda: docbin(1 << 30), "docbin"),
    "zip with 100,000 members": (lambda: many_members(100_000), "folder"),
    "zip with a text of 10 GiB": (lambda: zipped("a.txt", 10 << 30), "folder"),
    "CSV with 100,000 columns": (lambda: b",".join(b"c%d" % n for n in range(100_000)) + b"\n", "csv"),
}


@pytest.mark.parametrize("name", LARGE)
def test_as_an_import(place: Installation, name: str, promises: Promises) -> None:
    made, file_format = LARGE[name]
    content, project, owner = made(), place.project(), place.people["owner"]
    with place.watch() as seen:
        sent: dict[str, Any] = owner.ok(
            "POST", f"/projects/{project}/imports", 202, params={"format": file_format}, content=content
        )
        ended = place.imported(sent["id"], 150)
    row = promises(f"import: {name}")
    row.put("waits", seen.worst_ms < WAIT, f"{seen.worst_ms:,.0f} ms")
    row.put("memory", seen.grown < IMPORT_MEMORY, f"{seen.grown:,} MiB")
    row.put("5xx", ended["state"] in ("done", "failed"), f"{ended['state']}: {ended['error']}")

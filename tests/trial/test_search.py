"""A million short texts: rare, absent and common words are found in time, while others are served."""

from __future__ import annotations

import hashlib
import json
import random
import statistics
import time
from collections.abc import Callable

import psycopg

from tests.attacks.installation import Installation
from tests.trial.matrix import Row

ITEMS = 1_000_000
SOON = 300.0
"""Milliseconds that a page takes at most: the median of five."""
WORDS = [
    f"{a}{b}{c}"
    for a in ("pl", "st", "m", "wo", "be", "th", "r", "k")
    for b in ("ea", "o", "ai", "u", "i", "ou")
    for c in ("n", "r", "ther", "sty", "m", "nd", "ck", "l", "ght", "ve")
]
ASKED = {"rare": "Quetzalcoatl", "absent": "zzyzx", "common": "ther", "in some": "plaisty", "one letter": "q"}


def fill(c: psycopg.Connection[object], project: int, dice: random.Random) -> None:
    """A million items, copied in; one has a rare word."""
    (organization,) = c.execute("SELECT organization_id FROM project WHERE id = %s", (project,)).fetchone()  # type: ignore[misc]
    ids = c.execute(
        "INSERT INTO item (organization_id, project_id, position, wanted) SELECT %s, %s, n, 1"
        " FROM generate_series(1, %s) n RETURNING id", (organization, project, ITEMS),
    ).fetchall()  # fmt: skip
    rare = dice.randrange(ITEMS)
    with c.cursor().copy(
        "COPY item_payload (item_id, organization_id, project_id, external_id, content_hash, payload) FROM STDIN"
    ) as copy:
        for n, (item,) in enumerate(ids):
            said = " ".join(dice.choices(WORDS, k=10)) + (" Quetzalcoatl" if n == rare else "")
            payload = json.dumps({"parts": [{"name": "text", "type": "text", "text": said}]})
            copy.write_row((item, organization, project, f"item-{n}", hashlib.md5(str(n).encode()).digest(), payload))
    c.execute("VACUUM ANALYZE item")
    c.execute("VACUUM ANALYZE item_payload")


def laid_down(c: psycopg.Connection[object], project: int) -> bool:
    """Whether the worker has come to the last of them."""
    # A row of no columns is an empty tuple, which is false.
    last = "SELECT FROM item_text WHERE project_id = %s AND first + items > %s"
    return c.execute(last, (project, ITEMS)).fetchone() is not None


def test_a_search_of_a_million_texts_ends_in_time(
    place: Installation, promises: Callable[[str], Row], dice: random.Random
) -> None:
    row, project, owner = promises("searches of a million texts"), place.project(), place.people["owner"]

    def ask(needle: str) -> tuple[float, int]:
        begun = time.perf_counter()
        answer = owner.get(f"/projects/{project}/items", params={"contains": needle, "limit": 50})
        return (time.perf_counter() - begun) * 1e3, answer.status_code

    with place.connect() as c:
        fill(c, project, dice)
        before = ask("Quetzalcoatl")
        begun = time.monotonic()
        while not laid_down(c, project):
            assert time.monotonic() - begun < 400, "the worker did not lay the texts down"
            time.sleep(0.5)
        (size,) = c.execute("SELECT pg_total_relation_size('item_text') >> 20").fetchone()  # type: ignore[misc]
    found: dict[str, str] = {}
    slow: list[str] = []
    statuses: set[int] = set()
    with place.watch() as seen:
        for name, needle in ASKED.items():
            asked = [ask(needle) for _ in range(5)]
            median = statistics.median(ms for ms, _ in asked)
            statuses |= {status for _, status in asked}
            found[name] = f"{median:.0f} ms"
            if median > SOON:
                slow.append(name)
    said = ", ".join(f"{name} {ms}" for name, ms in found.items())
    row.put("5xx", statuses == {200}, f"{said}; {size} MB; before the texts were laid down {before[1]}")
    row.put("waits", seen.worst_ms < 200 and not slow, f"{seen.worst_ms:.0f} ms")
    (one,) = owner.ok("GET", f"/projects/{project}/items", params={"contains": "quetzalCOATL"})["rows"]
    assert "Quetzalcoatl" in json.dumps(one)

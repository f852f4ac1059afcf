"""The beginning of a large item says in lists what the whole item says there."""

from __future__ import annotations

from typing import Any

import orjson
import psycopg
import pytest

from goodwork.api.shown import excerpt
from goodwork.store.items.payloads import GLIMPSE

LONG = "Words of a long text. " * 100_000
TURNS = [{"role": "system", "text": LONG}, {"role": "user", "text": ""}, {"role": "user", "text": "How\n cold?" + LONG}]


def part(kind: str, data: Any = None, text: str | None = None) -> dict[str, Any]:
    return {"name": "x", "type": kind, "text": text, "data": data, "title": LONG}


PAYLOADS: list[list[dict[str, Any]]] = [
    [part("text", text=LONG)],
    [part("text", text=" " * 1_000 + LONG), part("text", text=LONG)],
    [part("picture"), part("text", text=LONG)],
    [part("conversation", {"turns": TURNS})],
    [part("conversation", {"turns": TURNS[:2]})],
    [part("conversation", {"turns": []}), part("text", text=LONG)],
    [part("conversation", {"turns": [7, {"role": None, "text": LONG}]})],
    [part("table", {"columns": ["a", "b"], "rows": [[1, None, 2.5, LONG], [LONG]]})],
    [part("table", {"columns": ["a", "b"], "rows": [], "more": LONG})],
    [part("table", {"columns": [], "rows": None, "more": LONG}), part("text", text=LONG)],
    [part("metadata", {"level": 2, "from": LONG, "none": None, "a": 1, "b": 2, "c": LONG})],
    [part("metadata", {})],
    [part("code", {"language": "python", "more": LONG}, "def f(): pass")],
    [part("picture", text="")],
    [],
]


@pytest.mark.parametrize("parts", PAYLOADS)
def test_a_beginning_says_what_the_whole_says(parts: list[dict[str, Any]], database_url: str) -> None:
    whole = {"parts": parts}
    given = orjson.dumps(whole).decode()
    with psycopg.connect(database_url) as c:
        found = c.execute("SELECT glimpse(%s::jsonb)", (given,)).fetchone()
        kept = c.execute("SELECT %s::jsonb", (given,)).fetchone()
    assert found is not None and kept is not None
    assert excerpt(found[0]) == excerpt(kept[0])
    assert len(orjson.dumps(found[0])) < 10_000


@pytest.mark.parametrize(("letters", "is_whole"), [(100, True), (3_000, False), (3_000_000, False)])
def test_small_payloads_are_taken_as_they_are(letters: int, is_whole: bool, database_url: str) -> None:
    """Whether it is large is told without unpacking it: what the database packed is taken for large."""
    payload = orjson.dumps({"parts": [part("text", text="x" * letters) | {"title": "kept"}]}).decode()
    with psycopg.connect(database_url) as c:
        c.execute("CREATE TEMPORARY TABLE w (payload jsonb)")
        c.execute("INSERT INTO w VALUES (%s)", (payload,))
        found = c.execute(f"SELECT {GLIMPSE} FROM w".encode()).fetchone()
    assert found is not None
    assert ("title" in found[0]["parts"][0]) == is_whole

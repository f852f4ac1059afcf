"""The beginning of a large item compares as the whole item does, as far as a page of clusters shows."""

from __future__ import annotations

from typing import Any

import orjson
import psycopg
import pytest

from goodwork.actions.redundancy.compared import compared
from goodwork.actions.redundancy.see_redundancy import SHOWN
from goodwork.model.redundancy import CheckPlan, LooksAt
from goodwork.store.redundancy.findings import BEGINNING

LONG = "Words of a long text. " * 100_000
SHORT = [{"role": "user", "text": "Wie kalt? 🥶"}] * 500
PICTURE = {"name": "p", "type": "picture", "blob": "sha256/ab/cd", "width": 3, "height": 4}


def part(kind: str, data: Any = None, text: str | None = None) -> dict[str, Any]:
    return {"name": kind, "type": kind, "text": text, "data": data, "title": LONG}


PAYLOADS: list[list[dict[str, Any]]] = [
    [part("text", text=LONG)],
    [part("text", text="x" * SHOWN)],
    [part("text", text="x" * (SHOWN + 1))],
    [part("text", text="Short."), part("code", text=LONG)],
    [PICTURE, part("text", text=LONG)],
    [part("conversation", {"turns": [{"role": "system", "text": LONG}, {"role": "user", "text": "How?"}]})],
    [part("conversation", {"turns": [*SHORT, {"role": "user", "text": LONG}]})],
    [part("conversation", {"turns": [{"role": "user"}, {"text": ""}, {"role": "user", "text": "Cold?"}]})],
    [part("conversation", {"turns": []}), part("text", text=LONG)],
    [part("table", {"columns": ["b", "a"], "rows": [[1, None, 2.5, "x"]]}), part("text", text=LONG)],
    [],
]


@pytest.mark.parametrize("parts", PAYLOADS)
def test_it_compares_as_the_whole_does(parts: list[dict[str, Any]], database_url: str) -> None:
    given = orjson.dumps({"parts": parts}).decode()
    with psycopg.connect(database_url) as c:
        row = c.execute("SELECT beginning(%s::jsonb, %s)", (given, SHOWN + 1)).fetchone()
    assert row is not None
    for sight in LooksAt:
        begun, whole = (compared(held["parts"], CheckPlan(sight)) for held in (row[0], {"parts": parts}))
        assert (begun is None) == (whole is None)
        if begun is not None and whole is not None:
            assert begun.content[:SHOWN] == whole.content[:SHOWN]
            assert (len(begun.content) > SHOWN) == (len(whole.content) > SHOWN)
    assert len(orjson.dumps(row[0])) < 30_000


@pytest.mark.parametrize(("letters", "is_whole"), [(100, True), (3_000, False), (3_000_000, False)])
def test_small_payloads_are_taken_as_they_are(letters: int, is_whole: bool, database_url: str) -> None:
    payload = orjson.dumps({"parts": [part("text", text="x" * letters) | {"title": "kept"}]}).decode()
    with psycopg.connect(database_url) as c:
        c.execute("CREATE TEMPORARY TABLE w (payload jsonb)")
        c.execute("INSERT INTO w VALUES (%s)", (payload,))
        row = c.execute(f"SELECT {BEGINNING.replace(':letters', '2001')} FROM w".encode()).fetchone()
    assert row is not None
    assert ("title" in row[0]["parts"][0]) == is_whole


def test_a_large_table_is_begun(database_url: str) -> None:
    rows = [[n, LONG[:1_000]] for n in range(2_000)]
    given = orjson.dumps({"parts": [part("table", {"columns": ["n", "words"], "rows": rows})]}).decode()
    with psycopg.connect(database_url) as c:
        row = c.execute("SELECT beginning(%s::jsonb, 2001)", (given,)).fetchone()
    assert row is not None
    found = compared(row[0]["parts"], CheckPlan())
    assert found is not None and "Words of a long text" in found.content and len(orjson.dumps(row[0])) < 10_000

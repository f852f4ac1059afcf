"""The queue's statements use their indexes on a full table: none reads a table or sorts it to find the next item.

The functions run under auto_explain, so what is looked at are the plans that they really use: generic ones, under
row-level security, with the settings of the connections that serve the queue.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from benchmarks.world import ANSWERS, World, make
from goodwork.store import calls as connections
from goodwork.store.queue import calls

ITEMS = 20_000
LARGE = {"item", "item_payload", "claim", "annotation", "idempotency", "to_appraise"}
Plan = dict[str, Any]


class Seen:
    """A connection as those that serve the queue, and the plans of all that runs in it."""

    def __init__(self, url: str) -> None:
        self.plans: list[tuple[str, Plan]] = []
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute(connections._PREPARE.encode())  # pyright: ignore[reportPrivateUsage]
        self.connection.execute("RESET ROLE")
        self.connection.execute(
            "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;"
            "SET auto_explain.log_format = json; SET auto_explain.log_level = notice; SET ROLE goodwork_app"
        )
        self.connection.add_notice_handler(self._note)

    def _note(self, notice: psycopg.errors.Diagnostic) -> None:
        said = notice.message_primary or ""
        if "plan:\n" in said:
            found = json.loads(said.split("plan:\n", 1)[1])
            self.plans.append((found["Query Text"], found["Plan"]))

    def one(self, statement: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        row = self.connection.execute(statement, values, prepare=True).fetchone()  # pyright: ignore[reportCallIssue, reportArgumentType]
        assert row is not None
        return row


@pytest.fixture(scope="module")
def world(database_url: str) -> World:
    """Half of the items are settled, and one person has answered a quarter of the rest."""
    with psycopg.connect(database_url, autocommit=True) as c:
        made = make(c, items=ITEMS, people=3, fewest=2, most=5)
        c.execute("UPDATE item SET state = 1, completed = 2 WHERE position % 2 = 0")
        c.execute("UPDATE item SET completed = 1 WHERE position % 8 = 1")
        c.execute(
            "INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
            " SELECT organization_id, project_id, id, %s, 1, now() FROM item WHERE position %% 8 = 1",
            [made.people[0]],
        )
        c.execute("VACUUM ANALYZE item")
        c.execute("ANALYZE claim")
    return made


@pytest.fixture
def seen(database_url: str) -> Generator[Seen]:
    """A connection whose plans are seen."""
    watched = Seen(database_url)
    yield watched
    watched.connection.close()


def _nodes(plan: Plan) -> Iterator[Plan]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def _claim(seen: Seen, world: World, n: int, **named: Any) -> tuple[Any, ...]:
    token = hashlib.sha256(world.tokens[n].encode()).digest()
    scope = "claim-named" if named else "work"
    values = (None, token, scope, world.project, named.get("item"), named.get("external"), False, 10, 0.5)
    return seen.one(calls._CLAIM, values)  # pyright: ignore[reportPrivateUsage]


def _submit(seen: Seen, world: World, n: int, claim: int) -> tuple[Any, ...]:
    token = hashlib.sha256(world.tokens[n].encode()).digest()
    values = (None, token, claim, 1, Jsonb(ANSWERS[0]), None, None, f"key-{claim}", b"m" * 32)
    return seen.one(calls._SUBMIT, values)  # pyright: ignore[reportPrivateUsage]


def _held(seen: Seen) -> None:
    """Nothing that was run reads a large table from one end to the other, or sorts what it read."""
    assert seen.plans
    for query, plan in seen.plans:
        for node in _nodes(plan):
            if node.get("Relation Name") in LARGE:
                assert node["Node Type"] in ("Index Scan", "Index Only Scan", "ModifyTable"), (query, plan)
            if "Sort" in node["Node Type"]:
                assert not LARGE & {below.get("Relation Name") for below in _nodes(node)}, (query, plan)


def _of(seen: Seen, words: str) -> list[Plan]:
    return [node for query, plan in seen.plans if words in query for node in _nodes(plan)]


def test_claim_and_submit_use_their_indexes(seen: Seen, world: World) -> None:
    for n in range(2):
        # A session's first plans are those of its first calls, so both are looked at.
        for _ in range(2):
            granted = _claim(seen, world, n)
            assert granted[1] == "granted"
            assert _submit(seen, world, n, granted[2])[1] == "taken"
    _held(seen)
    searched = [node for node in _of(seen, "SKIP LOCKED") if node.get("Relation Name") == "item"]
    assert searched and {node["Index Name"] for node in searched} == {"item_queue"}
    # The class and the place in it are where the search begins, not what it filters by.
    assert all("missing" in node["Index Cond"] and "project_id" in node["Index Cond"] for node in searched)


def test_a_search_in_vain_and_what_is_said_of_it_use_their_indexes(seen: Seen, world: World, database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as c:
        c.execute(
            "INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
            " SELECT organization_id, project_id, id, %s, 1, now() FROM item WHERE state = 0"
            " ON CONFLICT DO NOTHING",
            [world.people[2]],
        )
    assert _claim(seen, world, 2)[1] == "all-answered"
    _held(seen)
    searched = [node for node in _of(seen, "queue_nothing(p_project)") if node.get("Relation Name") == "item"]
    assert {node["Index Name"] for node in searched} == {"item_queue"}


def test_a_named_claim_uses_its_indexes(seen: Seen, world: World, database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as c:
        c.execute("""UPDATE project SET policy = policy || '{"named_claims": true}'""")
    assert _claim(seen, world, 1, external=f"item-{ITEMS - 1}")[1] == "granted"
    _held(seen)


def test_what_is_left_at_the_end_is_read_by_its_index(seen: Seen, world: World, database_url: str) -> None:
    """Nothing misses an answer, and of all the settled items none is read to say so."""
    with psycopg.connect(database_url, autocommit=True) as c:
        c.execute("UPDATE item SET state = 1 WHERE state = 0")
        c.execute("DELETE FROM to_appraise")
    seen.plans.clear()
    assert seen.one("SELECT set_config('goodwork.organization', %s, false)", (str(world.organization),))
    assert seen.one("SELECT queue_nothing(%s)", (world.project,)) == ("done",)
    read = [node for node in _of(seen, "EXISTS") if node.get("Relation Name") == "item"]
    assert {node["Index Name"] for node in read} >= {"item_queue", "item_open"}
    _held(seen)

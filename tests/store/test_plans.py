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
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from benchmarks.panel import fill
from benchmarks.world import ANSWERS, World, make
from goodwork.routing.beside import terms
from goodwork.store import calls as connections
from goodwork.store import functions
from goodwork.store.guideline import again, cases, threads
from goodwork.store.quality import appraisal
from goodwork.store.queue import calls

ITEMS = 20_000
LARGE = {"item", "item_payload", "claim", "annotation", "idempotency", "to_appraise"}
PUT_IN = {"goodwork_organization", "goodwork_person", "handover_opens", "handover_waits", "project_is_open",
          "project_standing", "who_works"}  # fmt: skip
"""Functions of one expression: the planner puts them into the statement that asks, whose plan is looked at."""
REFUSES = {"skip_stays", "stays", "pay_is_kept", "qualification_event_stays", "restriction_stays"}
"""Functions that read nothing: they only refuse."""
Plan = dict[str, Any]


class Seen:
    """A connection as those that serve the queue, or as any other, and the plans of all that runs in it."""

    def __init__(self, url: str, prepare: str = connections._PREPARE) -> None:  # pyright: ignore[reportPrivateUsage]
        self.plans: list[tuple[str, Plan]] = []
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute(prepare.encode())
        self.connection.execute("RESET ROLE")
        self.connection.execute(
            "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;"
            "SET track_functions = 'all';"
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


def _claim(seen: Seen, world: World, n: int, draw: float = 0.5, **named: Any) -> tuple[Any, ...]:
    token = hashlib.sha256(world.tokens[n].encode()).digest()
    scope = "claim-named" if named else "work"
    values = (None, token, scope, world.project, named.get("item"), named.get("external"), False, 10, draw, False)
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
    assert all("lane" in node["Index Cond"] and "project_id" in node["Index Cond"] for node in searched)


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


def test_every_function_uses_its_indexes(seen: Seen, world: World, database_url: str) -> None:
    """Those of people at work as their connections plan them, the others as the worker's do; none is left out."""
    with psycopg.connect(database_url, autocommit=True) as c:
        batch, fresh = _filled(c, world)
        c.execute(
            "INSERT INTO own_limit (person_id, organization_id, items_a_day) VALUES (%s, %s, 100)"
            " ON CONFLICT (person_id) DO UPDATE SET items_a_day = 100",
            [world.people[1], world.organization],
        )
    granted = _claim(seen, world, 1, draw=0.1)
    assert granted[1] == "granted"
    token = hashlib.sha256(world.tokens[1].encode()).digest()
    kept = seen.one(calls._DRAFT, (None, token, granted[2], 1, Jsonb(ANSWERS[0]), 0))  # pyright: ignore[reportPrivateUsage]
    assert kept[1] == "kept"
    assert seen.one(calls._LOOK, (None, token, "read", granted[2]))[1] == "full"  # pyright: ignore[reportPrivateUsage]
    assert _claim(seen, world, 1)[1] == "granted" and _submit(seen, world, 1, granted[2])[1] == "taken"
    assert _claim(seen, world, 1, item=granted[8])[1] == "answered"
    assert seen.one("SELECT set_config('goodwork.organization', %s, false)", (str(world.organization),))
    assert seen.one("SELECT queue_nothing(%s)", (world.project,)) == ("all-answered",)
    assert seen.one("SELECT queue_elsewhere(%s, CAST(1 AS smallint), '{}', 0.5)", (world.project,))
    _held(seen)

    worker = Seen(database_url, "")
    worker.one("SELECT set_config('goodwork.organization', %s, false)", (str(world.organization),))
    for statement, values in (
        ("SELECT bulk_take_back(%s, %s)", (batch, fresh[:50])),
        ("SELECT count(*) FROM import_unsay(%s, %s)", (batch, fresh[50:100])),
        ("SELECT import_take_back(%s, %s)", (batch, fresh[100:150])),
        ("SELECT mark_to_appraise(%s, %s, %s)", (world.organization, world.project, fresh[200])),
        (
            "WITH made AS (INSERT INTO item (organization_id, project_id, position, wanted)"
            " VALUES (%s, %s, 10000000, 2) RETURNING id) SELECT id FROM made", (world.organization, world.project),
        ),
        (
            "WITH made AS (INSERT INTO item_payload (item_id, organization_id, project_id, content_hash, payload)"
            " SELECT id, organization_id, project_id, %s, '{}' FROM item WHERE project_id = %s AND position = 10000000"
            " RETURNING item_id) SELECT item_id FROM made", (b"m" * 32, world.project),
        ),
        (
            "SELECT pay_post(%s, %s, 'correction', NULL, NULL, NULL, NULL, 'EUR', 5, 'A line was missing.', %s)",
            (world.organization, world.people[0], world.people[0]),
        ),
        ("SELECT pay_accept(%s, %s)", (world.organization, fresh[:100])),
        (
            "SELECT pay_close(%s, %s, 'EUR', date_trunc('month', now())::date, %s)",
            (world.organization, world.people[0], world.people[0]),
        ),
        ("SELECT count(*) FROM sign_on_closed(%s)", (b"m" * 32,)),
        ("UPDATE claim SET beginning = id WHERE id = %s RETURNING id", (granted[2],)),
        ("UPDATE person SET role = role WHERE id = %s RETURNING id", (world.people[0],)),
        (
            "WITH made AS (INSERT INTO qualification (organization_id, name) VALUES (%s, 'German') RETURNING id)"
            " SELECT id FROM made", (world.organization,),
        ),
        (
            "WITH made AS (INSERT INTO qualification_tier (qualification_id, tier, organization_id, name)"
            " SELECT id, 1, organization_id, 'basic' FROM qualification RETURNING tier) SELECT tier FROM made", (),
        ),
        (
            "WITH made AS (INSERT INTO project_requirement (project_id, qualification_id, tier, organization_id)"
            " SELECT %s, id, 1, organization_id FROM qualification RETURNING tier) SELECT tier FROM made",
            (world.project,),
        ),
        ("SELECT beginning(payload, 10) FROM item_payload WHERE item_id = %s", (fresh[200],)),
        ("SELECT glimpse(payload) FROM item_payload WHERE item_id = %s", (fresh[200],)),
        (
            "SELECT w.items FROM (SELECT person_id FROM queue_cursor WHERE project_id = %s LIMIT 1) q,"
            " work_left(%s, q.person_id, 50) w", (world.project, world.project),
        ),
    ):  # fmt: skip
        worker.one(statement, values)
    _held(worker)
    worker.connection.close()
    assert {*functions.texts()} - _called(database_url) == PUT_IN | REFUSES


def _filled(c: psycopg.Connection[Any], world: World) -> tuple[int, list[int]]:
    """Items of one more import that is being undone, each with answers of it and of a batch."""
    c.execute("""UPDATE project SET policy = policy || '{"gold_share": 0.5}'""")
    c.execute("UPDATE item SET state = 0, wanted = completed + live + 1, gold = (position % 100 = 0)::int")
    c.execute("DELETE FROM claim WHERE state = 0")
    given = {"o": world.organization, "p": world.project, "w": world.people[0]}
    c.execute("INSERT INTO bulk (organization_id, project_id, person_id, form_version, answers, filter)"
              " VALUES (%(o)s, %(p)s, %(w)s, 1, '{}', '{}')", given)  # fmt: skip
    row = c.execute(
        "INSERT INTO data_import (organization_id, project_id, name, format, state)"
        " VALUES (%(o)s, %(p)s, 'file', 'jsonl', 'undoing') RETURNING id", given,
    ).fetchone()  # fmt: skip
    bulk = c.execute("SELECT max(id) FROM bulk").fetchone()
    assert row is not None and bulk is not None and row == bulk, "one number stands for both below"
    given["n"] = row[0]
    c.execute(
        "INSERT INTO item (organization_id, project_id, position, wanted)"
        " SELECT %(o)s, %(p)s, (SELECT max(position) FROM item) + n, 2 FROM generate_series(1, 2000) n", given,
    )  # fmt: skip
    c.execute(
        "INSERT INTO item_payload (item_id, organization_id, project_id, import_id, external_id, content_hash, payload)"
        " SELECT id, organization_id, project_id, %(n)s, 'new-' || id, sha256(id::text::bytea), '{\"parts\": []}'"
        " FROM item ORDER BY id DESC LIMIT 2000", given,
    )  # fmt: skip
    c.execute(
        "INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, form_version, answers,"
        " bulk_id, import_id) SELECT organization_id, project_id, id, %(w)s, 0, 1, '{}', %(n)s, %(n)s FROM item"
        " ON CONFLICT DO NOTHING", given,
    )  # fmt: skip
    made = c.execute("SELECT id FROM item ORDER BY id DESC LIMIT 2000").fetchall()
    c.execute(
        "INSERT INTO set_aside (item_id, organization_id, project_id, reason, before_state, before_by_lead)"
        " VALUES (%s, %s, %s, 'private', 0, false)",
        (made[300][0], world.organization, world.project),
    )
    c.execute("VACUUM ANALYZE")
    return row[0], [i for (i,) in made]


def _called(url: str) -> set[str]:
    """The functions that were called in this database, once all has been counted."""
    with psycopg.connect(url, autocommit=True) as c:
        c.execute("SELECT pg_stat_force_next_flush()")
        return {name for (name,) in c.execute("SELECT funcname FROM pg_stat_user_functions")}


def test_an_appraisal_takes_its_items_by_their_indexes(database_url: str, world: World) -> None:
    """Also with a plan that was made once for all, and with every item of the project marked, as a refit leaves it."""
    statement = str(appraisal._TAKE.text).replace(":project", "$1").replace(":limit", "$2")  # pyright: ignore[reportPrivateUsage]
    with psycopg.connect(database_url) as c:
        c.execute("INSERT INTO to_appraise (item_id, organization_id, project_id)"
                  " SELECT id, organization_id, project_id FROM item ON CONFLICT DO NOTHING")  # fmt: skip
        c.execute("ANALYZE to_appraise")
        c.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        c.execute(f"PREPARE take (integer, bigint) AS {statement}".encode())
        row = c.execute(f"EXPLAIN (FORMAT JSON) EXECUTE take ({world.project}, 100)".encode()).fetchone()
        c.rollback()
    assert row is not None
    read = [node for node in _nodes(row[0][0]["Plan"]) if node.get("Relation Name") in LARGE]
    assert {node["Node Type"] for node in read} == {"Index Scan", "ModifyTable"}, read


def test_what_stands_beside_a_task_reads_few_rows_of_many(seen: Seen, world: World, database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as c:
        fill(c, world, 1_500)
        c.execute("UPDATE decided_case SET item_id = %s + id WHERE id %% 2 = 0", [_item(c) - 1])
        c.execute(
            "INSERT INTO picture_print SELECT id, organization_id, project_id, ARRAY[id * 7919] FROM item"
            " WHERE position % 4 = 0"
        )
        for table in ("decided_case", "picture_print", "annotation", "claim"):
            c.execute(f"ANALYZE {table}".encode())
        item = _item(c)
    assert seen.one("SELECT set_config('goodwork.organization', %s, false)", (str(world.organization),))
    values = {
        "person": world.people[0], "reviews": False, "names": False, "project": world.project, "item": item,
        "limit": 5, "fewest": 3, "terms": terms("Another day of drizzle, as people had hoped"),
        "rule": "Rule 3 of sunshine",
    }  # fmt: skip
    seen.plans.clear()
    for statement in (cases._ALIKE, cases._PICTURED, threads._OF_RULE, again._NEWS):  # pyright: ignore[reportPrivateUsage]
        text = str(statement.compile(dialect=PGDialect_psycopg()))
        given = {name: values[name] for name in statement.compile().params}
        seen.connection.execute(text.encode(), given)
    large = {"decided_case", "case_term", "thread", "item", "annotation", "claim", "picture_print", "item_payload"}
    read = [node for _, plan in seen.plans for node in _nodes(plan) if node.get("Relation Name") in large]
    assert {node["Relation Name"] for node in read} >= {"decided_case", "case_term", "thread", "picture_print"}
    assert {node["Node Type"] for node in read} <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}


def _item(c: psycopg.Connection[Any]) -> int:
    found = c.execute("SELECT min(id) FROM item").fetchone()
    assert found is not None
    return int(found[0])

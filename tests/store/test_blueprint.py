"""The blueprint is what the migrations make, and readiness names what a database lacks of it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import psycopg
import pytest

from goodwork.store.blueprint import FACTS, differences, short
from goodwork.store.database import Database
from goodwork.store.schema import Readiness

ROOT = Path(__file__).parents[2]

DAMAGES = [
    ("DROP INDEX item_queue", "index item_queue of item"),
    (
        "ALTER TABLE claim DROP CONSTRAINT claim_item_id_person_id_key",
        "constraint claim_item_id_person_id_key",
    ),
    ("DROP TRIGGER count_annotations ON annotation", "trigger count_annotations of annotation"),
    ("ALTER TABLE annotation DISABLE TRIGGER count_annotations", "trigger count_annotations of annotation"),
    ("ALTER TABLE person DISABLE ROW LEVEL SECURITY", "table person"),
    ("DROP POLICY own_organization ON item", "policy own_organization of item"),
    ("REVOKE SELECT ON item FROM goodwork_app", "grant table item to goodwork_app: delete"),
    ("ALTER FUNCTION sign_on SECURITY INVOKER", "function sign_on(bytea bytea text)"),
    ("ALTER TABLE person ALTER name DROP NOT NULL", "column person.name"),
]


def test_the_blueprint_is_fresh(database_url: str) -> None:
    spec = importlib.util.spec_from_file_location("blueprint", ROOT / "scripts" / "blueprint.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    written = (ROOT / "src/goodwork/store/blueprint.txt").read_text(encoding="utf-8")
    assert written == script.text_of(database_url), "run: python scripts/blueprint.py"


@pytest.mark.parametrize(("damage", "told"), DAMAGES)
def test_every_kind_of_damage_is_a_difference(database_url: str, damage: str, told: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(damage)  # type: ignore[call-overload]
        missing = differences(line for (line,) in connection.execute(FACTS).fetchall()).missing
        connection.rollback()
    assert any(short(line).startswith(told.split(":")[0]) for line in missing), missing


async def test_readiness_looks_at_once_then_now_and_again_and_sees_what_was_put_right(
    database: Database, database_url: str
) -> None:
    readiness = Readiness()
    assert await readiness.reason(database) is None
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("DROP INDEX item_open")
        assert await readiness.reason(database) is None, "not at every request"
        readiness.SOUND = readiness.DAMAGED = 0.0
        reason = await readiness.reason(database)
        assert reason is not None and "1 of its parts" in reason and "index item_open of item" in reason
        connection.execute("CREATE INDEX item_open ON item (project_id, (state + 0), position) WHERE state = 0")
        assert await readiness.reason(database) is None

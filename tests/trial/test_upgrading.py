"""An installation of before accounts is brought to the newest schema, and everybody still gets in."""

from __future__ import annotations

import asyncio
from typing import Any

import psycopg
import pytest
from alembic import command

from goodwork.store import functions
from goodwork.store.schema import migrate

BEFORE = "0043"
"""The last schema in which a person had a password."""


def test_people_of_before_keep_their_way_in(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    server = postgres.rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as c:
        c.execute("CREATE DATABASE before_accounts TEMPLATE template0")
    url, upgrade = f"{server}/before_accounts", command.upgrade

    def only_so_far(config: Any, revision: str) -> None:
        upgrade(config, BEFORE)

    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", only_so_far)
        # Today's functions read columns that the schema of then has not.
        patched.setattr(functions, "bring", lambda connection: None)
        asyncio.run(migrate(url))
    with psycopg.connect(url, autocommit=True) as c:
        c.execute("INSERT INTO organization (name) VALUES ('Harbour Lab')")
        c.execute(
            "INSERT INTO person (organization_id, name, email, role, password_hash, pseudonym, deactivated_at)"
            " SELECT o.id, 'Name', v.email, 'owner', v.hash, v.email, v.gone FROM organization o,"
            " (VALUES ('ada@example.org', 'a', NULL::timestamptz), ('bo@example.org', 'b', now()),"
            " ('x@imported.invalid', NULL, now())) AS v (email, hash, gone)"
        )
    assert asyncio.run(migrate(url))[:2] == ["0044", "0045"]
    with psycopg.connect(url, autocommit=True) as c:
        kept = c.execute(
            "SELECT p.email, a.email, a.password_hash, p.own_way_back FROM person p"
            " LEFT JOIN account a ON a.id = p.account_id ORDER BY p.id"
        ).fetchall()
    assert kept == [
        ("ada@example.org", "ada@example.org", "a", False),
        ("bo@example.org", "bo@example.org", "b", False),
        ("x@imported.invalid", None, None, False),
    ]

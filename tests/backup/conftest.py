"""Databases with something in them, and empty ones beside them, on the server of this test process."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from goodwork.actions.installation.back_up import back_up
from goodwork.blobs import Blobs

_numbers = itertools.count(1)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000
UPLOAD = b'{"text": "not imported yet"}\n' * 500
TABLE = b"PAR1 not really, and kept all the same"


@pytest.fixture
def empty(postgres: str) -> Callable[[], str]:
    """Makes databases without any table. They go with their server: dropping one takes longer than making it."""
    server = postgres.rsplit("/", 1)[0]

    def make() -> str:
        name = f"b_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')  # type: ignore[call-overload]
        return f"{server}/{name}"

    return make


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Blobs:
    """The files of the module's installation."""
    return Blobs(str(tmp_path_factory.mktemp("blobs")))


@pytest.fixture(scope="module")
def filled(database_url: str, blobs: Blobs) -> str:
    """The module's database with an organization, items (one with a picture), answers, an upload and a version."""
    picture, answers = blobs.put(PICTURE), blobs.put(json.dumps({"mood": "x" * 70_000}).encode())
    blobs.put_stream([UPLOAD], "imports/0123")
    blobs.put_stream([TABLE], "versions/1/1/1/items.parquet")
    blobs.put_stream([b"{}"], "versions/1/1/1/manifest.json")
    manifest = {"files": [{"path": "items.parquet", "bytes": len(TABLE), "sha256": _sha256(TABLE)}]}
    with psycopg.connect(database_url, autocommit=True) as t:
        t.execute("INSERT INTO organization (name) VALUES ('Wetter Süd')")
        t.execute(
            "INSERT INTO person (organization_id, name, email, role, pseudonym)"
            " VALUES (1, 'Öl', 'o@example.org', 'owner', 'p1')"
        )
        t.execute(
            "INSERT INTO session (organization_id, person_id, token_hash, device, expires_at)"
            " VALUES (1, 1, '\\x01', 'Firefox on Linux', now() + interval '1 day')"
        )
        t.execute(
            "INSERT INTO password_reset (organization_id, person_id, token_hash, expires_at)"
            " VALUES (1, 1, '\\x02', now() + interval '1 day')"
        )
        t.execute("INSERT INTO project (organization_id, name, purpose, policy) VALUES (1, 'p', 'p', '{}')")
        t.execute("INSERT INTO form (organization_id, project_id, version, questions) VALUES (1, 1, 1, '[]')")
        t.execute("INSERT INTO guideline (organization_id, project_id, version, markdown) VALUES (1, 1, 1, '')")
        t.execute(
            "INSERT INTO item (organization_id, project_id, position, wanted, completed)"
            " SELECT 1, 1, n, 1, 1 FROM generate_series(1, 300) n"
        )
        # Backslashes, tabs, line ends and the line that ends a COPY are ordinary text.
        t.execute(
            "INSERT INTO item_payload (item_id, organization_id, project_id, content_hash, payload) SELECT i.id, 1, 1,"
            " sha256(i.id::text::bytea), jsonb_build_object('parts', jsonb_build_array(jsonb_build_object("
            "'name', 'a', 'type', 'text', 'text', E'\\n\\\\.\\n\\t''\"$$;COMMIT;\\nCOPY x FROM stdin;\\n' || i.id)))"
            " FROM item i"
        )
        t.execute(
            "UPDATE item_payload SET payload = jsonb_build_object('parts', jsonb_build_array(jsonb_build_object("
            "'name', 'b', 'type', 'picture', 'blob', %s::text))) WHERE item_id = 1",
            (picture,),
        )
        t.execute(
            "INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
            " SELECT 1, 1, id, 1, 1, now() FROM item"
        )
        t.execute(
            "INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, form_version, answers,"
            " answers_blob) SELECT 1, 1, item_id, 1, id, 1, CASE WHEN item_id = 1 THEN NULL ELSE '{}'::jsonb END,"
            " CASE WHEN item_id = 1 THEN %s END FROM claim",
            (answers,),
        )
        t.execute(
            "INSERT INTO data_import (organization_id, project_id, name, format, blob, size)"
            " VALUES (1, 1, 'f', 'jsonl', 'imports/0123', %s)",
            (len(UPLOAD),),
        )
        t.execute(
            "INSERT INTO dataset_version (organization_id, project_id, number, state, known_limits, path, manifest)"
            " VALUES (1, 1, 1, 'published', 'few', 'versions/1/1/1', %s)",
            (json.dumps(manifest),),
        )
    return database_url


@pytest.fixture(scope="module")
def backup(filled: str, blobs: Blobs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the module's installation."""
    path = tmp_path_factory.mktemp("backups") / "goodwork.tar"
    assert back_up(filled, blobs, path).missing == ()
    return path


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as text."""
    with psycopg.connect(url) as t:
        names = [n for (n,) in t.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 2200")]
        return {
            name: sorted(t.execute(f'SELECT x::text FROM "{name}" x').fetchall())  # type: ignore[call-overload]
            for name in sorted(names)
        }

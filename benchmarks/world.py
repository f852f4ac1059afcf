"""What is measured with: people with tokens, a project and its items, written straight to the tables."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

import psycopg

Connection = psycopg.Connection[tuple[Any, ...]]

FORM = [
    {
        "key": "mood", "kind": "classification", "title": "What is the mood?", "multiple": False,
        "labels": [{"id": i, "name": i} for i in ("positive", "neutral", "negative")],
    }
]  # fmt: skip
ANSWERS = [{"mood": {"labels": [label["id"]]}} for label in FORM[0]["labels"]]  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class World:
    """The ids that a measurement needs."""

    organization: int
    project: int
    people: list[int]
    tokens: list[str]
    """One per person, with all scopes."""


def make(c: Connection, *, items: int, people: int, fewest: int, most: int) -> World:
    """One project with that many short texts, and people who may work on it."""
    organization = _one(c, "INSERT INTO organization (name) VALUES ('Measured') RETURNING id")
    made = [
        _one(
            c,
            "INSERT INTO person (organization_id, name, email, role, pseudonym)"
            " VALUES (%s, %s, %s, %s, %s) RETURNING id",
            (organization, f"Person {n}", f"person{n}@example.org", "annotator" if n else "owner", f"person-{n}"),
        )
        for n in range(people + 1)
    ]
    tokens: list[str] = []
    for person in made[1:]:
        token = "gw_" + secrets.token_urlsafe(32)
        tokens.append(token)
        c.execute(
            "INSERT INTO api_token (organization_id, person_id, name, prefix, token_hash, scopes, expires_at)"
            " VALUES (%s, %s, 'bench', %s, %s, %s, now() + interval '1 day')",
            (organization, person, token[:8], hashlib.sha256(token.encode()).digest(),
             ["read", "work", "claim-named"]),
        )  # fmt: skip
    policy = {"target": 0.9, "fewest": fewest, "most": most}
    project = _one(
        c,
        "INSERT INTO project (organization_id, name, purpose, policy) VALUES (%s, 'Moods', 'To measure.', %s)"
        " RETURNING id",
        (organization, json.dumps(policy)),
    )
    c.execute("INSERT INTO form (organization_id, project_id, version, questions) VALUES (%s, %s, 1, %s)",
              (organization, project, json.dumps(FORM)))  # fmt: skip
    c.execute("INSERT INTO guideline (organization_id, project_id, version, markdown) VALUES (%s, %s, 1, '')",
              (organization, project))  # fmt: skip
    c.execute(
        "INSERT INTO item (organization_id, project_id, position, wanted)"
        " SELECT %s, %s, n, %s FROM generate_series(1, %s) n",
        (organization, project, fewest, items),
    )
    c.execute(
        """
        INSERT INTO item_payload (item_id, organization_id, project_id, external_id, content_hash, payload)
        SELECT id, organization_id, project_id, 'item-' || position, sha256(position::text::bytea),
          jsonb_build_object('parts', jsonb_build_array(jsonb_build_object('name', 'text', 'type', 'text',
            'title', 'Text', 'text', 'The weather of day ' || position || ' was what people had hoped for.')))
        FROM item WHERE project_id = %s
        """,
        (project,),
    )
    c.execute("INSERT INTO project_progress (project_id, organization_id, items) VALUES (%s, %s, %s)",
              (project, organization, items))  # fmt: skip
    c.execute("VACUUM ANALYZE item")
    c.execute("VACUUM ANALYZE item_payload")
    return World(organization, project, made[1:], tokens)


def _one(c: Connection, statement: str, values: tuple[Any, ...] = ()) -> int:
    row = c.execute(statement, values).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return int(row[0])

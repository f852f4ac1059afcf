"""What a claim costs where a project asks for qualifications: ``python -m benchmarks.qualified --json``

One project with a million items and a hundred thousand people, who each hold ten qualifications; people are prepared in
bulk. Blocks of claims take turns: the project asks for nothing, then for five tiers that everybody holds. Each claim is
somebody's first, by the statement that the queue's connections prepare, with the caller found by their token. The
database does not wait for its disk meanwhile: waiting would hide the difference. Printed are the median and the lower
quartile of both, and the ratio of each. On a busy machine the lower quartile is the truer one: others only add to it.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from typing import Any

import psycopg

from benchmarks.installation import installation, load
from benchmarks.world import Connection, World, make
from goodwork.store import calls as connections
from goodwork.store.queue import calls

HELD = 10
ASKED = 5


def people(c: Connection, world: World, number: int) -> list[bytes]:
    """That many annotators with a token and ten tiers each, written in bulk; returns the hashes of their tokens."""
    o = (world.organization,)
    c.execute(
        "INSERT INTO qualification (organization_id, name) SELECT %s, 'Language ' || n FROM generate_series(1, 10) n", o
    )
    c.execute(
        "INSERT INTO qualification_tier (qualification_id, tier, organization_id, name)"
        " SELECT q.id, n, q.organization_id, 'tier ' || n FROM qualification q CROSS JOIN generate_series(1, 3) n"
    )
    c.execute(
        "INSERT INTO person (organization_id, name, email, role, pseudonym)"
        " SELECT %s, 'Hand ' || n, 'hand' || n || '@example.org', 'annotator', 'hand-' || n"
        " FROM generate_series(1, %s) n",
        (world.organization, number),
    )
    c.execute(
        "INSERT INTO api_token (organization_id, person_id, name, prefix, token_hash, scopes, expires_at)"
        " SELECT p.organization_id, p.id, 'bench', 'gw_', sha256(convert_to(p.pseudonym, 'UTF8')), '{work}',"
        " now() + interval '1 day' FROM person p WHERE p.pseudonym LIKE 'hand-%%'"
    )
    c.execute(
        "WITH made AS (INSERT INTO qualification_event"
        " (organization_id, qualification_id, person_id, tier, how, evidence)"
        " SELECT q.organization_id, q.id, p.id, 2, 2, '{\"shown\": []}' FROM qualification q JOIN person p"
        " ON p.organization_id = q.organization_id AND p.pseudonym LIKE 'hand-%%'"
        " RETURNING id, organization_id, qualification_id, person_id, tier)"
        " INSERT INTO qualification_held (person_id, qualification_id, organization_id, tier, event_id)"
        " SELECT person_id, qualification_id, organization_id, tier, id FROM made"
    )
    for table in ("person", "api_token", "qualification_held", "qualification_event"):
        c.execute(f"VACUUM ANALYZE {table}")
    found = c.execute("SELECT sha256(convert_to(pseudonym, 'UTF8')) FROM person WHERE pseudonym LIKE 'hand-%%'")
    return [bytes(row[0]) for row in found]


def _asks(c: Connection, world: World, tiers: int) -> None:
    c.execute("DELETE FROM project_requirement")
    c.execute(
        "INSERT INTO project_requirement (project_id, qualification_id, tier, organization_id)"
        " SELECT %s, id, 2, organization_id FROM qualification ORDER BY id LIMIT %s",
        (world.project, tiers),
    )


def _block(c: psycopg.Connection[Any], world: World, callers: list[bytes]) -> list[float]:
    """What these people's claims took, in milliseconds."""
    spent: list[float] = []
    for token in callers:
        values = (None, token, "work", world.project, None, None, False, 10, random.random(), False)
        begun = time.perf_counter()
        row = c.execute(calls._CLAIM.encode(), values, prepare=True).fetchone()  # pyright: ignore[reportPrivateUsage]
        spent.append((time.perf_counter() - begun) * 1e3)
        assert row is not None and row[:2] == (True, "granted"), row
    return spent


def measure(*, items: int, number: int, blocks: int, claims: int) -> dict[str, Any]:
    """Both sorts of claims, block by block."""
    with installation(1) as place, place.connect() as c:
        # A claim in a million-item project is the same whoever else asks: three answers are wanted of each.
        world = make(c, items=items, people=1, fewest=3, most=5)
        callers = people(c, world, number)
        random.Random(1).shuffle(callers)
        before = load()
        found: dict[int, list[float]] = {0: [], ASKED: []}
        with place.connect() as own:
            own.execute(connections._PREPARE.encode())  # pyright: ignore[reportPrivateUsage]
            own.execute("SET synchronous_commit = off")
            at = 0
            for block in range(-2, 2 * blocks):
                asked = (0, ASKED)[block % 2]
                _asks(c, world, asked)
                took = _block(own, world, callers[at : at + claims])
                at += claims
                # The first two only plan their statements.
                if block >= 0:
                    found[asked] += took
    plain, asking = (statistics.quantiles(found[asked], n=4)[:2] for asked in (0, ASKED))
    return {
        "items": items,
        "people": number,
        "held": HELD,
        "asked": ASKED,
        "claims": blocks * claims,
        "plain_ms": {"p25": round(plain[0], 3), "p50": round(plain[1], 3)},
        "asking_ms": {"p25": round(asking[0], 3), "p50": round(asking[1], 3)},
        "ratio": {"p25": round(asking[0] / plain[0], 3), "p50": round(asking[1] / plain[1], 3)},
        "load_before": before,
        "load_after": load(),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--blocks", type=int, default=400, help="of each sort")
    parser.add_argument("--claims", type=int, default=25, help="in a block")
    parser.add_argument("--json", action="store_true", help="as JSON")
    asked = parser.parse_args()
    found = measure(items=asked.items, number=asked.people, blocks=asked.blocks, claims=asked.claims)
    if asked.json:
        print(json.dumps(found))
    else:
        print(
            f"{found['items']:,} items, {found['people']:,} people, median (lower quartile) of a claim:"
            f" {found['plain_ms']['p50']} ({found['plain_ms']['p25']}) ms; where {ASKED} tiers are asked for"
            f" {found['asking_ms']['p50']} ({found['asking_ms']['p25']}) ms:"
            f" {found['ratio']['p50']} ({found['ratio']['p25']}) times as long."
        )


if __name__ == "__main__":
    main()

"""What a claim costs with qualifications and own limits: ``python -m benchmarks.qualified --json``

One project with a million items and a hundred thousand people, who each hold ten qualifications; people are prepared in
bulk. Blocks of claims take turns: the project asks for nothing; for five tiers that everybody holds; for the same of
people who set themselves ceilings and quiet hours. Each claim is somebody's first, by the statement that the queue's
connections prepare, with the caller found by their token. The database does not wait for its disk meanwhile: waiting
would hide the difference. Printed are the median and the lower quartile of each, and the ratios to the first. On a busy
machine the lower quartile is the truer one: others only add to it.
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
SORTS = ("plain", "asking", "limited")


def people(c: Connection, world: World, number: int) -> tuple[list[bytes], list[bytes]]:
    """That many annotators with a token and ten tiers each, written in bulk; every third has limits of their own.

    Returns the hashes of the tokens of those without, and of those with limits.
    """
    # A million rows that refer to what the same statements wrote are not looked up one by one.
    c.execute("SET session_replication_role = replica")
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
    # Quiet hours that begin in half a day: they are looked at, and it is none of them.
    c.execute(
        "INSERT INTO own_limit"
        " (person_id, organization_id, items_a_day, projects_at_once, quiet_begin, quiet_end, zone)"
        " SELECT id, organization_id, 50, 3, (hour + 12) % 24, (hour + 15) % 24, 'Europe/Helsinki'"
        " FROM person, (SELECT extract(hour FROM now() AT TIME ZONE 'Europe/Helsinki')::integer AS hour) n"
        " WHERE pseudonym LIKE 'hand-%' AND id % 3 = 0"
    )
    c.execute("SET session_replication_role = origin")
    for table in ("person", "api_token", "qualification_held", "qualification_event", "own_limit"):
        c.execute(f"VACUUM ANALYZE {table}")
    found = c.execute(
        "SELECT sha256(convert_to(pseudonym, 'UTF8')), id % 3 = 0 FROM person WHERE pseudonym LIKE 'hand-%'"
    ).fetchall()
    return [bytes(row[0]) for row in found if not row[1]], [bytes(row[0]) for row in found if row[1]]


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
    """All sorts of claims, block by block."""
    with installation(1) as place, place.connect() as c:
        # A claim in a million-item project is the same whoever else asks: three answers are wanted of each.
        world = make(c, items=items, people=1, fewest=3, most=5)
        free, limited = people(c, world, number)
        random.Random(1).shuffle(free)
        random.Random(2).shuffle(limited)
        before = load()
        found: dict[str, list[float]] = {sort: [] for sort in SORTS}
        with place.connect() as own:
            own.execute(connections._PREPARE.encode())  # pyright: ignore[reportPrivateUsage]
            own.execute("SET synchronous_commit = off")
            for block in range(-3, 3 * blocks):
                sort = SORTS[block % 3]
                callers = limited if sort == "limited" else free
                _asks(c, world, 0 if sort == "plain" else ASKED)
                took = _block(own, world, callers[:claims])
                del callers[:claims]
                # The first of each only plan their statements.
                if block >= 0:
                    found[sort] += took
    at = {sort: statistics.quantiles(found[sort], n=4)[:2] for sort in SORTS}
    return {
        "items": items,
        "people": number,
        "held": HELD,
        "asked": ASKED,
        "claims": blocks * claims,
        **{f"{sort}_ms": {"p25": round(at[sort][0], 3), "p50": round(at[sort][1], 3)} for sort in SORTS},
        "ratio": {
            sort: {"p25": round(at[sort][0] / at["plain"][0], 3), "p50": round(at[sort][1] / at["plain"][1], 3)}
            for sort in SORTS[1:]
        },
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
        print(f"{found['items']:,} items, {found['people']:,} people; a claim, median (lower quartile):")
        for sort, word in zip(
            SORTS, ("plain", f"where {ASKED} tiers are asked for", "the same with own limits"), strict=True
        ):
            took = found[f"{sort}_ms"]
            times = "" if sort == "plain" else "; {p50} ({p25}) times as long".format(**found["ratio"][sort])
            print(f"  {word}: {took['p50']} ({took['p25']}) ms{times}")


if __name__ == "__main__":
    main()

"""A project of a million items, seen by its lead over HTTP: ``python -m benchmarks.lists --items 1000000 --json``

Lists by position, filters (state, gold, the beginning of an id), the most disputed first, and the page after each:
p50 and p95 of every kind, in milliseconds, of pages of 50 items.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from typing import Any

import psycopg

from benchmarks.installation import Installation, installation, load
from benchmarks.wire import Wire
from benchmarks.world import World, make

LISTS = {
    "all": "",
    "open": "state=open",
    "settled": "state=settled",
    "disputed, for a reviewer": "state=expert",
    "gold": "gold=true",
    "beginning of an id": "search=item-{number}",
    "disputed first": "order=disputed",
}


def spread(c: psycopg.Connection[tuple[object, ...]], world: World) -> None:
    """Give the items states, gold and disagreement as they have in the middle of a project; and the person a grant."""
    where = (world.project,)
    c.execute("UPDATE item SET state = 1 WHERE project_id = %s AND position %% 10 < 3", where)
    c.execute("UPDATE item SET state = 2 WHERE project_id = %s AND position %% 997 = 0", where)
    c.execute("UPDATE item SET gold = 1 WHERE project_id = %s AND position %% 100 = 7", where)
    c.execute(
        "INSERT INTO item_quality (item_id, organization_id, project_id, confidence, disagreement)"
        " SELECT id, organization_id, project_id, 0.9, (position %% 17) / 17.0 FROM item"
        " WHERE project_id = %s AND position %% 10 < 5",
        where,
    )
    c.execute("INSERT INTO project_grant (organization_id, project_id, person_id, role) VALUES (%s, %s, %s, 'manager')",
              (world.organization, world.project, world.people[0]))  # fmt: skip
    c.execute("VACUUM ANALYZE item")
    c.execute("VACUUM ANALYZE item_quality")


async def _times(place: Installation, world: World, items: int, times: int) -> dict[str, Any]:
    wire = Wire(place.host, place.port, world.tokens[0])
    dice = random.Random(1)
    found: dict[str, Any] = {}
    for name, query in LISTS.items():
        first: list[float] = []
        following: list[float] = []
        for _ in range(times):
            path = f"/api/v1/projects/{world.project}/items?{query.format(number=dice.randrange(items))}"
            page = await _timed(wire, path, first)
            for _ in range(3):
                if page["next"] is None:
                    break
                page = await _timed(wire, f"{path}&after={page['next']}", following)
        found[name] = {"first": _shares(first), "next": _shares(following)}
    wire.close()
    return found


async def _timed(wire: Wire, path: str, into: list[float]) -> Any:
    begun = time.perf_counter()
    status, page = await wire.get(path)
    into.append((time.perf_counter() - begun) * 1e3)
    if status != 200:
        raise RuntimeError(f"{path}: {status} {page}")
    return page


def _shares(values: list[float]) -> dict[str, float] | None:
    if not values:
        return None
    ordered = sorted(values)
    return {"p50_ms": round(ordered[len(ordered) // 2], 1), "p95_ms": round(ordered[int(0.95 * len(ordered))], 1)}


def measure(items: int, times: int) -> dict[str, Any]:
    """All lists of one project."""
    with installation(1) as place:
        with place.connect() as c:
            world = make(c, items=items, people=1, fewest=3, most=5)
            spread(c, world)
        before = load()
        found = asyncio.run(_times(place, world, items, times))
        return {"items": items, "lists": found, "load_before": before, "load_after": load()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=100, help="first pages of every kind; three more follow each")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.items, given.times)
    if given.json:
        print(json.dumps(found))
        return
    print(f"{found['items']:,} items, load before {found['load_before']}, after {found['load_after']}")
    for name, shares in found["lists"].items():
        print(f"{name:26} first {shares['first']}  next {shares['next']}")


if __name__ == "__main__":
    main()

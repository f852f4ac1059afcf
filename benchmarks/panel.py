"""What stands beside a task, on a full project: ``python -m benchmarks.panel --items 100000 --cases 2000 --json``

One person works through the queue over HTTP: a claim, the panel beside it (the rule, the cases like the item, the
questions about the rule, what is new in the guideline), an answer. p50 and p95 of each in milliseconds, and as many
claims without the panel between them, so that both stand beside each other in one run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from typing import Any

import psycopg

from benchmarks.installation import Installation, installation, load
from benchmarks.wire import Wire
from benchmarks.world import ANSWERS, World, make
from goodwork.routing.beside import terms

SECTIONS = 40
THREADS = 4_000
WEATHER = ("drizzle", "thunder", "hail", "sunshine", "fog", "snow", "sleet", "breeze", "storm", "heat", "frost")


def fill(c: psycopg.Connection[Any], world: World, cases: int) -> None:
    """A guideline of many sections, decided cases with the terms they are found by, and questions about the rules."""
    headings = [f"Rule {n} of {WEATHER[n % len(WEATHER)]}" for n in range(SECTIONS)]
    guideline = "\n".join(
        f"# {heading}\nWhat people say of {WEATHER[n % len(WEATHER)]} on day {n} is looked at as it is meant.\n"
        for n, heading in enumerate(headings)
    )
    c.execute("UPDATE guideline SET markdown = %s WHERE project_id = %s", (guideline, world.project))
    person = world.people[0]
    for n in range(cases):
        asked = f"Is day {n * 37} of {WEATHER[n % len(WEATHER)]} what people had hoped for, or was the weather meant?"
        found = c.execute(
            "INSERT INTO decided_case (organization_id, project_id, rule, asked, answer, source, source_id, person_id)"
            " VALUES (%s, %s, %s, %s, 'As it is meant.', 1, %s, %s) RETURNING id",
            (world.organization, world.project, headings[n % SECTIONS], asked, n, person),
        ).fetchone()
        assert found is not None
        c.execute(
            "INSERT INTO case_term (organization_id, project_id, term, case_id)"
            " SELECT %s, %s, unnest(CAST(%s AS integer[])), %s",
            (world.organization, world.project, terms(asked), found[0]),
        )
    c.execute(
        "INSERT INTO thread (organization_id, project_id, rule, person_id, asked, answer, answered_by, answered_at)"
        " SELECT %s, %s, (CAST(%s AS text[]))[1 + n %% %s], %s, 'What of day ' || n || '?',"
        "   CASE WHEN n %% 3 > 0 THEN 'As it is meant.' END, CASE WHEN n %% 3 > 0 THEN %s END,"
        "   CASE WHEN n %% 3 > 0 THEN now() END FROM generate_series(1, %s) n",
        (world.organization, world.project, headings, SECTIONS, person, person, THREADS),
    )
    for table in ("decided_case", "case_term", "thread"):
        c.execute(f"VACUUM ANALYZE {table}".encode())


async def _work(place: Installation, world: World, items: int) -> dict[str, Any]:
    wire = Wire(place.host, place.port, world.tokens[0])
    alone, beside_it, panel, shown = list[float](), list[float](), list[float](), 0
    for n in range(2 * items):
        begun = time.perf_counter()
        _, made = await wire.post(f"/api/v1/projects/{world.project}/claims", {})
        (alone if n % 2 else beside_it).append((time.perf_counter() - begun) * 1e3)
        claim = made["claim"]
        if n % 2 == 0:
            begun = time.perf_counter()
            status, seen = await wire.get(f"/api/v1/claims/{claim['id']}/beside")
            panel.append((time.perf_counter() - begun) * 1e3)
            if status != 200:
                raise RuntimeError(f"{status} {seen}")
            shown += bool(seen["cases"])
        body = {"answers": ANSWERS[n % 3], "form_version": claim["form_version"]}
        status, done = await wire.post(f"/api/v1/claims/{claim['id']}/annotation", body)
        if status != 201:
            raise RuntimeError(f"{status} {done}")
    wire.close()
    return {
        "panel": _shares(panel), "claim_with_panels": _shares(beside_it), "claim_alone": _shares(alone),
        "panels_with_cases": round(shown / items, 2),
    }  # fmt: skip


def _shares(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {"p50_ms": round(ordered[len(ordered) // 2], 2), "p95_ms": round(ordered[int(0.95 * len(ordered))], 2)}


def measure(items: int, cases: int, times: int) -> dict[str, Any]:
    """The panel of one project."""
    with installation(1) as place:
        with place.connect() as c:
            world = make(c, items=items, people=1, fewest=3, most=5)
            fill(c, world, cases)
        before = load()
        found = asyncio.run(_work(place, world, times))
        return {"items": items, "cases": cases, **found, "load_before": before, "load_after": load()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=300, help="panels that are opened")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.items, given.cases, given.times)
    if given.json:
        print(json.dumps(found))
        return
    print(f"{found['items']:,} items, {found['cases']:,} cases")
    print(f"load before {found['load_before']}, after {found['load_after']}")
    for name in ("panel", "claim_with_panels", "claim_alone"):
        print(f"{name:18} {found[name]}")


if __name__ == "__main__":
    main()

"""An upheld appeal on an item that many answered: ``python -m benchmarks.appeals --people 50 --json``

Fifty people answered each item and have scores; a reviewer decides an item otherwise than one of them said, who
appeals, and another reviewer upholds it. Counted are the scores that the decision touched, the transactions that wrote
them, the appeal and the item, as the database has it, and the seconds that the decision took, over twenty items.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.installation import load
from benchmarks.world import ANSWERS, World, make
from goodwork.actions.appeals.decide_appeal import Decided, decide_appeal
from goodwork.actions.appeals.open_appeal import open_appeal
from goodwork.actions.appeals.see_appeals import see_appeal
from goodwork.actions.quality.appraise import Appraiser
from goodwork.actions.quality.refit_project import refit_project
from goodwork.actions.review.review_item import review_item
from goodwork.blobs import Blobs
from goodwork.model.appeals import Against
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.people import Actor, Role
from goodwork.store.database import Database
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate

ITEMS = 40
APPEALS = 20


def answer(c: psycopg.Connection[tuple[Any, ...]], world: World, people: int) -> list[int]:
    """Everybody answers every item, one in four of them at random; returns the items."""
    items = [int(row[0]) for row in c.execute("SELECT id FROM item ORDER BY id")]
    dice = random.Random(1)
    rows = [
        (item, person, json.dumps(ANSWERS[0 if n == 0 else dice.randrange(3) if dice.random() < 0.25 else 1]))
        for item in items
        for n, person in enumerate(world.people[:people])
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    c.execute(
        """
        WITH given AS (SELECT * FROM unnest(%s::bigint[], %s::integer[], %s::text[]) g (item, person, answers)),
        claimed AS (
          INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)
          SELECT %s, %s, item, person, 1, now() FROM given RETURNING id, item_id, person_id)
        INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, form_version, answers)
        SELECT %s, %s, c.item_id, c.person_id, c.id, 1, g.answers::jsonb
        FROM given g JOIN claimed c ON c.item_id = g.item AND c.person_id = g.person
        """,
        (*columns, *(world.organization, world.project) * 2),
    )
    c.execute("UPDATE item SET completed = %s, wanted = %s", (people, people))
    c.execute("INSERT INTO to_appraise (item_id, organization_id, project_id)"
              " SELECT id, organization_id, project_id FROM item")  # fmt: skip
    return items


async def decide(url: str, files: Path, world: World, items: list[int]) -> list[tuple[int, float]]:
    """The appeals and how many seconds each decision took."""
    database, blobs = Database(url, size=2, overflow=0), Blobs(str(files))
    organization, project = OrganizationId(world.organization), ProjectId(world.project)
    first, second, appellant = (
        Actor(organization, PersonId(person), role)
        for person, role in (
            (world.people[-1], Role.REVIEWER),
            (world.people[-2], Role.REVIEWER),
            (world.people[0], Role.ANNOTATOR),
        )
    )
    taken: list[tuple[int, float]] = []
    try:
        appraiser = Appraiser(database, blobs, organization, project)
        while await appraiser.batch():
            pass
        await refit_project(database, blobs, organization, project)
        for item in items[:APPEALS]:
            await review_item(
                database, blobs, first, item, answers=ANSWERS[1], form_version=1, reason="Rule 2.", seen=None
            )
            made = await open_appeal(database, blobs, appellant, item, Against.REVIEW, "", key=None)
            seen = await see_appeal(database, blobs, second, made.id)
            begun = time.perf_counter()
            await decide_appeal(
                database, blobs, second, made.id, Decided(True, "It is meant.", "", seen.standing), key=None
            )
            taken.append((made.id, time.perf_counter() - begun))
    finally:
        await database.close()
    return taken


_TOUCHED = """
  WITH wrote AS (SELECT xmin::text::bigint AS by, item_id FROM appeal WHERE id = %s)
  SELECT (SELECT count(*) FROM skill s, wrote w WHERE s.xmin::text::bigint = w.by),
    (SELECT count(*) FROM review r, wrote w WHERE r.item_id = w.item_id AND r.xmin::text::bigint = w.by),
    (SELECT count(*) FROM item i, wrote w WHERE i.id = w.item_id AND i.xmin::text::bigint = w.by)
"""


def measure(people: int) -> dict[str, Any]:
    """One run on a database of its own."""
    home = Path(tempfile.mkdtemp(prefix="goodwork-bench-"))
    home.chmod(0o755)
    server = EmbeddedServer(home / "postgres")
    try:
        url = server.start()
        asyncio.run(migrate(url))
        with psycopg.connect(url, autocommit=True) as c:
            world = make(c, items=ITEMS, people=people + 2, fewest=people, most=people)
            c.execute("UPDATE person SET role = 'reviewer' WHERE id = ANY(%s)", (world.people[-2:],))
            items = answer(c, world, people)
            before = load()
            taken = asyncio.run(decide(server.application_url, home / "blobs", world, items))
            # Each decision wrote the scores of all, so those of the last one still bear its mark.
            row = c.execute(_TOUCHED, (taken[-1][0],)).fetchone()
        assert row is not None
        seconds = [took for _, took in taken]
        return {
            "people": people,
            "scores_of_the_decision's_transaction": row[0],
            "reviews_of_it": row[1],
            "items_of_it": row[2],
            "seconds_p50": round(statistics.median(seconds), 3),
            "seconds_worst": round(max(seconds), 3),
            "decisions": len(taken),
            "load_before": before,
            "load_after": load(),
        }
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50, help="who answered each item")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = measure(arguments.people)
    print(json.dumps(found) if arguments.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()

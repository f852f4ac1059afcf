"""Imports and exports: rows per second and memory. ``python -m benchmarks.data --items 1000000 --json``

The database is one of its own in a temporary folder. Memory is the growth of this process's high-water mark, so that
flat memory shows as the same growth for any number of items. The machine's load stands beside the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from goodwork.actions.data.receive_import import receive_import
from goodwork.actions.data.run_import import run_import
from goodwork.actions.data.see_imports import see_import
from goodwork.actions.projects.make_project import Draft, make_project
from goodwork.actions.versions.export_version import published_files
from goodwork.actions.versions.make_version import make_version
from goodwork.actions.versions.publish_version import publish_version
from goodwork.actions.versions.see_versions import see_version
from goodwork.blobs import Blobs
from goodwork.formats.registry import WRITTEN
from goodwork.formats.writing import stream
from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.store.database import Database
from goodwork.store.embedded import EmbeddedServer
from goodwork.store.schema import migrate

QUESTION = {"key": "mood", "kind": "classification", "title": "What is the mood?", "labels": ["Good", "Bad"]}
WORDS = (
    "rain", "sun", "wind", "cloud", "storm", "warm", "cold", "today", "tomorrow", "again", "never", "city", "river",
    "field", "morning", "evening",
)  # fmt: skip
PEOPLE = 3


def rows(items: int) -> Iterator[bytes]:
    """JSON lines with about 130 characters of text, in pieces."""
    draw = random.Random(1)
    for first in range(0, items, 1000):
        made: list[str] = []
        for n in range(first, min(first + 1000, items)):
            words = " ".join(draw.choices(WORDS, k=22))
            made.append(f'{{"id": "item-{n}", "text": "{words} {n}", "batch": "b1"}}\n')
        yield "".join(made).encode()


def high_water() -> int:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


class Clock:
    """Seconds, CPU seconds of this process, and growth of memory since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu, self._memory = time.perf_counter(), time.process_time(), high_water()

    def read(self) -> dict[str, float]:
        """The figures now."""
        return {
            "seconds": round(time.perf_counter() - self._wall, 2),
            "cpu_seconds": round(time.process_time() - self._cpu, 2),
            "memory_growth_mb": high_water() - self._memory,
        }


def _home() -> Path:
    home = Path(tempfile.mkdtemp(prefix="goodwork-bench-"))
    home.chmod(0o755)  # the database runs as a user of its own
    return home


async def measure(items: int, formats: list[str]) -> dict[str, Any]:
    """One import, one version and its exports."""
    home = _home()
    server = EmbeddedServer(home / "postgres")
    result: dict[str, Any] = {"items": items, "cpus": os.cpu_count(), "load_before": os.getloadavg()}
    try:
        await migrate(server.start())
        database, blobs = Database(server.application_url), Blobs(str(home / "blobs"))
        result |= await _measure(database, blobs, items, formats)
        await database.close()
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    return {**result, "load_after": os.getloadavg()}


async def _measure(database: Database, blobs: Blobs, items: int, formats: list[str]) -> dict[str, Any]:
    actor, people = await _people(database)
    project = await make_project(database, actor, Draft("Measured", "To measure.", [QUESTION]))

    async def body() -> AsyncGenerator[bytes]:
        for piece in rows(items):
            yield piece

    made = await receive_import(
        database, blobs, actor, project, body(), name="rows", file_format="jsonl", mapping={}, limit=1 << 40
    )
    clock = Clock()
    await run_import(database, blobs, actor.organization_id, made.id)
    imported = clock.read()
    done = await see_import(database, actor, made.id)
    assert done.added == items, done
    await _answers(database, actor, project, people)
    asked = await publish_version(database, actor, project, "Measured.")
    clock = Clock()
    await make_version(database, blobs, actor.organization_id, asked.id)
    result: dict[str, Any] = {
        "import": {**imported, "items_per_second": round(items / imported["seconds"])},
        "publish": clock.read(),
        "export": {},
    }
    version = await see_version(database, actor, asked.id)
    for name in formats:
        clock = Clock()
        size = sum(map(len, stream(published_files(blobs, version), name)))
        result["export"][name] = {**clock.read(), "mb": size >> 20}
    return result


async def _people(database: Database) -> tuple[Actor, list[int]]:
    async with database.transaction(SYSTEM) as t:
        organization = (await t.execute(text("INSERT INTO organization (name) VALUES ('B') RETURNING id"))).scalar_one()
        add = text(
            "INSERT INTO person (organization_id, name, email, role, pseudonym)"
            " VALUES (:o, :n, :n || '@bench', :r, :n) RETURNING id"
        )
        roles = ["owner", *["annotator"] * PEOPLE]
        made = [
            (await t.execute(add, {"o": organization, "n": f"person-{n}", "r": role})).scalar_one()
            for n, role in enumerate(roles)
        ]
    return Actor(OrganizationId(organization), PersonId(made[0]), Role.OWNER), made[1:]


async def _answers(database: Database, actor: Actor, project: int, people: list[int]) -> None:
    """Three answers and a consensus for every item, straight to the tables: they are not what is measured."""
    async with database.transaction(actor) as t:
        for person in people:
            await t.execute(
                text(
                    "INSERT INTO annotation (organization_id, project_id, item_id, person_id, claim_id, form_version,"
                    " answers) SELECT organization_id, project_id, id, :person, 0, 1,"
                    """ CASE WHEN id % 3 = 0 THEN '{"mood": {"labels": ["bad"]}}'::jsonb"""
                    """ ELSE '{"mood": {"labels": ["good"]}}'::jsonb END FROM item WHERE project_id = :project"""
                ).bindparams(person=person, project=project)
            )
        await t.execute(
            text(
                "INSERT INTO consensus (item_id, question, organization_id, project_id, answer, confidence, answers)"
                """ SELECT id, 'mood', organization_id, project_id, '{"labels": ["good"]}', 0.9, 3 FROM item"""
                " WHERE project_id = :project"
            ),
            {"project": project},
        )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--formats", nargs="*", default=list(WRITTEN), choices=list(WRITTEN))
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = asyncio.run(measure(given.items, given.formats))
    if given.json:
        print(json.dumps(found))
        return
    print(f"{found['items']:,} items, {found['cpus']} CPUs, load {found['load_before'][0]:.1f}")
    lines = [("import", found["import"]), ("publish", found["publish"]), *found["export"].items()]
    for name, figures in lines:
        rate = f"{found['items'] / figures['seconds']:,.0f}/s"
        print(
            f"{name:14} {figures['seconds']:8.2f} s  {figures['cpu_seconds']:8.2f} s CPU  {rate:>12}"
            f"  +{figures['memory_growth_mb']:.0f} MB"
        )
    print(f"load after {found['load_after'][0]:.1f}")


if __name__ == "__main__":
    main()

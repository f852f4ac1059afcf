"""A process of its own that decides appeals, changes known answers or refits, each at the moment that it is told.

``python -m tests.queue.deciding`` reads one order a line and answers each with a line: what came of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from goodwork.actions.appeals.decide_appeal import Decided, decide_appeal
from goodwork.actions.items.change_item import make_gold
from goodwork.actions.quality.refit_project import refit_project
from goodwork.blobs import Blobs
from goodwork.errors import GoodworkError
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.people import Actor, Role
from goodwork.store.database import Database

Order = dict[str, Any]


def _actor(order: Order) -> Actor:
    return Actor(OrganizationId(order["organization"]), PersonId(order["person"]), Role(order["role"]))


async def _decide(database: Database, blobs: Blobs, order: Order) -> None:
    decided = Decided(order["upheld"], "It is meant.", "", order["standing"])
    await decide_appeal(database, blobs, _actor(order), order["appeal"], decided, key=None)


async def _gold(database: Database, blobs: Blobs, order: Order) -> None:
    await make_gold(database, _actor(order), order["item"], order["answers"], "Line 4.")


async def _refit(database: Database, blobs: Blobs, order: Order) -> None:
    await refit_project(database, blobs, OrganizationId(order["organization"]), ProjectId(order["project"]))


DO: dict[str, Callable[[Database, Blobs, Order], Awaitable[None]]] = {
    "decide": _decide,
    "gold": _gold,
    "refit": _refit,
}


async def main() -> None:
    """Follow orders until there are none."""
    database, blobs = Database(os.environ["TEST_DATABASE_URL"], size=2, overflow=0), Blobs(os.environ["TEST_BLOBS"])
    print("ready", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        order: Order = json.loads(line)
        await asyncio.sleep(max(0.0, order["at"] - time.monotonic()))
        try:
            await DO[order["do"]](database, blobs, order)
            came = "done"
        except GoodworkError as error:
            came = f"{type(error).__name__}: {error.message}"
        print(came, flush=True)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())

"""A project with items, and what the tests of the queue do there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from goodwork.actions.quality.appraise import Appraiser
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.people import Worker
from tests.api.callers import Caller, House

POLICY = {"target": 0.9, "fewest": 2, "most": 3}


@dataclass
class Place:
    """One project of one organization."""

    house: House
    owner: Caller
    project: int

    @property
    def worker(self) -> Worker:
        return Worker(OrganizationId(self.owner.me["organization_id"]))

    async def sql(self, statement: str, **values: Any) -> list[Any]:
        """The rows of a statement, as this organization."""
        async with self.house.state.database.transaction(self.worker) as t:
            result = await t.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    async def items(self, n: int, *, wanted: int = 2, gold: int = 0) -> list[int]:
        """Further items."""
        rows = await self.sql(
            "INSERT INTO item (organization_id, project_id, position, wanted, gold)"
            " SELECT :o, :p, (SELECT coalesce(max(position), 0) FROM item WHERE project_id = :p) + s, :w, :g"
            " FROM generate_series(1, :n) s RETURNING id",
            o=self.worker.organization_id, p=self.project, n=n, w=wanted, g=gold,
        )  # fmt: skip
        ids = [row[0] for row in rows]
        await self.sql(
            "INSERT INTO item_payload (item_id, organization_id, project_id, external_id, content_hash, payload)"
            " SELECT i, :o, :p, 'item-' || i, sha256(CAST(CAST(i AS text) AS bytea)), jsonb_build_object('parts',"
            " jsonb_build_array(jsonb_build_object('name', 'text', 'type', 'text', 'text', 'Text ' || i)))"
            " FROM unnest(CAST(:ids AS bigint[])) i",
            o=self.worker.organization_id, p=self.project, ids=ids,
        )  # fmt: skip
        return ids

    async def claim(self, caller: Caller, **body: Any) -> dict[str, Any]:
        """What comes of asking for work."""
        return await caller.ok("POST", f"/projects/{self.project}/claims", json=body)

    async def submit(self, caller: Caller, claim: dict[str, Any], label: str = "good", **rest: Any) -> Any:
        """Submit one label."""
        body = {"answers": {"mood": {"labels": [label]}}, "form_version": 1}
        return await caller.ok("POST", f"/claims/{claim['id']}/annotation", json=body, **rest)

    async def counts(self, item: int) -> tuple[int, ...]:
        """State, wanted, completed, live and skips of an item."""
        row = (await self.sql("SELECT state, wanted, completed, live, skips FROM item WHERE id = :i", i=item))[0]
        return tuple(row)

    async def appraise(self) -> int:
        """Do the worker's part until nothing is marked."""
        appraiser = Appraiser(
            self.house.state.database, self.house.state.blobs, self.worker.organization_id, ProjectId(self.project)
        )
        done = 0
        while appraised := await appraiser.batch():
            done += appraised
        return done

    async def policy(self, **changes: Any) -> None:
        """Change the policy without asking anything of the items."""
        await self.sql(
            "UPDATE project SET policy = policy || CAST(:c AS jsonb) WHERE id = :p",
            c=json.dumps(changes), p=self.project,
        )  # fmt: skip


async def place(house: House, **project: Any) -> Place:
    """A new organization with a project."""
    owner = await house.owner()
    made = await house.project(owner, **{"policy": POLICY, **project})
    return Place(house, owner, made["id"])

"""An organization with a manager, its projects and its files: what tests of imports and versions begin with."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from goodwork.actions.data.run_import import run_import
from goodwork.actions.projects.make_project import Draft, make_project
from goodwork.blobs import Blobs
from goodwork.fetching.fetcher import Fetcher
from goodwork.model.data import DataImport, ImportFault
from goodwork.model.ids import OrganizationId, PersonId, ProjectId
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.model.projects import Policy
from goodwork.store.data import imports
from goodwork.store.database import Database

MOOD: dict[str, Any] = {
    "key": "mood",
    "kind": "classification",
    "title": "What is the mood?",
    "labels": [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}],
}
STARS: dict[str, Any] = {"key": "stars", "kind": "rating", "title": "How many stars?", "low": 1, "high": 5}
WHY: dict[str, Any] = {"key": "why", "kind": "text", "title": "Why?", "required": False}

_numbers = itertools.count(1)


@dataclass
class Workshop:
    """A manager at work on a database, without a server."""

    database: Database
    blobs: Blobs
    manager: Actor

    @classmethod
    async def open(cls, database: Database, blobs: Blobs) -> Workshop:
        """A new organization and its manager."""
        n = next(_numbers)
        async with database.transaction(SYSTEM) as t:
            organization = (
                await t.execute(text("INSERT INTO organization (name) VALUES ('Org') RETURNING id"))
            ).scalar_one()
        manager = Actor(OrganizationId(organization), PersonId(0), Role.MANAGER)
        made = cls(database, blobs, manager)
        made.manager = Actor(manager.organization_id, await made.person(f"manager{n}", role="manager"), Role.MANAGER)
        return made

    async def person(self, name: str, role: str = "annotator") -> PersonId:
        """A further person of the organization; the name is their pseudonym too."""
        async with self.database.transaction(SYSTEM) as t:
            row = await t.execute(
                text(
                    "INSERT INTO person (organization_id, name, email, role, pseudonym)"
                    " VALUES (:o, :n, :e, :r, :n) RETURNING id"
                ),
                {"o": self.manager.organization_id, "n": name, "e": f"{name}{next(_numbers)}@test", "r": role},
            )
            return PersonId(row.scalar_one())

    async def project(
        self, *questions: Mapping[str, Any], policy: Policy = Policy(), guideline: str = "Be fair."
    ) -> ProjectId:
        """A project with these questions."""
        draft = Draft(f"Project {next(_numbers)}", "To train a model.", questions or (MOOD,), guideline, policy)
        return await make_project(self.database, self.manager, draft)

    async def enter(
        self, project: ProjectId, content: bytes, file_format: str = "jsonl", mapping: Mapping[str, Any] | None = None
    ) -> DataImport:
        """A received file that waits for its import."""
        name = f"imports/{next(_numbers)}"
        self.blobs.put_stream([content], name)
        async with self.database.transaction(self.manager) as t:
            return await imports.add(
                t, self.manager, project, name="file", file_format=file_format, mapping=mapping or {}, blob=name,
                size=len(content),
            )  # fmt: skip

    async def run(self, entered: DataImport, fetcher: Fetcher | None = None) -> DataImport:
        """Run an import, as the worker does."""
        await run_import(self.database, self.blobs, entered.organization_id, entered.id, fetcher)
        async with self.database.transaction(self.manager) as t:
            done = await imports.one(t, entered.id)
        assert done is not None
        return done

    async def bring(
        self,
        project: ProjectId,
        content: bytes,
        file_format: str = "jsonl",
        mapping: Mapping[str, Any] | None = None,
        fetcher: Fetcher | None = None,
    ) -> DataImport:
        """Import a file."""
        return await self.run(await self.enter(project, content, file_format, mapping), fetcher)

    async def faults(self, done: DataImport) -> list[ImportFault]:
        """The rows that were not taken."""
        async with self.database.transaction(self.manager) as t:
            return await imports.faults(t, done.id, 0, 1000)

    async def rows(self, statement: str, **given: Any) -> Sequence[Any]:
        """What a query finds, for looking at what is stored."""
        async with self.database.transaction(self.manager) as t:
            return (await t.execute(text(statement), given)).all()

"""What a version is used for: said by whoever uses it, and read by the people whose answers are in it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from goodwork.actions import idempotency
from goodwork.actions.projects.checks import read_text
from goodwork.actions.projects.reach import reach_project
from goodwork.errors import Conflict, Fault, Invalid, NotFound, StorageFull
from goodwork.model.people import Actor
from goodwork.model.versions import DatasetVersion, Share, UseKind, VersionState, VersionUse
from goodwork.routing.access import ProjectRole
from goodwork.store import audit
from goodwork.store.database import Database, Kind
from goodwork.store.versions import uses, versions


async def record_use(
    database: Database, actor: Actor, version: int, *, kind: UseKind, consumer: str, purpose: str, day: date | None,
    key: str | None = None,
) -> VersionUse:  # fmt: skip
    """Say who uses a published version, what for, and on which day (None: today); for the project's managers."""
    who = read_text(consumer, "consumer", "Say who uses it; it can't be empty.")
    what_for = read_text(purpose, "purpose", "Say what for; it can't be empty.")
    today = datetime.now(UTC).date()
    # East of Greenwich it is tomorrow already.
    if day is not None and day > today + timedelta(days=1):
        what = "A use can't be of a day that is still to come."
        raise Invalid(what, kept="Nothing was changed.", next_step="State today, or an earlier day.",
                      faults=[Fault("day", what)])  # fmt: skip
    async with database.transaction(actor) as t:
        found = await versions.one(t, version)
        if found is None:
            raise NotFound
        await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
        mark = idempotency.fingerprint("record_use", version, kind.value, who, what_for, day and day.isoformat())
        remembered = await idempotency.recall(t, actor, key, mark)
        if remembered is not None:
            return await uses.one(t, remembered)
        if found.state is not VersionState.PUBLISHED:
            raise Conflict("This version is not published.", kept="Nothing was changed.",
                           next_step="Say it of a version that is.")  # fmt: skip
        made = await uses.add(t, found, kind, who, what_for, day or today)
        detail = {"version": found.number, "kind": kind.value, "consumer": who, "purpose": what_for}
        await audit.record(t, actor, "version.used", "version", found.id, detail)
        await idempotency.remember(t, actor, key, made)
        return await uses.one(t, made)


async def list_uses(database: Database, actor: Actor, version: int, before: int, limit: int) -> list[VersionUse]:
    """A version's uses, newest first; for the project's managers."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await versions.one(t, version)
        if found is None:
            raise NotFound
        await reach_project(t, actor, found.project_id, ProjectRole.MANAGER)
        return await uses.of_version(t, found.id, before, limit)


async def my_shares(database: Database, actor: Actor, project: int, before: int, limit: int) -> list[Share]:
    """The versions of a project that hold answers of one's own, and what they were used for."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        await reach_project(t, actor, project)
        return await uses.mine(t, actor, project, before, limit)


async def note_download(database: Database, actor: Actor, version: DatasetVersion) -> None:
    """Write down that a version is downloaded today: by itself, once a day and without a name.

    On a full disk it is not written down: what is published can be read all the same.
    """
    with suppress(StorageFull):
        async with database.transaction(actor) as t:
            await uses.downloaded(t, version)

"""Running an import: batch by batch, each with its place in the file in one transaction."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace

from goodwork import confined, flow
from goodwork.actions.data import batches
from goodwork.actions.data.fetch_pictures import fetch_pictures
from goodwork.actions.data.later_answers import Later, add_annotations, add_later, add_skips
from goodwork.actions.data.ready import PICTURES, Late, Ready, Sorted, sort_out
from goodwork.actions.data.uploads import let_go
from goodwork.actions.items.make_searchable import ask_for_searchable
from goodwork.actions.items.print_pictures import ask_for_prints
from goodwork.actions.people.pseudonyms import draw_pseudonym
from goodwork.actions.redundancy.start_check import check_after_import
from goodwork.blobs import Blobs
from goodwork.confined import Limits
from goodwork.errors import Conflict, GoodworkError
from goodwork.fetching.addresses import Reach
from goodwork.fetching.fetcher import Fetcher
from goodwork.formats.mapping import ImportMapping
from goodwork.formats.report import Report
from goodwork.forms.said import ReadItem
from goodwork.model.data import DataImport, ImportFault, ImportState, Missed
from goodwork.model.ids import ImportId, ItemId, OrganizationId, PersonId
from goodwork.model.items import GoldDraw, ItemCounts, ItemState
from goodwork.model.people import Worker
from goodwork.model.projects import PredictionsAre, Project, ProjectState
from goodwork.store.alone import alone
from goodwork.store.data import import_pictures, imported_answers, imports, new_items
from goodwork.store.data.imported_answers import Bringing, NewAnnotation, NewPrediction, NewSkip
from goodwork.store.data.new_items import Arrival
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.projects import policies, projects
from goodwork.store.quality import fits

_ALONE = 22832
"""Names runs of imports among advisory locks."""


class _Archived(Conflict):
    """The project was archived."""


class _Overtaken(Exception):
    """Another run of this import is further; this one gives up its batch."""


async def run_import(
    database: Database,
    blobs: Blobs,
    organization: OrganizationId,
    identity: ImportId,
    fetcher: Fetcher | None = None,
) -> None:
    """Bring an import to its end from where it stands; nothing to do when it has ended.

    However it is interrupted, the next run goes on with the first row that is not in the project yet; a run beside
    another one does nothing. A file that can't be read to its end leaves the import failed, with what came before in
    the project. Pictures that it names by their addresses come through ``fetcher``; without one none does.
    """
    async with alone(database, _ALONE, identity) as first:
        if first:
            await _run(database, blobs, organization, identity, fetcher or Fetcher(Reach()))


async def give_up_import(database: Database, organization: OrganizationId, identity: ImportId, why: str) -> None:
    """End an import that can't be brought to its end; it can be resumed, and what it brought stays."""
    async with database.transaction(Worker(organization)) as t:
        data_import = await imports.start(t, identity)
        if data_import is not None:
            kept = "What came before it is in the project."
            await imports.finish(t, identity, ImportState.FAILED, f"{why} {kept}")


async def _run(
    database: Database, blobs: Blobs, organization: OrganizationId, identity: ImportId, fetcher: Fetcher
) -> None:
    worker = Worker(organization)
    async with database.transaction(worker) as t:
        data_import = await imports.start(t, identity)
        if data_import is None:
            return
        project = await projects.one(t, data_import.project_id)
        again = data_import.again_of
        only = None if again is None else await import_pictures.waiting(t, again)
    assert project is not None and data_import.blob is not None
    if project.state is ProjectState.ARCHIVED:
        await _end(database, data_import, ImportState.FAILED, _archived().message)
        return
    missed: dict[bytes, Missed] | None = {}
    if data_import.mapping.get("pictures") == "fetch":
        most = limits(data_import.size or 0)
        missed = await fetch_pictures(database, blobs, data_import, project.questions, fetcher, only, most)
        if missed is None:
            await _end_archived(database, data_import)
            return
    # Read in a process of its own: what a file holds is not known before.
    reading = confined.stream(
        "goodwork.actions.data.ready:ready", data_import, project.questions, blobs, batches.MOST_ROWS,
        Late(missed, only),
        limits=limits(data_import.size or 0),
    )  # fmt: skip
    async with aclosing(reading):
        try:
            told = await anext(reading)
        except GoodworkError as error:
            await _end(database, data_import, ImportState.FAILED, error.message)
            return
        if not data_import.position:
            async with database.transaction(worker) as t:
                await imports.use_mapping(t, identity, told.format, told.mapping.as_json())
        try:
            error = await _Run(database, data_import, project, told.mapping).all_of(reading)
        except _Overtaken:
            return
        except _Archived as archived:
            error = archived
    async with database.transaction(worker, kind=Kind.READ) as t:
        done = await imports.one(t, identity)
        waits = await import_pictures.any_waits(t, identity)
    if error is None and done is not None and not done.keeps and not waits:
        await _end(database, data_import, ImportState.FAILED, _nothing(done, told.format))
    elif error is None:
        await _end(database, data_import, ImportState.DONE, None)
        if not waits:
            await let_go(database, blobs, organization, data_import.blob)
        elif data_import.mapping.get("pictures"):
            # Those that came are in the items; the file stays, to be read again for those that did not.
            await asyncio.to_thread(blobs.remove_folder, f"{data_import.blob}{PICTURES}".rstrip("/"))
    else:
        kept = error.kept or "What came before it is in the project."
        await _end(database, data_import, ImportState.FAILED, f"{error.what} {kept} {error.next_step}".strip())


def _nothing(done: DataImport, file_format: str) -> str:
    why = ": it holds no row" if not done.position else ": why is listed row by row" if done.rejected else ""
    return (
        f"Nothing of {done.name} was kept, read as {file_format}{why}. "
        "Preview it, say what it is and which column is what, and send it again."
    )


async def _end_archived(database: Database, data_import: DataImport) -> None:
    """End an import whose project was archived meanwhile; one that is being undone has ended already."""
    async with database.transaction(Worker(data_import.organization_id), kind=Kind.READ) as t:
        state = await projects.state(t, data_import.project_id)
    if state is ProjectState.ARCHIVED:
        await _end(database, data_import, ImportState.FAILED, _archived().message)


def _archived() -> _Archived:
    return _Archived(
        "The project is archived.",
        kept="What came before is in the project, and so is the file.",
        next_step="Activate the project, then resume the import.",
    )


def limits(size: int) -> Limits:
    """What reading one batch may take. A large file may take long until its first one: rows are passed over."""
    sent = size >> 20
    return Limits(
        seconds=600 + sent,
        cpu=60 + sent,
        memory=2 << 30,
        disk=8 << 30,
        answer=1 << 30,
        nice=0,
        advice="Send it in smaller parts, or as JSON lines.",
    )


async def _next(reading: AsyncGenerator[Ready]) -> Ready | GoodworkError:
    try:
        return await anext(reading)
    except GoodworkError as error:
        return error


async def _end(database: Database, data_import: DataImport, state: ImportState, error: str | None) -> None:
    async with database.transaction(Worker(data_import.organization_id)) as t:
        if await imports.finish(t, data_import.id, state, error):
            await ask_for_searchable(t, data_import.organization_id, data_import.project_id)
            await ask_for_prints(t, data_import.organization_id, data_import.project_id)
            if data_import.redundancy:
                await check_after_import(t, data_import)


class _Run:
    """One run of an import."""

    def __init__(self, database: Database, data_import: DataImport, project: Project, mapping: ImportMapping) -> None:
        self._database = database
        self._import = data_import
        self._project = project
        self._position = data_import.position
        self._report = Report.from_json(data_import.report)
        self._people: dict[str, PersonId] = {}
        self._repeats = False
        """Whether a batch held what the project knew: then the next ones are looked up before they are added."""
        self._bringing = Bringing(data_import.organization_id, data_import.project_id, data_import.id)
        self._arrival = Arrival(
            data_import.organization_id,
            data_import.project_id,
            data_import.id,
            wanted=project.policy.fewest,
            draw=GoldDraw.CHOSEN if mapping.gold_drawn is None else GoldDraw.DRAWN,
            inclusion=mapping.gold_drawn,
            person=data_import.created_by,
        )

    async def all_of(self, reading: AsyncGenerator[Ready]) -> GoodworkError | None:
        """Store every batch; returns why the file could not be read to its end, if so."""
        ready = await anext(reading)
        while True:
            # The next batch is taken over while this one is stored.
            following = None if ready.batch.ended else asyncio.ensure_future(_next(reading))
            try:
                await self._store(ready)
            finally:
                if following is not None:
                    await asyncio.wait({following})
            if following is None:
                return ready.batch.error
            came = following.result()
            if isinstance(came, GoodworkError):
                return came
            ready = came

    async def _store(self, ready: Ready) -> None:
        batch = ready.batch
        if not batch.rows:
            return
        async with self._database.transaction(Worker(self._arrival.organization)) as t:
            if await projects.state(t, self._arrival.project) is ProjectState.ARCHIVED:
                raise _archived()
            # The policy may have changed since the last batch; whoever changed it sees to the items before this one.
            policy = await policies.of_project(t, self._arrival.project)
            self._project = replace(self._project, policy=policy)
            self._arrival = replace(self._arrival, wanted=policy.fewest)
            last, found = await self._add(t, ready) if batch.items else (0, ready.sorted)
            out, duplicate = set(found.out), found.duplicate
            numbers = [n for n in range(len(batch.items)) if n not in out] if out else range(len(batch.items))
            added = [batch.items[n] for n in numbers] if out else batch.items
            report = Report.from_json(self._report.as_json())
            report.add(batch.report)
            report.keep("items", len(added))
            if any(read.said for read in batch.items):
                ids = dict(zip(numbers, await new_items.ids_after(t, self._arrival.project, last), strict=True))
                await self._store_said(t, added, [ids[n] for n in numbers], report)
                there = found.known | {n: ids[first] for n, first in found.repeated.items()}
                later = [Later(batch.items[n], there[n]) for n in duplicate if batch.items[n].said]
                if later:
                    await add_later(t, self._bringing, self._project, later, lambda by: self._person(t, by), report)
                if policy.predictions is PredictionsAre.WEIGHED and report.kept.get("predictions"):
                    await fits.ask(t, self._arrival.organization, self._arrival.project)
            for read in (batch.items[n] for n in duplicate):
                _report_duplicate(read, report)
            faults = [
                *batch.faults,
                *(ImportFault(batch.items[n].item.line, why, "") for n, why in found.rejected.items()),
            ]
            done = imports.Advance(
                rows=batch.rows,
                added=len(added),
                duplicate=len(duplicate),
                gold=sum(read.gold is not None for read in added),
                faults=faults,
                report=report.as_json(),
                kept_bytes=sum(batch.sizes[n] for n in numbers),
                positions=(last + 1, last + len(added)) if added else None,
            )
            if not await imports.advance(t, self._import, self._position, done):
                raise _Overtaken
        self._position += batch.rows
        self._report = report

    async def _add(self, t: Transaction, ready: Ready) -> tuple[int, Sorted]:
        """Add the items of a batch; returns the position before them, and those that became none."""
        items, project = ready.batch.items, self._arrival.project
        await new_items.stage(t, project, ready.packed)
        if not self._repeats:
            last = await new_items.add_unknown(t, self._arrival, ready.sorted.out, len(items))
            if last is not None:
                return last, ready.sorted
            self._repeats = True
        found = sort_out(items, await new_items.known_ones(t, project))
        return await new_items.add_staged(t, self._arrival, found.out, len(items)), found

    async def _store_said(
        self, t: Transaction, added: Sequence[ReadItem], ids: Sequence[ItemId], report: Report
    ) -> None:
        predictions: list[NewPrediction] = []
        annotations: list[NewAnnotation] = []
        skips: list[NewSkip] = []
        for read, item in zip(added, ids, strict=True):
            # As later answers: each takes a slot that is free, else it is surplus.
            slots = ItemCounts(ItemState.OPEN, self._arrival.wanted, 0, 0, GoldDraw.NONE, 0)
            for one in read.said:
                if one.said.role == "prediction":
                    predictions.append(NewPrediction(item, one.said.by, one.answers, one.said.score))
                    continue
                person = await self._person(t, one.said.by)
                if one.said.role == "skip":
                    skips.append(NewSkip(item, person, one.said.reason))
                else:
                    before, (slots, _) = slots, flow.decide(slots, flow.Submitted(late=True), self._project.policy)
                    surplus = slots.completed == before.completed
                    annotations.append(NewAnnotation(item, person, one.answers, surplus, one.said.accepted_from))
        await imported_answers.add_predictions(t, self._bringing, predictions)
        await add_annotations(t, self._bringing, self._project, annotations, report)
        await add_skips(t, self._bringing, self._project, skips)
        report.keep("annotations", len(annotations))
        report.keep("predictions", len(predictions))
        report.keep("skips", len(skips))

    async def _person(self, t: Transaction, by: str) -> PersonId:
        """The person who stands for somebody of the file; who they were there is not kept."""
        if by in self._people:
            return self._people[by]
        mark = hashlib.sha256(f"{self._arrival.organization}/{self._arrival.project}/{by}".encode()).hexdigest()[:24]
        for _ in range(20):
            pseudonym = draw_pseudonym()
            found = await imported_answers.imported_person(
                t,
                self._arrival.organization,
                email=f"{mark}@imported.invalid",
                name=f"Imported {pseudonym}",
                pseudonym=pseudonym,
            )
            if found is not None:
                self._people[by] = found
                return found
        raise Conflict("No pseudonym is free in this organization.", kept="What was imported before is in the project.")


def _report_duplicate(read: ReadItem, report: Report) -> None:
    name = read.item.external_id or f"line {read.item.line}"
    if read.gold is not None:
        report.lose(name, "the gold of a duplicate", "the item is in the project already; give it its gold there")

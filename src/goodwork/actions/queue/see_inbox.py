"""One's own inbox: what came back on flags and answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from goodwork.actions.queue import answers as kept
from goodwork.blobs import Blobs
from goodwork.errors import Damaged
from goodwork.forms.reading import read_form
from goodwork.judging.item import NO_VERSION, GivenAnswers
from goodwork.judging.told import Beside, beside
from goodwork.kinds.contract import Question
from goodwork.model.appeals import Against
from goodwork.model.inbox import Entry
from goodwork.model.people import Actor
from goodwork.store.appeals import verdicts
from goodwork.store.appeals.verdicts import OpenVerdict
from goodwork.store.database import Database, Kind
from goodwork.store.people import inbox
from goodwork.store.projects import forms


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, and one's own answers beside the right ones where it is about answers."""

    entry: Entry
    beside: Sequence[Beside]
    not_compared: Literal["damaged", "not-asked"] | None = None
    """Why they don't stand side by side: one's own can't be read; none of what was asked then is asked today."""

    may_appeal: Against | None = None
    """As what it may be appealed: it decides otherwise than they said, holds, and they have not appealed it."""


async def list_inbox(database: Database, blobs: Blobs, actor: Actor, *, before: int, limit: int) -> list[Told]:
    """What came back to the calling person, newest first, before an id."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        entries = await inbox.page(t, actor, before, limit)
        asked: dict[int, tuple[int, list[Question]]] = {}
        for project in {entry.project_id for entry in entries if entry.project_id and entry.right is not None}:
            version, questions = await forms.newest(t, project)
            asked[project] = (version, read_form(questions))
        decided = sorted({entry.item_id for entry in entries if entry.item_id and entry.right is not None})
        open_to = await verdicts.of_items(t, actor.person_id, decided) if decided else {}
    return await tell_all(blobs, entries, asked, open_to)


async def tell_all(
    blobs: Blobs,
    entries: Sequence[Entry],
    asked: Mapping[int, tuple[int, Sequence[Question]]],
    open_to: Mapping[int, Sequence[OpenVerdict]],
) -> list[Told]:
    """Entries as their person reads them. ``asked``: the form of each project that says what is right."""
    told = [await _told(blobs, entry, asked) for entry in entries]
    return [replace(one, may_appeal=_as_what(one, open_to)) for one in told]


def _as_what(told: Told, open_to: Mapping[int, Sequence[OpenVerdict]]) -> Against | None:
    entry = told.entry
    if all(row.alike for row in told.beside):
        return None
    return next((v.against for v in open_to.get(entry.item_id or 0, ()) if v.entry_id == entry.id), None)


async def _told(blobs: Blobs, entry: Entry, asked: Mapping[int, tuple[int, Sequence[Question]]]) -> Told:
    if entry.right is None or entry.form_version is None or entry.project_id is None:
        return Told(entry, ())
    version, form = asked[entry.project_id]
    try:
        answers = await kept.fetch(blobs, entry.mine, entry.mine_blob)
    except Damaged:
        return Told(entry, (), "damaged")
    mine = GivenAnswers(0, entry.form_version, answers)
    right = GivenAnswers(0, entry.right_version or NO_VERSION, entry.right)
    compared = await asyncio.to_thread(beside, form, version, mine, right)
    return Told(entry, compared, None if compared else "not-asked")


async def count_unread(database: Database, actor: Actor) -> int:
    """How many entries the calling person has not read, up to a hundred."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await inbox.unread(t, actor)


async def mark_read(database: Database, actor: Actor, upto: int) -> None:
    """Note that the calling person has read their entries up to this one."""
    async with database.transaction(actor) as t:
        await inbox.read(t, actor.person_id, upto)

"""Looking at appeals: one's own, and those that wait for a decision, without whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.actions.projects.reach import reach_item, reach_project
from goodwork.actions.queue import answers as kept
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.appealed import Answers, Others, as_now, others
from goodwork.judging.item import GivenAnswers
from goodwork.model.appeals import Appeal
from goodwork.model.people import Actor
from goodwork.routing.access import ProjectRole
from goodwork.routing.beside import sections
from goodwork.store.appeals import appeals, verdicts
from goodwork.store.appeals.appeals import OwnAppeal
from goodwork.store.database import Database, Kind
from goodwork.store.items import detail
from goodwork.store.projects import forms, projects
from goodwork.store.queue import annotations


@dataclass(frozen=True, slots=True)
class SeenAppeal:
    """An appeal as its decider sees it: no name, no pseudonym, and no number that tells whose it is."""

    appeal: Appeal
    payload: Mapping[str, Any]
    theirs: Answers
    decided: Answers
    """What was decided, as the questions are now."""
    others: Sequence[Others]
    form_version: int
    rules: Sequence[str]
    """The sections of the guideline."""
    standing: str
    """What holds for the item now; the decision names it."""


async def own_appeals(database: Database, actor: Actor, *, before: int, limit: int) -> list[OwnAppeal]:
    """The calling person's appeals, newest first, before an id."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        return await appeals.of_person(t, actor, before, limit)


async def waiting_appeals(
    database: Database, actor: Actor, project: int, after: int, limit: int
) -> list[tuple[Appeal, Mapping[str, Any]]]:
    """The open appeals that the calling person may decide, behind the appeal ``after``; 0: from the first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        reached = await reach_project(t, actor, project, ProjectRole.REVIEWER)
        return await appeals.waiting(t, reached.project.id, actor.person_id, after, limit)


async def see_appeal(database: Database, blobs: Blobs, actor: Actor, appeal: int) -> SeenAppeal:
    """An appeal with all that its decision may rest on; NotFound for who may not decide it."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        found = await appeals.get(t, appeal)
        if found is None:
            raise NotFound
        reached = await reach_item(t, actor, found.item_id)
        if not await appeals.may_decide(t, actor.person_id, appeal):
            raise NotFound
        version = reached.project.form_version
        form = read_form(await forms.questions(t, reached.project.id, version) or [])
        shown = await detail.shown(t, found.item_id)
        row = await annotations.of_id(t, found.person_id, found.annotation_id)
        given, _ = await kept.given(t, blobs, [found.item_id])
        standing = await verdicts.standing(t, found.item_id)
        project = await projects.one(t, reached.project.id)
    assert shown is not None and row is not None and project is not None, (
        "neither items nor annotations go while there is an appeal"
    )
    mine = GivenAnswers(0, row.form_version, await kept.fetch(blobs, row.answers, row.answers_blob))
    return SeenAppeal(
        found,
        shown.payload,
        as_now(form, version, mine),
        as_now(form, version, GivenAnswers(0, found.form_version, found.answers)),
        others(form, version, given[found.item_id], found.person_id),
        version,
        list(dict.fromkeys(section.heading for section in sections(project.guideline.markdown))),
        standing,
    )

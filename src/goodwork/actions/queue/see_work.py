"""A person's own work: the claims that run, one claim, and what they have submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.holding import access_to, refusal
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers, hear
from goodwork.judging.told import answered_otherwise
from goodwork.model.appeals import Against
from goodwork.model.claims import Annotation, ClaimState, ClaimView
from goodwork.model.ids import AnnotationId, ItemId
from goodwork.model.inbox import About
from goodwork.model.people import Actor
from goodwork.routing.access import ClaimAccess
from goodwork.store.appeals import verdicts
from goodwork.store.database import Database, Kind
from goodwork.store.projects import forms
from goodwork.store.queue import annotations, claims
from goodwork.store.queue.annotations import AnnotationRow


async def live_claims(database: Database, actor: Actor, project: int) -> list[ClaimView]:
    """The claims that run, oldest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        await reach_project(t, actor, project)
        return await claims.live(t, actor, project)


async def see_claim(database: Database, blobs: Blobs, actor: Actor, claim: int) -> tuple[ClaimView, Annotation | None]:
    """One's own claim, and what was submitted under it; AccessEnded or Archived when it is closed to them."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        holding = await claims.holding(t, actor.person_id, claim)
        if holding is None:
            raise NotFound
        access = await access_to(t, actor, holding.project_id, running=holding.running)
        if not access.reads:
            raise refusal(access)
        view = await claims.view(t, actor, claim, in_hand=access is ClaimAccess.IN_HAND)
        over = view.state is not ClaimState.LIVE
        row = await annotations.newest(t, actor.person_id, view.item_id) if over else None
        if row is not None and view.state is not ClaimState.SUBMITTED and not row.earlier:
            row = None
    return view, None if row is None else await annotation_of(blobs, row)


async def history(
    database: Database, blobs: Blobs, actor: Actor, project: int, *, before: int, limit: int
) -> list[tuple[Annotation, int, Mapping[str, Any], list[About], Against | None]]:
    """One's own annotations in their newest revision, newest first.

    Each with its claim, its item's payload, what came back on the item, and what of that may be appealed.
    """
    async with database.transaction(actor, kind=Kind.READ) as t:
        await reach_project(t, actor, project)
        rows = await annotations.history(t, actor.person_id, project, before, limit)
        decided = [row.item_id for row, _, told in rows if any(about is not About.FLAG for about in told)]
        open_to = await verdicts.of_items(t, actor.person_id, decided) if decided else {}
        version, questions = await forms.newest(t, project)
    form = read_form(questions)
    found: list[tuple[Annotation, int, Mapping[str, Any], list[About], Against | None]] = []
    for row, payload, told in rows:
        made = await annotation_of(blobs, row)
        given = [GivenAnswers(0, said.form_version, said.answers) for said in (made, *open_to.get(row.item_id, ()))]
        mine, *right = hear(form, version, given)
        otherwise = [
            one.against
            for one, known in zip(open_to.get(row.item_id, ()), right, strict=True)
            if answered_otherwise(form, known, [mine])
        ]
        found.append((made, row.claim_id, payload, told, next(iter(otherwise), None)))
    return found


async def annotation_of(blobs: Blobs, row: AnnotationRow) -> Annotation:
    """An annotation with its answers, from wherever they lie."""
    answers = await kept.fetch(blobs, row.answers, row.answers_blob)
    return Annotation(
        AnnotationId(row.id), ItemId(row.item_id), row.revision, row.form_version, answers, row.surplus,
        row.submitted_at, row.bulk_id is not None, row.earlier,
    )  # fmt: skip

"""A person's own work: the claims that run, one claim, and what they have submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodwork.actions.projects.reach import reach_project
from goodwork.actions.queue import answers as kept
from goodwork.actions.queue.holding import access_to, refusal
from goodwork.actions.queue.see_inbox import Told, tell_all
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers, hear
from goodwork.judging.told import answered_otherwise
from goodwork.model.appeals import Against
from goodwork.model.claims import Annotation, ClaimState, ClaimView
from goodwork.model.ids import AnnotationId, ItemId
from goodwork.model.people import Actor
from goodwork.routing.access import ClaimAccess
from goodwork.store.appeals import verdicts
from goodwork.store.database import Database, Kind
from goodwork.store.people import inbox
from goodwork.store.projects import forms
from goodwork.store.queue import annotations, claims, handovers
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


@dataclass(frozen=True, slots=True)
class Past:
    """Something that a person submitted."""

    annotation: Annotation
    claim_id: int
    payload: Mapping[str, Any]
    came_back: Sequence[Told]
    """What their inbox holds of the item, newest first."""
    begun: bool
    """Whether a colleague began it."""
    may_appeal: Against | None
    """As what they may appeal it."""


async def history(
    database: Database, blobs: Blobs, actor: Actor, project: int, *, before: int, limit: int
) -> list[Past]:
    """One's own annotations in their newest revision, newest first."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        await reach_project(t, actor, project)
        rows = await annotations.history(t, actor.person_id, project, before, limit)
        entries = await inbox.of_items(t, actor, [row.item_id for row, _ in rows])
        decided = sorted({entry.item_id for entry in entries if entry.item_id and entry.right is not None})
        begun = await handovers.carried(t, [row.claim_id for row, _ in rows])
        open_to = await verdicts.of_items(t, actor.person_id, decided) if decided else {}
        version, questions = await forms.newest(t, project)
    form = read_form(questions)
    told = await tell_all(blobs, entries, {project: (version, form)}, open_to)
    found: list[Past] = []
    for row, payload in rows:
        made = await annotation_of(blobs, row)
        given = [GivenAnswers(0, said.form_version, said.answers) for said in (made, *open_to.get(row.item_id, ()))]
        mine, *right = hear(form, version, given)
        otherwise = [
            one.against
            for one, known in zip(open_to.get(row.item_id, ()), right, strict=True)
            if answered_otherwise(form, known, [mine])
        ]
        came_back = [one for one in told if one.entry.item_id == row.item_id]
        found.append(Past(made, row.claim_id, payload, came_back, row.claim_id in begun, next(iter(otherwise), None)))
    return found


async def annotation_of(blobs: Blobs, row: AnnotationRow) -> Annotation:
    """An annotation with its answers, from wherever they lie."""
    answers = await kept.fetch(blobs, row.answers, row.answers_blob)
    return Annotation(
        AnnotationId(row.id), ItemId(row.item_id), row.revision, row.form_version, answers, row.surplus,
        row.submitted_at, row.bulk_id is not None, row.earlier,
    )  # fmt: skip

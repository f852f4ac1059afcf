"""What people choose their work by: a project's card, a sample, effort by their own word, and their own choices."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path

from goodwork.actions.people.choices import choose, see_choices
from goodwork.actions.people.waiting import see_waiting
from goodwork.actions.projects.card import SeenSample, change_card, own_effort, report_effort, see_card, see_sample
from goodwork.api import shown
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, ManagerDep, ReaderDep, WorkerDep
from goodwork.api.wire.queue import PartOut
from goodwork.api.wire.work import CardWire, ChoicesWire, EffortIn, OrganizationWaitingOut, OwnEffortOut, SampleOut
from goodwork.model.work import Card, Choices, ContentWarning

router = APIRouter(tags=["work"], route_class=BoundedRoute)

ProjectId = Annotated[int, Path(ge=0, le=2**31 - 1)]


@router.get("/waiting")
async def get_waiting(actor: ReaderDep, database: DatabaseDep) -> OrganizationWaitingOut:
    """What waits in my organization for a decision that I may make; for those who lead."""
    return OrganizationWaitingOut.model_validate(await see_waiting(database, actor))


@router.get("/projects/{project}/card")
async def get_card(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> CardWire:
    """What the project tells those who choose their work."""
    return CardWire.model_validate(asdict(await see_card(database, actor, project)))


@router.put("/projects/{project}/card")
async def put_card(project: ProjectId, body: CardWire, actor: ManagerDep, database: DatabaseDep) -> CardWire:
    """Write it anew."""
    card = Card(
        body.deliverables.strip(),
        tuple(body.languages),
        tuple(ContentWarning(word) for word in body.warnings),
        body.sample_item,
    )
    return CardWire.model_validate(asdict(await change_card(database, actor, project, card)))


@router.get("/projects/{project}/sample")
async def get_sample(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> SampleOut:
    """An item to look at before choosing, and what is asked of it. No claim is made."""
    seen = await see_sample(database, actor, project)
    return sample_out(seen, f"items/{seen.sample.item}")


def sample_out(seen: SeenSample, place: str) -> SampleOut:
    """A sample whose pictures are found at a place."""
    parts = [PartOut.model_validate(part) for part in shown.parts_at(place, seen.sample.payload)]
    return SampleOut(item_id=seen.sample.item, parts=parts, questions=[dict(question) for question in seen.questions])


@router.get("/projects/{project}/effort")
async def get_effort(project: ProjectId, actor: ReaderDep, database: DatabaseDep) -> OwnEffortOut:
    """What I said that an item takes me. Nobody else reads it as mine."""
    minutes, today = await own_effort(database, actor, project)
    return OwnEffortOut(minutes=minutes, today=today)


@router.put("/projects/{project}/effort", status_code=204)
async def put_effort(project: ProjectId, body: EffortIn, actor: WorkerDep, database: DatabaseDep) -> None:
    """Say about how many minutes an item takes me, in the place of what I said before. It is voluntary."""
    await report_effort(database, actor, project, body.minutes)


@router.delete("/projects/{project}/effort", status_code=204)
async def delete_effort(project: ProjectId, actor: WorkerDep, database: DatabaseDep) -> None:
    """Take it back."""
    await report_effort(database, actor, project, None)


@router.get("/me/choices")
async def get_choices(actor: ReaderDep, database: DatabaseDep) -> ChoicesWire:
    """What I chose for my own work."""
    return ChoicesWire.model_validate(asdict(await see_choices(database, actor)))


@router.put("/me/choices")
async def put_choices(body: ChoicesWire, actor: WorkerDep, database: DatabaseDep) -> ChoicesWire:
    """Choose anew. Nobody else reads it."""
    chosen = Choices(tuple(sorted({ContentWarning(word) for word in body.avoids})))
    return ChoicesWire.model_validate(asdict(await choose(database, actor, chosen)))

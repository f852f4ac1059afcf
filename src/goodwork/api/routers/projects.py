"""Projects: made, seen, changed; their guideline and who may do what in them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from goodwork.actions.projects.change_guideline import change_guideline
from goodwork.actions.projects.change_project import ProjectChanges, change_project
from goodwork.actions.projects.labelling_config import read_sent_config
from goodwork.actions.projects.make_project import Draft, make_project
from goodwork.actions.projects.manage_grants import grant, list_grants, take_back_grant
from goodwork.actions.projects.see_projects import SeenProject, list_guidelines, list_projects, see_project
from goodwork.actions.projects.templates import templates
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import DatabaseDep, IdempotencyKeyDep, ManagerDep, ReaderDep
from goodwork.api.paging import PagingDep
from goodwork.api.wire.base import Page
from goodwork.api.wire.projects import (
    ColumnOut,
    ConfigIn,
    ConfigOut,
    GrantOut,
    GrantWire,
    GuidelineIn,
    GuidelineOut,
    KindOut,
    PolicyWire,
    ProgressOut,
    ProjectIn,
    ProjectOrder,
    ProjectOut,
    ProjectPatch,
    ProjectRow,
    ProjectState,
    TagOut,
    TemplateOut,
)
from goodwork.api.wire.restrictions import BasisIn
from goodwork.flow import telling
from goodwork.kinds.registry import KINDS
from goodwork.model import projects as model
from goodwork.model.restrictions import Basis
from goodwork.model.work import Order
from goodwork.model.zones import day_of
from goodwork.routing.access import ProjectRole
from goodwork.store.projects.grants import Grant
from goodwork.store.projects.listing import Asked

router = APIRouter(tags=["projects"], route_class=BoundedRoute)


def policy_of(wire: PolicyWire) -> model.Policy:
    """The policy that was sent."""
    fields: dict[str, Any] = {
        **wire.model_dump(),
        "disputed": model.Disputed(wire.disputed),
        "predictions": model.PredictionsAre(wire.predictions),
    }
    return model.Policy(**fields)


def project_out(seen: SeenProject) -> ProjectOut:
    """A project on the wire."""
    project = seen.project
    return ProjectOut(
        id=project.id,
        name=project.name,
        purpose=project.purpose,
        state=project.state.value,
        questions=[dict(question) for question in project.questions],
        form_version=project.form_version,
        guideline=guideline_out(project.guideline),
        policy=PolicyWire(**asdict(project.policy)),
        open_to=project.open_to.value,
        team_ids=list(project.team_ids),
        created_on=project.created_on,
        my_role=seen.role.word,
        progress=None if seen.progress is None else _progress(seen.progress),
    )


def guideline_out(made: model.Guideline) -> GuidelineOut:
    """A version of a guideline on the wire."""
    return GuidelineOut(
        version=made.version, markdown=made.markdown, note=made.note, created_on=day_of(made.created_at)
    )


def _progress(progress: model.Progress) -> ProgressOut:
    proof = progress.proof
    told = {**asdict(proof), "supported": proof.supported, "says": telling.proven(proof)}
    return ProgressOut.model_validate({**asdict(progress), "proof": told})


@router.get("/projects")
async def get_projects(
    actor: ReaderDep,
    database: DatabaseDep,
    paging: PagingDep,
    state: Annotated[ProjectState | None, Query()] = None,
    order: Annotated[ProjectOrder, Query()] = "oldest",
    search: Annotated[str, Query(max_length=200, description="Part of its name or purpose.")] = "",
    kind: Annotated[str, Query(max_length=40, description="It asks a question of this kind.")] = "",
    language: Annotated[str, Query(max_length=3, description="Its items are in this language.")] = "",
) -> Page[ProjectRow]:
    """The projects that I may see, to choose from."""
    by_name = order == "name"
    name, after = paging.after_name() if by_name else ("", paging.after_id())
    asked = Asked(
        state=None if state is None else model.ProjectState(state),
        order=Order(order),
        after=after,
        name=name,
        search=search.strip(),
        kind=kind,
        language=language,
        limit=paging.fetch,
    )
    found = await list_projects(database, actor, asked)
    rows, following = paging.cut(found, lambda row: (row.name, row.id) if by_name else (row.id,))
    return Page(rows=[ProjectRow.model_validate(row) for row in rows], next=following)


@router.post("/projects", status_code=201)
async def post_projects(
    body: ProjectIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> ProjectOut:
    """Make a project."""
    draft = Draft(
        name=body.name,
        purpose=body.purpose,
        questions=body.questions,
        guideline=body.guideline,
        policy=policy_of(body.policy),
        open_to=model.OpenTo(body.open_to),
        team_ids=body.team_ids,
    )
    made = await make_project(database, actor, draft, key=key)
    return project_out(await see_project(database, actor, made))


@router.get("/projects/{project_id}")
async def get_project(project_id: int, actor: ReaderDep, database: DatabaseDep) -> ProjectOut:
    """One project."""
    return project_out(await see_project(database, actor, project_id))


@router.patch("/projects/{project_id}")
async def patch_project(project_id: int, body: ProjectPatch, actor: ManagerDep, database: DatabaseDep) -> ProjectOut:
    """Change a project. Sent questions make a new version of the form; old answers stay valid under theirs."""
    changes = ProjectChanges(
        name=body.name,
        purpose=body.purpose,
        questions=body.questions,
        policy=policy_of(body.policy) if body.policy else None,
        state=model.ProjectState(body.state) if body.state else None,
        open_to=model.OpenTo(body.open_to) if body.open_to else None,
        team_ids=body.team_ids,
        basis=Basis(body.reason, body.evidence),
    )
    await change_project(database, actor, project_id, changes)
    return project_out(await see_project(database, actor, project_id))


@router.put("/projects/{project_id}/guideline")
async def put_guideline(
    project_id: int, body: GuidelineIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> GuidelineOut:
    """Write the guideline anew; the versions before stay."""
    made = await change_guideline(database, actor, project_id, body.markdown, body.note, key=key)
    return guideline_out(made)


@router.get("/projects/{project_id}/guideline/versions")
async def get_guideline_versions(project_id: int, actor: ReaderDep, database: DatabaseDep) -> list[GuidelineOut]:
    """The versions of the guideline, newest first (the latest 200)."""
    return [guideline_out(row) for row in await list_guidelines(database, actor, project_id)]


def grant_out(grant: Grant) -> GrantOut:
    """A grant on the wire."""
    return GrantOut(
        person_id=grant.person_id, name=grant.name, role="manager" if grant.role.word == "manager" else "reviewer"
    )


@router.get("/projects/{project_id}/grants")
async def get_grants(project_id: int, actor: ReaderDep, database: DatabaseDep) -> list[GrantOut]:
    """Who is reviewer or manager of this project by a grant."""
    return [grant_out(row) for row in await list_grants(database, actor, project_id)]


@router.put("/projects/{project_id}/grants/{person_id}")
async def put_grant(
    project_id: int, person_id: int, body: GrantWire, actor: ManagerDep, database: DatabaseDep
) -> GrantOut:
    """Let a person be reviewer or manager of this project; a narrower role than before takes a reason."""
    basis = Basis(body.reason, body.evidence)
    return grant_out(await grant(database, actor, project_id, person_id, ProjectRole[body.role.upper()], basis))


@router.post("/projects/{project_id}/grants/{person_id}/take-back", status_code=204)
async def post_grant_take_back(
    project_id: int, person_id: int, body: BasisIn, actor: ManagerDep, database: DatabaseDep, key: IdempotencyKeyDep
) -> None:
    """Take a person's grant on this project back, with a reason that they read."""
    await take_back_grant(database, actor, project_id, person_id, Basis(body.reason, body.evidence), key=key)


@router.get("/templates")
async def get_templates(actor: ReaderDep) -> list[TemplateOut]:
    """Projects of the commonest sorts, to begin with."""
    return [
        TemplateOut(
            name=one.name, title=one.title, about=one.about, example=dict(one.example), project=dict(one.project)
        )
        for one in templates()
    ]


@router.post("/labelling-configs")
async def post_labelling_config(body: ConfigIn, actor: ReaderDep) -> ConfigOut:
    """What a labelling config of Label Studio asks, as a project, and what became of each tag. Nothing is kept."""
    read = await read_sent_config(body.config, body.name)
    account = read.account
    return ConfigOut(
        project=dict(read.project),
        columns=[ColumnOut(column=one.column, type=one.type, part=one.part) for one in read.columns],
        renamed=dict(read.renamed),
        kept=account["kept"],
        changed=[TagOut.model_validate(row) for row in account["changed"]],
        lost=[TagOut.model_validate(row) for row in account["lost"]],
    )


@router.get("/kinds")
async def get_kinds(actor: ReaderDep) -> list[KindOut]:
    """The kinds of questions."""
    return [
        KindOut(name=kind.name, title=kind.title, question_schema=kind.question.model_json_schema())
        for kind in KINDS.values()
    ]

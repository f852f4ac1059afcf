"""What commands on a project are told: the project by its id or its name, and in whose name they act."""

from __future__ import annotations

from typing import Annotated

import typer

from goodwork.actions.projects.see_projects import see_project
from goodwork.errors import NotFound
from goodwork.model.ids import ProjectId
from goodwork.model.people import Actor
from goodwork.names import kept
from goodwork.store.database import Database
from goodwork.store.projects import projects

As = Annotated[
    str | None,
    typer.Option("--as", metavar="EMAIL", help="In whose name; the audit log shows it. Default: the first owner."),
]
Organization = Annotated[str | None, typer.Option(help="The organization's name, when there are several.")]


async def chosen_project(database: Database, actor: Actor, said: str) -> ProjectId:
    """The project of this name, else of this id; NotFound says how to list them."""
    async with database.transaction(actor) as t:
        found = await projects.by_name(t, said) or await projects.by_name(t, kept(said))
    if found is None and said.isdecimal() and len(said) < 10:
        try:
            return (await see_project(database, actor, int(said))).project.id
        except NotFound:
            found = None
    if found is None:
        raise NotFound(f"There is no project {said!r}.", next_step="See which there are: goodwork projects list")
    return found

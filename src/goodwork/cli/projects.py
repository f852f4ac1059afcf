"""``goodwork projects``: projects from files, and the list of them."""

from __future__ import annotations

import asyncio
import difflib
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from pydantic import Field, ValidationError
from rich.table import Table
from rich.text import Text

from goodwork import bounds
from goodwork.actions.people.administer import acting_as
from goodwork.actions.projects.apply_project import Applied, apply_project
from goodwork.actions.projects.make_project import Draft
from goodwork.actions.projects.see_projects import list_projects
from goodwork.actions.projects.templates import template, templates
from goodwork.api.wire.projects import ProjectIn
from goodwork.cli.chosen import As, Organization
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.cli.project_label import label_command
from goodwork.cli.project_outlook import outlook_command
from goodwork.cli.project_redundancy import redundancy_command
from goodwork.cli.project_report import report_command
from goodwork.cli.project_use import use_command
from goodwork.errors import Fault, Invalid, TooLarge, Unreadable
from goodwork.model.projects import Disputed, OpenTo, Policy, PredictionsAre
from goodwork.store.projects.listing import Asked

app = typer.Typer(no_args_is_help=True, help="Make, change and list projects.")

app.command("outlook")(outlook_command)
app.command("report")(report_command)
app.command("use")(use_command)
app.command("redundancy")(redundancy_command)
app.command("label")(label_command)


class ProjectFile(ProjectIn):
    """A project in YAML: as it is sent to POST /projects, with the names of teams instead of their ids."""

    team_ids: list[int] = Field(default=[], max_length=0, exclude=True)
    teams: list[str] = Field(default=[])


@app.command("apply")
def apply_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="One project per document. - is standard input.")],
    only_show: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    reason: Annotated[
        str, typer.Option("--reason", help="Why, where somebody who works there may not any more: they read it.")
    ] = "",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Make the project of a file, or change the one of its name. What the file does not mention stays.

    Applying the same file again changes nothing. A policy that is mentioned counts as a whole.

    Example: goodwork projects apply weather.yaml
    """
    described = read_projects(file)
    settings = read_settings()

    async def run() -> list[Applied]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return [
                await apply_project(
                    here.database,
                    actor,
                    draft_of(project),
                    stated=frozenset(project.model_fields_set),
                    teams=project.teams,
                    only_show=only_show,
                    reason=reason,
                )
                for project in described
            ]

    console = Console()
    for applied in asyncio.run(run()):
        show(console, applied, only_show=only_show)


@app.command("list")
def list_command(acting: As = None, organization: Organization = None) -> None:
    """The projects of an organization, and how far they are.

    Settled, of the items that are not set aside. Of the settled ones: those that met the target; those below it, which
    have the most answers allowed; the others, settled by a person or on count. Proved: whether gold proves the target;
    only those who lead or review are told.

    Example: goodwork projects list
    """
    settings = read_settings()
    table = Table("id", "name", "state", "kinds", "settled", "met", "below", "other", "proved")

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            after = 0
            while rows := await list_projects(here.database, actor, Asked(after=after, limit=200)):
                after = rows[-1].id
                for row in rows:
                    table.add_row(
                        str(row.id),
                        Text(row.name),
                        row.state.value,
                        ", ".join(row.kinds),
                        f"{row.settled:,} of {row.items - row.set_aside:,}",
                        f"{row.met:,}",
                        f"{row.most_reached + row.no_gain:,}",
                        f"{row.by_person + row.on_count + row.unknown:,}",
                        {True: "yes", False: "no", None: ""}[row.supported],
                    )

    asyncio.run(run())
    Console().print(table if table.row_count else "There are no projects yet: goodwork projects apply FILE.yaml")


@app.command("template")
def template_command(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which one; without it they are listed.")] = None,
) -> None:
    """List the templates, or print one as a project file: change it, then apply it.

    Example: goodwork projects template preference > project.yaml
    """
    if name is None:
        table = Table("name", "for", "about")
        for one in templates():
            table.add_row(one.name, one.title, one.about)
        Console().print(table)
        return
    found = template(name)
    row = json.dumps(found.example, ensure_ascii=False)
    print(f"# {found.about}\n# A row of a file that fits, as JSON lines:\n#   {row}\n{found.text}", end="")


def read_projects(file: Path) -> list[ProjectFile]:
    """The projects that a YAML file describes; Unreadable or Invalid says where it is wrong."""
    try:
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
            content = stream.read(bounds.BODY_BYTES + 1)
        if len(content) > bounds.BODY_BYTES:
            raise TooLarge(f"{file} is larger than {bounds.BODY_BYTES >> 20} MiB.", kept="Nothing was changed.")
        documents = [document for document in yaml.safe_load_all(content.decode()) if document is not None]
        bounds.check(documents, str(file))
    except OSError as error:
        raise Unreadable(f"{file} can't be read: {error.strerror}.", kept="Nothing was changed.") from None
    except RecursionError:
        raise Unreadable(f"{file} is nested too deeply.", kept="Nothing was changed.") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise Unreadable(f"{file} is no YAML: {error}", kept="Nothing was changed.") from None
    if not documents:
        raise Invalid(f"{file} describes no project.", kept="Nothing was changed.")
    return [_read(file, number, document) for number, document in enumerate(documents)]


def _read(file: Path, number: int, document: Any) -> ProjectFile:
    try:
        return ProjectFile.model_validate(document)
    except ValidationError as error:
        raise Invalid(
            f"{file} does not describe a project (document {number + 1}).",
            kept="Nothing was changed.",
            faults=[
                Fault(".".join(str(part) for part in fault["loc"]), fault["msg"])
                for fault in error.errors(include_input=False, include_url=False)
            ],
        ) from None


def draft_of(project: ProjectFile) -> Draft:
    """What the file says, as the action takes it."""
    policy: dict[str, Any] = {
        **project.policy.model_dump(),
        "disputed": Disputed(project.policy.disputed),
        "predictions": PredictionsAre(project.policy.predictions),
    }
    return Draft(
        name=project.name,
        purpose=project.purpose,
        questions=project.questions,
        guideline=project.guideline,
        policy=Policy(**policy),
        open_to=OpenTo(project.open_to),
    )


def show(console: Console, applied: Applied, *, only_show: bool) -> None:
    """Print what changed, line by line."""
    name = applied.name
    if not applied.changes:
        console.print(Text(f"{name}: nothing to change."))
        return
    if applied.changes[0].before is None:
        made = "would be made." if only_show else f"made, with the id {applied.project_id}."
        console.print(Text(f"{name}: {made}"))
        return
    console.print(Text(f"{name}: " + ("would change:" if only_show else "changed:")))
    for change in applied.changes:
        lines = difflib.unified_diff(_lines(change.before), _lines(change.after), lineterm="", n=1)
        console.print(Text(f"  {change.what}", style="bold"))
        for line in list(lines)[2:]:
            style = {"+": "green", "-": "red"}.get(line[:1], "dim")
            console.print(Text(f"    {line}", style=style))


def _lines(value: Any) -> list[str]:
    return value.splitlines() if isinstance(value, str) else yaml.safe_dump(value, allow_unicode=True).splitlines()

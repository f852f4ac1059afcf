"""``goodwork applications``: who applied at the public page, and what is decided of it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.applications.decide import decide_application, decide_declined_appeal, see_applications
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.cli.terminal import say
from goodwork.model.appeals import AppealState
from goodwork.model.applications import Applicant, ApplicationState

app = typer.Typer(add_completion=False, no_args_is_help=True)

PAGE = 200
NEWEST = 2**31 - 1
State = Literal["waiting", "open", "admitted", "declined", "withdrawn"]
Who = Annotated[int, typer.Argument(metavar="ID", min=0, max=NEWEST, help="The number that the list shows.")]


@app.callback()
def applications() -> None:
    """Applications at the public page. No program declines anybody: a named person does, with a reason."""


@app.command("list")
def list_command(
    state: Annotated[State, typer.Option("--state", help="waiting: open ones, and appeals, to decide.")] = "waiting",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Who applied, the newest first.

    Example: goodwork applications list --as lead@example.org
    """
    settings = read_settings()
    wanted = None if state == "waiting" else ApplicationState[state.upper()]

    async def run() -> list[Applicant]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            rows: list[Applicant] = []
            before = NEWEST
            while page := await see_applications(here.database, actor, wanted, before=before, limit=PAGE):
                rows += page
                before = page[-1].application.person_id
            return rows

    rows = asyncio.run(run())
    console = Console()
    if not rows:
        console.print("There are none.")
        return
    table = Table("id", "name", "e-mail", "applied", "state", "result", "reason or appeal")
    for row in rows:
        table.add_row(*(Text(cell) for cell in _cells(row)))
    console.print(table)


def _cells(row: Applicant) -> tuple[str, ...]:
    one = row.application
    result = "nothing handed in"
    if row.score is not None:
        result = f"{100 * row.score:.0f} %, {'passed' if row.passed else 'not passed'}, try {row.tries}"
    said = one.reason
    if one.appeal is AppealState.OPEN:
        said = f"{said} (appeal, due {one.appeal_due_on}: {one.appeal_argument or 'no argument'})"
    return (str(one.person_id), row.name, row.email, str(one.applied_on), one.state.word, result, said)


@app.command("admit")
def admit_command(
    applicant: Who,
    reason: Annotated[str, typer.Option("--reason", help="It may be left out.")] = "",
    declined: Annotated[
        bool, typer.Option("--although-declined", help="You know that somebody declined them, and why.")
    ] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Admit an applicant as an annotator.

    Example: goodwork applications admit 31 --as lead@example.org
    """
    _decide(applicant, reason, acting, organization, admit=True, declined=declined)
    say("Admitted. They read it in their inbox.")


@app.command("decline")
def decline_command(
    applicant: Who,
    reason: Annotated[str, typer.Option("--reason", help="The applicant reads it word for word.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Decline an applicant, with a reason that they read and may appeal; somebody else who leads decides that.

    Example: goodwork applications decline 31 --reason "We look for readers of Finnish." --as lead@example.org
    """
    _decide(applicant, reason, acting, organization, admit=False, declined=False)
    say("Declined. They read your name and your reason, and may appeal.")


@app.command("appeal")
def appeal_command(
    applicant: Who,
    reason: Annotated[str, typer.Option("--reason", help="The applicant reads it word for word.")],
    uphold: Annotated[bool, typer.Option("--uphold/--decline", help="Upheld, the application is open again.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Decide an appeal against declining, for somebody else than who declined.

    Example: goodwork applications appeal 31 --uphold --reason "You do read Finnish." --as other@example.org
    """
    settings = read_settings()

    async def run() -> AppealState:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await decide_declined_appeal(
                here.database, actor, applicant, upheld=uphold, reason=reason, key=None
            )  # fmt: skip

    say(f"The appeal is {asyncio.run(run()).word}.")


def _decide(
    applicant: int, reason: str, acting: str | None, organization: str | None, *, admit: bool, declined: bool
) -> None:
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            await decide_application(
                here.database, actor, applicant, admit=admit, reason=reason, declined=declined, key=None
            )

    asyncio.run(run())

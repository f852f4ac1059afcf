"""``goodwork users``: the people of an organization, from the server's own command line."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.people.administer import acting_as, add_user
from goodwork.actions.people.change_address import change_address
from goodwork.actions.people.change_password import reset_password
from goodwork.actions.people.change_person import list_people
from goodwork.actions.people.invite import invite
from goodwork.actions.people.own_data import write_own_data
from goodwork.actions.people.reset_link import make_reset_link_here
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.cli.projects import As, Organization
from goodwork.errors import Conflict
from goodwork.model.people import Role
from goodwork.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Add people, list them, let them in again, make invitations.")

FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = typer.prompt("Password (10 characters or more)", hide_input=True, confirmation_prompt=True)
    return password


@app.command("add")
def add_command(
    email: Annotated[str, typer.Argument(help="The person's e-mail address, with which they sign in.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.ANNOTATOR,
    organization: Organization = None,
    from_stdin: FromStdin = False,
) -> None:
    """Add a person. The organization of an owner is made when there is none of its name.

    Example: goodwork users add lead@example.org --name Lead --role owner --organization "Weather Watch"
    """
    password = _password(from_stdin)
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            await add_user(
                here.database, organization=organization, name=name, email=email, role=role, password=password
            )

    asyncio.run(run())
    typer.echo(f"{name} may sign in as {email.strip().lower()}, with the role {role.value}.")


@app.command("list")
def list_command(acting: As = None, organization: Organization = None) -> None:
    """The people of an organization.

    Example: goodwork users list
    """
    settings = read_settings()
    table = Table("id", "name", "e-mail", "role", "pseudonym", "active")

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            after = ("", 0)
            while rows := await list_people(here.database, actor, after=after, limit=200):
                after = (rows[-1].name, rows[-1].id)
                for row in rows:
                    active = "yes" if row.active else "no"
                    table.add_row(str(row.id), Text(row.name), Text(row.email), row.role.value, row.pseudonym, active)

    asyncio.run(run())
    Console().print(table)


@app.command("password")
def password_command(
    email: Annotated[str, typer.Argument(help="Whose password.")], from_stdin: FromStdin = False
) -> None:
    """Give a person a new password; they are signed out everywhere, and their tokens end.

    Example: goodwork users password lead@example.org
    """
    password = _password(from_stdin)
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            await reset_password(here.database, email, password)

    asyncio.run(run())
    typer.echo(f"{email} has a new password.")


@app.command("invite")
def invite_command(
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.ANNOTATOR,
    email: Annotated[str | None, typer.Option(help="Let only this address accept.")] = None,
    days: Annotated[int, typer.Option(min=1, max=90, help="How long the link is good for.")] = 7,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Print a link with which one person may join, once.

    Example: goodwork users invite --role reviewer --days 3
    """
    settings = read_settings()

    async def run() -> str:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            _, token = await invite(here.database, actor, role=role, email=email, team_ids=(), days=days)
            return token

    typer.echo(f"{_base(settings)}/join#{asyncio.run(run())}")


@app.command("reset-link")
def reset_link_command(email: Annotated[str, typer.Argument(help="Who can't sign in.")]) -> None:
    """Print a link with which a person sets a new password, once, within 24 hours.

    For everybody, also for the last owner. An earlier link of theirs is worthless from then on.

    Example: goodwork users reset-link lead@example.org
    """
    settings = read_settings()

    async def run() -> str:
        async with local(settings) as here:
            return (await make_reset_link_here(here.database, email)).token

    typer.echo(f"{_base(settings)}/reset#{asyncio.run(run())}")


@app.command("change-address")
def change_address_command(
    email: Annotated[str, typer.Argument(help="The address of the account now.")],
    new: Annotated[str, typer.Argument(help="The address with which it signs in from now on.")],
) -> None:
    """Give an account another e-mail address, in all its organizations. It is signed out everywhere.

    So an address that somebody took without reading its mail is free for whoever does. Make sure who asks.

    Example: goodwork users change-address mia@example.org mia@example.net
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            await change_address(here.database, email, new)

    asyncio.run(run())
    typer.echo(f"The account of {email} signs in as {new.strip().lower()} now. {email} is free.")


@app.command("data")
def data_command(
    email: Annotated[str, typer.Argument(help="Whose.")],
    file: Annotated[Path, typer.Argument(help="The zip to write; it must not be there yet.")],
) -> None:
    """Write all that is held about a person into a zip, for them to take along.

    They download the same in *My account*, also once their access has ended.

    Example: goodwork users data mia@example.org mia.zip
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, email, None)
            with file.open("xb") as out:
                await write_own_data(here.database, here.blobs, actor, out)

    try:
        asyncio.run(run())
    except FileExistsError:
        raise Conflict(f"{file} is there already.", kept="It was left as it is.", next_step="Name another.") from None
    typer.echo(f"{file} holds all that is held about {email}.")


def _base(settings: Settings) -> str:
    return (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")

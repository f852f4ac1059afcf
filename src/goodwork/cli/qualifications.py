"""``goodwork qualifications``: what is asked of people before some work, who holds it, and giving and taking it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.people.administer import acting_as
from goodwork.actions.qualifications.hold import give_tier, list_holders, name_of, take_tier
from goodwork.actions.qualifications.manage import list_qualifications, make_qualification
from goodwork.actions.qualifications.require import change_requirements, count_shut_out, see_requirements
from goodwork.actions.qualifications.see_mine import SeenMine, my_qualifications
from goodwork.actions.signing.take_record import Named, take_record
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings, secret_of
from goodwork.cli.terminal import say
from goodwork.errors import Fault, Invalid, NotFound
from goodwork.model.people import Actor
from goodwork.model.qualifications import Held, Qualification, Requirement, Tier
from goodwork.model.restrictions import Basis
from goodwork.store.database import Database

app = typer.Typer(add_completion=False, no_args_is_help=True)

PAGE = 200
MOST = 500
Name = Annotated[str, typer.Argument(metavar="QUALIFICATION", help="Its name.")]
Whose = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")]
Reason = Annotated[str, typer.Option("--reason", help="The person reads it.")]


@app.callback()
def qualifications() -> None:
    """Qualifications in tiers: what is asked of people before some work. `goodwork skills` says what answers show."""


@app.command("list")
def list_command(acting: As = None, organization: Organization = None) -> None:
    """The qualifications of the organization with their tiers, and what of work earns them.

    Example: goodwork qualifications list
    """
    settings = read_settings()

    async def run() -> list[Qualification]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await list_qualifications(here.database, actor, after=0, limit=MOST)

    found = asyncio.run(run())
    console = Console()
    if not found:
        console.print("There is no qualification yet. Make one: goodwork qualifications make NAME TIER ...")
    for one in found:
        console.print(Text(one.name, style="bold"))
        for tier in one.tiers:
            console.print(Text(f"  {tier.tier}  {tier.name}{_earns(tier)}"))


def _earns(tier: Tier) -> str:
    if tier.least is None:
        return ""
    return f"  (work earns it: skill at least {100 * tier.least:.0f} % on {tier.items} items)"


@app.command("make")
def make_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as German.")],
    tiers: Annotated[list[str], typer.Argument(metavar="TIER...", help="Names of its tiers, the lowest first.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Make one whose tiers are given by people or earned by an assessment. What work earns is set on its page.

    Example: goodwork qualifications make German basic expert
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            made = tuple(Tier(place + 1, tier) for place, tier in enumerate(tiers))
            await make_qualification(here.database, actor, Qualification(0, name, "", made), ())

    asyncio.run(run())
    say(f"{name} is made, with {len(tiers)} tiers.")


@app.command("people")
def people_command(qualification: Name, acting: As = None, organization: Organization = None) -> None:
    """Who holds it, and by what.

    Example: goodwork qualifications people German
    """
    settings = read_settings()

    async def run() -> tuple[Qualification, list[Held]]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await _chosen(here.database, actor, qualification)
            rows: list[Held] = []
            while page := await list_holders(
                here.database, actor, chosen.id, after=rows[-1].person_id if rows else 0, limit=PAGE
            ):
                rows += page
            return chosen, rows

    chosen, rows = asyncio.run(run())
    console = Console()
    if not rows:
        console.print(Text(f"Nobody holds a tier of {chosen.name} yet."))
        return
    table = Table("person", "tier", "by", "day", "reason")
    for row in rows:
        event = row.event
        by = f"{event.how.word}, {event.by}" if event.by else event.how.word
        cells = (row.name, name_of(chosen, event.tier) or "", by, str(event.day), event.reason)
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)


@app.command("mine")
def mine_command(acting: As = None, organization: Organization = None) -> None:
    """What one holds, and what answers lack for the next tier.

    Example: goodwork qualifications mine --as mia@example.org
    """
    settings = read_settings()

    async def run() -> SeenMine:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await my_qualifications(here.database, actor, after=0, limit=MOST)

    seen = asyncio.run(run())
    console = Console()
    if not seen.rows:
        console.print("This organization asks for no qualifications.")
    for one in seen.rows:
        held = name_of(one.qualification, one.held)
        console.print(Text(f"{one.qualification.name}: {held or 'no tier yet'}", style="bold"))
        for former in one.former:
            what = "the tier" if former.tier else "it"
            console.print(Text(f"  until {former.until}, {what} was called {former.name}"))
        for way in one.ways:
            lacks = [f"{way.missing.items} items more"] if way.missing.items else []
            if way.missing.lower:
                lacks.append(f"skill at least {100 * (way.shown.shown.low or 0):.0f} % so far")
            said = ", ".join(lacks) or "enough"
            name = name_of(one.qualification, 0 if one.earning is None else one.earning.tier)
            console.print(Text(f"  for {name}: {way.shown.project}, {way.shown.title}: {said}"))


@app.command("record")
def record_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
    pseudonym: Annotated[
        bool, typer.Option("--pseudonym", help="Call them by their pseudonym, not their name.")
    ] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Write what one holds into a signed file, to take along. `goodwork verify-record` checks it.

    Example: goodwork qualifications record qualifications.json --as mia@example.org
    """
    settings = read_settings()
    secret = bytes.fromhex(secret_of(settings))
    named = Named.PSEUDONYM if pseudonym else Named.NAME
    server = None if settings.public_url is None else settings.public_url.rstrip("/")

    async def run() -> dict[str, Any]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await take_record(here.database, secret, actor, named, server)

    text = json.dumps(asyncio.run(run()), ensure_ascii=False, indent=2) + "\n"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Invalid(f"{path} can't be written: {error.strerror}.", kept="Nothing was written.") from None
    say(f"Written to {path}.")


@app.command("give")
def give_command(
    qualification: Name,
    email: Whose,
    tier: Annotated[str, typer.Argument(metavar="TIER", help="Its name.")],
    reason: Reason,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Give somebody a tier, for a certificate say. They read who did it and why.

    Example: goodwork qualifications give German mia@example.org expert --reason "Certificate C1 of March 2024."
    """
    _put(qualification, email, tier, reason, acting, organization, takes=False)
    say("Given. The person reads it in their inbox, with your reason.")


@app.command("take")
def take_command(
    qualification: Name,
    email: Whose,
    reason: Reason,
    keeps: Annotated[str, typer.Option("--keeps", help="The tier that they still hold. Default: none.")] = "",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Take a tier from somebody. They read who did it and why, and may appeal; somebody else who leads decides.

    Example: goodwork qualifications take German mia@example.org --reason "The certificate is somebody else's."
    """
    _put(qualification, email, keeps, reason, acting, organization, takes=True)
    say("Taken. The person reads it in their inbox with your reason, and may appeal.")


@app.command("ask")
def ask_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    qualification: Annotated[str | None, typer.Argument(metavar="QUALIFICATION", help="Its name.")] = None,
    tier: Annotated[str | None, typer.Argument(metavar="TIER", help="Its name; without it: none of them.")] = None,
    reason: Annotated[
        str, typer.Option("--reason", help="Where somebody who works there lacks it: they read it, and may appeal.")
    ] = "",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """What a project asks for; with a qualification and a tier, have it ask for that, too.

    Example: goodwork qualifications ask "Mood of a tweet" German expert
    """
    settings = read_settings()

    async def run() -> list[Requirement]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            place = await chosen_project(here.database, actor, project)
            now = await see_requirements(here.database, actor, place)
            if qualification is None:
                return now
            chosen = await _chosen(here.database, actor, qualification)
            asked = [(one.qualification_id, one.tier) for one in now if one.qualification_id != chosen.id]
            if tier is not None:
                asked.append((chosen.id, _tier(chosen, tier)))
            shut_out = await count_shut_out(here.database, actor, place, asked)
            if shut_out and not reason:
                what = f"{shut_out} who work there don't hold it, and would be shut out."
                how = "Say why with --reason: they read it, and may appeal."
                raise Invalid(what, kept="Nothing was changed.", next_step=how)
            return await change_requirements(here.database, actor, place, asked, Basis(reason))

    rows = asyncio.run(run())
    console = Console()
    if not rows:
        console.print("It asks for nothing: it is open to everybody whom it is shown to.")
    for row in rows:
        console.print(Text(f"{row.name}: {row.tier_name}"))


def _put(
    qualification: str, email: str, tier: str, reason: str, acting: str | None, organization: str | None, *, takes: bool
) -> None:
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await _chosen(here.database, actor, qualification)
            person = await acting_as(here.database, email, None)
            put = take_tier if takes else give_tier
            await put(here.database, actor, chosen.id, person.person_id, _tier(chosen, tier), reason)

    asyncio.run(run())


async def _chosen(database: Database, actor: Actor, said: str) -> Qualification:
    found = await list_qualifications(database, actor, after=0, limit=MOST)
    chosen = next((one for one in found if one.name.casefold() == said.casefold()), None)
    if chosen is None:
        raise NotFound(
            f"There is no qualification {said!r}.", next_step="See which there are: goodwork qualifications list"
        )
    return chosen


def _tier(chosen: Qualification, said: str) -> int:
    if not said:
        return 0
    found = next((one.tier for one in chosen.tiers if one.name.casefold() == said.casefold()), None)
    if found is None:
        what = f"{chosen.name} has the tiers {', '.join(one.name for one in chosen.tiers)}."
        raise Invalid(what, kept="Nothing was changed.", faults=[Fault("tier", what)])
    return found

"""``goodwork restrictions``: what was taken from people and why, and appeals against that."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from goodwork.actions.people.administer import acting_as
from goodwork.actions.people.change_person import PersonChanges, change_person
from goodwork.actions.projects.how_decided import NEVER, HowDecided, how_decided
from goodwork.actions.restrictions.appeal_restriction import (
    appeal_restriction,
    decide_restriction_appeal,
    withdraw_restriction_appeal,
)
from goodwork.actions.restrictions.see_restrictions import (
    SeenAppeals,
    SeenRestrictions,
    my_restrictions,
    waiting_restriction_appeals,
)
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.cli.terminal import say
from goodwork.model.pay import plain
from goodwork.model.people import Role
from goodwork.model.restrictions import Basis, Restriction, RestrictionAppeal

app = typer.Typer(add_completion=False, no_args_is_help=True)

MOST = 200
NEWEST = 2**62
Whose = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")]
Reason = Annotated[str, typer.Option("--reason", help="The person reads it word for word.")]
Evidence = Annotated[
    list[int] | None, typer.Option("--item", metavar="ID", help="An item of theirs that shows it; may be repeated.")
]
Identity = Annotated[int, typer.Argument(metavar="ID", help="Its number, as it is listed.")]


@app.callback()
def restrictions() -> None:
    """What was taken from people: only by a named person, with a reason that they read and may appeal."""


@app.command("end-access")
def end_access_command(
    email: Whose, reason: Reason, item: Evidence = None, acting: As = None, organization: Organization = None
) -> None:
    """End somebody's access. They can still read the decision, appeal it, and see their pay.

    Example: goodwork restrictions end-access mia@example.org --reason "The project has ended." --as lead@example.org
    """
    _change(email, PersonChanges(active=False, basis=Basis(reason, tuple(item or ()))), acting, organization)
    say("Their access has ended. They read who decided it and why, and may appeal.")


@app.command("role")
def role_command(
    email: Whose,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="owner, manager, reviewer or annotator.")],
    reason: Annotated[str, typer.Option("--reason", help="For a narrower role: the person reads it.")] = "",
    item: Evidence = None,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Give somebody another role in the organization; a narrower one takes a reason.

    Example: goodwork restrictions role mia@example.org annotator --reason "Reviews go to the other team from March."
    """
    _change(email, PersonChanges(role=role, basis=Basis(reason, tuple(item or ()))), acting, organization)
    say(f"Their role is now {role.value}.")


@app.command("mine")
def mine_command(acting: As = None, organization: Organization = None) -> None:
    """What was taken from one, by whom and why, and what became of one's appeals.

    Example: goodwork restrictions mine --as mia@example.org
    """
    settings = read_settings()

    async def run() -> SeenRestrictions:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await my_restrictions(here.database, actor, before=NEWEST, limit=MOST)

    console = Console()
    seen = asyncio.run(run())
    if not seen.rows:
        console.print("Nothing was taken from you.")
    for one in seen.rows:
        console.print(Text(f"{one.id}  {_what(one)}", style="bold"))
        console.print(Text(f"    {one.by}, {one.day}: {one.reason}"))
        if one.appeal is not None:
            due = f", to be decided by {one.due}" if one.due else ""
            console.print(Text(f"    appeal {one.appeal.word}{due} {one.decision}".rstrip()))


@app.command("appeal")
def appeal_command(
    restriction: Identity,
    argument: Annotated[str, typer.Option("--argument", help="It need not be said.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the open appeal back.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Appeal a restriction. Somebody else who leads decides, where there is somebody.

    Example: goodwork restrictions appeal 12 --argument "I was ill." --as mia@example.org
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            if withdraw:
                await withdraw_restriction_appeal(here.database, actor, restriction)
            else:
                await appeal_restriction(here.database, actor, restriction, argument)

    asyncio.run(run())
    say("Withdrawn." if withdraw else "Appealed. The decision comes to the inbox, with its reason.")


@app.command("waiting")
def waiting_command(acting: As = None, organization: Organization = None) -> None:
    """Open appeals that one may decide, for those who lead.

    Example: goodwork restrictions waiting --as lead@example.org
    """
    settings = read_settings()

    async def run() -> SeenAppeals:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await waiting_restriction_appeals(here.database, actor, after=0, limit=MOST)

    console = Console()
    seen = asyncio.run(run())
    if not seen.rows:
        console.print("No appeal waits for you.")
    for one in seen.rows:
        console.print(Text(f"{one.id}  {one.person}: {_what(one)}", style="bold"))
        console.print(Text(f"    {one.by}: {one.reason}"))
        console.print(Text(f"    they say: {one.argument or 'nothing'} (due {one.due})"))


@app.command("decide")
def decide_command(
    appeal: Identity,
    reason: Reason,
    uphold: Annotated[bool, typer.Option("--uphold/--decline", help="Upheld, it is given back.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Decide an appeal, with a reason that the person reads.

    Example: goodwork restrictions decide 3 --uphold --reason "The answers are their own." --as lead@example.org
    """
    settings = read_settings()

    async def run() -> str:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            state = await decide_restriction_appeal(here.database, actor, appeal, upheld=uphold, reason=reason)
            return state.word

    say(f"The appeal is {asyncio.run(run())}.")


@app.command("how-decided")
def how_decided_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """How decisions about people are made in a project: who makes each, what enters it, the values that hold now.

    Example: goodwork restrictions how-decided "Mood of a tweet"
    """
    settings = read_settings()

    async def run() -> HowDecided:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await how_decided(here.database, actor, await chosen_project(here.database, actor, project))

    console = Console()
    seen = asyncio.run(run())
    for one in seen.decisions:
        console.print(Text(f"{one.decision} (decided by: {one.by})", style="bold"))
        console.print(Text(f"    enters: {', '.join(one.enters)}"))
        for name, value in one.parameters.items():
            console.print(Text(f"    {name}: {value}"))
        if one.decision == "access":
            for row in seen.requirements:
                console.print(Text(f"    asks for: {row.name}: {row.tier_name}"))
        if one.decision == "tier":
            for name, tier in seen.tiers:
                console.print(Text(f"    earns {name}, {tier.name}: at least {tier.least} on {tier.items} items"))
        if one.decision == "assessment":
            for terms, qualification, name in seen.assessments:
                earns = f", earns {qualification}: {name}" if qualification else ""
                console.print(
                    Text(
                        f"    {terms.title}: passed from {100 * terms.pass_mark:.0f} % of {terms.drawn} items, "
                        f"{terms.tries} tries, {terms.wait_days} days between two{earns}"
                    )
                )
        if one.decision == "pay":
            for floor in seen.floors:
                console.print(Text(f"    floor of an hour: {plain(floor.amount, floor.currency)} {floor.currency}"))
    console.print(Text(f"In no skill and no tier: {', '.join(NEVER)}"))


def _what(one: Restriction | RestrictionAppeal) -> str:
    """What was taken, in a line."""
    match one.what.word:
        case "access":
            return "access to the organization"
        case "role":
            return f"role: {one.before['role']}, now {one.after['role']}"
        case "team":
            return f"team {one.before['team']}"
        case "grant":
            return f"{one.before['role']} of {one.project}"
        case "requirement":
            return f"{one.project} asks for {one.after['qualification']}: {one.after['tier']}, which they don't hold"
        case _:
            return f"{one.project} is not open to them any more"


def _change(email: str, changes: PersonChanges, acting: str | None, organization: str | None) -> None:
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            person = await acting_as(here.database, email, None)
            await change_person(here.database, actor, person.person_id, changes)

    asyncio.run(run())

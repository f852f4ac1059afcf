"""``goodwork appeal``: second looks at what was decided of somebody's answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, cast

import orjson
import typer
from rich.text import Text

from goodwork import bounds
from goodwork.actions.appeals.decide_appeal import Decided, decide_appeal
from goodwork.actions.appeals.open_appeal import open_appeal, withdraw_appeal
from goodwork.actions.appeals.see_appeals import SeenAppeal, own_appeals, see_appeal, waiting_appeals
from goodwork.actions.people.administer import acting_as
from goodwork.api.shown import excerpt
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.errors import Fault, Invalid
from goodwork.judging.appealed import Answers
from goodwork.model.appeals import Against, Appeal, AppealState
from goodwork.model.items import parts_of
from goodwork.store.appeals.appeals import OwnAppeal

app = typer.Typer(add_completion=False, no_args_is_help=True)

NEWEST = 2**62
PAGE = 200

Number = Annotated[int, typer.Argument(metavar="ID", min=0, max=NEWEST, help="The number that the lists show.")]


class What(StrEnum):
    """What can be appealed, as it is written."""

    REVIEW = "review"
    GOLD = "gold"
    SCORE = "score"


@app.callback()
def appeal() -> None:
    """Appeals: opened by who was told of a decision, decided by somebody else who does not see whose they are."""


@app.command("list")
def list_command(
    project: Annotated[
        str | None, typer.Argument(metavar="PROJECT", help="The project's name or id. Without it: one's own appeals.")
    ] = None,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """The open appeals of a project that one may decide, those first that are due first; or one's own.

    Example: goodwork appeal list "Mood of a tweet" --as reviewer@example.org
    """
    settings = read_settings()

    async def run() -> tuple[list[tuple[Appeal, Mapping[str, Any]]], list[OwnAppeal]]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            if project is None:
                return [], await own_appeals(here.database, actor, before=NEWEST, limit=PAGE)
            chosen = await chosen_project(here.database, actor, project)
            return await waiting_appeals(here.database, actor, chosen, 0, PAGE), []

    waiting, own = asyncio.run(run())
    console = Console()
    if not waiting and not own:
        console.print("You have appealed nothing." if project is None else "No appeal waits for your decision.")
    if PAGE in (len(waiting), len(own)):
        console.print(f"Only {PAGE} are shown.", style="dim")
    for row, payload in waiting:
        _head(console, row, f"due {row.due_on}")
        console.print(Text(f"    {excerpt(payload)}"))
    for one in own:
        _head(console, one.appeal, f"{one.project}  {_became(one)}")
        console.print(Text(f"    {excerpt(one.payload)}"))
        if one.appeal.decision:
            console.print(Text(f"    {one.by or 'Somebody'}: {one.appeal.decision}"))


@app.command("show")
def show_command(appeal: Number, acting: As = None, organization: Organization = None) -> None:
    """An appeal with what its decision may rest on; it does not say whose it is.

    Example: goodwork appeal show 12
    """
    settings = read_settings()

    async def run() -> SeenAppeal:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await see_appeal(here.database, here.blobs, actor, appeal)

    seen = asyncio.run(run())
    console = Console()
    _head(console, seen.appeal, f"due {seen.appeal.due_on}")
    for part in parts_of(seen.payload):
        said = part.text if part.text is not None else _json(part.data) if part.data is not None else part.type.value
        console.print(Text(f"{part.title or part.name}: {said}"))
    _answers(console, f"Decided, against a {seen.appeal.against.word}", seen.decided)
    if seen.appeal.reason:
        console.print(Text(f"    because: {seen.appeal.reason}"))
    _answers(console, "The appellant", seen.theirs)
    if seen.appeal.argument:
        console.print(Text(f"    because: {seen.appeal.argument}"))
    for other in seen.others:
        _answers(console, "1 other" if other.people == 1 else f"{other.people} others", other.answers)
    if seen.rules:
        console.print(Text(f"Rules: {', '.join(seen.rules)}"))
    console.print(Text(f"To decide: goodwork appeal decide {appeal} --seen {seen.standing} --reason ...", style="dim"))


@app.command("open")
def open_command(
    item: Annotated[int, typer.Argument(metavar="ITEM", min=0, max=NEWEST, help="The item's number.")],
    against: Annotated[What, typer.Option(help="A reviewer's decision, the known answer, or one's score.")],
    argument: Annotated[str, typer.Option(help="Why, in one's own words; it need not be said.")] = "",
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Ask for a second look at what was decided of one's answer to an item.

    Example: goodwork appeal open 1204 --against review --argument "It is irony." --as ann@example.org
    """
    settings = read_settings()

    async def run() -> Appeal:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            what = Against[against.name]
            return await open_appeal(here.database, here.blobs, actor, item, what, argument, key=None)

    made = asyncio.run(run())
    Console().print(Text(f"Appealed, with the number {made.id}. Somebody else decides by {made.due_on}."))


@app.command("decide")
def decide_command(
    appeal: Number,
    seen: Annotated[str, typer.Option(metavar="MARK", help="What held when you looked: show says it.")],
    reason: Annotated[str, typer.Option(help="Why; whoever appealed reads it.")],
    upheld: Annotated[bool, typer.Option("--uphold/--decline", help="Whether what was decided is mended.")],
    rule: Annotated[str, typer.Option(help="The section of the guideline that decides; left out: none does.")] = "",
    answers: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="What is right, if it is upheld. Default: what the appellant said."),
    ] = None,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Decide an appeal that was looked at; an upheld one mends the item and every score that rests on it.

    Example: goodwork appeal decide 12 --seen 5d41402a --uphold --reason "It is meant." --rule Irony
    """
    settings = read_settings()
    decided = Decided(upheld, reason, rule, seen, None if answers is None else _read(answers))

    async def run() -> Appeal:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await decide_appeal(here.database, here.blobs, actor, appeal, decided, key=None)

    made = asyncio.run(run())
    Console().print(Text(f"{made.state.word.capitalize()}. Whoever it concerns is told in their inbox."))


@app.command("withdraw")
def withdraw_command(appeal: Number, acting: As = None, organization: Organization = None) -> None:
    """Take one's own open appeal back; it may be opened again.

    Example: goodwork appeal withdraw 12 --as ann@example.org
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            await withdraw_appeal(here.database, actor, appeal)

    asyncio.run(run())
    Console().print("Withdrawn.")


def _head(console: Console, appeal: Appeal, says: str) -> None:
    about = f"item {appeal.item_id}, against a {appeal.against.word}"
    console.print(Text(f"{appeal.id}  {about}  {says}", style="dim"))


def _became(one: OwnAppeal) -> str:
    if one.appeal.state is AppealState.OPEN:
        return f"open, due {one.appeal.due_on}" + ("" if one.has_decider else "; nobody can decide it yet")
    return one.appeal.state.word


def _answers(console: Console, who: str, answers: Answers) -> None:
    # What people wrote is shown as they wrote it: no markup of the terminal is read in it.
    console.print(Text(f"{who}: {_json(answers)}"))


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _read(answers: str) -> Answers:
    told = bounds.parse(answers, "--answers")
    if not isinstance(told, dict) or not all(isinstance(one, dict) for one in cast("dict[str, Any]", told).values()):
        wrong = "Give an object: question -> answer, as show prints them."
        raise Invalid("--answers is not understood.", kept="Nothing was changed.", faults=[Fault("answers", wrong)])
    return cast("Answers", told)

"""``goodwork assessments``: what there is, making one, what the attempts say of the items, setting a key aside."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from goodwork.actions.assessments.decide_keys import set_key_aside
from goodwork.actions.assessments.make_assessment import (
    change_assessment,
    make_assessment,
    see_assessment,
    see_assessments,
    see_pool,
)
from goodwork.actions.assessments.ready_made import all_ready_made, ready_made
from goodwork.actions.people.administer import acting_as
from goodwork.api.shown import excerpt
from goodwork.cli.chosen import As, Organization
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.forms.reading import read_form
from goodwork.judging.item import GivenAnswers
from goodwork.judging.told import in_words
from goodwork.model.assessments import MOST_ITEMS, Assessment, AssessmentState, PoolItem

app = typer.Typer(add_completion=False, no_args_is_help=True)

NEWEST = 2**31 - 1
PAGE = 200

Number = Annotated[int, typer.Argument(metavar="ID", min=0, max=NEWEST, help="The number that the list shows.")]


@app.callback()
def assessments() -> None:
    """Assessments of an organization, for whoever leads: make one, see what there is, and which keys to look at."""


@app.command("list")
def list_command(acting: As = None, organization: Organization = None) -> None:
    """The organization's assessments, the newest first.

    Example: goodwork assessments list
    """
    settings = read_settings()

    async def run() -> list[Assessment]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await see_assessments(here.database, actor, before=NEWEST, limit=PAGE)

    table = Table("id", "title", "state", "items", "handed in", "passed")
    for one in asyncio.run(run()):
        numbers = [str(n) for n in (one.items, one.handed_in, one.passed)]
        table.add_row(str(one.id), Text(one.terms.title), one.state.word, *numbers)
    Console().print(table)


@app.command("ready-made")
def ready_made_command() -> None:
    """Assessments to begin with: what each asks, and how many items it has.

    Example: goodwork assessments ready-made
    """
    console = Console()
    for one in all_ready_made():
        console.print(Text(f"{one.name}: {one.terms.title}, {len(one.items)} items", style="bold"))
        console.print(Text(f"    {one.terms.about}"))


@app.command("make")
def make_command(
    name: Annotated[str, typer.Argument(metavar="READY-MADE", help="As `goodwork assessments ready-made` shows it.")],
    opens: Annotated[bool, typer.Option("--open", help="Open it at once; else it is a draft.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Make an assessment from a ready-made one, with its own terms. Pay and what it awards are set on its page.

    Example: goodwork assessments make judging-code --open
    """
    settings = read_settings()
    terms = ready_made(name).terms

    async def run() -> int:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            made = await make_assessment(here.database, here.blobs, actor, terms, project=None, ready=name, key=None)
            if opens:
                await change_assessment(here.database, actor, made, terms, AssessmentState.OPEN)
            return made

    Console().print(f"Made as number {asyncio.run(run())}, {'and open' if opens else 'a draft'}.")


@app.command("items")
def items_command(assessment: Number, acting: As = None, organization: Organization = None) -> None:
    """What the attempts say of the items of an assessment: the keys to check come first.

    Example: goodwork assessments items 7
    """
    settings = read_settings()

    async def run() -> tuple[Assessment, list[PoolItem]]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            seen = await see_assessment(here.database, actor, assessment)
            return seen.assessment, await see_pool(here.database, actor, assessment, after=0, limit=MOST_ITEMS)

    found, pool = asyncio.run(run())
    form = read_form(found.questions)
    table = Table("item", "text", "key", "asked", "right", "with the rest", "discrimination", "")
    for row in sorted(pool, key=lambda row: (row.suspicion is None, row.id)):
        numbers = [
            "" if n is None else f"{n:.2f}" for n in (row.share_right, row.point_biserial, row.discrimination)
        ]  # fmt: skip
        words = in_words(form, 1, GivenAnswers(0, 1, row.key))
        table.add_row(
            str(row.id), Text(excerpt(row.payload)[:60]), Text(words), str(row.asked), *numbers, Text(_note(row))
        )
    Console().print(table)


@app.command("set-aside")
def set_aside_command(
    assessment: Number,
    item: Annotated[int, typer.Argument(metavar="ITEM", min=0, help="As `goodwork assessments items` shows it.")],
    reason: Annotated[str, typer.Option("--reason", help="Everybody who met the item reads it.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Let a key count for nobody any more: results that rise by it rise, none falls. It is not taken back.

    Example: goodwork assessments set-aside 7 31 --reason "Both readings are fair."
    """
    settings = read_settings()

    async def run() -> int:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await set_key_aside(here.database, actor, assessment, item, reason, key=None)

    Console().print(f"Set aside. Results that rose: {asyncio.run(run())}.")


def _note(row: PoolItem) -> str:
    if row.aside_reason:
        return f"set aside: {row.aside_reason}"
    if row.suspicion is None:
        return ""
    instead = row.suspicion["instead"]
    return f"check this key: abler people say {instead}" if instead else "check this key: abler people miss it"

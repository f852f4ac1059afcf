"""``goodwork guideline``: what a version of the guideline touches, and asking those items again."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from goodwork.actions.guideline.ask_again import Asked, SeenChange, ask_again, list_touched, see_change
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.errors import Invalid
from goodwork.routing.touched import Touched
from goodwork.store.guideline.again import TouchedItem

app = typer.Typer(add_completion=False, no_args_is_help=True)

PAGE = 200
NAMED_PROJECT = typer.Argument(metavar="PROJECT", help="The project's name or id.")
NAMED_VERSION = typer.Argument(metavar="VERSION", min=1, max=2**31 - 1, help="The version of the guideline.")


@app.callback()
def guideline() -> None:
    """Versions of a project's guideline, and the items that they touch."""


@app.command("touched")
def touched_command(
    project: Annotated[str, NAMED_PROJECT],
    version: Annotated[int, NAMED_VERSION],
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Items that name this section.")] = None,
    label: Annotated[
        list[str] | None, typer.Option("--label", help="Items with this answer: question:label, such as mood:bad.")
    ] = None,
    word: Annotated[list[str] | None, typer.Option("--word", help="Items whose text has this word.")] = None,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Answered items that a version touches: by a section, a label or a word; without any, by what it changed.

    Example: goodwork guideline touched "Mood of a tweet" 3 --word irony
    """
    labels = [_label(one) for one in label or ()]
    settings = read_settings()

    async def run() -> tuple[SeenChange, Touched, list[TouchedItem], bool]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            seen = await see_change(here.database, actor, chosen, version)
            given = Touched(tuple(rule or ()), tuple(labels), tuple(word or ()))
            by = seen.suggested if given.nothing else given
            found: list[TouchedItem] = []
            after: int | None = 0
            while after is not None and len(found) < PAGE:
                page = await list_touched(here.database, actor, chosen, version, by, after, PAGE)
                found += page.rows
                after = page.next
            return seen, by, found, after is not None

    seen, by, found, more = asyncio.run(run())
    console = Console()
    said = [*by.rules, *(seen.names.get(one, ":".join(one)) for one in by.labels), *by.words]
    console.print(Text(f"Found by: {', '.join(said) or 'nothing; say --rule, --label or --word'}", style="dim"))
    for row in found:
        why = row.rule or (row.label and f"answered {row.label}") or row.word or ""
        console.print(Text(f"{row.item.id}  {row.item.external_id or ''}  {why}"))
    if not found:
        console.print("No answered item is touched.")
    if more:
        console.print(f"There are more; the first {len(found)} are shown.", style="dim")


@app.command("ask-again")
def ask_again_command(
    project: Annotated[str, NAMED_PROJECT],
    version: Annotated[int, NAMED_VERSION],
    items: Annotated[list[int], typer.Argument(metavar="ITEM...", min=0, max=2**62, help="The items' numbers.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Have items asked again by the guideline of now, which is this version. Their answers stay, credited.

    Example: goodwork guideline ask-again "Mood of a tweet" 3 1204 1207
    """
    settings = read_settings()

    async def run() -> Asked:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            return await ask_again(here.database, actor, chosen, version, items, key=None)

    done = asyncio.run(run())
    console = Console()
    console.print(f"{len(done.items):,} items are asked again.")
    for item, why in done.refused.items():
        console.print(Text(f"  {item} is not: {why}"))
    if not done.items:
        raise typer.Exit(1)


def _label(said: str) -> tuple[str, str]:
    question, colon, label = said.partition(":")
    if not colon or not question or not label:
        raise Invalid(
            f"{said!r} names no label.", kept="Nothing was looked for.", next_step="Write question:label, as mood:bad."
        )
    return question, label

"""``goodwork thread``: what people ask about a project, and the answers."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from goodwork.actions.guideline.ask import answer
from goodwork.actions.guideline.see_threads import list_threads
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.model.guideline import Thread

app = typer.Typer(add_completion=False, no_args_is_help=True)

NEWEST = 2**62
PAGE = 200


@app.callback()
def thread() -> None:
    """Questions about items and rules, and their answers."""


@app.command("list")
def list_command(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")],
    answered: Annotated[bool, typer.Option("--answered", help="Those that are answered, the newest first.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """The questions of a project that wait for an answer, those first that wait longest.

    Example: goodwork thread list "Mood of a tweet"
    """
    settings = read_settings()

    async def run() -> list[Thread]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            state, key = ("answered", NEWEST) if answered else ("open", 0)
            return await list_threads(here.database, actor, chosen, state, key, PAGE)

    found = asyncio.run(run())
    console = Console()
    if not found:
        console.print("No question was answered yet." if answered else "No question waits for an answer.")
    if len(found) == PAGE:
        console.print(f"Only {PAGE} are shown.", style="dim")
    for row in found:
        about = f"item {row.item_id}" if row.item_id else row.rule or "the guideline"
        # What people wrote is shown as they wrote it: no markup of the terminal is read in it.
        console.print(Text(f"{row.id}  {row.on}  {about}", style="dim"))
        console.print(Text(f"    {row.asked}"))
        if row.answer is not None:
            console.print(Text(f"    {row.answered_by or 'Somebody'}: {row.answer}"))


@app.command("answer")
def answer_command(
    thread: Annotated[int, typer.Argument(metavar="ID", min=0, max=NEWEST, help="The number that the list shows.")],
    words: Annotated[str, typer.Argument(metavar="ANSWER", help="Everybody who is qualified reads it with your name.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Answer a question; another answer takes the place of the first.

    Example: goodwork thread answer 12 "Irony counts as what is meant."
    """
    settings = read_settings()

    async def run() -> None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            await answer(here.database, actor, thread, words)

    asyncio.run(run())
    Console().print("Answered. Whoever asked is told in their inbox.")

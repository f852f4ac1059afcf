"""``goodwork item``: one item, and what was decided of it."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from goodwork.actions.items.see_story import SeenStory, see_story
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.flow import telling
from goodwork.model.stories import StoryLine

app = typer.Typer(add_completion=False, no_args_is_help=True)

NEWEST = 2**62
LINES = 200


@app.callback()
def item() -> None:
    """One item of a project."""


@app.command("story")
def story_command(
    item: Annotated[int, typer.Argument(metavar="ID", min=0, max=NEWEST, help="The item's number, as its page says.")],
    acting: As = None,
    organization: Organization = None,
) -> None:
    """What was decided of an item, why, and the numbers that it rested on; the newest last.

    Example: goodwork item story 1204
    """
    settings = read_settings()

    async def run() -> SeenStory:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await see_story(here.database, actor, item, NEWEST, LINES)

    seen = asyncio.run(run())
    console = Console()
    if not seen.lines:
        console.print("Nothing was decided of this item yet, or it was before stories were kept.")
    if len(seen.lines) == LINES:
        console.print(f"Only the newest {LINES} decisions are shown.", style="dim")
    for line in reversed(seen.lines):
        console.print(Text(f"{line.on}  ", style="dim").append(_told(line, seen), "default"))
        for more in (telling.BECAUSE[line.cause], telling.proof(line.evidence)):
            if more:
                console.print(Text(f"            {more}", style="dim"))


def _told(line: StoryLine, seen: SeenStory) -> str:
    told = telling.says(line, seen.titles)
    if line.person_id is not None:
        told += f" By {seen.people.get(line.person_id, 'somebody')}" + (f": {line.reason}" if line.reason else ".")
    return told

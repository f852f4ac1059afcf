"""``goodwork undo-import``: an import that was a mistake goes again."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from goodwork.actions.data.see_imports import see_import
from goodwork.actions.data.undo_import import Undoing, run_undoing, see_undoing, undo_import
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization
from goodwork.cli.console import Console
from goodwork.cli.local import local, read_settings
from goodwork.model.data import DataImport, ImportState

app = typer.Typer()

WHY = {
    "answered": "people answered or skipped them",
    "begun": "people opened them",
    "other-import": "another import answered them",
    "decided": "somebody reviewed, flagged or asked about them, or made them gold",
    "stands-for-others": "other items are set aside because of them",
}


@app.command()
def run(
    made: Annotated[int, typer.Argument(metavar="ID", min=0, max=2**62, help="The import's number.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Take an import back: its items that nobody worked on, and what it said of items that were there before.

    What people did stays, and so does every published version.

    Example: goodwork undo-import 12
    """
    settings = read_settings()
    console = Console()

    async def undo() -> DataImport | None:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            seen = await see_undoing(here.database, actor, made)
            if seen.data_import.state is not ImportState.UNDONE:
                _show(console, seen)
                if not yes and not typer.confirm("Undo it?"):
                    return None
            found = await undo_import(here.database, actor, made)
            while found.state is ImportState.UNDOING:
                # A worker that was quicker does it, and then there is nothing to do here but to wait.
                await run_undoing(here.database, here.blobs, found.organization_id, found.id)
                found = await see_import(here.database, actor, made)
                if found.state is ImportState.UNDOING:
                    await asyncio.sleep(0.3)
            return found

    done = asyncio.run(undo())
    if done is None:
        console.print("Nothing was changed.")
        raise typer.Exit(1)
    console.print(
        Text(f"{done.name}: {done.removed:,} items and {done.removed_answers:,} answers to others went, ").append(
            f"{done.stayed:,} items stayed."
        )
    )
    if done.error:
        console.print(Text(f"  {done.error}", style="red"))
        raise typer.Exit(1)


def _show(console: Console, seen: Undoing) -> None:
    few = "" if seen.whole else " of the first 200,000"
    console.print(
        Text(f"{seen.data_import.name}: {seen.goes:,} items{few} go, and {seen.said:,} answers to other items.")
    )
    for why, number in seen.stays.items():
        console.print(Text(f"  {number:,} items stay: {WHY[why]}."))

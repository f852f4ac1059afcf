"""``goodwork fetch-pictures``: what an import could not fetch is asked for once more."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from goodwork.actions.data.see_imports import list_faults
from goodwork.actions.data.try_again import list_missed, try_pictures_again
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization
from goodwork.cli.console import Console
from goodwork.cli.import_ import LOOKED_AT, show_import, until_done
from goodwork.cli.local import local, read_settings
from goodwork.model.data import MISSED

app = typer.Typer()


@app.command()
def run(
    made: Annotated[int, typer.Argument(metavar="ID", min=0, max=2**62, help="The import's number.")],
    list_only: Annotated[
        bool, typer.Option("--list", help="Show the addresses that did not come, and why; ask for nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Ask once more for pictures that an import could not fetch: the rows that wait for them become an import.

    Example: goodwork fetch-pictures 12
    """
    settings = read_settings()

    async def again() -> bool:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            if list_only:
                after = 0
                while rows := await list_missed(here.database, actor, made, after=after, limit=LOOKED_AT):
                    for row in rows:
                        Console().print(Text(f"{row.address}: {MISSED[row.why]}"), soft_wrap=True)
                    after = rows[-1].id
                return True
            found = await try_pictures_again(here.database, actor, made)
            shown = Progress(
                SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                TimeElapsedColumn(), console=Console(stderr=True), disable=as_json, transient=True,
            )  # fmt: skip
            with shown:
                done = await until_done(here, actor, found, shown)
            show_import(
                done, await list_faults(here.database, actor, done.id, after=0, limit=LOOKED_AT), as_json=as_json
            )
            return done.keeps

    if not asyncio.run(again()):
        raise typer.Exit(1)

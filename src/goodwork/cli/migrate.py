"""``goodwork migrate``: the database's schema, brought up to date."""

from __future__ import annotations

import asyncio

import typer

from goodwork.cli.local import database_addresses, read_settings
from goodwork.store.schema import REVISIONS

app = typer.Typer(add_completion=False)


@app.command()
def run() -> None:
    """Bring the database to the newest schema. serve does it too; several servers do it once.

    Example: GOODWORK_DATABASE_URL=postgresql://goodwork:...@db/goodwork goodwork migrate
    """
    settings = read_settings()

    async def bring() -> None:
        async with database_addresses(settings):
            pass

    asyncio.run(bring())
    typer.echo(f"The database has the newest schema, {REVISIONS[-1]}.")

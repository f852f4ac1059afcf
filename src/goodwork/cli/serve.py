"""``goodwork serve``: everything that one machine runs."""

from __future__ import annotations

import asyncio
import ipaddress
import os
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from goodwork import private
from goodwork.cli.local import read_settings
from goodwork.cli.supervisor import serving, stop_on_signals
from goodwork.settings import Settings

app = typer.Typer(add_completion=False)


@app.command()
def run(
    host: Annotated[str | None, typer.Option(help="Address to listen on (GOODWORK_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, 0 takes a free one (GOODWORK_PORT).")] = None,
    web_processes: Annotated[int | None, typer.Option(help="How many web processes (GOODWORK_WEB_PROCESSES).")] = None,
    home: Annotated[Path | None, typer.Option(help="Folder of all that goodwork keeps (GOODWORK_HOME).")] = None,
) -> None:
    """Serve goodwork: the web client, the API and the worker, with a database of its own unless
    GOODWORK_DATABASE_URL names one. Stops cleanly on Ctrl+C.

    Example: goodwork serve --port 8080 --web-processes 2
    """
    os.umask(private.UMASK)
    settings = read_settings(host=host, port=port, web_processes=web_processes, home=home)
    warn_when_open(settings)

    async def serve() -> None:
        stop_on_signals()
        async with serving(settings, typer.echo):
            try:
                await asyncio.Event().wait()
            finally:
                typer.echo("Stopping: requests and jobs that run are finished first.")

    with suppress(asyncio.CancelledError):
        asyncio.run(serve())
    typer.echo("goodwork has stopped.")


def warn_when_open(settings: Settings) -> None:
    """Say loudly that passwords would travel in the clear."""
    try:
        loopback = ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        loopback = settings.host == "localhost"
    if not loopback and not (settings.public_url or "").startswith("https://"):
        typer.secho(
            f"WARNING: goodwork listens on {settings.host} without TLS: everybody on the way can read passwords and "
            "data. Put a reverse proxy with https in front and set GOODWORK_PUBLIC_URL=https://...",
            fg="red",
            bold=True,
            err=True,
        )
